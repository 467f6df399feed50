// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sim/etcd_client.h"

#include <algorithm>

namespace causeway {
namespace {

constexpr double kLeastShareSeconds = 1, kFirstPauseSeconds = 0.1;

struct Share {
    int members = 0; ///< that are tried; 0: no time is left
    int tries = 1;
    double seconds = 0; ///< for one try
};

Share shareOut(int members, double seconds) {
    Share s{members, 1, seconds};
    int mostTries = 4 - std::min(members, 3);
    for (; s.members > 0; --s.members, mostTries = 1) {
        s.seconds = seconds / s.members;
        if (s.seconds < kLeastShareSeconds)
            continue;
        while (s.tries < mostTries && s.seconds / (s.tries + 1) >= kLeastShareSeconds)
            ++s.tries;
        s.seconds /= s.tries;
        break;
    }
    return s;
}

/// What a try on a member that does not answer costs.
double cost(EtcdWay way, const Share& share, bool connected) {
    switch (way) {
    case EtcdWay::NoRoute: // only failures to connect are tried again
        return connected ? share.seconds
                         : std::min(share.seconds, std::max(1.0, share.seconds / 2)) * share.tries;
    case EtcdWay::NoReply:
        return share.seconds;
    case EtcdWay::Answers:
    case EtcdWay::Refuses:
        break;
    }
    return 0;
}

} // namespace

EtcdCall callEtcd(const EtcdWays& ways, double retryTimeout, RandomStream& random) {
    const Share first = shareOut(ways.count, retryTimeout);
    Share share = first;
    double now = 0, pause = kFirstPauseSeconds;
    bool connected = true;
    for (;;) {
        for (int i = 0; i < share.members; ++i) {
            if (ways.way[std::size_t(i)] == EtcdWay::Answers)
                return {true, now};
            now += cost(ways.way[std::size_t(i)], share, connected);
            connected = false;
        }
        for (int i = 0; i < ways.count && ways.way[std::size_t(i)] != EtcdWay::Answers; ++i)
            now += cost(ways.way[std::size_t(i)], first, false);
        const double sleep = pause + double(int(random.uniform() * 81)) / 100;
        share = shareOut(ways.count, retryTimeout - now - sleep);
        if (share.members == 0)
            return {false, now};
        now += sleep;
        pause *= 2;
    }
}

} // namespace causeway
