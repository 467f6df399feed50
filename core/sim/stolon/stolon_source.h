// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sim/measured.h"

/// Figures of Stolon and its libraries that no setting holds. Read from source (sorintlab/stolon, commit
/// bcea7a75; etcd's client) or assumed; none was measured.
namespace causeway::stolon {

/// --store-timeout of all three programs: a request to a store that does not answer.
inline constexpr Micros kStoreTimeout = 5 * kSecond;
/// The sentinels' election: a session of 20 s (MinTTL), renewed every third of it by etcd's client.
inline constexpr Micros kSentinelLease = 20 * kSecond;
/// Assumed: reading and writing the store, beside the interval that is slept between two checks.
inline constexpr measured::Range kCheckWork{10 * kMillisecond, 40 * kMillisecond};
/// Assumed: a full copy of the leader; the topology does not say how much data there is.
inline constexpr measured::Range kFullCopy{60 * kSecond, 120 * kSecond};
/// PostgreSQL's wal_retrieve_retry_interval: a standby looks for its restarted upstream.
inline constexpr measured::Range kReconnect{100 * kMillisecond, 5000 * kMillisecond};

} // namespace causeway::stolon
