// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"
#include "core/readiness/choices/type_map.h"

#include <QtTest>

using namespace causeway;

class TestTypeMap : public QObject {
    Q_OBJECT

private slots:
    void types_data() {
        QTest::addColumn<QString>("name");
        QTest::addColumn<int>("length");
        QTest::addColumn<int>("scale");
        QTest::addColumn<bool>("isUnsigned");
        QTest::addColumn<QString>("target");
        QTest::addColumn<QString>("check");
        QTest::addColumn<QString>("obstacle");
        const auto row = [](const char* tag, const char* name, int n, int s, bool u, const char* target,
                            const char* check, const char* obstacle) {
            QTest::newRow(tag) << name << n << s << u << target << check << obstacle;
        };
        row("tinyint", "tinyint", 4, -1, false, "smallint", "", "");
        row("tinyint(1)", "tinyint", 1, -1, false, "smallint", "", "mysql.tinyint1");
        row("tinyint u", "tinyint", 3, -1, true, "smallint", "c BETWEEN 0 AND 255", "mysql.unsigned_int");
        row("int u", "int", 10, -1, true, "bigint", "c BETWEEN 0 AND 4294967295", "mysql.unsigned_int");
        row("integer", "integer", -1, -1, false, "integer", "", "");
        row("bigint u", "bigint", 20, -1, true, "bigint", "c >= 0", "mysql.unsigned_bigint");
        row("decimal", "decimal", 10, 2, false, "numeric(10,2)", "", "");
        row("decimal bare", "decimal", -1, -1, false, "numeric(10,0)", "", "");
        row("decimal u", "decimal", 5, 2, true, "numeric(5,2)", "c >= 0", "mysql.unsigned_decimal");
        row("float", "float", -1, -1, false, "real", "", "");
        row("float(53)", "float", 53, -1, false, "double precision", "", "");
        row("float(7,3)", "float", 7, 3, false, "numeric(7,3)", "", "mysql.float_scale");
        row("bit(1)", "bit", 1, -1, false, "boolean", "", "mysql.bit");
        row("bit(8)", "bit", 8, -1, false, "bit(8)", "", "mysql.bit");
        row("char", "char", 3, -1, false, "varchar(3)", "", "mysql.char_padding");
        row("varchar", "varchar", 255, -1, false, "varchar(255)", "", "");
        row("binary(16)", "binary", 16, -1, false, "bytea", "octet_length(c) <= 16", "mysql.binary16");
        row("datetime", "datetime", -1, -1, false, "timestamp(0)", "", "");
        row("datetime(6)", "datetime", 6, -1, false, "timestamp(6)", "", "");
        row("timestamp(3)", "timestamp", 3, -1, false, "timestamptz(3)", "", "");
        row("year", "year", -1, -1, false, "smallint", "c = 0 OR c BETWEEN 1901 AND 2155", "mysql.year");
        row("json", "json", -1, -1, false, "jsonb", "", "mysql.json");
        row("inet6", "inet6", -1, -1, false, "inet", "", "mysql.mariadb_type");
        row("point", "point", -1, -1, false, "bytea", "", "mysql.spatial_column");
        row("unknown", "hologram", -1, -1, false, "text", "", "mysql.unknown_type");
    }
    void types() {
        QFETCH(QString, name);
        QFETCH(int, length);
        QFETCH(int, scale);
        QFETCH(bool, isUnsigned);
        QFETCH(QString, target);
        QFETCH(QString, check);
        QFETCH(QString, obstacle);
        ColumnType type;
        type.name = name.toStdString();
        if (length >= 0)
            type.length = std::uint32_t(length);
        if (scale >= 0)
            type.scale = std::uint32_t(scale);
        type.isUnsigned = isUnsigned;
        const MappedType mapped = mapType(type);
        QCOMPARE(QString::fromStdString(mapped.sql), target);
        const QString found =
            mapped.checks.empty() ? "" : QString::fromStdString(checkFor(mapped.checks[0], "c"));
        QCOMPARE(found, check);
        const bool told = std::find(mapped.obstacles.begin(), mapped.obstacles.end(),
                                    obstacle.toStdString()) != mapped.obstacles.end();
        QVERIFY(obstacle.isEmpty() ? mapped.obstacles.empty() : told);
    }
    /// Labels may hold quotes and the mark for the column.
    void enumLabels() {
        ColumnType type;
        type.name = "enum";
        type.members = {"it's", "{c}"};
        QCOMPARE(checkFor(mapType(type).checks.at(0), "\"Kind\""),
                 std::string("\"Kind\" IN ('it''s', '{c}')"));
    }
    void dateOfTheMap() { QVERIFY(typeMapDate().size() == 10); }
};

QTEST_GUILESS_MAIN(TestTypeMap)
#include "tst_type_map.moc"
