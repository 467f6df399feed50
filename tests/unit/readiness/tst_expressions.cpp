// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"
#include "core/readiness/check/parse_check.h"
#include "core/readiness/table/expression.h"

#include <QtTest>

using namespace causeway;

namespace {

Column column(const char* name, const char* type, std::optional<std::uint32_t> length = {},
              std::optional<std::uint32_t> scale = {}, bool nullable = true) {
    Column c;
    c.name = name;
    c.type.name = c.type.full = type;
    c.type.length = length;
    c.type.scale = scale;
    c.nullable = nullable;
    return c;
}

Catalog catalog() {
    Table t;
    t.name = "t";
    t.columns = {column("i", "int", {}, {}, false),
                 column("n", "int"),
                 column("d", "decimal", 10, 2),
                 column("f", "double"),
                 column("s", "varchar", 20),
                 column("dt", "date"),
                 column("ts", "datetime"),
                 column("b", "bit", 1),
                 column("j", "json"),
                 column("Big", "bigint"),
                 column("tz", "timestamp")};
    Column set = column("tags", "set");
    set.type.members = {"x", "y"};
    t.columns.push_back(set);
    Column exact = column("e", "varchar", 20);
    exact.collation = "utf8mb4_bin";
    t.columns.push_back(exact);
    Catalog c;
    c.tables.push_back(t);
    return c;
}

} // namespace

