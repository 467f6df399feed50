// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/collect/postgresql/pg_collector.h"

#include "core/base/text.h"
#include "core/collect/live/rows.h"
#include "core/collect/live/session_collector.h"
#include "core/collect/postgresql/pg_catalog.h"
#include "core/collect/postgresql/pg_connection.h"
#include "core/collect/postgresql/pg_statements.h"

#include <fmt/format.h>

#include <array>
#include <cmath>

namespace causeway::postgresql {
namespace {

/// Roles of ours, from the probe "pg.grants".
std::map<std::string, bool> rolesOf(const ProbeResult& grants) {
    std::map<std::string, bool> roles;
    for (const char* role : {"pg_read_all_stats", "pg_read_all_settings", "pg_monitor"})
        if (const auto value = grants.value(0, role))
            roles[role] = *value == "t";
    return roles;
}

/// Numbers of a statistics view, summed over its rows, under "view.column".
void addCounters(StatusSample& sample, const ProbeResult& answer, const std::string& view) {
    for (std::size_t c = 0; c < answer.columns.size(); ++c) {
        const std::string& column = answer.columns[c];
        if (column == "datid" || column == "numbackends")
            continue;
        double sum = 0;
        long long whole = 0;
        bool any = false, allWhole = true;
        for (const auto& row : answer.rows) {
            double value = 0;
            long long integer = 0;
            if (!row[c] || !parseNumber(*row[c], value))
                continue;
            any = true;
            sum += value;
            allWhole =
                allWhole && parseNumber(*row[c], integer) && !__builtin_add_overflow(whole, integer, &whole);
        }
        if (any)
            sample.values[view + "." + column] =
                allWhole ? std::to_string(whole) : fmt::format("{:.3f}", sum);
    }
}

class PgCollector final : public live::SessionCollector {
public:
    PgCollector(const Target& target, std::unique_ptr<live::Session> session, const std::string& versionText,
                const std::string& sourceId)
        : SessionCollector(target, std::move(session), "postgresql",
                           {Engine::PostgreSQL, parseServerVersion(versionText, Engine::PostgreSQL).version},
                           versionText, sourceId) {
        source.kind = "postgresql";
        context_.expand = [this](const std::string& sql) {
            return expandStatement(sql, target_, quotedSchema());
        };
    }

    void sample(Progress& progress) override {
        StatusSample reading;
        reading.source = source.id;
        for (const char* id : {"pg.server", "pg.database_stats", "pg.bgwriter", "pg.wal"}) {
            ProbeResult answer = probe(id, progress);
            if (reading.values.empty())
                source.captured = reading.at = answer.at;
            if (answer.id == "pg.server") {
                for (const char* name : {"uptime", "wal_bytes"})
                    if (const auto value = answer.value(0, name))
                        reading.values[std::string(name) == "uptime" ? name : "pg_wal.bytes"] = *value;
            } else {
                addCounters(reading, answer, viewOf(answer.id));
            }
            if (!evidence.probe(answer.id))
                evidence.probes.push_back(std::move(answer));
        }
        evidence.status.push_back(std::move(reading));
    }

    void readRest(Progress& progress) override {
        ProbeResult grants = probe("pg.grants", progress);
        roles_ = rolesOf(grants);
        context_.hasPrivilege = [this](const std::string& role) {
            const auto it = roles_.find(role);
            return it == roles_.end() || it->second;
        };
        evidence.probes.push_back(std::move(grants));
        readSettings(progress);
        ProbeResult extensions = probe("pg.extensions", progress);
        for (std::size_t i = 0; i < extensions.rows.size(); ++i)
            if (extensions.value(i, "extname") == "pg_stat_statements")
                statementsSchema_ = extensions.value(i, "schema").value_or(std::string());
        evidence.probes.push_back(std::move(extensions));
        probeRest(progress, [](ProbeResult answer) { return answer; });
        if (const auto* statements = evidence.probe("pg.statements"))
            evidence.workload = workloadFrom(*statements);
        readCatalog(progress);
    }

private:
    static std::string viewOf(const std::string& id) {
        return id == "pg.database_stats" ? "pg_stat_database"
               : id == "pg.bgwriter"     ? "pg_stat_bgwriter"
                                         : "pg_stat_wal";
    }

