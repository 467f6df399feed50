// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/audit_sarif.h"
#include "core/audit/audit_text.h"
#include "core/base/json.h"
#include "core/base/text.h"
#include "unit/audit/advice.h"
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

/// A report of one finding a fix: rule and fix.
AuditReport reportOf(const std::vector<std::pair<std::string, std::string>>& fixes) {
    AuditReport report;
    for (const auto& [rule, fix] : fixes) {
        CheckResult check;
        check.rule = rule;
        check.state = CheckState::Found;
        Finding finding;
        finding.key = finding.rule = rule;
        finding.server = "db";
        finding.fix = fix;
        check.findings = {finding};
        report.checks.push_back(check);
    }
    return report;
}

/// A PostgreSQL whose indexes every rule about them has something to say of: copies, starts of others,
/// broken, bloated, and not one ever read.
Evidence crowdedPostgresql() {
    const std::vector<std::string> bloat{"schemaname", "indexrelname", "bytes", "needed_bytes"};
    std::vector<std::vector<std::optional<std::string>>> stats, bloated;
    for (const char* name : {"o_a", "o_a2", "o_ab", "o_ab2", "o_broken", "o_lone", "o_used"}) {
        stats.push_back(
            {"public", "orders", name, name == std::string("o_used") ? "9" : "0", "f", "4000000"});
        bloated.push_back({"public", name, "4000000", "400000"});
    }
    return postgresql()
        .probe("pg.duplicate_indexes", {"schemaname", "relname", "indexes", "n"},
               {{"public", "orders", "o_a,o_a2", "2"}, {"public", "orders", "o_ab,o_ab2", "2"}})
        .probe("pg.redundant_indexes", {"schemaname", "relname", "indexrelname", "longer"},
               {{"public", "orders", "o_a", "o_ab"}, {"public", "orders", "o_a2", "o_ab"}})
        .probe("pg.invalid_indexes", {"schemaname", "relname", "indexrelname"},
               {{"public", "orders", "o_broken"}})
        .probe("pg.index_stats",
               {"schemaname", "relname", "indexrelname", "idx_scan", "indisunique", "bytes"}, stats)
        .probe("pg.index_bloat", bloat, bloated)
        .probe("pg.database_stats", {"datname", "stats_reset"}, {{"shop", "2026-09-15 00:00:00+00"}});
}

