// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/builder.h"

#include "core/report/build.h"

#include <fmt/format.h>

namespace causeway::report {
namespace {

/// Sections count 1, 1.1...; the appendices A, B...
void number(std::vector<Section>& sections, bool letters) {
    int first = 0, second = 0;
    for (auto& s : sections) {
        if (letters) {
            s.number = first < 26 ? std::string(1, char('A' + first)) : fmt::format("A{}", first + 1);
            ++first;
        } else if (s.level == 1) {
            s.number = std::to_string(++first);
            second = 0;
        } else
            s.number = fmt::format("{}.{}", first, ++second);
    }
}

} // namespace

Document buildReport(const RoadmapInput& input, const Roadmap& roadmap) {
    Build b(input, roadmap);
    std::vector<Part> body{summary(b), scorecard(b), glance(b)};
    const auto scopeAt = std::ptrdiff_t(body.size());
    for (auto* part : {estate, workload, findings, findingSheets, decision, availability, security, capacity,
                       readiness, architecture, effort, migrationPlan, riskRegister})
        body.push_back(part(b));
    body.insert(body.begin() + scopeAt, scope(b));

    Document d;
    d.environment =
        input.criteria.text("environment").value_or(b.context.server ? b.context.server->environment : "");
    if (input.snapshot) {
        d.snapshotId = input.snapshot->id;
        d.snapshotTaken = input.snapshot->taken;
    }
    d.cover = cover(b);
    for (const auto& part : body)
        d.sections.insert(d.sections.end(), part.begin(), part.end());
    addScaleNotes(b, d.sections);
    number(d.sections, false);
    auto appendix = appendices(b, d.sections);
    addScaleNotes(b, appendix);
    number(appendix, true);
    d.sections.insert(d.sections.end(), appendix.begin(), appendix.end());
    return d;
}

} // namespace causeway::report
