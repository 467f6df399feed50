// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"
#include "core/collect/files/dump.h"

#include <QFile>
#include <QtTest>

using namespace causeway;

namespace {

DumpContents read(std::string text) {
    auto source = TextSource::fromMemory("test.sql", std::move(text));
    Progress progress;
    return readDump(source, progress);
}

std::string version(const char* text) {
    return std::string("-- Server version\t") + text + "\n";
}

const Table& table(const DumpContents& d, const char* name) {
    for (const auto& t : d.catalog.tables)
        if (t.name == name)
            return t;
    throw std::runtime_error(std::string("no table ") + name);
}

const Column& column(const DumpContents& d, const char* tableName, const char* name) {
    const auto* c = table(d, tableName).column(name);
    if (!c)
        throw std::runtime_error(std::string("no column ") + name);
    return *c;
}

const Index& index(const Table& t, const char* name) {
    for (const auto& i : t.indexes)
        if (i.name == name)
            return i;
    throw std::runtime_error(std::string("no index ") + name);
}

std::string columns(const Index& i) {
    std::string out;
    for (const auto& p : i.parts)
        out += (out.empty() ? "" : ",") + p.column + (p.prefix ? "(" + std::to_string(*p.prefix) + ")" : "") +
               (p.descending ? " desc" : "");
    return out;
}

} // namespace

