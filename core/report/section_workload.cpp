// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"
#include "core/base/units.h"
#include "core/report/build.h"

#include <fmt/format.h>

#include <algorithm>

namespace causeway::report {
namespace {

double inSeconds(std::uint64_t ns) {
    return double(ns) / 1e9;
}

ChartSpec load(const Build& b, const ServerEvidence& server) {
    const auto& w = *server.workload;
    ChartSpec c;
    c.id = "load-" + server.id;
    const auto top = std::max_element(w.timeline.begin(), w.timeline.end(),
                                      [](const auto& x, const auto& y) { return x.count < y.count; });
    c.title = fmt::format("The load of {} peaks at {} statements a second on {}", server.id,
                          formatNumber(double(top->count) / double(w.bucketSeconds), 1),
                          toIso(top->start).substr(0, 16));
    c.subtitle = fmt::format("statements a second, means over {}", formatSeconds(double(w.bucketSeconds)));
    c.kind = w.timeline.size() <= 48 ? ChartSpec::Kind::Bar : ChartSpec::Kind::Line;
    // A date axis has days; what is shorter than two of them counts from its start.
    const double whole = double(w.bucketSeconds) * double(w.timeline.size());
    const bool brief = whole < 2 * 86400;
    const double unit = whole < 600 ? 1 : whole < 36000 ? 60 : 3600;
    c.x.unit = brief ? (unit == 1 ? "s" : unit == 60 ? "min" : "h") : "time";
    c.x.kind = c.kind == ChartSpec::Kind::Bar ? ChartAxis::Kind::Category
               : brief                        ? ChartAxis::Kind::Number
                                              : ChartAxis::Kind::Date;
    if (brief && c.kind != ChartSpec::Kind::Bar)
        c.subtitle += fmt::format("; {} from {} on",
                                  unit == 1    ? "seconds"
                                  : unit == 60 ? "minutes"
                                               : "hours",
                                  toIso(w.timeline.front().start).substr(0, 16));
    c.y.unit = "per second";
    ChartSeries series{"statements", ChartSeries::Role::Measured, {}, false};
    for (std::size_t i = 0; i < w.timeline.size(); ++i) {
        const auto& p = w.timeline[i];
        const double y = double(p.count) / double(w.bucketSeconds);
        if (c.kind == ChartSpec::Kind::Bar) {
            c.x.categories.push_back(toIso(p.start).substr(5, 11));
            series.points.push_back({double(i), y, 0, 0});
        } else
            series.points.push_back(
                {brief ? std::chrono::duration<double>(p.start - w.timeline.front().start).count() / unit
                       : std::chrono::duration<double>(p.start.time_since_epoch()).count() / 86400,
                 y, 0, 0});
    }
    c.series.push_back(std::move(series));
    c.source = b.source(fmt::format("{} of {}{}", w.origin, server.id, b.sourceMark("slow-log")));
    return c;
}

TableSpec topQueries(const Build& b, const ServerEvidence& server) {
    const auto& w = *server.workload;
    const double total = inSeconds(w.totalNs());
    TableSpec t;
    t.columns = {left("Statement", 5),
                 right("Total", 1),
                 right("Share", 1),
                 right("Count", 1),
                 right("Mean", 1),
                 right("p95", 1),
                 right("Examined per row sent", 1)};
    for (const auto& q : w.queries) {
        const double own = inSeconds(q.totalNs);
        t.rows.push_back({cell(code(printable(q.fingerprint, 160)), q.id), cell(formatSeconds(own)),
                          share(formatPercent(total > 0 ? own / total : 0), own, total),
                          cell(formatNumber(double(q.count))),
                          cell(formatSeconds(q.count ? own / double(q.count) : 0)),
                          cell(formatSeconds(inSeconds(q.p95Ns))),
                          cell(q.rowsSent ? formatNumber(double(q.rowsExamined) / double(q.rowsSent)) : "")});
    }
    t.source = b.source(fmt::format("{} of {}", w.origin, server.id));
    return t;
}

void addServer(Section& s, Build& b, const ServerEvidence& server) {
    const auto& w = *server.workload;
    std::string window = w.first && w.last ? fmt::format(" from {} to {}", toIso(*w.first).substr(0, 16),
                                                         toIso(*w.last).substr(0, 16))
                                           : "";
    std::string text = fmt::format(
        "{} executions of {} on {}{}, read from the {}.", formatNumber(double(w.executions())),
        plan::counted(w.queries.size(), "statement class", "statement classes"), server.id, window, w.origin);
    if (w.thresholdSeconds.value_or(0) > 0)
        text += fmt::format(" Whatever took less than {} was not logged and is not seen here.",
                            formatSeconds(*w.thresholdSeconds));
    if (w.skipped)
        text += fmt::format(" {} of the log were not whole and were left out.",
                            plan::counted(w.skipped, "piece"));
    s.blocks.push_back(lead(text));
    if (w.bucketSeconds > 0 && w.timeline.size() > 1)
        s.blocks.push_back(load(b, server));
    b.addTable(s, topQueries(b, server), "all-queries-" + server.id, "Statements of " + server.id);
    if (!w.remarks.empty())
        s.blocks.push_back(bullets(w.remarks));
}

} // namespace

Part workload(Build& b) {
    Section s = makeSection("workload", "Workload", {});
    if (b.in.snapshot)
        for (const auto& server : b.in.snapshot->servers)
            if (server.workload && !server.workload->queries.empty()) {
                if (s.headline.empty()) {
                    const auto& w = *server.workload;
                    const auto n = std::min<std::size_t>(3, w.queries.size());
                    std::uint64_t top = 0;
                    for (std::size_t i = 0; i < n; ++i)
                        top += w.queries[i].totalNs;
                    s.headline = fmt::format(
                        "{} take {} of the time of {}",
                        plan::capital(plan::counted(n, "statement class", "statement classes")),
                        formatPercent(w.totalNs() ? double(top) / double(w.totalNs()) : 0), server.id);
                }
                addServer(s, b, server);
            }
    if (s.headline.empty()) {
        b.absent.push_back(
            fmt::format("Workload of {}: neither a log nor statement counters were given", b.word("server")));
        return {};
    }
    return {s};
}

} // namespace causeway::report
