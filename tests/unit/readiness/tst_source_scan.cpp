// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef Q_MOC_RUN // moc 6.4 stumbles over C++20 headers of the standard library
#include "core/base/error.h"
#include "core/readiness/effort/breakdown.h"
#include "core/readiness/readiness.h"
#include "core/readiness/source_scan.h"
#endif

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QtTest>

using namespace causeway;

namespace {

void write(const QString& path, const QByteArray& text) {
    QDir().mkpath(QFileInfo(path).path());
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
        throw Error(ErrorCode::Internal, "cannot write " + path.toStdString());
}

/// A server "db1" with shop.t (id int, name varchar(20)).
ServerEvidence shop() {
    ServerEvidence server;
    server.id = "db1";
    server.catalog.emplace();
    Table table;
    table.schema = "shop";
    table.name = "t";
    Column id, name;
    id.name = "id";
    id.type.name = "int";
    name.name = "name";
    name.type.name = "varchar";
    name.type.length = 20;
    table.columns = {id, name};
    server.catalog->tables = {table};
    return server;
}

} // namespace

/// SQL strings of a program's source.
class TestSourceScan : public QObject {
    Q_OBJECT

private slots:
    void strings_data() {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("sql");
        const auto row = [](const char* name, const char* file, const char* text, const char* sql) {
            QTest::newRow(name) << file << text << sql;
        };
        row("php", "a.php", R"(<?php $q = "SELECT id FROM t WHERE a = $a";)", "SELECT id FROM t WHERE a = ?");
        row("php joined", "a.php", R"($q = 'SELECT id FROM t WHERE a = ' . (int)$a . ' AND b = 1';)",
            "SELECT id FROM t WHERE a = ? AND b = 1");
        row("php end", "a.php", R"(mysql_query("SELECT id FROM t WHERE a = " . $a);)",
            "SELECT id FROM t WHERE a = ?");
        row("php call", "a.php", R"($q = "SELECT id FROM t WHERE a = " . f("x", $b) . " LIMIT 1";)",
            "SELECT id FROM t WHERE a = ? LIMIT 1");
        row("php field", "a.php", R"($q = "UPDATE t SET a = {$o->a['x']} WHERE b = $o->b";)",
            "UPDATE t SET a = ? WHERE b = ?");
        row("heredoc", "a.php", "$q = <<<SQL\n  SELECT id\n  FROM t WHERE a = $a\n  SQL;\n",
            "SELECT id\n  FROM t WHERE a = ?");
        row("python", "a.py", "cur.execute(\"\"\"SELECT id FROM t\n WHERE a = %s\"\"\", (a,))",
            "SELECT id FROM t\n WHERE a = ?");
        row("python beside", "a.py", "q = ('SELECT id '\n     'FROM t')", "SELECT id FROM t");
        row("python named", "a.py", "q = 'SELECT id FROM t WHERE a = %(a)s'", "SELECT id FROM t WHERE a = ?");
        row("f-string", "a.py", "q = f'SELECT id FROM t WHERE a = {a.b}'", "SELECT id FROM t WHERE a = ?");
        row("java", "A.java", R"(String q = "SELECT id " + "FROM t WHERE a = " + a + " AND c = '\"'";)",
            "SELECT id FROM t WHERE a = ? AND c = '\"'");
        row("java char", "A.java", R"(char c = '"'; String q = "DELETE FROM t";)", "DELETE FROM t");
        row("jpa", "A.java", R"(@Query("SELECT id FROM t WHERE a = :name"))", "SELECT id FROM t WHERE a = ?");
        row("template", "a.ts", "const q = `SELECT id FROM t WHERE a = ${f({b: 1})}`;",
            "SELECT id FROM t WHERE a = ?");
        row("ruby", "a.rb", "q = \"SELECT id FROM t WHERE a = #{a}\"", "SELECT id FROM t WHERE a = ?");
        row("go", "a.go", "db.Query(`SELECT id\nFROM t WHERE a = ?`, a)", "SELECT id\nFROM t WHERE a = ?");
        row("quoted", "a.php", R"($q = "SELECT id FROM t WHERE a = '$a'";)", "SELECT id FROM t WHERE a = ?");
        row("a time", "a.php", R"($q = "SELECT id FROM t WHERE a > '10:30:00'";)",
            "SELECT id FROM t WHERE a > '10:30:00'");
        row("computed table", "a.php", R"($q = "SELECT id FROM {$p}users";)", "SELECT id FROM ?users");
    }
    void strings() {
        QFETCH(QString, file);
        QFETCH(QString, text);
        QFETCH(QString, sql);
        const auto found = statementsIn(text.toStdString(), file.toStdString());
        QCOMPARE(found.size(), std::size_t(1));
        QCOMPARE(QString::fromStdString(found[0].sql), sql);
    }
    void noStatements_data() {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("text");
        QTest::newRow("prose") << "a.php"
                               << "echo 'Select a file from the list';";
        QTest::newRow("prose 2") << "a.php"
                                 << "echo \"Update your profile\";";
        QTest::newRow("comment") << "a.php"
                                 << "// $q = \"SELECT id FROM t\";\n# 'DELETE FROM t'\n";
        QTest::newRow("long comment") << "A.java"
                                      << "/* \"SELECT id FROM t\" */";
        QTest::newRow("apostrophe") << "a.rb"
                                    << "# don't\nx = 1 # it isn't SELECT id FROM t";
        QTest::newRow("open") << "a.php"
                              << "<<<";
        QTest::newRow("open 2") << "a.php"
                                << "\"SELECT";
        QTest::newRow("end in escape") << "a.py"
                                       << "'SELECT id FROM t\\";
        QTest::newRow("deep") << "a.ts"
                              << "`" + QString(100000, '{') + "${";
    }
    void noStatements() {
        QFETCH(QString, file);
        QFETCH(QString, text);
        const auto found = statementsIn(text.toStdString(), file.toStdString());
        QVERIFY2(found.empty() || file.endsWith(".py"), found.empty() ? "" : found[0].sql.c_str());
    }
    void placesAreThoseOfTheString() {
        const auto found =
            statementsIn("<?php\n\n  $q = 'DELETE FROM t';\n$r = \"SELECT 1 FROM t\";", "a.php");
        QCOMPARE(found.size(), std::size_t(2));
        QVERIFY(found[0].place == (Place{3, 8}));
        QVERIFY(found[1].place == (Place{4, 6}));
    }
    void aTreeIsReadInOrder() {
        QTemporaryDir folder;
        write(folder.filePath("b/two.py"), "q = 'DELETE FROM b'");
        write(folder.filePath("a/one.php"), "<?php $q = 'DELETE FROM a';");
        write(folder.filePath("a/notes.txt"), "'DELETE FROM c'");
        write(folder.filePath("node_modules/x.js"), "'DELETE FROM d'");
        write(folder.filePath(".git/x.php"), "'DELETE FROM e'");
        QFile::link("/etc", folder.filePath("outside"));
        Progress progress;
        const auto scan = scanSourceTree(folder.path().toStdString(), progress);
        QCOMPARE(scan.files, std::uint64_t(2));
        QCOMPARE(scan.statements.size(), std::size_t(2));
        QCOMPARE(scan.statements[0].file, std::string("a/one.php"));
        QCOMPARE(scan.statements[1].sql, std::string("DELETE FROM b"));
        QVERIFY_EXCEPTION_THROWN(scanSourceTree(folder.filePath("none").toStdString(), progress), Error);
    }
    /// A statement is converted with the schema; one whose table is computed is told, not judged.
    void statementsAreAssessed() {
        SourceScan scan;
        scan.files = 1;
        scan.statements = {{"a.php", {3, 8}, "SELECT id FROM t WHERE name = ? LIMIT 2, 3"},
                           {"a.php", {9, 1}, "SELECT id FROM ?users"}};
        ServerEvidence server = shop();
        server.probes = {applicationProbe(scan, "shop")};
        Progress progress;
        const auto report = assessReadiness(server, {}, {}, progress);
        QCOMPARE(report.queries.size(), std::size_t(1));
        QCOMPARE(report.queries[0].kind, std::string("application query"));
        QCOMPARE(report.queries[0].name, std::string("a.php:3:8"));
        QVERIFY(report.queries[0].target.find("lower($1)") != std::string::npos);
        QVERIFY(std::any_of(report.general.begin(), report.general.end(), [](const Obstacle& o) {
            return o.id == "application.not_assessed" && o.message.find("a.php:9:1") != std::string::npos;
        }));
    }
    /// What ran on the server and stands in the source is one piece of work, told twice and counted once.
    void workIsCountedOnce() {
        ServerEvidence server = shop();
        QueryClass ran, other;
        ran.id = "1";
        ran.fingerprint = ran.sample = "SELECT id FROM t WHERE name = 'Ann' LIMIT 2, 3";
        other.id = "2";
        other.fingerprint = other.sample = "SELECT id FROM t WHERE name = 'Ann' OR id = 3";
        server.workload.emplace();
        server.workload->queries = {ran, other};
        Progress progress;
        SourceScan scan;
        scan.files = 1;
        scan.statements = {{"a.php", {3, 8}, "SELECT id  FROM t WHERE name = ? LIMIT ?, ?"}};
        server.probes = {applicationProbe(scan, "shop")};
        const auto report = assessReadiness(server, {}, {}, progress);
        QCOMPARE(report.queries.size(), std::size_t(3));
        QVERIFY(report.queries[0].countedElsewhere);
        QVERIFY(report.queries[0].effort == Effort{});
        QVERIFY(!report.queries[1].countedElsewhere && !report.queries[2].countedElsewhere);
        QVERIFY(report.queries[2].effort.likely > 0);
        server.workload->queries = {other};
        const auto without = effortBreakdown(assessReadiness(server, {}, {}, progress));
        const auto both = effortBreakdown(report);
        QCOMPARE(both.all.count, without.all.count);
        QCOMPARE(both.all.sum.expected(), without.all.sum.expected());
    }
};

QTEST_GUILESS_MAIN(TestSourceScan)
#include "tst_source_scan.moc"
