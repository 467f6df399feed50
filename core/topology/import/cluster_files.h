// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"

#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace causeway {

/// patroni.yml of one member.
struct MemberConfig {
    std::string name;
    Json tree;
};
/// What `patronictl show-config` prints, or GET /config: the settings in force.
struct DynamicConfig {
    Json tree;
};
/// One line of `patronictl list`, or one member of GET /cluster.
struct MemberRow {
    std::string cluster, name;
    std::string host; ///< without the port; may be empty
    std::string
        role;  ///< in lower case: "leader", "sync standby", "quorum standby", "standby leader", "replica"
    Json tags; ///< an object or null
};
struct MemberList {
    std::vector<MemberRow> rows;
    bool citus = false; ///< it has worker groups
};
/// GET /patroni of one member.
struct MemberStatus {
    std::string version; ///< Patroni's
};
/// One row of pg_stat_replication on the primary.
struct StandbyRow {
    std::string name; ///< application_name
    std::string syncState;
    std::optional<double> writeLagMs, flushLagMs; ///< absent while nothing is written
};
struct StandbyList {
    std::vector<StandbyRow> rows;
};
/// HAProxy's checks of the database servers; seconds and counts as HAProxy defaults them.
struct ProxyChecks {
    double inter = 2;
    int rise = 2, fall = 3;
    std::vector<std::string> servers; ///< names
};

using ClusterFile =
    std::variant<MemberConfig, DynamicConfig, MemberList, MemberStatus, StandbyList, ProxyChecks>;

/// Tells by its content what the file is and reads it; `name` is for messages. Throws Error(Input) when it
/// is none of these, saying what is read.
ClusterFile readClusterFile(const std::string& name, const std::string& text);
/// "a member's patroni.yml", for people.
std::string clusterFileTitle(const ClusterFile& file);

/// `patronictl list` in any of its formats (pretty, topology, tsv, json, yaml), or GET /cluster; nothing when
/// `text` is none. Throws Error(Input) for one that is damaged.
std::optional<MemberList> memberList(const std::string& text, const Json& tree);
/// pg_stat_replication as psql prints it, aligned or with --csv; nothing when `text` is none.
std::optional<StandbyList> standbyList(const std::string& text);
/// haproxy.cfg with servers that are checked; nothing when `text` is none.
std::optional<ProxyChecks> proxyChecks(const std::string& text);

/// A duration as PostgreSQL writes it, in ms: "60s", "1min", 60000 with `unitMs` for a bare number.
std::optional<double> durationMs(const Json& value, double unitMs);
/// An interval of PostgreSQL ("00:00:00.000412") in ms.
std::optional<double> intervalMs(std::string_view text);
/// "10.0.0.1:5432", "[fd00::1]:5432" or a name, without the port and brackets.
std::string withoutPort(std::string_view endpoint);

} // namespace causeway
