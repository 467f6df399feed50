// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sql/mysql/parser.h"
#include "unit/sql/sexpr.h"

#include <QtTest>

using namespace causeway;
using namespace causeway::mysql;

namespace {

template <class T> T statement(const std::string& text) {
    auto s = parseStatement(text);
    if (!s)
        throw std::runtime_error(s.failure.message + " in " + text);
    return std::get<T>(std::move(*s.value));
}

} // namespace

class TestDdl : public QObject {
    Q_OBJECT
private slots:
    void columns() {
        const auto t = statement<CreateTable>(
            "CREATE TABLE IF NOT EXISTS s.`t` (\n"
            "id int(10) unsigned zerofill NOT NULL AUTO_INCREMENT PRIMARY KEY COMMENT 'it''s',\n"
            "e ENUM('a','b''c') CHARACTER SET latin1 COLLATE latin1_bin DEFAULT 'a' NOT NULL,\n"
            "d double precision DEFAULT -1.5, ts timestamp(3) NULL DEFAULT CURRENT_TIMESTAMP(3) ON UPDATE "
            "CURRENT_TIMESTAMP(3),\n"
            "g varchar(20) GENERATED ALWAYS AS (concat(e,'x')) STORED UNIQUE KEY, v int AS (id+1) PERSISTENT "
            "INVISIBLE,\n"
            "u char(36) DEFAULT (uuid()), w datetime DEFAULT '0000-00-00 00:00:00' COLLATE utf8_bin,\n"
            "b bit(3) DEFAULT b'101', c int CHECK (c > 0) REFERENCES p(id) ON DELETE SET NULL,\n"
            "n national varchar(5), l long varchar, p point NOT NULL SRID 4326, f float(7,3) DEFAULT NULL)");
        QCOMPARE(t.table.schema, std::string("s"));
        QVERIFY(t.ifNotExists);
        QCOMPARE(t.columns.size(), std::size_t(14));
        const auto& id = t.columns[0];
        QCOMPARE(id.type.full, std::string("int(10) unsigned zerofill"));
        QVERIFY(id.autoIncrement && id.primary && id.nullable == false && id.comment == "it's");
        const auto& e = t.columns[1];
        QCOMPARE(e.type.full, std::string("enum('a','b''c')"));
        QCOMPARE(e.type.members, (std::vector<std::string>{"a", "b'c"}));
        QCOMPARE(e.type.collation, std::string("latin1_bin"));
        QCOMPARE(t.columns[2].type.name, std::string("double precision"));
        QCOMPARE(t.columns[2].defaultValue->text, std::string("-1.5"));
        QCOMPARE(t.columns[3].onUpdate->text, std::string("CURRENT_TIMESTAMP(3)"));
        QCOMPARE(t.columns[3].nullable, std::optional<bool>(true));
        QVERIFY(t.columns[4].stored && t.columns[4].unique);
        QCOMPARE(t.columns[4].generated->text, std::string("concat(e,'x')"));
        QVERIFY(t.columns[5].stored && t.columns[5].invisible);
        QCOMPARE(t.columns[6].defaultValue->text, std::string("uuid()"));
        QCOMPARE(t.columns[7].type.collation, std::string("utf8_bin"));
        QCOMPARE(t.columns[9].checks[0].condition.text, std::string("c > 0"));
        QCOMPARE(t.columns[9].references->onDelete, std::string("SET NULL"));
        QCOMPARE(t.columns[12].type.srid, std::optional<std::uint32_t>(4326));
        QCOMPARE(t.columns[13].type.scale, std::optional<std::uint32_t>(3));
        QCOMPARE(t.columns[1].place, (Place{3, 1}));
    }

