// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

namespace causeway {

/// Work in person-hours at three points: low (all goes well), likely (the most likely) and high (all goes
/// badly); low <= likely <= high. Efforts add end by end, so low and high of a sum are bounds that nothing
/// passes; EffortTotal says what is to be expected between them.
struct Effort {
    double low = 0, likely = 0, high = 0;

    constexpr Effort() = default;
    constexpr Effort(double lowHours, double likelyHours, double highHours)
        : low(lowHours), likely(likelyHours), high(highHours) {}
    /// A range that states no likely value is read as symmetric: likely is its middle, which adds nothing to
    /// what was stated.
    static constexpr Effort between(double lowHours, double highHours) {
        return {lowHours, (lowHours + highHours) / 2, highHours};
    }
    /// Mean of the beta distribution that the three points stand for, (low + 4 likely + high) / 6. Source:
    /// Malcolm, Roseboom, Clark, Fazar, "Application of a Technique for Research and Development Program
    /// Evaluation", Operations Research 7 (1959).
    double expected() const { return (low + 4 * likely + high) / 6; }
    /// Its standard deviation, (high - low) / 6, from the same source.
    double deviation() const { return (high - low) / 6; }

    Effort& operator+=(const Effort& o) {
        low += o.low;
        likely += o.likely;
        high += o.high;
        return *this;
    }
    friend Effort operator+(Effort a, const Effort& b) { return a += b; }
    friend Effort operator*(const Effort& a, double factor) {
        return {a.low * factor, a.likely * factor, a.high * factor};
    }
    bool operator==(const Effort&) const = default;
};

/// A sum of efforts that do not depend on each other: errors of one say nothing of the next, so variances
/// add. What rises and falls together (all occurrences of one kind of obstacle) is summed first and added as
/// one.
class EffortTotal {
public:
    void add(const Effort& part) {
        ends_ += part;
        variance_ += part.deviation() * part.deviation();
    }
    const Effort& ends() const { return ends_; }
    double expected() const { return ends_.expected(); }
    double deviation() const;
    /// Between these the sum lies with a probability of 80 %: one case in ten is below, one above. By the
    /// normal distribution, which a sum of many parts comes near; never outside the ends.
    double low80() const;
    double high80() const;

private:
    Effort ends_;
    double variance_ = 0;
};

/// Whole units that add up to the rounded sum of `values`, so that a table's shown parts make its shown
/// total: each is rounded down, and what is missing goes to the largest remainders. `unit` is the step, in
/// hours.
std::vector<double> roundedTogether(const std::vector<double>& values, double unit);

} // namespace causeway
