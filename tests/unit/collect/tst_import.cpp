// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/collect/collect.h"
#include "core/collect/files/log_files.h"
#include "core/snapshot/snapshot_json.h"
#include "unit/collect/test_files.h"

#include <QCryptographicHash>
#include <QDir>
#include <QProcess>
#include <QTemporaryDir>

using namespace causeway;

namespace {

const std::string kData = CAUSEWAY_SOURCE_DIR "/tests/unit/collect/data/";

const Source* source(const Snapshot& snapshot, const std::string& label) {
    for (const auto& s : snapshot.sources)
        if (s.label == label)
            return &s;
    return nullptr;
}

} // namespace

class TestImport : public QObject {
    Q_OBJECT
private slots:
    void init();
    void wholeFolder();
    void packedFiles();
    void variablesProbe();
    void statusSamples();
    void nothingRecognised();
    void missingPath();
    void oddFilesAreNamed();
    void disagreeingVersions();
    void partsOfVariables();
    void logOnly();
    void tableStatusWithItsMoment();
    void dumps();
    void dumpAgainstVariables();
    void foreignDump();
    void dumpStatementsInALog();
    void damagedLogCountsUpToThere();
    void sameFilesSameSnapshot();
    void digestOfPaths();

private:
    std::string write(const char* name, const std::string& bytes);
    Snapshot import(const std::vector<std::string>& paths);
    std::unique_ptr<QTemporaryDir> folder_;
    Progress progress_;
};

void TestImport::init() {
    folder_ = std::make_unique<QTemporaryDir>();
}

std::string TestImport::write(const char* name, const std::string& bytes) {
    const auto path = folder_->filePath(QString::fromUtf8(name));
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) ||
        file.write(bytes.data(), qint64(bytes.size())) != qint64(bytes.size()))
        qFatal("cannot write %s", name);
    return path.toStdString();
}

Snapshot TestImport::import(const std::vector<std::string>& paths) {
    return importFiles(paths, "shop-db-1", progress_);
}

void TestImport::wholeFolder() {
    const auto snapshot = import({kData + "show/mariadb-variables.tsv", kData + "show/mariadb-status-3.tsv",
                                  kData + "slow", kData + "host"});
    QCOMPARE(snapshot.servers.size(), std::size_t(1));
    const auto& server = snapshot.servers[0];
    QCOMPARE(server.id, std::string("shop-db-1"));
    QCOMPARE(int(server.engine), int(Engine::MariaDB));
    QCOMPARE(server.version.text(server.engine), std::string("10.11.19"));
    QCOMPARE(server.variable("max_connections").value_or(""), std::string("151"));
    QCOMPARE(server.status.size(), std::size_t(3));
    QVERIFY(server.rate("uptime") && !server.rate("uptime")->sinceBoot);
    QVERIFY(server.workload);
    QCOMPARE(server.workload->entries, std::uint64_t(40));
    QCOMPARE(server.workload->thresholdSeconds.value_or(-1), 0.0); // the capture ran with long_query_time=0
    QCOMPARE(server.host.cpus.value_or(0), 2);
    QCOMPARE(server.host.filesystems.size(), std::size_t(4));
    QVERIFY(server.host.samples.size() >= 15);
    QCOMPARE(source(snapshot, "mariadb-slow.log")->kind, std::string("slow-log"));
    QCOMPARE(source(snapshot, "sar.txt")->kind, std::string("sar"));
    QCOMPARE(toIso(source(snapshot, "sar.txt")->captured), std::string("2026-11-22T14:13:00Z"));
    QCOMPARE(source(snapshot, "mariadb-slow.log")->sha256,
             QCryptographicHash::hash(QByteArray::fromStdString(capture("slow/mariadb-slow.log")),
                                      QCryptographicHash::Sha256)
                 .toHex()
                 .toStdString());
    for (const auto& s : snapshot.sources) {
        QVERIFY2(s.kind != "unrecognised", s.label.c_str());
        QVERIFY(s.label.find('/') == std::string::npos);
    }
    QCOMPARE(snapshot.id.size(), std::size_t(16));
    QVERIFY(snapshotFromJson(Json::parse(jsonText(snapshot))) == snapshot);
}

void TestImport::packedFiles() {
    const auto snapshot = import({kData + "show/mariadb-admin-extended-status.txt.gz"});
    QCOMPARE(snapshot.servers[0].status.size(), std::size_t(1));
    QVERIFY(snapshot.servers[0].counter("uptime").value_or(0) > 0);
    QVERIFY(snapshot.servers[0].status[0].values.size() > 500);
}

void TestImport::variablesProbe() {
    const auto snapshot = import({kData + "show/mariadb-variables.vertical"});
    const auto& server = snapshot.servers[0];
    QCOMPARE(server.variablesProbe, std::string("mysql.variables"));
    const auto* probe = server.probe("mysql.variables");
    QVERIFY(probe);
    QCOMPARE(probe->source, std::string("S1"));
    QCOMPARE(probe->rows.size(), server.variables.size());
    QVERIFY(probe->column("variable_name") == 0 && probe->column("value") == 1);
    QVERIFY(server.status.empty());
    QVERIFY(!server.workload);
}

