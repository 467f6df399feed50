// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/lab/lab_charts.h"

#include "core/base/units.h"
#include "core/sim/commit_latency.h"
#include "ui/canvas/assigned_roles.h"
#include "ui/pages/lab/lab_words.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace causeway::ui {
namespace {

using report::ChartSeries;
using report::ChartSpec;

constexpr int kCurvePoints = 7;
constexpr double kLeastCurveMs = 15;

std::string tr(const char* text) {
    return QCoreApplication::translate("Lab", text).toStdString();
}

std::string fill(const char* text, std::initializer_list<QString> values) {
    QString out = QCoreApplication::translate("Lab", text);
    for (const auto& value : values)
        out = out.arg(value);
    return out.toStdString();
}

QString number(double value, int decimals = 0) {
    return QString::fromStdString(formatNumber(value, decimals));
}

QString ms(double value) {
    return QString::fromStdString(formatNumber(value, value < 10 ? 1 : 0)) + "\u00a0ms";
}

/// The link of the leader's site whose far end holds a synchronous standby, else any standby.
const Link* decidingLink(const Topology& t) {
    const auto roles = assignedRoles(t);
    std::string home;
    for (const auto& n : t.nodes)
        if (roles.at(n.id) == CanvasRole::Leader)
            home = n.site;
    const Link* best = nullptr;
    for (const auto wanted : {CanvasRole::Sync, CanvasRole::Async})
        for (const auto& l : t.links) {
            if (l.a == l.b || (l.a != home && l.b != home))
                continue;
            const auto& far = l.a == home ? l.b : l.a;
            const bool there = std::any_of(t.nodes.begin(), t.nodes.end(), [&](const Node& n) {
                return n.site == far && roles.at(n.id) == wanted;
            });
            if (there && (!best || (l.rttMs < best->rttMs && wanted == CanvasRole::Sync)))
                best = &l;
        }
    return best;
}

bool sameFault(const Scenario& a, const Scenario& b) {
    return a.faults == b.faults;
}

} // namespace

std::optional<LatencyCurve> latencyCurve(const Topology& topology, std::uint64_t seed) {
    const Link* link = decidingLink(topology);
    if (!link)
        return std::nullopt;
    LatencyCurve curve{link->a, link->b, link->rttMs, {}};
    Topology tried = topology;
    auto& moved = tried.links[std::size_t(link - topology.links.data())];
    const double most = std::max(kLeastCurveMs, std::ceil(link->rttMs * 1.6));
    for (int i = 0; i < kCurvePoints; ++i) {
        moved.rttMs = most * i / (kCurvePoints - 1);
        const auto latency = commitFigures(tried, seed).latencyMs;
        curve.points.push_back({moved.rttMs, latency.p50, latency.p95});
    }
    return curve;
}

ChartSpec outageChart(const Outcome& o, const Criteria& criteria) {
    ChartSpec c;
    c.kind = ChartSpec::Kind::Histogram;
    c.id = "lab-outage";
    c.x.unit = "s";
    c.y.unit = "runs";
    const auto rto = criteria.number("rto");
    const QString most = secondsText(o.outageSeconds.max);
    if (o.runsNeverBack > 0)
        c.title = fill("Not back in %1 of runs", {QString::fromStdString(formatPercent(o.runsNeverBack))});
    else if (o.outageSeconds.max <= 0)
        c.title = tr("No run is interrupted");
    else
        c.title = rto ? fill("Back in %1 at worst, target %2", {most, secondsText(*rto)})
                      : fill("Back in %1 at worst", {most});
    c.subtitle =
        fill("outage in s, %1 runs, p50 %2, p99 %3",
             {number(double(o.runs)), secondsText(o.outageSeconds.p50), secondsText(o.outageSeconds.p99)});
    if (o.runsNeverBack > 0)
        c.subtitle = fill("outage in s, %1 runs, cut at the run's end", {number(double(o.runs))});
    ChartSeries series{tr("runs"), ChartSeries::Role::Plain, {}, false};
    const auto& bins = o.outageHistogram;
    for (std::size_t i = 0; i < bins.size(); ++i)
        series.points.push_back({double(i), double(bins[i]), 0, 0});
    c.series = {std::move(series)};
    if (rto)
        c.thresholds.push_back({fill("target %1", {secondsText(*rto)}), *rto, true, {}});
    return c;
}

