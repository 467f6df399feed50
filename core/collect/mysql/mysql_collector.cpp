// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/collect/mysql/mysql_collector.h"

#include "core/base/mysql_literal.h"
#include "core/base/text.h"
#include "core/collect/live/session_collector.h"
#include "core/collect/mysql/catalog_reader.h"
#include "core/collect/mysql/connection.h"
#include "core/collect/mysql/data_probes.h"
#include "core/collect/mysql/grants.h"
#include "core/collect/mysql/statement_digest.h"
#include "core/collect/mysql/table_activity.h"

#include <fmt/format.h>

#include <cmath>

namespace causeway::mysql {
namespace {

/// SHOW GLOBAL STATUS and VARIABLES: name and value by lower-case name.
std::map<std::string, std::string> pairsOf(const ProbeResult& answer) {
    std::map<std::string, std::string> pairs;
    for (const auto& row : answer.rows)
        if (row.size() >= 2 && row[0])
            pairs[toLower(*row[0])] = row[1].value_or(std::string());
    return pairs;
}

/// What SHOW ENGINE INNODB STATUS says of the log and of deadlocks; its other lines hold the clients'
/// statements.
ProbeResult keyFigures(ProbeResult answer) {
    if (answer.state != ProbeResult::State::Answered || answer.rows.empty() || answer.rows[0].empty())
        return answer;
    const std::string text = answer.rows[0].back().value_or(std::string());
    answer.columns = {"name", "value"};
    answer.rows.clear();
    bool deadlock = false;
    for (const auto line : split(text, '\n')) {
        for (const std::string_view name :
             {"Log sequence number", "Last checkpoint at", "History list length"})
            if (line.starts_with(name))
                answer.rows.push_back({std::string(name), std::string(trim(line.substr(name.size())))});
        deadlock = deadlock || line == "LATEST DETECTED DEADLOCK";
    }
    answer.rows.push_back({"Deadlock detected", deadlock ? "1" : "0"});
    return answer;
}

/// SHOW GRANTS of MariaDB and of MySQL before 5.7.6 ends with the account's password hash.
ProbeResult withoutHashes(ProbeResult grants) {
    for (auto& row : grants.rows)
        for (auto& cell : row)
            if (cell)
                if (const auto at = cell->find(" IDENTIFIED "); at != std::string::npos)
                    cell->replace(at, std::string::npos, " IDENTIFIED (not kept)");
    return grants;
}

class MysqlCollector final : public live::SessionCollector {
public:
    /// `fixedActivityRows`: of a script, which asked for so many; 0 for a server, which is asked for as many
    /// as it can give quickly.
    MysqlCollector(const Target& target, std::unique_ptr<live::Session> session,
                   const std::string& versionText, const std::string& sourceId,
                   std::size_t fixedActivityRows = 0)
        : SessionCollector(target, std::move(session), "mysql",
                           parseServerVersion(versionText, Engine::MySQL), versionText, sourceId),
          fixedActivityRows_(fixedActivityRows) {
        source.kind = evidence.engine == Engine::MariaDB ? "mariadb" : "mysql";
        context_.expand = [this](const std::string& sql) {
            return expandStatement(sql, target_, rowsOfActivity());
        };
    }

    void sample(Progress& progress) override {
        ProbeResult answer = probe("mysql.status", progress);
        source.captured = answer.at;
        if (answer.state == ProbeResult::State::Answered)
            evidence.status.push_back({answer.at, source.id, pairsOf(answer)});
        if (!evidence.probe("mysql.status"))
            evidence.probes.push_back(std::move(answer));
    }

    void readRest(Progress& progress) override {
        readVariables(progress);
        ProbeResult grants = probe("mysql.grants", progress);
        grants_ = parseGrants(grants);
        if (grants_.known)
            context_.hasPrivilege = [this](const std::string& privilege) {
                return grants_.has(privilege);
            };
        evidence.probes.push_back(withoutHashes(std::move(grants)));
        readTableActivity(progress);
        probeRest(progress, keep);
        if (const auto* digests = evidence.probe("mysql.digests"))
            evidence.workload = workloadFrom(*digests);
        readCatalogOf(progress);
    }

    void countInData(double seconds, Progress& progress) override {
        DataBudget budget;
        budget.seconds = seconds;
        if (evidence.catalog)
            evidence.probes.push_back(
                mysql::countInData(dataSource(evidence), source.id, budget, *session_, progress));
    }

private:
    static ProbeResult keep(ProbeResult answer) {
        return answer.id == "mysql.innodb_status" ? keyFigures(std::move(answer)) : answer;
    }

