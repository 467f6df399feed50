// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/roadmap/words.h"

#include "core/base/text.h"
#include "core/base/units.h"

#include <fmt/format.h>

#include <set>

namespace causeway::plan {
namespace {

void clusterWords(Context& c) {
    auto& w = c.words;
    const auto* best = c.best();
    w["cluster"] = best ? best->title : "PostgreSQL " + w["target"] + " at " + w["client"];
    w["tried"] = counted(c.tried.size(), "cluster");
    std::set<std::string> sites, scenarios;
    if (best) {
        for (const auto& n : best->topology->nodes)
            sites.insert(n.site);
        for (const auto i : best->results)
            scenarios.insert(c.in.lab[i].scenario.name.empty() ? c.in.lab[i].title
                                                               : c.in.lab[i].scenario.name);
    }
    w["nodes"] = best ? formatNumber(double(best->machines())) : "3";
    w["sites"] = best ? counted(sites.size(), "site") : "places to be chosen";
    w["best_outcome"] = best ? outcomeWords(*best) : "";
    w["best_outage"] = best ? formatSeconds(best->outageMax) : w["targets"];
    w["scenarios"] = scenarios.empty() ? "a failover of " + w["cluster"]
                                       : counted(scenarios.size(), "fault") + " (" +
                                             listed({scenarios.begin(), scenarios.end()}) + ")";
    w["drill_state"] =
        best ? fmt::format(
                   "{} promises {}, worst under {}; a simulation is a forecast until the real machines agree",
                   best->title, outcomeWords(*best), best->worstScenario)
             : fmt::format("Nothing is known yet of how {} fails over, against {}", w["cluster"],
                           w["targets"]);
    w["drill_accept"] =
        best ? fmt::format(
                   "{}: each ends within {} with {}", capital(w["scenarios"]), formatSeconds(best->outageMax),
                   best->lostMax > 0 ? counted(std::size_t(best->lostMax + 0.5), "commit") + " lost at most"
                                     : std::string("no commit lost"))
             : fmt::format("A failover of {} meets {}", w["cluster"], w["targets"]);
    w["watch_targets"] = best && best->meetsRto
                             ? "every outage under " + formatSeconds(*c.in.criteria.number("rto"))
                             : "no outage longer than on " + w["server"];
}

void workloadWords(Context& c) {
    auto& w = c.words;
    const auto* digest = c.server && c.server->workload ? &*c.server->workload : nullptr;
    const auto language = c.in.criteria.text("app_language");
    if (digest) {
        w["query_state"] =
            fmt::format("{} of {} make up its load ({} executions seen); each has to run and to be as quick",
                        counted(digest->queries.size(), "statement class", "statement classes"), w["server"],
                        formatNumber(double(digest->entries)));
        w["classes_short"] = counted(digest->queries.size(), "statement class", "statement classes");
    } else {
        w["query_state"] = fmt::format(
            "No statement of the application{} on {} was seen, so all of them are unproven on PostgreSQL {}",
            language ? " (" + *language + ")" : "", w["server"], c.target);
        w["classes_short"] = "requests";
    }
    const auto* rps = c.in.growth ? c.in.growth->input("rps") : nullptr;
    w["write_rate"] = rps ? formatNumber(rps->value, rps->value < 10 ? 1 : 0) + " requests a second"
                          : "a rate that nobody has measured";
}

void windowWords(Context& c) {
    auto& w = c.words;
    const auto window = c.in.criteria.number("cutover_window");
    w["window"] = window ? formatSeconds(*window) : "a window that " + w["client"] + " still has to name";
    const auto copy = c.copySeconds();
    if (!copy)
        w["window_state"] = "without a rate the length of the cutover is unknown";
    else if (!window)
        w["window_state"] = fmt::format("{} has not named a window to hold that against", w["client"]);
    else if (*copy <= *window)
        w["window_state"] = fmt::format("that fits the window of {}, so one load at the cutover is enough",
                                        formatSeconds(*window));
    else
        w["window_state"] = fmt::format(
            "that is {} times the window of {}, so changes must be replicated while {} keeps working",
            formatNumber(*copy / *window, 1), formatSeconds(*window), w["server"]);
    w["switch_state"] =
        copy && window && *copy <= *window
            ? fmt::format("A full copy of {} takes {} and the window is {}", w["volume"], w["copy_time"],
                          w["window"])
            : fmt::format(
                  "A full copy of {} takes {}, the window is {}: only the last changes may be left for it",
                  w["volume"], w["copy_time"], w["window"]);
}

void teamWords(Context& c) {
    auto& w = c.words;
    const auto dbas = std::size_t(teamOf(c.in.criteria).dbas);
    w["dbas"] =
        dbas == 1 ? "the DBA of " + w["client"] : fmt::format("{} DBAs of {}", numberWord(dbas), w["client"]);
    w["dbas_they"] = dbas == 1 ? "that person" : "they";
    std::size_t limits = 0;
    std::string first;
    if (c.in.growth)
        for (const auto& l : c.in.growth->limits)
            if (l.crossed && l.id != "restore" && l.id != "saturation") {
                ++limits;
                if (first.empty())
                    first = l.label;
            }
    w["monitor_limits"] =
        limits
            ? fmt::format("{} (first: {})", counted(limits, "limit with a date", "limits with a date"), first)
            : "the " + w["volume"] + " of " + w["server"];
    w["accounts"] = "all its accounts";
    const auto* best = c.best();
    w["watch_state"] = fmt::format(
        "{} serves {} for the first time under the real load of {}; {}", w["cluster"], w["volume"],
        w["client"], best ? "the lab expects " + outcomeWords(*best) : "no simulation says what to expect");
}

void phaseWords(Context& c) {
    auto& w = c.words;
    const auto critical = c.count(Severity::Critical), high = c.count(Severity::High);
    w["urgent"] = formatNumber(double(critical + high));
    w["stop_goal"] = c.in.audit ? fmt::format("{} and {} are closed", counted(critical, "critical finding"),
                                              counted(high, "high one"))
                                : "its backup is proven, since no audit was run";
    if (c.migrating) {
        w["prepare_goal"] = fmt::format("{} of {} converted, {} built", counted(c.objects, "object"),
                                        w["server"], w["cluster"]);
        w["prepare_gate"] =
            fmt::format("{} rewritten, {} confirmed, {} fails over", counted(c.manual, "manual object"),
                        counted(c.assisted, "proposal"), w["cluster"]);
        w["after_goal"] = fmt::format("{} is settled and {} is gone", w["cluster"], w["server"]);
        w["after_gate"] = fmt::format("No return to {} for ten working days", w["server"]);
    } else {
        w["prepare_goal"] = fmt::format("{} gets ready for the growth of its {}", w["server"], w["volume"]);
        w["prepare_gate"] =
            fmt::format("The next forecast of {} shows no limit within six months", w["server"]);
        w["after_goal"] = fmt::format("What is left on {} is settled", w["server"]);
        w["after_gate"] = fmt::format("The next audit of {} scores above {}", w["server"],
                                      c.in.audit ? std::to_string(c.in.audit->score) : "its first");
    }
}

} // namespace

void addWords(Context& context) {
    clusterWords(context);
    workloadWords(context);
    windowWords(context);
    teamWords(context);
    phaseWords(context);
}

} // namespace causeway::plan