class TestDump : public QObject {
    Q_OBJECT
    DumpContents torture_;

private slots:
    /// A real dump by mariadb-dump of MariaDB 10.11: the counts are information_schema's.
    void initTestCase() {
        auto source = TextSource::open(CAUSEWAY_SOURCE_DIR "/tests/golden/data/mariadb_10_11_torture.sql");
        Progress progress;
        torture_ = readDump(source, progress);
    }
    void realDumpCounts() {
        const auto& c = torture_.catalog;
        for (const auto& u : c.unparsed)
            QFAIL((std::to_string(u.place.line) + ": " + u.message).c_str());
        QCOMPARE(c.tables.size(), std::size_t(18));
        QCOMPARE(c.views.size(), std::size_t(7));
        QCOMPARE(c.routines.size(), std::size_t(3));
        QCOMPARE(c.triggers.size(), std::size_t(2));
        QCOMPARE(c.events.size(), std::size_t(2));
        QCOMPARE(c.sequences.size(), std::size_t(1));
        QVERIFY(c.engine == Engine::MariaDB);
        QCOMPARE(torture_.server.version, (Version{10, 11, 19}));
        QCOMPARE(torture_.host, std::string("localhost"));
        QVERIFY(!torture_.completed.empty());
        QCOMPARE(torture_.remarks, std::vector<std::string>{});
        QCOMPARE(c.schemas, std::vector<std::string>{"torture"});
    }
    void realDumpColumns() {
        const auto& all = table(torture_, "alltypes");
        QCOMPARE(all.columns.size(), std::size_t(52));
        QCOMPARE(column(torture_, "alltypes", "a4").type.full, std::string("mediumint(5) unsigned zerofill"));
        QCOMPARE(column(torture_, "alltypes", "d6").type.members,
                 (std::vector<std::string>{"x", "y,z", "it's", ""}));
        QVERIFY(column(torture_, "alltypes", "a7").defaultValue->kind == DefaultValue::Kind::Number);
        QCOMPARE(column(torture_, "alltypes", "a7").defaultValue->text, std::string("-1.5000"));
        QCOMPARE(column(torture_, "alltypes", "b4").defaultValue->text, std::string("101010101"));
        QCOMPARE(column(torture_, "alltypes", "c3").defaultValue->text, std::string("a'b\\c"));
        QCOMPARE(column(torture_, "alltypes", "c6").defaultValue->text, std::string("ab\0c", 4));
        QVERIFY(column(torture_, "alltypes", "c1").onUpdateNow);
        QVERIFY(column(torture_, "alltypes", "e5").defaultValue->kind == DefaultValue::Kind::Literal);
        QVERIFY(column(torture_, "alltypes", "e2").defaultValue->kind == DefaultValue::Kind::Expression);
        QVERIFY(column(torture_, "alltypes", "e6").generated &&
                !column(torture_, "alltypes", "e6").generated->stored);
        QVERIFY(column(torture_, "alltypes", "e7").generated->stored);
        QVERIFY(column(torture_, "alltypes", "e8").invisible);
        QCOMPARE(column(torture_, "alltypes", "e9").check, std::string("`e9` > 0 and `e9` < 100"));
        QCOMPARE(column(torture_, "alltypes", "c4").charset, std::string("cp1251"));
        QCOMPARE(column(torture_, "alltypes", "c4").collation, std::string("cp1251_general_ci"));
        QCOMPARE(column(torture_, "alltypes", "c8").collation, std::string("utf8mb4_unicode_ci"));
        QVERIFY(all.column("we`ird \"name\"") && all.column("пример"));
        QCOMPARE(columns(index(all, "k1")), std::string("a1 desc,c4(10)"));
        QVERIFY(index(all, "ft").kind == IndexKind::Fulltext && index(all, "sp").kind == IndexKind::Spatial);
        QVERIFY(!index(all, "ign").visible);
        QCOMPARE(all.checks.size(), std::size_t(1));
    }
    void realDumpTables() {
        QCOMPARE(table(torture_, "parent").comment, std::string("it's; a \"parent\" -- \\ x"));
        QCOMPARE(table(torture_, "parent").rows, std::optional<std::uint64_t>(2));
        QCOMPARE(table(torture_, "arc").rows, std::optional<std::uint64_t>(0));
        QVERIFY(table(torture_, "parent").rowsExact);
        QCOMPARE(table(torture_, "child").foreignKeys.size(), std::size_t(3));
        for (const auto& f : table(torture_, "child").foreignKeys)
            QCOMPARE(f.onDelete + f.refTable, std::string(f.name == "fk1"       ? "SET NULLparent"
                                                          : f.name == "selfref" ? "NO ACTIONchild"
                                                                                : "parent"));
        QCOMPARE(table(torture_, "mi").autoIncrement, std::optional<std::uint64_t>(77));
        QVERIFY(table(torture_, "sysver").systemVersioned);
        QCOMPARE(table(torture_, "mrg").engine, std::string("MRG_MyISAM"));
        const auto& range = *table(torture_, "p_range").partitioning;
        QCOMPARE(range.partitions.size(), std::size_t(3));
        QVERIFY(range.method == "RANGE" && range.subpartition.starts_with("HASH"));
        QCOMPARE(table(torture_, "p_hash").partitioning->count, 6u);
        QVERIFY(torture_.catalog.table("torture", "tab;le"));
    }
    void realDumpPrograms() {
        const auto& c = torture_.catalog;
        const auto* p1 = &c.routines[0];
        for (const auto& r : c.routines)
            if (r.name == "p1")
                p1 = &r;
        QVERIFY(p1->sqlMode.find("ANSI_QUOTES") != std::string::npos);
        QVERIFY(p1->body.starts_with("lbl: BEGIN") && p1->body.ends_with("END"));
        QCOMPARE(p1->security, std::string("INVOKER"));
        QCOMPARE(p1->definer, std::string("root@localhost"));
        QVERIFY(!c.events[0].enabled && c.events[1].enabled);
        QCOMPARE(c.events[0].schedule, std::string("EVERY 1 DAY STARTS '2030-01-01 00:00:00'"));
        QCOMPARE(c.sequences[0].increment, std::optional<std::int64_t>(10));
        for (const auto& v : c.views)
            QVERIFY2(!v.select.starts_with("SELECT 1 AS"), v.name.c_str()); // the placeholder is gone
        QCOMPARE(torture_.sqlModes.size(), std::size_t(2));
    }

