// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef Q_MOC_RUN // moc 6.4 stumbles over C++20 headers of the standard library
#include "core/collect/mysql/column_type.h"
#include "core/collect/postgresql/pg_catalog.h"
#endif

#include <QTest>

using namespace causeway;
using Kind = DefaultValue::Kind;

class TstMysqlColumnType : public QObject {
    Q_OBJECT

private slots:
    void types() {
        const auto type = [](const char* text) {
            return mysql::parseColumnType(text);
        };
        QVERIFY(type("int(10) unsigned zerofill").isUnsigned && type("int(10) unsigned zerofill").zerofill);
        QVERIFY(type("int(10) unsigned").length == 10u && !type("int").length &&
                type("int unsigned").isUnsigned);
        QVERIFY(type("decimal(10,2)").length == 10u && type("decimal(10,2)").scale == 2u);
        QCOMPARE(type("DATETIME(6)").name, std::string("datetime"));
        QVERIFY((type("enum('a','it''s','x,y','b\\\\c')").members ==
                 std::vector<std::string>{"a", "it's", "x,y", "b\\c"}));
        QVERIFY((type("set('unsigned')").members == std::vector<std::string>{"unsigned"}));
        QVERIFY(!type("set('unsigned')").isUnsigned);
        for (const char* broken :
             {"", "(", "int(", "int(99999999999999999999)", "enum('a", "enum(", "decimal(,)", "'"})
            QCOMPARE(type(broken).full, std::string(broken));
    }

    void defaults() {
        const auto bare = [](std::optional<std::string> text, const char* type, bool nullable,
                             const char* extra = "") {
            return mysql::parseDefault(text, mysql::parseColumnType(type), nullable, extra,
                                       mysql::DefaultStyle::Bare);
        };
        const auto expression = [](const char* text) {
            return mysql::parseDefault(text, {}, true, "", mysql::DefaultStyle::Expression);
        };
        QVERIFY((bare("0", "int", false) == DefaultValue{Kind::Number, "0"}));
        QVERIFY((bare("0", "varchar(3)", false) == DefaultValue{Kind::Literal, "0"}));
        QVERIFY((bare("CURRENT_TIMESTAMP", "varchar(30)", true) ==
                 DefaultValue{Kind::Literal, "CURRENT_TIMESTAMP"}));
        QCOMPARE(bare("CURRENT_TIMESTAMP", "datetime", true)->kind, Kind::CurrentTimestamp);
        QCOMPARE(bare("uuid()", "varchar(36)", true, "DEFAULT_GENERATED")->kind, Kind::Expression);
        QVERIFY((bare("b'101'", "bit(3)", true) == DefaultValue{Kind::Bit, "101"}));
        QCOMPARE(bare({}, "int", true)->kind, Kind::Null);
        QVERIFY(!bare({}, "text", true) && !bare({}, "int", false));
        QVERIFY((expression("'it''s'") == DefaultValue{Kind::Literal, "it's"}));
        QVERIFY((expression("NULL") == DefaultValue{Kind::Null, ""}));
        QCOMPARE(expression("current_timestamp(6)")->kind, Kind::CurrentTimestamp);
        QCOMPARE(expression("-1.5")->kind, Kind::Number);
        QCOMPARE(expression("concat('a','b')")->kind, Kind::Expression);
        QCOMPARE(expression("'open")->kind, Kind::Literal);
    }

    void postgresqlTypesAndDefaults() {
        QCOMPARE(postgresql::parsePgType("varchar", "character varying(40)").length.value_or(0), 40u);
        QCOMPARE(postgresql::parsePgType("int4", "integer").name, std::string("integer"));
        QVERIFY((postgresql::parsePgDefault("'it''s'::character varying") ==
                 DefaultValue{Kind::Literal, "it's"}));
        QVERIFY(
            (postgresql::parsePgDefault("'x'::character varying(3)") == DefaultValue{Kind::Literal, "x"}));
        QCOMPARE(postgresql::parsePgDefault("('a'::text || 'b'::text)").kind, Kind::Expression);
        QCOMPARE(postgresql::parsePgDefault("'a'::text || 'b'::text").kind, Kind::Expression);
        QCOMPARE(postgresql::parsePgDefault("NULL::character varying").kind, Kind::Null);
        QCOMPARE(postgresql::parsePgDefault("42").kind, Kind::Number);
        QCOMPARE(postgresql::parsePgDefault("'").kind, Kind::Expression);
        QCOMPARE(postgresql::parsePgDefault("nextval('s'::regclass)").kind, Kind::Expression);
    }
};

QTEST_APPLESS_MAIN(TstMysqlColumnType)
#include "tst_mysql_column_type.moc"
