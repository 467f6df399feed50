// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/units.h"
#include "core/report/build.h"
#include "core/report/charts.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace causeway::report {
namespace {

constexpr std::size_t kKeyCharts = 3; ///< charts of keys that run out; the table holds all

struct Scale {
    double factor = 1;
    std::string unit;
};

/// A unit in which the curve's values are short numbers.
Scale scaleFor(const Curve& c, double smallest, double largest) {
    if (c.unit == "bytes") {
        if (smallest >= kTiB)
            return {kTiB, "TB"};
        return smallest >= kGiB || largest >= 100 * kGiB ? Scale{kGiB, "GB"} : Scale{kMiB, "MB"};
    }
    if (c.unit == "fraction")
        return {0.01, "%"};
    if (c.unit == "seconds")
        return largest >= 7200 ? Scale{3600, "h"} : largest >= 120 ? Scale{60, "min"} : Scale{1, "s"};
    return {1, c.unit};
}

/// An exponential curve far beyond its limit hides the crossing: the chart ends a quarter after it.
Date chartEnd(const Forecast& f, const Curve& c) {
    Date end = addMonths(f.start, 6);
    bool any = false;
    for (const auto& l : f.limits)
        if (l.curve == c.id && l.crossed) {
            end = std::max(end, addMonths(*l.crossed, 3));
            any = true;
        }
    return any ? end : addMonths(f.start, f.horizonMonths);
}

void addThresholds(ChartSpec& spec, const Forecast& f, const Curve& c, const Scale& scale) {
    for (const auto& l : f.limits) {
        if (l.curve != c.id)
            continue;
        Threshold t{l.label, l.value / scale.factor, false, {}};
        if (l.crossed)
            t.crossedAtX = axisDay(*l.crossed);
        spec.thresholds.push_back(std::move(t));
    }
}

} // namespace

ChartSpec curveChart(const Forecast& f, const Curve& c) {
    ChartSpec spec;
    spec.id = "curve-" + c.id;
    spec.title = c.title;
    const Date end = chartEnd(f, c);
    ChartSeries measured{"measured", ChartSeries::Role::Measured, {}, false},
        forecast{"forecast", ChartSeries::Role::Forecast, {}, true};
    double largest = 0;
    for (const auto& p : c.forecast)
        if (p.date <= end)
            largest = std::max(largest, p.value);
    const auto scale = scaleFor(c, c.forecast.empty() ? 0 : c.forecast.front().value, largest);
    for (const auto& p : c.measured)
        measured.points.push_back(
            {axisDay(p.date), p.value / scale.factor, p.low / scale.factor, p.high / scale.factor});
    for (const auto& p : c.forecast)
        if (p.date <= end)
            forecast.points.push_back(
                {axisDay(p.date), p.value / scale.factor, p.low / scale.factor, p.high / scale.factor});
    spec.subtitle = fmt::format("{}, {} to {}, 80 % band; {}", scale.unit, longDate(f.start),
                                longDate(std::min(end, addMonths(f.start, f.horizonMonths))), c.method);
    spec.x.kind = ChartAxis::Kind::Date;
    spec.x.unit = "date";
    spec.y.unit = scale.unit;
    if (!measured.points.empty())
        spec.series.push_back(std::move(measured));
    spec.series.push_back(std::move(forecast));
    addThresholds(spec, f, c, scale);
    return spec;
}

