// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/workload/load_charts.h"

#include "core/base/units.h"
#include "ui/pages/workload/shape_words.h"

#include <QCoreApplication>

#include <algorithm>

namespace causeway::ui {
namespace {

using report::ChartAxis;
using report::ChartPoint;
using report::ChartSeries;
using report::ChartSpec;

constexpr double kSecondsPerDay = 86400;

QString words(const char* text) {
    return QCoreApplication::translate("Workload", text);
}

double dayOf(Instant at) {
    return double(at.time_since_epoch().count()) / 1000 / kSecondsPerDay;
}

ChartSpec overTime(const char* id, std::string unit) {
    ChartSpec spec;
    spec.id = id;
    spec.x.kind = ChartAxis::Kind::Date;
    spec.y.unit = std::move(unit);
    return spec;
}

/// A line through the buckets' values. Where buckets are missing nothing ran: there the line is at zero,
/// or, where zero would be no value, it is drawn on.
template <class Value>
std::vector<ChartPoint> pointsOf(const std::vector<LoadPoint>& timeline, std::uint64_t bucketSeconds,
                                 bool zeroBetween, Value value) {
    const double width = double(bucketSeconds) / kSecondsPerDay;
    std::vector<ChartPoint> points;
    for (std::size_t i = 0; i < timeline.size(); ++i) {
        const double x = dayOf(timeline[i].start);
        if (zeroBetween && i > 0 && x - points.back().x > width * 1.5) {
            const double before = points.back().x + width;
            points.push_back({before, 0, 0, 0});
            if (x - width > before)
                points.push_back({x - width, 0, 0, 0});
        }
        points.push_back({x, value(timeline[i]), 0, 0});
    }
    return points;
}

} // namespace

const LoadPoint* peakOf(const std::vector<LoadPoint>& timeline) {
    const auto peak = std::max_element(timeline.begin(), timeline.end(),
                                       [](const auto& a, const auto& b) { return a.count < b.count; });
    return peak == timeline.end() ? nullptr : &*peak;
}

bool knowsP95(const std::vector<LoadPoint>& timeline) {
    return !timeline.empty() &&
           std::all_of(timeline.begin(), timeline.end(), [](const auto& point) { return point.p95Ns; });
}

ChartSpec rateChart(const std::vector<LoadPoint>& timeline, std::uint64_t bucketSeconds) {
    const double width = double(std::max<std::uint64_t>(bucketSeconds, 1));
    auto spec = overTime("workload-rate", "/s");
    spec.title = words("Executions a second").toStdString();
    ChartSeries series{words("executions a second").toStdString(), ChartSeries::Role::Measured, {}, false};
    series.points = pointsOf(timeline, bucketSeconds, true,
                             [&](const LoadPoint& point) { return double(point.count) / width; });
    spec.series.push_back(std::move(series));
    if (const auto* peak = peakOf(timeline); peak && timeline.size() > 1) {
        const double rate = double(peak->count) / width;
        const auto name =
            words("peak %1/s").arg(QString::fromStdString(formatNumber(rate, rate < 10 ? 1 : 0)));
        spec.series.push_back(
            {name.toStdString(), ChartSeries::Role::Measured, {{dayOf(peak->start), rate, 0, 0}}, false});
    }
    return spec;
}

ChartSpec responseChart(const std::vector<LoadPoint>& timeline, std::uint64_t bucketSeconds) {
    auto spec = overTime("workload-response", "ms");
    const bool p95 = knowsP95(timeline);
    spec.title = (p95 ? words("95 % of executions take at most, ms") : words("Mean time of an execution, ms"))
                     .toStdString();
    ChartSeries series{(p95 ? words("p95, ms") : words("mean time, ms")).toStdString(),
                       ChartSeries::Role::Measured,
                       {},
                       false};
    series.points = pointsOf(timeline, bucketSeconds, false, [p95](const LoadPoint& point) {
        if (p95)
            return double(*point.p95Ns) / 1e6;
        return point.count ? double(point.totalNs) / double(point.count) / 1e6 : 0;
    });
    spec.series.push_back(std::move(series));
    return spec;
}

ChartSpec latencyChart(const QueryClass& shape) {
    ChartSpec spec;
    spec.kind = ChartSpec::Kind::Histogram;
    spec.id = "workload-latency";
    spec.title = words("Executions by time").toStdString();
    spec.x.kind = ChartAxis::Kind::Category;
    if (shape.latency.empty())
        return spec;
    ChartSeries most{words("executions").toStdString(), ChartSeries::Role::Muted, {}, false};
    ChartSeries tail{words("beyond p95").toStdString(), ChartSeries::Role::Plain, {}, false};
    const auto next = [](std::uint64_t step) {
        std::uint64_t power = 1;
        while (step / power >= 10)
            power *= 10;
        const auto first = step / power;
        return step == 0 ? 1 : first == 1 ? 2 * power : first == 2 ? 5 * power : 10 * power;
    };
    auto held = shape.latency.begin();
    constexpr std::size_t kMostSteps = 64;
    for (auto step = held->fromNs; held != shape.latency.end() && spec.x.categories.size() < kMostSteps;
         step = next(step)) {
        const double x = double(spec.x.categories.size());
        spec.x.categories.push_back(formatSeconds(double(step) / 1e9));
        const bool here = held->fromNs == step;
        auto& series = shape.p95Ns && step > shape.p95Ns ? tail : most;
        series.points.push_back({x, here ? double(held->count) : 0, 0, 0});
        if (here)
            ++held;
        if (held == shape.latency.end())
            spec.x.categories.push_back(formatSeconds(double(next(step)) / 1e9)); // where the last bar ends
    }
    spec.series.push_back(std::move(most));
    if (!tail.points.empty())
        spec.series.push_back(std::move(tail));
    return spec;
}

} // namespace causeway::ui
