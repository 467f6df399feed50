// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/gtid.h"
#include "core/audit/rule_helpers.h"
#include "core/audit/rule_parts.h"
#include "core/base/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

namespace causeway {
namespace {

bool isMySqlFamily(Engine engine) {
    return engine != Engine::PostgreSQL;
}

const ServerEvidence* mysqlPrimary(const RuleContext& c, const ProbeResult& status) {
    const auto uuid = cell(status, 0, "source_uuid|master_uuid");
    const auto id = cell(status, 0, "source_server_id|master_server_id");
    for (const auto& other : c.snapshot.servers) {
        if (other.id == c.server.id || !isMySqlFamily(other.engine))
            continue;
        const auto otherUuid = other.variable("server_uuid").value_or("");
        if (!uuid.empty() && !otherUuid.empty() ? toLower(uuid) == toLower(otherUuid)
                                                : !id.empty() && other.variable("server_id") == id)
            return &other;
    }
    return nullptr;
}

const ServerEvidence* postgresqlPrimary(const RuleContext& c) {
    const auto* self = answered(c, "pg.server");
    if (!self || !cellYes(*self, 0, "in_recovery"))
        return nullptr;
    const auto system = cell(*self, 0, "system_identifier");
    for (const auto& other : c.snapshot.servers) {
        const auto* probe = other.probe("pg.server");
        if (other.id != c.server.id && probe && !system.empty() &&
            probe->value(0, "system_identifier") == system && probe->value(0, "in_recovery") != "t")
            return &other;
    }
    return nullptr;
}

/// The snapshot's server that this one copies; nothing when it copies none of them.
const ServerEvidence* primaryOf(const RuleContext& c) {
    if (c.postgresql())
        return postgresqlPrimary(c);
    const auto* status = answered(c, "mysql.replica_status");
    return status && !status->rows.empty() ? mysqlPrimary(c, *status) : nullptr;
}

RuleVerdict noPair(const RuleContext& c) {
    return notApplicable(c.words.phrase("no_pair"));
}

RuleVerdict settingsDrift(const RuleContext& c) {
    const auto* primary = primaryOf(c);
    if (!primary)
        return noPair(c);
    std::vector<std::string> names, lines;
    Draft d{Severity::Medium};
    for (const auto& name :
         c.facts.words(c.postgresql() ? "paired_settings_postgresql" : "paired_settings_mysql")) {
        const auto there = primary->variable(name), here = c.server.variable(name);
        if (!there || !here || *there == *here)
            continue;
        names.push_back(name);
        lines.push_back(fmt::format("{}: {} = {}, {} = {}", name, primary->id, *there, c.server.id, *here));
        auto line = c.variableLine(name);
        line.value = fmt::format("{} ({}: {})", line.value, primary->id, *there);
        d.evidence.push_back(std::move(line));
    }
    if (names.empty())
        return passed();
    d.holes = {{"n", c.words.count(double(names.size()))},
               {"primary", primary->id},
               {"names", c.words.list(names, 5)},
               {"lines", join(lines, "\n")}};
    return found(d);
}

struct SchemaDrift {
    std::vector<std::string> missing, columns, indexes;
};

std::string indexText(const Index& index) {
    std::string text = index.unique() ? "unique " : "";
    for (const auto& part : index.parts)
        text += toLower(part.column) + part.expression + (part.descending ? " desc," : ",");
    return text;
}

void compareTables(const Table& there, const Table& here, SchemaDrift& drift) {
    for (const auto& column : there.columns) {
        const Column* copy = here.column(column.name);
        if (!copy || copy->type.full != column.type.full || copy->nullable != column.nullable)
            drift.columns.push_back(fmt::format("{}.{}: {} / {}", there.qualifiedName(), column.name,
                                                column.type.full, copy ? copy->type.full : "-"));
    }
    for (const auto& column : here.columns)
        if (!there.column(column.name))
            drift.columns.push_back(
                fmt::format("{}.{}: - / {}", there.qualifiedName(), column.name, column.type.full));
    std::set<std::string> a, b;
    for (const auto& index : there.indexes)
        a.insert(indexText(index));
    for (const auto& index : here.indexes)
        b.insert(indexText(index));
    if (a != b)
        drift.indexes.push_back(there.qualifiedName());
}

RuleVerdict schemaDrift(const RuleContext& c) {
    const auto* primary = primaryOf(c);
    if (!primary)
        return noPair(c);
    if (!primary->catalog || !c.server.catalog)
        return notAssessed(c.words.phrase("need_catalog"));
    std::map<std::string, const Table*> here;
    for (const Table* table : userTables(c))
        here[table->schema + "." + table->name] = table;
    SchemaDrift drift;
    for (const auto& table : primary->catalog->tables) {
        if (isSystemSchema(table.schema) || table.temporary)
            continue;
        const auto it = here.find(table.schema + "." + table.name);
        if (it == here.end()) {
            drift.missing.push_back(table.qualifiedName() + " -");
            continue;
        }
        compareTables(table, *it->second, drift);
        here.erase(it);
    }
    for (const auto& [name, table] : here)
        drift.missing.push_back("- " + name);
    const auto worst = drift.missing.size() + drift.columns.size();
    if (worst + drift.indexes.size() == 0)
        return passed();
    Draft d{worst > 0 ? Severity::High : Severity::Medium};
    auto all = drift.missing;
    all.insert(all.end(), drift.columns.begin(), drift.columns.end());
    all.insert(all.end(), drift.indexes.begin(), drift.indexes.end());
    d.holes = {
        {"n", c.words.count(double(all.size()))}, {"primary", primary->id}, {"names", c.words.list(all, 4)}};
    for (const auto& [label, names] : {std::pair{"tables_differ", &drift.missing},
                                       {"columns_differ", &drift.columns},
                                       {"indexes_differ", &drift.indexes}})
        if (!names->empty())
            d.evidence.push_back(c.catalogLine(c.label(label), c.words.list(*names, 20)));
    return found(d);
}

RuleVerdict errant(const RuleContext& c) {
    const auto* primary = primaryOf(c);
    if (!primary)
        return noPair(c);
    const auto own = c.mariadb() ? c.variable("gtid_binlog_state") : c.variable("gtid_executed");
    const auto theirs = primary->variable(c.mariadb() ? "gtid_binlog_state" : "gtid_executed");
    if (!own || !theirs)
        return askFor(c);
    const auto stray = c.mariadb()
                           ? strayMariadbTransactions(*own, *theirs, c.variable("server_id").value_or(""))
                           : strayTransactions(*own, *theirs, primary->variable("server_uuid").value_or(""));
    if (stray.empty())
        return passed();
    Draft d{Severity::High};
    d.holes = {{"primary", primary->id}, {"set", printable(join(stray, ","), 400)}};
    d.evidence = {c.variableLine(c.mariadb() ? "gtid_binlog_state" : "gtid_executed"),
                  {primary->id, printable(*theirs, 400), {}, {}}};
    return found(d);
}

RuleVerdict versionDrift(const RuleContext& c) {
    const auto* primary = primaryOf(c);
    if (!primary)
        return noPair(c);
    const auto &mine = c.server.version, &theirs = primary->version;
    if (!mine.known() || !theirs.known())
        return notAssessed(c.words.phrase("need_version"));
    const bool older = c.server.engine == primary->engine &&
                       (mine.major != theirs.major ? mine.major < theirs.major
                                                   : !c.postgresql() && mine.minor < theirs.minor);
    if (!older && c.server.engine == primary->engine)
        return passed();
    Draft d{Severity::Medium};
    d.holes = {{"primary", primary->id},
               {"theirs", primary->version.text(primary->engine)},
               {"mine", c.server.version.text(c.server.engine)}};
    d.evidence = {{c.server.id, c.server.versionText, {}, {}}, {primary->id, primary->versionText, {}, {}}};
    return found(d);
}

} // namespace

std::vector<Rule> driftRules() {
    return {
        {.id = "rep.drift_settings", .check = settingsDrift},
        {.id = "rep.drift_schema", .check = schemaDrift},
        {.id = "rep.errant", .engines = kMySqlFamily, .check = errant},
        {.id = "rep.drift_version", .check = versionDrift},
    };
}

} // namespace causeway