    void phpMyAdminAlters() {
        const auto d =
            read("-- phpMyAdmin SQL Dump\n-- version 4.5\n-- Host: 127.0.0.1\n-- Server version: "
                 "5.6.24\n--\n-- Database: `shop`\n--\n"
                 "CREATE TABLE `o` (`id` int(11) NOT NULL, `c` varchar(20) NOT NULL, `p` int(11)) "
                 "ENGINE=InnoDB DEFAULT CHARSET=latin1;\n"
                 "-- Dumping data for table `o`\nINSERT INTO `o` (`id`) VALUES\n(1),\n(2);\n"
                 "ALTER TABLE `o` ADD PRIMARY KEY (`id`), ADD UNIQUE KEY `u` (`c`(5)), ADD KEY `p` (`p`);\n"
                 "ALTER TABLE `o` MODIFY `id` int(11) NOT NULL AUTO_INCREMENT, AUTO_INCREMENT=43;\n"
                 "ALTER TABLE `o` ADD CONSTRAINT `fk` FOREIGN KEY (`p`) REFERENCES `o` (`id`) ON DELETE "
                 "CASCADE;\n");
        QCOMPARE(d.catalog.unparsed.size(), std::size_t(0));
        const auto& o = table(d, "o");
        QVERIFY(o.primaryKey() && o.column("id")->autoIncrement);
        QCOMPARE(o.columns[0].name, std::string("id"));
        QCOMPARE(o.autoIncrement, std::optional<std::uint64_t>(43));
        QCOMPARE(columns(index(o, "u")), std::string("c(5)"));
        QCOMPARE(o.foreignKeys[0].onDelete, std::string("CASCADE"));
        QCOMPARE(o.rows, std::optional<std::uint64_t>(2));
        QCOMPARE(o.column("c")->collation, std::string("latin1_swedish_ci"));
        QVERIFY(d.host == "127.0.0.1" && d.database == "shop" && d.server.version == (Version{5, 6, 24}));
    }

    void implicitTimestamps() {
        const std::string ddl =
            "CREATE TABLE t (a timestamp, b timestamp, c timestamp NULL, d timestamp DEFAULT 0);";
        const auto old = read(version("5.6.24") + ddl);
        QVERIFY(!column(old, "t", "a").nullable && column(old, "t", "a").onUpdateNow);
        QVERIFY(column(old, "t", "a").defaultValue->kind == DefaultValue::Kind::CurrentTimestamp);
        QCOMPARE(column(old, "t", "b").defaultValue->text, std::string("0000-00-00 00:00:00"));
        QVERIFY(column(old, "t", "c").nullable && !column(old, "t", "c").defaultValue);
        const auto now = read(version("8.0.36") + ddl);
        QVERIFY(column(now, "t", "a").nullable && !column(now, "t", "a").defaultValue);
        const auto unknown = read(ddl);
        QVERIFY(column(unknown, "t", "a").nullable);
        QCOMPARE(unknown.remarks.size(), std::size_t(1));
        QVERIFY(!column(read(version("5.6.24") + "SET explicit_defaults_for_timestamp=1;" + ddl), "t", "a")
                     .onUpdateNow);
    }

    void charsetsAreInherited() {
        const auto d = read("CREATE DATABASE d CHARACTER SET koi8r; USE d;"
                            "CREATE TABLE t (a text, b varchar(3) COLLATE latin2_bin, c char(3) CHARACTER "
                            "SET utf8mb4, n int, "
                            "x varchar(9) BINARY, y varchar(3) CHARACTER SET binary, z nchar(3));"
                            "CREATE TABLE u (a text) COLLATE=utf8_bin;");
        QCOMPARE(column(d, "t", "a").collation, std::string("koi8r_general_ci"));
        QCOMPARE(column(d, "t", "b").charset, std::string("latin2"));
        QCOMPARE(column(d, "t", "c").collation, std::string("utf8mb4_0900_ai_ci"));
        QCOMPARE(column(d, "t", "n").charset, std::string());
        QCOMPARE(column(d, "t", "x").collation, std::string("koi8r_bin"));
        QCOMPARE(column(d, "t", "y").type.full, std::string("varbinary(3)"));
        QCOMPARE(column(d, "t", "z").charset, std::string("utf8"));
        QCOMPARE(column(d, "u", "a").collation, std::string("utf8_bin"));
        QCOMPARE(
            column(read(version("5.6.1") + "CREATE TABLE t (a text) CHARSET utf8mb4;"), "t", "a").collation,
            std::string("utf8mb4_general_ci"));
    }

