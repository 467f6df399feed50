// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"
#include "core/workload/touched_tables.h"

#include <QTest>

using namespace causeway;

class TestTouchedTables : public QObject {
    Q_OBJECT
private slots:
    void tables_data() {
        QTest::addColumn<QString>("sql");
        QTest::addColumn<QString>("tables");
        QTest::newRow("one") << "select * from orders where id=?"
                             << "orders";
        QTest::newRow("join") << "select a.x from shop.orders a left join `customers` as c on a.id=c.id"
                              << "shop.orders customers";
        QTest::newRow("list") << "select * from a x, b, c as z where x.i=b.i"
                              << "a b c";
        QTest::newRow("insert") << "insert into log (a, b) values (...)"
                                << "log";
        QTest::newRow("insert select") << "insert ignore into log select * from jobs"
                                       << "log jobs";
        QTest::newRow("replace") << "replace cart (a) values (...)"
                                 << "cart";
        QTest::newRow("update") << "update stock s, parts set s.q=s.q-? where s.id=?"
                                << "stock parts";
        QTest::newRow("upsert") << "insert into t (a) values (...) on duplicate key update a=values(a)"
                                << "t";
        QTest::newRow("for update") << "select q from stock where id=? for update"
                                    << "stock";
        QTest::newRow("delete") << "delete from t where id in (select id from old)"
                                << "t old";
        QTest::newRow("derived") << "select * from (select id from inner_t) d join other on d.id=other.id"
                                 << "inner_t other";
        QTest::newRow("with") << "with recent as (select * from orders) select * from recent join items on 1"
                              << "orders items";
        QTest::newRow("functions") << "select extract(year from d), trim(both ? from s) from t"
                                   << "t";
        QTest::newRow("distinct from") << "select * from t where a is distinct from b"
                                       << "t";
        QTest::newRow("quoted") << "select * from \"Odd Name\".\"T\""
                                << "Odd Name.T";
        QTest::newRow("string") << "select 'from nothing' from real_t"
                                << "real_t";
        QTest::newRow("none") << "set names utf8mb4"
                              << "";
        QTest::newRow("dual") << "select ? from dual"
                              << "";
        QTest::newRow("truncate") << "truncate table t"
                                  << "t";
    }
    void tables() {
        QFETCH(QString, sql);
        QFETCH(QString, tables);
        QCOMPARE(QString::fromStdString(join(touchedTables(sql.toStdString()), " ")), tables);
    }
    void verbs() {
        QCOMPARE(statementVerb("select 1"), std::string("SELECT"));
        QCOMPARE(statementVerb("  (select 1)"), std::string("SELECT"));
        QCOMPARE(statementVerb(""), std::string());
        QCOMPARE(statementVerb(";"), std::string());
    }
    void hostileTextsEnd() {
        for (const std::string& text : {std::string(1 << 20, '('), std::string(1 << 20, '`'),
                                        std::string("from ") + std::string(9999, '.'), std::string("from '"),
                                        std::string("from \""), std::string("\0from\0x", 7)})
            QVERIFY(touchedTables(text).size() <= 64);
        std::string many = "select * from t0";
        for (int i = 1; i < 1000; ++i)
            many += ", t" + std::to_string(i);
        QCOMPARE(touchedTables(many).size(), std::size_t(64));
        std::string joins = "select * from t0";
        for (int i = 1; i < 1000; ++i)
            joins += " join u" + std::to_string(i) + " on 1";
        QCOMPARE(touchedTables(joins).size(), std::size_t(64));
    }
};

QTEST_APPLESS_MAIN(TestTouchedTables)
#include "tst_touched_tables.moc"
