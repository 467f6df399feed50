// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workload/slow_log_clock.h"

namespace causeway {

using namespace std::chrono;

void SlowLogClock::nextLog() {
    header_.reset();
    last_.reset();
    offset_.reset();
    zoned_ = false;
}

Instant SlowLogClock::local(Instant at) {
    if (!offset_)
        usedLocal_ = true;
    return offset_ ? at - *offset_ : at;
}

std::optional<Instant> SlowLogClock::pick(std::optional<Instant> statement, milliseconds query) {
    if (header_ && zoned_)
        return header_;
    if (!header_ || !statement)
        return statement ? statement : header_ ? std::optional(local(*header_)) : std::nullopt;
    // Zones lie between -12 and +14 hours; some versions write when the statement began, not when it ended.
    const milliseconds apart = *header_ - *statement;
    if (abs(apart) > hours{15} + query) {
        ++forged_;
        return local(*header_);
    }
    const minutes quarter{15};
    const minutes zone =
        quarter *
        ((duration_cast<minutes>(apart + (apart < apart.zero() ? -minutes{7} : minutes{7}))) / quarter);
    if (!offset_ && query < seconds{60} && abs(apart - zone) <= seconds{10})
        offset_ = zone;
    return statement;
}

std::optional<Instant> SlowLogClock::entry(std::optional<Instant> statement, std::uint64_t queryNs) {
    const milliseconds query{queryNs / 1'000'000};
    const auto at = pick(statement, query);
    if (!at)
        return at;
    // Entries come in the order in which statements end; the stamp may be the beginning.
    if (last_ && *at + query + seconds{2} < *last_)
        ++backwards_;
    last_ = at;
    return at;
}

} // namespace causeway
