// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands.h"
#include "app/context.h"
#include "app/job.h"
#include "core/base/units.h"
#include "core/engagement/visits.h"
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

std::string tableText(const TableForecast& t) {
    if (t.method.empty())
        return fmt::format("  {:<28} {:>9}  {}\n", t.table, formatBytes(t.bytes), t.message);
    const auto rows = fmt::format("{} rows in the last year, {}", formatNumber(t.addedLastYear), t.method);
    if (t.shape.empty())
        return fmt::format("  {:<28} {:>9}  {}; too few months for a curve\n", t.table, formatBytes(t.bytes),
                           rows);
    return fmt::format("  {:<28} {:>9}  {} in a year ({} to {}); {} additions{}{}; {}\n", t.table,
                       formatBytes(t.bytes), formatBytes(t.bytesInYear), formatBytes(t.low),
                       formatBytes(t.high), t.shape, t.seasonal ? " with a season" : "",
                       t.backtestError ? ", backtest error " + formatPercent(*t.backtestError) : "", rows);
}

/// What the data's own history says, and the tables that grow most.
std::string historyText(const Forecast& forecast) {
    constexpr std::size_t kShown = 20;
    std::string text;
    if (const auto& h = forecast.history) {
        text += fmt::format("\nHistory\n  {} months of the rows' own dates, in tables of {} of the data: {} "
                            "additions{}, {} a quarter over the next year\n",
                            h->months, formatPercent(h->covered), h->shape,
                            h->seasonal ? " with a yearly season" : "", formatPercent(h->perQuarter - 1));
        if (h->backtestError)
            text += fmt::format("  A month was forecast to {} in {} backtests\n",
                                formatPercent(*h->backtestError), h->backtests);
        if (!h->used)
            text += "  The forecast does not follow it: " +
                    std::string(forecast.input("growth")->basis == Basis::Stated
                                    ? "the client's plan is stated; growth_basis=history changes that\n"
                                    : "it speaks for too little of the data\n");
    }
    if (!forecast.tables.empty())
        text += "\nTables by what they will add\n";
    for (std::size_t i = 0; i < std::min(kShown, forecast.tables.size()); ++i)
        text += tableText(forecast.tables[i]);
    if (forecast.tables.size() > kShown)
        text += fmt::format("  and {} more in the JSON\n", forecast.tables.size() - kShown);
    return text;
}

std::string forecastText(const Forecast& forecast) {
    std::string text = forecast.headline() + "\n\nRests on\n";
    for (const auto& i : forecast.inputs)
        text += fmt::format("  {:<24} {} ({})\n", i.label, i.source, basisName(i.basis));
    text += historyText(forecast);
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
    std::vector<Visit> visits;
    if (!options.engagement.empty()) {
        const auto engagement = Engagement::open(options.engagement);
        snapshot = engagement.latestSnapshot();
        if (snapshot)
            visits = storedVisits(engagement, snapshot->taken);
        criteria = engagement.criteria();
    }
    for (const auto& [key, value] : options.facts)
        if (!value.empty())
            criteria.set(key, value, "command line");
    const auto today = std::chrono::floor<std::chrono::days>(snapshot ? snapshot->taken : now());
    const auto result = forecast(criteria, snapshot ? &*snapshot : nullptr, today, options.months, visits);
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
