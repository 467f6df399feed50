// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"
#include "core/base/progress.h"
#include "core/criteria/criteria.h"
#include "core/topology/cost.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace causeway {

/// What the cluster must survive by itself, within the targets: the loss of any one server, or of the
/// leader's whole site too.
enum class Survival { Server, Site };

struct AdviceRequest {
    /// Sites, links, the machine (of its first database node), the load, routing, Patroni's version and
    /// failsafe_mode, and prices. Under another manager Patroni's defaults are tried. Clients stand in the
    /// site of the first node that may lead.
    Topology base;
    /// rpo, rto, max_commit_ms, downtime_budget, cluster_budget and sites are targets where they are set;
    /// downtime_cost and lost_commit_cost weigh what is to be expected; disk or volume is paid for.
    Criteria criteria;
    Survival survival = Survival::Site;
    bool copyElsewhere = true; ///< a copy must stand outside the leader's area (sites 2 ms around it)
    int mostDatabases = 4;     ///< 1 to 5
    std::uint64_t runs = 200, seed = 1;
};

struct DesignFigures {
    double outageP95Seconds = 0; ///< of the worst fault that the targets cover
    std::string worstFault;      ///< its title
    double neverBack = 0;        ///< largest share of runs in which nobody could be promoted
    std::string stuckFault;      ///< the fault it happened under
    double lostMost = 0;         ///< acknowledged commits, most in any run under the faults covered
    double commitP50Ms = 0, commitP95Ms = 0; ///< while all is well
    double commitAfterP95Ms = 0;             ///< after a failover, until the old leader is repaired
    double throughputTps = 0;
    double downtimeHours = 0, downtimeHoursHigh = 0; ///< a year, from mean and 95th percentile outages
    double lostPerYear = 0;                          ///< commits to be expected
    double costPerMonth = 0, riskPerMonth = 0;       ///< servers; expected downtime and losses in money
    bool copyElsewhere = false;
    int sites = 0;
    std::uint64_t runs = 0; ///< per fault

    /// What a commit takes at the p95, all being well or after a failover: the worse of both.
    double commitWorstMs() const { return std::max(commitP95Ms, commitAfterP95Ms); }
    double availabilityLow() const { return 1 - downtimeHoursHigh / kHoursPerYear; }
    double availabilityHigh() const { return 1 - downtimeHours / kHoursPerYear; }
    double totalPerMonth() const { return costPerMonth + riskPerMonth; }
    static constexpr double kHoursPerYear = 365.2425 * 24;
};

/// "single", "asynchronous", "synchronous", "mixed" (some standbys confirm, others follow) or "quorum".
std::string designKind(const Topology& topology);

struct Design {
    std::string kind, title; ///< "mixed", "kyiv-a + kyiv-b synchronous, lviv asynchronous"
    std::string settings;    ///< "synchronous_mode on, ttl 30, loop_wait 10, retry_timeout 10"
    Topology topology;
    DesignFigures figures;
    std::vector<std::string> misses; ///< keys of the targets it misses
    std::string reason;              ///< why it stands on the front, one or two sentences
};

/// One target, what it rules out, and what would do without it.
struct TargetVerdict {
    std::string key;               ///< a criterion's, or "survival", "copy_elsewhere", "load"
    std::string limit;             ///< "RPO 0 s"
    std::size_t alone = 0;         ///< designs that miss it and no other target
    std::optional<Design> without; ///< the best if this target alone were dropped, where that changes it
    std::string reason;
};

struct AdviceFaultRate {
    std::string title;
    double perYear = 0; ///< of the recommended design, or of the front's first
    std::string source;
};

struct Advice {
    std::size_t tried = 0;
    std::uint64_t runs = 0, seed = 0, played = 0; ///< played: runs in all
    /// Designs that meet every target and are beaten by none such in every figure, cheapest first; then those
    /// that miss one target and are beaten by none with a right to it. When every design misses two: of those
    /// that miss fewest.
    std::vector<Design> front;
    int recommended = -1; ///< index in front; -1 when no design meets all targets
    std::vector<TargetVerdict> targets;
    std::vector<AdviceFaultRate> faults;
    PriceList prices;
    std::string headline; ///< a sentence with the answer
};

/// Tries every placement of 1 to mostDatabases servers over the base's sites with Patroni's synchronous
/// modes and sets of times, all with the same random numbers: first with few runs, then those that matter
/// with `runs`. Recommended is the least total of cost and expected losses in money among the designs that
/// meet every target. Deterministic in the request. Throws Error(Input) for a base with fatal problems,
/// without Patroni or with more than 8 sites.
Advice advise(const AdviceRequest& request, Progress& progress);

/// "causeway.advice/1".
Json toJson(const Advice& advice);

} // namespace causeway