    void automaticKeys() {
        const auto d = read(
            "CREATE TABLE p (id int PRIMARY KEY);"
            "CREATE TABLE t (a int UNIQUE, b int, c int, KEY (b), KEY (b,a), s SERIAL, "
            "FOREIGN KEY (c) REFERENCES p(id), CONSTRAINT x FOREIGN KEY (b) REFERENCES p(id), INDEX ((a+b)));"
            "CREATE TABLE m (a int, FOREIGN KEY (a) REFERENCES p(id)) ENGINE=MyISAM;");
        const auto& t = table(d, "t");
        QCOMPARE(columns(index(t, "b_2")), std::string("b,a"));
        QCOMPARE(columns(index(t, "c")), std::string("c")); // made for the foreign key
        QVERIFY(index(t, "s").kind == IndexKind::Unique && t.column("s")->type.full == "bigint unsigned");
        QCOMPARE(index(t, "functional_index").parts[0].expression, std::string("a+b"));
        QCOMPARE(t.foreignKeys[0].name, std::string("t_ibfk_1"));
        QVERIFY(!table(d, "p").column("id")->nullable);
        QVERIFY(table(d, "m").foreignKeys.empty());
        QCOMPARE(d.remarks.size(), std::size_t(1));
    }

    void canonicalTypes_data() {
        QTest::addColumn<QString>("declared");
        QTest::addColumn<QString>("full");
        const auto row = [](const char* declared, const char* full) {
            QTest::newRow(declared) << QString(declared) << QString(full);
        };
        row("INTEGER", "int");
        row("INT8 UNSIGNED", "bigint unsigned");
        row("BOOL", "tinyint(1)");
        row("DEC", "decimal(10,0)");
        row("NUMERIC(5)", "decimal(5,0)");
        row("FLOAT(30)", "double");
        row("FLOAT(10)", "float");
        row("REAL", "double");
        row("CHARACTER VARYING(9)", "varchar(9)");
        row("TEXT(100)", "tinytext");
        row("TEXT(70000)", "mediumtext");
        row("LONG VARBINARY", "mediumblob");
        row("BIT", "bit(1)");
        row("CHAR", "char(1)");
        row("YEAR", "year(4)");
        row("ENUM('a''b')", "enum('a''b')");
        row("inet6", "inet6");
    }
    void canonicalTypes() {
        QFETCH(QString, declared);
        QFETCH(QString, full);
        const auto d = read("CREATE TABLE t (c " + declared.toStdString() + ");");
        QCOMPARE(QString::fromStdString(column(d, "t", "c").type.full), full);
    }

    void alters() {
        const auto d =
            read("CREATE TABLE t (a int, b text CHARSET latin1, KEY k (a)) ENGINE=InnoDB CHARSET latin1;"
                 "ALTER TABLE t ADD c int AFTER a, ADD z int FIRST, CHANGE b bb text, RENAME COLUMN a TO aa, "
                 "DROP COLUMN z;"
                 "ALTER TABLE t CONVERT TO CHARACTER SET utf8mb4, ALTER c SET DEFAULT 5, COMMENT='x' "
                 "PARTITION BY HASH(aa) PARTITIONS 2;"
                 "CREATE UNIQUE INDEX u ON t (c); DROP INDEX k ON t; RENAME TABLE t TO t2; ALTER TABLE "
                 "nowhere ADD x int; ALTER TABLE t2 DROP KEY none;");
        const auto& t = table(d, "t2");
        QCOMPARE(t.columns.size(), std::size_t(3));
        QVERIFY(t.columns[0].name == "aa" && t.columns[1].name == "c" && t.columns[2].name == "bb");
        QCOMPARE(t.columns[2].charset, std::string("utf8mb4"));
        QCOMPARE(t.columns[1].defaultValue->text, std::string("5"));
        QCOMPARE(t.indexes.size(), std::size_t(1));
        QCOMPARE(t.partitioning->count, 2u);
        QCOMPARE(d.catalog.unparsed.size(), std::size_t(2));
    }

