// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/roadmap/roadmap.h"

#include "core/roadmap/drafts.h"
#include "core/roadmap/judgement.h"

#include <algorithm>

namespace causeway {
namespace plan {
namespace {

/// The phases that hold tasks, from the first task's start to the last one's end.
std::vector<Phase> datedPhases(const Context& c, const std::vector<Task>& tasks) {
    std::vector<Phase> out;
    for (auto& phase : phasesFromTemplate(c.words)) {
        bool any = false;
        for (const auto& t : tasks)
            if (t.phase == phase.id) {
                phase.start = any ? std::min(phase.start, t.start) : t.start;
                phase.finish = any ? std::max(phase.finish, t.finish) : t.finish;
                any = true;
            }
        if (any)
            out.push_back(std::move(phase));
    }
    return out;
}

} // namespace

Date moveDone(const std::vector<Task>& tasks, bool migrating) {
    Date done{};
    for (const auto& t : tasks)
        if (!migrating || t.phase == "cutover")
            done = std::max(done, t.finish);
    return done;
}

} // namespace plan

Effort Roadmap::effort() const {
    return effortTotal().ends();
}

EffortTotal Roadmap::effortTotal() const {
    EffortTotal sum;
    for (const auto& t : tasks)
        sum.add(t.effort);
    return sum;
}

Roadmap buildRoadmap(const RoadmapInput& input) {
    plan::Context context(input);
    const auto team = plan::teamOf(input.criteria);
    const auto freezes = input.criteria.dateRanges("freezes");
    // Limits that fall after the move concern the new machines: a first pass without them dates the move.
    if (context.migrating && input.growth) {
        auto without = input;
        without.growth.reset();
        plan::Context first(without);
        first.start = context.start;
        context.moveBy =
            plan::moveDone(plan::schedule(plan::drafts(first), team, context.start, freezes), true);
    }
    const auto drafts = plan::drafts(context);
    const auto scheduled = [&](plan::EffortPoint point) {
        return plan::schedule(drafts, team, context.start, freezes, point);
    };
    Roadmap r;
    r.tasks = scheduled(plan::EffortPoint::Expected);
    r.phases = plan::datedPhases(context, r.tasks);
    r.start = r.finish = context.start;
    if (!r.tasks.empty()) {
        r.start = r.tasks.front().start;
        for (const auto& t : r.tasks)
            r.finish = std::max(r.finish, t.finish);
    }
    const auto done = [&](const std::vector<Task>& tasks) {
        return tasks.empty() ? context.start : plan::moveDone(tasks, context.migrating);
    };
    const plan::Dates dates{done(scheduled(plan::EffortPoint::Low)), done(r.tasks),
                            done(scheduled(plan::EffortPoint::High))};
    r.criteria = plan::criterionVerdicts(context, r, dates);
    r.risks = plan::risks(context, r, dates);
    plan::decide(r, context, dates);
    return r;
}

} // namespace causeway
