// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/advice/words.h"

#include "core/base/text.h"
#include "core/base/units.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace causeway {
namespace {

struct Roles {
    std::string leader;
    std::vector<std::string> confirming, following; ///< sites of standbys
};

/// Who confirms commits while all is well: Patroni takes the nearest that may be synchronous.
Roles rolesOf(const Topology& t) {
    Roles roles;
    const auto databases = t.databases();
    const auto mode = t.manager.modeInForce();
    roles.leader = databases[0]->site;
    for (std::size_t i = 1; i < databases.size(); ++i) {
        const bool eligible = mode != SynchronousMode::Off && !databases[i]->nosync;
        const bool chosen =
            mode == SynchronousMode::Quorum || int(roles.confirming.size()) < t.manager.synchronousNodeCount;
        (eligible && chosen ? roles.confirming : roles.following).push_back(databases[i]->site);
    }
    return roles;
}

std::string difference(double value, double against, const char* less, const char* more,
                       std::string (*text)(double)) {
    const double d = value - against;
    return text(std::abs(d)) + " " + (d < 0 ? less : more);
}

std::string milliseconds(double ms) {
    return fmt::format("{:.1f} ms", ms);
}

std::string perYear(double hours) {
    return formatSeconds(hours * 3600) + " a year";
}

std::string moneyOf(double amount) {
    return formatNumber(amount);
}

} // namespace

std::string moneyText(double amount, const std::string& currency) {
    return formatNumber(amount) + "\u00a0" + currency;
}

std::string commitsText(double commits) {
    if (commits < 0.5)
        return "no commit";
    return formatNumber(commits) + (commits < 1.5 ? " commit" : " commits");
}

std::string designKind(const Topology& t) {
    if (t.databases().size() < 2)
        return "single";
    const auto roles = rolesOf(t);
    if (roles.confirming.empty())
        return "asynchronous";
    if (!roles.following.empty())
        return "mixed";
    return t.manager.modeInForce() == SynchronousMode::Quorum ? "quorum" : "synchronous";
}

std::string designTitle(const Topology& t) {
    const auto roles = rolesOf(t);
    if (t.databases().size() < 2)
        return "one server in " + roles.leader;
    std::string text = roles.leader;
    if (t.manager.modeInForce() == SynchronousMode::Quorum && !roles.confirming.empty())
        text +=
            fmt::format(" with any {} of {}", t.manager.synchronousNodeCount, join(roles.confirming, ", "));
    else if (!roles.confirming.empty())
        text += " + " + join(roles.confirming, " + ") + " synchronous";
    if (!roles.following.empty())
        text += (roles.confirming.empty() ? " + " : ", ") + join(roles.following, " + ") + " asynchronous";
    return text;
}

std::string designSettings(const Topology& t) {
    const auto& m = t.manager;
    if (m.kind == "none")
        return "no manager";
    const auto mode = m.modeInForce();
    std::string text = mode == SynchronousMode::Off ? "synchronous_mode off"
                       : mode == SynchronousMode::Quorum
                           ? fmt::format("synchronous_mode quorum, {} of them", m.synchronousNodeCount)
                           : fmt::format("synchronous_mode on{}, synchronous_node_count {}",
                                         m.synchronousModeStrict ? " (strict)" : "", m.synchronousNodeCount);
    std::vector<std::string> nosync;
    for (const auto& n : t.nodes)
        if (n.nosync)
            nosync.push_back(n.id);
    if (mode != SynchronousMode::Off && !nosync.empty())
        text += ", nosync on " + join(nosync, ", ");
    text += fmt::format(", ttl {}, loop_wait {}, retry_timeout {}", m.ttl, m.loopWait, m.retryTimeout);
    if (m.maximumLagOnFailover != Manager().maximumLagOnFailover)
        text += ", maximum_lag_on_failover " + formatBytes(m.maximumLagOnFailover);
    return text;
}

std::string figuresText(const DesignFigures& f) {
    return fmt::format("back within {} (p95, {}), {} lost, a commit takes {}{}",
                       formatSeconds(f.outageP95Seconds), f.worstFault, commitsText(f.lostMost),
                       milliseconds(f.commitWorstMs()), " at the p95");
}

std::string comparedText(const DesignFigures& f, const DesignFigures& with, const std::string& currency) {
    std::vector<std::string> better, worse;
    const auto compare = [&](double a, double b, double step, const std::string& text) {
        if (std::abs(a - b) >= step)
            (a < b ? better : worse).push_back(text);
    };
    compare(f.outageP95Seconds, with.outageP95Seconds, 0.5,
            "the outage is " +
                difference(f.outageP95Seconds, with.outageP95Seconds, "shorter", "longer", formatSeconds));
    compare(f.lostMost, with.lostMost, 1,
            "up to " + commitsText(f.lostMost) + " lost instead of " + commitsText(with.lostMost));
    compare(f.commitWorstMs(), with.commitWorstMs(), 0.1,
            "commits are " +
                difference(f.commitWorstMs(), with.commitWorstMs(), "quicker", "slower", milliseconds));
    compare(f.downtimeHours, with.downtimeHours, 0.5 / 60,
            "downtime is " + difference(f.downtimeHours, with.downtimeHours, "less", "more", perYear));
    compare(f.costPerMonth, with.costPerMonth, 1,
            difference(f.costPerMonth, with.costPerMonth, "", "", moneyOf).append(currency) +
                (f.costPerMonth < with.costPerMonth ? " a month less" : " a month more"));
    const auto say = [](const std::vector<std::string>& list) {
        return join(list, ", ");
    };
    if (better.empty() && worse.empty())
        return "No figure differs from the recommended design's by more than its grain.";
    if (better.empty())
        return "Against the recommended design " + say(worse) + ".";
    return "Against the recommended design " + say(better) + (worse.empty() ? "" : ", but " + say(worse)) +
           ".";
}

} // namespace causeway
