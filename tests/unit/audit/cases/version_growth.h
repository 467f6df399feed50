// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "unit/audit/evidence_builder.h"

namespace causeway::test {

inline std::vector<Case> versionCases() {
    const auto found = CheckState::Found, ok = CheckState::Passed, open = CheckState::NotAssessed;
    return {
        {"ver.eol", "MySQL 5.6", mysql("5.6.24-log"), found, Severity::Critical,
         "MySQL 5.6 has had no security fixes since February 2021"},
        {"ver.eol", "MySQL 8.0", mysql("8.0.36"), found, Severity::High, "since April 2026"},
        {"ver.eol", "PostgreSQL 14 ended ten days ago", postgresql("14.24"), found, Severity::High},
        {"ver.eol", "26.10 ends in January", mysql("26.10.0"), found, Severity::Medium, "20 Jan 2027"},
        {"ver.eol", "26.7 is dead although its number is higher", mysql("26.7.0"), found, Severity::High},
        {"ver.eol", "9.7 is an LTS", mysql("9.7.4-2"), ok},
        {"ver.eol", "MariaDB 10.11.19 lives until 2028", mariadb("10.11.19-MariaDB-deb12"), ok},
        {"ver.eol", "PostgreSQL 17", postgresql("17.11"), ok},
        {"ver.eol", "a series of the future", mysql("28.4.0"), open, {}, "22 Nov 2026"},
        {"ver.minor", "five behind", mysql("8.4.6"), found, Severity::Low, "5"},
        {"ver.minor", "two behind", mysql("8.4.9"), ok},
        {"ver.minor", "newer than known", mysql("9.7.4"), ok},
        {"ver.minor", "PostgreSQL counts the second number", postgresql("15.3"), found, Severity::Low, "16"},
        {"ver.minor", "unknown", mysql("28.4.0"), open},
    };
}

inline std::vector<Case> growthCases() {
    const auto found = CheckState::Found, ok = CheckState::Passed, open = CheckState::NotAssessed,
               na = CheckState::NotApplicable;
    const std::vector<std::string> seq{"schemaname", "sequencename", "last_value", "data_type", "cycle"};
    const auto pool = [](double dataGib) {
        return mysql()
            .var("innodb_buffer_pool_size", "10737418240")
            .table(sized(table("orders", {column("id", "int")}, {primary()}), dataGib));
    };
    return {
        {"grow.autoinc", "int at 85 %", mysql().table(counted("order_item", "int", 1825361101)), found,
         Severity::High, "85 %"},
        {"grow.autoinc", "tinyint too", mysql().table(counted("status", "tinyint", 121)), found,
         Severity::High},
        {"grow.autoinc", "between half and 80 %", mysql().table(counted("t", "int", 1200000000)), found,
         Severity::Info},
        {"grow.autoinc", "growth makes it months",
         mysql().fact("growth", "50%/quarter").table(counted("order_item", "int", 660000000)), found,
         Severity::Medium, "runs out of numbers by"},
        {"grow.autoinc", "half of unsigned", mysql().table(counted("t", "int", 2147483647, true)), ok},
        {"grow.autoinc", "bigint", mysql().table(counted("t", "bigint", 90000000000)), ok},
        {"grow.autoinc", "nothing inserted yet", mysql().table(counted("t", "tinyint", 1)), ok},
        {"grow.autoinc", "no schema", mysql(), open, {}, "dump"},
        {"grow.disk", "94 %", mysql().disk("/var/lib/mysql", 500, 470), found, Severity::High, "94 %"},
        {"grow.disk", "70 %", mysql().disk("/", 100, 70), found, Severity::Medium},
        {"grow.disk", "under 70 %", mysql().disk("/", 100, 69.9), ok},
        {"grow.disk", "a full tmpfs or image is no disk",
         mysql().disk("/", 100, 10).disk("/snap/core", 1, 1, "squashfs"), ok},
        {"grow.disk", "a full memory disk holds the data",
         mysql().var("datadir", "/data/").disk("/", 100, 10).disk("/data", 10, 9.5, "tmpfs"), found,
         Severity::High, "/data is 95 %"},
        {"grow.disk", "no host", mysql(), open},
        {"grow.binlog_volume", "a third of the disk",
         mysql()
             .var("datadir", "/var/lib/mysql/")
             .disk("/", 300, 150)
             .probe("mysql.binary_logs", {"log_name", "file_size"},
                    {{"b.1", "53687091200"}, {"b.2", "53687091200"}}),
         found, Severity::Medium, "33 %"},
        {"grow.binlog_volume", "small",
         mysql()
             .fact("disk", "500GB")
             .probe("mysql.binary_logs", {"log_name", "file_size"}, {{"b.1", "1073741824"}}),
         ok},
        {"grow.binlog_volume",
         "disk not known",
         mysql().probe("mysql.binary_logs", {"log_name", "file_size"}, {}),
         open,
         {},
         "disk"},
        {"grow.binlog_volume",
         "denied",
         mysql().refused("mysql.binary_logs", ProbeResult::State::Denied, "Access denied"),
         open,
         {},
         "REPLICATION CLIENT"},
        {"grow.bp_crossover", "two quarters", pool(5).fact("growth", "50%/quarter"), found, Severity::Info,
         "April 2027"},
        {"grow.bp_crossover", "years away", pool(1).fact("growth", "5%/quarter"), ok},
        {"grow.bp_crossover", "already larger", pool(20).fact("growth", "50%/quarter"), na},
        {"grow.bp_crossover", "growth not known", pool(5), open, {}, "growth"},
        {"grow.pg_xid", "1.5 billion",
         postgresql().probe("pg.wraparound", {"datname", "xid_age", "mxid_age"},
                            {{"shop", "1500000000", "5"}}),
         found, Severity::Critical, "70 %"},
        {"grow.pg_xid", "at the half",
         postgresql().probe("pg.wraparound", {"datname", "xid_age", "mxid_age"},
                            {{"shop", "1073741824", "5"}}),
         found, Severity::High},
        {"grow.pg_xid", "normal",
         postgresql().probe("pg.wraparound", {"datname", "xid_age", "mxid_age"},
                            {{"shop", "180000000", "5"}}),
         ok},
        {"grow.pg_int4", "90 % of integer",
         postgresql().probe("pg.sequences", seq, {{"public", "orders_id_seq", "1932735283", "integer", "f"}}),
         found, Severity::High},
        {"grow.pg_int4", "an int4 column behind a bigint sequence",
         postgresql().probe(
             "pg.sequences",
             {"schemaname", "sequencename", "last_value", "data_type", "column_type", "max_value", "cycle"},
             {{"public", "orders_id_seq", "1932735283", "bigint", "integer", "9223372036854775807", "f"}}),
         found, Severity::High, "90 %"},
        {"grow.pg_int4", "bigint",
         postgresql().probe("pg.sequences", seq, {{"public", "orders_id_seq", "1932735283", "bigint", "f"}}),
         ok},
        {"grow.pg_int4", "a cycle starts again",
         postgresql().probe("pg.sequences", seq, {{"public", "s", "1932735283", "integer", "t"}}), ok},
    };
}

} // namespace causeway::test
