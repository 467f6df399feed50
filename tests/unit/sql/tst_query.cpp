// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sql/mysql/parser.h"
#include "unit/sql/sexpr.h"

#include <QtTest>

using namespace causeway;
using namespace causeway::mysql;

namespace {

QueryPtr parsed(const std::string& text) {
    auto q = parseQuery(text);
    if (!q)
        qWarning("%s", q.failure.message.c_str());
    return q ? std::move(*q.value) : nullptr;
}

/// "a Left-join[on] b"
std::string shape(const TableRef& ref) {
    if (const auto* t = ref.as<NamedTable>())
        return (t->schema.empty() ? "" : t->schema + ".") + t->name +
               (t->alias.empty() ? "" : "=" + t->alias);
    if (const auto* d = ref.as<DerivedTable>())
        return std::string(d->lateral ? "lateral " : "") + "query=" + d->alias;
    if (const auto* j = ref.as<JsonTable>())
        return "json=" + j->alias;
    if (const auto* l = ref.as<TableList>()) {
        std::string out = "[";
        for (const auto& item : l->items)
            out += (out.size() > 1 ? "," : "") + shape(*item);
        return out + "]";
    }
    const auto& j = *ref.as<Join>();
    const char* kinds[] = {"inner", "cross", "left", "right", "full"};
    std::string out = "(" + shape(*j.left) + " " + (j.natural ? "natural-" : "") +
                      (j.straight ? "straight-" : "") + kinds[int(j.kind)] + " " + shape(*j.right);
    if (j.on)
        out += " on " + sexpr(j.on.get());
    for (const auto& column : j.usingColumns)
        out += " using " + column;
    return out + ")";
}

} // namespace

class TestQuery : public QObject {
    Q_OBJECT
private slots:
    void allClauses() {
        const auto q = parsed(
            "SELECT DISTINCT SQL_CALC_FOUND_ROWS a AS x, t.*, COUNT(*) 'n', b y FROM s.t PARTITION (p0) AS t "
            "USE INDEX (i1) IGNORE KEY FOR ORDER BY (i2), u WHERE a > 1 GROUP BY a DESC, b WITH ROLLUP "
            "HAVING x > 2 WINDOW w AS (PARTITION BY a) ORDER BY 1 DESC, y LIMIT 5, 10 FOR UPDATE");
        QVERIFY(q);
        const auto* s = q->single();
        QVERIFY(s);
        QVERIFY(s->distinct && s->rollup);
        QCOMPARE(s->modifiers, std::vector<std::string>{"SQL_CALC_FOUND_ROWS"});
        QCOMPARE(s->items.size(), std::size_t(4));
        QCOMPARE(s->items[0].alias, std::string("x"));
        QCOMPARE(sexpr(s->items[1].expr.get()), std::string("t.*"));
        QCOMPARE(s->items[2].alias, std::string("n"));
        QCOMPARE(s->items[3].alias, std::string("y"));
        QCOMPARE(s->from.size(), std::size_t(2));
        const auto* t = s->from[0]->as<NamedTable>();
        QCOMPARE(t->partitions, std::vector<std::string>{"p0"});
        QCOMPARE(t->hints.size(), std::size_t(2));
        QVERIFY(s->groupBy[0].descending && !s->groupBy[1].descending);
        QCOMPARE(s->windows[0].name, std::string("w"));
        QCOMPARE(sexpr(s->limit->offset.get()), std::string("5"));
        QCOMPARE(sexpr(s->limit->count.get()), std::string("10"));
        QCOMPARE(s->locking, std::string("FOR UPDATE"));
        QVERIFY(s->orderBy[0].descending);
    }

