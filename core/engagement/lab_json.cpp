// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"
#include "core/engagement/blob.h"

namespace causeway::engagement {
namespace {

Json distribution(const Distribution& d) {
    return Json{{"mean", d.mean}, {"p5", d.p5},   {"p50", d.p50},
                {"p95", d.p95},   {"p99", d.p99}, {"max", d.max}};
}

Distribution distribution(const Json& j) {
    return {j.at("mean"), j.at("p5"), j.at("p50"), j.at("p95"), j.at("p99"), j.at("max")};
}

/// The outcome in full, as opposed to what the command line prints of it.
Json outcomeJson(const Outcome& o) {
    Json why = Json::array(), timeline = Json::array();
    for (const auto& c : o.why)
        why.push_back({{"cause", c.cause}, {"seconds", c.seconds}});
    for (const auto& t : o.timeline)
        timeline.push_back({{"at_s", t.atSeconds}, {"node", t.node}, {"state", t.state}, {"text", t.text}});
    return Json{{"runs", o.runs},
                {"seed", o.seed},
                {"outage_s", distribution(o.outageSeconds)},
                {"lost_commits", distribution(o.lostCommits)},
                {"commit_latency_ms", distribution(o.commitLatencyMs)},
                {"throughput_tps", o.throughputTps},
                {"availability_low", o.availabilityLow},
                {"availability_high", o.availabilityHigh},
                {"histogram", o.outageHistogram},
                {"runs_with_loss", o.runsWithLoss},
                {"runs_never_back", o.runsNeverBack},
                {"why", std::move(why)},
                {"timeline", std::move(timeline)},
                {"events", o.events}};
}

Outcome outcomeFromJson(const Json& j) {
    Outcome o;
    o.runs = j.at("runs");
    o.seed = j.at("seed");
    o.outageSeconds = distribution(j.at("outage_s"));
    o.lostCommits = distribution(j.at("lost_commits"));
    o.commitLatencyMs = distribution(j.at("commit_latency_ms"));
    o.throughputTps = j.at("throughput_tps");
    o.availabilityLow = j.at("availability_low");
    o.availabilityHigh = j.at("availability_high");
    o.outageHistogram = j.at("histogram").get<std::vector<std::uint64_t>>();
    o.runsWithLoss = j.at("runs_with_loss");
    o.runsNeverBack = j.at("runs_never_back");
    for (const auto& c : j.at("why"))
        o.why.push_back({c.at("cause"), c.at("seconds")});
    for (const auto& t : j.at("timeline"))
        o.timeline.push_back({t.at("at_s"), t.at("node"), t.at("state"), t.at("text")});
    o.events = j.at("events");
    return o;
}

} // namespace

Json toJson(const LabEntry& entry) {
    Json json{{"schema", "causeway.lab/1"},
              {"title", entry.title},
              {"topology", causeway::toJson(entry.topology)},
              {"scenario", causeway::toJson(entry.scenario)}};
    if (entry.outcome)
        json["outcome"] = outcomeJson(*entry.outcome);
    return json;
}

LabEntry labEntryFromJson(const Json& json) {
    try {
        LabEntry entry{json.at("title"),
                       topologyFromJson(json.at("topology")),
                       scenarioFromJson(json.at("scenario")),
                       {}};
        if (json.contains("outcome"))
            entry.outcome = outcomeFromJson(json.at("outcome"));
        return entry;
    } catch (const Json::exception& e) {
        throw Error(ErrorCode::Storage, "a cluster kept in the engagement cannot be read", e.what());
    }
}

} // namespace causeway::engagement