    void oneBadStatementCostsOnlyItself() {
        const auto d =
            read("CREATE TABLE a (x int);\nCREATE TABLE b (x in t\x01 oops);\nNONSENSE;\nCREATE TABLE c (x "
                 "int);\nCREATE TABLE d AS SELECT 1;\n"
                 "CREATE VIEW v AS SELECT FROM;\nCREATE TABLE e (x 'int);\nCREATE TABLE f (x int);\n");
        QCOMPARE(d.catalog.tables.size(), std::size_t(4)); // a c d f
        QCOMPARE(d.catalog.views.size(), std::size_t(1));
        QCOMPARE(d.catalog.unparsed.size(), std::size_t(5));
        QCOMPARE(d.catalog.unparsed[0].place, (Place{2, 19}));
        QVERIFY(d.catalog.unparsed[0].text.find('\x01') == std::string::npos);
        QCOMPARE(d.catalog.unparsed[1].place, (Place{3, 1}));
    }

    void whatIsNoMySqlDump() {
        QVERIFY_EXCEPTION_THROWN(read("-- PostgreSQL database dump\nCREATE TABLE a (x int);"), Error);
        QVERIFY_EXCEPTION_THROWN(read(std::string("\xFF\xFE-\0-\0", 6)), Error);
        QVERIFY(read("").catalog.tables.empty());
    }

    void rowsAndDoubts() {
        const auto d = read("-- MySQL dump 10.13  Distrib 5.6.24\nCREATE TABLE a (x int); CREATE TABLE b (x "
                            "int); CREATE TABLE c (x int);\n"
                            "INSERT INTO a VALUES (1),(2); INSERT INTO `a` VALUES (3); INSERT IGNORE INTO b "
                            "SELECT * FROM a; LOAD DATA INFILE 'x' INTO TABLE c;");
        QVERIFY(table(d, "a").rows == 3u && table(d, "a").rowsExact);
        QVERIFY(!table(d, "b").rowsExact);
        QVERIFY(!table(d, "c").rows);
        QCOMPARE(d.remarks.size(), std::size_t(2)); // LOAD DATA, no end mark
        QCOMPARE(d.statements.at("INSERT"), std::uint64_t(3));
    }

    void cancels() {
        auto source = TextSource::fromMemory("m", "SELECT 1;");
        Progress progress;
        progress.cancel();
        QVERIFY_EXCEPTION_THROWN(readDump(source, progress), Error);
    }

    /// The public schemas, where they stand beside the checkout.
    void corpus_data() {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QVector<int>>("counts"); // tables, views, routines, triggers
        QTest::newRow("sakila") << "sakila-schema.sql" << QVector<int>{16, 7, 6, 3};
        QTest::newRow("employees") << "employees_partitioned.sql" << QVector<int>{6, 2, 0, 0};
        QTest::newRow("oscommerce") << "oscommerce-2.3.sql" << QVector<int>{50, 0, 0, 0};
        QTest::newRow("piwigo") << "piwigo.sql" << QVector<int>{34, 0, 0, 0};
        QTest::newRow("sakila data") << "sakila-data.sql.gz" << QVector<int>{0, 0, 0, 3};
    }
    void corpus() {
        QFETCH(QString, file);
        QFETCH(QVector<int>, counts);
        QString path;
        for (const char* beside : {"/../shared/corpus/schemas/", "/../../shared/corpus/schemas/"})
            if (QFile::exists(CAUSEWAY_SOURCE_DIR + QString(beside) + file))
                path = CAUSEWAY_SOURCE_DIR + QString(beside) + file;
        if (path.isEmpty())
            QSKIP("the public schemas are not beside the checkout");
        auto source = TextSource::open(path.toStdString());
        Progress progress;
        const auto d = readDump(source, progress);
        QCOMPARE(d.catalog.unparsed.size(), std::size_t(0));
        QCOMPARE((QVector<int>{int(d.catalog.tables.size()), int(d.catalog.views.size()),
                               int(d.catalog.routines.size()), int(d.catalog.triggers.size())}),
                 counts);
    }

