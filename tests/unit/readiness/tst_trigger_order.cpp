// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/readiness/readiness.h"

#include <QTest>

#include <algorithm>
#include <ctime>

using namespace causeway;

/// FOLLOWS and PRECEDES move a trigger beside another of its moment.
class TestTriggerOrder : public QObject {
    Q_OBJECT

    static Trigger trigger(const std::string& name, const std::string& order,
                           const std::string& event = "INSERT") {
        Trigger t;
        t.schema = "shop";
        t.name = name;
        t.table = "orders";
        t.timing = "BEFORE";
        t.event = event;
        t.order = order;
        t.body = "SET @a = 1";
        return t;
    }
    static std::vector<std::string> converted(const std::vector<Trigger>& triggers) {
        Catalog catalog;
        catalog.triggers = triggers;
        Progress progress;
        std::vector<std::string> names;
        for (const Conversion& c : convertSchema(catalog, {}, progress).conversions)
            names.push_back(c.name);
        return names;
    }
    /// Of a chain in which each trigger stands beside the one before it.
    static double secondsOfChain(int length, const std::string& word) {
        std::vector<Trigger> triggers;
        for (int i = 0; i < length; ++i)
            triggers.push_back(trigger("t" + std::to_string(100000 + i),
                                       i > 0 ? word + " t" + std::to_string(100000 + i - 1) : ""));
        const auto now = [] {
            timespec t{};
            clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t); // other work on the machine does not count
            return double(t.tv_sec) + double(t.tv_nsec) / 1e9;
        };
        const double start = now();
        const auto names = converted(triggers);
        const double took = now() - start;
        return int(names.size()) == length ? took : -1;
    }

private slots:
    void order_data() {
        QTest::addColumn<QStringList>("orders");
        QTest::addColumn<QString>("expected");
        QTest::newRow("as created") << QStringList{"", "", ""} << "a b c";
        QTest::newRow("behind the first") << QStringList{"", "", "FOLLOWS a"} << "a c b";
        QTest::newRow("before the first") << QStringList{"", "", "PRECEDES A"} << "c a b";
        QTest::newRow("a chain") << QStringList{"", "FOLLOWS a", "FOLLOWS b"} << "a b c";
        QTest::newRow("a chain forward") << QStringList{"", "PRECEDES a", "PRECEDES b"} << "c b a";
        QTest::newRow("one behind another of the first")
            << QStringList{"", "follows a", "follows a"} << "a c b";
        QTest::newRow("in quotes") << QStringList{"", "", "FOLLOWS `a`"} << "a c b";
        QTest::newRow("beside none") << QStringList{"", "", "FOLLOWS x"} << "a b c";
    }
    void order() {
        QFETCH(QStringList, orders);
        QFETCH(QString, expected);
        std::vector<Trigger> triggers;
        for (int i = 0; i < int(orders.size()); ++i)
            triggers.push_back(trigger(std::string(1, char('a' + i)), orders[i].toStdString()));
        QStringList names;
        for (const auto& name : converted(triggers))
            names << QString::fromStdString(name);
        QCOMPARE(names.join(' '), expected);
    }
    void onlyOfTheSameMoment() {
        const auto names =
            converted({trigger("a", ""), trigger("b", ""), trigger("c", "FOLLOWS a", "UPDATE")});
        QCOMPARE(names, (std::vector<std::string>{"a", "b", "c"}));
    }
    void longChainsTakeNoSquare_data() {
        QTest::addColumn<QString>("word");
        QTest::newRow("FOLLOWS") << "FOLLOWS";
        QTest::newRow("PRECEDES") << "PRECEDES";
    }
    /// Four times the triggers take about four times the time; 16 times it would be if each were searched.
    void longChainsTakeNoSquare() {
        QFETCH(QString, word);
        secondsOfChain(100, word.toStdString()); // resources are read once
        const double one = secondsOfChain(4000, word.toStdString());
        const double four = secondsOfChain(16000, word.toStdString());
        QVERIFY(one > 0 && four > 0);
        QVERIFY2(four < 9 * one, qPrintable(QString("%1 s and %2 s").arg(one).arg(four)));
    }
};

QTEST_APPLESS_MAIN(TestTriggerOrder)
#include "tst_trigger_order.moc"
