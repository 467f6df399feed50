// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/prove/scratch_name.h"

#include <QTest>

using namespace causeway::prove;

/// The mark of a scratch database: ours are known, nobody else's are.
class TestScratchName : public QObject {
    Q_OBJECT

private slots:
    void ownNamesAreKnown() {
        for (const std::uint64_t n : {0ULL, 1ULL, 0xdeadbeefULL, ~0ULL}) {
            const auto name = scratchName(n);
            QVERIFY2(isScratchName(name), name.c_str());
            QVERIFY(name.size() <= 63);
        }
        QVERIFY(scratchName(1) != scratchName(2));
        QVERIFY(scratchLock(scratchName(1)) != scratchLock(scratchName(2)));
    }
    void othersAreNot_data() {
        QTest::addColumn<QByteArray>("name");
        const auto own = QByteArray::fromStdString(scratchName(42));
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("postgres") << QByteArray("postgres");
        QTest::newRow("prefix alone") << QByteArray("causeway_scratch_");
        QTest::newRow("a name that someone made up")
            << QByteArray("causeway_scratch_0123456789abcdef_01234567");
        QTest::newRow("one digit changed") << QByteArray(own).replace(20, 1, own[20] == '7' ? "8" : "7");
        QTest::newRow("upper case") << own.toUpper();
        QTest::newRow("longer") << own + "0";
        QTest::newRow("shorter") << own.chopped(1);
    }
    void othersAreNot() {
        QFETCH(QByteArray, name);
        QVERIFY(!isScratchName(name.toStdString()));
    }
};

QTEST_APPLESS_MAIN(TestScratchName)
#include "tst_scratch_name.moc"