class TestExpressions : public QObject {
    Q_OBJECT

private slots:
    void rewritten_data() {
        QTest::addColumn<QString>("mysql");
        QTest::addColumn<QString>("expected"); // empty: refused
        const auto row = [](const char* mysql, const char* expected) {
            QTest::newRow(mysql) << mysql << expected;
        };
        row("`i` + 1 * 2", "i + 1 * 2");
        row("(i + 1) * 2", "(i + 1) * 2");
        row("i - (n - 1)", "i - (n - 1)");
        row("i = n", "(i = n)::integer");
        row("i <=> n", "(i IS NOT DISTINCT FROM n)::integer");
        row("NOT i", "(NOT i <> 0)::integer");
        row("i AND (n OR s = 'x')", "(i <> 0 AND (n <> 0 OR lower(s) = 'x'))::integer");
        row("i XOR n", "((i <> 0) <> (n <> 0))::integer");
        row("i / n", "i::numeric / nullif(n, 0)");
        row("d / 3", "d / 3");
        row("f / 2", "f / 2");
        row("i DIV n", "i / nullif(n, 0)");
        row("i MOD 3", "i % 3");
        row("i ^ 2", "i::bigint # 2");
        row("-n", "-n");
        row("BIG", "\"Big\"");
        row("IFNULL(n, 0)", "coalesce(n, 0)");
        row("IFNULL(n, 'none')", "coalesce(n::text, 'none')");
        row("IF(n, 'yes', 'no')", "CASE WHEN n <> 0 THEN 'yes' ELSE 'no' END");
        row("IF(b, 1, 0)", "CASE WHEN b THEN 1 ELSE 0 END");
        row("b = 1", "(b = true)::integer");
        row("CONCAT(s, ' ', n, dt)", "s || ' ' || n::text || dt::text");
        row("CASE n WHEN 1 THEN 'a' ELSE 2 END", "CASE WHEN n = 1 THEN 'a' ELSE '2' END");
        row("s = 5", "(coalesce(substring(s FROM '^\\s*([-+]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][-+]?\\d+)?)'), "
                     "left(s, 0) || '0')::double precision = 5)::integer");
        row("n = '7'", "(n = 7)::integer");
        row("n = 'seven'", "(n = 0)::integer");
        row("n IN (1, '2')", "(n IN (1, 2))::integer");
        row("s LIKE 'a%'", "(s ILIKE 'a%')::integer");
        row("e LIKE 'a%'", "(e LIKE 'a%')::integer");
        row("s NOT REGEXP '^a'", "(s !~* '^a')::integer");
        row("ISNULL(n)", "(n IS NULL)::integer");
        row("SUBSTRING(s, -3)", "CASE WHEN char_length(s) < 3 THEN '' ELSE right(s, 3) END");
        row("SUBSTRING(s FROM 2 FOR 4)", "substr(s, 2, 4)");
        row("TRIM(LEADING '0' FROM s)", "trim(LEADING '0' FROM s)");
        row("TRIM(LEADING 'ab' FROM s)", "regexp_replace(s, '^(?:ab)+', '', 'g')");
        row("LENGTH(s)", "octet_length(s)");
        row("LEFT(s, n)", "left(s, greatest(n, 0))");
        row("SUBSTRING_INDEX(s, '.', 2)", "array_to_string((string_to_array(s, '.'))[1:2], '.')");
        row("FIND_IN_SET('x', tags)",
            "CASE WHEN tags IS NOT NULL THEN coalesce(array_position(tags, 'x'), 0) END");
        row("GREATEST(i, 3)", "greatest(i, 3)");
        row("GREATEST(n, 3)", "CASE WHEN n IS NULL THEN NULL ELSE greatest(n, 3) END");
        row("DATE_FORMAT(ts, '%d.%m.%Y at %H')", "to_char(ts, 'DD.MM.YYYY \"at \"HH24')");
        row("DATE_FORMAT(ts, '%U')", "");
        row("YEAR(dt)", "extract(year FROM dt)::integer");
        row("dt + INTERVAL 3 DAY", "(dt + INTERVAL '3 day')::date");
        row("DATE_SUB(ts, INTERVAL n HOUR)", "ts - n * INTERVAL '1 hour'");
        row("DATE_ADD(ts, INTERVAL '1:30' HOUR_MINUTE)", "ts + INTERVAL '1 hour 30 minute'");
        row("DATEDIFF(ts, '2020-01-01')", "ts::date - DATE '2020-01-01'");
        row("TO_DAYS(dt)", "dt - DATE '0001-01-01' + 366");
        row("dt > '2020-02-01'", "(dt > '2020-02-01')::integer");
        row("dt = '0000-00-00'", "(dt IS NULL)::integer");
        row("dt > 20200101", "(dt > DATE '2020-01-01')::integer");
        row("j->'$.a[0].b'", "j #> '{a,0,b}'");
        row("JSON_UNQUOTE(JSON_EXTRACT(j, '$.a'))", "j #>> '{a}'");
        row("j->'$.*'", "");
        row("CAST(s AS UNSIGNED)",
            "coalesce(substring(s FROM '^\\s*([-+]?\\d+)'), left(s, 0) || '0')::bigint");
        row("CAST(n AS CHAR)", "n::text");
        row("_utf8mb4'text'", "'text'");
        row("BINARY s = 'x'", "(s = 'x')::integer");
        row("s + 1", "coalesce(substring(s FROM '^\\s*([-+]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][-+]?\\d+)?)'), "
                     "left(s, 0) || '0')::double precision + 1");
        row("@a + 1", "");
        row("missing_column", "");
        row("no_such_function(1)", "");
        row("AES_ENCRYPT(s, 'k')", "");
        row("~n", "CASE WHEN n < 0 THEN -1 - n ELSE 18446744073709551615 - n END");
        row("i BETWEEN 1 AND 5 AND n IS NOT NULL", "(i BETWEEN 1 AND 5 AND n IS NOT NULL)::integer");
    }
    void rewritten() {
        QFETCH(QString, mysql);
        QFETCH(QString, expected);
        const Catalog c = catalog();
        const TargetModel model = buildTargetModel(c, {});
        const auto out = rewriteExpression(mysql.toStdString(), model.tables[0], model);
        QCOMPARE(QString::fromStdString(out.ok() ? out.sql : ""), expected);
        QCOMPARE(out.ok(), !expected.isEmpty());
        if (out.ok())
            QCOMPARE(checkParses("SELECT " + out.sql + ";").proof, Proof::Parsed);
    }
    void immutability() {
        const Catalog c = catalog();
        const TargetModel model = buildTargetModel(c, {});
        const auto immutable = [&](const char* text) {
            return rewriteExpression(text, model.tables[0], model).immutable;
        };
        QVERIFY(immutable("CONCAT(s, '-', i)"));
        QVERIFY(immutable("YEAR(ts)"));
        QVERIFY(!immutable("YEAR(tz)"));
        QVERIFY(!immutable("DATE_FORMAT(ts, '%Y')"));
        QVERIFY(!immutable("NOW()"));
        QVERIFY(!immutable("CONCAT(s, dt)"));
    }
    /// Nested calls that would double at each level end with a reason, soon.
    void hugeExpressions() {
        std::string text = "n";
        for (int i = 0; i < 300; ++i)
            text = "GREATEST(" + text + ", n)";
        const Catalog c = catalog();
        const TargetModel model = buildTargetModel(c, {});
        QVERIFY(!rewriteExpression(text, model.tables[0], model).ok());
    }
};

QTEST_GUILESS_MAIN(TestExpressions)
#include "tst_expressions.moc"
