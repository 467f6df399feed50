// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sim/commit_latency.h"

#include "core/sim/random.h"
#include "core/topology/paths.h"

#include <algorithm>
#include <cmath>

namespace causeway {
namespace {

/// In ms: the processor's part of a commit with the spread of its logarithm, and the standby's receiving and
/// writing. A fit to one client's commits on one quiet machine (November 2026, PostgreSQL 15); the same
/// trials first gave 0.115 for the remote write, 10 to 14 % short where the round trip is nearly nothing.
constexpr double kProcessorMs = 0.075, kProcessorSpread = 0.19, kRemoteWriteMs = 0.15, kReplayMs = 0.03;
/// The standby's flush against the leader's: 0.17 of 0.22 ms when commits follow each other at once, 0.31
/// when the standby idles between them; in between by the gap.
constexpr double kFlushBusy = 0.17 / 0.22, kFlushIdle = 0.31 / 0.22, kBusyGapMs = 0.5, kIdleGapMs = 1.5;
/// Contention of concurrent commits in ms (universal scalability law, from the same machine's fits).
constexpr double kQueueRemoteMs = 0.05, kQueueLocalMs = 0.002, kCrossTalkRemoteMs = 2.8e-5,
                 kCrossTalkLocalMs = 1e-3;
/// A lost packet is sent again after Linux' least retransmission time.
constexpr double kRetransmitMs = 200;
constexpr double kZ99 = 2.3263478740408408;
constexpr int kSamples = 20000, kRounds = 60;

struct Lognormal {
    double mu = 0, sigma = 0;
    double mean() const { return std::exp(mu + sigma * sigma / 2); }
    double draw(RandomStream& random) const { return std::exp(mu + sigma * random.normal()); }
    /// Of intervals seen at a random moment: longer ones are met more often.
    Lognormal lengthBiased() const { return {mu + sigma * sigma, sigma}; }
};

Lognormal flushOf(const Node& n) {
    return {std::log(n.fsyncP50Ms), std::log(std::max(1.0, n.fsyncP99Ms / n.fsyncP50Ms)) / kZ99};
}

struct Standby {
    SitePath path;
    Lognormal flush;
};

class CommitModel {
public:
    explicit CommitModel(const Topology& t);
    CommitFigures figures(std::uint64_t seed);

private:
    void collectStandbys(const Topology& t, const Node& leader);
    double meanMs(double perSecond) const;
    void solve();
    double flushRatio(double perSecond) const;
    double remoteMs(const Standby& s, RandomStream& random) const;
    double sampleMs(RandomStream& random);