    void joins_data() {
        QTest::addColumn<QString>("from");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char* from, const char* tree) {
            QTest::newRow(from) << QString(from) << QString(tree);
        };
        row("a JOIN b ON a.x = b.x LEFT OUTER JOIN c USING (y, z)",
            "((a inner b on (= a.x b.x)) left c using y using z)");
        row("a LEFT JOIN b JOIN c ON b.x=c.x ON a.y=b.y",
            "(a left (b inner c on (= b.x c.x)) on (= a.y b.y))");
        row("a NATURAL LEFT JOIN b", "(a natural-left b)");
        row("a STRAIGHT_JOIN b CROSS JOIN c", "((a straight-inner b) cross c)");
        row("(a x, b) JOIN c ON 1", "([a=x,b] inner c on 1)");
        row("(SELECT 1) d, LATERAL (SELECT 2) AS e", "query=d");
        row("((SELECT 1) UNION (SELECT 2)) AS d", "query=d");
        row("JSON_TABLE(doc, '$[*]' COLUMNS (a INT PATH '$.a')) AS jt", "json=jt");
        row("(a JOIN (b, c) ON 1)", "[(a inner [b,c] on 1)]");
        row("t FOR SYSTEM_TIME AS OF NOW() h", "t=h");
    }
    void joins() {
        QFETCH(QString, from);
        QFETCH(QString, expected);
        const auto q = parsed("SELECT 1 FROM " + from.toStdString());
        QVERIFY(q);
        QCOMPARE(QString::fromStdString(shape(*q->single()->from[0])), expected);
    }

    void unions() {
        const auto q = parsed("WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n+1 FROM c) "
                              "SELECT 1 UNION ALL (SELECT 2 ORDER BY 1 LIMIT 1) EXCEPT VALUES (1),(2) ORDER "
                              "BY 1 LIMIT 2 OFFSET 3");
        QVERIFY(q);
        QVERIFY(q->recursive);
        QCOMPARE(q->with[0].columns, std::vector<std::string>{"n"});
        QCOMPARE(q->parts.size(), std::size_t(3));
        QVERIFY(q->parts[1].all && q->parts[1].op == "UNION");
        const auto* inner = std::get_if<QueryPtr>(&q->parts[1].body);
        QVERIFY(inner && (*inner)->single()->limit);
        QCOMPARE(std::get_if<ValuesQuery>(&q->parts[2].body)->rows.size(), std::size_t(2));
        QVERIFY(!q->single());
        QCOMPARE(sexpr(q->limit->offset.get()), std::string("3"));
        QCOMPARE(q->orderBy.size(), std::size_t(1));
    }

    void into() {
        const auto q = parsed("SELECT a, b INTO @x, y FROM t LIMIT 1");
        QVERIFY(q);
        QCOMPARE(q->single()->into, std::string("INTO @x, y"));
        QCOMPARE(q->single()->from.size(), std::size_t(1));
        const auto late = parsed("SELECT a FROM t INTO OUTFILE '/tmp/x' FIELDS TERMINATED BY ','");
        QVERIFY(late && late->single()->into.starts_with("INTO OUTFILE"));
    }

    void changes() {
        const auto insert =
            parseStatement("INSERT IGNORE INTO s.t (a, `b`) VALUES (1, DEFAULT), (2, f(3)) AS n(x,y) "
                           "ON DUPLICATE KEY UPDATE b = VALUES(b) + n.x RETURNING a");
        QVERIFY2(bool(insert), insert.failure.message.c_str());
        const auto& in = std::get<Insert>(*insert.value);
        QVERIFY(in.ignore && in.rows.size() == 2 && in.rowAlias == "n" && in.onDuplicate.size() == 1);
        QCOMPARE(in.columns, (std::vector<std::string>{"a", "b"}));
        QCOMPARE(in.returning.size(), std::size_t(1));

        const auto replace = parseStatement("REPLACE t SET a = 1, b = 2");
        QVERIFY(bool(replace));
        QVERIFY(std::get<Insert>(*replace.value).replace && std::get<Insert>(*replace.value).assignments);

        const auto select = parseStatement("INSERT INTO t (SELECT * FROM u)");
        QVERIFY(bool(select) && std::get<Insert>(*select.value).query);

        const auto update = parseStatement(
            "UPDATE IGNORE a JOIN b ON a.x=b.x, c SET a.y = 1, z = DEFAULT WHERE 1 ORDER BY a.x LIMIT 3");
        QVERIFY2(bool(update), update.failure.message.c_str());
        const auto& u = std::get<Update>(*update.value);
        QVERIFY(u.ignore && u.tables.size() == 2 && u.set.size() == 2 && u.limit);
        QCOMPARE(u.set[0].column.table, std::string("a"));

        for (const char* text : {"DELETE a, s.b.* FROM a JOIN s.b ON 1 WHERE 2",
                                 "DELETE FROM a.*, s.b USING a JOIN s.b ON 1 WHERE 2"}) {
            const auto del = parseStatement(text);
            QVERIFY2(bool(del), (text + del.failure.message).c_str());
            const auto& d = std::get<Delete>(*del.value);
            QCOMPARE(d.targets.size(), std::size_t(2));
            QCOMPARE(d.targets[1].schema, std::string("s"));
            QVERIFY(d.from[0]->as<Join>());
        }
        const auto single = parseStatement(
            "WITH c AS (SELECT 1) DELETE FROM t WHERE a IN (SELECT * FROM c) ORDER BY a LIMIT 1");
        QVERIFY2(bool(single), single.failure.message.c_str());
        QVERIFY(std::get<Delete>(*single.value).targets.empty() &&
                std::get<Delete>(*single.value).with.size() == 1);
    }
};

QTEST_APPLESS_MAIN(TestQuery)
#include "tst_query.moc"
