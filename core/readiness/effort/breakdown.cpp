// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/readiness/effort/breakdown.h"

#include "core/base/text.h"
#include "core/base/units.h"
#include "core/readiness/effort/units.h"
#include "core/readiness/obstacle_texts.h"

#include <fmt/format.h>

#include <algorithm>

namespace causeway {

namespace {

constexpr double kWholeHoursFrom = 20; ///< expected hours below are shown with a decimal

RoleEfforts shared(const Effort& whole, const std::string& role, double testShare) {
    RoleEfforts parts;
    if (whole.high <= 0)
        return parts;
    const double work = 1 / (1 + testShare);
    parts[role] = whole * work;
    if (testShare > 0)
        parts[std::string(kTesterRole)] += whole * (1 - work);
    return parts;
}

Effort rest(const Effort& whole, const Effort& taken) {
    return {std::max(0.0, whole.low - taken.low), std::max(0.0, whole.likely - taken.likely),
            std::max(0.0, whole.high - taken.high)};
}

using Rows = std::map<std::string, EffortRow, std::less<>>;

/// Gathers what objects and obstacles give into the tables.
class Gatherer {
public:
    void object(const Conversion& c, const std::string& group) {
        EffortRow& own = row(classes_, group);
        own.count += 1;
        all_.count += 1;
        EffortRow& base = row(bases_, c.kind);
        base.count += 1;
        put(baseEffortParts(c), own, base);
        for (const Obstacle& o : c.obstacles)
            obstacle(o, own);
    }
    void general(const Obstacle& o) {
        EffortRow& own = row(classes_, "server and workload");
        own.count += 1;
        obstacle(o, own);
    }
    EffortBreakdown finish() {
        EffortBreakdown out;
        out.all = std::move(all_);
        out.all.name = "all";
        for (const char* name : {"automatic", "assisted", "manual", "queries", "server and workload"})
            if (const auto found = classes_.find(name); found != classes_.end() && found->second.sum.high > 0)
                out.classes.push_back(found->second);
        for (auto [from, to] : {std::pair(&obstacles_, &out.obstacles), std::pair(&bases_, &out.bases)}) {
            for (const auto& [name, entry] : *from)
                if (entry.sum.high > 0) {
                    out.total.add(entry.sum);
                    to->push_back(entry);
                }
            std::stable_sort(to->begin(), to->end(), [](const EffortRow& a, const EffortRow& b) {
                return a.sum.expected() > b.sum.expected();
            });
        }
        return out;
    }

private:
    static EffortRow& row(Rows& rows, const std::string& name) {
        EffortRow& entry = rows[name];
        entry.name = name;
        return entry;
    }
    void put(const RoleEfforts& parts, EffortRow& own, EffortRow& item) {
        for (EffortRow* to : {&own, &item, &all_})
            to->add(parts);
    }
    void obstacle(const Obstacle& o, EffortRow& own) {
        EffortRow& item = row(obstacles_, o.id);
        item.count += o.occurrences;
        put(effortParts(o), own, item);
    }

    EffortRow all_;
    Rows classes_, obstacles_, bases_;
};

} // namespace

RoleEfforts effortParts(const Obstacle& obstacle) {
    const auto text = obstacleTexts().find(obstacle.id);
    if (text == obstacleTexts().end())
        return shared(obstacle.effort, roleOfFamily(obstacle.id), 0);
    return shared(obstacle.effort, text->second.role, text->second.unit.testShare);
}

RoleEfforts baseEffortParts(const Conversion& conversion) {
    Effort taken;
    for (const Obstacle& o : conversion.obstacles)
        taken += o.effort;
    const EffortUnit* unit = baseUnit(conversion.kind);
    return shared(rest(conversion.effort, taken), unit ? unit->role : effortRoles().front(),
                  unit ? unit->testShare : 0);
}

void EffortRow::add(const RoleEfforts& parts) {
    const auto& names = effortRoles();
    roles.resize(names.size());
    for (const auto& [role, part] : parts) {
        const auto at = std::find(names.begin(), names.end(), role) - names.begin();
        roles.at(std::size_t(at)) += part;
        sum += part;
    }
}

EffortBreakdown effortBreakdown(const ReadinessReport& report) {
    Gatherer gatherer;
    for (const Conversion& c : report.conversions)
        gatherer.object(c, std::string(verdictName(c.verdict)));
    for (const Conversion& c : report.queries)
        if (!c.countedElsewhere)
            gatherer.object(c, "queries");
    for (const Obstacle& o : report.general)
        gatherer.general(o);
    return gatherer.finish();
}

std::string roleHours(const EffortBreakdown& breakdown) {
    std::vector<double> hours;
    for (const Effort& e : breakdown.all.roles)
        hours.push_back(e.expected());
    const bool whole = breakdown.all.sum.expected() >= kWholeHoursFrom;
    hours = roundedTogether(hours, whole ? 1 : 0.1);
    std::vector<std::string> words;
    for (std::size_t i = 0; i < hours.size(); ++i)
        if (hours[i] > 0)
            words.push_back(
                fmt::format("{} {}\u00a0h", effortRoles()[i], formatNumber(hours[i], whole ? 0 : 1)));
    return join(words, ", ");
}

} // namespace causeway
