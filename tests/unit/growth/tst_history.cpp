// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/units.h"
#include "core/growth/forecast.h"
#include "core/growth/history.h"
#include "core/snapshot/rows_by_month.h"

#include <QTest>

#include <cmath>

using namespace causeway;

namespace {

const Date kStart = *parseDate("2026-11-01");

/// A shop of two tables whose orders grow by 3 % a month over `months` months; the catalogue has no dates.
Snapshot shop(int months, double gigabytes = 50) {
    Snapshot snapshot;
    snapshot.taken = Instant{kStart};
    ServerEvidence s;
    s.id = "db1";
    s.environment = "production";
    s.host.cpus = 4;
    s.host.ramBytes = 16 * kGiB;
    s.host.filesystems = {{"/dev/sdb1", "/", "xfs", 100 * kGiB, 60 * kGiB}};
    RowsByMonth read{"shop", "orders", "created_at", "id", "counted", monthOf(kStart) - months, {}, {}, {}};
    double rows = 0;
    for (int i = 0; i < months; ++i) {
        read.added.push_back(std::round(100000 * std::exp(0.03 * i) * (1 + 0.02 * std::sin(i * 5.0))));
        rows += read.added.back();
        read.keyAtEnd.push_back(rows);
    }
    Table orders, catalogue;
    orders.schema = catalogue.schema = "shop";
    orders.name = "orders";
    orders.rows = std::uint64_t(rows);
    orders.dataBytes = std::uint64_t(0.9 * gigabytes * kGiB);
    orders.autoIncrement = std::uint64_t(rows) + 1;
    Column id;
    id.name = "id";
    id.type = {"mediumint", "mediumint", {}, {}, false, false, {}};
    id.autoIncrement = true;
    orders.columns = {id};
    catalogue.name = "products";
    catalogue.rows = 1000;
    catalogue.dataBytes = std::uint64_t(0.1 * gigabytes * kGiB);
    s.catalog = Catalog{};
    s.catalog->tables = {orders, catalogue};
    auto probe = emptyRowsByMonth();
    addRow(probe, read);
    RowsByMonth none{"shop", "products", {}, {}, {}, 0, {}, {}, "no column tells when a row was made"};
    addRow(probe, none);
    s.probes = {probe};
    snapshot.servers = {s};
    return snapshot;
}

const Limit* limitOf(const Forecast& f, std::string_view id) {
    for (const auto& l : f.limits)
        if (l.id == id)
            return &l;
    return nullptr;
}

double atEnd(const Forecast& f, std::string_view curve) {
    return f.curve(curve)->forecast.back().value;
}

} // namespace

/// What the data's own history does to the forecast, and the plans and policies on top of it.
class TestHistory : public QObject {
    Q_OBJECT

private slots:
    void aSingleVisitShowsYears() {
        const auto snapshot = shop(36);
        const auto f = forecast({}, &snapshot, kStart);
        QVERIFY(f.history && f.history->used);
        QCOMPARE(f.history->shape, std::string("exponential"));
        QCOMPARE(f.history->months, 36);
        QVERIFY(std::fabs(f.history->covered - 0.9) < 0.001);
        QVERIFY(*f.history->backtestError < 0.1);
        const auto* growth = f.input("growth");
        QCOMPARE(growth->basis, Basis::Measured);
        // Additions grow by exp(0.03) a month: what a year adds, against what 36 months added.
        const double year = (std::exp(0.36) - 1) * std::exp(1.08) / (std::exp(1.08) - 1);
        QVERIFY2(std::fabs(std::pow(growth->value, 4) - (1 + year)) < 0.03,
                 qPrintable(QString("%1 %2").arg(std::pow(growth->value, 4)).arg(1 + year)));
        const auto& past = f.curve("volume")->measured;
        QVERIFY(past.size() >= 36);
        QVERIFY(past.front().value < past.back().value / 4);
        QVERIFY(std::is_sorted(past.begin(), past.end(),
                               [](const auto& a, const auto& b) { return a.value < b.value; }));
        const auto* disk = limitOf(f, "disk");
        QVERIFY(disk && disk->crossed && disk->earliest && disk->earliest < disk->crossed);
        QVERIFY(!disk->latest || disk->crossed < disk->latest);
        QVERIFY(f.notAssessed.end() == std::find_if(f.notAssessed.begin(), f.notAssessed.end(), [](auto& n) {
                    return n.starts_with("The growth rate");
                }));
    }

