// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sim/random.h"

#include <cstdint>
#include <utility>
#include <vector>

namespace causeway {

enum class EventKind : std::uint8_t {
    HaLoop,             ///< one cycle of a Patroni agent
    DcsGiveUp,          ///< an agent's retries against etcd ran out
    LeaseExpire,        ///< a member's lease may have run out
    KeyDelete,          ///< etcd removes the leader key
    RaceBegin,          ///< a standby saw the leader key vanish
    RaceDecide,         ///< its questions to the other members are answered
    Acquire,            ///< its transaction to take the key arrives
    Promoted,           ///< its PostgreSQL takes writes
    PostgresUp,         ///< a start of PostgreSQL is complete
    StartTimeout,       ///< primary_start_timeout has passed
    StopPrimary,        ///< a leader that lost its lock notices it
    StreamUp,           ///< a standby's stream begins
    SyncPublish,        ///< the leader writes the /sync key
    HandoverStop,       ///< switchover: the leader stops taking writes
    HandoverFree,       ///< switchover: the leader releases its key
    ProxyCheck,         ///< HAProxy asks a server
    EtcdElected,        ///< etcd's members have a new leader
    Watchdog,           ///< a watchdog device may have run out
    Reboot,             ///< a server that its watchdog reset is back
    RollingStep,        ///< the operator restarts the next server
    KeeperLooks,        ///< Stolon: a keeper asks its PostgreSQL how it is
    KeeperPublishes,    ///< a keeper writes that into the store
    KeeperMachine,      ///< a keeper does what the cluster data ask of it
    KeeperBegins,       ///< a keeper's program starts
    SentinelCheck,      ///< a sentinel looks at the cluster
    SentinelLease,      ///< the leading sentinel's session may have ended
    StolonProxyCheck,   ///< a Stolon proxy reads the cluster data
    StolonProxyTimeout, ///< it may not have reached the store for too long
    FaultBegin,
    FaultEnd,
};

struct Event {
    Micros at = 0;
    std::uint32_t order = 0; ///< among events of one moment: in order of scheduling
    std::uint32_t epoch = 0; ///< stale when the node's epoch has moved on
    EventKind kind = EventKind::HaLoop;
    std::uint8_t node = 0; ///< or the fault's index
};

/// A binary heap in one flat array; equal times leave in the order they came.
class EventQueue {
public:
    void clear() {
        heap_.clear();
        order_ = 0;
    }
    bool empty() const { return heap_.empty(); }
    Micros nextAt() const { return heap_.front().at; }

    void push(Event e) {
        e.order = order_++;
        std::size_t hole = heap_.size();
        heap_.push_back(e);
        while (hole > 0) {
            const std::size_t parent = (hole - 1) / 2;
            if (!before(e, heap_[parent]))
                break;
            heap_[hole] = heap_[parent];
            hole = parent;
        }
        heap_[hole] = e;
    }

    Event pop() {
        const Event top = heap_.front();
        const Event last = heap_.back();
        heap_.pop_back();
        const std::size_t size = heap_.size();
        std::size_t hole = 0;
        for (std::size_t child = 1; child < size; child = 2 * hole + 1) {
            if (child + 1 < size && before(heap_[child + 1], heap_[child]))
                ++child;
            if (!before(heap_[child], last))
                break;
            heap_[hole] = heap_[child];
            hole = child;
        }
        if (size > 0)
            heap_[hole] = last;
        return top;
    }

private:
    static bool before(const Event& a, const Event& b) {
        return a.at != b.at ? a.at < b.at : a.order < b.order;
    }
    std::vector<Event> heap_;
    std::uint32_t order_ = 0;
};

} // namespace causeway
