// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/units.h"
#include "core/roadmap/criterion_names.h"
#include "core/roadmap/drafts.h"
#include "core/roadmap/planning_values.h"

#include <fmt/format.h>

namespace causeway::plan {
namespace {

std::string titleFor(const Limit& l) {
    if (l.id == "memory")
        return "Give hot data room beyond " + l.label;
    if (l.id == "cpu")
        return "Bring the peak below " + l.label;
    if (l.id == "disk")
        return "Free or add disk before " + l.label + " is full";
    if (l.id == "connections")
        return "Pool connections before " + l.label;
    return "Fit the backup into its " + l.label;
}

int months(std::string_view name) {
    return int(planningValue(name));
}

/// Whether the limit falls when the new cluster serves already, even at its earliest.
bool afterMove(const Context& c, const Limit& l) {
    return c.moveBy && l.earliest.value_or(*l.crossed) > *c.moveBy;
}

std::string dayWords(const Limit& l, Date start) {
    return *l.crossed <= start ? "already passed" : "reached on " + longDate(*l.crossed);
}

Draft draftFor(const Context& c, const Limit& l) {
    Task t;
    // A limit that falls within weeks belongs to the losses; a later one is part of the preparation.
    const bool soon = *l.crossed < addMonths(c.start, months("soon_months"));
    const bool later = afterMove(c, l);
    t.phase = later ? "after" : soon ? "stop" : "prepare";
    t.title = titleFor(l);
    t.reason = fmt::format("{} ({}, {}). {}.", l.reason.substr(0, l.reason.rfind('.')), basisName(l.basis),
                           dayWords(l, c.start), l.remedy);
    if (later)
        t.reason +=
            fmt::format(" By then {} serves the load: its machines are sized for it.", c.word("cluster"));
    t.role = "Operations";
    t.criterion = serving(c, fmt::format("Growth from {}", c.word("volume")), criteriaOfLimit(l.id));
    t.evidence = {l.id};
    t.effort = limitEffort(l.id);
    t.acceptance = fmt::format("A new forecast of {} puts this limit ({}) at least six months later",
                               c.word("server"), l.label);
    const int phase = phaseIndex(t.phase);
    std::vector<std::string> after;
    if (later)
        after = {"switch"};
    return {"limit:" + l.id, std::move(t), std::move(after), phase, l.crossed};
}

/// All keys that run out become one task: the same change of type, the same window.
void addKeyTask(std::vector<Draft>& all, const Context& c, const std::vector<const Limit*>& keys) {
    if (keys.empty())
        return;
    const bool soon = *keys.front()->crossed < addMonths(c.start, months("key_soon_months"));
    Task t;
    std::vector<std::string> names;
    for (const auto* l : keys) {
        names.push_back(l->id.substr(8));
        t.evidence.push_back(l->id);
        t.effort += limitEffort("key");
    }
    t.phase = soon ? "stop" : "prepare";
    t.title = fmt::format("Widen {} to bigint", counted(keys.size(), "key"));
    t.reason = fmt::format("{} runs out first: {}", names.front(), keys.front()->reason);
    if (names.size() > 1)
        t.reason += fmt::format(" The others within {} months: {}.", months("look_ahead_months"),
                                listed({names.begin() + 1, names.end()}, 4));
    t.role = "DBA";
    t.criterion =
        serving(c, fmt::format("Growth from {}", c.word("volume")), criteriaOfLimit(keys.front()->id));
    t.acceptance = fmt::format("{} and every column that refers to it are bigint", listed(names));
    const int phase = phaseIndex(t.phase);
    all.push_back({"limit:keys", std::move(t), {}, phase, keys.front()->crossed});
}

} // namespace

void addLimitTasks(std::vector<Draft>& all, const Context& c) {
    if (!c.in.growth)
        return;
    const Date horizon = addMonths(c.start, months("look_ahead_months"));
    std::vector<const Limit*> keys;
    for (const auto& l : c.in.growth->limits) {
        // Saturation is the CPU limit's later face, and a restore that is too slow is answered by the
        // cluster.
        if (!l.crossed || *l.crossed > horizon || l.id == "saturation" || l.id == "restore")
            continue;
        if (l.id.starts_with("autoinc:")) {
            // The conversion itself can make the key a bigint: only what runs out before the move is a task.
            if (!afterMove(c, l))
                keys.push_back(&l);
        } else
            all.push_back(draftFor(c, l));
    }
    addKeyTask(all, c, keys);
}

} // namespace causeway::plan