    void readSettings(Progress& progress) {
        ProbeResult answer = probe("pg.settings", progress);
        for (auto& row : answer.rows)
            for (auto& cell : row)
                if (cell)
                    cell = live::withoutSecrets(*cell);
        const live::Rows rows(answer);
        const int name = rows.column("name"), setting = rows.column("setting");
        for (std::size_t i = 0; i < rows.size(); ++i)
            evidence.variables[toLower(rows.text(i, name))] = rows.text(i, setting);
        evidence.variablesProbe = answer.id;
        evidence.probes.push_back(std::move(answer));
        if (!context_.hasPrivilege("pg_read_all_settings"))
            live::addRemark(source, "The account is no member of pg_read_all_settings: settings that only "
                                    "superusers see are missing.");
    }

    void readCatalog(Progress& progress) {
        PgCatalogBuilder builder;
        bool whole = true;
        for (std::size_t i = 0; i < file_.catalog.size(); ++i) {
            progress.report("catalog", i, file_.catalog.size());
            ProbeResult answer = live::runProbe(file_.catalog[i], context_, *session_, progress);
            const bool answered = answer.state == ProbeResult::State::Answered;
            if (answered) {
                builder.add(answer);
                answer.message = "read into the catalog: " + std::to_string(answer.rows.size()) + " rows";
            } else {
                live::addRemark(source, "Not read: " + answer.id + " (" + answer.message + ").");
            }
            whole = whole &&
                    (answered || (answer.id != "pg.catalog.tables" && answer.id != "pg.catalog.columns"));
            answer.rows.clear();
            evidence.probes.push_back(std::move(answer));
        }
        if (const auto* sequences = evidence.probe("pg.sequences"))
            builder.add(*sequences);
        if (!whole)
            return;
        evidence.catalog = builder.finish();
        evidence.catalogSource = source.id;
    }

    std::string quotedSchema() const {
        const std::string schema = statementsSchema_.empty() ? "public" : statementsSchema_;
        return "\"" + replaceAll(schema, "\"", "\"\"") + "\"";
    }

    std::map<std::string, bool> roles_;
    std::string statementsSchema_;
};

} // namespace

std::string expandStatement(const std::string& sql, const Target& target,
                            const std::string& statementsSchema) {
    return live::expandPlaceholders(sql, [&](std::string_view key, std::string_view) {
        return key == "timeout_ms" ? fmt::format("{}", std::llround(target.statementTimeout * 1000))
                                   : statementsSchema;
    });
}

std::unique_ptr<live::ServerCollector> recordedCollector(std::unique_ptr<live::Session> session,
                                                         const std::string& versionText,
                                                         const std::string& sourceId) {
    return std::make_unique<PgCollector>(Target{}, std::move(session), versionText, sourceId);
}

std::unique_ptr<live::ServerCollector> openCollector(const Target& target,
                                                     std::optional<std::string> password,
                                                     const std::string& sourceId, Progress& progress) {
    LoginFailure failure;
    auto connection = PgConnection::open(target, std::move(password), progress, failure);
    if (!connection)
        live::throwLoginFailure(target, failure);
    if (connection->version() < Version{12, 0, 0})
        throw Error(ErrorCode::Connection, "cannot read " + target.url(),
                    "PostgreSQL " + connection->parameter("server_version") + " is older than 12", {});
    const bool plain = connection->cipher().empty() && target.socket.empty();
    const std::string versionText = connection->parameter("server_version");
    auto collector = std::make_unique<PgCollector>(target, std::move(connection), versionText, sourceId);
    collector->begin(plain, progress);
    return collector;
}

ConnectionTest testConnection(const Target& target, std::optional<std::string> password, Progress& progress) {
    LoginFailure failure;
    const auto connection = PgConnection::open(target, std::move(password), progress, failure);
    if (!connection)
        return live::failedLogin(failure);
    ConnectionTest test;
    test.versionText = "PostgreSQL " + connection->parameter("server_version");
    test.cipher = connection->cipher();
    live::addFirstAnswer(test, connection->run("pg.test", "SELECT 1", {}, progress));
    std::vector<std::string> missing;
    const auto file = live::loadProbes("postgresql");
    for (const auto& spec : file.probes)
        if (spec.id == "pg.grants")
            for (const auto& [role, held] :
                 rolesOf(connection->run(spec.id, spec.variants[0].sql, {}, progress)))
                if (!held)
                    missing.push_back(role);
    live::addMissingPrivileges(test, std::move(missing), "the account is no member of ",
                               "An administrator can run: GRANT pg_monitor TO this account.");
    return test;
}

} // namespace causeway::postgresql
