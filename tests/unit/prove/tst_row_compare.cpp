// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/prove/row_compare.h"

#include <QTest>

using namespace causeway::prove;
using Result = RowComparison::Result;
using Cells = std::vector<std::vector<std::optional<std::string>>>;

namespace {

OrderPromise byFirst(bool total = false) {
    OrderPromise order;
    order.ordered = order.allKeys = true;
    order.total = total;
    order.keys = {0};
    return order;
}

} // namespace

/// Two answers, in one form, compared no further than the query promises and no less.
class TestRowCompare : public QObject {
    Q_OBJECT

private slots:
    void valuesInOneForm_data() {
        QTest::addColumn<QString>("a");
        QTest::addColumn<QString>("b");
        QTest::addColumn<bool>("same");
        QTest::newRow("number") << "1.50"
                                << "1.5" << true;
        QTest::newRow("boolean") << "1"
                                 << "t" << true;
        QTest::newRow("moment") << "2024-01-01 10:00:00.500000"
                                << "2024-01-01 10:00:00.5+00" << true;
        QTest::newRow("json") << R"({"a": 1, "b": 2})"
                              << R"({"b":2,"a":1})" << true;
        QTest::newRow("labels") << "red,blue"
                                << "{red,blue}" << true;
        QTest::newRow("case") << "Anna"
                              << "ANNA" << false;
        QTest::newRow("blank at the end") << "beta "
                                          << "beta" << false;
        QTest::newRow("digits") << "12"
                                << "12abc" << false;
        QTest::newRow("day") << "2024-01-01"
                             << "2024-01-02" << false;
    }
    void valuesInOneForm() {
        QFETCH(QString, a);
        QFETCH(QString, b);
        QFETCH(bool, same);
        QCOMPARE(normalised(a.toStdString()) == normalised(b.toStdString()), same);
    }
    void nullIsNotEmpty() { QVERIFY(normalised(std::nullopt) != normalised(std::string())); }
    void brokenUtf8IsTaken() {
        QCOMPARE(normalised(std::string("{\"a\": \"\xff\"}")), normalised(std::string("{\"a\": \"\xff\"}")));
    }

    void rowsAreAMultiset() {
        const Rows once = {{"a"}, {"b"}}, twice = {{"a"}, {"a"}, {"b"}}, turned = {{"b"}, {"a"}};
        QCOMPARE(compareRows(once, turned, {}).result, Result::Same);
        QCOMPARE(compareRows(once, twice, {}).result, Result::Differ);
        QCOMPARE(compareRows(twice, {{"a"}, {"b"}, {"b"}}, {}).result, Result::Differ);
    }
    void orderCountsWhereItIsPromised() {
        const Rows up = {{"1", "x"}, {"2", "y"}}, down = {{"2", "y"}, {"1", "x"}};
        QCOMPARE(compareRows(up, down, byFirst(true)).result, Result::Differ);
        QCOMPARE(compareRows(up, down, byFirst()).result, Result::Differ);
        QCOMPARE(compareRows(up, up, byFirst()).words, std::string("2 rows, in the same order"));
    }
    void tiesStandEitherWay() {
        const Rows one = {{"anna", "1"}, {"ANNA", "2"}, {"bert", "3"}},
                   other = {{"ANNA", "2"}, {"anna", "1"}, {"bert", "3"}};
        QCOMPARE(compareRows(one, other, byFirst()).result, Result::Same);
        QCOMPARE(compareRows(one, other, byFirst(true)).result, Result::Differ);
    }
    void nullsFirstAndLastDiffer() {
        const Rows first = {{"(null)"}, {"1"}}, last = {{"1"}, {"(null)"}};
        QCOMPARE(compareRows(first, last, byFirst()).result, Result::Differ);
    }
    void anAnswerThatSaysNothingProvesNothing() {
        QCOMPARE(compareRows({}, {}, {}).result, Result::Empty);
        QCOMPARE(compareRows({{"0", "(null)"}}, {{"0", "(null)"}}, {}).result, Result::Empty);
        QCOMPARE(compareRows({{"0"}}, {{"1"}}, {}).result, Result::Differ);
    }
    void aLimitWithoutAWholeOrderIsOpen() {
        auto order = byFirst();
        order.limited = true;
        QCOMPARE(compareRows({{"a", "1"}}, {{"a", "2"}}, order).result, Result::Open);
        order.total = true;
        QCOMPARE(compareRows({{"a", "1"}}, {{"a", "2"}}, order).result, Result::Differ);
    }
    void lastDigitsOfFloatsMayDiffer() {
        QVERIFY(sameValue("0.30000000000000004", "0.30000000000000005"));
        QVERIFY(!sameValue("0.3", "0.31"));
        QVERIFY(!sameValue("123456789012345678", "123456789012345679"));
    }
};

QTEST_APPLESS_MAIN(TestRowCompare)
#include "tst_row_compare.moc"
