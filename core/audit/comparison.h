// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audit/finding.h"
#include "core/base/json.h"
#include "core/snapshot/snapshot.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace causeway {

/// One value that is not what it was; an absent side is absent.
struct ValueChange {
    std::string name;
    std::optional<std::string> before, after;
    bool operator==(const ValueChange&) const = default;
};

/// The same finding in both snapshots, with another severity, confidence, waiver or figure.
struct MovedFinding {
    Finding before, after;
    std::vector<ValueChange> changes; ///< severity, confidence and waiver first, then evidence
    bool operator==(const MovedFinding&) const = default;
};

/// A finding of the first snapshot whose check could not be asked in the second: not known to be fixed.
struct UnknownFinding {
    Finding before;
    std::string reason; ///< why the check was not assessed
    bool operator==(const UnknownFinding&) const = default;
};

struct SettingChange {
    std::string server;
    ValueChange value;
    bool operator==(const SettingChange&) const = default;
};

/// One object of the schema that came, went or is declared otherwise.
struct SchemaChange {
    enum class Kind { Added, Removed, Changed };
    std::string server;
    std::string type;   ///< "table", "column", "index", "foreign_key", "view", "routine", "trigger", "event",
                        ///< "sequence"
    std::string object; ///< "shop.orders", "shop.orders.total"
    Kind kind = Kind::Changed;
    std::string before, after; ///< the declarations where both are known
    bool operator==(const SchemaChange&) const = default;
};

/// A table's size, or a server's as a whole (empty table), in bytes of data and indexes and in rows.
struct VolumeChange {
    std::string server, table;
    std::optional<std::uint64_t> bytesBefore, bytesAfter, rowsBefore, rowsAfter;
    bool operator==(const VolumeChange&) const = default;
};

/// Two snapshots of the same servers, told apart. Servers are matched by their id.
struct Comparison {
    std::string before, after; ///< Snapshot::id
    Instant takenBefore{}, takenAfter{};
    int scoreBefore = 100, scoreAfter = 100;
    double coverageBefore = 1, coverageAfter = 1;
    std::vector<std::string> serversGone, serversNew;
    std::vector<Finding> added;     ///< the check had passed before
    std::vector<Finding> firstSeen; ///< the check could not be asked before, or the server was not there
    std::vector<Finding> fixed;     ///< the check was asked again and the finding is gone
    std::vector<Finding> unchanged;
    std::vector<MovedFinding> moved;
    std::vector<UnknownFinding> unknown;
    std::vector<SettingChange> settings;
    std::vector<SchemaChange> schema;
    std::vector<VolumeChange> volume; ///< a server's total first, then its tables by how much they changed
    bool operator==(const Comparison&) const = default;
};

/// Compares two snapshots by their reports, which must be of the same language, criteria and waivers.
Comparison compare(const Snapshot& before, const AuditReport& beforeReport, const Snapshot& after,
                   const AuditReport& afterReport);

Json toJson(const Comparison& comparison);
/// For a terminal, and as Markdown; lists longer than 20 lines end with the number of the rest.
std::string comparisonPlain(const Comparison& comparison, std::string_view language);
std::string comparisonMarkdown(const Comparison& comparison, std::string_view language);

} // namespace causeway
