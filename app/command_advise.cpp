// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command_advise.h"

#include "app/command_cluster.h"
#include "app/context.h"
#include "core/advice/advice.h"
#include "core/base/error.h"
#include "core/base/text.h"
#include "core/engagement/engagement.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

namespace causeway::app {
namespace {

struct AdviseArguments {
    std::string topology = "primary-sync-async", engagement, to, survive = "site";
    std::vector<std::pair<std::string, std::string>> facts; ///< fact key, value from the option of its name
    std::vector<std::string> prices;                        ///< KEY=VALUE
    bool copyAnywhere = false;
    AdviceRequest request;
};

Topology priced(Topology topology, const std::vector<std::string>& prices) {
    if (prices.empty())
        return topology;
    auto json = toJson(topology);
    for (const auto& price : prices) {
        const auto equals = price.find('=');
        double value = 0;
        if (equals == std::string::npos || !parseNumber(std::string_view(price).substr(equals + 1), value))
            throw Error(ErrorCode::Usage, "cannot read the price " + printable(price, 60), {},
                        "write it as in core_month=18");
        json["prices"][price.substr(0, equals)] = value;
    }
    return topologyFromJson(json);
}

AdviceRequest requestOf(const AdviseArguments& arguments) {
    auto request = arguments.request;
    request.base = priced(readTopology(arguments.topology), arguments.prices);
    if (!arguments.engagement.empty())
        request.criteria = Engagement::open(arguments.engagement).criteria();
    for (const auto& [key, value] : arguments.facts)
        if (!value.empty())
            request.criteria.set(key, value, "command line");
    auto& load = request.base.workload;
    if (const auto rps = request.criteria.number("rps"); rps && *rps > 0)
        load.commitsPerSecond = *rps * (1 - load.readShare);
    request.survival = arguments.survive == "site" ? Survival::Site : Survival::Server;
    request.copyElsewhere = !arguments.copyAnywhere;
    return request;
}

std::string designText(const Design& d, const std::string& currency, bool recommended) {
    const auto& f = d.figures;
    std::string text = fmt::format("{} {}\n    {}\n", recommended ? "=>" : "  ", d.title, d.settings);
    text += fmt::format("    outage p95 {:.1f} s, lost at most {:.0f}, commit p95 {:.1f} ms, availability "
                        "{:.4f} to {:.4f} %, {:.0f} {} a month\n",
                        f.outageP95Seconds, f.lostMost, f.commitWorstMs(), f.availabilityLow() * 100,
                        f.availabilityHigh() * 100, f.costPerMonth, currency);
    return text + "    " + d.reason + "\n";
}

std::string adviceText(const Advice& a) {
    std::string text = fmt::format("{}\n{} designs, {} runs of each fault for those below, seed {}\n\n",
                                   a.headline, a.tried, a.runs, a.seed);
    for (std::size_t i = 0; i < a.front.size(); ++i)
        text += designText(a.front[i], a.prices.currency, int(i) == a.recommended);
    text += "\nWhat each target costs\n";
    for (const auto& t : a.targets)
        text += fmt::format("  {}\n    {}\n", t.limit, t.reason);
    text += "\nFaults a year\n";
    for (const auto& f : a.faults)
        text += fmt::format("  {:6.2f}  {} ({})\n", f.perYear, f.title, f.source);
    text += fmt::format("\nPrices of {}, {} a month\n", a.prices.date, a.prices.currency);
    for (const auto& p : a.prices.entries)
        text += fmt::format("  {:<20} {:>7g}  {} ({})\n", p.key, p.value, p.label, p.source);
    return text;
}

int runAdvise(const AdviseArguments& arguments, Context& context, Progress& progress) {
    const auto advice = advise(requestOf(arguments), progress);
    if (!arguments.to.empty()) {
        if (advice.recommended < 0)
            throw Error(ErrorCode::Input, "nothing is written to " + arguments.to, advice.headline,
                        "Run it without --to to see which targets stand in the way.");
        const auto& design = advice.front[std::size_t(advice.recommended)];
        writeFile(arguments.to, toJson(design.topology).dump(1) + "\n");
    }
    if (context.format == "json")
        printJson(toJson(advice));
    else
        print(adviceText(advice));
    return kDone;
}

void addTargets(CLI::App& command, AdviseArguments& arguments) {
    arguments.facts.reserve(9);
    for (const auto& [option, key, help] :
         {std::tuple{"--rpo", "rpo", "acknowledged work that may be lost, for example 0s"},
          {"--rto", "rto", "back in service within, for example 60s"},
          {"--max-commit-ms", "max_commit_ms", "what a commit may take, p95"},
          {"--downtime", "downtime_budget", "a year, for example 1h"},
          {"--budget", "cluster_budget", "what the servers may cost a month"},
          {"--sites", "sites", "in how many sites servers may stand"},
          {"--rps", "rps", "requests a second, of which the topology's read_share only read"},
          {"--downtime-cost", "downtime_cost", "what an hour without service costs"},
          {"--lost-commit-cost", "lost_commit_cost", "what a lost order costs"}}) {
        auto& fact = arguments.facts.emplace_back(key, "");
        command.add_option(option, fact.second, help);
    }
}

} // namespace

void addAdvise(CLI::App& group, Context& context) {
    auto arguments = std::make_shared<AdviseArguments>();
    auto* command = group.add_subcommand(
        "advise", "search placements and settings for those that meet the targets at the least cost");
    command
        ->add_option("TOPOLOGY", arguments->topology,
                     "its sites, links, machine, load and prices are the base; a file, or a starter: " +
                         starterNames())
        ->capture_default_str();
    command->add_option("-e,--engagement", arguments->engagement,
                        "engagement file; its criteria are the targets");
    addTargets(*command, *arguments);
    command->add_option("--survive", arguments->survive, "whose loss must not need a person")
        ->check(CLI::IsMember({"server", "site"}))
        ->capture_default_str();
    command->add_flag("--copy-anywhere", arguments->copyAnywhere,
                      "all copies may stand in one area (sites within 2 ms)");
    command->add_option("--price", arguments->prices,
                        "KEY=VALUE in place of the price list's, for example core_month=18");
    command->add_option("--servers", arguments->request.mostDatabases, "most database servers")
        ->check(CLI::Range(1, 5))
        ->capture_default_str();
    command->add_option("--runs", arguments->request.runs, "of each fault, for the designs that are shown")
        ->check(CLI::Range(1, 100000))
        ->capture_default_str();
    command->add_option("--seed", arguments->request.seed, "start of the random numbers")
        ->capture_default_str();
    command->add_option("--to,--out", arguments->to, "topology file to write the recommended design to");
    addCommonOptions(*command, context, {"text", "json"});
    command->callback([arguments, &context] {
        context.run = [arguments](Context& c, Progress& progress) {
            return runAdvise(*arguments, c, progress);
        };
    });
}

} // namespace causeway::app
