// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/readiness/convert_query.h"

#include <QTest>

#include <algorithm>

using namespace causeway;

namespace {

Column column(const char* name, const char* type, bool identity = false) {
    Column c;
    c.name = name;
    c.type.name = c.type.full = type;
    c.nullable = !identity;
    c.autoIncrement = identity;
    return c;
}

Catalog catalog() {
    Table t;
    t.name = "t";
    t.columns = {column("id", "int", true), column("n", "int"), column("s", "varchar")};
    t.columns[2].type.length = 20;
    Index key;
    key.name = "PRIMARY";
    key.kind = IndexKind::Primary;
    key.parts = {{"id", "", {}, false}};
    t.indexes = {key};
    Catalog c;
    c.tables = {t};
    return c;
}

std::vector<Conversion> convert(const std::string& script, bool known = true) {
    static const Catalog schema = catalog();
    Progress progress;
    return convertQueries(script, known ? &schema : nullptr, {}, progress);
}

bool tells(const Conversion& c, const std::string& id) {
    return std::any_of(c.obstacles.begin(), c.obstacles.end(), [&](const Obstacle& o) { return o.id == id; });
}

} // namespace

/// Statements of a session, one entry each, in order.
class TestConvertQuery : public QObject {
    Q_OBJECT

private slots:
    void oneEntryAStatement() {
        const auto all =
            convert("SELECT 1;\n\nSELECT nonsense FROM;\nDELETE FROM t WHERE id = 3 ;\n-- end\n");
        QCOMPARE(all.size(), std::size_t(3));
        QCOMPARE(all[0].kind, std::string("select"));
        QCOMPARE(all[1].verdict, Verdict::Manual);
        QCOMPARE(all[1].place.line, 3);
        QCOMPARE(all[2].kind, std::string("delete"));
        QCOMPARE(all[2].target, std::string("DELETE FROM t\nWHERE id = 3;\n"));
        QCOMPARE(all[2].proof, Proof::Parsed);
    }
    void jsonHasEveryStatement() {
        const auto json = queriesJson(convert("SELECT 1; SHOW TABLES;"));
        QCOMPARE(json.at("schema").get<std::string>(), std::string("causeway.queries/1"));
        QCOMPARE(json.at("statements").size(), std::size_t(2));
        QCOMPARE(json.at("statements")[1].at("verdict").get<std::string>(), std::string("manual"));
        QVERIFY(json.at("statements")[1].at("target").get<std::string>().starts_with("-- "));
        QCOMPARE(json.at("summary").at("manual").get<int>(), 1);
    }
    void laterStatementsKnowWhatEarlierOnesLeft() {
        auto all = convert("SET @a = 5; SELECT @a + 1;");
        QVERIFY2(all[1].target.find("current_setting('causeway.a', true), '')::bigint + 1") !=
                     std::string::npos,
                 all[1].target.c_str());
        all = convert("CREATE TEMPORARY TABLE x (v int); INSERT INTO x VALUES (1); SELECT v FROM x;");
        QVERIFY(all[2].verdict != Verdict::Manual);
        all = convert("SELECT SQL_CALC_FOUND_ROWS id FROM t LIMIT 1; SELECT FOUND_ROWS();");
        QVERIFY(all[1].target.find("SELECT count(*)") == 0);
        all = convert("INSERT INTO t (n) VALUES (1); SELECT LAST_INSERT_ID();");
        QVERIFY(all[1].target.find("currval(pg_get_serial_sequence('t', 'id'))") != std::string::npos);
    }
    void withoutSchema() {
        const auto all =
            convert("SELECT a.x, b.y FROM a JOIN b ON a.id = b.a_id WHERE a.z = 'q' LIMIT 5, 10;", false);
        QCOMPARE(all[0].verdict, Verdict::Assisted);
        QVERIFY(tells(all[0], "sql.schema_unknown"));
        QVERIFY2(all[0].target.find("LIMIT 10 OFFSET 5") != std::string::npos, all[0].target.c_str());
        QCOMPARE(convert("SELECT x FROM nowhere;")[0].verdict, Verdict::Manual);
        QCOMPARE(convert("SELECT nothing FROM t;")[0].verdict, Verdict::Manual);
    }
    void questionsAreAsked() {
        QVERIFY(tells(convert("SELECT id FROM t WHERE s = 'x'")[0], "sql.text_compare"));
        QCOMPARE(convert("SELECT id FROM t WHERE s = '12'")[0].verdict, Verdict::Automatic);
        QVERIFY(tells(convert("SELECT id FROM t WHERE s = 5")[0], "sql.implicit_cast"));
        QVERIFY(tells(convert("REPLACE INTO t (id, n) VALUES (1, 2)")[0], "sql.replace"));
        QVERIFY(tells(convert("SELECT n, s FROM t GROUP BY n")[0], "sql.group_by"));
    }
    /// A procedure's OUT parameters set the session's variables, and its rows come from its cursors.
    void procedureCalls() {
        Catalog c = catalog();
        const auto add = [&](const char* name, const char* parameters, const char* body) {
            Routine r;
            r.kind = Routine::Kind::Procedure;
            r.name = name;
            r.parameters = parameters;
            r.body = body;
            c.routines.push_back(r);
        };
        add("outer_rows", "a int", "BEGIN CALL rows_of(a); SELECT s FROM t; END");
        add("rows_of", "IN a int", "BEGIN SELECT id, n FROM t WHERE id > a; END");
        add("sums", "IN a int, OUT b int, INOUT c int", "BEGIN SET b = a + 1; SET c = c + b; END");
        add("named", "IN s varchar(20)", "BEGIN DELETE FROM t WHERE t.s = s; END");
        add("broken", "", "BEGIN LOAD DATA INFILE 'x' INTO TABLE t; END");
        Progress progress;
        const auto all =
            convertQueries("SET @c = 5; CALL sums(1, @b, @c); SELECT @b, @c;\n"
                           "CALL rows_of(3); CALL outer_rows(2); CALL named(7); CALL broken();\n"
                           "CALL missing(); CALL sums(1, 2, 3); CALL rows_of(); CALL sums(1, @b, @z); CALL "
                           "sums(?, @b, @c); CALL named(?)",
                           &c, {}, progress);
        QCOMPARE(all.size(), std::size_t(13));
        QCOMPARE(all[1].target,
                 std::string(
                     "DO $$\nDECLARE\n    b integer;\n    c integer := nullif(current_setting('causeway.c', "
                     "true), '')::bigint;\nBEGIN\n    CALL sums(1, b, c);\n    PERFORM "
                     "set_config('causeway.b', (b)::text, false);\n    PERFORM set_config('causeway.c', "
                     "(c)::text, false);\nEND\n$$;\n"));
        QVERIFY(all[1].verdict != Verdict::Manual && tells(all[1], "sql.user_variable"));
        QVERIFY2(all[2].target.find("'causeway.b', true") != std::string::npos, all[2].target.c_str());
        QCOMPARE(all[3].target, std::string("BEGIN;\nCALL rows_of(3);\nFETCH ALL FROM result_1;\nCOMMIT;\n"));
        QVERIFY(all[3].verdict == Verdict::Assisted && tells(all[3], "sql.call_rows"));
        QVERIFY2(all[4].target.find("FETCH ALL FROM result_2") != std::string::npos, all[4].target.c_str());
        QVERIFY2(all[5].target.find("CALL named('7')") != std::string::npos, all[5].target.c_str());
        for (std::size_t i = 6; i < 12; ++i)
            QVERIFY2(all[i].verdict == Verdict::Manual, all[i].target.c_str());
        QVERIFY2(all[12].target.find("CALL named($1)") != std::string::npos, all[12].target.c_str());
        QVERIFY(convert("CALL rows_of(3)", false)[0].verdict == Verdict::Manual);
        // The rows of the procedure that is called go through the caller's own cursor.
        const auto schema = convertSchema(c, {}, progress);
        const auto outer = std::find_if(schema.conversions.begin(), schema.conversions.end(),
                                        [](const Conversion& one) { return one.name == "outer_rows"; });
        QVERIFY2(outer->target.find("CALL rows_of(a, result_1)") != std::string::npos &&
                     outer->target.find("OPEN result_2 FOR") != std::string::npos,
                 outer->target.c_str());
    }
    void leftToRight() {
        QCOMPARE(convert("UPDATE t SET n = n + 1, s = n WHERE id = 1")[0].target,
                 std::string("UPDATE t\nSET n = n + 1, s = (n + 1)::integer::text\nWHERE id = 1;\n"));
    }
    void hostileText_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("empty") << QByteArray("");
        QTest::newRow("separators") << QByteArray(";;;;");
        QTest::newRow("nested") << QByteArray("SELECT ") + QByteArray(20000, '(') + "1" +
                                       QByteArray(20000, ')');
        QTest::newRow("not") << "SELECT " + QByteArray("NOT ").repeated(20000) + "1";
        QTest::newRow("deep cases") << "SELECT " + QByteArray("IF(1,").repeated(3000) + "1" +
                                           QByteArray(",1)").repeated(3000);
        QTest::newRow("doubling") << "SELECT " + QByteArray("GREATEST(n, ").repeated(60) + "1" +
                                         QByteArray(")").repeated(60) + " FROM t";
        QTest::newRow("open string") << QByteArray("SELECT 'abc");
        QTest::newRow("zero bytes") << QByteArray("SELECT \0 1", 10);
        QTest::newRow("bad UTF-8") << QByteArray("SELECT '\xff\xfe', `\x80` FROM t");
        QTest::newRow("many unions") << "SELECT 1" + QByteArray(" UNION SELECT 1").repeated(5000);
    }
    void hostileText() {
        QFETCH(QByteArray, text);
        for (const auto& c : convert(text.toStdString()))
            QVERIFY(c.verdict == Verdict::Manual || !c.target.empty());
    }
};

QTEST_APPLESS_MAIN(TestConvertQuery)
#include "tst_convert_query.moc"
