// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sim/random.h"

/// What source code and documents of the systems do not say and trials do: fault trials on three-node Patroni
/// clusters (3.0.2 and 4.1.4, etcd 3.4, PostgreSQL 15), November 2026; tests/unit/sim/data holds part of
/// them.
namespace causeway::measured {

struct Range {
    Micros low, high;
};

/// etcd looks for expired leases every 500 ms (lessor's loop).
inline constexpr Range kLeaseCheck{0, 500 * kMillisecond};
/// From the key's deletion until a standby's watch has woken its agent.
inline constexpr Range kWatchWake{5 * kMillisecond, 30 * kMillisecond};
/// GET /patroni of all others, when all answer or refuse; a silent one costs Patroni's timeout of 2 s.
inline constexpr Range kRestAnswer{15 * kMillisecond, 45 * kMillisecond};
inline constexpr Micros kRestTimeout = 2 * kSecond;
/// The transaction that takes the leader key.
inline constexpr Range kAcquire{5 * kMillisecond, 20 * kMillisecond};
/// pg_ctl promote until writes are taken and the first client is there, without replay.
inline constexpr Range kPromote{40 * kMillisecond, 110 * kMillisecond};
/// Switchover: request until the leader takes no more writes; fast stop, checkpoint and Patroni's sleep of 1
/// s until it frees its key.
inline constexpr Range kHandoverStop{200 * kMillisecond, 350 * kMillisecond};
inline constexpr Range kHandoverFree{1180 * kMillisecond, 1300 * kMillisecond};
/// Start of PostgreSQL after a crash, without the redo that the WAL since the last checkpoint asks for.
inline constexpr Range kCrashStart{1200 * kMillisecond, 2200 * kMillisecond};
inline constexpr double kCheckpointTimeoutSeconds = 300; ///< PostgreSQL's default
/// Replay of WAL by one process; a disk slower than this limits it.
inline constexpr double kReplayBytesPerSecond = 100e6;
/// A demoted leader is back as a read-only standby.
inline constexpr Range kDemotedStart{1500 * kMillisecond, 2500 * kMillisecond};
/// A standby follows the new leader; a former leader must first be checked or rewound.
inline constexpr Range kFollow{100 * kMillisecond, 400 * kMillisecond};
inline constexpr Range kRejoin{3300 * kMillisecond, 7000 * kMillisecond};
/// Before Patroni 4 a new leader lacks the other members' slots: wal_retrieve_retry_interval passes first.
inline constexpr Micros kSlotMissing = 5 * kSecond;
/// The agent's start after its host is back.
inline constexpr Range kAgentStart{1 * kSecond, 3 * kSecond};
/// An agent that was frozen stops its PostgreSQL after it runs again: about 4.2 s later in 4 of 5 trials, at
/// once in one, whatever its settings; the share follows Laplace's rule.
inline constexpr Range kNoticeAtOnce{200 * kMillisecond, 300 * kMillisecond},
    kNoticeLate{3950 * kMillisecond, 4300 * kMillisecond};
inline constexpr double kNoticesLate = 5.0 / 7;
/// Before Patroni 3.0.3 with etcd 3 such an agent overwrote the leader key in 6 of 11 trials (pull request
/// 2693).
inline constexpr double kStaleLeaderSteals = 6.0 / 11;
/// A loop's request to etcd leaves so long before the moment that counts as the time of its keepalive.
inline constexpr Micros kKeepaliveAnswer = 110 * kMillisecond;
/// etcd's election timeout is drawn from 1 to 2 s (10 to 20 ticks of 100 ms, raft); the new leader grants
/// every lease its full time and the election timeout on top (lessor's Promote).
inline constexpr Range kEtcdElection{1000 * kMillisecond, 2000 * kMillisecond};
inline constexpr Micros kEtcdLeaseExtension = 1 * kSecond;
/// Assumed, not measured: reset by the watchdog until Patroni starts; a pause of the operator between two
/// servers of a rolling restart.
inline constexpr Range kReboot{60 * kSecond, 120 * kSecond};
inline constexpr Micros kOperatorPause = 15 * kSecond;
/// A clock that is set back without saying how far.
inline constexpr Micros kClockStep = 60 * kSecond;
/// PostgreSQL's fast stop and start, both in order.
inline constexpr Range kCleanRestart{1500 * kMillisecond, 3000 * kMillisecond};
/// From the acknowledgement of a commit until its WAL has left the host: when processes are killed one after
/// another, and when the whole host stops (what is on the wire still arrives).
inline constexpr double kSendLagKill = 0.0004, kSendLagHost = 0.00005;
/// synchronous_commit = off: WAL is flushed at most 3 x wal_writer_delay late.
inline constexpr double kUnflushedSeconds = 0.6;
/// Patroni waits between changing synchronous_standby_names and writing /sync.
inline constexpr Micros kSyncPublishDelay = 2 * kSecond;
/// In quorum mode it looks again after 1 s whether standbys have caught up.
inline constexpr Micros kQuorumPublishDelay = 1 * kSecond;
/// After pg_promote Patroni looks once a second whether PostgreSQL is in production; then its next cycle
/// begins.
inline constexpr Micros kPromotionPoll = 1 * kSecond;

} // namespace causeway::measured
