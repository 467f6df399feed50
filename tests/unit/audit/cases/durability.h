// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "unit/audit/evidence_builder.h"

namespace causeway::test {

inline std::vector<Case> durabilityCases() {
    const auto found = CheckState::Found, ok = CheckState::Passed, open = CheckState::NotAssessed,
               na = CheckState::NotApplicable;
    const auto trx = [](const char* v) {
        return mysql().var("innodb_flush_log_at_trx_commit", v);
    };
    const auto logged = [](const char* name, const char* v) {
        return mysql().var("log_bin", "ON").var(name, v);
    };
    return {
        {"dur.trx_commit", "2", trx("2"), found, Severity::High, "A crash can lose a second"},
        {"dur.trx_commit", "0 and no loss allowed", trx("0").fact("rpo", "0s"), found, Severity::Critical},
        {"dur.trx_commit", "on a replica it can be fetched again",
         trx("2").probe("mysql.replica_status", {"replica_io_running"}, {{"Yes"}}), found, Severity::Low},
        {"dur.trx_commit", "1", trx("1"), ok},
        {"dur.trx_commit", "MariaDB's 3 flushes twice", mariadb().var("innodb_flush_log_at_trx_commit", "3"),
         ok},
        {"dur.trx_commit", "no variables", mysql(), open, {}, "SHOW GLOBAL VARIABLES"},
        {"dur.sync_binlog", "0", logged("sync_binlog", "0"), found, Severity::High},
        {"dur.sync_binlog", "MariaDB's default", mariadb().var("log_bin", "ON").var("sync_binlog", "0"),
         found, Severity::High},
        {"dur.sync_binlog", "1", logged("sync_binlog", "1"), ok},
        {"dur.sync_binlog", "no log to sync", mysql().var("log_bin", "OFF").var("sync_binlog", "0"), na},
        {"dur.doublewrite", "OFF", mysql().var("innodb_doublewrite", "OFF"), found, Severity::Critical},
        {"dur.doublewrite", "DETECT_ONLY does not repair", mysql().var("innodb_doublewrite", "DETECT_ONLY"),
         found, Severity::Critical},
        {"dur.doublewrite", "ON", mysql().var("innodb_doublewrite", "ON"), ok},
        {"dur.doublewrite", "5.6 says 1", mysql("5.6.51").var("innodb_doublewrite", "1"), ok},
        {"dur.doublewrite",
         "ZFS",
         mysql()
             .var("innodb_doublewrite", "OFF")
             .var("datadir", "/data/mysql/")
             .disk("/data", 500, 10, "zfs"),
         na,
         {},
         "ZFS"},
        {"dur.force_recovery", "3", mysql().var("innodb_force_recovery", "3"), found, Severity::Critical,
         "mode 3"},
        {"dur.force_recovery", "0", mysql().var("innodb_force_recovery", "0"), ok},
        {"dur.no_binlog", "OFF", mysql().var("log_bin", "OFF"), found, Severity::High},
        {"dur.no_binlog", "ON", mysql().var("log_bin", "ON"), ok},
        {"dur.binlog_format", "STATEMENT", logged("binlog_format", "STATEMENT"), found, Severity::Medium,
         "STATEMENT"},
        {"dur.binlog_format", "MIXED", logged("binlog_format", "MIXED"), found, Severity::Medium},
        {"dur.binlog_format", "ROW", logged("binlog_format", "ROW"), ok},
        {"dur.binlog_format", "log off", mysql().var("log_bin", "OFF").var("binlog_format", "MIXED"), na},
        {"dur.binlog_row_image", "MINIMAL", logged("binlog_row_image", "MINIMAL"), found, Severity::Low},
        {"dur.binlog_row_image", "FULL", logged("binlog_row_image", "FULL"), ok},
        {"dur.binlog_retention", "one day", logged("binlog_expire_logs_seconds", "86400"), found,
         Severity::Medium, "24 h"},
        {"dur.binlog_retention", "zero is never removed, not removed early", logged("expire_logs_days", "0"),
         found, Severity::Medium, "never removed"},
        {"dur.binlog_retention", "purge switched off",
         logged("binlog_expire_logs_seconds", "2592000").var("binlog_expire_logs_auto_purge", "OFF"), found,
         Severity::Medium, "never removed"},
        {"dur.binlog_retention", "exactly seven days", logged("binlog_expire_logs_seconds", "604800"), ok},
        {"dur.binlog_retention", "seconds win over days",
         logged("binlog_expire_logs_seconds", "864000").var("expire_logs_days", "1"), ok},
        {"dur.checksum", "binlog", mysql().var("binlog_checksum", "NONE"), found, Severity::Medium,
         "binary log"},
        {"dur.checksum", "pages",
         mariadb("10.5.29-MariaDB").var("binlog_checksum", "CRC32").var("innodb_checksum_algorithm", "none"),
         found, Severity::Medium, "table pages"},
        {"dur.checksum", "both on",
         mysql("5.7.44").var("binlog_checksum", "CRC32").var("innodb_checksum_algorithm", "crc32"), ok},
        {"dur.restore_tested", "253 days ago", mysql().fact("restore_tested", "2026-03-14"), found,
         Severity::High, "253"},
        {"dur.restore_tested", "90 days ago", mysql().fact("restore_tested", "2026-08-24"), ok},
        {"dur.restore_tested", "nobody asked", mysql(), open, {}, "restore_tested"},
        {"dur.pg_unsafe", "fsync",
         postgresql().var("fsync", "off").var("full_page_writes", "on").var("synchronous_commit", "on"),
         found, Severity::Critical, "fsync"},
        {"dur.pg_unsafe", "synchronous_commit is a choice",
         postgresql().var("fsync", "on").var("full_page_writes", "on").var("synchronous_commit", "off"),
         found, Severity::Medium},
        {"dur.pg_unsafe", "full_page_writes",
         postgresql().var("fsync", "on").var("full_page_writes", "off").var("synchronous_commit", "on"),
         found, Severity::Critical},
        {"dur.pg_unsafe", "all on",
         postgresql().var("fsync", "on").var("full_page_writes", "on").var("synchronous_commit", "on"), ok},
        {"dur.pg_checksums", "off", postgresql().var("data_checksums", "off"), found, Severity::Medium},
        {"dur.pg_checksums", "on", postgresql().var("data_checksums", "on"), ok},
        {"dur.pg_archive", "off", postgresql().var("archive_mode", "off"), found, Severity::Critical},
        {"dur.pg_archive", "off, with pg_receivewal",
         postgresql()
             .var("archive_mode", "off")
             .probe("pg.replication", {"application_name"}, {{"pg_receivewal"}}),
         ok},
        {"dur.pg_archive", "failing",
         postgresql()
             .var("archive_mode", "on")
             .probe("pg.archiver",
                    {"archived_count", "last_archived_time", "failed_count", "last_failed_time"},
                    {{"10", "2026-11-20 01:00:00+00", "311", "2026-11-22 09:00:00+00"}}),
         found, Severity::Critical, "failing"},
        {"dur.pg_archive", "failed once, archived since",
         postgresql()
             .var("archive_mode", "on")
             .probe("pg.archiver", {"last_archived_time", "failed_count", "last_failed_time"},
                    {{"2026-11-22 09:10:00+00", "1", "2026-11-21 09:00:00+00"}}),
         ok},
        {"dur.pg_archive",
         "on, archiver not read",
         postgresql().var("archive_mode", "on"),
         open,
         {},
         "pg.archiver"},
    };
}

} // namespace causeway::test
