// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/known_issues.h"

#include "core/base/units.h"
#include "core/hazards/hazards.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace causeway::report {
namespace {

/// By number; where several faults show one, the evidence of the first.
std::map<int, HazardCheck> issuesOf(const plan::Candidate& chosen, const Build& b) {
    std::map<int, HazardCheck> out;
    for (const auto i : chosen.results) {
        const auto& r = b.in.lab[i];
        for (auto& check : foundHazards({&r.topology, &r.scenario, &r.outcome, b.in.snapshot}))
            out.emplace(check.number, std::move(check));
    }
    return out;
}

std::string sentence(const std::string& text) {
    return text.empty() || text.back() == '.' ? text : text + ".";
}

/// What one cannot see in outage and loss alone.
Block dangers(const plan::Candidate& chosen, const Build& b) {
    double two = 0, stuck = 0;
    for (const auto i : chosen.results) {
        two = std::max(two, b.in.lab[i].outcome.twoPrimariesSeconds.max);
        stuck = std::max(stuck, b.in.lab[i].outcome.stuckSeconds.max);
    }
    const auto time = [](double seconds) {
        return seconds >= kNoticeableSeconds ? "for up to " + formatSeconds(seconds)
                                             : std::string("at no time");
    };
    return paragraph(fmt::format("In its simulated faults two nodes took writes at once {}; nobody could be "
                                 "promoted {}.",
                                 time(two), time(stuck)));
}

} // namespace

void addKnownIssues(Section& section, const plan::Candidate& chosen, Build& b) {
    const auto issues = issuesOf(chosen, b);
    section.blocks.push_back(Heading{
        2, fmt::format("{} of 40 known issues of such clusters apply", issues.size()), "known-issues"});
    section.blocks.push_back(dangers(chosen, b));
    if (issues.empty())
        return;
    TableSpec t;
    t.title = "Known issues found in " + chosen.title;
    t.columns = {left("Issue", 4), left("Costs", 3), left("What mends it", 4)};
    for (const auto& [number, check] : issues)
        t.rows.push_back({cell(strong(check.title), sentence(check.evidence)),
                          cell("Data: " + check.dataEffect, "Service: " + check.serviceEffect),
                          cell(sentence(check.action))});
    b.addTable(section, std::move(t), "all-known-issues", "Known issues of the cluster");
}

} // namespace causeway::report
