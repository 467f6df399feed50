// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/roadmap/criterion_names.h"
#include "core/roadmap/drafts.h"
#include "core/roadmap/planning_values.h"
#include "core/roadmap/words.h"

#include <algorithm>
#include <set>

namespace causeway::plan {
namespace {

class Adder {
public:
    Adder(std::vector<Draft>& all, const Context& c) : all_(all), c_(c) {}
    void add(const std::string& id, const std::string& criterion, double units = 0,
             std::vector<std::string> after = {}, std::vector<std::string> evidence = {}) {
        Task t = taskFromTemplate(id, c_.words, units);
        t.criterion = serving(c_, criterion, criteriaOfTask(id));
        t.evidence = std::move(evidence);
        const int phase = phaseIndex(t.phase);
        all_.push_back({id, std::move(t), std::move(after), phase, {}, daysFromTemplate(id)});
    }

private:
    std::vector<Draft>& all_;
    const Context& c_;
};

/// What the switch waits for: all that comes before it and that nothing else before it waits for already.
std::vector<std::string> lastBeforeSwitch(const std::vector<Draft>& all) {
    constexpr int cutover = 3;
    std::set<std::string> awaited;
    for (const auto& d : all)
        if (d.phase < cutover)
            awaited.insert(d.after.begin(), d.after.end());
    std::vector<std::string> keys;
    for (const auto& d : all)
        if (d.phase < cutover && !d.key.starts_with("medium:") && !awaited.contains(d.key))
            keys.push_back(d.key);
    return keys;
}

bool conversionKey(const std::string& key) {
    return key.starts_with("automatic:") || key.starts_with("manual:") || key.starts_with("assisted:") ||
           key.starts_with("general:") || key.starts_with("converted:");
}

void addMove(Adder& adder, std::vector<Draft>& all, const Context& c) {
    const auto* best = c.best();
    const double nodes = best ? double(best->machines()) : 3;
    const std::string move = "Move of " + c.word("server"), cluster = "Availability";
    const std::vector<std::string> lab =
        best ? std::vector{"lab:" + best->title} : std::vector<std::string>{};
    if (!best)
        adder.add("lab", cluster);
    if (best)
        adder.add("cluster", cluster, nodes, {}, lab);
    const std::string base = best ? "cluster" : "lab";
    adder.add("target_backup", cluster, 0, {base});
    adder.add("monitoring", cluster, nodes, {base}, lab);
    adder.add("training", cluster, teamOf(c.in.criteria).dbas, {});
    std::vector<std::string> ready{base};
    for (const auto& d : all)
        if (conversionKey(d.key))
            ready.push_back(d.key);
    const double classes = c.server && c.server->workload
                               ? double(std::min<std::size_t>(c.server->workload->queries.size(), 500))
                               : 0;
    adder.add("load", move, 0, ready);
    adder.add("application", move, classes, ready);
    adder.add("drill", cluster, best ? double(best->results.size()) : 1, {base, "monitoring"}, lab);
    adder.add("reverse", move, 0, {"load"});
    adder.add("switch", "Cutover of " + c.word("server"), 0, lastBeforeSwitch(all));
    adder.add("watch", cluster, 0, {"switch"}, lab);
    adder.add("retire", move, 0, {"watch"});
}

} // namespace

int phaseIndex(const std::string& id) {
    const auto it = std::find(std::begin(kPhaseIds), std::end(kPhaseIds), id);
    return int(it - std::begin(kPhaseIds));
}

void addOperationTasks(std::vector<Draft>& all, Context& c) {
    Adder adder(all, c);
    const auto tested = c.in.criteria.date("restore_tested");
    const std::chrono::days fresh{int(planningValue("restore_fresh_days"))};
    if (!tested || c.start - *tested > fresh)
        adder.add("restore_test", "Recovery of " + c.word("volume"));
    if (c.migrating)
        addMove(adder, all, c);
    else if (c.fromMySql)
        adder.add("readiness", "Move of " + c.word("server"));
}

std::vector<Draft> drafts(Context& c) {
    addWords(c);
    std::vector<Draft> all;
    addFindingTasks(all, c);
    addConversionTasks(all, c);
    addLimitTasks(all, c);
    addOperationTasks(all, c);
    return all;
}

} // namespace causeway::plan
