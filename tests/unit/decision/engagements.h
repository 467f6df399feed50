// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/time.h"
#include "core/base/units.h"
#include "core/decision/decision.h"

namespace causeway::testing {

/// An engagement whose parts live as long as it does; input() points into it.
struct DecisionCase {
    Snapshot snapshot;
    DecisionInput parts;
    DecisionInput input() const {
        auto in = parts;
        in.snapshot = &snapshot;
        return in;
    }
};

inline ServerEvidence server(Version version) {
    ServerEvidence s;
    s.id = "shop-db-1";
    s.engine = Engine::MySQL;
    s.version = version;
    s.environment = "production";
    s.catalog.emplace();
    for (const auto* name : {"orders", "items", "notes"}) {
        Table t;
        t.schema = "shop";
        t.name = name;
        t.engine = "InnoDB";
        t.dataBytes = 1 << 20;
        if (t.name != "notes")
            t.indexes.emplace_back().kind = IndexKind::Primary;
        s.catalog->tables.push_back(t);
    }
    return s;
}

inline LabResult simulated(double outage, double lost, double lossShare) {
    LabResult r;
    r.title = r.topology.name = "Primary with a synchronous standby";
    r.topology.sites = {{"a", "A"}};
    for (const auto* id : {"n1", "n2"}) {
        Node n;
        n.id = id;
        n.site = "a";
        n.runs = {"postgresql", "etcd"};
        r.topology.nodes.push_back(n);
    }
    r.topology.manager.synchronousMode = SynchronousMode::On;
    r.scenario.name = "the leader's host dies";
    r.outcome.runs = 1000;
    r.outcome.outageSeconds = {outage, outage, outage, outage, outage, outage};
    r.outcome.lostCommits = {lost, lost, lost, lost, lost, lost};
    r.outcome.runsWithLoss = lossShare;
    return r;
}

inline ReadinessReport converted(double hours, Verdict second) {
    ReadinessReport r;
    r.server = "shop-db-1";
    for (const auto verdict : {Verdict::Automatic, second}) {
        Conversion c;
        c.kind = "table";
        c.name = "t" + std::to_string(r.conversions.size());
        c.verdict = verdict;
        c.effort = {hours / 2, hours / 2, hours / 2};
        r.conversions.push_back(c);
    }
    return r;
}

/// A small shop on a supported release whose semi-synchronous pair serves its modest targets; the move is
/// dear and nobody knows PostgreSQL.
inline DecisionCase oneThatStays() {
    DecisionCase e;
    e.snapshot.taken = *parseInstant("2026-11-20T09:00:00Z");
    auto s = server({8, 4, 11});
    s.variables = {{"innodb_flush_log_at_trx_commit", "1"},
                   {"sync_binlog", "1"},
                   {"log_bin", "ON"},
                   {"rpl_semi_sync_source_enabled", "ON"},
                   {"innodb_doublewrite", "ON"},
                   {"innodb_checksum_algorithm", "crc32"}};
    e.snapshot.servers = {s};
    e.parts.criteria.set("rto", "1h");
    e.parts.criteria.set("rpo", "60s");
    e.parts.criteria.set("replicas", "1");
    e.parts.criteria.set("decision_marks",
                         "postgresql.skills=1 nobody has run it; mysql_group.skills=3 read about; "
                         "mysql_semisync.skills=8 as today; mariadb_galera.skills=2 never seen");
    e.parts.readiness = {converted(1200, Verdict::Manual)};
    e.parts.lab = {simulated(33, 0, 0)};
    return e;
}

/// A shop on a release without support that may lose nothing and be away for a minute.
inline DecisionCase oneThatGoes() {
    DecisionCase e;
    e.snapshot.taken = *parseInstant("2026-11-20T09:00:00Z");
    auto s = server({5, 6, 24});
    s.variables = {{"innodb_flush_log_at_trx_commit", "2"}, {"sync_binlog", "0"}, {"log_bin", "ON"}};
    e.snapshot.servers = {s};
    e.parts.criteria.set("rto", "60s");
    e.parts.criteria.set("rpo", "0s");
    e.parts.criteria.set("replicas", "1");
    e.parts.criteria.set("decision_marks", "postgresql.skills=7 two have run it for years");
    e.parts.readiness = {converted(60, Verdict::Automatic)};
    e.parts.lab = {simulated(30, 0, 0)};
    return e;
}

} // namespace causeway::testing
