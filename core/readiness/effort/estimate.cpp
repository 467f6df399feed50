// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/readiness/effort/estimate.h"

#include "core/readiness/effort/units.h"
#include "core/readiness/obstacle_texts.h"

#include <algorithm>
#include <initializer_list>
#include <string_view>
#include <unordered_map>

namespace causeway {

namespace {

using Counts = std::unordered_map<std::string_view, double>; ///< by the obstacles' own ids

void count(Counts& counts, const std::vector<Obstacle>& obstacles) {
    for (const Obstacle& o : obstacles)
        counts[o.id] += o.occurrences;
}

/// For each kind, what one of its occurrences takes, in units of the first.
Counts learned(Counts counts) {
    for (auto& [id, n] : counts)
        n = n > 0 ? learnedOccurrences(n) / n : 0;
    return counts;
}

void estimate(std::vector<Obstacle>& obstacles, const Counts& shares) {
    for (Obstacle& o : obstacles)
        if (const ObstacleText* text = obstacleText(o.id))
            o.effort = text->unit.whole() * (o.occurrences * shares.find(o.id)->second);
}

Effort base(const Conversion& c) {
    const EffortUnit* unit = baseUnit(c.kind);
    if (!unit || c.countedElsewhere)
        return {};
    if (unit->lines <= 0)
        return unit->whole();
    const auto lines = 1 + std::count(c.source.begin(), c.source.end(), '\n');
    return unit->whole() * std::max(1.0, double(lines) / unit->lines);
}

void estimate(std::initializer_list<std::vector<Conversion>*> lists, std::vector<Obstacle>& general) {
    Counts counts;
    count(counts, general);
    for (const auto* list : lists)
        for (const Conversion& c : *list)
            count(counts, c.obstacles);
    const Counts shares = learned(std::move(counts));
    estimate(general, shares);
    for (auto* list : lists)
        for (Conversion& c : *list) {
            estimate(c.obstacles, shares);
            c.effort = base(c);
            for (const Obstacle& o : c.obstacles)
                c.effort += o.effort;
        }
}

} // namespace

void estimateEffort(ReadinessReport& report) {
    estimate({&report.conversions, &report.queries}, report.general);
}

void estimateEffort(std::vector<Conversion>& statements) {
    std::vector<Obstacle> none;
    estimate({&statements}, none);
}

} // namespace causeway
