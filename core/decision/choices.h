// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/criteria/criteria.h"

#include <map>
#include <string>
#include <string_view>
#include <utility>

namespace causeway {

/// The consultant's own score of one option in one criterion.
struct ConsultantMark {
    double score = 0; ///< 0..10
    std::string reason;
    bool operator==(const ConsultantMark&) const = default;
};

/// What the consultant sets: weights by criterion (0..100) and marks by (option, criterion).
struct DecisionChoices {
    std::map<std::string, double> weights;
    std::map<std::pair<std::string, std::string>, ConsultantMark> marks;

    /// Throws Error(Usage) for an unknown option or criterion, a score outside 0..10 or a mark without
    /// reason.
    void setMark(const std::string& option, const std::string& criterion, ConsultantMark mark);
    void setWeight(const std::string& criterion, double weight);

    /// "no_loss=30; outage=20"; empty when all are as by default.
    std::string weightText() const;
    /// "postgresql.skills=4 two DBAs have run it; stay.skills=9 ten years"; a semicolon in a reason becomes
    /// a comma.
    std::string markText() const;
    /// Reads both texts. Throws Error(Usage) naming what cannot be read and an example.
    static DecisionChoices parse(std::string_view weightText, std::string_view markText);
    /// Of the facts "decision_weights" and "decision_marks".
    static DecisionChoices of(const Criteria& criteria);
    bool operator==(const DecisionChoices&) const = default;
};

} // namespace causeway