    void tablesAreListedByWhatTheyAdd() {
        const auto snapshot = shop(36);
        const auto f = forecast({}, &snapshot, kStart);
        QCOMPARE(f.tables.size(), std::size_t(2));
        QCOMPARE(f.tables[0].table, std::string("shop.orders"));
        QVERIFY(f.tables[0].bytesInYear > f.tables[0].bytes && f.tables[0].low < f.tables[0].bytesInYear &&
                f.tables[0].high > f.tables[0].bytesInYear);
        QCOMPARE(f.tables[0].past.size(), std::size_t(36));
        QCOMPARE(f.tables[1].message, std::string("no column tells when a row was made"));
        const auto json = toJson(f);
        QCOMPARE(json.at("tables").size(), std::size_t(2));
        QCOMPARE(json.at("history").at("additions").get<std::string>(), std::string("exponential"));
        QCOMPARE(json.at("tables")[0].at("rows_by_month").size(), std::size_t(36));
    }

    void aKeyRunsOutByItsOwnHistory() {
        const auto snapshot = shop(36); // 6.4 million of mediumint's 8.4
        const auto f = forecast({}, &snapshot, kStart);
        const auto* key = limitOf(f, "autoinc:shop.orders.id");
        QVERIFY(key && key->crossed && key->earliest);
        const double rows = double(snapshot.servers[0].catalog->tables[0].rows.value_or(0));
        // Solve rows + 100000 * sum of exp(0.03 i) = 8388607 for the month.
        double sum = rows;
        int month = 0;
        for (; sum < 8388607; ++month)
            sum += 100000 * std::exp(0.03 * (36 + month));
        const int days = int((*key->crossed - kStart).count());
        QVERIFY2(std::abs(days - (month - 1) * 30.4) < 40, qPrintable(QString::number(days)));
        QVERIFY(key->reason.find("advancing as its months did") != std::string::npos);
    }

    void theClientsPlanGovernsUnlessAskedOtherwise() {
        const auto snapshot = shop(36);
        Criteria c;
        c.set("growth", "50%/quarter");
        const auto plan = forecast(c, &snapshot, kStart);
        QCOMPARE(plan.input("growth")->value, 1.5);
        QVERIFY(plan.history && !plan.history->used && plan.history->perQuarter < 1.3);
        c.set("growth_basis", "history");
        const auto history = forecast(c, &snapshot, kStart);
        QVERIFY(history.history->used && history.input("growth")->value < 1.3);
        QVERIFY(atEnd(history, "volume") < atEnd(plan, "volume"));
        c.clear("growth");
        c.set("growth_basis", "plan"); // without a plan the history is what there is
        QVERIFY(forecast(c, &snapshot, kStart).history->used);
    }

    void tooLittleIsNoHistory() {
        const auto brief = shop(6);
        auto f = forecast({}, &brief, kStart);
        QVERIFY(!f.history && f.input("growth")->basis == Basis::Assumed);
        auto small = shop(36);
        small.servers[0].catalog->tables[1].dataBytes = std::uint64_t(400 * kGiB);
        f = forecast({}, &small, kStart);
        QVERIFY(f.history && !f.history->used && f.input("growth")->basis == Basis::Assumed);
    }

