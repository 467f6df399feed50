// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workload/pg_order.h"

#include <algorithm>
#include <utility>

namespace causeway {
namespace {

constexpr std::size_t kMostWaiting = 4096, kMostBytes = 16 << 20;

} // namespace

void PgOrder::startLog() {
    waiting_.clear();
    waitingBytes_ = 0;
    latest_.reset();
}

PgOrder::Waiting PgOrder::keep(const LogEvent& event) {
    return {event, std::string(event.text), std::string(event.user), std::string(event.schema),
            std::string(event.shapeText)};
}

bool PgOrder::giveOut(LogEvent& event, Waiting waiting) {
    out_ = std::move(waiting);
    waitingBytes_ -= std::min(waitingBytes_, out_.bytes());
    event = out_.event;
    event.text = out_.text;
    event.user = out_.user;
    event.schema = out_.schema;
    event.shapeText = out_.shape;
    return true;
}

/// Processes write at once: only steps of more than a second back are odd.
void PgOrder::clock(const LogEvent& event) {
    if (!event.clock)
        return;
    oddities_[Odd::LocalTime] |= !event.zoned;
    if (latest_ && *event.clock + std::chrono::seconds{1} < *latest_) {
        ++oddities_[Odd::ClockBackwards];
        latest_ = event.clock;
    }
    latest_ = std::max(latest_.value_or(*event.clock), *event.clock);
}

bool PgOrder::statement(LogEvent& event) {
    const auto bytes = event.text.size() + event.shapeText.size();
    if (!event.thread || waitingBytes_ + bytes > kMostBytes || waiting_.size() >= kMostWaiting) {
        ++oddities_[Odd::NoDuration];
        return true;
    }
    auto before = std::exchange(waiting_[*event.thread], keep(event));
    waitingBytes_ += bytes;
    if (before.text.empty())
        return false;
    ++oddities_[Odd::NoDuration];
    return giveOut(event, std::move(before));
}

bool PgOrder::duration(LogEvent& event) {
    const auto found = event.thread ? waiting_.find(*event.thread) : waiting_.end();
    if (found == waiting_.end()) {
        ++oddities_[Odd::LoneDuration];
        return false;
    }
    const auto time = event.timeNs;
    giveOut(event, std::move(found->second));
    event.timeNs = time;
    waiting_.erase(found);
    return true;
}

bool PgOrder::settle(LogEvent& event, std::optional<Instant>& at) {
    clock(event);
    bool counts = false;
    switch (event.kind) {
    case LogEvent::Kind::Execution:
        counts = true;
        break;
    case LogEvent::Kind::Statement:
        counts = statement(event);
        break;
    case LogEvent::Kind::Duration:
        counts = duration(event);
        break;
    case LogEvent::Kind::Ended:
        if (const auto found = event.thread ? waiting_.find(*event.thread) : waiting_.end();
            found != waiting_.end()) {
            ++oddities_[Odd::NoDuration];
            counts = giveOut(event, std::move(found->second));
            waiting_.erase(found);
        }
        break;
    default:
        break;
    }
    at = event.clock;
    return counts;
}

bool PgOrder::flush(LogEvent& event, std::optional<Instant>& at) {
    if (waiting_.empty())
        return false;
    ++oddities_[Odd::NoDuration];
    giveOut(event, std::move(waiting_.begin()->second));
    waiting_.erase(waiting_.begin());
    at = event.clock;
    return true;
}

} // namespace causeway
