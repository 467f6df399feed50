// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/audit_text.h"
#include "core/base/json.h"
#include "core/base/text.h"
#include "unit/audit/cases/security.h"
#include "unit/audit/evidence_builder.h"

#include <QRegularExpression>
#include <QTest>

#include <cmath>
#include <map>
#include <set>

using namespace causeway;
using namespace causeway::test;

namespace {

/// A server on which as much as possible is wrong at once.
Evidence pathological(Evidence e) {
    e.ram(16)
        .fact("growth", "50%/quarter")
        .fact("rpo", "0s")
        .fact("restore_tested", "2025-01-01")
        .fact("disk", "100GB");
    const std::pair<const char*, const char*> settings[] = {{"innodb_flush_log_at_trx_commit", "0"},
                                                            {"sync_binlog", "0"},
                                                            {"log_bin", "ON"},
                                                            {"innodb_doublewrite", "OFF"},
                                                            {"innodb_force_recovery", "1"},
                                                            {"binlog_format", "STATEMENT"},
                                                            {"binlog_row_image", "MINIMAL"},
                                                            {"expire_logs_days", "0"},
                                                            {"binlog_expire_logs_seconds", "0"},
                                                            {"binlog_checksum", "NONE"},
                                                            {"innodb_buffer_pool_size", "17179869184"},
                                                            {"max_connections", "2000"},
                                                            {"sort_buffer_size", "67108864"},
                                                            {"join_buffer_size", "67108864"},
                                                            {"read_buffer_size", "67108864"},
                                                            {"query_cache_size", "1073741824"},
                                                            {"query_cache_type", "ON"},
                                                            {"tmp_table_size", "1073741824"},
                                                            {"max_heap_table_size", "16777216"},
                                                            {"table_definition_cache", "1"},
                                                            {"table_open_cache", "400"},
                                                            {"open_files_limit", "1000"},
                                                            {"general_log", "ON"},
                                                            {"slow_query_log", "OFF"},
                                                            {"long_query_time", "10"},
                                                            {"sql_mode", ""},
                                                            {"performance_schema", "OFF"},
                                                            {"innodb_log_file_size", "50331648"},
                                                            {"innodb_log_files_in_group", "2"},
                                                            {"innodb_log_buffer_size", "1048576"},
                                                            {"innodb_file_per_table", "ON"},
                                                            {"innodb_flush_method", "fsync"},
                                                            {"gtid_mode", "OFF"},
                                                            {"gtid_strict_mode", "OFF"},
                                                            {"read_only", "OFF"},
                                                            {"slave_skip_errors", "all"},
                                                            {"slave_parallel_workers", "0"},
                                                            {"slave_parallel_threads", "0"},
                                                            {"relay_log_recovery", "OFF"},
                                                            {"slave_net_timeout", "3600"},
                                                            {"skip_name_resolve", "OFF"},
                                                            {"bind_address", "*"},
                                                            {"local_infile", "ON"},
                                                            {"secure_file_priv", ""},
                                                            {"have_ssl", "DISABLED"},
                                                            {"require_secure_transport", "OFF"}};
    for (const auto& [name, value] : settings)
        e.var(name, value);
    e.upDays(40)
        .status("innodb_buffer_pool_reads", 4e9)
        .status("innodb_buffer_pool_read_requests", 9e9)
        .status("innodb_buffer_pool_wait_free", 9e6)
        .status("max_used_connections", 900)
        .status("qcache_hits", 1)
        .status("com_select", 1e9)
        .status("created_tmp_disk_tables", 9e8)
        .status("created_tmp_tables", 1e9)
        .status("table_open_cache_hits", 1)
        .status("table_open_cache_misses", 1e9)
        .status("opened_table_definitions", 1e9)
        .status("open_files", 990)
        .status("threads_created", 1e8)
        .status("connections", 1e8)
        .status("sort_merge_passes", 1e8)
        .status("sort_scan", 1e8)
        .status("innodb_os_log_written", 1e13)
        .status("innodb_log_waits", 1e6)
        .status("innodb_history_list_length", 5e6)
        .status("innodb_deadlocks", 1e6)
        .status("select_full_join", 1e8)
        .status("connection_errors_max_connections", 7)
        .status("aborted_connects", 5e7);
    e.probe("mysql.replica_status", {"replica_io_running", "replica_sql_running", "seconds_behind_source"},
            {{"Yes", "Yes", "900"}});
    e.probe("mysql.accounts", accountColumns(),
            {{"", "%", "", "0", "0", "0", "N", "N", "N"},
             {"root", "10.0.0.5", "mysql_native_password", "0", "0", "0", "Y", "Y", "Y"},
             {"shop", "10.0.0.%", "mysql_native_password", "0", "0", "0", "Y", "Y", "Y"}});
    auto orders = sized(counted("orders", "int", 2000000000), 40, 90);
    orders.engine = "MyISAM";
    orders.indexes = {index("k1", IndexKind::Plain, {"id"}), index("k2", IndexKind::Plain, {"id"}),
                      index("k3", IndexKind::Plain, {"id", "x"})};
    e.table(orders).table(sized(
        table("customer", {text("card_number", "latin1", "latin1_swedish_ci"), column("total", "float")}),
        40));
    return e;
}

/// Every "name = value" that a fix sets, as written in its SQL or configuration.
std::map<std::string, std::set<std::string>> settingsIn(const AuditReport& report) {
    static const QRegularExpression set("(?:SET (?:GLOBAL|PERSIST|PERSIST_ONLY)|ALTER SYSTEM "
                                        "SET)\\s+(\\w+)\\s*=\\s*([^;\\n]+)|^(?:-- )?(\\w+) = ([^\\n]+)$",
                                        QRegularExpression::MultilineOption);
    std::map<std::string, std::set<std::string>> values;
    for (const auto& f : report.findings())
        for (auto it = set.globalMatch(QString::fromStdString(f.fix)); it.hasNext();) {
            const auto m = it.next();
            const auto name = m.captured(1).isEmpty() ? m.captured(3) : m.captured(1);
            auto value = m.captured(1).isEmpty() ? m.captured(4) : m.captured(2);
            values[name.toStdString()].insert(value.remove('\'').trimmed().toStdString());
        }
    return values;
}

} // namespace

