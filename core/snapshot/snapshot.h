// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/time.h"
#include "core/base/version.h"
#include "core/catalog/catalog.h"
#include "core/workload/digest.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace causeway {

/// Where facts come from: a live server, or a file the client gave. Never holds a secret.
struct Source {
    std::string id; ///< "S1", "S2"...; unique in the snapshot
    std::string
        kind; ///< "mysql", "mariadb", "postgresql", "dump", "variables", "status", "slow-log", "sar"...
    std::string label;  ///< host:port or file name, as the user knows it; no password, no machine path
    Instant captured{}; ///< when the facts were true (the file's own stamp where it has one, else its mtime)
    std::string sha256; ///< of a file's bytes; empty for a live server
    std::string remark; ///< what was odd about it; may be empty
    bool operator==(const Source&) const = default;
};

/// One read-only question put to a source, and its whole answer: the evidence rules refer to.
struct ProbeResult {
    enum class State { Answered, Denied, Absent, Failed };
    std::string id;     ///< "mysql.accounts", "mysql.replica_status", "pg.settings"
    std::string source; ///< Source::id
    std::string query;  ///< the SQL that ran, or the file's part; listed in the appendix
    Instant at{};
    double elapsedMs = 0;
    State state = State::Answered;
    std::string message;                                       ///< why not answered, in the server's words
    std::vector<std::string> columns;                          ///< lower-case
    std::vector<std::vector<std::optional<std::string>>> rows; ///< NULL is an absent value

    /// Index of a column, or -1.
    int column(std::string_view name) const;
    /// The cell, or nothing for NULL, a missing column or a missing row.
    std::optional<std::string> value(std::size_t row, std::string_view columnName) const;
    bool operator==(const ProbeResult&) const = default;
};

/// A pointer to one fact: "E-<probe number>" in reports, with the row where it matters, or "S<number>" for
/// what a file says.
struct EvidenceRef {
    std::string server; ///< ServerEvidence::id
    std::string probe;  ///< ProbeResult::id; empty: the source is all that is known
    int row = -1;
    std::string source{}; ///< Source::id, where there is no probe
    bool operator==(const EvidenceRef&) const = default;
};

/// Counters (SHOW GLOBAL STATUS, pg_stat_*) at one moment.
struct StatusSample {
    Instant at{};
    std::string source;
    std::map<std::string, std::string> values; ///< lower-case name
    bool operator==(const StatusSample&) const = default;
};

/// One reading of host metrics; every field may be unknown.
struct HostSample {
    Instant at{};
    std::optional<double> cpuBusy; ///< fraction 0..1 of all CPUs (user + system + steal)
    std::optional<double> ioWait;  ///< fraction 0..1
    std::optional<double> runQueue;
    std::optional<double> memoryUsedBytes, swapInPerSecond, swapOutPerSecond;
    std::optional<double> diskReadsPerSecond, diskWritesPerSecond, diskUtil; ///< busiest device; util 0..1
    std::optional<double> diskAwaitMs;
    bool operator==(const HostSample&) const = default;
};

struct Filesystem {
    std::string device, mount, type;
    double sizeBytes = 0, usedBytes = 0;
    bool operator==(const Filesystem&) const = default;
};

struct HostMetrics {
    std::optional<int> cpus;
    std::optional<double> ramBytes;
    std::string kernel;
    std::vector<HostSample> samples;
    std::vector<Filesystem> filesystems;
    std::map<std::string, std::string> settings; ///< "vm.swappiness", "transparent_hugepage"
    std::vector<std::string> sources;
    bool operator==(const HostMetrics&) const = default;
};

/// All that is known of one server (or of one set of files that belong together).
struct ServerEvidence {
    std::string id; ///< the user's name for it: "shop-db-1"
    Engine engine = Engine::MySQL;
    Version version;
    std::string versionText;
    std::string environment;                      ///< "production", "staging", "test" or empty
    std::map<std::string, std::string> variables; ///< lower-case name; empty: not assessed
    std::string variablesProbe;                   ///< ProbeResult::id they came from
    std::vector<StatusSample> status;             ///< oldest first
    std::optional<Catalog> catalog;
    std::string catalogSource;                  ///< Source::id
    std::optional<WorkloadDigest> workload;     ///< what audit and readiness read
    std::vector<WorkloadDigest> otherWorkloads; ///< the same work as other sources see it
    HostMetrics host;
    std::vector<ProbeResult> probes;

    const ProbeResult* probe(std::string_view probeId) const;
    std::optional<std::string> variable(std::string_view name) const;
    std::optional<double> variableNumber(std::string_view name) const; ///< also ON/OFF as 1/0
    /// The newest sample's counter.
    std::optional<double> counter(std::string_view name) const;
    /// Counter increase a second: between the first and the last sample when there are two or more,
    /// else since boot (counter / uptime). `sinceBoot` tells which.
    struct Rate {
        double perSecond = 0;
        double overSeconds = 0;
        bool sinceBoot = true;
    };
    std::optional<Rate> rate(std::string_view name) const;
    bool operator==(const ServerEvidence&) const = default;
};

/// The evidence of one moment. Immutable once built: a later probe makes a new Snapshot.
struct Snapshot {
    std::string id;   ///< first 16 hex digits of the SHA-256 of its canonical JSON without the id
    Instant taken{};  ///< the newest source's moment
    std::string tool; ///< program version that wrote it
    std::vector<Source> sources;
    std::vector<ServerEvidence> servers;

    const ServerEvidence* server(std::string_view serverId) const;
    const Source* source(std::string_view sourceId) const;
    bool operator==(const Snapshot&) const = default;
};

} // namespace causeway
