// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"
#include "core/topology/cost.h"

#include <QtTest>

using namespace causeway;

class TestCost : public QObject {
    Q_OBJECT
private:
    static double item(const MonthlyCost& cost, const char* what) {
        for (const auto& i : cost.items)
            if (i.what == what)
                return i.perMonth;
        return 0;
    }

private slots:
    /// Three servers of 4 cores and 16 GB in three sites; 100 commits/s of 600 bytes to two other sites.
    void byHand() {
        auto t = starterTopologies().at(2).topology;
        t.prices.values = {{"core_month", 10},         {"ram_gb_month", 2}, {"disk_gb_month", 0.1},
                           {"small_server_month", 15}, {"site_month", 60},  {"traffic_gb", 0.02}};
        const auto cost = monthlyCost(t, pricesOf(t), 100);
        QCOMPARE(item(cost, "database servers"), 3 * (4 * 10 + 16 * 2.0));
        QCOMPARE(item(cost, "their disks"), 3 * 100 * 0.1);
        QCOMPARE(item(cost, "sites"), 2 * 60.0);
        // 2 x 100 x 600 B/s x 365.2425 / 12 x 86 400 s = 315.6 GB of 10^9, 293.9 GB of 2^30
        QVERIFY(std::abs(item(cost, "traffic between sites") - 293.9 * 0.02) < 0.01);
        QCOMPARE(item(cost, "servers without a database"), 0.0);
        QVERIFY(std::abs(cost.total - (216 + 30 + 120 + 5.88)) < 0.01);
    }

    void ownPricesOfSitesAndServersWithoutADatabase() {
        auto t = starterTopologies().at(2).topology;
        t.sites[0].monthlyPrice = 7;
        t.sites[2].monthlyPrice = 500;
        t.nodes[2].runs = {"etcd"};
        const auto cost = monthlyCost(t, pricesOf(t), 0);
        QCOMPARE(item(cost, "sites"), 7 + 500 + planningPrices().of("site_month"));
        QCOMPARE(item(cost, "servers without a database"), planningPrices().of("small_server_month"));
        QVERIFY(topologyFromJson(toJson(t)) == t);
    }

    void pricesRoundTripAndNameTheirSource() {
        auto json = toJson(starterTopologies().at(1).topology);
        json["prices"] = Json{{"currency", "UAH"}, {"site_month", 2500}};
        const auto t = topologyFromJson(json);
        QVERIFY(topologyFromJson(toJson(t)) == t);
        const auto prices = pricesOf(t);
        QCOMPARE(prices.currency, std::string("UAH"));
        QCOMPARE(prices.of("site_month"), 2500.0);
        for (const auto& p : prices.entries)
            QCOMPARE(p.source == "stated in the topology", p.key == "site_month");
        json["prices"]["site_mont"] = 3;
        QVERIFY_EXCEPTION_THROWN(topologyFromJson(json), Error);
    }
};

QTEST_APPLESS_MAIN(TestCost)
#include "tst_cost.moc"
