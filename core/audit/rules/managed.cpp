// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/managed.h"

#include "core/audit/rule_helpers.h"
#include "core/audit/rule_parts.h"
#include "core/base/text.h"

namespace causeway {
namespace {

RuleVerdict managed(const RuleContext& c) {
    if (c.server.variables.empty())
        return notAssessed(c.words.phrase(c.postgresql() ? "need_settings" : "need_variables"));
    const auto* service = managedService(c.server);
    if (!service)
        return notApplicableHere(c);
    Draft d{Severity::Info};
    d.variant = service->session.empty() ? "" : "patroni";
    d.holes = {{"service", service->name},
               {"n", c.words.count(double(service->unseen.size()))},
               {"fixed", c.words.list({service->fixed.begin(), service->fixed.end()}, 12)}};
    for (const auto& [name, value] : service->markers)
        d.evidence.push_back(c.variableLine(name));
    if (!service->session.empty())
        d.evidence.push_back(c.probeLine("application_name", service->session, "pg.activity"));
    return found(d);
}

} // namespace

std::vector<Rule> managedRules() {
    return {{.id = "cfg.managed", .check = managed}};
}

std::vector<Rule> joinRules(std::initializer_list<std::vector<Rule>> parts) {
    std::vector<Rule> all;
    for (const auto& part : parts)
        all.insert(all.end(), part.begin(), part.end());
    return all;
}

} // namespace causeway
