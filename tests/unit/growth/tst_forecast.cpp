// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"
#include "core/base/units.h"
#include "core/growth/forecast.h"

#include <QtTest>

#include <cmath>

using namespace causeway;

namespace {

const Date kStart = *parseDate("2026-11-20");

Criteria retailer() {
    Criteria c;
    c.set("volume", "100GB");
    c.set("growth", "50%/quarter");
    c.set("rps", "100");
    c.set("cpus", "4");
    c.set("ram", "16GB");
    return c;
}

const Limit* limitOf(const Forecast& f, std::string_view id) {
    for (const auto& l : f.limits)
        if (l.id == id)
            return &l;
    return nullptr;
}

/// Day on which `now` growing by `factor` a quarter reaches `limit`.
Date closedForm(double now, double factor, double limit) {
    return kStart +
           std::chrono::days{int(std::floor(std::log(limit / now) / std::log(factor) * kDaysPerQuarter))};
}

Snapshot shop(double gigabytes) {
    Snapshot snapshot;
    snapshot.taken = Instant{kStart};
    ServerEvidence s;
    s.id = "shop-db-1";
    s.environment = "production";
    s.variables = {{"innodb_buffer_pool_size", "10737418240"},
                   {"max_connections", "200"},
                   {"datadir", "/var/lib/mysql/"}};
    s.status = {{Instant{kStart},
                 "S1",
                 {{"uptime", "1000"},
                  {"questions", "80000"},
                  {"max_used_connections", "90"},
                  {"innodb_buffer_pool_pages_data", "655360"},
                  {"innodb_buffer_pool_pages_free", "0"},
                  {"innodb_buffer_pool_reads", "20000"},
                  {"innodb_buffer_pool_read_requests", "100000"}}}};
    s.host.cpus = 4;
    s.host.ramBytes = 16 * kGiB;
    for (int i = 0; i < 8; ++i) {
        HostSample sample;
        sample.at = Instant{kStart} + std::chrono::minutes{30 * i};
        sample.cpuBusy = i < 2 ? 0.6 : 0.2;
        s.host.samples.push_back(sample);
    }
    s.host.filesystems = {{"/dev/sda1", "/", "ext4", 1000 * kGiB, 20 * kGiB},
                          {"/dev/sdb1", "/var/lib/mysql", "xfs", 400 * kGiB, (gigabytes + 20) * kGiB}};
    Table t;
    t.schema = "shop";
    t.name = "order_item";
    t.dataBytes = std::uint64_t(gigabytes * kGiB);
    t.autoIncrement = 1073741824;
    Column id;
    id.name = "id";
    id.type = {"int", "int(11)", {}, {}, false, false, {}};
    id.autoIncrement = true;
    t.columns = {id};
    s.catalog = Catalog{};
    s.catalog->tables = {t};
    snapshot.servers = {s};
    return snapshot;
}

} // namespace

class TestForecast : public QObject {
    Q_OBJECT

private slots:
    void theRetailersCase() {
        const auto f = forecast(retailer(), nullptr, kStart);
        QCOMPARE(f.headline(), std::string("Memory is the first limit: hot data outgrows it on 9 January"));
        QCOMPARE(*limitOf(f, "memory")->crossed, closedForm(8, 1.5, 10));
        QCOMPARE(*limitOf(f, "cpu")->crossed, closedForm(100 * 2.5 * 0.005 / 4, 1.5, 0.7));
        QCOMPARE(*limitOf(f, "saturation")->crossed, closedForm(100 * 2.5 * 0.005 / 4, 1.5, 1));
        QCOMPARE(*limitOf(f, "backup")->crossed, closedForm(100 * 1024 / 22.0, 1.5, 14400));
        QVERIFY(!limitOf(f, "disk"));
        QCOMPARE(f.curve("volume")->forecast.size(), std::size_t(25));
        for (const auto& l : f.limits) {
            QCOMPARE(l.basis, Basis::Assumed);
            QVERIFY(!l.reason.empty() && !l.remedy.empty());
            QVERIFY(f.curve(l.curve));
            QVERIFY(*l.earliest <= *l.crossed);
        }
        for (const auto& i : f.inputs)
            QVERIFY(!i.source.empty());
        QVERIFY(f.curve("volume")->measured.empty());
        bool saysDisk = false;
        for (const auto& text : f.notAssessed)
            saysDisk |= text.find("disk") != std::string::npos;
        QVERIFY(saysDisk);
    }

    void aSlowerGrowthMovesEveryDate() {
        auto slow = retailer();
        slow.set("growth", "20%/quarter");
        const auto fast = forecast(retailer(), nullptr, kStart), later = forecast(slow, nullptr, kStart);
        int compared = 0;
        for (const auto& l : fast.limits)
            if (const auto* other = limitOf(later, l.id); l.crossed && other->crossed) {
                QVERIFY2(*other->crossed > *l.crossed, l.id.c_str());
                ++compared;
            }
        QVERIFY(compared >= 3);
    }

