// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"
#include "core/readiness/general/general_obstacles.h"
#include "core/readiness/move/change_capture.h"
#include "core/readiness/notes.h"
#include "core/sql/mysql/token.h"

#include <array>

namespace causeway {

namespace {

/// Above this a process for each connection costs more than a pooler (an estimate of practice).
constexpr double kManyConnections = 300;

void noteSqlMode(const std::string& value, Notes& notes) {
    const bool strict = containsIgnoreCase(value, "STRICT_TRANS_TABLES") ||
                        containsIgnoreCase(value, "STRICT_ALL_TABLES") ||
                        containsIgnoreCase(value, "TRADITIONAL");
    const bool noZero = containsIgnoreCase(value, "NO_ZERO_DATE") || containsIgnoreCase(value, "TRADITIONAL");
    if (!strict)
        notes.add("server.sql_mode_lax", {{"value", value.empty() ? "empty" : value}});
    if (!strict || !noZero)
        notes.add("server.zero_dates");
    if (!containsIgnoreCase(value, "ONLY_FULL_GROUP_BY"))
        notes.add("server.sql_mode_group_by");
    const auto mode = mysql::parseSqlMode(value);
    if (mode.ansiQuotes || mode.pipesAsConcat || mode.noBackslashEscapes || mode.highNotPrecedence)
        notes.add("server.sql_mode_quotes", {{"value", value}});
}

void noteBinlog(const ServerEvidence& server, Notes& notes) {
    if (const auto objections = changeCaptureObjections(server); !objections.empty())
        notes.add("server.binlog_format", {{"value", join(objections, "; ") + "."}});
}

struct Note {
    std::string_view variable, unremarkable, id;
};
/// Settings that are told when they are not the unremarkable value.
constexpr std::array kNotes{Note{"event_scheduler", "OFF", "server.event_scheduler"},
                            Note{"time_zone", "UTC", "server.time_zone"},
                            Note{"lower_case_table_names", "0", "server.lower_case_table_names"},
                            Note{"init_connect", "", "server.init_connect"},
                            Note{"gtid_mode", "OFF", "server.gtid"},
                            Note{"local_infile", "OFF", "server.local_infile"}};

} // namespace

std::vector<Obstacle> serverObstacles(const ServerEvidence& server) {
    Notes notes(server.id);
    if (server.engine == Engine::PostgreSQL || server.variables.empty())
        return {};
    if (const auto mode = server.variable("sql_mode"))
        noteSqlMode(*mode, notes);
    auto isolation = server.variable("transaction_isolation");
    if (!isolation)
        isolation = server.variable("tx_isolation");
    if (isolation && !equalsIgnoreCase(*isolation, "READ-COMMITTED"))
        notes.add("server.isolation", {{"value", *isolation}});
    noteBinlog(server, notes);
    for (const Note& note : kNotes)
        if (const auto value = server.variable(note.variable);
            value && !equalsIgnoreCase(*value, note.unremarkable) && !equalsIgnoreCase(*value, "DISABLED"))
            notes.add(note.id, {{"value", *value}});
    if (const auto charset = server.variable("character_set_server");
        charset && !toLower(*charset).starts_with("utf8"))
        notes.add("server.charset", {{"value", *charset}});
    if (const auto connections = server.variableNumber("max_connections"); connections > kManyConnections)
        notes.add("server.max_connections", {{"value", std::to_string(std::int64_t(*connections))}});
    return notes.take();
}

} // namespace causeway
