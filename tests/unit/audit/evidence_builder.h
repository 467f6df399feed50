// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audit/audit.h"
#include "core/base/units.h"

#include <fmt/format.h>

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace causeway::test {

inline Instant auditMoment() {
    return *parseInstant("2026-11-22T09:14:03Z");
}

/// Builds the evidence of one server, fact by fact, as a collector would.
class Evidence {
public:
    Evidence(Engine engine, std::string_view version) {
        server_.id = "shop-db-1";
        server_.engine = engine;
        server_.versionText = version;
        server_.version = parseServerVersion(version, engine).version;
        snapshot_.taken = auditMoment();
        snapshot_.sources.push_back({"S1", "mysql", "shop-db-1:3306", auditMoment(), "", ""});
    }
    Evidence& var(std::string name, std::string value) {
        server_.variables[std::move(name)] = std::move(value);
        return *this;
    }
    /// Adds unrelated variables, so that the list counts as a whole SHOW GLOBAL VARIABLES.
    Evidence& wholeList() {
        for (int i = 0; i < 120; ++i)
            server_.variables["filler_" + std::to_string(i)] = "0";
        return *this;
    }
    Evidence& status(std::string name, double value) {
        if (server_.status.empty())
            server_.status.push_back({auditMoment(), "S1", {}});
        server_.status.back().values[std::move(name)] = fmt::format("{:.0f}", value);
        return *this;
    }
    Evidence& upDays(double days) { return status("uptime", days * 86400); }
    Evidence& fact(std::string_view key, std::string_view value) {
        criteria_.set(key, value);
        return *this;
    }
    Evidence& ram(double gib) {
        server_.host.ramBytes = gib * kGiB;
        return *this;
    }
    Evidence& hostSetting(std::string name, std::string value) {
        server_.host.settings[std::move(name)] = std::move(value);
        return *this;
    }
    Evidence& disk(std::string mount, double sizeGib, double usedGib, std::string type = "ext4") {
        server_.host.filesystems.push_back(
            {"/dev/vda1", std::move(mount), std::move(type), sizeGib * kGiB, usedGib * kGiB});
        return *this;
    }
    Evidence& probe(std::string id, std::vector<std::string> columns,
                    std::vector<std::vector<std::optional<std::string>>> rows) {
        ProbeResult p;
        p.id = std::move(id);
        p.source = "S1";
        p.at = auditMoment();
        p.columns = std::move(columns);
        p.rows = std::move(rows);
        server_.probes.push_back(std::move(p));
        return *this;
    }
    Evidence& refused(std::string id, ProbeResult::State state, std::string message) {
        ProbeResult p;
        p.id = std::move(id);
        p.state = state;
        p.message = std::move(message);
        server_.probes.push_back(std::move(p));
        return *this;
    }
    Catalog& catalog() {
        if (!server_.catalog) {
            server_.catalog = Catalog{};
            server_.catalog->engine = server_.engine;
            server_.catalogSource = "S1";
        }
        return *server_.catalog;
    }
    Evidence& table(Table t) {
        catalog().tables.push_back(std::move(t));
        return *this;
    }
    Evidence& workload(std::vector<QueryClass> queries) {
        WorkloadDigest w;
        w.origin = "slow log";
        for (auto& q : queries)
            w.entries += q.count;
        w.queries = std::move(queries);
        w.first = auditMoment() - std::chrono::hours(24);
        w.last = auditMoment();
        server_.workload = std::move(w);
        return *this;
    }
    ServerEvidence& server() { return server_; }
    /// A second server in the same snapshot, such as the primary of this one.
    Evidence& companion(ServerEvidence other) {
        companions_.push_back(std::move(other));
        return *this;
    }
    Snapshot snapshot() const {
        Snapshot s = snapshot_;
        s.servers = {server_};
        s.servers.insert(s.servers.end(), companions_.begin(), companions_.end());
        return s;
    }
    const Criteria& criteria() const { return criteria_; }
    AuditReport audit(std::string_view language = "en") const {
        Progress progress;
        return causeway::audit(snapshot(), criteria_, language, progress);
    }

private:
    ServerEvidence server_;
    std::vector<ServerEvidence> companions_;
    Snapshot snapshot_;
    Criteria criteria_;
};

inline Evidence mysql(std::string_view version = "8.4.11") {
    return {Engine::MySQL, version};
}
inline Evidence mariadb(std::string_view version = "10.11.18-MariaDB") {
    return {Engine::MariaDB, version};
}
inline Evidence postgresql(std::string_view version = "17.11") {
    return {Engine::PostgreSQL, version};
}

inline Column column(std::string name, std::string type, bool isUnsigned = false) {
    Column c;
    c.name = std::move(name);
    c.type.name = type.substr(0, type.find('('));
    c.type.full = type + (isUnsigned ? " unsigned" : "");
    c.type.isUnsigned = isUnsigned;
    if (const auto open = type.find('('); open != std::string::npos)
        c.type.length = std::uint32_t(std::stoul(type.substr(open + 1)));
    return c;
}
inline Column text(std::string name, std::string charset, std::string collation) {
    auto c = column(std::move(name), "varchar(64)");
    c.charset = std::move(charset);
    c.collation = std::move(collation);
    return c;
}
inline Index index(std::string name, IndexKind kind, std::vector<std::string> columns) {
    Index i;
    i.name = std::move(name);
    i.kind = kind;
    i.method = "btree";
    for (auto& c : columns)
        i.parts.push_back({std::move(c), "", {}, false});
    return i;
}
inline Table table(std::string name, std::vector<Column> columns, std::vector<Index> indexes = {},
                   std::string engine = "InnoDB") {
    Table t;
    t.schema = "shop";
    t.name = std::move(name);
    t.engine = std::move(engine);
    t.columns = std::move(columns);
    t.indexes = std::move(indexes);
    return t;
}
inline Index primary(std::string column = "id") {
    return index("PRIMARY", IndexKind::Primary, {std::move(column)});
}
inline Table counted(std::string name, std::string type, std::uint64_t next, bool isUnsigned = false) {
    auto id = column("id", std::move(type), isUnsigned);
    id.autoIncrement = true;
    auto t = table(std::move(name), {id}, {primary()});
    t.autoIncrement = next;
    return t;
}
inline Table sized(Table t, double dataGib, double indexGib = 0, std::uint64_t rows = 1000000) {
    t.dataBytes = std::uint64_t(dataGib * kGiB);
    t.indexBytes = std::uint64_t(indexGib * kGiB);
    t.rows = rows;
    return t;
}
inline QueryClass query(std::string text, std::uint64_t count, double totalSeconds) {
    QueryClass q;
    q.id = text.substr(0, 16);
    q.fingerprint = text;
    q.sample = text;
    q.count = count;
    q.totalNs = std::uint64_t(totalSeconds * 1e9);
    return q;
}

/// One question put to one rule.
struct Case {
    std::string rule, name;
    Evidence evidence;
    CheckState expected = CheckState::Found;
    std::optional<Severity> severity = {}; ///< of the worst finding
    std::string says = {};                 ///< a part of the title (found) or of the reason
};

} // namespace causeway::test
