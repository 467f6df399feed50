// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/finding_charts.h"

#include "core/audit/facts.h"
#include "core/base/text.h"
#include "core/base/units.h"
#include "core/report/charts.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

namespace causeway::report {

ChartSpec bars(std::string id, std::string title, std::string subtitle, const std::string& unit,
               const std::vector<std::pair<std::string, double>>& values, std::size_t chosen) {
    ChartSpec c;
    c.kind = ChartSpec::Kind::HorizontalBar;
    c.id = std::move(id);
    c.title = std::move(title);
    c.subtitle = std::move(subtitle);
    c.x.kind = ChartAxis::Kind::Category;
    c.y.unit = unit;
    ChartSeries rest{"others", ChartSeries::Role::Muted, {}, false},
        main{"this", ChartSeries::Role::Plain, {}, false};
    for (std::size_t i = 0; i < values.size(); ++i) {
        c.x.categories.push_back(values[i].first);
        (i == chosen ? main : rest).points.push_back({double(i), values[i].second, 0, 0});
    }
    if (!rest.points.empty())
        c.series.push_back(std::move(rest));
    c.series.push_back(std::move(main));
    return c;
}

namespace {

constexpr std::size_t kMostBars = 5, kLeastSamples = 4;

/// The forecast's curve that the finding speaks of, where it meets a limit.
std::optional<ChartSpec> fromForecast(const Build& b, const Finding& f) {
    if (!b.in.growth)
        return std::nullopt;
    const auto wanted = f.rule == "grow.autoinc"     ? "autoinc:" + f.object
                        : f.rule == "grow.disk"      ? std::string("disk")
                        : f.rule.starts_with("con.") ? std::string("connections")
                        : f.rule == "grow.bp_crossover" || f.rule.starts_with("cfg.bp_")
                            ? std::string("memory")
                            : std::string();
    const auto* curve = wanted.empty() ? nullptr : b.in.growth->curve(wanted);
    if (!curve)
        return std::nullopt;
    auto chart = curveChart(*b.in.growth, *curve);
    chart.source = b.source("forecast of " + f.server);
    return chart;
}

double seconds(std::uint64_t ns) {
    return double(ns) / 1e9;
}

/// A statement's short name: its verb and first table.
std::string statementName(const QueryClass& q) {
    const auto text = printable(q.fingerprint, 26);
    return text.size() < q.fingerprint.size() ? text : q.fingerprint;
}

std::optional<ChartSpec> amongOthers(const WorkloadDigest& w, std::size_t chosen) {
    const double total = seconds(w.totalNs());
    if (total <= 0 || w.queries.size() < 2)
        return std::nullopt;
    std::vector<std::pair<std::string, double>> values;
    const auto n = std::min(kMostBars, w.queries.size()), at = std::min(chosen, n - 1);
    for (std::size_t i = 0; i < n; ++i) {
        const auto& q = w.queries[i == at ? chosen : i];
        values.emplace_back(statementName(q), 100 * seconds(q.totalNs) / total);
    }
    const auto own = formatPercent(seconds(w.queries[chosen].totalNs) / total);
    const auto rank =
        chosen == 0 ? std::string("the most of all") : fmt::format("number {} of all", chosen + 1);
    return bars("time-share", fmt::format("{} of the time, {}", own, rank),
                "share of all statement time, %, the costliest classes", "%", values, at);
}

std::optional<ChartSpec> ofStatement(const Build& b, const Finding& f) {
    const auto* server = b.in.snapshot ? b.in.snapshot->server(f.server) : nullptr;
    if (!server || !server->workload)
        return std::nullopt;
    const auto& w = *server->workload;
    const auto it =
        std::find_if(w.queries.begin(), w.queries.end(), [&](const auto& q) { return q.id == f.object; });
    if (it == w.queries.end() || it->count == 0)
        return std::nullopt;
    std::optional<ChartSpec> chart;
    const double count = double(it->count);
    if (f.rule == "wl.dominant")
        chart = amongOthers(w, std::size_t(it - w.queries.begin()));
    else if (f.rule == "wl.rows_ratio" || f.rule == "wl.full_scan" || f.rule == "wl.leading_wildcard") {
        const double read = double(it->rowsExamined) / count,
                     shown = double(it->rowsSent + it->rowsAffected) / count;
        if (read <= 0)
            return std::nullopt;
        chart =
            bars("rows", fmt::format("{} rows are read for {}", formatNumber(read), formatNumber(shown, 1)),
                 fmt::format("rows, mean of {}", plan::counted(it->count, "execution")), "rows",
                 {{"read", read}, {"shown or changed", shown}}, 0);
    } else if (f.rule == "wl.lock_share") {
        const double waited = seconds(it->lockNs), total = seconds(it->totalNs);
        chart =
            bars("locks", fmt::format("{} of {} are waiting", formatSeconds(waited), formatSeconds(total)),
                 fmt::format("seconds, all of {}", plan::counted(it->count, "execution")), "s",
                 {{"waiting for locks", waited}, {"working", std::max(0.0, total - waited)}}, 0);
    } else if (f.rule == "wl.variance")
        chart = bars("spread", fmt::format("One in a hundred takes {}", formatSeconds(seconds(it->p99Ns))),
                     fmt::format("ms, percentiles of {}", plan::counted(it->count, "execution")), "ms",
                     {{"median", seconds(it->p50Ns) * 1000},
                      {"p95", seconds(it->p95Ns) * 1000},
                      {"p99", seconds(it->p99Ns) * 1000},
                      {"longest", seconds(it->maxNs) * 1000}},
                     2);
    if (chart)
        chart->source = b.source(fmt::format("{} of {}", w.origin, f.server));
    return chart;
}

/// A counter's increase a second between the samples.
std::optional<ChartSpec> overTime(const Build& b, const ServerEvidence& server, const EvidenceLine& line) {
    const auto name = toLower(line.label);
    if (server.status.size() < kLeastSamples)
        return std::nullopt;
    ChartSpec c;
    c.id = "counter-" + name;
    c.x.unit = "s";
    c.y.unit = "per second";
    ChartSeries series{name, ChartSeries::Role::Measured, {}, false};
    const auto first = server.status.front().at;
    double most = 0, before = 0;
    Instant last{};
    bool any = false;
    for (const auto& sample : server.status) {
        const auto it = sample.values.find(name);
        double value = 0;
        if (it == sample.values.end() || !parseNumber(it->second, value))
            return std::nullopt;
        const double passed = std::chrono::duration<double>(sample.at - last).count();
        if (any && passed > 0 && value >= before) {
            const double rate = (value - before) / passed;
            series.points.push_back({std::chrono::duration<double>(sample.at - first).count(), rate, 0, 0});
            most = std::max(most, rate);
        }
        any = true;
        before = value;
        last = sample.at;
    }
    if (most <= 0 || series.points.size() + 1 < kLeastSamples)
        return std::nullopt;
    c.title = fmt::format("{}: up to {} a second", line.label, formatNumber(most, most < 10 ? 1 : 0));
    c.subtitle = fmt::format("increase a second between {} samples, by seconds from {}", server.status.size(),
                             toIso(first).substr(11, 8));
    c.series = {std::move(series)};
    const auto id = line.ref ? b.evidenceId(*line.ref) : "";
    c.source = b.source("status counters of " + server.id + (id.empty() ? "" : " [" + id + "]"));
    return c;
}

/// The last "= 98.7 %" of an evidence value, as a fraction.
std::optional<double> shareIn(std::string_view value) {
    const auto sign = value.rfind('%');
    if (sign == std::string_view::npos)
        return std::nullopt;
    auto end = sign;
    while (end > 0 && !(value[end - 1] >= '0' && value[end - 1] <= '9'))
        --end;
    auto begin = end;
    while (begin > 0 && ((value[begin - 1] >= '0' && value[begin - 1] <= '9') || value[begin - 1] == '.'))
        --begin;
    double number = 0;
    if (begin == end || sign - end > 4 || !parseNumber(value.substr(begin, end - begin), number))
        return std::nullopt;
    return number / 100;
}

const Facts& facts() {
    static const Facts all;
    return all;
}

/// A limit of the rule; nothing where the table of thresholds has none of that name.
std::optional<double> thresholdOf(const std::string& rule, std::string_view name) {
    try {
        return facts().limit(rule, name);
    } catch (const Error&) {
        return std::nullopt;
    }
}

std::optional<ChartSpec> againstThreshold(const Build& b, const Finding& f) {
    for (const auto& line : f.evidence) {
        const auto share = shareIn(line.value);
        if (!share || line.value.find('=') == std::string::npos)
            continue;
        for (const auto* name : {"share", "hits", "ratio", "misses", "warn", "high", "info"}) {
            const auto limit = thresholdOf(f.rule, name);
            if (!limit || *limit <= 0 || *limit >= 1)
                continue;
            auto c = bars("share",
                          fmt::format("{} {}, the limit is {}", plan::capital(line.label),
                                      formatPercent(*share), formatPercent(*limit)),
                          "%, measured against the rule's limit", "%",
                          {{"measured", 100 * *share}, {"limit", 100 * *limit}}, 0);
            const auto id = line.ref ? b.evidenceId(*line.ref) : "";
            c.source = b.source(f.server + (id.empty() ? "" : " [" + id + "]"));
            return c;
        }
    }
    return std::nullopt;
}

/// How much data stands in each storage engine.
std::optional<ChartSpec> byEngine(const Build& b, const Finding& f) {
    const auto* server = b.in.snapshot ? b.in.snapshot->server(f.server) : nullptr;
    if (f.rule != "inno.non_transactional" || !server || !server->catalog)
        return std::nullopt;
    std::map<std::string, std::pair<double, std::size_t>> engines;
    for (const auto& t : server->catalog->tables)
        if (!t.engine.empty() && t.dataBytes) {
            auto& [bytes, n] = engines[t.engine];
            bytes += double(*t.dataBytes + t.indexBytes.value_or(0)) / kMiB;
            ++n;
        }
    if (engines.size() < 2)
        return std::nullopt;
    std::vector<std::pair<std::string, double>> values;
    double safe = 0, all = 0;
    std::size_t chosen = 0;
    for (const auto& [name, held] : engines) {
        if (equalsIgnoreCase(name, "InnoDB"))
            safe += held.first;
        else
            chosen = values.size();
        all += held.first;
        values.emplace_back(fmt::format("{}, {}", name, plan::counted(held.second, "table")), held.first);
    }
    auto c = bars("engines",
                  fmt::format("{} of the data can be damaged", formatPercent(all > 0 ? 1 - safe / all : 0)),
                  b.context.scaling ? "MB by storage engine, as read from the copy" : "MB by storage engine",
                  "MB", values, chosen);
    c.source = b.source("catalog of " + f.server);
    return c;
}

std::optional<ChartSpec> ageOfRestore(const Build& b, const Finding& f) {
    const auto tested = b.in.criteria.date("restore_tested");
    const auto limit = thresholdOf(f.rule, "days");
    if (f.rule != "dur.restore_tested" || !tested || !limit || !b.in.snapshot)
        return std::nullopt;
    const auto today = std::chrono::floor<std::chrono::days>(b.in.snapshot->taken);
    const double age = double((today - *tested).count());
    auto c = bars("restore-age",
                  fmt::format("{} times the {} between two tests", formatNumber(age / *limit, 1),
                              plan::counted(std::size_t(*limit), "day")),
                  "days", "days", {{"since the last test", age}, {"between two tests", *limit}}, 0);
    c.source = b.source("interview, " + b.in.criteria.fact("restore_tested")->source);
    return c;
}

} // namespace

std::optional<ChartSpec> findingChart(const Build& b, const Finding& f) {
    for (const auto& make : {fromForecast, ofStatement, byEngine, ageOfRestore})
        if (auto chart = make(b, f))
            return chart;
    if (const auto* server = b.in.snapshot ? b.in.snapshot->server(f.server) : nullptr)
        for (const auto& line : f.evidence)
            if (auto chart = overTime(b, *server, line))
                return chart;
    return againstThreshold(b, f);
}

} // namespace causeway::report