void TestImport::statusSamples() {
    const auto a =
        write("a.txt", "# 2026-11-20 10:00:10\nVariable_name\tValue\nUptime\t110\nQuestions\t1000\n");
    const auto b =
        write("b.txt", "# 2026-11-20 10:00:00\nVariable_name\tValue\nUptime\t100\nQuestions\t500\n");
    const auto snapshot = import({a, b});
    const auto& server = snapshot.servers[0];
    QCOMPARE(toIso(server.status[0].at), std::string("2026-11-20T10:00:00Z")); // oldest first
    QCOMPARE(server.rate("questions")->perSecond, 50.0);
    QCOMPARE(server.probe("mysql.status")->source, std::string("S1"));
    QCOMPARE(toIso(snapshot.taken), std::string("2026-11-20T10:00:10Z"));
}

void TestImport::nothingRecognised() {
    const auto path = write("letter.txt", "Dear colleague,\nplease find nothing of use here.\n");
    try {
        import({path});
        QFAIL("imported a letter");
    } catch (const Error& error) {
        QCOMPARE(int(error.code()), int(ErrorCode::Input));
        QVERIFY(error.summary().find("letter.txt") != std::string::npos);
        QVERIFY(error.why().find("vmstat") != std::string::npos);
    }
}

void TestImport::missingPath() {
    QVERIFY_EXCEPTION_THROWN(import({"/no/such/file"}), Error);
    QDir(folder_->path()).mkdir("empty");
    QVERIFY_EXCEPTION_THROWN(import({folder_->filePath("empty").toStdString()}), Error);
}

void TestImport::oddFilesAreNamed() {
    write("letter.txt", "Dear colleague\n");
    write("empty", "");
    write("free.log", capture("host/free.txt"));
    write(".hidden", "x");
    QDir(folder_->path()).mkdir("deeper");
    const auto snapshot = import({folder_->path().toStdString()});
    QCOMPARE(snapshot.sources.size(), std::size_t(3));
    QCOMPARE(source(snapshot, "letter.txt")->kind, std::string("unrecognised"));
    QVERIFY(source(snapshot, "letter.txt")->remark.find("not recognised") != std::string::npos);
    QVERIFY(source(snapshot, "empty")->remark.find("empty") != std::string::npos);
    QCOMPARE(source(snapshot, "free.log")->kind, std::string("free")); // by content, not by name
    QVERIFY(snapshot.servers[0].host.ramBytes.value_or(0) > 1e10);
}

void TestImport::disagreeingVersions() {
    const auto log =
        write("slow.log", "/usr/sbin/mysqld, Version: 5.6.24-log (Source distribution). started with:\n"
                          "# User@Host: a[a] @ h []\n# Query_time: 1  Lock_time: 0\nselect 1;\n");
    const auto snapshot = import({log, kData + "show/mariadb-variables.tsv"});
    QCOMPARE(int(snapshot.servers[0].engine), int(Engine::MariaDB));
    QVERIFY(source(snapshot, "slow.log")->remark.find("another server") != std::string::npos);
    QVERIFY(source(snapshot, "mariadb-variables.tsv")->remark.empty());
}

void TestImport::partsOfVariables() {
    const auto a = write("a", "Variable_name\tValue\ninnodb_log_file_size\t5\nversion\t5.6.24\n");
    const auto b = write("b", "Variable_name\tValue\nmax_connections\t99\nport\t3306\n");
    const auto server = import({a, b}).servers[0];
    QCOMPARE(server.variables.size(), std::size_t(4));
    QCOMPARE(server.version.minor, 6);
}

void TestImport::logOnly() {
    const auto snapshot = import({kData + "slow/mariadb-slow.log"});
    QCOMPARE(int(snapshot.servers[0].engine), int(Engine::MariaDB));
    QVERIFY(snapshot.servers[0].variables.empty());
    QVERIFY(!snapshot.servers[0].workload->thresholdSeconds);
    QCOMPARE(toIso(snapshot.taken), toIso(*snapshot.servers[0].workload->last)); // not the file's own time
}

void TestImport::tableStatusWithItsMoment() {
    const auto path =
        write("status", "# 2026-03-05 10:00:00\nName\tEngine\tVersion\tRow_format\tRows\tComment\n"
                        "orders\tInnoDB\t10\tDynamic\t7\t\n");
    QCOMPARE(toIso(import({path}).taken), std::string("2026-03-05T10:00:00Z"));
}