    /// Objects stand in the order in which they were made last.
    void dropsAndNames() {
        const auto d = read("CREATE TABLE a (x int);CREATE TABLE b (x int);CREATE TABLE c (x int);"
                            "CREATE TRIGGER g BEFORE INSERT ON a FOR EACH ROW SET NEW.x = 1;"
                            "DROP TABLE IF EXISTS A, nothing;CREATE TABLE A (y int);"
                            "RENAME TABLE b TO tmp, c TO b, tmp TO C;RENAME TABLE b TO a;");
        std::vector<std::string> names;
        for (const auto& t : d.catalog.tables)
            names.push_back(t.name);
        QCOMPARE(names, (std::vector<std::string>{"C", "b", "A"}));
        QVERIFY(d.catalog.triggers.empty());
        QCOMPARE(d.catalog.unparsed.size(), std::size_t(1));
        QVERIFY(d.catalog.unparsed.at(0).message.find("there already") != std::string::npos);
        const auto views = read("CREATE VIEW v AS SELECT 1;CREATE VIEW w AS SELECT 2;CREATE VIEW v AS SELECT "
                                "3;DROP VIEW w;")
                               .catalog.views;
        QCOMPARE(views.size(), std::size_t(1));
        QCOMPARE(views.at(0).select, std::string("SELECT 3"));
        const auto routines = read("CREATE FUNCTION f() RETURNS int RETURN 1;CREATE PROCEDURE F() SELECT 2;"
                                   "CREATE PROCEDURE g() SELECT 3;DROP PROCEDURE f;")
                                  .catalog.routines;
        QCOMPARE(routines.size(), std::size_t(2));
        QVERIFY(routines.at(0).kind == Routine::Kind::Function);
        QCOMPARE(routines.at(1).name, std::string("g"));
    }

    /// What no server would take does not cost the square of its size.
    void tablesTooLarge_data() {
        QTest::addColumn<QByteArray>("repeated");
        QTest::addColumn<int>("most");
        QTest::newRow("columns") << QByteArray("c%1 int") << 4096;
        QTest::newRow("keys") << QByteArray("KEY (a, b)") << 512;
    }
    void tablesTooLarge() {
        QFETCH(QByteArray, repeated);
        QFETCH(int, most);
        for (const int count : {most, most + 1}) {
            QStringList parts;
            for (int i = 0; i < count; ++i)
                parts << QString(repeated).replace("%1", QString::number(i));
            const bool keys = most == 512;
            const auto list = (keys ? "a int, b int, " : "") + parts.join(",");
            const auto d = read(("CREATE TABLE t (" + list + ");").toStdString());
            QCOMPARE(d.catalog.tables.size(), std::size_t(count == most));
            QCOMPARE(d.catalog.unparsed.size(), std::size_t(count > most));
            const auto add = parts.join(", ADD ");
            const auto altered =
                read(("CREATE TABLE t (a int, b int); ALTER TABLE t ADD " + add + ";").toStdString());
            QCOMPARE(altered.catalog.unparsed.empty(), keys && count == most);
            QVERIFY(altered.catalog.tables.at(0).columns.size() <= 4096);
            QVERIFY(altered.catalog.tables.at(0).indexes.size() <= 512);
        }
    }
};

QTEST_APPLESS_MAIN(TestDump)
#include "tst_dump.moc"
