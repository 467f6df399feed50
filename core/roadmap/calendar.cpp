// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/roadmap/calendar.h"

#include "core/base/error.h"

#include <algorithm>

namespace causeway::plan {

Calendar::Calendar(Date start, std::vector<std::pair<Date, Date>> freezes)
    : next_(start), last_(addMonths(start, 240)), freezes_(std::move(freezes)) {}

bool Calendar::working(Date date) const {
    const std::chrono::weekday weekday{date};
    if (weekday == std::chrono::Saturday || weekday == std::chrono::Sunday)
        return false;
    return std::none_of(freezes_.begin(), freezes_.end(),
                        [&](const auto& f) { return f.first <= date && date <= f.second; });
}

Date Calendar::day(std::size_t index) {
    while (days_.size() <= index) {
        if (next_ > last_)
            throw Error(ErrorCode::Usage, "the plan does not fit into twenty years",
                        "the change freezes or the weekly hours leave too few working days",
                        "change the facts \"freezes\" or \"work_hours_per_week\"");
        if (working(next_))
            days_.push_back(next_);
        next_ += std::chrono::days{1};
    }
    return days_[index];
}

} // namespace causeway::plan
