// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef Q_MOC_RUN // moc 6.4 stumbles over C++20 headers of the standard library
#include "planted_mysql.h"
#include "planted_postgresql.h"
#include "proofs.h"

#include <QDir>
#include <QFileInfo>

#include <sched.h>
#include <sys/mount.h>
#include <unistd.h>
#endif

#include <QTest>

using namespace causeway;
using namespace causeway::live_test;

namespace {

constexpr int kDiskMiB = 640;

/// Runs a program to its end; nothing when it fails.
std::optional<QByteArray> output(const QString& program, const QStringList& arguments) {
    QProcess process;
    process.start(program, arguments);
    if (!process.waitForFinished(60000) || process.exitCode() != 0)
        return std::nullopt;
    return process.readAllStandardOutput();
}

/// A small disk of the test's own, seen by nobody else: an ext3 on a loop device, or memory.
class SmallDisk {
public:
    explicit SmallDisk(bool memory) : memory_(memory) {
        QFile::setPermissions(folder_.path(), QFile::permissions(folder_.path()) | QFile::ExeOther |
                                                  QFile::ReadOther | QFile::ExeGroup | QFile::ReadGroup);
        QDir(folder_.path()).mkdir("disk");
        if (memory_) {
            mounted_ = output("mount", {"-t", "tmpfs", "-o", QString("mode=755,size=%1m").arg(kDiskMiB),
                                        "tmpfs", place()})
                           .has_value();
            return;
        }
        mounted_ = output("truncate", {"-s", QString("%1M").arg(kDiskMiB), image()}) &&
                   output("mke2fs", {"-q", "-F", "-t", "ext3", image()}) && mountAs("ext3");
    }
    SmallDisk(const SmallDisk&) = delete;
    SmallDisk& operator=(const SmallDisk&) = delete;
    ~SmallDisk() {
        if (mounted_)
            output("umount", {place()}); // and the loop device goes with it
    }

    bool mounted() const { return mounted_; }
    QString place() const { return folder_.path() + "/disk"; }
    /// The same disk under a driver that is better at it.
    bool mountAs(const QString& type) {
        if (mounted_)
            output("umount", {place()});
        mounted_ = output("mount", {"-t", type, "-o", "loop", image(), place()}).has_value();
        return mounted_;
    }
    /// What the kernel says of the disk, as "grep ." prints it: an SSD, since it has no platter.
    QByteArray rotational() const {
        const auto device = output("findmnt", {"-n", "-o", "SOURCE", place()});
        if (!device || !device->startsWith("/dev/"))
            return {};
        const auto path = "/sys/block/" + QString(device->trimmed().mid(5)) + "/queue/rotational";
        QFile own(path); // older kernels take every loop device for a turning disk
        if (own.open(QIODevice::WriteOnly))
            own.write("0");
        own.close();
        const auto value = output("cat", {path});
        return value ? path.toUtf8() + ":" + *value : QByteArray();
    }

private:
    QString image() const { return folder_.path() + "/image"; }
    QTemporaryDir folder_{"/tmp/cw-disk-XXXXXX"};
    bool memory_ = false, mounted_ = false;
};

/// The snapshot with the figures of the host: df as the server's own system sees it, sysctl, the disk.
AuditReport auditOf(const OwnServer& own, const SmallDisk& disk) {
    Progress progress;
    auto snapshot = collect({own.server().target}, {}, own.server().secret(), progress);
    QTemporaryDir folder;
    std::vector<std::string> files;
    const auto keep = [&](const char* name, const QByteArray& content) {
        QFile file(folder.filePath(name));
        if (content.isEmpty() || !file.open(QIODevice::WriteOnly))
            return;
        file.write(content);
        files.push_back(file.fileName().toStdString());
    };
    QFile pid(text(own.folder()) + "/pid");
    const auto id = pid.open(QIODevice::ReadOnly) ? QString(pid.readAll().split(' ').value(0)) : QString();
    keep("df.txt",
         output("nsenter", {"--target", id, "--mount", "--root", "df", "-PT"}).value_or(QByteArray()));
    keep("sysctl.txt", output("sysctl", {"vm.swappiness"}).value_or(QByteArray()));
    keep("rotational.txt", disk.rotational());
    snapshot.servers.at(0).host = importFiles(files, own.kind(), progress).servers.at(0).host;
    return audit(snapshot, Criteria(), "en", progress);
}

std::vector<std::string> configuration(const std::string& kind) {
    if (kind.starts_with("pg"))
        return {"max_wal_size = 64MB", "min_wal_size = 32MB"};
    std::vector<std::string> lines{"server_id = 1", "log_bin = binlog", "binlog_format = ROW",
                                   "secure_file_priv =", "innodb_io_capacity = 100"};
    lines.emplace_back(kind == "mysql97" ? "innodb_redo_log_capacity = 16M" : "innodb_log_file_size = 8M");
    if (kind != "mariadb") // MariaDB 10.11 no longer has it
        lines.emplace_back("innodb_flush_neighbors = 1");
    return lines;
}

/// A quarter of the disk in binary logs, then a file that leaves little of the rest.
void fill(const OwnServer& own, const SmallDisk& disk) {
    if (!own.postgresql()) {
        std::vector<std::string> sql{"CREATE DATABASE shop",
                                     "CREATE TABLE shop.line (pad LONGBLOB) ENGINE=MyISAM"};
        for (int i = 0; i < 60; ++i)
            sql.emplace_back("INSERT INTO shop.line VALUES (REPEAT('x', 3000000))");
        sql.emplace_back("DROP TABLE shop.line");
        execute(own.server(), sql);
    }
    const auto free =
        output("df", {"--output=avail", "-B1M", disk.place()}).value_or("").split('\n').value(1).toInt();
    output("dd", {"if=/dev/zero", "of=" + disk.place() + "/old-backup", "bs=1M",
                  QString("count=%1").arg(std::max(0, free - kDiskMiB / 5))});
}

} // namespace