void TestImport::dumps() {
    const std::string head =
        "-- MySQL dump 10.13  Distrib 5.6.24, for Linux (x86_64)\n--\n-- Host: localhost    Database: shop\n"
        "-- ------------------------------------------------------\n-- Server version\t5.6.24-log\n\n";
    const auto shop = write(
        "shop.sql",
        head + "CREATE DATABASE `shop`;\nUSE `shop`;\nCREATE TABLE `orders` (`id` int NOT NULL, PRIMARY "
               "KEY (`id`)) ENGINE=InnoDB;\nINSERT INTO `orders` VALUES (1),(2);\n\n"
               "-- Dump completed on 2026-11-20  9:14:03\n");
    const auto stock =
        write("stock.dump", head + "CREATE DATABASE `stock`;\nUSE `stock`;\nCREATE TABLE `item` (`id` int);\n"
                                   "USE `shop`;\nCREATE TABLE `orders` (`id` int);\nCREATE TABEL oops (;\n");
    const auto snapshot = import({shop, stock});
    const auto& server = snapshot.servers[0];
    QVERIFY(server.catalog);
    QCOMPARE(server.catalog->tables.size(), std::size_t(2));
    QVERIFY(server.catalog->table("shop", "orders") &&
            server.catalog->table("shop", "orders")->rows.value_or(0) == 2);
    QVERIFY(server.catalog->table("stock", "item"));
    QCOMPARE(server.catalogSource, std::string("S1"));
    QCOMPARE(int(server.engine), int(Engine::MySQL));
    QCOMPARE(server.version.text(server.engine), std::string("5.6.24"));
    QCOMPARE(source(snapshot, "shop.sql")->kind, std::string("dump"));
    QCOMPARE(toIso(source(snapshot, "shop.sql")->captured), std::string("2026-11-20T09:14:03Z"));
    QVERIFY(source(snapshot, "stock.dump")->remark.find("earlier dump") != std::string::npos);
    QVERIFY(source(snapshot, "stock.dump")->remark.find("1 statement not understood") != std::string::npos);
}

void TestImport::dumpAgainstVariables() {
    const auto dump = write(
        "old.sql", "-- MySQL dump 10.13  Distrib 5.6.24, for Linux (x86_64)\n-- Server version\t5.6.24-log\n"
                   "CREATE TABLE t (a int);\n");
    const auto snapshot = import({dump, kData + "show/mariadb-variables.tsv"});
    QCOMPARE(int(snapshot.servers[0].engine), int(Engine::MariaDB));
    QVERIFY(source(snapshot, "old.sql")->remark.find("MySQL 5.6.24") != std::string::npos);
    QVERIFY(source(snapshot, "old.sql")->remark.find("another server") != std::string::npos);
}

void TestImport::foreignDump() {
    const auto path =
        write("pg.sql", "--\n-- PostgreSQL database dump\n--\n\n-- Dumped from database version 15.4\n\n"
                        "CREATE TABLE public.t (a integer);\n");
    QVERIFY_EXCEPTION_THROWN(import({path}), Error);
    const auto snapshot = import({path, kData + "host/free.txt"});
    QCOMPARE(source(snapshot, "pg.sql")->kind, std::string("unrecognised"));
    QVERIFY(source(snapshot, "pg.sql")->remark.find("PostgreSQL") != std::string::npos);
    QVERIFY(!snapshot.servers[0].catalog);
}

void TestImport::dumpStatementsInALog() {
    const std::string head = "# User@Host: a[a] @ h []\n# Query_time: 1  Lock_time: 0\n";
    const auto path = write("x", head + "/*!40101 SET NAMES utf8 */;\n" + head + "CREATE TABLE t (a int);\n");
    const auto snapshot = import({path});
    QCOMPARE(snapshot.servers[0].workload->entries, std::uint64_t(2));
    QVERIFY(!snapshot.servers[0].catalog);
}

void TestImport::damagedLogCountsUpToThere() {
    std::string log;
    for (std::int64_t i = 0; i < 40'000; ++i) // 40,000 × 104,729 passes 2^31
        log += "# User@Host: a[a] @ h []\n# Query_time: 1." + std::to_string(i * 7919 % 10'000) +
               "  Lock_time: 0\nselect " + std::to_string(i * 104'729 % 99'991) + ";\n";
    const auto path = write("slow.log", log);
    QCOMPARE(QProcess::execute("gzip", {"-k", QString::fromStdString(path)}), 0);
    QFile packed(QString::fromStdString(path) + ".gz");
    QVERIFY(packed.open(QIODevice::ReadWrite) && packed.resize(packed.size() * 3 / 4));
    packed.close();
    const auto snapshot = import({path + ".gz"});
    const auto& workload = *snapshot.servers[0].workload;
    QVERIFY(workload.entries > 1000 && workload.entries < 40'000);
    QVERIFY(snapshot.sources[0].remark.find("cannot read") != std::string::npos);
    QCOMPARE(digestLogFiles({path + ".gz"}, progress_).entries, workload.entries);
}

void TestImport::sameFilesSameSnapshot() {
    const std::vector<std::string> paths{kData + "host", kData + "show", kData + "slow"};
    QCOMPARE(jsonText(import(paths)), jsonText(import(paths)));
}

void TestImport::digestOfPaths() {
    const auto log = kData + "slow/mariadb-slow.log";
    QCOMPARE(digestLogFiles({log, log}, progress_).entries, std::uint64_t(80));
    QVERIFY_EXCEPTION_THROWN(digestLogFiles({kData + "host/sar.txt"}, progress_), Error);
    progress_.cancel();
    QVERIFY_EXCEPTION_THROWN(digestLogFiles({log}, progress_), Error);
}

QTEST_GUILESS_MAIN(TestImport)
#include "tst_import.moc"