    void measuredFactsComeFirst() {
        const auto snapshot = shop(100);
        const auto f = forecast(retailer(), &snapshot, kStart);
        QCOMPARE(f.input("volume")->basis, Basis::Measured);
        QCOMPARE(f.input("rps")->value, 80.0);
        QCOMPARE(f.input("cpu_busy")->value, 0.6); // the busiest hour, not the mean of 0.3
        QCOMPARE(*limitOf(f, "cpu")->crossed, closedForm(0.6, 1.5, 0.7));
        // 20 % of the reads miss a pool of 10 GB: the hot set is 10 / 0.8 GB, over the limit already.
        QVERIFY(std::fabs(f.input("hot")->value - 12.5 * kGiB) < 1);
        QCOMPARE(*limitOf(f, "memory")->crossed, kStart);
        QCOMPARE(f.input("disk")->value, 400 * kGiB); // the data directory's own file system
        QCOMPARE(*limitOf(f, "disk")->crossed, closedForm(100, 1.5, 360 - 20));
        QCOMPARE(*limitOf(f, "connections")->crossed, closedForm(90, 1.5, 170));
        QCOMPARE(*limitOf(f, "autoinc:shop.order_item.id")->crossed,
                 closedForm(1073741824.0, 1.5, 2147483647.0));
        QCOMPARE(f.curve("volume")->measured.size(), std::size_t(1));
        QVERIFY(f.headline().starts_with("Memory is short already"));
    }

    void aSmallCopyIsNotPlannedFrom() {
        const auto snapshot = shop(1);
        const auto f = forecast(retailer(), &snapshot, kStart);
        QCOMPARE(f.input("volume")->value, 100 * kGiB);
        QCOMPARE(f.input("volume")->basis, Basis::Stated);
        QVERIFY(f.input("volume")->source.find("shop-db-1") != std::string::npos);
        QCOMPARE(f.input("cpu_busy")->basis, Basis::Assumed);
        QVERIFY(!f.input("connections"));
    }

    void anUnknownRateIsCalledAssumed() {
        Criteria c;
        c.set("volume", "5GB");
        const auto f = forecast(c, nullptr, kStart, 12);
        QCOMPARE(f.input("growth")->basis, Basis::Assumed);
        QVERIFY(f.notAssessed.front().find("growth") != std::string::npos);
        QVERIFY(!f.curve("cpu"));
        QVERIFY(!f.curve("memory"));
        QVERIFY(f.curve("volume")->forecast.back().high > f.curve("volume")->forecast.back().value);
    }

    void noVolumeIsAnError() {
        QVERIFY_EXCEPTION_THROWN(forecast({}, nullptr, kStart), Error);
        QVERIFY_EXCEPTION_THROWN(forecast(retailer(), nullptr, kStart, 0), Error);
    }

    void aRestoreIsHeldAgainstTheRto() {
        auto c = retailer();
        c.set("rto", "60s");
        c.set("rate_copy_mb_s", "200");
        const auto f = forecast(c, nullptr, kStart);
        QCOMPARE(*limitOf(f, "restore")->crossed, kStart);
        QCOMPARE(f.input("restore_rate")->basis, Basis::Stated);
        QVERIFY(f.headline().starts_with("Memory is the first limit"));
    }

    void isDeterministicAndWritesJson() {
        const auto snapshot = shop(100);
        const auto a = forecast(retailer(), &snapshot, kStart), b = forecast(retailer(), &snapshot, kStart);
        QVERIFY(a == b);
        const auto json = toJson(a);
        QCOMPARE(json.at("schema").get<std::string>(), std::string("causeway.growth/1"));
        QCOMPARE(json.at("curves").at(0).at("forecast").size(), std::size_t(25));
        QCOMPARE(json.dump(), toJson(b).dump());
    }

    void tenThousandTablesAreQuick() {
        auto snapshot = shop(100);
        auto& tables = snapshot.servers[0].catalog->tables;
        const auto table = tables.front();
        for (int i = 0; i < 10000; ++i) {
            tables.push_back(table);
            tables.back().name = "t" + std::to_string(i);
            tables.back().dataBytes = 4096;
            tables.back().autoIncrement = 1000;
        }
        QElapsedTimer timer;
        timer.start();
        const auto f = forecast(retailer(), &snapshot, kStart);
        QVERIFY2(timer.elapsed() < 1000, qPrintable(QString::number(timer.elapsed())));
        QVERIFY(!limitOf(f, "autoinc:shop.t1.id"));
    }
};

QTEST_APPLESS_MAIN(TestForecast)
#include "tst_forecast.moc"
