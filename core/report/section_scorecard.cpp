// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/units.h"
#include "core/report/build.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace causeway::report {
namespace {

struct Family {
    int found = 0, passed = 0, open = 0;
    double lost = 0;
    Severity worst = Severity::Info;
};

std::map<std::string, Family> families(const AuditReport& audit) {
    std::map<std::string, Family> all;
    for (const auto& check : audit.checks) {
        auto& f = all[check.family];
        f.passed += check.state == CheckState::Passed;
        f.open += check.state == CheckState::NotAssessed;
        for (const auto& finding : check.findings) {
            ++f.found;
            f.lost += finding.scoreCost;
            f.worst = std::min(f.worst, finding.severity);
        }
    }
    return all;
}

/// What the verdict rests on: no state says more than that.
std::string basisOf(const Build& b, const CriterionVerdict& c) {
    if (c.evidence.empty())
        return c.state == CriterionVerdict::State::Open ? "" : "planned";
    if (c.evidence.front().starts_with("lab:"))
        return "simulated";
    const auto* limit = b.context.limit(c.evidence.front());
    return limit ? "forecast, " + std::string(basisName(limit->basis)) : "";
}

void addCriteria(Section& s, const Build& b) {
    TableSpec t;
    t.title = fmt::format("What {} asked for, and how it fares", b.word("client"));
    t.columns = {left("Criterion", 2), left("State", 1), left("Why", 4), left("Evidence", 1)};
    for (const auto& c : b.map.criteria) {
        RichText refs;
        for (const auto& id : c.evidence)
            refs = refs + (refs.empty() ? RichText{} : plain(", ")) + b.evidence(id);
        const auto state = c.state == CriterionVerdict::State::Met      ? "ok"
                           : c.state == CriterionVerdict::State::Missed ? "critical"
                                                                        : "na";
        const auto word = c.state == CriterionVerdict::State::Met      ? "met"
                          : c.state == CriterionVerdict::State::Missed ? "missed"
                                                                       : "open";
        t.rows.push_back(
            {cell(strong(c.criterion)), severity(state, word, basisOf(b, c)), cell(c.sentence), cell(refs)});
    }
    s.blocks.push_back(std::move(t));
}

void addFamilies(Section& s, const Build& b) {
    const auto all = families(*b.in.audit);
    TableSpec t;
    t.columns = {left("Family", 2),  left("Worst", 1),         right("Findings", 1),
                 right("Passed", 1), right("Not assessed", 1), right("Points lost", 1)};
    double lost = 0;
    for (const auto& [name, f] : all)
        lost += f.lost;
    for (const auto& [name, f] : all)
        t.rows.push_back(
            {cell(name),
             f.found ? severity(std::string(severityName(f.worst))) : severity(f.passed ? "ok" : "na"),
             cell(std::to_string(f.found)), cell(std::to_string(f.passed)), cell(std::to_string(f.open)),
             share(formatNumber(f.lost, 1), f.lost, lost)});
    t.title =
        fmt::format("{} of 100: {} points are lost in {}", b.in.audit->score,
                    formatNumber(100.0 - b.in.audit->score), plan::counted(all.size(), "family", "families"));
    t.source = b.source(fmt::format("audit of {}, {} checks", b.word("server"), b.in.audit->checks.size()));
    s.blocks.push_back(std::move(t));
}

} // namespace

Part scorecard(Build& b) {
    if (b.map.criteria.empty() && !b.in.audit) {
        b.absent.push_back(
            fmt::format("Scorecard of {}: neither criteria nor an audit are there", b.word("server")));
        return {};
    }
    int met = 0, missed = 0, open = 0;
    for (const auto& c : b.map.criteria) {
        met += c.state == CriterionVerdict::State::Met;
        missed += c.state == CriterionVerdict::State::Missed;
        open += c.state == CriterionVerdict::State::Open;
    }
    Section s = makeSection("scorecard", "Scorecard",
                            b.map.criteria.empty()
                                ? fmt::format("{} scores {} of 100", b.word("server"), b.in.audit->score)
                                : fmt::format("{} of {} criteria are met, {} missed, {} open", met,
                                              b.map.criteria.size(), missed, open));
    if (!b.map.criteria.empty())
        addCriteria(s, b);
    if (!b.map.conditions.empty()) {
        const auto n = b.map.conditions.size();
        const auto title =
            b.map.verdict == "No go" ? fmt::format("Why not, in {}", plan::counted(n, "point"))
            : b.map.verdict == "Open"
                ? fmt::format("What is missing: {}", plan::counted(n, "answer"))
                : fmt::format("Go, if {} hold{}", plan::counted(n, "condition"), n == 1 ? "s" : "");
        s.blocks.push_back(Heading{2, title, "conditions"});
        s.blocks.push_back(bullets(b.map.conditions));
    }
    if (b.in.audit)
        addFamilies(s, b);
    return {s};
}

} // namespace causeway::report
