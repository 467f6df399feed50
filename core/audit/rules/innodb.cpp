// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/families.h"
#include "core/audit/rule_helpers.h"
#include "core/audit/rule_parts.h"
#include "core/base/text.h"
#include "core/base/units.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace causeway {
namespace {

/// A counter of the status list, else of INNODB_METRICS where it is enabled: a disabled one says 0 and means
/// nothing.
std::optional<double> metric(const RuleContext& c, std::string_view status, std::string_view name) {
    if (const auto value = c.counter(status))
        return value;
    const auto* metrics = answered(c, "mysql.innodb_metrics");
    if (!metrics)
        return std::nullopt;
    for (std::size_t row = 0; row < metrics->rows.size(); ++row)
        if (cell(*metrics, row, "name") == name && cellYes(*metrics, row, "status|enabled"))
            return cellNumber(*metrics, row, "count");
    for (std::size_t row = 0; row < metrics->rows.size(); ++row)
        if (cell(*metrics, row, "name") == name && equalsIgnoreCase(cell(*metrics, row, "status"), "enabled"))
            return cellNumber(*metrics, row, "count");
    return std::nullopt;
}

std::optional<double> redoCapacity(const RuleContext& c) {
    if (const auto capacity = c.number("innodb_redo_log_capacity"))
        return capacity;
    const auto size = c.number("innodb_log_file_size");
    if (!size)
        return std::nullopt;
    return *size * c.number("innodb_log_files_in_group").value_or(1);
}

RuleVerdict redoUndersized(const RuleContext& c) {
    const auto capacity = redoCapacity(c);
    const auto rate = c.rate("innodb_os_log_written");
    if (!capacity || !rate)
        return notAssessed(c.words.phrase("need_counter", {{"name", "Innodb_os_log_written"}}));
    const double hourly = rate->perSecond * 3600;
    if (hourly <= *capacity)
        return passed();
    Draft d{Severity::High, rate->sinceBoot ? Confidence::Inferred : Confidence::Measured};
    const bool whole = c.server.variables.contains("innodb_redo_log_capacity");
    const double files = whole ? 1 : c.number("innodb_log_files_in_group").value_or(1);
    const double wanted = std::ceil(hourly * 1.25 / files / (64 * kMiB)) * 64 * kMiB;
    d.holes = {{"hourly", c.words.bytes(hourly)},
               {"capacity", c.words.bytes(*capacity)},
               {"name", whole ? "innodb_redo_log_capacity" : "innodb_log_file_size"},
               {"setting", digits(wanted)}};
    d.evidence = {
        c.statusLine(c.label("redo_hourly"), fmt::format("{}, {}", c.words.bytes(hourly), c.span(*rate))),
        c.variableLine("innodb_redo_log_capacity|innodb_log_file_size")};
    return found(d);
}

RuleVerdict checkpointAge(const RuleContext& c) {
    const double age = *c.counter("innodb_checkpoint_age"), most = *c.counter("innodb_checkpoint_max_age");
    if (most <= 0 || age / most <= c.limit("share"))
        return passed();
    Draft d{Severity::High};
    d.holes = {{"ratio", c.words.percent(age / most)}};
    d.evidence = {c.statusLine(
        c.label("checkpoint_age"),
        fmt::format("{} / {} = {}", c.words.bytes(age), c.words.bytes(most), c.words.percent(age / most)))};
    return found(d);
}

RuleVerdict logWaits(const RuleContext& c) {
    const auto rate = c.rate("innodb_log_waits");
    if (!rate || rate->perSecond * 3600 <= c.limit("per_hour"))
        return passed();
    Draft d{Severity::Medium};
    d.holes = {{"rate", c.words.number(rate->perSecond * 3600)},
               {"setting", digits(std::max(64 * kMiB, c.number("innodb_log_buffer_size").value_or(0) * 2))}};
    d.evidence = {c.rateLine("innodb_log_waits"), c.variableLine("innodb_log_buffer_size")};
    return found(d);
}

RuleVerdict historyList(const RuleContext& c) {
    const auto length = metric(c, "innodb_history_list_length", "trx_rseg_history_len");
    if (!length)
        return notAssessed(c.words.phrase("need_probe", {{"probe", "mysql.innodb_metrics"}}));
    if (*length <= c.limit("warn"))
        return passed();
    Draft d{*length > c.limit("high") ? Severity::High : Severity::Medium};
    d.holes = {{"n", c.words.count(*length)}};
    d.evidence = {c.statusLine(c.label("history"), c.words.number(*length))};
    return found(d);
}

RuleVerdict longTransaction(const RuleContext& c) {
    const auto* trx = answered(c, "mysql.innodb_trx");
    std::optional<std::size_t> oldest;
    double age = 0;
    for (std::size_t row = 0; row < trx->rows.size(); ++row) {
        const double seconds = cellNumber(*trx, row, "seconds|age_seconds|age_s|s").value_or(0);
        if (seconds > age) {
            age = seconds;
            oldest = row;
        }
    }
    if (!oldest || age <= c.limit("seconds"))
        return passed();
    Draft d{Severity::High};
    const auto thread = cell(*trx, *oldest, "trx_mysql_thread_id|thread_id");
    d.holes = {{"age", c.words.seconds(age)}, {"thread", thread}};
    d.evidence = {c.probeLine(c.label("oldest_trx"),
                              fmt::format("{} (thread {})", c.words.seconds(age), thread), "mysql.innodb_trx",
                              int(*oldest))};
    return found(d);
}

RuleVerdict deadlocks(const RuleContext& c) {
    const auto total = metric(c, "innodb_deadlocks", "lock_deadlocks");
    const auto rate = c.rate("innodb_deadlocks");
    if (!total || c.uptime() <= 0)
        return notAssessed(c.words.phrase("need_probe", {{"probe", "mysql.innodb_metrics"}}));
    const double hourly = rate ? rate->perSecond * 3600 : *total / c.uptime() * 3600;
    if (hourly <= c.limit("per_hour"))
        return passed();
    Draft d{Severity::Medium};
    d.holes = {{"rate", c.words.number(hourly, hourly < 10 ? 1 : 0)}};
    d.evidence = {rate ? c.rateLine("innodb_deadlocks")
                       : c.statusLine("lock_deadlocks",
                                      fmt::format("{} / {} = {}/h", c.words.number(*total),
                                                  c.words.seconds(c.uptime()), c.words.number(hourly, 1)))};
    return found(d);
}

RuleVerdict rowLockTime(const RuleContext& c) {
    const double average = *c.counter("innodb_row_lock_time_avg");
    const auto waits = c.rate("innodb_row_lock_waits");
    if (average <= c.limit("ms") || !waits || waits->perSecond <= c.limit("per_second"))
        return passed();
    Draft d{Severity::Medium};
    d.holes = {{"avg", c.words.seconds(average / 1000)}};
    d.evidence = {c.statusLine("Innodb_row_lock_time_avg", c.words.seconds(average / 1000)),
                  c.rateLine("innodb_row_lock_waits")};
    return found(d);
}

RuleVerdict flushMethod(const RuleContext& c) {
    const auto* fs = dataFilesystem(c);
    if (fs && equalsIgnoreCase(fs->type, "zfs"))
        return notApplicableHere(c);
    const auto method = toUpper(c.variable("innodb_flush_method").value_or(""));
    if (method.starts_with("O_DIRECT"))
        return passed();
    Draft d{Severity::Low};
    d.evidence = {c.variableLine("innodb_flush_method")};
    return found(d);
}

RuleVerdict readAheadWaste(const RuleContext& c) {
    const double evicted = *c.counter("innodb_buffer_pool_read_ahead_evicted"),
                 read = *c.counter("innodb_buffer_pool_read_ahead");
    if (read < c.limit("pages") || evicted / read <= c.limit("share"))
        return passed();
    Draft d{Severity::Low};
    d.holes = {{"ratio", c.words.percent(evicted / read)}};
    d.evidence = {c.statusLine(c.label("readahead"),
                               fmt::format("{} / {} = {}", c.words.number(evicted), c.words.number(read),
                                           c.words.percent(evicted / read)))};
    return found(d);
}

} // namespace