    void keys() {
        const auto t = statement<CreateTable>(
            "CREATE TABLE t (a int, b text, PRIMARY KEY USING BTREE (a DESC), UNIQUE KEY (a), KEY k USING "
            "HASH (b(10),a) COMMENT 'c',"
            "INDEX x ((lower(b))) INVISIBLE, FULLTEXT KEY ft (b) WITH PARSER ngram, SPATIAL INDEX sp (a) "
            "KEY_BLOCK_SIZE=4,"
            "CONSTRAINT fk FOREIGN KEY ix (a) REFERENCES s.p (x) ON DELETE CASCADE ON UPDATE NO ACTION,"
            "CONSTRAINT ck CHECK (a > 1) NOT ENFORCED, CHECK (b <> ''), CONSTRAINT UNIQUE (b(3)))");
        QCOMPARE(t.keys.size(), std::size_t(8));
        QVERIFY(t.keys[0].kind == KeyDef::Kind::Primary && t.keys[0].method == "BTREE" &&
                t.keys[0].parts[0].descending);
        QVERIFY(t.keys[1].name.empty());
        QCOMPARE(t.keys[2].parts[0].length, std::optional<std::uint32_t>(10));
        QCOMPARE(t.keys[2].comment, std::string("c"));
        QCOMPARE(t.keys[3].parts[0].expression.text, std::string("lower(b)"));
        QVERIFY(!t.keys[3].visible);
        QCOMPARE(t.keys[4].options.at("WITH PARSER"), std::string("ngram"));
        QVERIFY(t.keys[6].kind == KeyDef::Kind::Foreign && t.keys[6].constraint == "fk" &&
                t.keys[6].name == "ix");
        QCOMPARE(t.keys[6].references->table.schema, std::string("s"));
        QCOMPARE(t.keys[6].references->onUpdate, std::string("NO ACTION"));
        QCOMPARE(t.checks.size(), std::size_t(2));
        QVERIFY(t.checks[0].name == "ck" && !t.checks[0].enforced);
    }

    void optionsAndPartitions() {
        const auto t = statement<CreateTable>(
            "CREATE TABLE t (a int) ENGINE=InnoDB AUTO_INCREMENT=42 DEFAULT CHARSET=utf8mb4 COLLATE "
            "utf8mb4_bin, ROW_FORMAT = COMPRESSED "
            "KEY_BLOCK_SIZE=8 UNION=(x,y) COMMENT='c' `PAGE_COMPRESSED`=1 DATA DIRECTORY='/d' WITH SYSTEM "
            "VERSIONING\n"
            "/*!50100 PARTITION BY RANGE (year(a)) SUBPARTITION BY HASH (to_days(a)) SUBPARTITIONS 2 (\n"
            "PARTITION p0 VALUES LESS THAN (1990) COMMENT = 'x' ENGINE = InnoDB (SUBPARTITION s0, "
            "SUBPARTITION s1),\n"
            "PARTITION p1 VALUES LESS THAN MAXVALUE) */");
        QCOMPARE(t.options.at("AUTO_INCREMENT"), std::string("42"));
        QCOMPARE(t.options.at("CHARSET"), std::string("utf8mb4"));
        QCOMPARE(t.options.at("ROW_FORMAT"), std::string("COMPRESSED"));
        QCOMPARE(t.options.at("UNION"), std::string("x,y"));
        QCOMPARE(t.options.at("PAGE_COMPRESSED"), std::string("1"));
        QVERIFY(t.systemVersioned && t.partitionBy);
        QCOMPARE(t.partitionBy->method, std::string("RANGE"));
        QCOMPARE(t.partitionBy->expression, std::string("year(a)"));
        QCOMPARE(t.partitionBy->subMethod, std::string("HASH"));
        QCOMPARE(t.partitionBy->partitions[0].values, std::string("LESS THAN (1990)"));
        QCOMPARE(t.partitionBy->partitions[0].subpartitions.size(), std::size_t(2));
        QCOMPARE(t.partitionBy->partitions[1].values, std::string("LESS THAN MAXVALUE"));
        const auto key = statement<CreateTable>(
            "CREATE TABLE t (a int) PARTITION BY LINEAR KEY ALGORITHM=2 (a) PARTITIONS 4");
        QCOMPARE(key.partitionBy->method, std::string("LINEAR KEY"));
        QCOMPARE(key.partitionBy->count, 4u);
        const auto columns = statement<CreateTable>(
            "CREATE TABLE t (a int) PARTITION BY LIST COLUMNS(a) (PARTITION p VALUES IN (1,NULL))");
        QCOMPARE(columns.partitionBy->partitions[0].values, std::string("IN (1,NULL)"));
    }

