// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/units.h"
#include "core/growth/assumptions.h"
#include "core/growth/inputs_host.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace causeway::growth {
namespace {

/// The highest hourly mean of the CPU readings.
std::optional<GrowthInput> busyFromHost(const ServerEvidence& s) {
    std::map<Instant, std::pair<double, int>> hours;
    int readings = 0;
    for (const auto& sample : s.host.samples)
        if (sample.cpuBusy) {
            auto& [sum, n] = hours[std::chrono::floor<std::chrono::hours>(sample.at)];
            sum += *sample.cpuBusy;
            ++n;
            ++readings;
        }
    if (hours.empty())
        return std::nullopt;
    Instant busiest{};
    double peak = -1;
    for (const auto& [hour, total] : hours)
        if (const double mean = total.first / total.second; mean > peak) {
            peak = mean;
            busiest = hour;
        }
    return GrowthInput{
        "cpu_busy", "CPU busy at the peak", peak, Basis::Measured,
        fmt::format("{} readings of {}, busiest hour from {}", readings, s.id, toIso(busiest))};
}

/// Utilisation law on the busiest bucket of a log that holds every statement: U = busy seconds / (T * CPUs).
/// Time spent waiting counts as busy, so the true figure is at most this.
std::optional<GrowthInput> busyFromWorkload(const ServerEvidence& s, double cpus) {
    const auto& w = s.workload;
    if (!w || w->bucketSeconds == 0 || w->timeline.empty() || w->thresholdSeconds.value_or(0) > 0)
        return std::nullopt;
    const auto top = std::max_element(w->timeline.begin(), w->timeline.end(),
                                      [](const auto& a, const auto& b) { return a.totalNs < b.totalNs; });
    const double busy = double(top->totalNs) / 1e9, window = double(w->bucketSeconds) * cpus;
    return GrowthInput{
        "cpu_busy", "CPU busy at the peak", busy / window, Basis::Measured,
        fmt::format(
            "{} s of statement time in the {} s from {} on {} CPUs; waiting included, so at most this",
            formatNumber(busy, 1), w->bucketSeconds, toIso(top->start), formatNumber(cpus))};
}

} // namespace

GrowthInput peakFactor(const Inputs& in, const Criteria& criteria) {
    // A log of slow statements alone peaks higher or lower than the load does.
    if (in.representative && in.server->workload && in.server->workload->timeline.size() >= 24 &&
        !(in.server->workload->thresholdSeconds.value_or(0) > 0)) {
        const auto& line = in.server->workload->timeline;
        std::uint64_t sum = 0, top = 0;
        for (const auto& p : line) {
            sum += p.count;
            top = std::max(top, p.count);
        }
        if (sum > 0)
            return {"peak_factor", "Peak against mean", double(top) * double(line.size()) / double(sum),
                    Basis::Measured,
                    fmt::format("busiest of {} periods of the {}: {} statements", line.size(),
                                in.server->workload->origin, formatNumber(double(top)))};
    }
    if (auto stated = statedInput(criteria, "peak_factor", "Peak against mean"))
        return *stated;
    return assumedInput("peak_factor", "Peak against mean", "peak_factor");
}

void readCpu(Inputs& in, const Criteria& criteria) {
    if (in.representative && in.server->host.cpus)
        in.cpus = GrowthInput{"cpus", "CPUs", double(*in.server->host.cpus), Basis::Measured,
                              "host of " + in.server->id};
    else
        in.cpus = statedInput(criteria, "cpus", "CPUs");
    if (!in.cpus) {
        in.notAssessed.push_back(
            fmt::format("CPU under {}: the number of CPUs is unknown. Set the fact \"cpus\".",
                        formatBytes(in.volume.value)));
        return;
    }
    // A measured load describes the planned one only where the request rate is the measured one as well.
    const bool sameLoad = in.representative && (!in.requests || in.requests->basis == Basis::Measured ||
                                                !in.server->rate("questions"));
    if (sameLoad) {
        in.cpuBusy = busyFromHost(*in.server);
        if (!in.cpuBusy)
            in.cpuBusy = busyFromWorkload(*in.server, in.cpus->value);
    }
    if (in.cpuBusy || !in.requests)
        return;
    const auto& demand = assumption("cpu_seconds_per_request");
    in.cpuBusy =
        GrowthInput{"cpu_busy", "CPU busy at the peak",
                    in.requests->value * in.peak->value * demand.value / in.cpus->value, Basis::Assumed,
                    fmt::format("{} a second x peak {} x {} of CPU a request / {} CPUs; the CPU time is a {}",
                                formatNumber(in.requests->value, in.requests->value < 10 ? 1 : 0),
                                formatNumber(in.peak->value, 1), formatSeconds(demand.value),
                                formatNumber(in.cpus->value), demand.source)};
}

} // namespace causeway::growth