std::vector<Rule> innodbRules() {
    constexpr double kDay = 86400;
    const std::vector<Rule> rules{
        {.id = "inno.redo_undersized",
         .engines = kMySqlFamily,
         .needs = {.numbers = {"innodb_redo_log_capacity|innodb_log_file_size"},
                   .status = {"innodb_os_log_written"},
                   .uptimeSeconds = 3600},
         .check = redoUndersized},
        {.id = "inno.ckpt_age",
         .engines = kMySqlFamily,
         .needs = {.status = {"innodb_checkpoint_age", "innodb_checkpoint_max_age"}},
         .check = checkpointAge},
        {.id = "inno.log_waits",
         .engines = kMySqlFamily,
         .needs = {.status = {"innodb_log_waits"}, .uptimeSeconds = kDay},
         .check = logWaits},
        {.id = "inno.history_list", .engines = kMySqlFamily, .check = historyList},
        {.id = "inno.long_trx",
         .engines = kMySqlFamily,
         .needs = {.probes = {"mysql.innodb_trx"}},
         .check = longTransaction},
        {.id = "inno.deadlocks",
         .engines = kMySqlFamily,
         .needs = {.uptimeSeconds = kDay},
         .check = deadlocks},
        {.id = "inno.row_lock_time",
         .engines = kMySqlFamily,
         .needs = {.status = {"innodb_row_lock_time_avg", "innodb_row_lock_waits"}, .uptimeSeconds = kDay},
         .check = rowLockTime},
        {.id = "inno.flush_method",
         .engines = kMySqlFamily,
         .needs = {.variables = {"innodb_flush_method"}},
         .check = flushMethod},
        {.id = "inno.readahead_waste",
         .engines = kMySqlFamily,
         .needs = {.status = {"innodb_buffer_pool_read_ahead_evicted", "innodb_buffer_pool_read_ahead"},
                   .uptimeSeconds = kDay},
         .check = readAheadWaste},
    };
    return joinRules({rules, innodbTableRules(), innodbDiskRules()});
}

} // namespace causeway
