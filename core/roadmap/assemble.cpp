// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/roadmap/assemble.h"

#include "core/audit/audit.h"
#include "core/readiness/readiness.h"

#include <fmt/format.h>

namespace causeway {
namespace {

/// Writes a second: measured counters of the busiest server, else the client's requests a second times
/// the share of writes of the starter.
std::optional<double> commitsPerSecond(const Snapshot& snapshot, const Criteria& criteria, double readShare) {
    double busiest = 0;
    for (const auto& server : snapshot.servers) {
        double writes = 0;
        for (const char* counter : {"com_insert", "com_update", "com_delete", "com_replace"})
            if (const auto rate = server.rate(counter))
                writes += rate->perSecond;
        if (const auto commits = server.rate("pg_stat_database.xact_commit"))
            writes += commits->perSecond * (1 - readShare);
        busiest = std::max(busiest, writes);
    }
    if (const auto rps = criteria.number("rps"))
        busiest = std::max(busiest, *rps * (1 - readShare));
    return busiest > 0 ? std::optional(busiest) : std::nullopt;
}

bool databasesInSeveralSites(const Topology& topology) {
    const auto nodes = topology.databases();
    for (const auto* node : nodes)
        if (node->site != nodes.front()->site)
            return true;
    return false;
}

} // namespace

std::vector<LabResult> starterLab(const Snapshot& snapshot, const Criteria& criteria,
                                  const AssembleOptions& options, Progress& progress) {
    std::vector<LabResult> lab;
    for (const auto& starter : starterTopologies()) {
        if (!starter.topology.manager.caveat().empty())
            continue; // a plan that nobody chose rests on what was measured
        auto topology = starter.topology;
        if (const auto commits = commitsPerSecond(snapshot, criteria, topology.workload.readShare))
            topology.workload.commitsPerSecond = *commits;
        std::vector<Scenario> scenarios{
            {"the leader's host dies", options.seed, {{60, "kill", "leader", 0}}, 180}};
        if (databasesInSeveralSites(topology))
            scenarios.push_back(
                {"the leader's site is lost", options.seed, {{60, "site-loss", "leader", 0}}, 180});
        for (const auto& scenario : scenarios) {
            progress.report(fmt::format("simulating {}", starter.title));
            lab.push_back({starter.title, topology, scenario,
                           simulate(topology, scenario, options.runs, options.seed, progress)});
        }
    }
    return lab;
}

RoadmapInput assemble(const Snapshot& snapshot, const Criteria& criteria, std::vector<LabResult> lab,
                      const AssembleOptions& options, Progress& progress) {
    RoadmapInput input;
    input.snapshot = &snapshot;
    input.criteria = criteria;
    progress.report("auditing");
    input.audit = audit(snapshot, criteria, options.waivers, options.language, progress);
    for (const auto& server : snapshot.servers) {
        if (server.engine == Engine::PostgreSQL || !server.catalog)
            continue;
        progress.report("converting the schema of " + server.id);
        input.readiness.push_back(assessReadiness(server, criteria, {options.targetVersion}, progress));
    }
    progress.report("projecting growth");
    try {
        input.growth = forecast(criteria, &snapshot, std::chrono::floor<std::chrono::days>(snapshot.taken),
                                24, options.visits);
    } catch (const Error& e) {
        if (e.code() != ErrorCode::Usage)
            throw; // neither volume nor growth is known: the report names growth as not assessed
    }
    input.lab = lab.empty() ? starterLab(snapshot, criteria, options, progress) : std::move(lab);
    return input;
}

DecisionInput decisionInput(const RoadmapInput& input) {
    return {input.snapshot, input.criteria, input.readiness, input.lab};
}

} // namespace causeway
