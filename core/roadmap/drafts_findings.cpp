// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"
#include "core/base/units.h"
#include "core/roadmap/criterion_names.h"
#include "core/roadmap/drafts.h"
#include "core/roadmap/planning_values.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

namespace causeway::plan {
namespace {

constexpr std::size_t kMostUrgentTasks = 12; ///< more rules than this are grouped by family

struct Group {
    std::string key;
    std::vector<const Finding*> findings;
};

std::string roleFor(const Finding& f) {
    for (const auto* word : {"quer", "workload", "schema", "index", "application"})
        if (containsIgnoreCase(f.family, word))
            return "Developer";
    for (const auto* word : {"host", "disk", "memory", "backup"})
        if (containsIgnoreCase(f.family, word))
            return "Operations";
    return "DBA";
}

std::vector<std::string> places(const Group& g) {
    std::set<std::string> names;
    for (const auto* f : g.findings)
        names.insert(f->object.empty() ? f->server : f->object);
    return {names.begin(), names.end()};
}

/// The whole of what a group's findings cost: points, effort, places.
Task taskFor(const Context& c, const Group& g, const std::string& phase, const std::string& title) {
    Task t;
    double cost = 0;
    std::set<std::string> rules;
    for (const auto* f : g.findings) {
        t.effort += f->effort;
        t.evidence.push_back(f->key);
        cost += f->scoreCost;
        rules.insert(f->rule);
    }
    const auto& worst = *g.findings.front();
    const auto where = listed(places(g));
    t.title = title;
    t.phase = phase;
    t.role = roleFor(worst);
    t.criterion = serving(
        c, fmt::format("{}, {} of the score", worst.family, counted(std::size_t(cost + 0.5), "point")),
        criteriaOfRule(worst.rule));
    t.reason = worst.where.empty() || g.findings.size() > 1
                   ? fmt::format("{} on {} ({}), {} at worst.", counted(g.findings.size(), "finding"), where,
                                 listed({rules.begin(), rules.end()}), severityName(worst.severity))
                   : fmt::format("{} ({}, {}).", worst.where, severityName(worst.severity),
                                 confidenceName(worst.confidence));
    t.acceptance = fmt::format("An audit of {} no longer reports {} on {}", worst.server,
                               listed({rules.begin(), rules.end()}), where);
    return t;
}

std::vector<Group> grouped(const std::vector<const Finding*>& findings, bool byFamily) {
    std::vector<Group> groups;
    std::map<std::string, std::size_t> index;
    for (const auto* f : findings) {
        const auto& name = byFamily ? f->family : f->rule;
        const auto [it, isNew] = index.emplace(name, groups.size());
        if (isNew)
            groups.push_back({name, {}});
        groups[it->second].findings.push_back(f);
    }
    return groups;
}

std::vector<const Finding*> ofSeverity(const Context& c, std::initializer_list<Severity> wanted) {
    std::vector<const Finding*> out;
    for (const auto& f : c.findings)
        if (std::find(wanted.begin(), wanted.end(), f.severity) != wanted.end())
            out.push_back(&f);
    return out;
}

} // namespace

void addFindingTasks(std::vector<Draft>& all, const Context& c) {
    const auto urgent = ofSeverity(c, {Severity::Critical, Severity::High});
    auto groups = grouped(urgent, false);
    if (groups.size() > kMostUrgentTasks)
        groups = grouped(urgent, true);
    for (const auto& g : groups) {
        const auto n = g.findings.size();
        const bool oneRule = std::all_of(g.findings.begin(), g.findings.end(),
                                         [&](const auto* f) { return f->rule == g.findings.front()->rule; });
        const auto title = n == 1 ? "Fix: " + g.findings.front()->title
                           : oneRule
                               ? fmt::format("Fix: {}, and {} more like it", g.findings.front()->title, n - 1)
                               : fmt::format("Fix {} of {}", counted(n, "urgent finding"), g.key);
        Draft d{"finding:" + g.key, taskFor(c, g, "stop", title), {}, 0, {}};
        if (g.findings.front()->severity == Severity::Critical)
            d.deadline = c.start; // critical ones go first
        all.push_back(std::move(d));
    }
    for (const auto& g : grouped(ofSeverity(c, {Severity::Medium}), true))
        all.push_back(
            {"medium:" + g.key,
             taskFor(c, g, "prepare",
                     fmt::format("Mend {} of {}", counted(g.findings.size(), "medium finding"), g.key)),
             {},
             1,
             {}});
    if (const auto low = ofSeverity(c, {Severity::Low, Severity::Info}); !low.empty()) {
        auto task =
            taskFor(c, {"low", low}, "after", fmt::format("Settle {}", counted(low.size(), "low finding")));
        task.criterion = fmt::format("Order on {}", low.front()->server);
        all.push_back({"low", std::move(task), {}, 4, {}});
    }
}

} // namespace causeway::plan