    void readVariables(Progress& progress) {
        ProbeResult answer = probe("mysql.variables", progress);
        for (auto& row : answer.rows) {
            if (row.size() < 2 || !row[0] || !row[1])
                continue;
            const std::string name = toLower(*row[0]);
            const bool secret =
                name.ends_with("_sst_auth") || name == "report_password" || name.ends_with("_secret");
            row[1] = secret && !row[1]->empty() ? "(not kept)" : live::withoutSecrets(*row[1]);
        }
        evidence.variables = pairsOf(answer);
        evidence.variablesProbe = answer.id;
        if (answer.state == ProbeResult::State::Answered)
            context_.variables = &evidence.variables;
        evidence.probes.push_back(std::move(answer));
    }

    std::size_t rowsOfActivity() const {
        return fixedActivityRows_ ? fixedActivityRows_ : activityRows(evidence.counter("open_tables"));
    }

    void readTableActivity(Progress& progress) {
        auto activity = activityFrom(probe("mysql.index_usage", progress), rowsOfActivity());
        evidence.probes.push_back(std::move(activity.indexUsage));
        evidence.probes.push_back(std::move(activity.tableWrites));
    }

    void readCatalogOf(Progress& progress) {
        auto answer = readCatalog(file_.catalog, context_, *session_, progress);
        const bool seesAll = !grants_.known || grants_.has("SELECT");
        const bool empty = !answer.catalog || answer.catalog->tables.empty();
        for (auto& result : answer.probes) {
            // An account without rights on any table gets an empty answer, not an error.
            if (!seesAll && empty && result.state == ProbeResult::State::Answered) {
                result.state = ProbeResult::State::Denied;
                result.message = "the account has no SELECT on *.*, and the server showed it no table";
            }
            evidence.probes.push_back(std::move(result));
        }
        for (const auto& remark : answer.remarks)
            live::addRemark(source, remark);
        if (!seesAll && empty)
            return;
        if (!seesAll)
            live::addRemark(source,
                            "The account has no SELECT on *.*: the catalog holds only what it may see.");
        evidence.catalog = std::move(answer.catalog);
        evidence.catalogSource = evidence.catalog ? source.id : std::string();
    }

    Grants grants_;
    std::size_t fixedActivityRows_;
};

std::vector<std::string> missingPrivileges(const live::ProbeFile& file, const ServerVersion& server,
                                           const Grants& grants) {
    std::vector<std::string> missing;
    for (const auto& privilege : file.account)
        if (privilege.fits(server.engine, server.version) && !grants.has(privilege.sql))
            missing.push_back(privilege.sql);
    return missing;
}

} // namespace

std::string expandStatement(const std::string& sql, const Target& target,
                            std::optional<std::size_t> activityRows) {
    return live::expandPlaceholders(sql, [&](std::string_view key, std::string_view column) {
        if (key == "timeout_ms")
            return fmt::format("{}", std::llround(target.statementTimeout * 1000));
        if (key == "timeout_s")
            return fmt::format("{:.3f}", target.statementTimeout);
        if (key == "activity_rows")
            return fmt::format("{}", activityRows.value_or(kScriptActivityRows));
        if (!target.database.empty())
            return fmt::format("{} = {}", column, mysqlLiteral(target.database));
        return fmt::format(
            "{} NOT IN ('mysql', 'sys', 'performance_schema', 'information_schema', 'ndbinfo')", column);
    });
}

std::unique_ptr<live::ServerCollector> recordedCollector(std::unique_ptr<live::Session> session,
                                                         const std::string& versionText,
                                                         const std::string& sourceId) {
    return std::make_unique<MysqlCollector>(Target{}, std::move(session), versionText, sourceId,
                                            kScriptActivityRows);
}

std::unique_ptr<live::ServerCollector> openCollector(const Target& target,
                                                     std::optional<std::string> password,
                                                     const std::string& sourceId, Progress& progress) {
    LoginFailure failure;
    auto connection = Connection::open(target, std::move(password), progress, failure);
    if (!connection)
        live::throwLoginFailure(target, failure);
    const bool plain = connection->cipher().empty() && target.socket.empty();
    const std::string versionText = connection->serverInfo();
    auto collector = std::make_unique<MysqlCollector>(target, std::move(connection), versionText, sourceId);
    collector->begin(plain, progress);
    return collector;
}

ConnectionTest testConnection(const Target& target, std::optional<std::string> password, Progress& progress) {
    LoginFailure failure;
    const auto connection = Connection::open(target, std::move(password), progress, failure);
    if (!connection)
        return live::failedLogin(failure);
    ConnectionTest test;
    test.versionText = connection->serverInfo();
    test.cipher = connection->cipher();
    live::addFirstAnswer(test, connection->run("mysql.test", "SELECT 1", {}, progress));
    const auto file = live::loadProbes("mysql");
    const auto server = parseServerVersion(test.versionText, Engine::MySQL);
    const Grants grants = parseGrants(connection->run("mysql.grants", "SHOW GRANTS", {}, progress));
    const auto missing = missingPrivileges(file, server, grants);
    live::addMissingPrivileges(test, missing, "the account lacks ",
                               "An administrator can run: GRANT " + join(missing, ", ") +
                                   " ON *.* TO this account.");
    return test;
}

} // namespace causeway::mysql
