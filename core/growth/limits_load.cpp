// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/units.h"
#include "core/growth/assumptions.h"
#include "core/growth/limits.h"

#include <fmt/format.h>

#include <cmath>

namespace causeway::growth {
namespace {

/// How many times longer a request takes than alone, in a queue of m servers at utilisation u < 1:
/// 1 / (1 - u^m), the usual approximation of M/M/m (exact for one and two servers).
double stretch(double u, double servers) {
    return 1 / (1 - std::pow(u, servers));
}

void addCpu(Forecast& f, const Inputs& in, const Span& span) {
    if (!in.cpuBusy || !in.cpus || in.cpuBusy->value <= 0)
        return;
    const auto g = growingLoad(in, in.cpuBusy->value, in.cpuBusy->basis);
    const double knee = assumption("cpu_knee").value, cpus = in.cpus->value;
    auto limit =
        makeLimit("cpu", "cpu", fmt::format("{} of {} CPUs", formatPercent(knee), formatNumber(cpus)), knee,
                  g, weaker(in.cpuBusy->basis, in.growth.basis), span);
    std::string demand;
    if (in.requests && in.requests->value > 0)
        demand =
            fmt::format(" (utilisation law: {} CPUs x {} / {} a second at the peak = {} of CPU a request)",
                        formatNumber(cpus), formatPercent(in.cpuBusy->value),
                        formatNumber(in.requests->value * in.peak->value, 1),
                        formatSeconds(cpus * in.cpuBusy->value / (in.requests->value * in.peak->value)));
    limit.reason = fmt::format(
        "The peak hour keeps {} of {} CPUs busy{} and grows {}: {} is reached {}. There a request takes "
        "{} times its own time, at 90 % {} times.",
        formatPercent(in.cpuBusy->value), formatNumber(cpus), demand, growthText(in.growth),
        formatPercent(knee), whenCrossed(limit.crossed, span), formatNumber(stretch(knee, cpus), 1),
        formatNumber(stretch(0.9, cpus), 1));
    const auto then = crossing(g, 2 * knee, span.start, span.end).crossed;
    limit.remedy =
        fmt::format("{} CPUs move the limit to {}; so does halving the CPU time of the costliest statements",
                    formatNumber(2 * cpus), then ? longDate(*then) : "beyond " + longDate(span.end));
    f.curves.push_back(makeCurve(
        "cpu", fmt::format("The CPUs pass {} {}", formatPercent(knee), whenCrossed(limit.crossed, span)),
        "fraction", g, *in.cpuBusy, in.growth, span));
    f.limits.push_back(std::move(limit));
}

void addThroughput(Forecast& f, const Inputs& in, const Span& span) {
    if (!in.requests || in.requests->value <= 0)
        return;
    const double mean = in.requests->value, peak = mean * in.peak->value;
    const auto basis = weaker(in.requests->basis, in.peak->basis);
    const auto g = growingLoad(in, peak, basis);
    std::string title =
        fmt::format("Peak load grows from {} to {} requests a second by {}", formatNumber(peak),
                    formatNumber(project(g, span.start, span.end).value), longDate(span.end));
    if (in.cpuBusy && in.cpus && in.cpuBusy->value > 0) {
        const double most = peak / in.cpuBusy->value;
        auto limit = makeLimit("saturation", "throughput",
                               fmt::format("{} requests/s keep every CPU busy", formatNumber(most)), most, g,
                               weaker(basis, in.cpuBusy->basis), span);
        limit.reason = fmt::format(
            "{} CPUs serve at most {} / {} = {} requests a second; the peak of {} ({} x {}) growing {} "
            "gets there {}. Beyond it queues grow without end.",
            formatNumber(in.cpus->value), formatNumber(peak), formatPercent(in.cpuBusy->value),
            formatNumber(most), formatNumber(peak), formatNumber(mean), formatNumber(in.peak->value, 1),
            growthText(in.growth), whenCrossed(limit.crossed, span));
        limit.remedy =
            fmt::format("Reads on replicas and pooling spare the primary; {} CPUs serve {} a second",
                        formatNumber(2 * in.cpus->value), formatNumber(2 * most));
        f.limits.push_back(std::move(limit));
    }
    auto curve = makeCurve("throughput", std::move(title), "per second", g, *in.requests, in.growth, span);
    curve.method += "; requests are taken to grow as the data does";
    if (basis != Basis::Measured)
        curve.measured.clear();
    f.curves.push_back(std::move(curve));
}

void addConnections(Forecast& f, const Inputs& in, const Span& span) {
    if (!in.connections)
        return;
    const auto g = growingLoad(in, in.connections->value, in.connections->basis);
    const double share = assumption("connections_full").value, value = in.maxConnections->value * share;
    auto limit = makeLimit(
        "connections", "connections",
        fmt::format("{} of max_connections {}", formatPercent(share), formatNumber(in.maxConnections->value)),
        value, g, weaker(in.connections->basis, in.growth.basis), span);
    limit.reason = fmt::format(
        "At most {} of {} connections were used at once; at equal response times they grow with the "
        "requests ({}) and pass {} {}.",
        formatNumber(in.connections->value), formatNumber(in.maxConnections->value), growthText(in.growth),
        formatNumber(value), whenCrossed(limit.crossed, span));
    limit.remedy =
        fmt::format("A connection pool in front of the database keeps {} clients on fewer server connections",
                    formatNumber(in.connections->value));
    f.curves.push_back(makeCurve(
        "connections",
        fmt::format("Connections pass {} {}", formatNumber(value), whenCrossed(limit.crossed, span)),
        "connections", g, *in.connections, in.growth, span));
    f.limits.push_back(std::move(limit));
}

} // namespace

void addLoad(Forecast& f, const Inputs& in, const Span& span) {
    addThroughput(f, in, span);
    addCpu(f, in, span);
    addConnections(f, in, span);
}

} // namespace causeway::growth