/// The same for MySQL: a copy, a start, one that ends with the key, and a lone one, none of them read.
Evidence crowdedMysql() {
    auto orders = sized(
        table("orders", {column("id", "int"), column("a", "int"), column("b", "int"), column("d", "int")},
              {primary()}),
        5);
    std::vector<std::vector<std::optional<std::string>>> usage{{"shop", "orders", "PRIMARY", "9"}};
    const auto add = [&](const char* name, std::vector<std::string> columns) {
        orders.indexes.push_back(index(name, IndexKind::Plain, std::move(columns)));
        usage.push_back({"shop", "orders", name, "0"});
    };
    add("k_a", {"a"});
    add("k_a2", {"a"});
    add("k_ab", {"a", "b"});
    add("k_bid", {"b", "id"});
    add("k_d", {"d"});
    return mysql().upDays(40).table(orders).probe(
        "mysql.index_usage", {"object_schema", "object_name", "index_name", "count_star"}, usage);
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
        QVERIFY(settingsSet(report).size() >= 20);
        QCOMPARE(join(contradictions(report), "; "), std::string());
        QVERIFY(report.score < 20);
        QVERIFY(report.score >= 0);
    }

    void contradictionsAreSeen() {
        const auto seen = [](const std::vector<std::pair<std::string, std::string>>& fixes) {
            return contradictions(reportOf(fixes)).size();
        };
        QCOMPARE(seen({{"a", "SET GLOBAL sync_binlog = 1;"}, {"b", "SET PERSIST sync_binlog = 0;"}}), 1u);
        QCOMPARE(seen({{"a", "SET GLOBAL sync_binlog = 1;"}, {"b", "-- [mysqld]\n-- sync_binlog = 100"}}),
                 1u);
        QCOMPARE(seen({{"a", "ALTER SYSTEM SET fsync = 'on';"}, {"b", "ALTER SYSTEM SET fsync = 'off';"}}),
                 1u);
        QCOMPARE(seen({{"a", "SET GLOBAL sync_binlog = 1;"}, {"b", "SET PERSIST sync_binlog = 1;"}}), 0u);
        QCOMPARE(seen({{"a", "DROP INDEX CONCURRENTLY \"s\".\"i\";"},
                       {"b", "REINDEX INDEX CONCURRENTLY \"s\".\"i\";"}}),
                 1u);
        QCOMPARE(seen({{"a", "DROP INDEX `i` ON `s`.`t`;"}, {"b", "DROP INDEX `i` ON `s`.`t`;"}}), 1u);
        QCOMPARE(seen({{"a", "DROP INDEX `i` ON `s`.`t`;"}, {"b", "CREATE INDEX `i` ON `s`.`t` (`c`);"}}),
                 1u);
        QCOMPARE(seen({{"a", "DROP INDEX `i` ON `s`.`t`;"}, {"b", "DROP INDEX `i` ON `s`.`u`;"}}), 0u);
        QCOMPARE(seen({{"a", "DROP INDEX `i` ON `s`.`t`;\nCREATE INDEX `i` ON `s`.`t` (`c`);"}}), 0u);
    }

    /// Each index is spoken of once; of equal ones one stays, though neither was ever read.
    void indexAdviceAgrees() {
        for (const auto& [evidence, rules, kept] :
             {std::tuple{crowdedPostgresql(), 5, std::vector<std::string>{"o_ab", "o_used"}},
              std::tuple{crowdedMysql(), 4, std::vector<std::string>{"k_ab", "PRIMARY"}}}) {
            const auto report = evidence.audit();
            QCOMPARE(join(contradictions(report), "; "), std::string());
            std::set<std::string> speaking;
            for (const auto& f : report.findings()) {
                if (f.fix.find("INDEX ") != std::string::npos)
                    speaking.insert(f.rule);
                for (const auto& name : kept)
                    for (const auto line : split(f.fix, '\n'))
                        QVERIFY2(!line.starts_with("DROP") || (line.find("\"" + name + "\"") == line.npos &&
                                                               line.find("`" + name + "`") == line.npos),
                                 (f.rule + ": " + std::string(line)).c_str());
            }
            QVERIFY2(int(speaking.size()) == rules, join({speaking.begin(), speaking.end()}, ", ").c_str());
        }
    }

    void ofEqualIndexesTheUniqueOneStays() {
        auto orders = sized(table("orders", {column("id", "int"), column("a", "int")}, {primary()}), 5);
        orders.indexes.push_back(index("a_plain", IndexKind::Plain, {"a"}));
        orders.indexes.push_back(index("z_once", IndexKind::Unique, {"a"}));
        orders.indexes.push_back(index("again", IndexKind::Plain, {"id"}));
        for (const auto& f : mysql().table(orders).audit().findings())
            if (f.rule == "idx.duplicate") {
                QCOMPARE(f.fix, std::string("DROP INDEX `a_plain` ON `shop`.`orders`;\n"
                                            "DROP INDEX `again` ON `shop`.`orders`;"));
                return;
            }
        QFAIL("idx.duplicate did not fire");
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

    void untriedReleasesAreMarked_data() {
        QTest::addColumn<int>("engine");
        QTest::addColumn<QString>("version");
        QTest::addColumn<bool>("tried");
        const auto row = [](Engine engine, const char* version, bool tried) {
            QTest::newRow(version) << int(engine) << QString(version) << tried;
        };
        row(Engine::MySQL, "5.6.24", true);
        row(Engine::MySQL, "5.7.20", false);
        row(Engine::MySQL, "8.0.36", false);
        row(Engine::MySQL, "9.7.2", true);
        row(Engine::MySQL, "26.7.0", false);
        row(Engine::MySQL, "27.1.0", false); // not even in the table
        row(Engine::MariaDB, "10.11.6-MariaDB", true);
        row(Engine::MariaDB, "11.4.2-MariaDB", false);
        row(Engine::PostgreSQL, "12.22", false);
        row(Engine::PostgreSQL, "15.6", true);
        row(Engine::PostgreSQL, "17.2", true);
        row(Engine::PostgreSQL, "19.0", false);
        row(Engine::MySQL, "", true); // a dump that does not name its server: nothing to say
    }
    void untriedReleasesAreMarked() {
        QFETCH(int, engine);
        QFETCH(QString, version);
        QFETCH(bool, tried);
        for (const char* language : {"en", "uk"}) {
            Evidence e(Engine(engine), version.toStdString());
            e.var("innodb_doublewrite", "OFF").var("fsync", "off").var("full_page_writes", "off");
            e.var("synchronous_commit", "on");
            const auto report = e.audit(language);
            QVERIFY(!report.findings().empty());
            const std::string mark = language == std::string("en") ? "By documentation" : "За документацією";
            const auto json = toJson(report);
            const Json sarif = auditSarif(report, language, "1").at("runs").at(0).at("results");
            for (std::size_t i = 0; i < report.findings().size(); ++i) {
                const auto f = report.findings()[i];
                QCOMPARE(f.note.empty(), tried);
                QCOMPARE(f.reference.find(mark) == std::string::npos, tried);
                const std::string basis = tried ? "run" : "documentation";
                QCOMPARE(json.at("findings").at(i).at("basis").get<std::string>(), basis);
                QCOMPARE(sarif.at(i).at("properties").at("basis").get<std::string>(), basis);
                QCOMPARE(sarif.at(i).at("message").at("text").get<std::string>().find(mark) ==
                             std::string::npos,
                         tried);
            }
            QCOMPARE(auditPlain(report, language).find(mark) == std::string::npos, tried);
            QCOMPARE(auditMarkdown(report, language).find(mark) == std::string::npos, tried);
        }
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
