// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/advice/advice.h"
#include "core/sim/commit_latency.h"

#include <functional>
#include <map>

namespace causeway {

/// Puts designs through the faults of resources/advice/faults.json, all with the same random numbers.
class DesignTrial {
public:
    explicit DesignTrial(const AdviceRequest& request);

    /// Cost and commit latency, then `runs` runs of every fault. Stops early, with what is known by then,
    /// when `hopeless` says so after a step.
    DesignFigures figures(const Topology& design, std::uint64_t runs, Progress& progress,
                          const std::function<bool(const DesignFigures&)>& hopeless = {});
    /// How often each fault is to be expected on this design.
    std::vector<AdviceFaultRate> rates(const Topology& design) const;
    const PriceList& prices() const { return prices_; }
    std::uint64_t played() const { return played_; }

private:
    struct WeighedFault {
        std::string title, kind, target, per, source;
        double forSeconds = 0, share = 1, rate = 0, repairHours = 0;
        bool site = false, failover = false;
    };
    struct Played {
        double meanOutage = 0, p95Outage = 0, neverBack = 0, meanLost = 0, mostLost = 0;
        std::map<int, std::uint64_t> leaders; ///< at the end of the runs that came back
    };
    bool covered(const WeighedFault& fault) const;
    double perYear(const WeighedFault& fault, const Topology& design) const;
    const CommitFigures& commits(const Topology& design);
    double afterFailover(const Topology& design, int leader);
    Played play(const Topology& design, const WeighedFault& fault, double throughput, std::uint64_t runs,
                Progress& progress);
    void add(DesignFigures& figures, const Topology& design, const WeighedFault& fault,
             const Played& played) const;
    void addAreaLoss(DesignFigures& figures, const Topology& design) const;

    const AdviceRequest& request_;
    PriceList prices_;
    double volumeGb_ = 0;
    std::vector<WeighedFault> faults_;
    std::map<std::string, CommitFigures> commits_; ///< by what latency depends on
    std::uint64_t played_ = 0;
};

} // namespace causeway