    void otherTables() {
        QCOMPARE(statement<CreateTable>("CREATE TABLE a LIKE s.b").like->name, std::string("b"));
        QCOMPARE(statement<CreateTable>("CREATE TABLE a (LIKE b)").like->name, std::string("b"));
        const auto as =
            statement<CreateTable>("CREATE TEMPORARY TABLE a (x int) ENGINE=MEMORY AS SELECT 1 AS x FROM b");
        QVERIFY(as.temporary && as.select && as.selectText == "SELECT 1 AS x FROM b");
        QVERIFY(statement<CreateTable>("CREATE TABLE a SELECT 1").select);
        QVERIFY(
            !statement<CreateTable>("CREATE TABLE t (a int, s timestamp(6) GENERATED ALWAYS AS ROW START, "
                                    "PERIOD FOR SYSTEM_TIME(s,e)) WITH SYSTEM VERSIONING")
                 .periods.empty());
    }

    void alters() {
        using Kind = AlterAction::Kind;
        const auto a = statement<AlterTable>("ALTER TABLE `t` ADD PRIMARY KEY (`id`), ADD UNIQUE KEY `u` "
                                             "(`a`,`b`), ADD CONSTRAINT `fk` FOREIGN KEY (`a`) "
                                             "REFERENCES `p` (`id`), ADD FULLTEXT KEY (`c`), MODIFY `id` "
                                             "int(11) NOT NULL AUTO_INCREMENT, AUTO_INCREMENT=5, "
                                             "CHANGE a b int AFTER c, ADD COLUMN (x int, y int), ADD z int "
                                             "FIRST, DROP COLUMN q, DROP KEY k, DROP PRIMARY KEY, "
                                             "DROP FOREIGN KEY f, RENAME COLUMN m TO n, RENAME TO t2, "
                                             "ENGINE=InnoDB, ALTER d SET DEFAULT 5, ALTER e DROP DEFAULT, "
                                             "ADD CHECK (a>0), CONVERT TO CHARACTER SET utf8 COLLATE "
                                             "utf8_bin, DISABLE KEYS, ALTER INDEX i INVISIBLE, "
                                             "LOCK=NONE, COMMENT 'x' PARTITION BY HASH(id) PARTITIONS 3");
        const Kind expected[] = {
            Kind::AddKey,   Kind::AddKey,        Kind::AddKey,       Kind::AddKey,       Kind::ModifyColumn,
            Kind::Options,  Kind::ChangeColumn,  Kind::AddColumn,    Kind::AddColumn,    Kind::DropColumn,
            Kind::DropKey,  Kind::DropPrimary,   Kind::DropForeign,  Kind::RenameColumn, Kind::Rename,
            Kind::Options,  Kind::AlterDefault,  Kind::AlterDefault, Kind::AddCheck,     Kind::Convert,
            Kind::NoEffect, Kind::KeyVisibility, Kind::NoEffect,     Kind::Options,      Kind::PartitionBy};
        QCOMPARE(a.actions.size(), std::size(expected));
        for (std::size_t i = 0; i < std::size(expected); ++i)
            QVERIFY2(a.actions[i].kind == expected[i], a.actions[i].text.c_str());
        QCOMPARE(a.actions[6].after, std::string("c"));
        QCOMPARE(a.actions[7].columns.size(), std::size_t(2));
        QVERIFY(a.actions[8].first);
        QVERIFY(a.actions[16].defaultValue && !a.actions[17].defaultValue);
    }

