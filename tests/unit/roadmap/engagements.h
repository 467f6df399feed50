// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/text.h"
#include "core/base/units.h"
#include "core/roadmap/roadmap.h"

#include <fmt/format.h>

namespace causeway::testing {

/// An engagement whose parts live as long as it does; input() points into it.
struct Engagement {
    Snapshot snapshot;
    RoadmapInput parts;
    RoadmapInput input() const {
        auto in = parts;
        in.snapshot = &snapshot;
        return in;
    }
};

inline Table table(const std::string& schema, const std::string& name, double gigabytes, std::uint64_t next) {
    Table t;
    t.schema = schema;
    t.name = name;
    t.engine = "InnoDB";
    t.dataBytes = std::uint64_t(gigabytes * kGiB);
    t.rows = next;
    t.autoIncrement = next;
    Column id;
    id.name = "id";
    id.type = {"int", "int(11)", {}, {}, false, false, {}};
    id.autoIncrement = true;
    t.columns = {id};
    return t;
}

inline Finding finding(const std::string& rule, const std::string& server, Severity severity,
                       const std::string& family, const std::string& title, const std::string& where,
                       double hours, const std::string& object = {}) {
    Finding f;
    f.rule = rule;
    f.server = server;
    f.object = object;
    f.key = rule + "@" + server + (object.empty() ? "" : "/" + object);
    f.severity = severity;
    f.family = family;
    f.title = title;
    f.where = where;
    f.why = "Rule text on why " + rule + " matters.";
    f.evidence = {{rule + " value", where, EvidenceRef{server, "mysql.variables", 0}, {}}};
    f.fix = "SET GLOBAL fix_of_" + replaceAll(rule, ".", "_") + " = 1;";
    f.fixLanguage = "sql";
    f.risk = "Rule text on the risk of " + rule + ".";
    f.rollback = "Rule text on the way back from " + rule + ".";
    f.verify = "Rule text on how to verify " + rule + ".";
    f.reference = "https://example.org/" + rule;
    f.effort = Effort::between(hours, hours * 2);
    f.scoreCost = severity == Severity::Critical ? 9 : 4;
    return f;
}

inline CheckResult found(const Finding& f) {
    return {f.rule, f.family, f.server, CheckState::Found, f.title, {}, {f}};
}

inline Conversion conversion(const std::string& kind, const std::string& schema, const std::string& name,
                             Verdict verdict, Proof proof, const std::string& obstacle,
                             const std::string& message, double hours) {
    Conversion c;
    c.kind = kind;
    c.schema = schema;
    c.name = name;
    c.verdict = verdict;
    c.proof = proof;
    c.effort = {hours, hours * 1.1, hours * 1.5};
    c.place = {12, 1};
    if (!obstacle.empty())
        c.obstacles = {{obstacle,
                        verdict,
                        schema + "." + name,
                        message,
                        verdict == Verdict::Assisted ? "Is the default kept for " + name + "?" : "",
                        {12, 1},
                        c.effort * 0.75}};
    return c;
}

inline LabResult lab(const std::string& name, int nodes, const std::string& scenario, double outage,
                     double lost, double latency) {
    LabResult r;
    r.title = name + " under " + scenario;
    r.topology.name = name;
    r.topology.sites = {{"a", "A"}, {"b", "B"}};
    for (int i = 0; i < nodes; ++i) {
        Node n;
        n.id = "n" + std::to_string(i + 1);
        n.site = i % 2 ? "b" : "a";
        n.runs = {"postgresql", "etcd"};
        r.topology.nodes.push_back(n);
    }
    r.topology.manager.synchronousMode = lost > 0 ? SynchronousMode::Off : SynchronousMode::On;
    r.scenario.name = scenario;
    r.scenario.seed = 7;
    r.outcome.runs = 1000;
    r.outcome.seed = 7;
    r.outcome.outageSeconds = {outage * 0.8, outage * 0.5, outage * 0.8, outage, outage * 1.1, outage * 1.2};
    r.outcome.lostCommits = {lost / 2, 0, lost / 2, lost, lost, lost};
    r.outcome.commitLatencyMs = {latency * 0.6, latency * 0.3, latency * 0.5,
                                 latency,       latency * 1.4, latency * 3};
    r.outcome.throughputTps = 480;
    r.outcome.availabilityLow = 1 - outage / 1e6;
    r.outcome.availabilityHigh = 0.99999;
    r.outcome.runsWithLoss = lost > 0 ? 0.4 : 0;
    r.outcome.outageHistogram = std::vector<std::uint64_t>(std::size_t(outage) + 1, 10);
    r.outcome.why = {{"lease rest", outage * 0.5}, {"race", outage * 0.2}, {"routing", outage * 0.1}};
    return r;
}

inline ProbeResult probe(const std::string& id, const std::string& query, const std::string& value) {
    ProbeResult p;
    p.id = id;
    p.source = "S1";
    p.query = query;
    p.columns = {"name", "value"};
    p.rows = {{"setting", value}};
    return p;
}

/// A retailer on MySQL 8.0: 100 GB, +50 % a quarter, a lab, and trouble of every kind.
inline Engagement retailer() {
    Engagement e;
    auto& c = e.parts.criteria;
    for (const auto& [key, value] :
         std::vector<std::pair<std::string, std::string>>{{"client", "Kvitka Online"},
                                                          {"project", "MySQL to PostgreSQL, 2027"},
                                                          {"environment", "production"},
                                                          {"consultancy", "Northpier Consulting"},
                                                          {"consultant", "O. Marchenko"},
                                                          {"volume", "100GB"},
                                                          {"growth", "50%/quarter"},
                                                          {"rps", "100"},
                                                          {"cpus", "4"},
                                                          {"ram", "16GB"},
                                                          {"disk", "500GB"},
                                                          {"rto", "60s"},
                                                          {"rpo", "0s"},
                                                          {"max_commit_ms", "10"},
                                                          {"downtime_budget", "1h"},
                                                          {"cutover_window", "30min"},
                                                          {"start_date", "2026-11-23"},
                                                          {"deadline", "2027-06-30"},
                                                          {"freezes", "2026-12-14..2027-01-03"},
                                                          {"budget", "90000"},
                                                          {"day_rate", "600"},
                                                          {"team_dbas", "2"},
                                                          {"team_developers", "2"},
                                                          {"work_hours_per_week", "32"},
                                                          {"backup_method", "mysqldump each night"},
                                                          {"rate_copy_mb_s", "40"}})
        c.set(key, value);

    e.snapshot.id = "7f3a9c41d0e25b66";
    e.snapshot.taken = *parseInstant("2026-11-20T09:14:03Z");
    e.snapshot.tool = "0.1.0";
    e.snapshot.sources = {
        {"S1", "mysql", "shop-db-1:3306", e.snapshot.taken, "", ""},
        {"S2", "slow-log", "slow.log", e.snapshot.taken, std::string(64, 'a'), "2 truncated entries"}};
    ServerEvidence s;
    s.id = "shop-db-1";
    s.version = {8, 0, 36};
    s.versionText = "8.0.36";
    s.environment = "production";
    s.variables = {
        {"innodb_buffer_pool_size", "10737418240"}, {"sync_binlog", "0"}, {"max_connections", "400"}};
    s.variablesProbe = "mysql.variables";
    s.probes = {probe("mysql.variables", "SHOW GLOBAL VARIABLES", "2"),
                probe("mysql.accounts", "SELECT user FROM mysql.user", "root")};
    s.catalog = Catalog{};
    s.catalog->schemas = {"shop"};
    s.catalog->tables = {table("shop", "order_item", 60, 1800000000), table("shop", "orders", 30, 90000000),
                         table("shop", "customer", 10, 4000000)};
    for (int i = 0; i < 30; ++i)
        s.catalog->tables.push_back(table("shop", fmt::format("lookup_{:02}", i), 0.001, 100 + i));
    WorkloadDigest w;
    w.origin = "slow log";
    w.entries = 120000;
    w.first = *parseInstant("2026-11-19T00:00:00Z");
    w.last = *parseInstant("2026-11-20T00:00:00Z");
    w.thresholdSeconds = 0.1;
    w.bucketSeconds = 3600;
    for (int h = 0; h < 24; ++h)
        w.timeline.push_back({*w.first + std::chrono::hours{h}, std::uint64_t(2000 + 400 * h),
                              std::uint64_t(h + 1) * 60000000000ULL});
    for (int i = 0; i < 30; ++i) {
        QueryClass q;
        q.id = fmt::format("{:016x}", i + 1);
        q.fingerprint = fmt::format("select * from orders where c{} = ? | <b>`x`", i);
        q.count = std::uint64_t(1000 - i);
        q.totalNs = std::uint64_t(30 - i) * 100000000000ULL;
        q.p95Ns = 300000000;
        q.rowsExamined = 100000;
        q.rowsSent = 10;
        w.queries.push_back(q);
    }
    s.workload = w;
    e.snapshot.servers = {s};

    AuditReport audit;
    audit.score = 58;
    for (const auto& f :
         {finding("dur.trx_commit", "shop-db-1", Severity::Critical, "Durability",
                  "A crash can lose a second of paid orders",
                  "innodb_flush_log_at_trx_commit = 2 on shop-db-1", 0.5),
          finding("repl.writable", "shop-db-1", Severity::Critical, "Replication",
                  "Two databases take different orders", "read_only = OFF on shop-db-2", 0.25),
          finding("sec.any_host", "shop-db-1", Severity::High, "Security", "An account is open to every host",
                  "root@%", 1, "root@%"),
          finding("idx.duplicate", "shop-db-1", Severity::Medium, "Indexes", "An index is there twice",
                  "orders.ix_a", 1, "shop.orders.ix_a"),
          finding("idx.duplicate", "shop-db-1", Severity::Medium, "Indexes", "An index is there twice",
                  "orders.ix_b", 1, "shop.orders.ix_b"),
          finding("name.case", "shop-db-1", Severity::Low, "Names", "A name needs quotes", "OrderItem", 0.5)})
        audit.checks.push_back(found(f));
    audit.checks.push_back({"host.swap",
                            "Host",
                            "shop-db-1",
                            CheckState::NotAssessed,
                            "Swapping",
                            "no vmstat of shop-db-1 was given",
                            {}});
    audit.checks.push_back({"sec.tls", "Security", "shop-db-1", CheckState::Passed, "TLS is on", {}, {}});
    e.parts.audit = audit;

    ReadinessReport r;
    r.server = "shop-db-1";
    r.targetVersion = 17;
    for (int i = 0; i < 30; ++i)
        r.conversions.push_back(conversion("table", "shop", fmt::format("lookup_{:02}", i),
                                           Verdict::Automatic, Proof::Ran, "", "", 0.05));
    r.conversions.push_back(conversion("table", "shop", "orders", Verdict::Assisted, Proof::Ran,
                                       "mysql.zero_date_default", "created defaults to the zero date", 1));
    r.conversions.push_back(conversion("table", "shop", "customer", Verdict::Assisted, Proof::Parsed,
                                       "mysql.ci_unique", "mail is unique without case", 2));
    r.conversions.push_back(conversion("function", "shop", "fn_order_total", Verdict::Manual,
                                       Proof::Unchecked, "mysql.dynamic_sql", "builds SQL from text", 12));
    r.general.push_back({"mysql.sql_mode_lax",
                         Verdict::Assisted,
                         "",
                         "sql_mode lacks STRICT_TRANS_TABLES",
                         "Which values were cut?",
                         {},
                         {3, 4, 6}});
    e.parts.readiness = {r};
    e.parts.lab = {lab("Three nodes, one synchronous", 3, "leader silent", 42, 0, 4),
                   lab("Three nodes, one synchronous", 3, "site lost", 48, 0, 4),
                   lab("Primary and async", 2, "leader silent", 41, 38, 2)};
    e.parts.growth = forecast(c, &e.snapshot, *parseDate("2026-11-20"));
    return e;
}

/// A clinic on MariaDB 10.6 with little data, slow growth, one database person and no lab.
inline Engagement clinic() {
    Engagement e;
    auto& c = e.parts.criteria;
    for (const auto& [key, value] :
         std::vector<std::pair<std::string, std::string>>{{"client", "Tidewater Clinics"},
                                                          {"project", "Patient records"},
                                                          {"environment", "staging"},
                                                          {"consultancy", "Halyard Data"},
                                                          {"consultant", "R. Osei"},
                                                          {"growth", "4%/quarter"},
                                                          {"rps", "12"},
                                                          {"cpus", "8"},
                                                          {"ram", "64GB"},
                                                          {"disk", "200GB"},
                                                          {"rto", "10min"},
                                                          {"rpo", "30s"},
                                                          {"start_date", "2027-02-01"},
                                                          {"restore_tested", "2027-01-15"},
                                                          {"backup_method", "mariabackup weekly"},
                                                          {"team_developers", "1"},
                                                          {"budget", "20000"},
                                                          {"day_rate", "750"},
                                                          {"cutover_window", "4h"},
                                                          {"app_language", "Java 17"}})
        c.set(key, value);
    e.snapshot.id = "0b1c2d3e4f506172";
    e.snapshot.taken = *parseInstant("2027-01-28T16:40:00Z");
    e.snapshot.tool = "0.1.0";
    e.snapshot.sources = {{"S1", "dump", "records.sql.gz", e.snapshot.taken, std::string(64, 'b'), ""}};
    ServerEvidence s;
    s.id = "records-main";
    s.engine = Engine::MariaDB;
    s.version = {10, 6, 18};
    s.versionText = "10.6.18-MariaDB";
    s.environment = "staging";
    s.catalog = Catalog{};
    s.catalog->schemas = {"records"};
    s.catalog->tables = {table("records", "patient", 4, 250000), table("records", "visit", 8, 9000000)};
    e.snapshot.servers = {s};
    AuditReport audit;
    audit.score = 83;
    audit.checks.push_back(
        found(finding("schema.no_pk", "records-main", Severity::High, "Schema", "A table has no primary key",
                      "records.visit_log holds 9 000 000 rows", 3, "records.visit_log")));
    audit.checks.push_back({"dur.doublewrite",
                            "Durability",
                            "records-main",
                            CheckState::NotAssessed,
                            "Double write",
                            "a dump carries no settings",
                            {}});
    e.parts.audit = audit;
    ReadinessReport r;
    r.server = "records-main";
    r.targetVersion = 16;
    r.conversions.push_back(
        conversion("table", "records", "patient", Verdict::Automatic, Proof::Parsed, "", "", 0.1));
    r.conversions.push_back(
        conversion("table", "records", "visit", Verdict::Automatic, Proof::Parsed, "", "", 0.1));
    r.conversions.push_back(conversion("view", "records", "v_open_visits", Verdict::Assisted,
                                       Proof::Unchecked, "mysql.group_by_loose",
                                       "selects a column outside GROUP BY", 1.5));
    e.parts.readiness = {r};
    e.parts.growth = forecast(c, &e.snapshot, *parseDate("2027-01-28"));
    return e;
}

} // namespace causeway::testing
