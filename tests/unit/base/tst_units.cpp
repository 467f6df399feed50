// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/units.h"

#include <QTest>

using namespace causeway;

class TestUnits : public QObject {
    Q_OBJECT
private slots:
    void bytes_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<double>("value");
        QTest::newRow("GB is 1024^3") << "100GB" << 107374182400.0;
        QTest::newRow("GiB") << "16 GiB" << 17179869184.0;
        QTest::newRow("bare letter") << "512M" << 536870912.0;
        QTest::newRow("fraction") << " 1.5 tb " << 1.5 * kTiB;
        QTest::newRow("plain") << "4096" << 4096.0;
        for (const char* bad : {"", "GB", "-1GB", "10 XB", "1e999", "nan", "10GBs", "ten"})
            QTest::newRow(bad) << bad << -1.0;
    }
    void bytes() {
        QFETCH(QString, text);
        QFETCH(double, value);
        QCOMPARE(parseBytes(text.toStdString()).value_or(-1), value);
    }

    void seconds() {
        QCOMPARE(parseSeconds("30s"), 30.0);
        QCOMPARE(parseSeconds("5 min"), 300.0);
        QCOMPARE(parseSeconds("500ms"), 0.5);
        QCOMPARE(parseSeconds("0"), 0.0);
        QVERIFY(!parseSeconds("5 fortnights"));
    }

    void growth() {
        QCOMPARE(parseGrowthPerQuarter("50%/quarter"), 1.5);
        QCOMPARE(parseGrowthPerQuarter("50 % a quarter"), 1.5);
        QCOMPARE(parseGrowthPerQuarter("-20%"), 0.8);
        QCOMPARE(*parseGrowthPerQuarter("10%/month"), 1.1 * 1.1 * 1.1);
        QVERIFY(std::abs(std::pow(*parseGrowthPerQuarter("100%/year"), 4) - 2) < 1e-12);
        QVERIFY(!parseGrowthPerQuarter("50"));
        QVERIFY(!parseGrowthPerQuarter("-100%"));
    }

    void formats() {
        QCOMPARE(formatBytes(107374182400.0), std::string("100\u00a0GB"));
        QCOMPARE(formatBytes(8.03 * kGiB), std::string("8.03\u00a0GB"));
        QCOMPARE(formatBytes(1023.9 * kMiB), std::string("1\u00a0GB"));
        QCOMPARE(formatBytes(0), std::string("0\u00a0B"));
        QCOMPARE(formatSeconds(0.0003), std::string("0.3\u00a0ms"));
        QCOMPARE(formatSeconds(21.5), std::string("21.5\u00a0s"));
        QCOMPARE(formatSeconds(250), std::string("4\u00a0min 10\u00a0s"));
        QCOMPARE(formatSeconds(86400 * 3 + 3600 * 4), std::string("3\u00a0d 4\u00a0h"));
        QCOMPARE(formatNumber(48210), std::string("48\u202f210"));
        QCOMPARE(formatNumber(-1234567.25, 1), std::string("-1\u202f234\u202f567.2"));
        QCOMPARE(formatNumber(-123), std::string("-123"));
        QCOMPARE(formatPercent(0.87), std::string("87\u00a0%"));
        QCOMPARE(formatPercent(0.013), std::string("1.3\u00a0%"));
        QCOMPARE(formatEffort(0.5, 0.5), std::string("0.5\u00a0h"));
        QCOMPARE(formatEffort(16, 40), std::string("2 to 5\u00a0d"));
    }
};

QTEST_APPLESS_MAIN(TestUnits)
#include "tst_units.moc"
