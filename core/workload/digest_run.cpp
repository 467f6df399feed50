// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workload/digest_run.h"

#include "core/base/parallel.h"
#include "core/base/text.h"

#include <algorithm>

namespace causeway {

DigestRun::DigestRun(Digester& digester, LogBytes& bytes, const LogFormat& format, Progress& progress)
    : digester_(digester), bytes_(bytes), format_(format), progress_(progress),
      blocks_(bytes, format, digester.limits_.blockBytes), order_(format.order()) {}

LogRead DigestRun::read() {
    order_->startLog();
    digester_.dialect_ = format_.dialect();
    auto threads = digester_.limits_.threads;
    if (bytes_.inMemory()) // no more than there are blocks
        threads = unsigned(std::min<std::size_t>(threads, bytes_.size() / digester_.limits_.blockBytes + 1));
    runInParallel(threads, [this](unsigned number) { work(number); });
    endOfLog();
    result_.stopped = blocks_.stopped();
    return result_;
}

void DigestRun::work(unsigned number) {
    Worker worker(format_, digester_.shaperBytes());
    try {
        for (std::uint64_t turn = 0; take(worker, turn);) {
            cutAlone(worker);
            std::unique_lock lock(settling_);
            settled_.wait(lock, [&] { return stopped_ || turn_ == turn; });
            if (stopped_)
                return;
            settle(worker);
            ++turn_;
            settled_.notify_all();
            lock.unlock();
            // Only the caller's thread reports: listeners expect it.
            if (number == 0)
                progress_.report("reading the log", bytesRead_, bytes_.size());
            else
                progress_.throwIfCancelled();
        }
    } catch (...) {
        const std::lock_guard lock(settling_);
        stopped_ = true;
        settled_.notify_all();
        throw;
    }
}

bool DigestRun::take(Worker& worker, std::uint64_t& turn) {
    const std::lock_guard lock(taking_);
    if (!blocks_.next(worker.block))
        return false;
    bytesRead_ = bytes_.inMemory() ? worker.block.end : bytes_.bytesRead();
    turn = taken_++;
    return true;
}

void DigestRun::cutAlone(Worker& worker) {
    worker.events.clear();
    worker.cut = false;
    if (!worker.block.fromBoundary)
        return;
    const auto& text = worker.block.text;
    worker.cut =
        worker.cutter->cut(text, worker.shaper, worker.events) == text.text.size() && worker.cutter->clean();
    if (!worker.cutter->clean())
        worker.cutter = format_.cutter();
}

/// It is this block's turn: everything before it is settled.
void DigestRun::settle(Worker& worker) {
    if (!worker.cut || unclean_ || !rest_.empty())
        cutAgain(worker);
    addEvents(worker.events);
    if (bytes_.inMemory())
        bytes_.release(std::size_t(worker.block.end - rest_.size()));
}

/// Cuts what is left of the blocks before together with this one.
void DigestRun::cutAgain(Worker& worker) {
    LogText text = worker.block.text;
    auto owner = worker.block.owner;
    if (!rest_.empty()) {
        if (bytes_.inMemory()) // the one follows the other
            text.text = {rest_.data(), rest_.size() + text.text.size()};
        else {
            auto joined = std::make_shared<std::string>(rest_);
            *joined += text.text;
            text.text = *joined;
            worker.block.owner = owner = std::move(joined);
        }
    }
    worker.events.clear();
    auto cutter = unclean_ ? std::move(unclean_) : format_.cutter();
    const auto done = cutter->cut(text, worker.shaper, worker.events);
    if (!cutter->clean())
        unclean_ = std::move(cutter);
    rest_ = text.text.substr(done);
    restOwner_ = rest_.empty() ? nullptr : owner;
}

void DigestRun::addEvents(LogEvents& events) {
    oddities_ += events.oddities;
    constexpr std::size_t kSlot = 16, kQuery = 10, kTimes = 4; // executions ahead
    const auto& list = events.events;
    std::optional<Instant> at;
    for (std::size_t i = 0; i < list.size(); ++i) {
        if (i + kSlot < list.size())
            digester_.classes_.prefetchSlot(list[i + kSlot].shape);
        if (i + kQuery < list.size())
            digester_.classes_.prefetchQuery(list[i + kQuery].shape);
        if (i + kTimes < list.size())
            digester_.classes_.prefetchTimes(list[i + kTimes].shape);
        LogEvent& event = events.events[i];
        if (event.kind == LogEvent::Kind::Start)
            result_.version = printable(event.text, 100);
        at.reset();
        if (order_->settle(event, at))
            digester_.add(event, at);
    }
}

void DigestRun::endOfLog() {
    LogEvent event;
    std::optional<Instant> at;
    while (order_->flush(event, at))
        digester_.add(event, at);
    oddities_ += order_->oddities();
}

} // namespace causeway
