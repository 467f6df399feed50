// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "unit/audit/cases/security.h"
#include "unit/audit/evidence_builder.h"

namespace causeway::test {

inline std::vector<Case> connectionCases() {
    const auto found = CheckState::Found, ok = CheckState::Passed, na = CheckState::NotApplicable;
    const auto used = [](const char* limit, double n) {
        return mysql().upDays(9).var("max_connections", limit).status("max_used_connections", n);
    };
    const auto sessions = [](int sleeping, int busy) {
        std::vector<std::vector<std::optional<std::string>>> rows{{"system user", "Daemon", "99999"},
                                                                  {"repl", "Binlog Dump GTID", "99999"}};
        for (int i = 0; i < sleeping; ++i)
            rows.push_back({"shop", "Sleep", "900"});
        for (int i = 0; i < busy; ++i)
            rows.push_back({"shop", "Query", "0"});
        return mysql()
            .var("wait_timeout", "28800")
            .probe("mysql.processlist", {"user", "command", "time"}, rows);
    };
    const auto from = [](const char* host) {
        return mysql()
            .var("skip_name_resolve", "OFF")
            .probe("mysql.accounts", accountColumns(), {{"shop", host, "x", "1", "0", "0", "N", "N", "N"}});
    };
    const auto activity = [](const char* state, const char* seconds, const char* timeout) {
        return postgresql()
            .var("idle_in_transaction_session_timeout", timeout)
            .probe("pg.activity", {"pid", "state", "state_s"}, {{"7", state, seconds}});
    };
    return {
        {"con.max_used", "all", used("151", 152), found, Severity::High, "All 151"},
        {"con.max_used", "90 %", used("500", 450), found, Severity::Medium, "450 of 500"},
        {"con.max_used", "85 %", used("500", 425), ok},
        {"con.refused", "40", mysql().status("connection_errors_max_connections", 40), found, Severity::High,
         "40 connections"},
        {"con.refused", "none", mysql().status("connection_errors_max_connections", 0), ok},
        {"con.aborted_connects", "20 %",
         mysql().status("aborted_connects", 2000).status("connections", 10000), found, Severity::Low, "20 %"},
        {"con.aborted_connects", "a few", mysql().status("aborted_connects", 9).status("connections", 20),
         ok},
        {"con.idle", "18 of 20", sessions(18, 2), found, Severity::Low, "18 connections"},
        {"con.idle", "half", sessions(10, 10), ok},
        {"con.too_high", "5 000, 90 used", used("5000", 90), found, Severity::Low, "5\u202f000"},
        {"con.too_high", "5 000, 4 000 used", used("5000", 4000), ok},
        {"con.too_high", "500", used("500", 9), ok},
        {"con.dns", "addresses only", from("10.0.0.5"), found, Severity::Low},
        {"con.dns", "IPv6 is no name", from("fe80::1"), found, Severity::Low},
        {"con.dns", "a host name needs it", from("web1.shop.example"), na, {}, "web1.shop.example"},
        {"con.dns", "off", from("10.0.0.5").var("skip_name_resolve", "ON"), ok},
        {"con.pg_max", "500", postgresql().var("max_connections", "500"), found, Severity::Low},
        {"con.pg_max", "100", postgresql().var("max_connections", "100"), ok},
        {"con.pg_idle_tx", "two hours", activity("idle in transaction", "7200", "0"), found, Severity::High,
         "1 session has"},
        {"con.pg_idle_tx", "nothing would end one", activity("active", "7200", "0"), found, Severity::Low},
        {"con.pg_idle_tx", "bounded", activity("active", "7200", "600000"), ok},
    };
}

inline std::vector<Case> hostCases() {
    const auto found = CheckState::Found, ok = CheckState::Passed, open = CheckState::NotAssessed;
    const auto swap = [](double pages) {
        auto e = mysql();
        for (int i = 0; i < 20; ++i) {
            HostSample sample;
            sample.at = auditMoment() - std::chrono::minutes(20 - i);
            sample.swapInPerSecond = pages;
            e.server().host.samples.push_back(sample);
        }
        return e;
    };
    return {
        {"os.swappiness", "60", mysql().hostSetting("vm.swappiness", "60"), found, Severity::Low, "60"},
        {"os.swappiness", "10", mysql().hostSetting("vm.swappiness", "10"), ok},
        {"os.swappiness",
         "other settings only",
         mysql().hostSetting("transparent_hugepage", "never"),
         open,
         {},
         "vm.swappiness"},
        {"os.thp", "always", postgresql().hostSetting("transparent_hugepage", "[always] madvise never"),
         found, Severity::Low},
        {"os.thp", "madvise", postgresql().hostSetting("transparent_hugepage", "always [madvise] never"), ok},
        {"os.fs", "NFS",
         mysql().var("datadir", "/var/lib/mysql/").disk("/", 100, 9).disk("/var/lib/mysql", 500, 9, "nfs4"),
         found, Severity::Medium, "network disk"},
        {"os.fs", "ext3", mysql().var("datadir", "/data/").disk("/data", 500, 9, "ext3"), found,
         Severity::Medium},
        {"os.fs", "memory", postgresql().var("data_directory", "/pg").disk("/pg", 50, 9, "tmpfs"), found,
         Severity::Critical, "a reboot loses all"},
        {"os.fs", "NFS elsewhere",
         mysql().var("datadir", "/var/lib/mysql/").disk("/", 100, 9).disk("/var/lib/my", 500, 9, "nfs4"), ok},
        {"os.fs", "no data directory known", mysql().disk("/", 100, 9), open},
        {"os.swapping", "always", swap(400), found, Severity::High},
        {"os.swapping", "never", swap(0), ok},
        {"os.swapping", "no samples", mysql(), open, {}, "sar"},
    };
}

} // namespace causeway::test
