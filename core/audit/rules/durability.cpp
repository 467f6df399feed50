// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/families.h"
#include "core/audit/rule_helpers.h"
#include "core/audit/rule_parts.h"
#include "core/base/text.h"

#include <algorithm>

namespace causeway {
namespace {

/// The client wants to lose less than a second: then what can lose one is critical.
bool losesTooMuch(const RuleContext& c) {
    const auto rpo = c.criteria.number("rpo");
    return rpo && *rpo < 1;
}

Severity lossSeverity(const RuleContext& c) {
    if (c.isReplica().value_or(false))
        return Severity::Low;
    return losesTooMuch(c) ? Severity::Critical : Severity::High;
}

RuleVerdict trxCommit(const RuleContext& c) {
    if (c.variableIs("innodb_flush_log_at_trx_commit", {"1", "3"}))
        return passed();
    Draft d{lossSeverity(c)};
    d.variant = c.variableIs("innodb_flush_log_at_trx_commit", {"0"}) ? "0" : "2";
    d.evidence = {c.variableLine("innodb_flush_log_at_trx_commit")};
    if (c.server.rate("com_commit"))
        d.evidence.push_back(c.rateLine("com_commit"));
    return found(d);
}

RuleVerdict syncBinlog(const RuleContext& c) {
    if (!c.on("log_bin"))
        return notApplicableHere(c);
    if (c.variableIs("sync_binlog", {"1"}))
        return passed();
    Draft d{lossSeverity(c)};
    d.holes = {{"value", c.variable("sync_binlog").value_or("")}};
    d.evidence = {c.variableLine("sync_binlog"), c.variableLine("log_bin")};
    return found(d);
}

RuleVerdict doublewrite(const RuleContext& c) {
    const auto* fs = dataFilesystem(c);
    if (fs && equalsIgnoreCase(fs->type, "zfs"))
        return notApplicableHere(c);
    if (!c.variableIs("innodb_doublewrite", {"OFF", "0", "DETECT_ONLY"}))
        return passed();
    Draft d{Severity::Critical};
    d.evidence = {c.variableLine("innodb_doublewrite")};
    return found(d);
}

RuleVerdict forceRecovery(const RuleContext& c) {
    if (c.number("innodb_force_recovery").value_or(0) <= 0)
        return passed();
    Draft d{Severity::Critical};
    d.holes = {{"value", c.variable("innodb_force_recovery").value_or("")}};
    d.evidence = {c.variableLine("innodb_force_recovery")};
    return found(d);
}

RuleVerdict noBinlog(const RuleContext& c) {
    if (c.on("log_bin"))
        return passed();
    Draft d{c.server.environment == "test" ? Severity::Low : Severity::High};
    d.evidence = {c.variableLine("log_bin")};
    return found(d);
}

RuleVerdict binlogFormat(const RuleContext& c) {
    if (!c.on("log_bin"))
        return notApplicableHere(c);
    if (c.variableIs("binlog_format", {"ROW"}))
        return passed();
    Draft d{Severity::Medium};
    d.holes = {{"value", c.variable("binlog_format").value_or("")}};
    d.evidence = {c.variableLine("binlog_format")};
    return found(d);
}

RuleVerdict binlogRowImage(const RuleContext& c) {
    if (!c.on("log_bin"))
        return notApplicableHere(c);
    if (c.variableIs("binlog_row_image", {"FULL"}))
        return passed();
    Draft d{Severity::Low};
    d.holes = {{"value", c.variable("binlog_row_image").value_or("")}};
    d.evidence = {c.variableLine("binlog_row_image")};
    return found(d);
}

RuleVerdict binlogRetention(const RuleContext& c) {
    if (!c.on("log_bin"))
        return notApplicableHere(c);
    const double seconds = c.number("binlog_expire_logs_seconds").value_or(0);
    const double days = seconds > 0 ? seconds / 86400 : c.number("expire_logs_days").value_or(0);
    const bool never = days <= 0 || c.variableIs("binlog_expire_logs_auto_purge", {"OFF", "0"});
    if (!never && days >= c.limit("days"))
        return passed();
    Draft d{Severity::Medium};
    d.variant = never ? "never" : "short";
    const bool bySeconds = c.server.variables.contains("binlog_expire_logs_seconds");
    d.holes = {{"kept", c.words.seconds(days * 86400)},
               {"name", bySeconds ? "binlog_expire_logs_seconds" : "expire_logs_days"},
               {"setting", digits(c.limit("days") * (bySeconds ? 86400 : 1))}};
    d.evidence = {c.variableLine("binlog_expire_logs_seconds|expire_logs_days")};
    return found(d);
}

RuleVerdict checksums(const RuleContext& c) {
    std::vector<Draft> drafts;
    const auto add = [&](const char* name, const char* variant) {
        if (!c.variableIs(name, {"NONE", "0"}))
            return;
        Draft d{Severity::Medium, Confidence::Measured, name, variant};
        d.evidence = {c.variableLine(name)};
        drafts.push_back(std::move(d));
    };
    add("binlog_checksum", "binlog");
    add("innodb_checksum_algorithm", "innodb");
    return foundAll(std::move(drafts));
}

RuleVerdict restoreTested(const RuleContext& c) {
    const auto day = c.criteria.date("restore_tested");
    if (!day)
        return askFor(c);
    const auto age = (c.today - *day).count();
    if (double(age) <= c.limit("days"))
        return passed();
    Draft d{Severity::High, Confidence::Inferred};
    d.holes = {{"days", c.words.count(double(age))}, {"date", c.words.date(*day)}};
    d.evidence = {
        {"restore_tested", c.words.phrase("from_interview", {{"value", c.words.date(*day)}}), {}, {}}};
    return found(d);
}

RuleVerdict postgresqlUnsafe(const RuleContext& c) {
    std::vector<Draft> drafts;
    const auto add = [&](const char* name, Severity severity) {
        if (!c.variableIs(name, {"off"}))
            return;
        Draft d{severity, Confidence::Measured, name, name};
        d.evidence = {c.variableLine(name)};
        drafts.push_back(std::move(d));
    };
    add("fsync", Severity::Critical);
    add("full_page_writes", Severity::Critical);
    add("synchronous_commit", losesTooMuch(c) ? Severity::Critical : Severity::Medium);
    return foundAll(std::move(drafts));
}

RuleVerdict postgresqlChecksums(const RuleContext& c) {
    if (c.on("data_checksums"))
        return passed();
    Draft d{Severity::Medium};
    d.evidence = {c.variableLine("data_checksums")};
    return found(d);
}

bool receivesWal(const RuleContext& c) {
    const auto* replication = answered(c, "pg.replication");
    if (!replication)
        return false;
    for (std::size_t row = 0; row < replication->rows.size(); ++row)
        if (containsIgnoreCase(cell(*replication, row, "application_name"), "receivewal") ||
            containsIgnoreCase(cell(*replication, row, "application_name"), "barman"))
            return true;
    return false;
}

/// WAL files that wait: the archive is behind although the last command succeeded.
RuleVerdict archiveBacklog(const RuleContext& c, Draft d) {
    const auto* waiting = answered(c, "pg.archive_ready");
    const double n = waiting ? cellNumber(*waiting, 0, "ready").value_or(0) : 0;
    if (n <= c.limit("ready"))
        return passed();
    d.severity = n > c.limit("ready_high") ? Severity::High : Severity::Medium;
    d.variant = "backlog";
    d.holes = {{"n", c.words.count(n)}};
    d.evidence.push_back(c.probeLine(c.label("archive_ready"), c.words.number(n), "pg.archive_ready", 0));
    return found(d);
}

RuleVerdict postgresqlArchive(const RuleContext& c) {
    Draft d{Severity::Critical};
    d.evidence = {c.variableLine("archive_mode")};
    if (c.variableIs("archive_mode", {"off"})) {
        if (receivesWal(c))
            return passed();
        d.variant = "off";
        return found(d);
    }
    const auto commandText = c.variable("archive_command").value_or("?");
    const auto command = trim(commandText);
    if ((command.empty() || command == "(disabled)") &&
        trim(c.variable("archive_library").value_or("")).empty()) {
        d.variant = "empty";
        d.evidence.push_back(c.variableLine("archive_command"));
        return found(d);
    }
    const auto* archiver = answered(c, "pg.archiver");
    if (!archiver || archiver->rows.empty())
        return notAssessed(c.words.phrase("need_probe", {{"probe", "pg.archiver"}}));
    const auto failed = cell(*archiver, 0, "last_failed_time"),
               archived = cell(*archiver, 0, "last_archived_time");
    if (failed.empty() || failed <= archived)
        return archiveBacklog(c, std::move(d));
    d.variant = "failing";
    d.holes = {{"failed", failed},
               {"archived", archived.empty() ? c.words.phrase("never") : archived},
               {"n", c.words.count(cellNumber(*archiver, 0, "failed_count").value_or(1))}};
    d.evidence.push_back(c.probeLine("last_failed_time", failed, "pg.archiver", 0));
    d.evidence.push_back(c.probeLine(
        "last_archived_time", archived.empty() ? c.words.phrase("never") : archived, "pg.archiver", 0));
    return found(d);
}

} // namespace

std::vector<Rule> durabilityRules() {
    const std::vector<Rule> rules{
        {.id = "dur.trx_commit",
         .engines = kMySqlFamily,
         .needs = {.variables = {"innodb_flush_log_at_trx_commit"}},
         .check = trxCommit},
        {.id = "dur.sync_binlog",
         .engines = kMySqlFamily,
         .needs = {.variables = {"log_bin", "sync_binlog"}},
         .check = syncBinlog},
        {.id = "dur.doublewrite",
         .engines = kMySqlFamily,
         .needs = {.variables = {"innodb_doublewrite"}},
         .check = doublewrite},
        {.id = "dur.force_recovery",
         .engines = kMySqlFamily,
         .needs = {.numbers = {"innodb_force_recovery"}},
         .check = forceRecovery},
        {.id = "dur.no_binlog",
         .engines = kMySqlFamily,
         .needs = {.variables = {"log_bin"}},
         .check = noBinlog},
        {.id = "dur.binlog_format",
         .engines = kMySqlFamily,
         .needs = {.variables = {"log_bin", "binlog_format"}},
         .check = binlogFormat},
        {.id = "dur.binlog_row_image",
         .engines = kMySqlFamily,
         .needs = {.variables = {"log_bin", "binlog_row_image"}},
         .check = binlogRowImage},
        {.id = "dur.binlog_retention",
         .engines = kMySqlFamily,
         .needs = {.variables = {"log_bin", "binlog_expire_logs_seconds|expire_logs_days"}},
         .check = binlogRetention},
        {.id = "dur.checksum",
         .engines = kMySqlFamily,
         .needs = {.variables = {"binlog_checksum|innodb_checksum_algorithm"}},
         .check = checksums},
        {.id = "dur.restore_tested", .check = restoreTested},
        {.id = "dur.pg_unsafe",
         .engines = kPostgreSql,
         .needs = {.variables = {"fsync", "full_page_writes", "synchronous_commit"}},
         .check = postgresqlUnsafe},
        {.id = "dur.pg_checksums",
         .engines = kPostgreSql,
         .needs = {.variables = {"data_checksums"}},
         .check = postgresqlChecksums},
        {.id = "dur.pg_archive",
         .engines = kPostgreSql,
         .needs = {.variables = {"archive_mode"}},
         .check = postgresqlArchive},
    };
    return joinRules({rules, backupRules(), postgresqlDurabilityRules()});
}

} // namespace causeway
