// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/advice/targets.h"

#include "core/base/units.h"

#include <fmt/format.h>

namespace causeway {
namespace {

constexpr double kCarries = 0.98; ///< of the offered load: what is less queues without end

/// Like the roadmap: an RPO of s seconds allows the commits of s seconds to be lost; zero allows none.
double commitsOf(double rpoSeconds, const ClusterLoad& load) {
    return rpoSeconds * load.commitsPerSecond;
}

std::string secondsText(double s) {
    return s == 0 ? "0\u00a0s" : formatSeconds(s);
}

} // namespace

std::vector<AdviceTarget> adviceTargets(const AdviceRequest& request) {
    using F = DesignFigures;
    const auto& c = request.criteria;
    const auto currency = pricesOf(request.base).currency;
    std::vector<AdviceTarget> out;
    out.push_back({"survival",
                   request.survival == Survival::Site
                       ? "Service comes back by itself after the loss of any server and of the leader's site"
                       : "Service comes back by itself after the loss of any server",
                   [](const F& f, double, double) { return f.neverBack <= 0; }, 0});
    if (request.copyElsewhere)
        out.push_back({"copy_elsewhere", "A copy stands outside the leader's area",
                       [](const F& f, double, double) { return f.copyElsewhere; }, 0});
    if (const auto rpo = c.number("rpo"))
        out.push_back({"rpo", "RPO " + secondsText(*rpo),
                       [](const F& f, double limit, double) { return f.lostMost <= limit + 1e-9; },
                       commitsOf(*rpo, request.base.workload)});
    if (const auto rto = c.number("rto"))
        out.push_back({"rto", "RTO " + secondsText(*rto),
                       [](const F& f, double limit, double m) { return f.outageP95Seconds <= limit * m; },
                       *rto});
    if (const auto ms = c.number("max_commit_ms"))
        out.push_back({"max_commit_ms", fmt::format("Commits within {:g}\u00a0ms (p95)", *ms),
                       [](const F& f, double limit, double) { return f.commitWorstMs() <= limit; }, *ms});
    if (const auto budget = c.number("downtime_budget"))
        out.push_back({"downtime_budget", "Downtime of " + secondsText(*budget) + " a year",
                       [](const F& f, double limit, double m) { return f.downtimeHours <= limit * m; },
                       *budget / 3600});
    if (request.base.workload.commitsPerSecond > 0)
        out.push_back({"load", formatNumber(request.base.workload.commitsPerSecond) + " commits/s",
                       [](const F& f, double limit, double) { return f.throughputTps >= limit * kCarries; },
                       request.base.workload.commitsPerSecond});
    if (const auto money = c.number("cluster_budget"))
        out.push_back({"cluster_budget", formatNumber(*money) + "\u00a0" + currency + " a month",
                       [](const F& f, double limit, double) { return f.costPerMonth <= limit + 0.5; },
                       *money});
    if (const auto sites = c.number("sites"))
        out.push_back({"sites", fmt::format("{:g} {}", *sites, *sites == 1 ? "site" : "sites"),
                       [](const F& f, double limit, double) { return f.sites <= limit; }, *sites});
    return out;
}

std::vector<std::string> missedTargets(const std::vector<AdviceTarget>& targets, const DesignFigures& figures,
                                       double margin) {
    std::vector<std::string> out;
    for (const auto& t : targets)
        if (!t.meets(figures, t.value, margin))
            out.push_back(t.key);
    return out;
}

} // namespace causeway