    const Topology& t_;
    std::string level_;
    Lognormal flush_;
    std::vector<Standby> standbys_;
    std::size_t needed_ = 0;
    double ceiling_ = 0; ///< commits/s that disk and link carry
    double throughput_ = 0, meanMs_ = 0, busy_ = 0, contentionMs_ = 0, ratio_ = kFlushIdle;
    std::vector<double> answers_;
};

CommitModel::CommitModel(const Topology& t) : t_(t), level_(t.postgresql.synchronousCommit) {
    const auto databases = t.databases();
    const auto able =
        std::find_if(databases.begin(), databases.end(), [](const Node* n) { return n->mayLead(); });
    const Node& leader = able == databases.end() ? *databases.front() : **able;
    flush_ = flushOf(leader);
    ceiling_ = leader.diskMbPerSecond * 1e6 / t.workload.walBytesPerCommit;
    if (t.manager.modeInForce() != SynchronousMode::Off && level_ != "off" && level_ != "local")
        collectStandbys(t, leader);
}

void CommitModel::collectStandbys(const Topology& t, const Node& leader) {
    const auto paths = sitePaths(t);
    const auto siteOf = [&](const Node& n) {
        return std::size_t(t.site(n.site) - t.sites.data());
    };
    for (const auto* n : t.databases())
        if (n != &leader && !n->nosync)
            standbys_.push_back({paths[siteOf(leader) * t.sites.size() + siteOf(*n)], flushOf(*n)});
    // Stolon takes standbys by the position they reported, not by distance: the farthest may be among them.
    const bool farthest = t.manager.kind == "stolon";
    std::stable_sort(standbys_.begin(), standbys_.end(), [&](const auto& a, const auto& b) {
        return farthest ? a.path.rttMs > b.path.rttMs : a.path.rttMs < b.path.rttMs;
    });
    needed_ = std::min(standbys_.size(), std::size_t(t.manager.confirmingStandbys()));
    if (t.manager.modeInForce() == SynchronousMode::On)
        standbys_.resize(needed_);
    for (std::size_t i = 0; i < needed_; ++i)
        ceiling_ =
            std::min(ceiling_, standbys_[i].path.mbitPerSecond * 1e6 / 8 / t.workload.walBytesPerCommit);
}

double CommitModel::flushRatio(double perSecond) const {
    const double gap = perSecond > 0 ? 1000 / perSecond - flush_.mean() * kFlushBusy : kIdleGapMs;
    const double idle = std::clamp((gap - kBusyGapMs) / (kIdleGapMs - kBusyGapMs), 0.0, 1.0);
    return kFlushBusy + (kFlushIdle - kFlushBusy) * idle;
}

double CommitModel::meanMs(double perSecond) const {
    double ms = kProcessorMs;
    if (level_ == "off")
        return ms;
    ms += flush_.mean() + busy_ * flush_.lengthBiased().mean() / 2 + contentionMs_;
    if (needed_ == 0)
        return ms;
    const auto& slowest = standbys_[needed_ - 1];
    const double retransmit = (1 - (1 - slowest.path.loss) * (1 - slowest.path.loss)) * kRetransmitMs;
    ms += slowest.path.rttMs + retransmit + kRemoteWriteMs;
    if (level_ != "remote_write")
        ms += slowest.flush.mean() * flushRatio(perSecond);
    return ms + (level_ == "remote_apply" ? kReplayMs : 0);
}

/// Load and latency depend on each other: iterate to the fixed point, damped.
void CommitModel::solve() {
    const double clients = t_.workload.clients, offered = t_.workload.commitsPerSecond;
    meanMs_ = meanMs(0);
    for (int round = 0; round < kRounds; ++round) {
        double x = std::min(clients * 1000 / meanMs_, ceiling_);
        if (offered > 0)
            x = std::min(x, offered);
        throughput_ = round == 0 ? x : (throughput_ + x) / 2;
        const double active = std::clamp(throughput_ * meanMs_ / 1000, 1.0, clients);
        busy_ = std::min(1.0, throughput_ * (clients - 1) / clients * flush_.mean() / 1000);
        contentionMs_ = needed_ > 0
                            ? kQueueRemoteMs * (active - 1) + kCrossTalkRemoteMs * active * (active - 1)
                            : kQueueLocalMs * (active - 1) + kCrossTalkLocalMs * active * (active - 1);
        meanMs_ = (meanMs_ + meanMs(throughput_)) / 2;
    }
    ratio_ = flushRatio(throughput_);
}

double CommitModel::remoteMs(const Standby& s, RandomStream& random) const {
    double ms = std::max(0.0, s.path.rttMs + s.path.jitterMs * random.normal()) + kRemoteWriteMs;
    for (int way = 0; way < 2; ++way)
        ms += random.chance(s.path.loss) ? kRetransmitMs : 0;
    if (level_ != "remote_write")
        ms += s.flush.draw(random) * ratio_;
    return ms + (level_ == "remote_apply" ? kReplayMs : 0);
}

double CommitModel::sampleMs(RandomStream& random) {
    double ms = kProcessorMs * std::exp(kProcessorSpread * random.normal());
    if (level_ == "off")
        return ms;
    ms += flush_.draw(random) + contentionMs_;
    if (random.chance(busy_))
        ms += random.uniform() * flush_.lengthBiased().draw(random);
    if (needed_ == 0)
        return ms;
    answers_.clear();
    for (const auto& s : standbys_)
        answers_.push_back(remoteMs(s, random));
    std::nth_element(answers_.begin(), answers_.begin() + std::ptrdiff_t(needed_ - 1), answers_.end());
    return ms + answers_[needed_ - 1];
}

CommitFigures CommitModel::figures(std::uint64_t seed) {
    solve();
    RandomStream random(seed, 0, 1000000);
    std::vector<double> samples(kSamples);
    for (auto& s : samples)
        s = sampleMs(random);
    CommitFigures out{distributionOf(samples), throughput_};
    // Where clients wait only for their commits, the rate is what the sampled mean allows.
    if (const double byClients = t_.workload.clients * 1000 / out.latencyMs.mean; byClients < out.throughput)
        out.throughput = byClients;
    return out;
}

} // namespace

Distribution distributionOf(std::vector<double>& values) {
    Distribution d;
    if (values.empty())
        return d;
    std::sort(values.begin(), values.end());
    const auto at = [&](double p) {
        const auto rank = std::size_t(std::ceil(p * double(values.size())));
        return values[std::clamp<std::size_t>(rank, 1, values.size()) - 1];
    };
    double sum = 0;
    for (const double v : values)
        sum += v;
    return {sum / double(values.size()), at(0.05), at(0.5), at(0.95), at(0.99), values.back()};
}

CommitFigures commitFigures(const Topology& topology, std::uint64_t seed) {
    return CommitModel(topology).figures(seed);
}

} // namespace causeway
