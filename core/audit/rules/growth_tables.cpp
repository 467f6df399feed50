// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/rule_helpers.h"
#include "core/audit/rule_parts.h"
#include "core/base/text.h"

#include <fmt/format.h>

#include <algorithm>

namespace causeway {
namespace {

struct Growing {
    std::string name;
    double rowsPerDay = 0, bytesPerDay = 0;
};

/// Bytes of one row of a table, from its size; 0 when that is not known.
double rowBytes(const RuleContext& c, std::string_view schema, std::string_view name) {
    const Table* table = c.server.catalog ? c.server.catalog->table(schema, name) : nullptr;
    if (!table || !table->rows || *table->rows == 0)
        return 0;
    return double(table->dataBytes.value_or(0) + table->indexBytes.value_or(0)) / double(*table->rows);
}

RuleVerdict ranked(const RuleContext& c, std::vector<Growing> tables, double days, std::string_view probe) {
    std::erase_if(tables, [&](const Growing& t) { return t.rowsPerDay < c.limit("rows_per_day"); });
    if (tables.empty())
        return passed();
    std::sort(tables.begin(), tables.end(), [](const Growing& a, const Growing& b) {
        return a.bytesPerDay != b.bytesPerDay ? a.bytesPerDay > b.bytesPerDay
               : a.rowsPerDay != b.rowsPerDay ? a.rowsPerDay > b.rowsPerDay
                                              : a.name < b.name;
    });
    tables.resize(std::min(tables.size(), std::size_t(c.limit("top"))));
    std::vector<std::string> names;
    Draft d{Severity::Info};
    for (const auto& t : tables) {
        names.push_back(t.name);
        d.evidence.push_back(
            c.probeLine(t.name,
                        c.words.phrase("growth_per_day",
                                       {{"rows", c.words.number(t.rowsPerDay)},
                                        {"bytes", t.bytesPerDay > 0 ? c.words.bytes(t.bytesPerDay) : "?"},
                                        {"days", c.words.number(days, 1)}}),
                        probe));
    }
    d.holes = {{"n", c.words.count(double(tables.size()))},
               {"first", names.front()},
               {"names", c.words.list(names, 3)}};
    return found(d);
}

/// PostgreSQL counts inserted and deleted rows since the statistics' reset.
RuleVerdict postgresqlGrowth(const RuleContext& c) {
    const auto* stats = answered(c, "pg.table_stats");
    const auto days = statisticsDays(c);
    if (!stats || !days || *days < c.limit("days"))
        return askFor(c);
    std::vector<Growing> tables;
    for (std::size_t row = 0; row < stats->rows.size(); ++row) {
        Growing t{cell(*stats, row, "schemaname") + "." + cell(*stats, row, "relname")};
        t.rowsPerDay = (cellNumber(*stats, row, "n_tup_ins").value_or(0) -
                        cellNumber(*stats, row, "n_tup_del").value_or(0)) /
                       *days;
        const double live = cellNumber(*stats, row, "n_live_tup").value_or(0);
        t.bytesPerDay = live > 0 ? t.rowsPerDay * cellNumber(*stats, row, "bytes").value_or(0) / live : 0;
        tables.push_back(std::move(t));
    }
    return ranked(c, std::move(tables), *days, "pg.table_stats");
}

/// MySQL and MariaDB: performance_schema counts them since the server's start.
RuleVerdict mysqlGrowth(const RuleContext& c) {
    const auto* writes = answered(c, "mysql.table_writes");
    const double days = c.uptime() / 86400;
    if (!writes || days < c.limit("days"))
        return askFor(c);
    std::vector<Growing> tables;
    for (std::size_t row = 0; row < writes->rows.size(); ++row) {
        const auto schema = cell(*writes, row, "object_schema"), name = cell(*writes, row, "object_name");
        if (isSystemSchema(schema))
            continue;
        Growing t{schema + "." + name};
        t.rowsPerDay = (cellNumber(*writes, row, "count_insert").value_or(0) -
                        cellNumber(*writes, row, "count_delete").value_or(0)) /
                       days;
        t.bytesPerDay = t.rowsPerDay * rowBytes(c, schema, name);
        tables.push_back(std::move(t));
    }
    const auto verdict = ranked(c, std::move(tables), days, "mysql.table_writes");
    return verdict.state == CheckState::Passed && !writes->message.empty() ? notAssessed(writes->message)
                                                                           : verdict;
}

} // namespace

std::vector<Rule> tableGrowthRules() {
    return {
        {.id = "grow.table_rate",
         .engines = kMySqlFamily,
         .needs = {.probes = {"mysql.table_writes"}},
         .check = mysqlGrowth},
        {.id = "grow.pg_table_rate",
         .engines = kPostgreSql,
         .needs = {.probes = {"pg.table_stats"}},
         .check = postgresqlGrowth},
    };
}

} // namespace causeway
