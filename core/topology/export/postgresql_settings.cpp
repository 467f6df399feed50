// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/topology/export/node_files.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace causeway::exporting {
namespace {

constexpr double kCheckpointSeconds = 900, kCompletionTarget = 0.9, kBytesPerMb = 1024.0 * 1024.0;
constexpr int kSegmentMb = 16, kLeastConnections = 100, kMostConnections = 500;
/// Kept for Patroni, backups and people: PostgreSQL's superuser_reserved_connections, monitoring, backup.
constexpr int kOtherSessions = 20;
constexpr double kMostMaintenanceMb = 2048, kLeastWorkMb = 4, kLeastWalMb = 1024, kLeastSlotMb = 4096,
                 kMostWalMb = 1024.0 * 1024.0;
/// A flush faster than this comes from a disk for which random reads cost hardly more than sequential ones.
constexpr double kSolidStateFsyncMs = 2;

double walMbPerSecond(const ClusterLoad& load) {
    return load.commitsPerSecond * load.walBytesPerCommit / kBytesPerMb;
}

std::string megabytes(double value) {
    return fmt::format("{}MB", static_cast<long long>(value));
}

std::string wholeSegments(double mb) {
    return megabytes(std::ceil(mb / kSegmentMb) * kSegmentMb);
}

/// One number for all nodes: a standby with fewer than its primary does not start.
int connections(const Topology& t) {
    return std::clamp(t.workload.clients + kOtherSessions, kLeastConnections, kMostConnections);
}

int mostCpus(const Topology& t) {
    int most = 1;
    for (const auto* n : t.databases())
        most = std::max(most, n->cpus);
    return most;
}

} // namespace

Json sharedSettings(const Plan& plan) {
    const auto& t = plan.topology;
    double longestRepair = 1;
    for (const auto* n : t.databases())
        longestRepair = std::max(longestRepair, n->mttrHours);
    const double wal = walMbPerSecond(t.workload);
    const double distance =
        std::clamp(wal * kCheckpointSeconds * (1 + kCompletionTarget), kLeastWalMb, kMostWalMb);
    const double kept =
        std::clamp(wal * 3600 * longestRepair * 2, std::max(kLeastSlotMb, distance), kMostWalMb);
    const int members = int(t.databases().size());
    return Json{{"max_connections", connections(t)},
                {"max_worker_processes", std::max(8, mostCpus(t))},
                {"max_wal_senders", std::max(10, 2 * members + 4)},
                {"max_replication_slots", std::max(10, 2 * members + 4)},
                {"wal_level", "replica"},
                {"hot_standby", "on"},
                {"wal_log_hints", "on"},
                {"synchronous_commit", t.postgresql.synchronousCommit},
                {"wal_sender_timeout", fmt::format("{:.0f}ms", t.postgresql.walSenderTimeout * 1000)},
                {"checkpoint_timeout", fmt::format("{:.0f}s", kCheckpointSeconds)},
                {"checkpoint_completion_target", kCompletionTarget},
                {"max_wal_size", wholeSegments(distance)},
                {"max_slot_wal_keep_size", wholeSegments(kept)},
                {"password_encryption", "scram-sha-256"},
                {"tcp_keepalives_idle", 60},
                {"tcp_keepalives_interval", 10},
                {"tcp_keepalives_count", 6},
                {"log_checkpoints", "on"},
                {"log_lock_waits", "on"}};
}

Json machineSettings(const Plan& plan, const Node& node) {
    const double ram = node.ramGb * 1024;
    const double buffers = std::max(128.0, std::floor(ram / 4));
    const double work =
        std::max(kLeastWorkMb, std::floor((ram - buffers) / (3.0 * connections(plan.topology))));
    Json out{{"shared_buffers", megabytes(buffers)},
             {"effective_cache_size", megabytes(std::max(buffers, std::floor(ram * 3 / 4)))},
             {"maintenance_work_mem", megabytes(std::clamp(std::floor(ram / 16), 64.0, kMostMaintenanceMb))},
             {"work_mem", megabytes(work)},
             {"huge_pages", "try"},
             {"max_parallel_workers", std::min(node.cpus, 1024)},
             {"max_parallel_workers_per_gather", std::clamp(node.cpus / 2, 0, 4)}};
    if (node.fsyncP50Ms < kSolidStateFsyncMs)
        out["random_page_cost"] = 1.1;
    return out;
}

} // namespace causeway::exporting
