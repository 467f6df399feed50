// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sim/random.h"

#include <array>

namespace causeway {

/// How one etcd member looks from a Patroni agent.
enum class EtcdWay : std::uint8_t {
    Answers,
    Refuses, ///< the host says at once that nobody listens
    NoReply, ///< takes connections and never answers: frozen, or without a leader
    NoRoute, ///< packets vanish
};

inline constexpr int kMostEtcdMembers = 64;
struct EtcdWays {
    std::array<EtcdWay, kMostEtcdMembers> way{};
    int count = 0;
    void add(EtcdWay w) { way[std::size_t(count++)] = w; }
};

struct EtcdCall {
    bool answered = false;
    double seconds = 0; ///< until the answer, or until the agent takes etcd for lost
};

/// One renewal of the leader's lease as Patroni's etcd 3 client makes it (3.0 to 4.1): every member gets an
/// equal share of retry_timeout, in up to three tries while a try has at least one second; then the list of
/// members is asked for in the same way, and what is left of retry_timeout is shared out again after a random
/// pause. The first member is the one with a live connection, on which silence costs a whole share; a new
/// connection gives up after half a share. The call can outlast retry_timeout: the request for the list is
/// not bounded by what is left.
EtcdCall callEtcd(const EtcdWays& ways, double retryTimeout, RandomStream& random);

} // namespace causeway
