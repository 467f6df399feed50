// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workload/executions.h"

#include <QTest>

#include <random>

using namespace causeway;

namespace {

using One = Executions::One;

std::vector<One> someExecutions(std::size_t number, unsigned seed) {
    std::mt19937_64 random(seed);
    std::vector<One> list;
    for (std::size_t i = 0; i < number; ++i)
        list.push_back(
            {random() % 5'000'000'000, 1 + random() % 3,
             random() % 7 ? std::int64_t(1'790'000'000 + random() % 100'000) : Executions::kNoSecond});
    return list;
}

Executions executionsOf(const std::vector<One>& list, std::size_t from, std::size_t to) {
    Executions executions;
    for (std::size_t i = from; i < to; ++i)
        executions.add(list[i]);
    return executions;
}

/// What the executions are in the end, for comparing.
void verifySame(const Executions& executions, const std::vector<One>& list) {
    Histogram times;
    ShapeLoad load;
    for (const One& one : list) {
        times.add(one.ns, one.times);
        if (one.second != Executions::kNoSecond)
            load.add(one.second, one.times, one.ns * one.times);
    }
    Executions::Many room;
    const auto& many = executions.many(room);
    QCOMPARE(many.times.buckets(), times.buckets());
    QCOMPARE(many.times.count(), times.count());
    QCOMPARE(many.load.bucketSeconds(), load.bucketSeconds());
    QVERIFY(many.load.points() == load.points());
}

} // namespace

class TestExecutions : public QObject {
    Q_OBJECT
private slots:
    void fewAndManyGiveTheSame_data() {
        QTest::addColumn<int>("number");
        for (const int number : {0, 1, 2, 3, 4, 5, 6, 7, 20, 400})
            QTest::addRow("%d", number) << number;
    }
    void fewAndManyGiveTheSame() {
        QFETCH(int, number);
        const auto list = someExecutions(std::size_t(number), unsigned(number));
        verifySame(executionsOf(list, 0, list.size()), list);
    }
    void mergedInAnyOrderTheyAreTheSame() {
        for (const std::size_t number : {1, 4, 5, 6, 9, 12, 60}) {
            const auto list = someExecutions(number, 99);
            for (std::size_t cut = 0; cut <= number; ++cut) {
                auto a = executionsOf(list, 0, cut), b = executionsOf(list, cut, number);
                a.merge(b);
                verifySame(a, list);
                auto c = executionsOf(list, cut, number);
                c.merge(executionsOf(list, 0, cut));
                verifySame(c, list);
            }
        }
    }
    void onlyOneTakesNoMemoryOfItsOwn() {
        const auto list = someExecutions(40, 3);
        QCOMPARE(executionsOf(list, 0, 1).bytes(), std::size_t(0));
        QVERIFY(executionsOf(list, 0, 3).bytes() < 120);
        QVERIFY(executionsOf(list, 0, 40).bytes() > sizeof(Executions::Many));
    }
};

QTEST_APPLESS_MAIN(TestExecutions)
#include "tst_executions.moc"