/// Servers on small disks of the test's own, full and of the wrong kind.
class TestPlantedDisk : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() {
        // Mounts that this thread and its servers make from here on are seen by nobody else, and end with it.
        if (::unshare(CLONE_NEWNS) != 0 || ::mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0)
            QSKIP("a disk of one's own needs root");
    }

    void fullDisks_data() {
        QTest::addColumn<QString>("kind");
        for (const char* kind : {"mariadb", "mysql56", "mysql97", "pg15", "pg17"})
            QTest::newRow(kind) << QString(kind);
    }
    void fullDisks() { guarded("full disk", false); }

    void memory_data() {
        QTest::addColumn<QString>("kind");
        for (const char* kind : {"mariadb", "pg15"})
            QTest::newRow(kind) << QString(kind);
    }
    void memory() { guarded("data in memory", true); }

private:
    void guarded(const char* scenario, bool memory) {
        QFETCH(QString, kind);
        LIVE_SERVER(shared, "CAUSEWAY_TEST_" + kind.toUpper().toStdString());
        try {
            onDisk(kind.toStdString(), scenario, memory);
        } catch (const Error& error) {
            QFAIL(error.what());
        }
    }

    /// vm.swappiness is the machine's own, which no test may change: most machines have 60, some have less.
    static void thisMachine(const AuditReport& report) {
        QFile kernel("/proc/sys/vm/swappiness");
        QVERIFY(kernel.open(QIODevice::ReadOnly));
        const auto expected =
            kernel.readAll().trimmed().toInt() > 10 ? CheckState::Found : CheckState::Passed;
        for (const auto& rule : ProofRegister::instance().rules("tst_planted_disk", "this machine",
                                                                report.checks.at(0).server, "found"))
            QVERIFY2(checkOf(report, rule).state == expected, rule.c_str());
    }

    static void onDisk(const std::string& kind, const char* scenario, bool memory) {
        SmallDisk disk(memory);
        if (!disk.mounted())
            QSKIP("this machine has no loop devices");
        const auto rules = [&](const char* level) {
            return ProofRegister::instance().rules("tst_planted_disk", scenario, kind, level);
        };
        OwnServer own(kind, configuration(kind), disk.place().toStdString());
        if (!memory)
            fill(own, disk);
        const auto before = auditOf(own, disk);
        QCOMPARE(notFound({&before}, rules("mended")) + notFound({&before}, rules("followed")) +
                     notFound({&before}, rules("found")),
                 0);
        QCOMPARE(text(badAdvice(before)), QString());
        thisMachine(before);
        if (memory)
            return;
        QFile::remove(disk.place() + "/old-backup");
        if (!own.postgresql())
            execute(own.server(), {kind == "mysql97" ? "RESET BINARY LOGS AND GTIDS" : "RESET MASTER"});
        std::vector<std::string> lines;
        for (const auto& rule : rules("mended"))
            for (const auto& finding : checkOf(before, rule).findings) {
                execute(own.server(), statementsOf(finding.fix));
                for (const auto& line : configurationOf(finding.fix))
                    lines.push_back(line);
            }
        own.stopped(lines, [&] { disk.mountAs("ext4"); });
        const auto after = auditOf(own, disk);
        QCOMPARE(stillFound({&after}, rules("mended")) + stillFound({&after}, rules("followed")), 0);
    }
};

QTEST_GUILESS_MAIN(TestPlantedDisk)
#include "tst_planted_disk.moc"
