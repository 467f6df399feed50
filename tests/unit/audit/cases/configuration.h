// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "unit/audit/evidence_builder.h"

namespace causeway::test {

inline std::vector<Case> memoryCases() {
    const auto found = CheckState::Found, ok = CheckState::Passed, open = CheckState::NotAssessed;
    const auto pool = [](double gib) {
        return mysql().var("innodb_buffer_pool_size", fmt::format("{:.0f}", gib * kGiB));
    };
    const auto data = [](Evidence e, double gib) {
        return e.table(sized(table("orders", {column("id", "int")}, {primary()}), gib));
    };
    const auto reads = [](Evidence e, double misses, double requests) {
        return e.upDays(10)
            .status("innodb_buffer_pool_reads", misses)
            .status("innodb_buffer_pool_read_requests", requests);
    };
    const auto connections = [&](double each, double used) {
        return pool(8)
            .var("max_connections", "500")
            .var("sort_buffer_size", fmt::format("{:.0f}", each * kMiB))
            .ram(16)
            .status("max_used_connections", used);
    };
    const auto sharedBuffers = [](const char* pages) {
        return postgresql().var("shared_buffers", pages).ram(16);
    };
    const auto workMem = [](const char* kb) {
        return postgresql()
            .var("shared_buffers", "4GB")
            .var("work_mem", kb)
            .var("max_connections", "100")
            .ram(16);
    };
    return {
        {"cfg.bp_too_small_ram", "128 MB of 16 GB, 10 GB of data", data(pool(0.125).ram(16), 10), found,
         Severity::Medium, "0.8 %"},
        {"cfg.bp_too_small_ram", "the data fits anyway", data(pool(2).ram(16), 1), ok},
        {"cfg.bp_too_small_ram", "half is enough", data(pool(8).ram(16), 100), ok},
        {"cfg.bp_too_small_ram", "memory from the interview", data(pool(1).fact("ram", "16GB"), 10), found,
         Severity::Medium},
        {"cfg.bp_too_small_ram", "memory not known", data(pool(1), 10), open, {}, "ram"},
        {"cfg.bp_too_small_ram",
         "sizes not known",
         pool(1).ram(16).table(table("t", {column("id", "int")})),
         open,
         {},
         "sizes"},
        {"cfg.bp_too_big", "15 of 16 GB", pool(15).ram(16), found, Severity::High, "103 %"},
        {"cfg.bp_too_big", "12 of 16 GB", pool(12).ram(16), ok},
        {"cfg.bp_too_big", "memory not known", pool(15), CheckState::NotAssessed},
        {"cfg.bp_vs_data", "100 GB from 8 GB with misses", reads(data(pool(8), 100), 2e8, 5e9), found,
         Severity::Low},
        {"cfg.bp_vs_data", "cold archive: no misses", reads(data(pool(8), 100), 2e6, 5e9), ok},
        {"cfg.bp_miss", "4 % and 231 a second", reads(pool(8), 2e8, 5e9), found, Severity::Medium,
         "231 times"},
        {"cfg.bp_miss", "10 %", reads(pool(8), 5e8, 5e9), found, Severity::High},
        {"cfg.bp_miss", "high ratio, but few reads", reads(pool(8), 5e5, 5e6), ok},
        {"cfg.bp_miss", "too few requests for a ratio", reads(pool(8), 5e4, 9e5), open},
        {"cfg.bp_miss",
         "an hour after the start",
         mysql()
             .status("uptime", 3600)
             .status("innodb_buffer_pool_reads", 1e6)
             .status("innodb_buffer_pool_read_requests", 2e6),
         open,
         {},
         "up for"},
        {"cfg.bp_wait_free", "every second", pool(8).upDays(1).status("innodb_buffer_pool_wait_free", 86400),
         found, Severity::High},
        {"cfg.bp_wait_free", "a burst at a bulk load",
         pool(8).upDays(30).status("innodb_buffer_pool_wait_free", 500), ok},
        {"cfg.memory_use", "400 connections of 20 MB", connections(20, 400), found, Severity::High,
         "needed up to"},
        {"cfg.memory_use", "the bound alone is no danger", connections(20, 40), found, Severity::Info,
         "If all connections"},
        {"cfg.memory_use", "small buffers", connections(0.25, 400), ok},
        {"cfg.perthread_big", "sort 16 MB",
         mysql().var("sort_buffer_size", "16777216").var("join_buffer_size", "262144"), found,
         Severity::Medium, "sort_buffer_size"},
        {"cfg.perthread_big", "4 MB is the limit",
         mysql().var("sort_buffer_size", "4194304").var("join_buffer_size", "262144"), ok},
        {"cfg.perthread_big", "never because of joins without an index",
         mysql()
             .var("sort_buffer_size", "262144")
             .var("join_buffer_size", "262144")
             .upDays(30)
             .status("select_full_join", 1e7),
         ok},
        {"cfg.pg_shared_buffers", "128 MB of 16 GB", sharedBuffers("16384"), found, Severity::Medium,
         "0.8 %"},
        {"cfg.pg_shared_buffers", "14 of 16 GB", sharedBuffers("14GB"), found, Severity::High, "88 %"},
        {"cfg.pg_shared_buffers", "a quarter", sharedBuffers("4GB"), ok},
        {"cfg.pg_work_mem", "4 MB", workMem("4096"), found, Severity::Low, "4 MB"},
        {"cfg.pg_work_mem", "16 MB", workMem("16MB"), ok},
    };
}

inline std::vector<Case> configurationCases() {
    const auto found = CheckState::Found, ok = CheckState::Passed, open = CheckState::NotAssessed,
               na = CheckState::NotApplicable;
    const auto cache = [](Evidence e, double hits, double selects) {
        return e.var("query_cache_size", "1048576")
            .var("query_cache_type", "ON")
            .upDays(5)
            .status("qcache_hits", hits)
            .status("com_select", selects);
    };
    const auto up = [](std::initializer_list<std::pair<const char*, double>> counters) {
        auto e = mysql().upDays(2);
        for (const auto& [name, value] : counters)
            e.status(name, value);
        return e;
    };
    return {
        {"cfg.query_cache", "MySQL 5.7, 10 %", cache(mysql("5.7.44"), 1e6, 9e6), found, Severity::Medium,
         "10 %"},
        {"cfg.query_cache", "MariaDB counts hits in Com_select", cache(mariadb(), 3e6, 9e6), ok},
        {"cfg.query_cache", "OFF with a size, as 5.6 ships it",
         mysql("5.6.51")
             .var("query_cache_size", "1048576")
             .var("query_cache_type", "OFF")
             .upDays(5)
             .status("qcache_hits", 0)
             .status("com_select", 100),
         ok},
        {"cfg.query_cache", "8.4 has none", mysql().wholeList(), na},
        {"cfg.tmp_on_disk", "60 %",
         up({{"created_tmp_disk_tables", 600000}, {"created_tmp_tables", 1000000}}), found, Severity::Medium,
         "60 %"},
        {"cfg.tmp_on_disk", "a quarter",
         up({{"created_tmp_disk_tables", 250000}, {"created_tmp_tables", 1000000}}), ok},
        {"cfg.tmp_on_disk", "the auditor's own few",
         up({{"created_tmp_disk_tables", 90}, {"created_tmp_tables", 100}}), ok},
        {"cfg.tmp_mismatch", "64 MB cut to 16",
         mysql("5.7.44").var("tmp_table_size", "67108864").var("max_heap_table_size", "16777216"), found,
         Severity::Low, "16 MB"},
        {"cfg.tmp_mismatch", "equal",
         mysql("5.7.44").var("tmp_table_size", "16777216").var("max_heap_table_size", "16777216"), ok},
        {"cfg.tmp_mismatch", "TempTable ignores it",
         mysql().var("tmp_table_size", "67108864").var("max_heap_table_size", "16777216"), na},
        {"cfg.table_cache", "half, ten a second",
         up({{"table_open_cache_hits", 2000000}, {"table_open_cache_misses", 1800000}}), found,
         Severity::Low},
        {"cfg.table_cache", "few misses",
         up({{"table_open_cache_hits", 100}, {"table_open_cache_misses", 900}}), ok},
        {"cfg.table_def_cache", "3 tables, 2 definitions",
         up({{"opened_table_definitions", 900000}})
             .var("table_definition_cache", "2")
             .table(counted("a", "int", 1))
             .table(counted("b", "int", 1))
             .table(counted("c", "int", 1)),
         found, Severity::Low, "3 tables"},
        {"cfg.table_def_cache", "most tables are cold",
         up({{"opened_table_definitions", 9}})
             .var("table_definition_cache", "2")
             .table(counted("a", "int", 1))
             .table(counted("b", "int", 1))
             .table(counted("c", "int", 1)),
         ok},
        {"cfg.open_files", "95 %", up({{"open_files", 950}}).var("open_files_limit", "1000"), found,
         Severity::Medium, "95 %"},
        {"cfg.open_files", "85 %", up({{"open_files", 850}}).var("open_files_limit", "1000"), ok},
        {"cfg.thread_cache", "a thread for each", up({{"threads_created", 900000}, {"connections", 1000000}}),
         found, Severity::Low, "5.2 threads"},
        {"cfg.thread_cache", "used again", up({{"threads_created", 100}, {"connections", 1000000}}), ok},
        {"cfg.thread_cache", "thread pool",
         up({{"threads_created", 900000}, {"connections", 1000000}})
             .var("thread_handling", "pool-of-threads"),
         na},
        {"cfg.sort_merge", "half",
         up({{"sort_merge_passes", 500000}, {"sort_scan", 500000}, {"sort_range", 500000}}), found,
         Severity::Low, "50 %"},
        {"cfg.sort_merge", "seldom", up({{"sort_merge_passes", 3}, {"sort_scan", 6}, {"sort_range", 0}}), ok},
        {"cfg.general_log", "ON", mysql().var("general_log", "ON").var("log_output", "TABLE"), found,
         Severity::Medium},
        {"cfg.general_log", "OFF", mysql().var("general_log", "OFF"), ok},
        {"cfg.slow_log", "off", mysql().var("slow_query_log", "OFF").var("long_query_time", "10.000000"),
         found, Severity::Info, "not logged"},
        {"cfg.slow_log", "ten seconds",
         mysql().var("slow_query_log", "ON").var("long_query_time", "10.000000"), found, Severity::Info,
         "under 10 s"},
        {"cfg.slow_log", "one second", mysql().var("slow_query_log", "ON").var("long_query_time", "1.000000"),
         ok},
        {"cfg.sql_mode", "5.6 default", mysql("5.6.51").var("sql_mode", "NO_ENGINE_SUBSTITUTION"), found,
         Severity::High},
        {"cfg.sql_mode", "strict, engine replaced", mysql().var("sql_mode", "STRICT_TRANS_TABLES"), found,
         Severity::Low, "engine"},
        {"cfg.sql_mode", "empty", mysql().var("sql_mode", ""), found, Severity::High},
        {"cfg.sql_mode", "strict", mysql().var("sql_mode", "STRICT_ALL_TABLES,NO_ENGINE_SUBSTITUTION"), ok},
        {"cfg.pfs_off", "off", mysql().var("performance_schema", "OFF"), found, Severity::Info},
        {"cfg.pfs_off", "on", mysql().var("performance_schema", "ON"), ok},
        {"cfg.pg_random_page_cost", "4", postgresql().var("random_page_cost", "4"), found, Severity::Low},
        {"cfg.pg_random_page_cost", "1.1", postgresql().var("random_page_cost", "1.1"), ok},
        {"cfg.pg_random_page_cost", "unknown", postgresql(), open, {}, "SHOW ALL"},
    };
}

} // namespace causeway::test
