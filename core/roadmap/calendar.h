// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/time.h"

#include <utility>
#include <vector>

namespace causeway::plan {

/// Working days from a start on: Monday to Friday outside the freezes (inclusive ranges).
class Calendar {
public:
    Calendar(Date start, std::vector<std::pair<Date, Date>> freezes);
    /// The working day with that index, 0 being the first on or after the start. Throws Error(Usage) when the
    /// freezes leave no such day within twenty years.
    Date day(std::size_t index);
    bool working(Date date) const;

private:
    Date next_, last_;
    std::vector<std::pair<Date, Date>> freezes_;
    std::vector<Date> days_;
};

} // namespace causeway::plan
