// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/readiness/conversion.h"
#include "core/readiness/obstacle_texts.h"

#include <string>
#include <string_view>
#include <vector>

namespace causeway {

/// Gathers the obstacles of one object: those that concern columns are joined to one for each kind.
class Notes {
public:
    explicit Notes(std::string object, Place place = {}) : object_(std::move(object)), place_(place) {}

    void add(std::string_view id, const ObstacleWords& words = {}) {
        obstacles_.push_back(makeObstacle(id, object_, words, place_));
    }
    /// For texts that begin with {columns}; `words` are those of the first call for the id.
    void column(std::string_view id, const std::string& name, const ObstacleWords& words = {});
    /// All obstacles: by column first, in the order of their ids, then the rest as they came.
    std::vector<Obstacle> take();

private:
    struct Columns {
        std::string id, names;
        ObstacleWords words;
        int count = 0;
    };
    std::string object_;
    Place place_;
    std::vector<Columns> byColumn_; ///< of few kinds, so that a list does
    std::vector<Obstacle> obstacles_;
};

/// Verdict of an object that runs: assisted when any obstacle is more than automatic.
Verdict verdictOf(const std::vector<Obstacle>& obstacles);
/// Sets verdict (`manual` forces Manual), target and proof from parts and obstacles.
void finish(Conversion& conversion, bool manual);

/// Every line of `text` behind "-- ", so that nothing in it can run, also after a lone carriage return.
std::string commented(std::string_view text);

} // namespace causeway
