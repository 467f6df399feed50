// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command_cluster.h"
#include "app/commands.h"
#include "app/context.h"
#include "core/base/units.h"
#include "core/hazards/hazards.h"
#include "core/sim/outcome.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <chrono>

namespace causeway::app {
namespace {

struct SimulateOptions {
    std::vector<std::string> topologies, scenarios;
    std::uint64_t runs = 1000;
    std::optional<std::uint64_t> seed;
};

std::string distributionLine(const char* label, const Distribution& d, const char* unit) {
    return fmt::format("  {:<22} mean {:.1f}, p50 {:.1f}, p95 {:.1f}, p99 {:.1f}, max {:.1f} {}\n", label,
                       d.mean, d.p50, d.p95, d.p99, d.max, unit);
}

std::string outcomeText(const Outcome& o) {
    std::string text = fmt::format("{} runs, seed {}\n", o.runs, o.seed);
    text += distributionLine("Outage", o.outageSeconds, "s");
    text += distributionLine("Commits lost", o.lostCommits, "");
    text += distributionLine("Commit time", o.commitLatencyMs, "ms");
    text += fmt::format("  {:<22} {}\n", "Runs that lost commits", formatPercent(o.runsWithLoss));
    text += fmt::format("  {:<22} {}\n", "Runs never back", formatPercent(o.runsNeverBack));
    text += fmt::format("  {:<22} {:.4f} to {:.4f} %\n", "Availability", o.availabilityLow * 100,
                        o.availabilityHigh * 100);
    text += "  Why the outage lasts\n";
    for (const auto& c : o.why)
        text += fmt::format("    {:<32} {:.2f} s\n", c.cause, c.seconds);
    if (!o.explanation.empty())
        text += fmt::format("  The median run: {}\n", o.explanation);
    if (o.twoPrimariesSeconds.max >= kNoticeableSeconds)
        text += distributionLine("Two primaries", o.twoPrimariesSeconds, "s");
    if (o.stuckSeconds.max >= kNoticeableSeconds)
        text += distributionLine("Nobody can be promoted", o.stuckSeconds, "s");
    return text;
}

std::string hazardsText(const std::vector<HazardCheck>& hazards) {
    std::string text = hazards.empty() ? "" : "  Known issues that apply here\n";
    for (const auto& h : hazards)
        text += fmt::format("    {}\n      {}\n      {}\n", h.title, h.evidence, h.action);
    return text;
}

Scenario readScenario(const std::string& path) {
    if (!path.empty())
        return scenarioFromJson(parseJsonFile(path));
    Scenario leaderDies;
    leaderDies.name = "leader crash";
    leaderDies.faults = {{60, "kill", "leader", 0}};
    return leaderDies;
}

/// One topology under one scenario, with what is known of such clusters.
struct Tried {
    std::string title;
    Topology topology;
    Scenario scenario;
    Outcome outcome;
    std::vector<HazardCheck> hazards;
    double elapsed = 0;
};

Tried tryOne(const std::string& name, const std::string& scenarioPath, const SimulateOptions& options,
             Progress& progress) {
    Tried t;
    t.topology = readTopology(name);
    t.title = t.topology.name.empty() ? name : t.topology.name;
    t.scenario = readScenario(scenarioPath);
    const auto started = std::chrono::steady_clock::now();
    t.outcome =
        simulate(t.topology, t.scenario, options.runs, options.seed.value_or(t.scenario.seed), progress);
    t.elapsed = std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count();
    t.hazards = foundHazards({&t.topology, &t.scenario, &t.outcome, nullptr});
    return t;
}

Json triedJson(const Tried& t) {
    auto json = toJson(t.outcome);
    if (const auto caveat = t.topology.manager.caveat(); !caveat.empty())
        json["caveat"] = caveat;
    json["hazards"] = toJson(t.hazards);
    json["elapsed_s"] = t.elapsed;
    return json;
}

std::string triedText(const Tried& t) {
    std::string text = outcomeText(t.outcome) + hazardsText(t.hazards);
    if (const auto caveat = t.topology.manager.caveat(); !caveat.empty())
        text += "  note: " + caveat + "\n";
    for (const auto& problem : validate(t.topology))
        text += fmt::format("  note on {}: {}\n", problem.element, problem.message);
    return text;
}

/// Side by side: the same scenario and the same random numbers for every topology.
std::string comparedText(const std::vector<Tried>& all) {
    std::string text, scenario;
    for (const auto& t : all) {
        const auto name = t.scenario.name.empty() ? std::string("scenario") : t.scenario.name;
        if (name != scenario)
            text += fmt::format("{}{}, {} runs, seed {}\n  {:<44} {:>9} {:>9} {:>9} {:>11} {:>10}\n",
                                text.empty() ? "" : "\n", name, t.outcome.runs, t.outcome.seed, "", "p50, s",
                                "p95, s", "lost", "never back", "commit, ms");
        scenario = name;
        const auto& o = t.outcome;
        text += fmt::format("  {:<44} {:>9.1f} {:>9.1f} {:>9.0f} {:>11} {:>10.1f}\n", t.title,
                            o.outageSeconds.p50, o.outageSeconds.p95, o.lostCommits.max,
                            formatPercent(o.runsNeverBack), o.commitLatencyMs.p95);
        text += fmt::format("    {}\n", o.explanation);
    }
    for (const auto& t : all)
        if (const auto caveat = t.topology.manager.caveat();
            !caveat.empty() && text.find(caveat) == text.npos)
            text += "  note: " + caveat + "\n";
    return text;
}

Json comparedJson(const std::vector<Tried>& all) {
    Json out{{"schema", "causeway.simulate-comparison/1"}, {"outcomes", Json::array()}};
    for (const auto& t : all)
        out["outcomes"].push_back(
            Json{{"topology", t.title}, {"scenario", t.scenario.name}, {"outcome", triedJson(t)}});
    return out;
}

int runSimulate(const SimulateOptions& options, Context& context, Progress& progress) {
    std::vector<Tried> all;
    const auto scenarios = options.scenarios.empty() ? std::vector<std::string>{""} : options.scenarios;
    for (const auto& scenario : scenarios)
        for (const auto& topology : options.topologies)
            all.push_back(tryOne(topology, scenario, options, progress));
    if (context.format == "json")
        printJson(all.size() == 1 ? triedJson(all[0]) : comparedJson(all));
    else
        print(all.size() == 1 ? triedText(all[0]) : comparedText(all));
    return kDone;
}

} // namespace

void addSimulate(CLI::App& app, Context& context) {
    auto options = std::make_shared<SimulateOptions>();
    auto* command = app.add_subcommand("simulate", "break a cluster and see what is lost");
    command
        ->add_option("TOPOLOGY", options->topologies,
                     "topology file, or a starter: " + starterNames() +
                         "; several are compared on the same scenarios and random numbers")
        ->required();
    command
        ->add_option("--scenario", options->scenarios,
                     "scenario file, may be named again; else the leader's host dies at 60 s")
        ->allow_extra_args(false);
    command->add_option("--runs", options->runs, "how many times")
        ->check(CLI::Range(1, 10000000))
        ->capture_default_str();
    command->add_option("--seed", options->seed, "start of the random numbers; else the scenario's");
    addCommonOptions(*command, context, {"text", "json"});
    command->callback([options, &context] {
        context.run = [options](Context& c, Progress& progress) {
            return runSimulate(*options, c, progress);
        };
    });
}

} // namespace causeway::app
