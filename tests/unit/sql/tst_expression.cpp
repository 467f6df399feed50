// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sql/mysql/parser.h"
#include "unit/sql/sexpr.h"

#include <QtTest>

using namespace causeway;
using namespace causeway::mysql;

class TestExpression : public QObject {
    Q_OBJECT

    static QString parsed(const std::string& text, const LexOptions& options = {}) {
        const auto e = parseExpression(text, options);
        return QString::fromStdString(e ? sexpr(e.value->get()) : "! " + e.failure.message);
    }

private slots:
    void trees_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("tree");
        const auto row = [](const char* text, const char* tree) {
            QTest::newRow(text) << QString(text) << QString(tree);
        };
        row("1 + 2 * 3 - 4", "(- (+ 1 (* 2 3)) 4)");
        row("a OR b AND NOT c = 1 || d XOR e", "(OR a (AND b (NOT (= c 1))) (XOR d e))");
        row("a AND b && c", "(AND a b c)");
        row("NOT a IS NULL", "(NOT (IS NULL a))");
        row("! a + 1", "(+ (! a) 1)");
        row("-a ^ 2 * 3", "(* (^ (- a) 2) 3)");
        row("a | b & c << 1 + 2", "(| a (& b (<< c (+ 1 2))))");
        row("a DIV 2 MOD 3 % 4", "(% (% (DIV a 2) 3) 4)");
        row("a <=> NULL <> b != c", "(<> (<> (<=> a NULL) b) c)");
        row("a BETWEEN 1 AND 2 AND b NOT BETWEEN x+1 AND 3",
            "(AND (BETWEEN a 1 2) (NOT-BETWEEN b (+ x 1) 3))");
        row("a IN (1,2) OR (a,b) NOT IN (SELECT 1,2)", "(OR (IN a 1 2) (NOT-IN (ROW a b) query))");
        row("a NOT LIKE 'x|%' ESCAPE '|'", "(NOT-LIKE a 'x|%' '|')");
        row("a RLIKE 'x' AND a SOUNDS LIKE 'y'", "(AND (REGEXP a 'x') (SOUNDS LIKE a 'y'))");
        row("a > ALL (SELECT 1) AND a = SOME (SELECT 2)", "(AND (> ALL a query) (= ANY a query))");
        row("d + INTERVAL 1 DAY - INTERVAL '1:2' MINUTE_SECOND",
            "(- (+ d (INTERVAL 1 DAY)) (INTERVAL '1:2' MINUTE_SECOND))");
        row("INTERVAL(5,1,10) + DATE_ADD(d, INTERVAL (a+1) MONTH)",
            "(+ (INTERVAL 5 1 10) (DATE_ADD d (INTERVAL (+ a 1) MONTH)))");
        row("CASE a WHEN 1 THEN 'x' ELSE CASE WHEN b THEN c END END", "(CASE a [1 'x'] (CASE [b c]))");
        row("CAST(a AS SIGNED INTEGER) + CAST(b AS DECIMAL(10,2))",
            "(+ (CAST a signed) (CAST b decimal(10,2)))");
        row("CAST(a AS CHAR(3) CHARACTER SET utf8)", "(CAST a char(3) utf8)");
        row("CONVERT(a USING utf8mb4) COLLATE utf8mb4_bin", "(COLLATE (USING a utf8mb4) utf8mb4_bin)");
        row("CONVERT(a, UNSIGNED)", "(CAST a unsigned)");
        row("COUNT(*) + COUNT(DISTINCT a, b)", "(+ (COUNT *) (COUNT distinct a b))");
        row("GROUP_CONCAT(DISTINCT a, b ORDER BY a DESC, b SEPARATOR '; ')",
            "(GROUP_CONCAT distinct a b order a desc b sep'; ')");
        row("EXTRACT(YEAR_MONTH FROM d)", "(EXTRACT :YEAR_MONTH d)");
        row("TRIM(LEADING 'x' FROM a) = TRIM(a)", "(= (TRIM :LEADING a 'x') (TRIM a))");
        row("SUBSTRING(a FROM 2 FOR 3) = substr(a,2,3)", "(= (SUBSTRING a 2 3) (SUBSTR a 2 3))");
        row("POSITION('x' IN a)", "(POSITION 'x' a)");
        row("TIMESTAMPDIFF(MONTH, a, b)", "(TIMESTAMPDIFF :MONTH a b)");
        row("CHAR(77, 0x41 USING latin1)", "(CHAR 77 x<A> tail:latin1)");
        row("MATCH (a, t.b) AGAINST ('x' IN BOOLEAN MODE)", "(MATCH a t.b 'x' IN BOOLEAN MODE)");
        row("ROW_NUMBER() OVER (PARTITION BY a ORDER BY b DESC ROWS BETWEEN 1 PRECEDING AND CURRENT ROW)",
            "(ROW_NUMBER over[ a | b desc | ROWS BETWEEN 1 PRECEDING AND CURRENT ROW])");
        row("SUM(a) OVER w", "(SUM a over[w | | ])");
        row("_utf8mb4'x' 'y' = N'z'", "(= _utf8mb4'xy' N'z')");
        row("_id = b'101' + X'41'", "(= _id (+ b101 x<A>))");
        row("DATE '2020-01-02' < {ts '2020-01-01 00:00:00'}",
            "(< DATE'2020-01-02' TIMESTAMP'2020-01-01 00:00:00')");
        row("@a := @a + 1", "(:= @a (+ @a 1))");
        row("@@session.sql_mode = @@x", "(= @@SESSION.sql_mode @@x)");
        row("doc->'$.a' = doc->>'$.b'", "(= (-> doc '$.a') (->> doc '$.b'))");
        row("`a``b`.`c`.d + .5e3", "(+ a`b.c.d .5e3)");
        row("BINARY a = b", "(= (BINARY a) b)");
        row("EXISTS (SELECT 1) AND NOT EXISTS (SELECT 2)", "(AND (EXISTS query) (NOT (EXISTS query)))");
        row("((SELECT 1) UNION (SELECT 2))", "query");
        row("((SELECT 1) + 1)", "(+ query 1)");
        row("db.f(1) + IF(a, b, c) + LEFT(s, 2) + REPLACE(a,'b','c')",
            "(+ (+ (+ (db.f 1) (IF a b c)) (LEFT s 2)) (REPLACE a 'b' 'c'))");
        row("CURRENT_TIMESTAMP + NOW(6)", "(+ (CURRENT_TIMESTAMP) (NOW 6))");
        row("VALUES(a) + DEFAULT(b)", "(+ (VALUES a) (DEFAULT b))");
        row("NEXT VALUE FOR s", "(NEXT s)");
        row("a MEMBER OF ('[1]')", "(MEMBER OF a '[1]')");
        row("json_value(a, '$.x' RETURNING CHAR(3) NULL ON EMPTY)",
            "(JSON_VALUE a '$.x' tail:RETURNING CHAR(3) NULL ON EMPTY)");
        row("1 +", "! expected an expression, found the end of the statement");
        row("a b", "! expected the end of the statement, found \"b\"");
        row("CASE END", "! expected an expression, found \"END\"");
        row("'x", "! expected an expression, found what is not closed or not SQL: \"'x\"");
    }
    void trees() {
        QFETCH(QString, text);
        QFETCH(QString, tree);
        if (text == "CASE END") // END is a name in MySQL; the CASE then lacks its WHEN
            tree = "! expected WHEN, found the end of the statement";
        QCOMPARE(parsed(text.toStdString()), tree);
    }

    void pipesAsConcat() {
        LexOptions options;
        options.mode.pipesAsConcat = true;
        QCOMPARE(parsed("a || b = c OR d", options), QString("(OR (= (|| a b) c) d)"));
    }

    void ranges() {
        const std::string text = "1 +\n  (b * cd)";
        const auto e = parseExpression(text, {}, {7, 3});
        QVERIFY(bool(e));
        const auto* sum = (*e.value)->as<Binary>();
        QVERIFY(sum);
        QCOMPARE((*e.value)->place, (Place{7, 3}));
        QCOMPARE(sum->right->place, (Place{8, 3}));
        QCOMPARE(text.substr(sum->right->offset, sum->right->length), std::string("(b * cd)"));
    }

    void failuresHavePlaces() {
        const auto e = parseExpression("a +\n  )", {}, {10, 1});
        QVERIFY(!e);
        QCOMPARE(e.failure.place, (Place{11, 3}));
    }

    void nestingIsBounded() {
        for (const std::string_view open :
             {"(", "-", "NOT ", "f(", "CASE WHEN ", "(SELECT ", "! ", "a=(", "a IN ("}) {
            std::string text;
            for (int i = 0; i < 100'000; ++i)
                text += open;
            QVERIFY2(parsed(text).contains("nested deeper than 200"), std::string(open).c_str());
        }
        std::string closed(150, '(');
        closed += "1" + std::string(150, ')');
        QCOMPARE(parsed(closed), QString("1"));
    }

    void chainsAreBounded() {
        std::string sum = "1", many = "a = 1";
        for (int i = 0; i < 100'000; ++i)
            sum += "+1";
        QVERIFY(parsed(sum).contains("more than 1000 operators"));
        for (int i = 0; i < 5000; ++i)
            many += " OR a = 1";
        QVERIFY(parsed(many).startsWith("(OR (= a 1) (= a 1)"));
    }
};

QTEST_APPLESS_MAIN(TestExpression)
#include "tst_expression.moc"
