// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workload/fingerprint.h"

#include <QTest>

#include <random>

using namespace causeway;

class TestFingerprint : public QObject {
    Q_OBJECT
private slots:
    void shapes_data();
    void shapes();
    void equalShapes_data();
    void equalShapes();
    void ids();
    void longListsStayShort();
    void hostile();
};

void TestFingerprint::shapes_data() {
    QTest::addColumn<QString>("sql");
    QTest::addColumn<QString>("shape");
    const auto row = [](const char* sql, const char* shape) {
        QTest::newRow(sql) << sql << shape;
    };
    row("SELECT * FROM Orders WHERE id=42", "select * from Orders where id = ?");
    row("select count( * ),MAX(a.Total) from a", "select count(*), max(a.Total) from a");
    row("SELECT 1, -2, +3.5e-7, 0xFF, x'00', b'01', 'a''b', \"c\\\"d\", N'n'",
        "select ?, ?, ?, ?, ?, ?, ?, ?, ?");
    row("select a-1, a - -1, -b", "select a - ?, a - ?, - b");
    row("select * from t where a in (1, 2,3)", "select * from t where a in (...)");
    row("select * from t where a in (1)", "select * from t where a in (...)");
    row("select * from t where (a,b) IN ((1,'x'),(2,NULL))", "select * from t where (a, b) in (...)");
    row("select * from t where a in (1, b)", "select * from t where a in (?, b)");
    row("select * from t where a in (select b from u where c in (4,5))",
        "select * from t where a in (select b from u where c in (...))");
    row("insert into t (a, b) values (1,'x'),(2, now()) , (3, (select 1))",
        "insert into t(a, b) values (...)");
    row("INSERT INTO T VALUES (1) ON DUPLICATE KEY UPDATE n = n + VALUES(n)",
        "insert into T values (...) on duplicate key update n = n + values(n)");
    row("replace into t value (1, 2)", "replace into t value (...)");
    row("values row(1,2), row(3,4)", "values (...)");
    row("select value from t where value (1)", "select value from t where value (?)");
    row("select /* c */ a -- tail\n from t # end", "select a from t");
    row("/*!40001 SQL_NO_CACHE */ select 1", "sql_no_cache select ?");
    row("select * from t where a = NULL or b is null or c IS NOT NULL",
        "select * from t where a = ? or b is null or c is not null");
    row("select 'a' 'b', _utf8'c', _utf8mb4 x'41'", "select ?, ?, ?");
    row("select `Strange name`.`x`, @v, @@session.sql_mode",
        "select `Strange name`.`x`, @v, @@session.sql_mode");
    row("select 12_13_foo from (select 12foo from 123_bar) as 123baz",
        "select 12_13_foo from (select 12foo from 123_bar) as 123baz");
    row("# administrator command: Quit", "administrator command: Quit");
    row("select if(a,1,2), LEFT(b,3) from t left join u using(id)",
        "select if(a, ?, ?), left(b, ?) from t left join u using (id)");
    row("insert into Log(Id) select Id from Old", "insert into Log(Id) select Id from Old");
    row("begin;", "begin");
    row("", "");
    row("select 'never closed", "select ?");
    row("select 1 /* never closed", "select ?");
}

void TestFingerprint::shapes() {
    QFETCH(QString, sql);
    QFETCH(QString, shape);
    QCOMPARE(QString::fromStdString(fingerprint(sql.toStdString())), shape);
}

void TestFingerprint::equalShapes_data() {
    QTest::addColumn<QString>("a");
    QTest::addColumn<QString>("b");
    QTest::newRow("blanks") << "select a from t where x=1"
                            << "SELECT  a\n\tFROM t WHERE x = 99 ";
    QTest::newRow("lists") << "select a from t where x in(1,2)"
                           << "select a from t where x in ('a' , 'b','c')";
    QTest::newRow("rows") << "insert into t values(1)"
                          << "insert into t values (1),(2),(3)";
    QTest::newRow("functions") << "select COUNT(*) from t"
                               << "select count( * ) from t";
    QTest::newRow("comment") << "select /* req 17 */ a from t"
                             << "/* req 18 */ select a from t -- x";
    QTest::newRow("sign") << "select a from t where x = -5"
                          << "select a from t where x = 5";
}

void TestFingerprint::equalShapes() {
    QFETCH(QString, a);
    QFETCH(QString, b);
    QCOMPARE(fingerprint(a.toStdString()), fingerprint(b.toStdString()));
}

void TestFingerprint::ids() {
    // The published test vectors of 64-bit FNV-1a.
    QCOMPARE(stableHash(""), 0xcbf29ce484222325ull);
    QCOMPARE(stableHash("a"), 0xaf63dc4c8601ec8cull);
    QCOMPARE(stableHash("foobar"), 0x85944171f73967e8ull);
    // The hash that is told with a fingerprint is the one of its text: cut, trimmed or as it came.
    std::string built;
    for (const std::string& sql : {std::string("SELECT a FROM t WHERE b = 5"), std::string("select 1 ; ; "),
                                   std::string(), std::string("# administrator command: Ping"),
                                   "select " + std::string(80'000, 'x') + ", y", std::string(";;;")}) {
        const auto told = fingerprintInto(sql, built);
        QCOMPARE(told, stableHash(built));
    }
    QCOMPARE(hexId(0xab), std::string("00000000000000ab"));
    QVERIFY(fingerprint("select a from T") != fingerprint("select a from t")); // names keep their case
}

void TestFingerprint::longListsStayShort() {
    std::string list = "select * from t where a in (1", rows = "insert into t values (1,'x')";
    for (int i = 0; i < 200'000; ++i) {
        list += ", 2";
        rows += ",(2,'y')";
    }
    QCOMPARE(fingerprint(list + ")"), std::string("select * from t where a in (...)"));
    QCOMPARE(fingerprint(rows), std::string("insert into t values (...)"));
    QVERIFY(fingerprint(list).size() <= 64 * 1024); // no end: not folded, but bounded
}

void TestFingerprint::hostile() {
    std::mt19937 random(3);
    const std::string pieces[] = {"in",
                                  "(",
                                  ")",
                                  ",",
                                  "values",
                                  "row",
                                  "'",
                                  "\"",
                                  "`",
                                  "/*",
                                  "*/",
                                  "-- ",
                                  "\n",
                                  "1",
                                  "x",
                                  "\\",
                                  std::string(1, '\0'),
                                  "\xff",
                                  ";",
                                  ".",
                                  "@",
                                  "null",
                                  "_utf8",
                                  "insert "};
    for (int run = 0; run < 3000; ++run) {
        std::string sql;
        for (int i = 0; i < 60; ++i)
            (sql += pieces[random() % std::size(pieces)]) += random() % 2 ? " " : "";
        const auto shape = fingerprint(sql);
        QVERIFY(shape.size() <= 64 * 1024);
        QVERIFY(QString::fromStdString(shape).toStdString() == shape); // valid UTF-8
    }
    QVERIFY(fingerprint(std::string(4 << 20, '(')).size() <= 64 * 1024);
    std::string nested;
    for (int i = 0; i < 50'000; ++i)
        nested += "a in (";
    QVERIFY(fingerprint(nested).size() <= 64 * 1024);
}

QTEST_APPLESS_MAIN(TestFingerprint)
#include "tst_fingerprint.moc"