    void views() {
        const auto v = statement<CreateView>(
            "/*!50001 CREATE ALGORITHM=MERGE */ /*!50013 DEFINER=`root`@`10.0.%` SQL SECURITY INVOKER */ "
            "/*!50001 VIEW `v` (`a`,b) AS select 1 AS `a`,2 from `t` */ /*!50002 WITH LOCAL CHECK OPTION */");
        QCOMPARE(v.select, std::string("select 1 AS `a`,2 from `t`"));
        QCOMPARE(v.algorithm + "|" + v.definer + "|" + v.security + "|" + v.checkOption,
                 std::string("MERGE|root@10.0.%|INVOKER|LOCAL"));
        QVERIFY(v.query);
        QCOMPARE(v.columns.size(), std::size_t(2));
        const auto bad = statement<CreateView>("CREATE VIEW v AS SELECT FROM\n WHERE WITH CHECK OPTION");
        QVERIFY(!bad.query && !bad.failure.empty() && bad.select == "SELECT FROM\n WHERE");
        QCOMPARE(bad.checkOption, std::string("CASCADED"));
    }

    void programs() {
        const auto t = statement<CreateTrigger>(
            "CREATE DEFINER=CURRENT_USER TRIGGER s.tr AFTER UPDATE ON t FOR EACH ROW PRECEDES x\n"
            "BEGIN SET @a = 1; END");
        QCOMPARE(t.timing + t.event + t.order, std::string("AFTERUPDATEPRECEDES x"));
        QCOMPARE(t.body, std::string("BEGIN SET @a = 1; END"));
        QCOMPARE(t.bodyPlace, (Place{2, 1}));
        const auto f = statement<CreateRoutine>(
            "CREATE DEFINER=`u`@`h` FUNCTION f(a INT UNSIGNED, b DECIMAL(5,2)) RETURNS varchar(10) CHARSET "
            "utf8\n"
            "DETERMINISTIC READS SQL DATA SQL SECURITY INVOKER COMMENT 'x' RETURN a");
        QVERIFY(f.function && f.returns->charset == "utf8");
        QCOMPARE(f.parametersText, std::string("a INT UNSIGNED, b DECIMAL(5,2)"));
        QCOMPARE(f.parameters[0].type.full, std::string("int unsigned"));
        QCOMPARE(f.characteristics.at("DATA ACCESS"), std::string("READS SQL DATA"));
        QCOMPARE(f.body, std::string("RETURN a"));
        const auto p = statement<CreateRoutine>(
            "CREATE PROCEDURE p(IN a INT, OUT b TEXT, INOUT c CHAR(3)) x: BEGIN END x");
        QCOMPARE(p.parameters[2].mode, std::string("INOUT"));
        QCOMPARE(p.body, std::string("x: BEGIN END x"));
        const auto e = statement<CreateEvent>(
            "CREATE EVENT e ON SCHEDULE EVERY 1 DAY STARTS '2020-01-01 00:00:00' ON COMPLETION NOT PRESERVE "
            "DISABLE ON SLAVE COMMENT 'c' DO DELETE FROM t");
        QCOMPARE(e.schedule, std::string("EVERY 1 DAY STARTS '2020-01-01 00:00:00'"));
        QCOMPARE(e.status + "|" + e.completion + "|" + e.body,
                 std::string("DISABLE ON SLAVE|NOT PRESERVE|DELETE FROM t"));
    }

