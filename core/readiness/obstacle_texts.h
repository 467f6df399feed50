// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/readiness/conversion.h"
#include "core/readiness/effort/units.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace causeway {

/// One kind of obstacle as resources/readiness/obstacles.json describes it.
struct ObstacleText {
    std::optional<int> number; ///< its place in the catalogue of obstacles
    Verdict verdict = Verdict::Automatic;
    EffortUnit unit;  ///< of work, for one occurrence
    std::string role; ///< who does the work
    std::string title, why, action, message, question;
};

/// Every kind of obstacle, by id.
const std::map<std::string, ObstacleText, std::less<>>& obstacleTexts();

/// The kind of an id; null for one that the resource does not have.
const ObstacleText* obstacleText(std::string_view id);

using ObstacleWords = std::vector<std::pair<std::string_view, std::string>>;

/// An obstacle with its texts filled in: {word} in a text is replaced by the word's value. Values come from
/// hostile names, so they are made printable. Its effort is that of one first occurrence. Throws
/// Error(Internal) for an id the resource does not have.
Obstacle makeObstacle(std::string_view id, std::string object, const ObstacleWords& words = {},
                      Place place = {});

} // namespace causeway
