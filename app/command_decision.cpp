// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands.h"
#include "app/context.h"
#include "app/job.h"
#include "core/base/units.h"
#include "core/roadmap/assemble.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

namespace causeway::app {
namespace {

std::string scoreText(const CriterionScore& score) {
    return score.high - score.low < 0.05 ? fmt::format("{:.1f}", score.low)
                                         : fmt::format("{:.1f} to {:.1f}", score.low, score.high);
}

std::string decisionText(const Decision& d) {
    std::string text = d.headline + "\n";
    for (const auto& line : d.lines)
        text += "  " + line + "\n";
    text += "\nPoints of 100, and how often first over all reasonable weightings\n";
    for (const auto i : d.ranking.order) {
        const auto& o = d.options[i];
        text += fmt::format("  {:<36} {:>3.0f} ({:.0f} to {:.0f})  {}{}\n", o.title,
                            d.ranking.totals[i].middle, d.ranking.totals[i].low, d.ranking.totals[i].high,
                            formatPercent(d.ranking.firstShares[i]), o.fails() ? "  fails" : "");
    }
    for (std::size_t c = 0; c < d.criteria.size(); ++c) {
        text += fmt::format("\n{} (weight {:.4g})\n", d.criteria[c].title, d.criteria[c].weight.weight);
        for (const auto& o : d.options)
            text += fmt::format("  {:<36} {:<11} {}: {}\n", o.title, scoreText(o.scores[c]),
                                knownName(o.scores[c].known), o.scores[c].reason);
    }
    return text;
}

int runDecision(const std::string& path, Context& context, Progress& progress) {
    const Job job = openJob(path);
    AssembleOptions options;
    options.waivers = job.waivers;
    const auto input = assemble(job.snapshot, job.criteria, keptResults(job.lab), options, progress);
    const auto decision = decide(decisionInput(input));
    if (context.format == "json")
        printJson(toJson(decision));
    else
        print(decisionText(decision));
    return kDone;
}

} // namespace

void addDecision(CLI::App& app, Context& context) {
    auto path = std::make_shared<std::string>();
    auto* command =
        app.add_subcommand("decision", "stay, upgrade, MariaDB or PostgreSQL: scores and their robustness");
    command->add_option("-e,--engagement", *path, "engagement file")->required();
    addCommonOptions(*command, context, {"text", "json"});
    command->callback([path, &context] {
        context.run = [path](Context& c, Progress& progress) {
            return runDecision(*path, c, progress);
        };
    });
}

} // namespace causeway::app
