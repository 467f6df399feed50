// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "unit/audit/evidence_builder.h"

namespace causeway::test {

inline std::vector<Case> workloadCases() {
    const auto found = CheckState::Found, ok = CheckState::Passed, open = CheckState::NotAssessed;
    const auto one = [](QueryClass q) {
        return mysql().workload({std::move(q)});
    };
    const auto rows = [](const char* sql, std::uint64_t examined, std::uint64_t sent) {
        auto q = query(sql, 10, 20);
        q.rowsExamined = examined * 10;
        q.rowsSent = sent * 10;
        return q;
    };
    const auto list = "select * from orders where customer_id = ? order by created desc limit ?";
    auto scan = rows(list, 48000, 20), index = rows(list, 20, 20),
         dump = rows("select * from orders", 900000, 900000);
    scan.fullScans = 3;
    scan.fullScanKnown = 5;
    index.fullScanKnown = 10;
    dump.sample = "SELECT /*!40001 SQL_NO_CACHE */ * FROM orders";
    auto locked = query("update stock set n = n - ? where id = ?", 100, 100), brief = locked;
    locked.lockNs = std::uint64_t(60e9);
    brief.lockNs = std::uint64_t(10e9);
    auto jumpy = query(list, 100, 50), steady = jumpy;
    jumpy.varianceToMean = 4.2;
    jumpy.p50Ns = 10000000;
    jumpy.p99Ns = 9000000000;
    steady.varianceToMean = 0.2;
    auto repeated = query("select * from product where id = ?", 5000, 5),
         inserted = query("insert into log values (?)", 5000, 5);
    repeated.longestRunSameThread = 120;
    inserted.longestRunSameThread = 5000;
    auto few = repeated;
    few.longestRunSameThread = 19;
    auto like = query("select * from product where name like ?", 100, 50), anchored = like;
    like.sample = "SELECT * FROM product WHERE name LIKE '%lamp%'";
    anchored.sample = "SELECT * FROM product WHERE name LIKE 'lamp%'";
    auto valueless = like, own = like;
    valueless.sample = "SELECT * FROM product WHERE name LIKE $1";
    own.fingerprint =
        "select digest from performance_schema.events_statements_summary_by_digest where a like ?";
    const auto digest = [](const char* count, const char* errors) {
        return mysql().probe("mysql.digests", {"digest", "digest_text", "count_star", "sum_errors"},
                             {{"abc", "INSERT INTO orders", count, errors}});
    };
    const auto stats = [](std::vector<std::string> columns, std::vector<std::optional<std::string>> row) {
        columns.insert(columns.begin(), {"datname", "stats_reset"});
        row.insert(row.begin(), {"shop", "2026-11-12 09:14:03+00"});
        return postgresql().probe("pg.database_stats", columns, {row});
    };
    const auto writer = [](const char* timed, const char* forced) {
        return postgresql()
            .var("max_wal_size", "1024")
            .probe("pg.bgwriter", {"checkpoints_timed", "checkpoints_req"}, {{timed, forced}});
    };
    const auto dead = [](const char* live, const char* gone) {
        return postgresql().probe("pg.table_stats", {"schemaname", "relname", "n_live_tup", "n_dead_tup"},
                                  {{"public", "orders", live, gone}});
    };
    return {
        {"wl.dominant", "two thirds",
         mysql().workload({query("select a", 1000, 200), query("select b", 1000, 100)}), found,
         Severity::High, "67 %"},
        {"wl.dominant", "spread evenly",
         mysql().workload({query("select a", 100, 25), query("select b", 100, 25), query("select c", 100, 25),
                           query("select d", 100, 25)}),
         ok},
        {"wl.dominant", "too few entries", mysql().workload({query("select a", 5, 200)}), open},
        {"wl.rows_ratio", "480 000 for 20", one(rows(list, 480000, 20)), found, Severity::High, "480"},
        {"wl.rows_ratio", "a sum must read",
         one(rows("select sum(total) from orders where day = ?", 480000, 1)), ok},
        {"wl.rows_ratio", "shows what it reads", one(rows(list, 480000, 480000)), ok},
        {"wl.rows_ratio", "no log", mysql(), open, {}, "slow query log"},
        {"wl.full_scan", "48 000 rows", one(scan), found, Severity::High},
        {"wl.full_scan", "the log does not say", one(rows(list, 48000, 20)), ok},
        {"wl.full_scan", "known and none", one(index), ok},
        {"wl.lock_share", "60 %", one(locked), found, Severity::High, "60 %"},
        {"wl.lock_share", "10 %", one(brief), ok},
        {"wl.variance", "4.2", one(jumpy), found, Severity::Medium, "10 ms"},
        {"wl.variance", "steady", one(steady), ok},
        {"wl.n_plus_1", "120 in a row", one(repeated), found, Severity::High, "120 times"},
        {"wl.n_plus_1", "19", one(few), ok},
        {"wl.n_plus_1", "a batch of inserts", one(inserted), ok},
        {"wl.unbounded", "a million rows", one(rows("select * from orders", 1000000, 1000000)), found,
         Severity::Medium},
        {"wl.unbounded", "a backup", one(dump), ok},
        {"wl.leading_wildcard", "%lamp%", one(like), found, Severity::Medium},
        {"wl.leading_wildcard", "lamp%", one(anchored), ok},
        {"wl.leading_wildcard", "values not kept", one(valueless), open, {}, "log of statements"},
        {"wl.leading_wildcard", "the audit's own reading", one(own), ok},
        {"wl.errors", "5 %", digest("1000", "50"), found, Severity::Medium, "5 %"},
        {"wl.errors", "1 %", digest("1000", "10"), ok},
        {"wl.pg_temp", "10 GB a day", stats({"temp_bytes"}, {"107374182400"}), found, Severity::Medium,
         "10 GB"},
        {"wl.pg_temp", "little", stats({"temp_bytes"}, {"1073741824"}), ok},
        {"wl.pg_ckpt_req", "half", writer("100", "100"), found, Severity::Medium, "50 %"},
        {"wl.pg_ckpt_req", "a tenth", writer("90", "10"), ok},
        {"wl.pg_ckpt_req", "one manual CHECKPOINT", writer("0", "1"), open},
        {"wl.pg_hit", "10 % missed", stats({"blks_hit", "blks_read"}, {"90000000", "10000000"}), found,
         Severity::Low, "10 %"},
        {"wl.pg_hit", "99.5 %", stats({"blks_hit", "blks_read"}, {"99500000", "500000"}), ok},
        {"wl.pg_rollback", "a fifth", stats({"xact_commit", "xact_rollback"}, {"80000", "20000"}), found,
         Severity::Low, "20 %"},
        {"wl.pg_rollback", "few", stats({"xact_commit", "xact_rollback"}, {"99000", "1000"}), ok},
        {"wl.pg_dead", "half", dead("1000000", "1000000"), found, Severity::Medium},
        {"wl.pg_dead", "small table", dead("1000", "9000"), ok},
    };
}

} // namespace causeway::test