ChartSpec lossChart(const LabEntry& draft, const std::vector<LabEntry>& kept) {
    ChartSpec c;
    c.kind = ChartSpec::Kind::Range;
    c.id = "lab-loss";
    c.subtitle = tr("acknowledged commits lost, p5 to worst");
    ChartSeries here{draft.title, ChartSeries::Role::Plain, {}, false};
    ChartSeries others{tr("others"), ChartSeries::Role::Muted, {}, false};
    double worst = 0;
    const auto add = [&](ChartSeries& series, const LabEntry& e) {
        const auto& lost = e.outcome->lostCommits;
        series.points.push_back({double(c.x.categories.size()), lost.max, lost.p5, lost.max});
        c.x.categories.push_back(e.title);
        worst = std::max(worst, lost.max);
    };
    if (draft.outcome)
        add(here, draft);
    for (const auto& e : kept)
        if (e.outcome && sameFault(e.scenario, draft.scenario) && e.title != draft.title &&
            c.x.categories.size() < 5)
            add(others, e);
    const double most = draft.outcome ? draft.outcome->lostCommits.max : 0;
    const auto share = QString::fromStdString(formatPercent(draft.outcome ? draft.outcome->runsWithLoss : 0));
    if (most >= 1.5)
        c.title = fill("Up to %1 lost, in %2 of runs", {number(most), share});
    else if (most >= 0.5)
        c.title = fill("One commit lost in %1 of runs", {share});
    else
        c.title = worst > 0 ? fill("Nothing lost; others lose %1", {number(worst)}) : tr("Nothing is lost");
    c.series = {std::move(here)};
    if (!others.points.empty())
        c.series.push_back(std::move(others));
    return c;
}

ChartSpec latencyChart(const Outcome& o, const std::optional<LatencyCurve>& curve, const Criteria& criteria) {
    ChartSpec c;
    c.kind = ChartSpec::Kind::Line;
    c.id = "lab-latency";
    c.x.unit = c.y.unit = "ms";
    const auto limit = criteria.number("max_commit_ms");
    c.title = limit ? fill("A commit takes %1, limit %2", {ms(o.commitLatencyMs.p95), ms(*limit)})
                    : fill("A commit takes %1", {ms(o.commitLatencyMs.p95)});
    if (limit)
        c.thresholds.push_back({fill("limit %1", {ms(*limit)}), *limit, false, {}});
    if (!curve) {
        c.kind = ChartSpec::Kind::HorizontalBar;
        c.subtitle = tr("ms by percentile, before the fault");
        c.x.categories = {"p50", "p95", "p99"};
        ChartSeries bars{tr("commit"), ChartSeries::Role::Plain, {}, false};
        double row = 0;
        for (const double value : {o.commitLatencyMs.p50, o.commitLatencyMs.p95, o.commitLatencyMs.p99})
            bars.points.push_back({row++, value, 0, 0});
        c.series = {std::move(bars)};
        return c;
    }
    c.subtitle = fill("by round trip %1–%2, now %3", {QString::fromStdString(curve->from),
                                                      QString::fromStdString(curve->to), ms(curve->nowMs)});
    ChartSeries p50{"p50", ChartSeries::Role::Plain, {}, false},
        p95{"p95", ChartSeries::Role::Plain, {}, false};
    for (const auto& p : curve->points) {
        p50.points.push_back({p.rttMs, p.p50Ms, 0, 0});
        p95.points.push_back({p.rttMs, p.p95Ms, 0, 0});
    }
    c.series = {std::move(p50), std::move(p95)};
    return c;
}

} // namespace causeway::ui