/// The report as a whole: its score, its consistency, its forms.
class TestAudit : public QObject {
    Q_OBJECT
private slots:
    void noTwoFixesContradict_data() {
        QTest::addColumn<int>("engine");
        QTest::addColumn<QString>("version");
        QTest::newRow("MySQL 5.6") << int(Engine::MySQL) << "5.6.24";
        QTest::newRow("MySQL 5.7") << int(Engine::MySQL) << "5.7.20";
        QTest::newRow("MySQL 8.0") << int(Engine::MySQL) << "8.0.11";
        QTest::newRow("MariaDB 10.11") << int(Engine::MariaDB) << "10.11.6-MariaDB";
    }
    void noTwoFixesContradict() {
        QFETCH(int, engine);
        QFETCH(QString, version);
        const auto report = pathological(Evidence(Engine(engine), version.toStdString())).audit();
        QVERIFY2(report.findings().size() >= 45, std::to_string(report.findings().size()).c_str());
        const auto values = settingsIn(report);
        QVERIFY(values.size() >= 20);
        for (const auto& [name, all] : values)
            QVERIFY2(all.size() == 1, (name + ": " + join({all.begin(), all.end()}, " against ")).c_str());
        QVERIFY(report.score < 20);
        QVERIFY(report.score >= 0);
    }

    void keysAreUnique() {
        std::set<std::string> keys;
        for (const auto& f : pathological(mysql("5.7.20")).audit().findings())
            QVERIFY2(keys.insert(f.key).second, f.key.c_str());
    }

