// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/families.h"
#include "core/audit/rule_helpers.h"
#include "core/audit/rule_parts.h"
#include "core/base/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace causeway {
namespace {

RuleVerdict maxUsed(const RuleContext& c) {
    const double used = *c.counter("max_used_connections"), limit = *c.number("max_connections");
    if (limit <= 0 || used / limit <= c.limit("share"))
        return passed();
    Draft d{used >= limit ? Severity::High : Severity::Medium};
    d.variant = used >= limit ? "full" : "";
    d.holes = {{"used", c.words.number(used)}, {"limit", c.words.number(limit)}};
    d.evidence = {c.statusLine(c.label("connections"),
                               fmt::format("{} / {} = {}", c.words.number(used), c.words.number(limit),
                                           c.words.percent(used / limit)))};
    return found(d);
}

RuleVerdict refused(const RuleContext& c) {
    const double n = *c.counter("connection_errors_max_connections");
    if (n <= 0)
        return passed();
    Draft d{Severity::High};
    d.holes = {{"n", c.words.count(n)}};
    d.evidence = {c.counterLine("connection_errors_max_connections"), c.variableLine("max_connections")};
    if (c.uptime() > 0)
        d.evidence.push_back(c.statusLine(c.label("uptime"), c.words.seconds(c.uptime())));
    return found(d);
}

RuleVerdict abortedConnects(const RuleContext& c) {
    const double aborted = *c.counter("aborted_connects"), all = *c.counter("connections");
    if (aborted < c.limit("count") || all <= 0 || aborted / all <= c.limit("share"))
        return passed();
    Draft d{Severity::Low};
    d.holes = {{"ratio", c.words.percent(aborted / all)}};
    d.evidence = {
        c.statusLine(c.label("aborted"), fmt::format("{} / {} = {}", c.words.number(aborted),
                                                     c.words.number(all), c.words.percent(aborted / all)))};
    return found(d);
}

RuleVerdict idle(const RuleContext& c) {
    const auto* sessions = answered(c, "mysql.processlist");
    double all = 0, sleeping = 0;
    for (std::size_t row = 0; row < sessions->rows.size(); ++row) {
        const auto command = cell(*sessions, row, "command");
        if (equalsIgnoreCase(command, "Daemon") || command.starts_with("Binlog Dump") ||
            cell(*sessions, row, "user") == "system user")
            continue;
        ++all;
        sleeping += equalsIgnoreCase(command, "Sleep") &&
                    cellNumber(*sessions, row, "time").value_or(0) > c.limit("seconds");
    }
    if (all < c.limit("connections") || sleeping / all <= c.limit("share"))
        return passed();
    Draft d{Severity::Low};
    d.holes = {{"sleeping", c.words.count(sleeping)}, {"all", c.words.number(all)}};
    d.evidence = {c.probeLine(c.label("idle"),
                              fmt::format("{} / {} = {}", c.words.number(sleeping), c.words.number(all),
                                          c.words.percent(sleeping / all)),
                              "mysql.processlist"),
                  c.variableLine("wait_timeout")};
    return found(d);
}

RuleVerdict tooHigh(const RuleContext& c) {
    const double limit = *c.number("max_connections"), used = *c.counter("max_used_connections");
    if (limit <= c.limit("connections") || used > limit / 2)
        return passed();
    Draft d{Severity::Low};
    d.holes = {{"limit", c.words.number(limit)},
               {"used", c.words.number(used)},
               {"setting", digits(std::max(200.0, std::ceil(used * 2 / 50) * 50))}};
    d.evidence = {c.variableLine("max_connections"), c.counterLine("max_used_connections")};
    return found(d);
}

bool isHostName(std::string_view host) {
    return !equalsIgnoreCase(host, "localhost") && host.find(':') == std::string_view::npos &&
           std::any_of(host.begin(), host.end(),
                       [](char ch) { return (ch >= 'a' && ch <= 'z') || (ch >= 'A' && ch <= 'Z'); });
}

RuleVerdict nameLookups(const RuleContext& c) {
    if (c.on("skip_name_resolve"))
        return passed();
    const auto* accounts = answered(c, "mysql.accounts");
    for (std::size_t row = 0; row < accounts->rows.size(); ++row)
        if (isHostName(cell(*accounts, row, "host")))
            return notApplicableHere(
                c, {{"account", cell(*accounts, row, "user") + "@" + cell(*accounts, row, "host")}});
    Draft d{Severity::Low};
    d.evidence = {c.variableLine("skip_name_resolve")};
    return found(d);
}

} // namespace

std::vector<Rule> connectionRules() {
    const std::vector<Rule> rules{
        {.id = "con.max_used",
         .engines = kMySqlFamily,
         .needs = {.numbers = {"max_connections"}, .status = {"max_used_connections"}},
         .check = maxUsed},
        {.id = "con.refused",
         .engines = kMySqlFamily,
         .needs = {.status = {"connection_errors_max_connections"}},
         .check = refused},
        {.id = "con.aborted_connects",
         .engines = kMySqlFamily,
         .needs = {.status = {"aborted_connects", "connections"}},
         .check = abortedConnects},
        {.id = "con.idle",
         .engines = kMySqlFamily,
         .needs = {.probes = {"mysql.processlist"}},
         .check = idle},
        {.id = "con.too_high",
         .engines = kMySqlFamily,
         .needs = {.numbers = {"max_connections"}, .status = {"max_used_connections"}},
         .check = tooHigh},
        {.id = "con.dns",
         .engines = kMySqlFamily,
         .needs = {.variables = {"skip_name_resolve"}, .probes = {"mysql.accounts"}},
         .check = nameLookups},
    };
    return joinRules({rules, waitingRules(), postgresqlConnectionRules()});
}

} // namespace causeway
