// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/rule_helpers.h"
#include "core/audit/rule_parts.h"

#include <algorithm>

namespace causeway {
namespace {

RuleVerdict ioCapacity(const RuleContext& c) {
    const auto& host = c.server.host.settings;
    const auto rotational = host.find("rotational");
    if (rotational == host.end())
        return askFor(c);
    if (rotational->second != "0")
        return notApplicableHere(c);
    const double capacity = *c.number("innodb_io_capacity");
    const bool slow = capacity <= c.limit("capacity"), neighbors = c.number("innodb_flush_neighbors") > 0;
    if (!slow && !neighbors)
        return passed();
    Draft d{Severity::Low};
    d.variant = slow ? neighbors ? "" : "capacity" : "neighbors";
    d.holes = {
        {"capacity", c.words.number(capacity)},
        {"setting", digits(c.limit("advised"))},
        {"most", digits(std::max(c.number("innodb_io_capacity_max").value_or(0), 2 * c.limit("advised")))}};
    d.evidence = {c.variableLine("innodb_io_capacity"), {"queue/rotational", rotational->second, {}, {}}};
    if (c.server.variables.contains("innodb_flush_neighbors"))
        d.evidence.push_back(c.variableLine("innodb_flush_neighbors"));
    return found(d);
}

} // namespace

std::vector<Rule> innodbDiskRules() {
    return {{.id = "inno.io_capacity",
             .engines = kMySqlFamily,
             .needs = {.numbers = {"innodb_io_capacity"}},
             .check = ioCapacity}};
}

} // namespace causeway
