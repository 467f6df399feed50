// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands.h"
#include "app/context.h"
#include "app/job.h"
#include "core/base/units.h"
#include "core/growth/forecast.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

namespace causeway::app {
namespace {

struct GrowthOptions {
    std::string engagement;
    std::vector<std::pair<std::string, std::string>> facts; ///< fact key, value from the option of its name
    int months = 24;
};

std::string forecastText(const Forecast& forecast) {
    std::string text = forecast.headline() + "\n\nRests on\n";
    for (const auto& i : forecast.inputs)
        text += fmt::format("  {:<24} {} ({})\n", i.label, i.source, basisName(i.basis));
    text += "\nLimits\n";
    for (const auto& l : forecast.limits) {
        const auto when = l.crossed ? longDate(*l.crossed) : std::string("not within the horizon");
        const auto band = l.earliest && l.latest
                              ? fmt::format(" ({} to {})", longDate(*l.earliest), longDate(*l.latest))
                              : std::string();
        text += fmt::format("  {:<28} {}{}, {}\n    {}\n    {}\n", l.label, when, band, basisName(l.basis),
                            l.reason, l.remedy);
    }
    return text;
}

int runGrowth(const GrowthOptions& options, Context& context) {
    std::optional<Snapshot> snapshot;
    Criteria criteria;
    if (!options.engagement.empty()) {
        const auto engagement = Engagement::open(options.engagement);
        snapshot = engagement.latestSnapshot();
        criteria = engagement.criteria();
    }
    for (const auto& [key, value] : options.facts)
        if (!value.empty())
            criteria.set(key, value, "command line");
    const auto today = std::chrono::floor<std::chrono::days>(snapshot ? snapshot->taken : now());
    const auto result = forecast(criteria, snapshot ? &*snapshot : nullptr, today, options.months);
    if (context.format == "json")
        printJson(toJson(result));
    else
        print(forecastText(result));
    return kDone;
}

} // namespace

void addGrowth(CLI::App& app, Context& context) {
    auto options = std::make_shared<GrowthOptions>();
    auto* command =
        app.add_subcommand("growth", "volume, processor and memory ahead, and when limits are crossed");
    command->add_option("-e,--engagement", options->engagement, "engagement file; its figures are the start");
    options->facts.reserve(8);
    for (const auto& [key, help] : {std::pair{"volume", "data and indexes, for example 100GB"},
                                    {"growth", "for example 50%/quarter"},
                                    {"rps", "requests a second"},
                                    {"cpus", "cores of the machine"},
                                    {"ram", "memory of the machine, for example 16GB"},
                                    {"disk", "usable disk, for example 500GB"}}) {
        auto& fact = options->facts.emplace_back(key, "");
        command->add_option(fmt::format("--{}", key), fact.second, help);
    }
    command->add_option("--months", options->months, "how far to look")
        ->check(CLI::Range(1, 120))
        ->capture_default_str();
    addCommonOptions(*command, context, {"text", "json"});
    command->callback([options, &context] {
        context.run = [options](Context& c, Progress&) {
            return runGrowth(*options, c);
        };
    });
}

} // namespace causeway::app
