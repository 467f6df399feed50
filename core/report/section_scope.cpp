// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/units.h"
#include "core/report/build.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace causeway::report {
namespace {

std::string stamp(Instant t) {
    return longDate(std::chrono::floor<std::chrono::days>(t)) + ", " + toIso(t).substr(11, 5) + " UTC";
}

void addSources(Section& s, Build& b) {
    if (!b.in.snapshot)
        return;
    TableSpec t;
    t.title = fmt::format("{} of snapshot {}", plan::counted(b.in.snapshot->sources.size(), "source"),
                          b.in.snapshot->id);
    t.columns = {left("Source", 3), left("Kind", 1), left("True at", 2), left("Remark", 2)};
    for (const auto& source : b.in.snapshot->sources)
        t.rows.push_back(
            {cell(source.label), cell(source.kind), cell(stamp(source.captured)), cell(source.remark)});
    b.addTable(s, std::move(t), "all-sources", "Sources");
}

/// Checks that could not be answered, grouped by what was missing.
void addUnassessed(Section& s, Build& b) {
    std::map<std::string, std::vector<std::string>> byReason;
    if (b.in.audit)
        for (const auto& check : b.in.audit->checks)
            if (check.state == CheckState::NotAssessed)
                byReason[check.reason.empty() ? "no reason was recorded" : check.reason].push_back(
                    check.title.empty() ? check.rule : check.title);
    if (byReason.empty())
        return;
    TableSpec t;
    const auto n = b.in.audit->count(CheckState::NotAssessed);
    t.title = fmt::format("{} of {} checks could not be answered", n, b.in.audit->checks.size());
    t.columns = {right("Checks", 1), left("Which", 3), left("Why, and what would change it", 4)};
    for (auto& [reason, rules] : byReason) {
        std::sort(rules.begin(), rules.end());
        t.rows.push_back({cell(std::to_string(rules.size())), cell(plan::listed(rules, 3)), cell(reason)});
    }
    std::stable_sort(t.rows.begin(), t.rows.end(), [](const auto& x, const auto& y) {
        return std::stoi(x[0].text[0].text) > std::stoi(y[0].text[0].text);
    });
    b.addTable(s, std::move(t), "all-unassessed", "Checks not assessed");
}

void addDenied(Section& s, const Build& b) {
    std::vector<std::string> items;
    if (b.in.snapshot)
        for (const auto& server : b.in.snapshot->servers)
            for (const auto& p : server.probes)
                if (p.state == ProbeResult::State::Denied || p.state == ProbeResult::State::Failed)
                    items.push_back(fmt::format("{} on {} [{}]: {}", p.id, server.id,
                                                b.evidenceId({server.id, p.id, -1}),
                                                p.message.empty() ? "no answer" : p.message));
    if (items.empty())
        return;
    s.blocks.push_back(Heading{
        2, fmt::format("{} refused", plan::counted(items.size(), "query was", "queries were")), "refused"});
    if (items.size() > kMostRows)
        items.resize(kMostRows);
    s.blocks.push_back(bullets(items));
}

void addAssumptions(Section& s, const Build& b) {
    if (!b.in.growth)
        return;
    TableSpec t;
    const auto assumed = std::count_if(b.in.growth->inputs.begin(), b.in.growth->inputs.end(),
                                       [](const auto& i) { return i.basis == Basis::Assumed; });
    t.title = fmt::format("{} of {} inputs of the forecast are assumed", assumed, b.in.growth->inputs.size());
    t.columns = {left("Assumed", 2), left("Why", 5)};
    for (const auto& i : b.in.growth->inputs)
        if (i.basis == Basis::Assumed)
            t.rows.push_back({cell(i.label), cell(i.source)});
    if (!t.rows.empty())
        s.blocks.push_back(std::move(t));
}

} // namespace

Part scope(Build& b) {
    b.absent.push_back(fmt::format("A weighing of MySQL, MariaDB and PostgreSQL for {} against each other",
                                   b.word("client")));
    if (b.in.growth)
        b.absent.insert(b.absent.end(), b.in.growth->notAssessed.begin(), b.in.growth->notAssessed.end());
    std::size_t probes = 0;
    if (b.in.snapshot)
        for (const auto& server : b.in.snapshot->servers)
            probes += server.probes.size();
    Section s = makeSection("scope", "Scope, method and limits",
                            b.in.snapshot
                                ? fmt::format("{} and {} are the evidence; {} not assessed",
                                              plan::capital(plan::counted(probes, "query", "queries")),
                                              plan::counted(b.in.snapshot->sources.size(), "source"),
                                              plan::counted(b.absent.size(), "subject was", "subjects were"))
                                : fmt::format("The plan rests on {} alone",
                                              plan::counted(b.in.criteria.facts().size(), "stated fact")));
    if (b.in.snapshot)
        s.blocks.push_back(lead(fmt::format(
            "All reads were read-only and true for {} on {}; {} in the interview.", b.word("server"),
            stamp(b.in.snapshot->taken),
            plan::counted(b.in.criteria.facts().size(), "fact was stated", "facts were stated"))));
    addSources(s, b);
    s.blocks.push_back(Heading{2, fmt::format("Not assessed for {}", b.word("client")), "not-assessed"});
    s.blocks.push_back(bullets(b.absent));
    addUnassessed(s, b);
    addDenied(s, b);
    addAssumptions(s, b);
    return {s};
}

} // namespace causeway::report
