// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audit/facts.h"
#include "core/audit/finding.h"
#include "core/audit/words.h"
#include "core/criteria/criteria.h"
#include "core/snapshot/snapshot.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace causeway {

/// A machine's size, measured on the host or said in the interview.
struct Figure {
    double value = 0;
    Confidence confidence = Confidence::Measured;
    EvidenceLine line;
};

/// All that a rule may look at, with short forms for what many rules ask. `names` arguments take
/// alternatives: "replica_net_timeout|slave_net_timeout" means the first that the server has.
struct RuleContext {
    const Snapshot& snapshot;
    const ServerEvidence& server;
    const Criteria& criteria;
    const Facts& facts;
    const Words& words;
    Date today;
    std::string_view rule = {}; ///< id of the rule being asked

    /// A threshold of this rule from facts/thresholds.json; throws Error(Internal) when it is missing.
    double limit(std::string_view name) const { return facts.limit(rule, name); }

    bool mysql() const { return server.engine == Engine::MySQL; }
    bool mariadb() const { return server.engine == Engine::MariaDB; }
    bool postgresql() const { return server.engine == Engine::PostgreSQL; }
    bool atLeast(int major, int minor = 0, int patch = 0) const {
        return server.version >= Version{major, minor, patch};
    }

    std::string variableName(std::string_view names) const; ///< the alternative that exists, else the first
    std::optional<std::string> variable(std::string_view names) const;
    std::optional<double> number(std::string_view names) const;
    /// Is the variable's text one of the given words (ASCII case-insensitive)?
    bool variableIs(std::string_view names, std::initializer_list<std::string_view> words) const;
    bool on(std::string_view names) const { return variableIs(names, {"ON", "1", "YES", "TRUE"}); }
    /// PostgreSQL: a memory setting in bytes, from its own unit, pg.settings' unit or the documented one.
    std::optional<double> settingBytes(std::string_view name) const;
    std::optional<double> counter(std::string_view names) const;
    std::optional<ServerEvidence::Rate> rate(std::string_view names) const;
    /// Seconds the server had been up at the last status sample; 0 when not known.
    double uptime() const { return counter("uptime").value_or(0); }
    /// True when the server has a replica configuration; nothing when that was not read.
    std::optional<bool> isReplica() const;
    std::optional<Figure> ram() const;
    std::optional<Figure> cpus() const;
    /// Data and indexes of all InnoDB tables whose size is known, in bytes.
    std::optional<double> innodbBytes() const;

    /// "name = value" of a variable, with its place and time.
    EvidenceLine variableLine(std::string_view names) const;
    EvidenceLine counterLine(std::string_view names) const;
    /// A rate with what it is over: "3.1/s since boot, 12 d".
    EvidenceLine rateLine(std::string_view names) const;
    EvidenceLine statusLine(std::string label, std::string value) const;
    EvidenceLine probeLine(std::string label, std::string value, std::string_view probe, int row = -1) const;
    EvidenceLine catalogLine(std::string label, std::string value) const;
    EvidenceLine workloadLine(std::string label, std::string value) const;
    /// The label of common texts: "label.<key>".
    std::string label(std::string_view key) const { return words.phrase("label." + std::string(key)); }
    /// "since boot, 12 d" or "over 60 s".
    std::string span(const ServerEvidence::Rate& rate) const;
};

} // namespace causeway
