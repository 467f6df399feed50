// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "unit/audit/evidence_builder.h"

namespace causeway::test {

inline std::vector<Case> innodbCases() {
    const auto found = CheckState::Found, ok = CheckState::Passed, open = CheckState::NotAssessed,
               na = CheckState::NotApplicable;
    const auto up = [](std::initializer_list<std::pair<const char*, double>> counters) {
        auto e = mysql().upDays(2);
        for (const auto& [name, value] : counters)
            e.status(name, value);
        return e;
    };
    const auto metrics = [](const char* name, const char* count, const char* status) {
        return mysql().upDays(2).probe("mysql.innodb_metrics", {"name", "count", "status"},
                                       {{name, count, status}});
    };
    const auto trx = [](const char* seconds) {
        return mysql().probe("mysql.innodb_trx", {"trx_id", "seconds", "trx_mysql_thread_id"},
                             {{"1", seconds, "77"}});
    };
    const auto redo = [&](double gibADay) {
        return mysql().upDays(1).status("innodb_os_log_written", gibADay * kGiB);
    };
    auto holes = sized(table("orders", {column("id", "int")}, {primary()}), 10);
    holes.freeBytes = std::uint64_t(5 * kGiB);
    auto small = sized(table("t", {column("id", "int")}, {primary()}), 0.1);
    small.freeBytes = std::uint64_t(5 * kGiB);
    auto compact = table("t", {column("id", "int")}, {primary()});
    compact.rowFormat = "Compact";
    return {
        {"inno.redo_undersized", "2 GB an hour into 100 MB",
         redo(48).var("innodb_redo_log_capacity", "104857600"), found, Severity::High, "2 GB"},
        {"inno.redo_undersized", "5.6 multiplies its files",
         redo(1).var("innodb_log_file_size", "50331648").var("innodb_log_files_in_group", "2"), ok},
        {"inno.redo_undersized", "MariaDB has one file",
         mariadb()
             .upDays(1)
             .status("innodb_os_log_written", 48 * kGiB)
             .var("innodb_log_file_size", "100663296"),
         found, Severity::High},
        {"inno.redo_undersized", "a quarter of the pool is no rule",
         redo(1).var("innodb_redo_log_capacity", "2147483648").var("innodb_buffer_pool_size", "68719476736"),
         ok},
        {"inno.ckpt_age", "90 %",
         up({{"innodb_checkpoint_age", 90000}, {"innodb_checkpoint_max_age", 100000}}), found, Severity::High,
         "90 %"},
        {"inno.ckpt_age", "80 %",
         up({{"innodb_checkpoint_age", 80000}, {"innodb_checkpoint_max_age", 100000}}), ok},
        {"inno.log_waits", "many", up({{"innodb_log_waits", 4800}}), found, Severity::Medium, "100 times"},
        {"inno.log_waits", "some", up({{"innodb_log_waits", 20}}), ok},
        {"inno.history_list", "two million", up({{"innodb_history_list_length", 2e6}}), found,
         Severity::High},
        {"inno.history_list", "MySQL's metric", metrics("trx_rseg_history_len", "200000", "enabled"), found,
         Severity::Medium},
        {"inno.history_list", "a disabled metric is no zero",
         metrics("trx_rseg_history_len", "0", "disabled"), open},
        {"inno.history_list", "short", up({{"innodb_history_list_length", 100000}}), ok},
        {"inno.long_trx", "two hours", trx("7300"), found, Severity::High, "2 h"},
        {"inno.long_trx", "an hour", trx("3600"), ok},
        {"inno.long_trx",
         "denied",
         mysql().refused("mysql.innodb_trx", ProbeResult::State::Denied, "you need PROCESS"),
         open,
         {},
         "GRANT PROCESS"},
        {"inno.deadlocks", "MariaDB", up({{"innodb_deadlocks", 480}}), found, Severity::Medium,
         "10 deadlocks"},
        {"inno.deadlocks", "MySQL's metric", metrics("lock_deadlocks", "480", "enabled"), found,
         Severity::Medium},
        {"inno.deadlocks", "one an hour", up({{"innodb_deadlocks", 48}}), ok},
        {"inno.row_lock_time", "3 s",
         up({{"innodb_row_lock_time_avg", 3000}, {"innodb_row_lock_waits", 90000}}), found, Severity::Medium,
         "3 s"},
        {"inno.row_lock_time", "one timeout makes the average",
         up({{"innodb_row_lock_time_avg", 50000}, {"innodb_row_lock_waits", 1}}), ok},
        {"inno.file_per_table", "OFF", mysql().var("innodb_file_per_table", "OFF"), found, Severity::Low},
        {"inno.file_per_table", "ON", mysql().var("innodb_file_per_table", "ON"), ok},
        {"inno.flush_method", "5.6's empty default", mysql("5.6.51").var("innodb_flush_method", ""), found,
         Severity::Low},
        {"inno.flush_method", "O_DIRECT_NO_FSYNC", mysql().var("innodb_flush_method", "O_DIRECT_NO_FSYNC"),
         ok},
        {"inno.flush_method", "ZFS",
         mysql().var("innodb_flush_method", "fsync").var("datadir", "/data/").disk("/data", 500, 9, "zfs"),
         na},
        {"inno.flush_method", "gone", mariadb("11.4.12-MariaDB").wholeList(), na},
        {"inno.readahead_waste", "half",
         up({{"innodb_buffer_pool_read_ahead_evicted", 50000}, {"innodb_buffer_pool_read_ahead", 100000}}),
         found, Severity::Low},
        {"inno.readahead_waste", "too few to say",
         up({{"innodb_buffer_pool_read_ahead_evicted", 50}, {"innodb_buffer_pool_read_ahead", 100}}), ok},
        {"inno.non_transactional", "orders in MyISAM",
         mysql().table(table("orders", {column("id", "int")}, {}, "MyISAM")), found, Severity::Critical,
         "with money among them"},
        {"inno.non_transactional", "a log in ARCHIVE",
         mysql().table(table("access_log", {column("id", "int")}, {}, "ARCHIVE")), found, Severity::High,
         "1 table "},
        {"inno.non_transactional", "InnoDB", mysql().table(table("orders", {column("id", "int")})), ok},
        {"inno.fragmentation", "a third", mysql().table(holes), found, Severity::Low, "5 GB"},
        {"inno.fragmentation", "small table", mysql().table(small), ok},
        {"inno.fragmentation", "one file for all", mysql().var("innodb_file_per_table", "OFF").table(holes),
         na},
        {"inno.row_format", "Compact", mysql("5.6.51").table(compact), found, Severity::Info, "1 table uses"},
        {"inno.row_format", "default", mysql().table(table("t", {column("id", "int")})), ok},
    };
}

} // namespace causeway::test