    void shortStatements() {
        const auto s =
            statement<CreateSequence>("CREATE SEQUENCE `s` start with 1 minvalue -5 maxvalue "
                                      "9223372036854775806 increment by 2 cache 1000 nocycle ENGINE=InnoDB");
        QCOMPARE(s.minimum, std::optional<std::int64_t>(-5));
        QCOMPARE(s.increment, std::optional<std::int64_t>(2));
        QCOMPARE(statement<SetSequence>("SELECT SETVAL(`s`, 1001, 0)").value, std::int64_t(1001));
        QCOMPARE(statement<CreateIndex>(
                     "CREATE UNIQUE INDEX i USING HASH ON t (a(3) DESC) COMMENT 'x' ALGORITHM=INPLACE")
                     .key.parts[0]
                     .length,
                 std::optional<std::uint32_t>(3));
        QCOMPARE(statement<DropObjects>("DROP TEMPORARY TABLE IF EXISTS a, b.c CASCADE").names[1].schema,
                 std::string("b"));
        QCOMPARE(statement<DropObjects>("DROP INDEX `PRIMARY` ON t").table.name, std::string("t"));
        QCOMPARE(statement<RenameTables>("RENAME TABLE a TO b, c TO d.e").pairs.size(), std::size_t(2));
        QCOMPARE(statement<CreateDatabase>(
                     "CREATE DATABASE /*!32312 IF NOT EXISTS*/ `d` /*!40100 DEFAULT CHARACTER SET latin1 "
                     "COLLATE latin1_bin */ /*!80016 DEFAULT ENCRYPTION='N' */")
                     .collation,
                 std::string("latin1_bin"));
        QVERIFY(statement<CreateDatabase>("ALTER DATABASE `d` CHARACTER SET utf8 COLLATE utf8_bin").alter);
        const auto set = statement<SetVariables>("/*!40101 SET @OLD=@@SQL_MODE, SESSION SQL_MODE='ANSI', "
                                                 "NAMES utf8, autocommit=ON, @@global.x := DEFAULT */");
        QCOMPARE(set.items.size(), std::size_t(5));
        QCOMPARE(set.items[1].name, std::string("sql_mode"));
        QVERIFY(!set.items[0].system);
        QCOMPARE(set.items[4].scope, std::string("GLOBAL"));
        QCOMPARE(statement<UseDatabase>("USE `a b`").name, std::string("a b"));
        for (const char* text :
             {"LOCK TABLES `t` WRITE", "UNLOCK TABLES", "COMMIT", "GRANT SELECT ON *.* TO x",
              "SET PASSWORD FOR x = 'y'", "CREATE USER x IDENTIFIED BY 'y'",
              "SET GLOBAL TRANSACTION READ ONLY", "\\. file.sql", "DROP USER x"})
            QVERIFY2(!statement<OtherStatement>(text).verb.empty(), text);
    }

    void failures_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("message");
        const auto row = [](const char* text, const char* message) {
            QTest::newRow(text) << QString(text) << QString(message);
        };
        row("CREATE TABLE t (a)", "1:18 expected a type, found \")\"");
        row("CREATE TABLE t (a int,\n KEY)", "2:5 expected \"(\", found \")\"");
        row("CREATE TABLE t ()", "1:17 expected a column's name, found \")\"");
        row("CREATE TABLE t (a int) )", "1:24 expected the end of the statement, found \")\"");
        row("CREATE NONSENSE x", "1:8 expected TABLE, VIEW, INDEX, TRIGGER, PROCEDURE or another kind of "
                                 "object, found \"NONSENSE\"");
        row("ALTER TABLE t FROBNICATE", "1:15 expected an ALTER TABLE action, found \"FROBNICATE\"");
        row("HELLO world", "1:1 expected a statement, found \"HELLO\"");
        row("", "1:1 expected a statement, found the end of the statement");
    }
    void failures() {
        QFETCH(QString, text);
        QFETCH(QString, message);
        const auto s = parseStatement(text.toStdString());
        QVERIFY(!s);
        QCOMPARE(QString("%1:%2 %3")
                     .arg(s.failure.place.line)
                     .arg(s.failure.place.column)
                     .arg(s.failure.message.c_str()),
                 message);
    }
};

QTEST_APPLESS_MAIN(TestDdl)
#include "tst_ddl.moc"
