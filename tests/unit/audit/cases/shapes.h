// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "unit/audit/cases/availability.h"

namespace causeway::test {

/// Rules about indexes and single statements that came after the first list.
inline std::vector<Case> shapeCases() {
    const auto found = CheckState::Found, ok = CheckState::Passed, na = CheckState::NotApplicable,
               open = CheckState::NotAssessed;
    const auto orders = [](std::vector<Index> indexes = {}) {
        indexes.insert(indexes.begin(), primary());
        return table("orders",
                     {column("id", "int"), column("customer_id", "int"), column("status", "varchar(10)"),
                      column("created", "datetime"), column("note", "text")},
                     std::move(indexes));
    };
    const auto run = [&](const char* sql, Table t, std::uint64_t examined = 480000,
                         std::uint64_t sent = 200) {
        auto q = query(sql, 10, 20);
        q.rowsExamined = examined;
        q.rowsSent = sent;
        return mysql().table(std::move(t)).workload({q});
    };
    const auto list = "select * from `orders` where `customer_id` = ? order by `created` desc limit ?";
    const auto pair = index("k", IndexKind::Plain, {"created", "customer_id"}),
               one = index("k", IndexKind::Plain, {"customer_id"});
    auto update = query("update orders set stock = stock - ? where id = ?", 3000, 300);
    update.lockNs = std::uint64_t(150e9);
    update.first = auditMoment() - std::chrono::seconds(100);
    update.last = auditMoment();
    auto calm = update;
    calm.lockNs = 0;
    const auto bloat = [](const char* bytes, const char* needed) {
        return postgresql().probe("pg.index_bloat",
                                  {"schemaname", "relname", "indexrelname", "bytes", "needed_bytes"},
                                  {{"public", "orders", "orders_k", bytes, needed}});
    };
    const auto deadlocks = [](const char* n) {
        return postgresql().probe("pg.database_stats", {"datname", "stats_reset", "deadlocks"},
                                  {{"shop", "2026-11-21 09:14:03+00", n}});
    };
    const auto disk = [](const char* rotational, const char* capacity, const char* neighbors) {
        return mysql("5.6.51")
            .hostSetting("rotational", rotational)
            .var("innodb_io_capacity", capacity)
            .var("innodb_flush_neighbors", neighbors);
    };
    const auto backup = [](const char* text, double days) {
        auto q = query(text, 3, 30);
        auto e = mysql().upDays(days).workload({q});
        e.server().workload->first = auditMoment() - std::chrono::minutes(int(days * 1440));
        return e;
    };
    const auto nodes = [](const char* n, double ram) {
        return mysql().ram(ram).hostSetting("numa_nodes", n).var("innodb_numa_interleave", "OFF");
    };
    const auto writes = [](const char* inserted, double days) {
        return mysql().upDays(days).probe("mysql.table_writes",
                                          {"object_schema", "object_name", "count_insert", "count_delete"},
                                          {{"shop", "orders", inserted, "0"}});
    };
    const auto hba = [](const char* error) {
        return postgresql().probe("pg.hba", {"line_number", "type", "error"}, {{"12", "host", error}});
    };
    const auto passwords = [](const char* setting, const char* method) {
        return postgresql()
            .var("password_encryption", setting)
            .probe("pg.passwords", {"rolname", "method"}, {{"shop", method}});
    };
    const auto listen = [](const char* addresses, const char* ssl) {
        return postgresql().var("listen_addresses", addresses).var("ssl", ssl);
    };
    return {
        {"idx.missing", "by equality and order", run(list, orders()), found, Severity::High,
         "shop.orders (customer_id, created)"},
        {"idx.missing", "there is one", run(list, orders({one})), ok},
        {"idx.missing", "one that begins elsewhere does not help", run(list, orders({pair})), found},
        {"idx.missing", "reads as much as it shows", run(list, orders(), 480000, 480000), ok},
        {"idx.missing", "either of two needs two indexes",
         run("select * from orders where customer_id = ? or status = ?", orders()), ok},
        {"idx.missing", "a range alone", run("select * from shop.orders o where o.created > ?", orders()),
         found, Severity::High, "(created)"},
        {"idx.missing", "a function hides the column",
         run("select * from orders where date(created) = ?", orders()), ok},
        {"idx.missing", "long text by its start", run("delete from orders where note = ?", orders()), found},
        {"idx.missing", "a join",
         run("select * from customer c join orders o on o.customer_id = c.id where c.email = ?", orders()),
         found, Severity::High, "shop.orders (customer_id)"},
        {"idx.missing", "PostgreSQL by its scans",
         [&] {
             auto t = orders();
             t.engine = "";
             return postgresql()
                 .table(t)
                 .workload({query("SELECT * FROM orders WHERE customer_id = $1", 10, 20)})
                 .probe("pg.table_stats", {"schemaname", "relname", "seq_scan", "seq_tup_read"},
                        {{"shop", "orders", "10", "480000"}});
         }(),
         found},
        {"idx.pk_suffix", "ends with the key",
         mysql().table(orders({index("k", IndexKind::Plain, {"customer_id", "id"})})), found, Severity::Low,
         "1 index ends"},
        {"idx.pk_suffix", "a unique key means it",
         mysql().table(orders({index("k", IndexKind::Unique, {"customer_id", "id"})})), ok},
        {"idx.pk_suffix", "a copy is counted as a copy",
         mysql().table(orders({index("a", IndexKind::Plain, {"customer_id", "id"}),
                               index("k", IndexKind::Plain, {"customer_id", "id", "status"})})),
         ok},
        {"idx.pg_redundant", "one",
         postgresql().probe("pg.redundant_indexes", {"schemaname", "relname", "indexrelname", "longer"},
                            {{"public", "orders", "a", "b"}}),
         found, Severity::Medium},
        {"idx.pg_redundant", "none",
         postgresql().probe("pg.redundant_indexes", {"schemaname", "relname", "indexrelname", "longer"}, {}),
         ok},
        {"idx.pg_bloat", "half", bloat("104857600", "52428800"), found, Severity::Medium, "50 MB"},
        {"idx.pg_bloat", "nearly all", bloat("104857600", "8192"), found, Severity::High},
        {"idx.pg_bloat", "a tenth", bloat("104857600", "94371840"), ok},
        {"wl.hot_row", "thirty a second, half of it waiting", mysql().table(orders()).workload({update}),
         found, Severity::High, "30 a second"},
        {"wl.hot_row", "no waiting", mysql().table(orders()).workload({calm}), ok},
        {"wl.pg_deadlocks", "two an hour", deadlocks("48"), found, Severity::Medium, "2.0 deadlocks"},
        {"wl.pg_deadlocks", "three a day", deadlocks("3"), ok},
        {"inno.io_capacity", "5.6 on an SSD", disk("0", "200", "1"), found, Severity::Low},
        {"inno.io_capacity", "neighbours only", disk("0", "4000", "1"), found, Severity::Low},
        {"inno.io_capacity", "a turning disk", disk("1", "200", "1"), na},
        {"inno.io_capacity",
         "disk not known",
         mysql().var("innodb_io_capacity", "200"),
         open,
         {},
         "rotational"},
        {"os.numa", "two nodes, 64 GB", nodes("2", 64), found, Severity::Low},
        {"os.numa", "one node", nodes("1", 64), ok},
        {"os.numa", "little memory", nodes("2", 16), ok},
        {"dur.backup_seen", "two days without one", backup("select 1", 2), found, Severity::Medium, "2"},
        {"dur.backup_seen", "mysqldump", backup("SELECT SQL_NO_CACHE * FROM `orders`", 2), ok},
        {"dur.backup_seen", "the client says how",
         backup("select 1", 2).fact("backup_method", "disk snapshots"), ok},
        {"dur.backup_seen", "an hour is too short", backup("select 1", 0.04), open, {}, "backup_method"},
        {"ver.removed_vars", "the query cache in use", mysql("5.7.44").var("query_cache_size", "67108864"),
         found, Severity::Info, "1 setting"},
        {"ver.removed_vars", "never touched", mysql("5.7.44").var("query_cache_size", "1048576"), ok},
        {"ver.removed_vars", "PostgreSQL 15", postgresql("15.19").var("vacuum_defer_cleanup_age", "1000"),
         found},
        {"ver.removed_vars", "no settings", mysql("5.7.44"), open},
        {"grow.table_rate", "a million in ten days", writes("1000000", 10), found, Severity::Info,
         "shop.orders"},
        {"grow.table_rate", "a few", writes("900", 10), ok},
        {"grow.table_rate", "an hour", writes("1000000", 0.04), open},
        {"sec.pg_hba_errors", "a wrong mask", hba("invalid IP mask"), found, Severity::Medium, "1 line"},
        {"sec.pg_hba_errors", "clean", hba(""), ok},
        {"sec.pg_md5", "a role", passwords("scram-sha-256", "md5"), found, Severity::Medium, "1 role"},
        {"sec.pg_md5", "the setting", passwords("md5", "scram-sha-256"), found, Severity::Medium},
        {"sec.pg_md5", "SCRAM", passwords("scram-sha-256", "scram-sha-256"), ok},
        {"sec.pg_md5", "hashes not read", postgresql().var("password_encryption", "scram-sha-256"), open},
        {"sec.pg_no_tls", "open and plain", listen("*", "off"), found, Severity::High},
        {"sec.pg_no_tls", "with TLS", listen("*", "on"), ok},
        {"sec.pg_no_tls", "this machine only", listen("localhost", "off"), na},
    };
}

} // namespace causeway::test