    void visitsGiveARate() {
        auto now = shop(2), before = shop(2, 40), copy = shop(2, 40);
        before.taken = Instant{kStart - std::chrono::days{91}};
        auto visits = visitsOf(before);
        QCOMPARE(visits.size(), std::size_t(1));
        QCOMPARE(visits[0].tables.size(), std::size_t(2));
        const auto own = visitsOf(now);
        visits.insert(visits.end(), own.begin(), own.end());
        const auto f = forecast({}, &now, kStart, 24, visits);
        QCOMPARE(f.input("growth")->basis, Basis::Measured);
        QVERIFY(std::fabs(f.input("growth")->value - 1.25) < 0.01);
        QVERIFY(f.curve("volume")->measured.size() >= 2);
        // Two snapshots of one week are one visit.
        copy.taken = Instant{kStart - std::chrono::days{5}};
        visits = visitsOf(copy);
        visits.insert(visits.end(), own.begin(), own.end());
        QCOMPARE(forecast({}, &now, kStart, 24, visits).input("growth")->basis, Basis::Assumed);
    }

    void aNewMarketIsAStepAndACampaignABump() {
        const auto snapshot = shop(36);
        const auto plain = forecast({}, &snapshot, kStart);
        Criteria c;
        c.set("rps", "100");
        c.set("growth_events", "2027-03-01 +50% second market");
        const auto step = forecast(c, &snapshot, kStart);
        c.set("growth_events", "2027-03-01..2027-03-31 +50 % campaign");
        const auto bump = forecast(c, &snapshot, kStart);
        QVERIFY(atEnd(step, "volume") > 1.1 * atEnd(plain, "volume"));
        QVERIFY(atEnd(bump, "volume") > atEnd(plain, "volume"));
        QVERIFY(atEnd(bump, "volume") < 1.05 * atEnd(plain, "volume"));
        const auto& load = bump.curve("throughput")->forecast;
        QVERIFY(load[4].value > 1.4 * load[3].value && load[5].value < 0.8 * load[4].value);
        // Before the day nothing changes.
        for (int m = 0; m <= 3; ++m)
            QVERIFY(std::fabs(step.curve("volume")->forecast[std::size_t(m)].value /
                                  plain.curve("volume")->forecast[std::size_t(m)].value -
                              1) < 1e-9);
        c.set("growth", "20%/quarter"); // on top of a stated rate too
        const auto rated = forecast(c, &snapshot, kStart);
        c.clear("growth_events");
        const auto flat = forecast(c, &snapshot, kStart);
        QVERIFY(atEnd(rated, "volume") > atEnd(flat, "volume"));
        QVERIFY(atEnd(rated, "volume") < 1.05 * atEnd(flat, "volume"));
    }

    void archivingGivesBackWhatIsOlder() {
        const auto snapshot = shop(36);
        Criteria c;
        c.set("archive_policies", "orders 12 months");
        const auto f = forecast(c, &snapshot, kStart), plain = forecast({}, &snapshot, kStart);
        // A month from now a year of orders is left: by 3 % a month they are 45 % of three years.
        const double kept = (1 - std::exp(-0.36)) / (1 - std::exp(-1.08));
        const double then = f.curve("volume")->forecast[1].value / kGiB;
        QVERIFY2(std::fabs(then - (5 + 45 * kept)) < 1.5, qPrintable(QString::number(then)));
        QVERIFY(atEnd(f, "volume") < 0.6 * atEnd(plain, "volume"));
        QCOMPARE(f.curve("volume")->forecast[0].value, plain.curve("volume")->forecast[0].value);
        c.set("archive_policies", "shop.nothing 12 months");
        const auto unknown = forecast(c, &snapshot, kStart);
        QCOMPARE(atEnd(unknown, "volume"), atEnd(plain, "volume"));
        QVERIFY(unknown.notAssessed.end() !=
                std::find_if(unknown.notAssessed.begin(), unknown.notAssessed.end(),
                             [](auto& n) { return n.find("shop.nothing") != std::string::npos; }));
        c.set("growth", "10%/quarter"); // on top of a stated rate too
        c.set("archive_policies", "shop.orders 12 months");
        const auto rated = forecast(c, &snapshot, kStart);
        QVERIFY(rated.curve("volume")->forecast[1].value < 0.6 * 50 * kGiB);
    }

    void sameInputSameOutput() {
        const auto snapshot = shop(60);
        QVERIFY(forecast({}, &snapshot, kStart) == forecast({}, &snapshot, kStart));
    }
};

QTEST_GUILESS_MAIN(TestHistory)
#include "tst_history.moc"
