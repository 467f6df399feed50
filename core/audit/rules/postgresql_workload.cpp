// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/rule_helpers.h"
#include "core/audit/rule_parts.h"
#include "core/base/text.h"
#include "core/base/units.h"

#include <fmt/format.h>

#include <algorithm>

namespace causeway {
namespace {

constexpr std::string_view kStats = "pg.database_stats";

/// Days that a database's counters cover: since their reset, else since the server's start.
std::optional<double> daysCovered(const RuleContext& c, const ProbeResult& stats, std::size_t row) {
    if (const auto at = parseInstant(cell(stats, row, "stats_reset")))
        return std::chrono::duration<double>(c.snapshot.taken - *at).count() / 86400;
    const auto* server = answered(c, "pg.server");
    const auto uptime = server ? cellNumber(*server, 0, "uptime") : std::nullopt;
    return uptime ? std::optional(*uptime / 86400) : std::nullopt;
}

template <typename Test> RuleVerdict databasesWhere(const RuleContext& c, Test test) {
    const auto* stats = answered(c, kStats);
    std::vector<Draft> drafts;
    for (std::size_t row = 0; row < stats->rows.size(); ++row) {
        const auto name = cell(*stats, row, "datname");
        if (name.empty() || name.starts_with("template"))
            continue;
        if (std::optional<Draft> draft = test(*stats, row)) {
            draft->object = name;
            drafts.push_back(std::move(*draft));
        }
    }
    return foundAll(std::move(drafts));
}

RuleVerdict temporaryFiles(const RuleContext& c) {
    return databasesWhere(c, [&](const ProbeResult& stats, std::size_t row) -> std::optional<Draft> {
        const double bytes = cellNumber(stats, row, "temp_bytes").value_or(0);
        const auto days = daysCovered(c, stats, row);
        if (!days || *days < c.limit("days") || bytes / *days <= c.limit("bytes_per_day"))
            return std::nullopt;
        Draft d{Severity::Medium};
        d.holes = {{"daily", c.words.bytes(bytes / *days)}};
        d.evidence = {c.probeLine("temp_bytes",
                                  fmt::format("{} / {} d = {}", c.words.bytes(bytes),
                                              c.words.number(*days, 1), c.words.bytes(bytes / *days)),
                                  kStats, int(row))};
        return d;
    });
}

RuleVerdict checkpoints(const RuleContext& c) {
    const auto* writer = answered(c, "pg.bgwriter");
    const double timed = cellNumber(*writer, 0, "checkpoints_timed|num_timed").value_or(0),
                 forced = cellNumber(*writer, 0, "checkpoints_req|num_requested").value_or(0);
    if (timed + forced < c.limit("checkpoints"))
        return askFor(c);
    const double share = forced / (timed + forced);
    if (share <= c.limit("share"))
        return passed();
    Draft d{Severity::Medium};
    const double size = c.settingBytes("max_wal_size").value_or(kGiB);
    d.holes = {{"ratio", c.words.percent(share)},
               {"setting", fmt::format("{:.0f}MB", std::max(4 * kGiB, size * 2) / kMiB)}};
    d.evidence = {
        c.probeLine(c.label("checkpoints"),
                    fmt::format("{} / ({} + {}) = {}", c.words.number(forced), c.words.number(timed),
                                c.words.number(forced), c.words.percent(share)),
                    "pg.bgwriter", 0),
        c.variableLine("max_wal_size")};
    return found(d);
}

RuleVerdict cacheHits(const RuleContext& c) {
    return databasesWhere(c, [&](const ProbeResult& stats, std::size_t row) -> std::optional<Draft> {
        const double hit = cellNumber(stats, row, "blks_hit").value_or(0),
                     read = cellNumber(stats, row, "blks_read").value_or(0);
        if (hit + read < c.limit("blocks") || hit / (hit + read) >= c.limit("hits"))
            return std::nullopt;
        Draft d{Severity::Low, Confidence::Inferred};
        d.holes = {{"ratio", c.words.percent(read / (hit + read))}};
        d.evidence = {
            c.probeLine("blks_read",
                        fmt::format("{} / ({} + {}) = {}", c.words.number(read), c.words.number(hit),
                                    c.words.number(read), c.words.percent(read / (hit + read))),
                        kStats, int(row))};
        return d;
    });
}

RuleVerdict rollbacks(const RuleContext& c) {
    return databasesWhere(c, [&](const ProbeResult& stats, std::size_t row) -> std::optional<Draft> {
        const double back = cellNumber(stats, row, "xact_rollback").value_or(0),
                     done = cellNumber(stats, row, "xact_commit").value_or(0);
        if (back + done < c.limit("transactions") || back / (back + done) <= c.limit("share"))
            return std::nullopt;
        Draft d{Severity::Low};
        d.holes = {{"ratio", c.words.percent(back / (back + done))}};
        d.evidence = {
            c.probeLine("xact_rollback",
                        fmt::format("{} / ({} + {}) = {}", c.words.number(back), c.words.number(done),
                                    c.words.number(back), c.words.percent(back / (back + done))),
                        kStats, int(row))};
        return d;
    });
}

RuleVerdict deadlocks(const RuleContext& c) {
    return databasesWhere(c, [&](const ProbeResult& stats, std::size_t row) -> std::optional<Draft> {
        const double n = cellNumber(stats, row, "deadlocks").value_or(0);
        const auto days = daysCovered(c, stats, row);
        if (!days || *days < c.limit("days") || n / *days / 24 <= c.limit("per_hour"))
            return std::nullopt;
        Draft d{Severity::Medium};
        d.holes = {{"rate", c.words.number(n / *days / 24, 1)}};
        d.evidence = {c.probeLine("deadlocks",
                                  fmt::format("{} / {} h = {}/h", c.words.number(n),
                                              c.words.number(*days * 24), c.words.number(n / *days / 24, 1)),
                                  kStats, int(row))};
        return d;
    });
}

RuleVerdict deadRows(const RuleContext& c) {
    const auto* tables = answered(c, "pg.table_stats");
    std::vector<std::string> names;
    std::string sql;
    for (std::size_t row = 0; row < tables->rows.size(); ++row) {
        const double dead = cellNumber(*tables, row, "n_dead_tup").value_or(0),
                     live = cellNumber(*tables, row, "n_live_tup").value_or(0);
        if (dead <= c.limit("rows") || dead / (dead + live) <= c.limit("share"))
            continue;
        names.push_back(
            fmt::format("{} ({})", cell(*tables, row, "relname"), c.words.percent(dead / (dead + live))));
        sql += fmt::format("{}VACUUM (ANALYZE) {}.{};", sql.empty() ? "" : "\n",
                           quoted(cell(*tables, row, "schemaname"), true),
                           quoted(cell(*tables, row, "relname"), true));
    }
    if (names.empty())
        return passed();
    Draft d{Severity::Medium};
    d.holes = {{"n", c.words.count(double(names.size()))}, {"names", c.words.list(names, 3)}, {"sql", sql}};
    d.evidence = {c.probeLine(c.label("dead_rows"), c.words.list(names, 20), "pg.table_stats")};
    return found(d);
}

RuleVerdict maxConnections(const RuleContext& c) {
    const double n = *c.number("max_connections");
    if (n < c.limit("connections"))
        return passed();
    Draft d{Severity::Low};
    d.holes = {{"n", c.words.number(n)}};
    d.evidence = {c.variableLine("max_connections")};
    return found(d);
}

RuleVerdict idleInTransaction(const RuleContext& c) {
    const auto* sessions = answered(c, "pg.activity");
    double count = 0, oldest = 0;
    int oldestRow = -1;
    for (std::size_t row = 0; row < sessions->rows.size(); ++row) {
        const double idle = cellNumber(*sessions, row, "state_s").value_or(0);
        if (!cell(*sessions, row, "state").starts_with("idle in transaction") || idle <= c.limit("seconds"))
            continue;
        ++count;
        if (idle > oldest) {
            oldest = idle;
            oldestRow = int(row);
        }
    }
    if (count == 0 && c.number("idle_in_transaction_session_timeout").value_or(1) > 0)
        return passed();
    Draft d{count > 0 ? Severity::High : Severity::Low};
    d.variant = count > 0 ? "" : "none";
    d.holes = {{"n", c.words.count(count)}, {"age", c.words.seconds(oldest)}};
    d.evidence = {c.variableLine("idle_in_transaction_session_timeout")};
    if (count > 0)
        d.evidence.push_back(
            c.probeLine(c.label("oldest_idle"), c.words.seconds(oldest), "pg.activity", oldestRow));
    return found(d);
}

} // namespace

std::vector<Rule> postgresqlWorkloadRules() {
    return {
        {.id = "wl.pg_temp", .engines = kPostgreSql, .needs = {.probes = {kStats}}, .check = temporaryFiles},
        {.id = "wl.pg_ckpt_req",
         .engines = kPostgreSql,
         .needs = {.probes = {"pg.bgwriter"}},
         .check = checkpoints},
        {.id = "wl.pg_hit", .engines = kPostgreSql, .needs = {.probes = {kStats}}, .check = cacheHits},
        {.id = "wl.pg_rollback", .engines = kPostgreSql, .needs = {.probes = {kStats}}, .check = rollbacks},
        {.id = "wl.pg_deadlocks", .engines = kPostgreSql, .needs = {.probes = {kStats}}, .check = deadlocks},
        {.id = "wl.pg_dead",
         .engines = kPostgreSql,
         .needs = {.probes = {"pg.table_stats"}},
         .check = deadRows},
    };
}

std::vector<Rule> postgresqlConnectionRules() {
    return {
        {.id = "con.pg_max",
         .engines = kPostgreSql,
         .needs = {.numbers = {"max_connections"}},
         .check = maxConnections},
        {.id = "con.pg_idle_tx",
         .engines = kPostgreSql,
         .needs = {.probes = {"pg.activity"}},
         .check = idleInTransaction},
    };
}

} // namespace causeway
