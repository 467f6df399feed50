// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/readiness/convert_query.h"
#include "core/readiness/readiness.h"
#include "tests/dump_text.h"

#include <benchmark/benchmark.h>

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

/// Goal: 10,000 tables in under 2 s.
void assessTables(benchmark::State& state) {
    const auto text = definitions(int(state.range(0)));
    for (auto _ : state) {
        const auto contents = readDumpText(text);
        Progress progress;
        benchmark::DoNotOptimize(convertSchema(contents.catalog, {}, progress).conversions.size());
    }
    state.SetBytesProcessed(int64_t(state.iterations()) * int64_t(text.size()));
}

/// Goal: 100,000 distinct statements in under 5 s.
void convertStatements(benchmark::State& state) {
    static const auto contents = readDumpText(definitions(50));
    const auto model = queryModel(&contents.catalog, {});
    std::uint64_t n = 0;
    for (auto _ : state) {
        const auto table = "orders_" + std::to_string(n % 50), value = std::to_string(n);
        const char* kinds[] = {"SELECT id, IFNULL(name, '?') FROM {t} WHERE id = {v} LIMIT 5, 10",
                               "UPDATE {t} SET total = total + {v} WHERE name = 'a{v}'",
                               "INSERT INTO {t} (id, customer_id, created) VALUES ({v}, 1, NOW()) ON "
                               "DUPLICATE KEY UPDATE total = {v}",
                               "SELECT o.id, COUNT(*) FROM {t} o WHERE o.created > NOW() - INTERVAL {v} DAY "
                               "AND o.status = 'paid' GROUP BY o.id ORDER BY 2 DESC"};
        std::string sql = kinds[n % 4];
        for (const auto& [mark, by] : {std::pair<std::string, std::string>{"{t}", table}, {"{v}", value}})
            for (auto at = sql.find(mark); at != std::string::npos; at = sql.find(mark))
                sql.replace(at, mark.size(), by);
        benchmark::DoNotOptimize(QueryConverter(model, "shop").convert(sql).target.size());
        ++n;
    }
    state.SetItemsProcessed(int64_t(state.iterations()));
}

BENCHMARK(assessTables)->Arg(100)->Arg(1000)->Arg(10000)->Unit(benchmark::kMillisecond);
BENCHMARK(convertStatements);

} // namespace
