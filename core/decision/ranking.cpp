// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/decision/ranking.h"

#include "core/sim/random.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace causeway {
namespace {

constexpr double kTie = 1e-9;

/// Uniform draws from {w : sum of w is 1, low <= w <= high}, by coordinate hit-and-run: each step draws the
/// sum of two weights anew between them, which leaves the uniform distribution as it is (R. L. Smith,
/// Operations Research 32(6), 1984). Exact from the first draw for two weights.
class WeightSampler {
public:
    WeightSampler(std::vector<double> start, std::vector<double> low, std::vector<double> high)
        : weights_(std::move(start)), low_(std::move(low)), high_(std::move(high)), random_(1, 0, 0) {
        for (int i = 0; i < 100; ++i)
            next();
    }

    const std::vector<double>& next() {
        const auto n = weights_.size();
        for (std::size_t i = 0; n > 1 && i < n; ++i) {
            auto j = std::size_t(random_.uniform() * double(n - 1));
            j += j >= i;
            const double both = weights_[i] + weights_[j];
            const double least = std::max(low_[i], both - high_[j]),
                         most = std::min(high_[i], both - low_[j]);
            if (most <= least)
                continue;
            weights_[i] = random_.between(least, most);
            weights_[j] = both - weights_[i];
        }
        return weights_;
    }

private:
    std::vector<double> weights_, low_, high_;
    RandomStream random_;
};

std::vector<double> shares(const std::vector<WeightRange>& weights) {
    double sum = 0;
    for (const auto& w : weights)
        sum += w.weight;
    std::vector<double> result;
    for (const auto& w : weights)
        result.push_back(sum > 0 ? w.weight / sum : 1.0 / double(weights.size()));
    return result;
}

class Ranker {
public:
    Ranker(const std::vector<WeightRange>& weights, const std::vector<std::vector<ScoreRange>>& scores,
           const std::vector<bool>& out)
        : ranges_(weights), weights_(shares(weights)), scores_(scores), out_(out) {
        if (std::all_of(out_.begin(), out_.end(), [](bool o) { return o; }))
            out_.assign(out_.size(), false);
    }

    Ranking rank(std::uint64_t samples) {
        Ranking r;
        for (const auto& row : scores_)
            r.totals.push_back(total(row));
        r.order.resize(scores_.size());
        std::iota(r.order.begin(), r.order.end(), std::size_t(0));
        std::stable_sort(r.order.begin(), r.order.end(), [&](auto a, auto b) {
            if (out_[a] != out_[b])
                return bool(out_[b]);
            return r.totals[a].middle > r.totals[b].middle + kTie;
        });
        r.samples = samples;
        r.firstShares = firstShares(samples);
        if (!r.order.empty()) {
            r.flip = flip(r.order.front());
            r.settled = settled(r.order.front());
        }
        return r;
    }

private:
    Ranking::Total total(const std::vector<ScoreRange>& row) const {
        Ranking::Total t;
        for (std::size_t c = 0; c < row.size(); ++c) {
            t.low += weights_[c] * row[c].low * 10;
            t.high += weights_[c] * row[c].high * 10;
        }
        t.middle = (t.low + t.high) / 2;
        return t;
    }

    std::vector<double> firstShares(std::uint64_t samples) const {
        std::vector<double> low, high;
        double sum = 0;
        for (const auto& r : ranges_)
            sum += r.weight;
        for (std::size_t c = 0; c < weights_.size(); ++c) {
            const double unit = sum > 0 ? sum : 1;
            low.push_back(std::clamp(std::min(ranges_[c].least / unit, weights_[c]), 0.0, 1.0));
            high.push_back(std::clamp(std::max(ranges_[c].most / unit, weights_[c]), 0.0, 1.0));
        }
        WeightSampler sampler(weights_, low, high);
        RandomStream unknown(1, 0, 1);
        std::vector<std::uint64_t> first(scores_.size());
        for (std::uint64_t i = 0; i < samples; ++i) {
            const auto& w = sampler.next();
            double best = -1;
            std::size_t leader = 0;
            for (std::size_t o = 0; o < scores_.size(); ++o) {
                double sum10 = 0;
                for (std::size_t c = 0; c < w.size(); ++c)
                    sum10 += w[c] * unknown.between(scores_[o][c].low, scores_[o][c].high);
                if (!out_[o] && sum10 > best + kTie) {
                    best = sum10;
                    leader = o;
                }
            }
            if (!first.empty())
                ++first[leader];
        }
        std::vector<double> result;
        for (const auto n : first)
            result.push_back(samples ? double(n) / double(samples) : 0);
        return result;
    }

    static double middle(const ScoreRange& s) { return (s.low + s.high) / 2; }

    /// With criterion c at share t the total is t s + (1 - t) rest, so two options cross at most once.
    std::optional<WeightFlip> flip(std::size_t leader) const {
        std::optional<WeightFlip> best;
        for (std::size_t c = 0; c < weights_.size(); ++c) {
            if (1 - weights_[c] < kTie)
                continue;
            for (std::size_t o = 0; o < scores_.size(); ++o) {
                if (o == leader || out_[o])
                    continue;
                double rest = 0;
                for (std::size_t k = 0; k < weights_.size(); ++k)
                    if (k != c)
                        rest += weights_[k] * (middle(scores_[leader][k]) - middle(scores_[o][k]));
                rest /= 1 - weights_[c];
                const double here = middle(scores_[leader][c]) - middle(scores_[o][c]);
                // t here + (1 - t) rest = 0
                if (std::abs(rest - here) < kTie)
                    continue;
                const double t = rest / (rest - here);
                if (t < 0 || t > 1)
                    continue;
                if (!best || std::abs(t - weights_[c]) < std::abs(best->to - best->from) - kTie)
                    best = WeightFlip{c, o, weights_[c], t};
            }
        }
        return best;
    }

    bool settled(std::size_t leader) const {
        for (std::size_t o = 0; o < scores_.size(); ++o)
            if (o != leader && !out_[o] && total(scores_[o]).high > total(scores_[leader]).low + kTie)
                return false;
        return true;
    }

    const std::vector<WeightRange>& ranges_;
    std::vector<double> weights_;
    const std::vector<std::vector<ScoreRange>>& scores_;
    std::vector<bool> out_;
};

} // namespace

Ranking rankOptions(const std::vector<WeightRange>& weights,
                    const std::vector<std::vector<ScoreRange>>& scores, const std::vector<bool>& out,
                    std::uint64_t samples) {
    return Ranker(weights, scores, out).rank(samples);
}

} // namespace causeway
