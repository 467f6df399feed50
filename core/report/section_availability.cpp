// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/units.h"
#include "core/report/build.h"
#include "core/report/known_issues.h"

#include <fmt/format.h>

#include <array>

namespace causeway::report {
namespace {

std::string seconds(double s) {
    return s == 0 ? "0\u00a0s" : formatSeconds(s);
}

Cell against(const std::string& text, const std::optional<bool>& met) {
    return met ? severity(*met ? "ok" : "critical", text, *met ? "within target" : "beyond target")
               : cell(text);
}

ChartSpec histogram(const Build& b, const LabResult& r) {
    ChartSpec c;
    c.kind = ChartSpec::Kind::Histogram;
    c.id = "outage-" + r.title;
    c.title = fmt::format("{}: half of the outages end within {}, 95 % within {}", r.title,
                          seconds(r.outcome.outageSeconds.p50), seconds(r.outcome.outageSeconds.p95));
    c.subtitle = fmt::format("runs by seconds without an acknowledged commit, {}, seed {}",
                             plan::counted(r.outcome.runs, "run"), r.outcome.seed);
    c.x.unit = "s";
    c.y.unit = "runs";
    ChartSeries series{"runs", ChartSeries::Role::Plain, {}, false};
    for (std::size_t i = 0; i < r.outcome.outageHistogram.size(); ++i)
        series.points.push_back({double(i), double(r.outcome.outageHistogram[i]), 0, 0});
    c.series = {std::move(series)};
    if (const auto rto = b.in.criteria.number("rto"))
        c.thresholds.push_back({"RTO " + seconds(*rto), *rto, true, {}});
    c.source = fmt::format("Source: simulation of {}, scenario {}, seed {}", r.topology.name, r.scenario.name,
                           r.outcome.seed);
    return c;
}

TableSpec results(const Build& b) {
    TableSpec t;
    const auto& criteria = b.in.criteria;
    const auto rto = criteria.number("rto"), rpo = criteria.number("rpo"),
               commit = criteria.number("max_commit_ms");
    t.columns = {left("Cluster and fault", 4), right("Outage p50", 1),         right("Outage p95", 1),
                 right("Longest", 1),          right("Commits lost, most", 1), right("Commit p95", 1),
                 right("Never back", 1)};
    for (const auto& r : b.in.lab) {
        const auto& o = r.outcome;
        if (o.runs == 0)
            continue;
        t.rows.push_back({cell(strong(r.topology.name.empty() ? r.title : r.topology.name),
                               fmt::format("{}, {}", r.scenario.name.empty() ? r.title : r.scenario.name,
                                           plan::counted(o.runs, "run"))),
                          cell(seconds(o.outageSeconds.p50)),
                          against(seconds(o.outageSeconds.p95),
                                  rto ? std::optional(o.outageSeconds.p95 <= *rto) : std::nullopt),
                          cell(seconds(o.outageSeconds.max)),
                          against(formatNumber(o.lostCommits.max),
                                  rpo ? std::optional(o.lostCommits.max <=
                                                      *rpo * r.topology.workload.commitsPerSecond + 1e-9)
                                      : std::nullopt),
                          against(seconds(o.commitLatencyMs.p95 / 1000),
                                  commit ? std::optional(o.commitLatencyMs.p95 <= *commit) : std::nullopt),
                          cell(formatPercent(o.runsNeverBack))});
    }
    return t;
}

void addWhy(Section& s, const plan::Candidate& best, const Build& b) {
    const auto& r = b.in.lab[best.results.front()];
    if (r.outcome.why.empty())
        return;
    TableSpec t;
    double sum = 0;
    for (const auto& cause : r.outcome.why)
        sum += cause.seconds;
    t.title = fmt::format("Where the {} of {} go", seconds(sum), r.title);
    t.columns = {left("Cause", 3), right("Mean", 1), right("Share", 1)};
    for (const auto& cause : r.outcome.why)
        t.rows.push_back({cell(cause.cause), cell(seconds(cause.seconds)),
                          share(formatPercent(sum > 0 ? cause.seconds / sum : 0), cause.seconds, sum)});
    s.blocks.push_back(std::move(t));
}

void addRestore(Section& s, const Build& b) {
    s.blocks.push_back(Heading{2, fmt::format("Recovery of {} from a backup", b.word("volume")), "recovery"});
    s.blocks.push_back(
        paragraph(fmt::format("{}; {} at {} take {} to come back.", b.word("restore_state"), b.word("volume"),
                              b.word("restore_rate"), b.word("restore_time"))));
}

/// The figures of a manager that nobody has measured say so wherever they stand.
void addCaveats(Section& s, const Build& b) {
    for (const auto& r : b.in.lab)
        if (const auto caveat = r.topology.manager.caveat(); !caveat.empty())
            return s.blocks.push_back(paragraph(caveat));
}

TableSpec addStolon(TableSpec spec, const Topology& t) {
    const auto& s = t.manager.stolon;
    const auto add = [&](const char* name, std::string value) {
        spec.rows.push_back({cell(code(name)), cell(std::move(value))});
    };
    add("sleepInterval", seconds(s.sleepInterval));
    add("failInterval", seconds(s.failInterval));
    add("proxyCheckInterval", seconds(s.proxyCheckInterval));
    add("proxyTimeout", seconds(s.proxyTimeout));
    add("maxStandbyLag", formatBytes(s.maxStandbyLag));
    add("synchronousReplication", s.synchronousReplication ? "on" : "off");
    add("synchronous standbys", fmt::format("{} to {}", s.minSynchronousStandbys, s.maxSynchronousStandbys));
    add("routing", t.routing.kind);
    add("load", fmt::format("{} commits/s, {} clients", formatNumber(t.workload.commitsPerSecond),
                            t.workload.clients));
    return spec;
}

Block settings(const plan::Candidate& best, const Build& b) {
    const auto& t = *best.topology;
    const auto& m = t.manager;
    static constexpr std::array<std::string_view, 3> modes{"off", "on", "quorum"};
    TableSpec spec;
    spec.title =
        fmt::format("{} as simulated, seed {}", best.title, b.in.lab[best.results.front()].outcome.seed);
    spec.columns = {left("Setting", 3), right("Value", 2)};
    const auto add = [&](const char* name, std::string value) {
        spec.rows.push_back({cell(code(name)), cell(std::move(value))});
    };
    add("manager", m.kind + " " + m.version);
    if (m.kind == "stolon")
        return addStolon(std::move(spec), t);
    add("ttl", seconds(m.ttl));
    add("loop_wait", seconds(m.loopWait));
    add("retry_timeout", seconds(m.retryTimeout));
    add("maximum_lag_on_failover", formatBytes(m.maximumLagOnFailover));
    add("synchronous_mode",
        std::string(modes[std::size_t(m.synchronousMode)]) + (m.synchronousModeStrict ? ", strict" : ""));
    add("synchronous_node_count", std::to_string(m.synchronousNodeCount));
    add("failsafe_mode", m.failsafeMode ? "on" : "off");
    add("synchronous_commit", t.postgresql.synchronousCommit);
    add("routing", t.routing.kind);
    add("load", fmt::format("{} commits/s, {} clients", formatNumber(t.workload.commitsPerSecond),
                            t.workload.clients));
    return spec;
}

} // namespace

Part availability(Build& b) {
    const auto* best = b.context.best();
    if (!best) {
        b.absent.push_back(
            fmt::format("Availability and recovery after a move of {}: no cluster was simulated against {}",
                        b.word("server"), b.context.targets()));
        return {};
    }
    Section s = makeSection(
        "availability", "Availability and recovery",
        fmt::format("{}: 95 % of outages end within {}, {}", best->title, seconds(best->outageP95),
                    best->lostMax > 0
                        ? "up to " + plan::counted(std::size_t(best->lostMax + 0.5), "commit") + " lost"
                        : "no commit lost"));
    const auto clusters = plan::counted(b.context.tried.size(), "cluster");
    const auto load = formatNumber(best->topology->workload.commitsPerSecond);
    s.blocks = {
        lead(b.context.hasTargets()
                 ? fmt::format("{} were held against {} in {} simulated faults, at {} commits a second.",
                               clusters, b.context.targets(), b.in.lab.size(), load)
                 : fmt::format(
                       "{} were tried in {} simulated faults, at {} commits a second; {} has yet to say how "
                       "long an outage and how much loss it can bear.",
                       clusters, b.in.lab.size(), load, b.word("client")))};
    auto table = results(b);
    table.source = fmt::format("Source: simulation, {} at best, seed {}", plan::counted(best->runs, "run"),
                               b.in.lab[best->results.front()].outcome.seed);
    b.addTable(s, std::move(table), "all-outcomes", "Simulated faults");
    addCaveats(s, b);
    for (const auto i : best->results)
        if (!b.in.lab[i].outcome.outageHistogram.empty())
            s.blocks.push_back(histogram(b, b.in.lab[i]));
    addWhy(s, *best, b);
    addRestore(s, b);
    return {s};
}

Part architecture(Build& b) {
    const auto* best = b.context.best();
    if (!best) {
        b.absent.push_back(
            fmt::format("Target architecture for {}: no cluster was tried in the lab", b.word("client")));
        return {};
    }
    Section s = makeSection("architecture", "Target architecture",
                            best->misses() ? fmt::format("No cluster of {} tried meets {}",
                                                         b.context.tried.size(), b.context.targets())
                                           : fmt::format("{} is the best of {}", best->title,
                                                         plan::counted(b.context.tried.size(), "cluster")));
    TableSpec t;
    t.columns = {left("Cluster", 4),
                 right("Machines", 1),
                 right("Outage p95", 1),
                 right("Commits lost, most", 1),
                 right("Commit p95", 1),
                 right("Commits/s", 1),
                 right("Availability at worst", 1)};
    for (const auto& c : b.context.tried)
        t.rows.push_back({cell(strong(c.title), &c == best ? "chosen: " + plan::outcomeWords(c)
                                                           : "worst under " + c.worstScenario),
                          cell(std::to_string(c.machines())), against(seconds(c.outageP95), c.meetsRto),
                          against(formatNumber(c.lostMax), c.meetsRpo),
                          against(seconds(c.latencyP95 / 1000), c.meetsCommit),
                          cell(formatNumber(c.throughput)),
                          cell(fmt::format("{:.3f}\u00a0%", c.availabilityLow * 100))});
    b.addTable(s, std::move(t), "all-clusters", "Clusters tried");
    s.blocks.push_back(settings(*best, b));
    addKnownIssues(s, *best, b);
    if (const auto* task = b.taskFor("lab:" + best->title))
        s.blocks.push_back(
            Paragraph{plain(fmt::format("Building {} is ", best->title)) + b.taskLink(task->id) +
                          plain(fmt::format(", {} to {}.", longDate(task->start), longDate(task->finish))),
                      false});
    return {s};
}

} // namespace causeway::report
