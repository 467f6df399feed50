// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/rule_helpers.h"
#include "core/audit/rule_parts.h"
#include "core/base/text.h"

#include <fmt/format.h>

#include <algorithm>

namespace causeway {
namespace {

struct Oldest {
    double count = 0, seconds = 0;
    int row = -1;
    void take(double age, std::size_t at) {
        ++count;
        if (age > seconds || row < 0) {
            seconds = age;
            row = int(at);
        }
    }
};

/// The transaction that has been open longest without waiting itself: who most likely holds the lock.
std::string oldestHolder(const RuleContext& c) {
    const auto* trx = answered(c, "mysql.innodb_trx");
    std::string thread;
    double age = -1;
    for (std::size_t row = 0; trx && row < trx->rows.size(); ++row) {
        const double seconds = cellNumber(*trx, row, "seconds").value_or(0);
        if (cell(*trx, row, "trx_state") != "LOCK WAIT" && seconds > age) {
            age = seconds;
            thread = cell(*trx, row, "trx_mysql_thread_id");
        }
    }
    return thread;
}

RuleVerdict blocked(const RuleContext& c) {
    const auto* sessions = answered(c, "mysql.processlist");
    Oldest waiting;
    for (std::size_t row = 0; row < sessions->rows.size(); ++row) {
        const auto state = cell(*sessions, row, "state");
        const double seconds = cellNumber(*sessions, row, "time").value_or(0);
        if (state.starts_with("Waiting for") && state.ends_with("lock") && seconds >= c.limit("seconds"))
            waiting.take(seconds, row);
    }
    std::string what;
    const char* probe = "mysql.processlist";
    if (waiting.row >= 0)
        what = cell(*sessions, std::size_t(waiting.row), "state");
    if (const auto* trx = answered(c, "mysql.innodb_trx"); trx && waiting.row < 0) {
        for (std::size_t row = 0; row < trx->rows.size(); ++row)
            if (const double seconds = cellNumber(*trx, row, "wait_seconds|seconds").value_or(0);
                cell(*trx, row, "trx_state") == "LOCK WAIT" && seconds >= c.limit("seconds"))
                waiting.take(seconds, row);
        what = "LOCK WAIT";
        probe = "mysql.innodb_trx";
    }
    if (waiting.row < 0)
        return passed();
    Draft d{Severity::High};
    const auto holder = oldestHolder(c);
    d.variant = holder.empty() ? "unknown" : "";
    d.holes = {
        {"n", c.words.count(waiting.count)}, {"age", c.words.seconds(waiting.seconds)}, {"thread", holder}};
    d.evidence = {c.probeLine(
        what, fmt::format("{} × ≤ {}", c.words.number(waiting.count), c.words.seconds(waiting.seconds)),
        probe, waiting.row)};
    if (!holder.empty())
        d.evidence.push_back(c.probeLine(c.label("holder"), "thread " + holder, "mysql.innodb_trx"));
    return found(d);
}

RuleVerdict idleInTransaction(const RuleContext& c) {
    const auto* trx = answered(c, "mysql.innodb_trx");
    const auto* sessions = answered(c, "mysql.processlist");
    Oldest idle;
    std::string thread;
    for (std::size_t row = 0; row < trx->rows.size(); ++row) {
        const auto id = cell(*trx, row, "trx_mysql_thread_id");
        for (std::size_t s = 0; s < sessions->rows.size(); ++s) {
            const double asleep = cellNumber(*sessions, s, "time").value_or(0);
            if (cell(*sessions, s, "id") != id || cell(*sessions, s, "command") != "Sleep" ||
                asleep < c.limit("seconds"))
                continue;
            idle.take(asleep, row);
            thread = idle.row == int(row) ? id : thread;
        }
    }
    if (idle.row < 0)
        return passed();
    Draft d{Severity::High};
    d.variant = c.mariadb() ? "mariadb" : "";
    d.holes = {{"n", c.words.count(idle.count)}, {"age", c.words.seconds(idle.seconds)}, {"thread", thread}};
    d.evidence = {c.probeLine(c.label("oldest_idle"),
                              fmt::format("{} (thread {})", c.words.seconds(idle.seconds), thread),
                              "mysql.innodb_trx", idle.row)};
    return found(d);
}

RuleVerdict tableLocks(const RuleContext& c) {
    const double waited = *c.counter("table_locks_waited"), at_once = *c.counter("table_locks_immediate");
    const auto rate = c.rate("table_locks_waited");
    if (waited <= 0 || waited / (waited + at_once) <= c.limit("share") || !rate ||
        rate->perSecond * 3600 < c.limit("per_hour"))
        return passed();
    const double share = waited / (waited + at_once);
    Draft d{Severity::Medium};
    d.holes = {{"ratio", c.words.percent(share)}};
    d.evidence = {
        c.statusLine("Table_locks_waited",
                     fmt::format("{} / ({} + {}) = {}", c.words.number(waited), c.words.number(waited),
                                 c.words.number(at_once), c.words.percent(share))),
        c.rateLine("table_locks_waited")};
    return found(d);
}

/// Seconds a day in which sessions wait for row locks, against what the client allows.
RuleVerdict waitBudget(const RuleContext& c) {
    const auto budget = c.criteria.number("idle_time_budget");
    const auto rate = c.rate("innodb_row_lock_time");
    if (!budget || !rate)
        return askFor(c);
    const double daily = rate->perSecond * 86.4; // the counter is in milliseconds
    if (daily <= *budget)
        return passed();
    Draft d{Severity::Medium};
    d.holes = {{"daily", c.words.seconds(daily)}, {"budget", c.words.seconds(*budget)}};
    d.evidence = {c.rateLine("innodb_row_lock_time"),
                  c.statusLine(c.label("waits_daily"),
                               fmt::format("{} ms/s × 86 400 s = {}", c.words.number(rate->perSecond, 2),
                                           c.words.seconds(daily))),
                  {"idle_time_budget",
                   c.words.phrase("from_interview", {{"value", c.words.seconds(*budget)}}),
                   {},
                   {}}};
    return found(d);
}

RuleVerdict postgresqlBlocked(const RuleContext& c) {
    const auto* sessions = answered(c, "pg.activity");
    Oldest waiting;
    for (std::size_t row = 0; row < sessions->rows.size(); ++row)
        if (const double seconds = cellNumber(*sessions, row, "query_s").value_or(0);
            cell(*sessions, row, "wait_event_type") == "Lock" && seconds >= c.limit("seconds"))
            waiting.take(seconds, row);
    if (waiting.row < 0)
        return passed();
    auto blocker = cell(*sessions, std::size_t(waiting.row), "blocked_by");
    blocker = blocker.substr(0, blocker.find(','));
    Draft d{Severity::High};
    d.variant = blocker.empty() ? "unknown" : "";
    d.holes = {
        {"n", c.words.count(waiting.count)}, {"age", c.words.seconds(waiting.seconds)}, {"pid", blocker}};
    d.evidence = {
        c.probeLine(c.label("blocked"),
                    fmt::format("{} × ≤ {}", c.words.number(waiting.count), c.words.seconds(waiting.seconds)),
                    "pg.activity", waiting.row)};
    if (!blocker.empty())
        d.evidence.push_back(c.probeLine(c.label("holder"), "pid " + blocker, "pg.activity", waiting.row));
    return found(d);
}

RuleVerdict longTransaction(const RuleContext& c) {
    const auto* sessions = answered(c, "pg.activity");
    Oldest open;
    for (std::size_t row = 0; row < sessions->rows.size(); ++row)
        if (const double seconds = cellNumber(*sessions, row, "xact_s").value_or(0);
            cell(*sessions, row, "backend_type") == "client backend" &&
            cell(*sessions, row, "state") == "active" && seconds > c.limit("seconds"))
            open.take(seconds, row);
    if (open.row < 0)
        return passed();
    const auto pid = cell(*sessions, std::size_t(open.row), "pid");
    Draft d{Severity::Medium};
    d.holes = {{"age", c.words.seconds(open.seconds)}, {"pid", pid}};
    d.evidence = {c.probeLine(c.label("oldest_trx"),
                              fmt::format("{} (pid {})", c.words.seconds(open.seconds), pid), "pg.activity",
                              open.row)};
    return found(d);
}

RuleVerdict connectionsUsed(const RuleContext& c) {
    const auto* sessions = answered(c, "pg.activity");
    double used = 0;
    for (std::size_t row = 0; row < sessions->rows.size(); ++row)
        used += cell(*sessions, row, "backend_type") == "client backend";
    const double most = *c.number("max_connections") -
                        c.number("superuser_reserved_connections").value_or(3) -
                        c.number("reserved_connections").value_or(0);
    if (most <= 0 || used / most <= c.limit("share"))
        return passed();
    Draft d{used >= most ? Severity::High : Severity::Medium};
    d.holes = {{"used", c.words.number(used)}, {"limit", c.words.number(most)}};
    d.evidence = {c.probeLine(c.label("connections_now"),
                              fmt::format("{} / {} = {}", c.words.number(used), c.words.number(most),
                                          c.words.percent(used / most)),
                              "pg.activity"),
                  c.variableLine("max_connections")};
    return found(d);
}

} // namespace

std::vector<Rule> waitingRules() {
    return {
        {.id = "con.blocked",
         .engines = kMySqlFamily,
         .needs = {.probes = {"mysql.processlist"}},
         .check = blocked},
        {.id = "con.idle_tx",
         .engines = kMySqlFamily,
         .needs = {.probes = {"mysql.innodb_trx", "mysql.processlist"}},
         .check = idleInTransaction},
        {.id = "con.table_locks",
         .engines = kMySqlFamily,
         .needs = {.status = {"table_locks_waited", "table_locks_immediate"}, .uptimeSeconds = 86400},
         .check = tableLocks},
        {.id = "con.wait_budget",
         .engines = kMySqlFamily,
         .needs = {.status = {"innodb_row_lock_time"}, .uptimeSeconds = 86400},
         .check = waitBudget},
        {.id = "con.pg_blocked",
         .engines = kPostgreSql,
         .needs = {.probes = {"pg.activity"}},
         .check = postgresqlBlocked},
        {.id = "con.pg_long_tx",
         .engines = kPostgreSql,
         .needs = {.probes = {"pg.activity"}},
         .check = longTransaction},
        {.id = "con.pg_max_used",
         .engines = kPostgreSql,
         .needs = {.numbers = {"max_connections"}, .probes = {"pg.activity"}},
         .check = connectionsUsed},
    };
}

} // namespace causeway
