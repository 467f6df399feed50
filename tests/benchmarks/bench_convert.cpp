// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/readiness/convert_query.h"
#include "core/readiness/readiness.h"
#include "core/snapshot/snapshot_json.h"
#include "process_measures.h"
#include "tests/dump_text.h"

#include <benchmark/benchmark.h>
#include <fmt/format.h>
#include <pg_query.h>

#include <algorithm>

/// Reading and converting definitions, and statements whose schema is known.
namespace {

using namespace causeway;

std::string definitions(int tables) {
    std::string out = "USE `shop`;\n";
    for (int i = 0; i < tables; ++i) {
        const auto n = std::to_string(i);
        out += "CREATE TABLE `orders_" + n +
               "` (\n  `id` int(10) unsigned NOT NULL AUTO_INCREMENT,\n  `customer_id` int(10) unsigned NOT "
               "NULL,\n  `name` varchar(255) COLLATE utf8_unicode_ci DEFAULT NULL COMMENT 'the customer''s "
               "name',\n  `status` enum('new','paid','sent') NOT NULL DEFAULT 'new',\n  `total` "
               "decimal(10,2) NOT NULL DEFAULT '0.00',\n  `created` datetime NOT NULL,\n  PRIMARY KEY "
               "(`id`),\n  KEY `by_name_" +
               n + "` (`name`(20)),\n  KEY `by_customer_" + n + "` (`customer_id`)" +
               (i > 0 ? ",\n  CONSTRAINT `fk_" + n + "` FOREIGN KEY (`customer_id`) REFERENCES `orders_" +
                            std::to_string(i - 1) + "` (`id`)"
                      : std::string()) +
               "\n) ENGINE=InnoDB DEFAULT CHARSET=utf8;\n";
    }
    return out;
}

/// PostgreSQL's own parser over texts: what a converter that checks itself cannot be faster than.
double parserSeconds(const std::vector<std::string>& texts) {
    return bench::processorSecondsOf([&] {
        for (const auto& text : texts)
            pg_query_free_split_result(pg_query_split_with_parser(text.c_str()));
    });
}

/// The work of `causeway readiness` on a dump's definitions. Goals: 10,000 tables in under 2 s; to parse and
/// convert 50 MB/s of definitions. Counters: MB/s of source and processor time for reading the definitions,
/// for converting them with and without the check by PostgreSQL's parser, for reading and converting without
/// it, of that parser alone over what was written; and the ratio of the whole to that parser.
void assessTables(benchmark::State& state) {
    const auto text = definitions(int(state.range(0)));
    double reading = 0, converting = 0, checking = 0, peak = 0;
    for (auto _ : state) {
        bench::resetPeak();
        DumpContents contents;
        reading += bench::processorSecondsOf([&] { contents = readDumpText(text); });
        ReadinessReport report;
        Progress progress;
        converting +=
            bench::processorSecondsOf([&] { report = convertSchema(contents.catalog, {}, progress); });
        peak = std::max(peak, bench::peakMegabytes());
        std::vector<std::string> targets;
        for (const auto& conversion : report.conversions)
            targets.push_back(conversion.target);
        checking += parserSeconds(targets);
    }
    const double megabytes = double(text.size()) / 1e6 * double(state.iterations());
    state.counters["source_MB"] = double(text.size()) / 1e6;
    state.counters["cpu_s"] = (reading + converting) / double(state.iterations());
    state.counters["read_MB_s"] = megabytes / reading;
    state.counters["convert_MB_s"] = megabytes / converting;
    state.counters["unchecked_MB_s"] = megabytes / (converting - checking);
    state.counters["read_and_convert_MB_s"] = megabytes / (reading + converting - checking);
    state.counters["parser_MB_s"] = megabytes / checking;
    state.counters["whole_over_parser"] = (reading + converting) / checking;
    state.counters["peak_MB"] = peak;
}

/// The same from the snapshot of an engagement to the report as JSON: all that the command does but the
/// file's own compression.
void reportFromSnapshot(benchmark::State& state) {
    Snapshot snapshot;
    snapshot.servers.emplace_back();
    snapshot.servers[0].catalog = readDumpText(definitions(int(state.range(0)))).catalog;
    const std::string stored = jsonText(snapshot);
    double loading = 0, assessing = 0, writing = 0;
    for (auto _ : state) {
        Snapshot loaded;
        loading += bench::processorSecondsOf([&] { loaded = snapshotFromJson(Json::parse(stored)); });
        Progress progress;
        ReadinessReport report;
        assessing += bench::processorSecondsOf(
            [&] { report = assessReadiness(loaded.servers.at(0), Criteria(), {}, progress); });
        writing +=
            bench::processorSecondsOf([&] { benchmark::DoNotOptimize(toJson(report).dump(2).size()); });
    }
    const auto each = double(state.iterations());
    state.counters["load_s"] = loading / each;
    state.counters["assess_s"] = assessing / each;
    state.counters["write_s"] = writing / each;
}

/// The nth of statements that differ all.
std::string statement(std::uint64_t n) {
    constexpr const char* kKinds[] = {
        "SELECT id, IFNULL(name, '?') FROM {0} WHERE id = {1} LIMIT 5, 10",
        "UPDATE {0} SET total = total + {1} WHERE name = 'a{1}'",
        "INSERT INTO {0} (id, customer_id, created) VALUES ({1}, 1, NOW()) ON DUPLICATE KEY UPDATE total = "
        "{1}",
        "SELECT o.id, COUNT(*) FROM {0} o WHERE o.created > NOW() - INTERVAL {1} DAY AND o.status = 'paid' "
        "GROUP BY o.id ORDER BY 2 DESC"};
    return fmt::format(fmt::runtime(kKinds[n % 4]), "orders_" + std::to_string(n % 50), n);
}

/// Goal: 100,000 distinct statements in under 5 s, each checked by PostgreSQL's parser.
void convertStatements(benchmark::State& state) {
    const auto contents = readDumpText(definitions(50));
    const auto model = queryModel(&contents.catalog, {});
    const auto count = std::uint64_t(state.range(0));
    double converting = 0, checking = 0;
    for (auto _ : state) {
        std::vector<std::string> targets;
        converting += bench::processorSecondsOf([&] {
            for (std::uint64_t n = 0; n < count; ++n)
                targets.push_back(QueryConverter(model, "shop").convert(statement(n)).target);
        });
        checking += parserSeconds(targets);
    }
    state.counters["cpu_s"] = converting / double(state.iterations());
    state.counters["parser_s"] = checking / double(state.iterations());
    state.counters["whole_over_parser"] = converting / checking;
}

BENCHMARK(assessTables)->Arg(1000)->Arg(10000)->Unit(benchmark::kMillisecond)->Iterations(3);
BENCHMARK(reportFromSnapshot)->Arg(10000)->Unit(benchmark::kMillisecond)->Iterations(2);
BENCHMARK(convertStatements)->Arg(100000)->Unit(benchmark::kMillisecond)->Iterations(2);

} // namespace
