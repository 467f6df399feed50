// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace causeway {

/// A criterion's weight with the range that is held for reasonable; all in the same unit.
struct WeightRange {
    double weight = 0, least = 0, most = 0;
    bool operator==(const WeightRange&) const = default;
};

/// A score of 0 to 10, or the range it lies in.
struct ScoreRange {
    double low = 0, high = 10;
};

/// The smallest change of one weight, the others keeping their proportions, by which another option leads.
struct WeightFlip {
    std::size_t criterion = 0, option = 0; ///< the option that would lead
    double from = 0, to = 0;               ///< share of all weights, 0..1
    bool operator==(const WeightFlip&) const = default;
};

struct Ranking {
    struct Total {
        double low = 0, middle = 0, high = 0; ///< 0..100: weighted mean of the scores, times 10
        bool operator==(const Total&) const = default;
    };
    std::vector<Total> totals;       ///< by option
    std::vector<std::size_t> order;  ///< options, best first; those that fail a hard limit last
    std::vector<double> firstShares; ///< by option: share of the weightings drawn in which it is first
    std::uint64_t samples = 0;
    std::optional<WeightFlip> flip; ///< nothing: no change of one weight alone does it
    /// No value of what is unknown puts another option before the first, at these weights.
    bool settled = false;
    bool operator==(const Ranking&) const = default;
};

/// Ranks options (rows of `scores`, one column a criterion) by the weighted mean of their scores' middles.
/// Ties go to the option that comes first. An option that is out is ranked last and is never first, unless
/// all are out.
///
/// firstShares is the rank acceptability index of rank 1 of SMAA-2 (R. Lahdelma, P. Salminen, "SMAA-2:
/// Stochastic Multicriteria Acceptability Analysis for Group Decision Making", Operations Research 49(3),
/// 2001): weights are drawn uniformly from all that sum to one within their ranges, and each score uniformly
/// from its own range. A weight that is set outside its range widens it. Deterministic: the same input gives
/// the same shares.
Ranking rankOptions(const std::vector<WeightRange>& weights,
                    const std::vector<std::vector<ScoreRange>>& scores, const std::vector<bool>& out,
                    std::uint64_t samples);

} // namespace causeway