namespace {

void addLimits(Section& s, Build& b) {
    const auto& f = *b.in.growth;
    TableSpec t;
    t.title = fmt::format("{} and the days they are reached",
                          plan::capital(plan::counted(f.limits.size(), "limit")));
    t.columns = {left("Limit", 2), left("Reached", 2), left("Why, and what helps", 6), left("Task", 1)};
    for (const auto& l : f.limits) {
        const auto* task = b.taskFor(l.id);
        const auto band = l.earliest ? longDate(*l.earliest) + " and " +
                                           (l.latest ? longDate(*l.latest) : "later than the forecast")
                                     : "";
        t.rows.push_back(
            {cell(strong(plan::capital(l.label))),
             cell(l.crossed ? longDate(*l.crossed)
                            : "not by " + longDate(addMonths(f.start, f.horizonMonths)),
                  std::string(basisName(l.basis)) + (band.empty() ? "" : "; 80 % between " + band)),
             cell(l.reason, l.remedy), task ? cell(b.taskLink(task->id)) : cell("")});
    }
    b.addTable(s, std::move(t), "all-limits", "Limits");
}

void addInputs(Section& s, const Build& b) {
    const auto& f = *b.in.growth;
    TableSpec t;
    const auto measured = std::count_if(f.inputs.begin(), f.inputs.end(),
                                        [](const auto& i) { return i.basis == Basis::Measured; });
    t.title = fmt::format("{} of {} inputs are measured", measured, f.inputs.size());
    t.columns = {left("Input", 2), right("Value", 1), left("Basis", 1), left("Rests on", 4)};
    for (const auto& i : f.inputs) {
        std::string value = formatNumber(i.value, i.value < 10 && i.value != std::floor(i.value) ? 2 : 0);
        if (i.key == "volume" || i.key == "ram" || i.key == "pool" || i.key == "hot" ||
            i.key.starts_with("disk"))
            value = formatBytes(i.value);
        else if (i.key.ends_with("_rate"))
            value = formatBytes(i.value) + "/s";
        else if (i.key == "backup_window")
            value = formatSeconds(i.value);
        else if (i.key == "cpu_busy")
            value = formatPercent(i.value);
        else if (i.key == "growth")
            value = formatPercent(i.value - 1);
        t.rows.push_back({cell(i.label), cell(value), cell(std::string(basisName(i.basis))), cell(i.source)});
    }
    s.blocks.push_back(std::move(t));
}

/// The tables by what their own history adds, and how well their curves forecast.
void addHistory(Section& s, Build& b) {
    const auto& f = *b.in.growth;
    if (!f.history)
        return;
    const auto& h = *f.history;
    TableSpec t;
    t.title = fmt::format("{} months of the rows' own dates give {} additions{}: {} a quarter{}", h.months,
                          h.shape, h.seasonal ? " with a yearly season" : "", formatPercent(h.perQuarter - 1),
                          h.used ? "" : ", which stands beside the plan");
    t.columns = {left("Table", 3),     right("Today", 1),    right("In a year", 1),
                 left("80 % band", 2), left("Additions", 2), right("Backtest error", 1)};
    for (const auto& table : f.tables)
        if (!table.shape.empty())
            t.rows.push_back({cell(table.table), cell(formatBytes(table.bytes)),
                              cell(formatBytes(table.bytesInYear)),
                              cell(formatBytes(table.low) + " to " + formatBytes(table.high)),
                              cell(table.shape + (table.seasonal ? ", season" : ""),
                                   fmt::format("{} months, {}", table.months, table.method)),
                              cell(table.backtestError ? formatPercent(*table.backtestError) : "–")});
    t.source = b.source(fmt::format("rows by month of {}", b.word("server")));
    b.addTable(s, std::move(t), "all-histories", "Histories");
}

/// A line far below its limit at the forecast's end says no more than the table does.
bool nearItsLimit(const Forecast& f, const Curve& c) {
    constexpr double kNear = 0.25;
    bool any = false;
    for (const auto& l : f.limits)
        if (l.curve == c.id) {
            if (l.crossed || (!c.forecast.empty() && c.forecast.back().high >= kNear * l.value))
                return true;
            any = true;
        }
    return !any;
}

} // namespace

Part capacity(Build& b) {
    if (!b.in.growth) {
        b.absent.push_back(fmt::format(
            "Capacity and growth of {}: no forecast was made, since no volume is known", b.word("server")));
        return {};
    }
    const auto& f = *b.in.growth;
    Section s = makeSection("capacity", "Capacity and growth", f.headline());
    s.blocks = {lead(fmt::format("{} growing {} a quarter, followed for {} months from {}.", b.word("volume"),
                                 formatPercent((f.input("growth") ? f.input("growth")->value : 1) - 1),
                                 f.horizonMonths, longDate(f.start)))};
    addLimits(s, b);
    std::size_t keys = 0;
    for (const auto& c : f.curves)
        if (nearItsLimit(f, c) && (!c.id.starts_with("autoinc:") || keys++ < kKeyCharts)) {
            auto chart = curveChart(f, c);
            chart.source = b.source(fmt::format("forecast of {}", b.word("server")));
            s.blocks.push_back(std::move(chart));
        }
    addHistory(s, b);
    addInputs(s, b);
    return {s};
}

} // namespace causeway::report
