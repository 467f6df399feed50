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
    std::string topology, scenario;
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

int runSimulate(const SimulateOptions& options, Context& context, Progress& progress) {
    const auto topology = readTopology(options.topology);
    Scenario scenario;
    scenario.name = "leader crash";
    scenario.faults = {{60, "kill", "leader", 0}};
    if (!options.scenario.empty())
        scenario = scenarioFromJson(parseJsonFile(options.scenario));
    const auto started = std::chrono::steady_clock::now();
    const auto outcome =
        simulate(topology, scenario, options.runs, options.seed.value_or(scenario.seed), progress);
    const std::chrono::duration<double> elapsed = std::chrono::steady_clock::now() - started;
    const auto hazards = foundHazards({&topology, &scenario, &outcome, nullptr});
    if (context.format == "json") {
        auto json = toJson(outcome);
        json["hazards"] = toJson(hazards);
        json["elapsed_s"] = elapsed.count();
        printJson(json);
        return kDone;
    }
    std::string text = outcomeText(outcome) + hazardsText(hazards);
    for (const auto& problem : validate(topology))
        text += fmt::format("  note on {}: {}\n", problem.element, problem.message);
    print(text);
    return kDone;
}

} // namespace

void addSimulate(CLI::App& app, Context& context) {
    auto options = std::make_shared<SimulateOptions>();
    auto* command = app.add_subcommand("simulate", "break a cluster and see what is lost");
    command->add_option("TOPOLOGY", options->topology, "topology file, or a starter: " + starterNames())
        ->required();
    command->add_option("--scenario", options->scenario,
                        "scenario file; else the leader's host dies at 60 s");
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