    void persistOnlyWhereItExists() {
        const auto fixOf = [](Evidence e) {
            return e.var("innodb_flush_log_at_trx_commit", "2").audit().findings().at(0).fix;
        };
        const auto trx = [&](Evidence e) {
            for (const auto& f : e.var("innodb_flush_log_at_trx_commit", "2").audit().findings())
                if (f.rule == "dur.trx_commit")
                    return f.fix;
            return std::string();
        };
        QVERIFY(!fixOf(mysql()).empty());
        QCOMPARE(trx(mysql("8.0.36")), std::string("SET PERSIST innodb_flush_log_at_trx_commit = 1;"));
        for (const auto& old : {trx(mysql("5.6.24")), trx(mariadb())}) {
            QVERIFY(old.starts_with("SET GLOBAL innodb_flush_log_at_trx_commit = 1;"));
            QVERIFY(old.find("-- [mysqld]") != std::string::npos);
        }
        const auto report = postgresql()
                                .var("fsync", "off")
                                .var("full_page_writes", "on")
                                .var("synchronous_commit", "on")
                                .audit();
        for (const auto& f : report.findings())
            if (f.rule == "dur.pg_unsafe")
                QCOMPARE(f.fix, std::string("ALTER SYSTEM SET fsync = 'on';\nSELECT pg_reload_conf();"));
    }

    void costsSumToTheLoss() {
        for (const auto& report : {pathological(mysql("5.6.24")).audit(), pathological(mariadb()).audit(),
                                   mysql("8.0.36").audit(), mysql("8.4.11").audit()}) {
            long long hundredths = 0;
            for (const auto& f : report.findings())
                hundredths += std::llround(f.scoreCost * 100);
            QCOMPARE(hundredths, (100LL - report.score) * 100);
        }
        QCOMPARE(mysql("8.4.11").audit().score, 100);
    }

    void mendingHelpsAndSeverityCounts() {
        const auto score = [](const char* trx, const char* doublewrite) {
            return mysql()
                .var("innodb_flush_log_at_trx_commit", trx)
                .var("innodb_doublewrite", doublewrite)
                .audit()
                .score;
        };
        QVERIFY(score("1", "ON") > score("2", "ON"));
        QVERIFY(score("2", "ON") > score("1", "OFF")); // high against critical
        QVERIFY(score("1", "OFF") > score("2", "OFF"));
    }

    void sinceBootIsSaid() {
        const auto report = mysql()
                                .upDays(12)
                                .status("innodb_log_waits", 86400 * 12)
                                .var("innodb_log_buffer_size", "1048576")
                                .audit();
        for (const auto& f : report.findings())
            if (f.rule == "inno.log_waits") {
                QVERIFY2(f.evidence.at(0).value.find("since boot, 12") != std::string::npos,
                         f.evidence.at(0).value.c_str());
                QVERIFY(f.evidence.at(0).at.has_value());
                return;
            }
        QFAIL("inno.log_waits did not fire");
    }

    void evidencePointsAtItsRow() {
        auto e = mysql().var("innodb_flush_log_at_trx_commit", "2");
        e.server().variablesProbe = "mysql.variables";
        e.probe("mysql.variables", {"variable_name", "value"},
                {{"autocommit", "ON"}, {"innodb_flush_log_at_trx_commit", "2"}});
        for (const auto& f : e.audit().findings())
            if (f.rule == "dur.trx_commit") {
                const EvidenceRef expected{"shop-db-1", "mysql.variables", 1};
                QVERIFY(f.evidence.at(0).ref == expected);
                QCOMPARE(toIso(*f.evidence.at(0).at), std::string("2026-11-22T09:14:03Z"));
                return;
            }
        QFAIL("dur.trx_commit did not fire");
    }

    void sameInputSameOutput() {
        const auto e = pathological(mysql("5.7.20"));
        QVERIFY(e.audit() == e.audit());
        QCOMPARE(toJson(e.audit()).dump(), toJson(e.audit()).dump());
    }

