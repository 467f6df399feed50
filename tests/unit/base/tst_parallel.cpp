// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"
#include "core/base/parallel.h"

#include <QTest>

#include <atomic>
#include <thread>

using namespace causeway;

class TestParallel : public QObject {
    Q_OBJECT
private slots:
    void sharesWork();
    void firstFailureByNumber();
};

void TestParallel::sharesWork() {
    QVERIFY(machineThreads() >= 1);
    for (const unsigned threads : {0u, 1u, 2u, 7u}) {
        std::atomic<int> next{0}, sum{0};
        std::thread::id first;
        runInParallel(threads, [&](unsigned number) {
            if (number == 0)
                first = std::this_thread::get_id();
            for (int i = next++; i < 100; i = next++)
                sum += i;
        });
        QCOMPARE(sum.load(), 4950);
        QVERIFY(first == std::this_thread::get_id());
    }
}

void TestParallel::firstFailureByNumber() {
    std::atomic<int> ended{0};
    try {
        runInParallel(4, [&](unsigned number) {
            ++ended;
            if (number >= 2)
                throw Error(ErrorCode::Internal, "thread " + std::to_string(number));
        });
        QFAIL("nothing was thrown");
    } catch (const Error& error) {
        QCOMPARE(error.summary(), std::string("thread 2"));
    }
    QCOMPARE(ended.load(), 4);
}

QTEST_APPLESS_MAIN(TestParallel)
#include "tst_parallel.moc"
