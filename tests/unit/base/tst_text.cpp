// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"
#include "core/base/time.h"
#include "core/base/version.h"

#include <QTest>

using namespace causeway;

class TestText : public QObject {
    Q_OBJECT
private slots:
    void utf8IsMended() {
        QCOMPARE(toValidUtf8("ціна"), std::string("ціна"));
        QCOMPARE(toValidUtf8("a\xff"
                             "b"),
                 std::string("a\xEF\xBF\xBD"
                             "b"));
        QCOMPARE(toValidUtf8("\xC0\xAF"), std::string("\xEF\xBF\xBD\xEF\xBF\xBD")); // overlong
        QCOMPARE(toValidUtf8("\xED\xA0\x80").size(), std::size_t(9));               // surrogate
        QCOMPARE(toValidUtf8("\xE2\x82"), std::string("\xEF\xBF\xBD\xEF\xBF\xBD")); // cut
    }
    void printableTextHidesControlBytesAndIsBounded() {
        QCOMPARE(printable("a\x1b[31m"), std::string("a\xEF\xBF\xBD[31m"));
        QCOMPARE(printable("ціна", 5), std::string("ці…"));
        QCOMPARE(printable("tab\tnew\n"), std::string("tab\tnew\n"));
    }
    void pieces() {
        QCOMPARE(split("a,,b", ',').size(), std::size_t(3));
        QCOMPARE(join({"a", "", "b"}, ", "), std::string("a, , b"));
        QCOMPARE(replaceAll("aaa", "a", "aa"), std::string("aaaaaa"));
        QCOMPARE(trim(" \t x y \n"), std::string_view("x y"));
        QVERIFY(containsIgnoreCase("Percona Server", "percona"));
    }
    void times() {
        const auto t = parseInstant("2026-11-20T09:14:03Z");
        QVERIFY(t);
        QCOMPARE(toIso(*t), std::string("2026-11-20T09:14:03Z"));
        QCOMPARE(toIso(*parseInstant("2026-11-20 09:14:03.250+02:00")),
                 std::string("2026-11-20T07:14:03.250Z"));
        QVERIFY(!parseInstant("2026-02-30T00:00:00Z"));
        QVERIFY(!parseInstant("2026-11-20T24:00:00Z"));
        QVERIFY(!parseInstant("yesterday"));
        QCOMPARE(longDate(*parseDate("2027-01-09")), std::string("9 Jan 2027"));
        QCOMPARE(toIso(addMonths(*parseDate("2026-11-30"), 3)), std::string("2027-02-28"));
    }
    void versions_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("engine");
        QTest::addColumn<QString>("version");
        QTest::newRow("5.6") << "5.6.24-log"
                             << "MySQL"
                             << "5.6.24";
        QTest::newRow("prefix") << "5.5.5-10.11.19-MariaDB-deb12"
                                << "MariaDB"
                                << "10.11.19";
        QTest::newRow("old") << "5.5.5-m3"
                             << "MySQL"
                             << "5.5.5";
        QTest::newRow("pg") << "PostgreSQL 15.18 (Debian 15.18-0+deb12u1) on x86_64"
                            << "PostgreSQL"
                            << "15.18";
        QTest::newRow("calendar") << "26.7.0"
                                  << "MySQL"
                                  << "26.7.0";
        QTest::newRow("none") << "unknown"
                              << "MySQL"
                              << "0.0.0";
        QTest::newRow("hostile") << "99999999999999999999.1"
                                 << "MySQL"
                                 << "999999.0.0";
    }
    void versions() {
        QFETCH(QString, text);
        QFETCH(QString, engine);
        QFETCH(QString, version);
        const auto parsed = parseServerVersion(text.toStdString());
        QCOMPARE(QString::fromStdString(std::string(engineName(parsed.engine))), engine);
        QCOMPARE(QString::fromStdString(parsed.version.text(parsed.engine)), version);
    }
};

QTEST_APPLESS_MAIN(TestText)
#include "tst_text.moc"