    void hostileNamesStayText() {
        auto t = table("x`; DROP TABLE y; --", {column("a\x1b[31m", "float")});
        t.engine = "MyISAM";
        const auto report = mysql().table(t).audit();
        bool seen = false;
        for (const auto& f : report.findings()) {
            QVERIFY(f.fix.find("\x1b") == std::string::npos);
            QVERIFY(f.title.find("\x1b") == std::string::npos);
            seen = seen || f.fix.find("ALTER TABLE `shop`.`x``; DROP TABLE y; --` ENGINE = InnoDB;") !=
                               std::string::npos;
        }
        QVERIFY(seen);
    }

    void hostileValuesNeverCrash() {
        for (const char* value :
             {"", "nan", "inf", "-1", "999999999999999999999999", "ON", "\xff\xfe", "{title}", "%s%n"}) {
            auto e = mysql();
            for (const char* name :
                 {"innodb_buffer_pool_size", "max_connections", "sort_buffer_size", "join_buffer_size",
                  "expire_logs_days", "log_bin", "innodb_log_file_size", "tmp_table_size",
                  "max_heap_table_size", "open_files_limit", "sql_mode"})
                e.var(name, value);
            e.ram(4).upDays(9);
            for (const char* name : {"max_used_connections", "open_files", "innodb_os_log_written",
                                     "threads_created", "connections"})
                e.server().status.back().values[name] = value;
            QVERIFY(Json::accept(toJson(e.audit("uk")).dump(-1, ' ', false, Json::error_handler_t::strict)));
        }
    }

    void formsHoldEveryFinding() {
        const auto report = pathological(mysql("5.7.20")).audit();
        const auto json = toJson(report);
        QCOMPARE(json.at("schema").get<std::string>(), std::string("causeway.audit/1"));
        QCOMPARE(json.at("findings").size(), report.findings().size());
        QCOMPARE(json.at("checks").size(), report.checks.size());
        QCOMPARE(json.at("summary").at("not-assessed").get<int>(), report.count(CheckState::NotAssessed));
        const auto csv = auditCsv(report, "en"), markdown = auditMarkdown(report, "en");
        for (const auto& f : report.findings()) {
            QVERIFY2(csv.find(f.rule) != std::string::npos, f.rule.c_str());
            QVERIFY2(markdown.find("`" + f.rule + "`") != std::string::npos, f.rule.c_str());
        }
        QVERIFY(auditMarkdown(pathological(mysql("5.7.20")).audit("uk"), "uk").find("Оцінка стану") !=
                std::string::npos);
    }

    void csvRunsNoFormula() {
        AuditReport report;
        CheckResult check;
        Finding f;
        f.family = "Schema";
        f.title = "=cmd|' /C calc'!A0";
        f.object = "a,\"b\"";
        check.findings = {f};
        report.checks = {check};
        const auto csv = auditCsv(report, "en");
        QVERIFY(csv.find(",'=cmd") != std::string::npos);
        QVERIFY(csv.find("\"a,\"\"b\"\"\"") != std::string::npos);
    }

    void rollbackIsRunnable() {
        const auto report =
            postgresql().var("archive_mode", "off").var("archive_command", "(disabled)").audit();
        for (const auto& f : report.findings())
            if (f.rule == "dur.pg_archive") {
                QVERIFY(f.rollback.find("ALTER SYSTEM SET archive_command = '';") != std::string::npos);
                return;
            }
        QFAIL("dur.pg_archive did not fire");
    }

    void unknownLanguageIsRefused() { QVERIFY_EXCEPTION_THROWN(mysql().audit("de"), Error); }

    void cancelStops() {
        Progress progress;
        progress.cancel();
        const auto e = mysql();
        QVERIFY_EXCEPTION_THROWN(causeway::audit(e.snapshot(), e.criteria(), "en", progress), Error);
    }
};

QTEST_APPLESS_MAIN(TestAudit)
#include "tst_audit.moc"
