// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"
#include "core/base/text.h"
#include "core/decision/main_server.h"
#include "core/decision/scoring.h"

#include <fmt/format.h>

namespace causeway::decision {
namespace {

const ServerEvidence& chosenServer(const DecisionInput& in) {
    if (const auto* server = mainServer(in.snapshot, in.readiness))
        return *server;
    throw Error(ErrorCode::Usage, "there is nothing to decide on", "no server was read",
                "collect or import a snapshot first");
}

bool isOn(const ServerEvidence& s, std::string_view variable) {
    return s.variableNumber(variable).value_or(0) > 0;
}

/// How a MySQL or MariaDB server passes its changes on, by its own settings.
void mysqlMethod(Case& c) {
    const auto& s = c.server;
    if (s.variable("group_replication_group_name").value_or("") != "") {
        c.presentMethod = "group";
        c.presentWhy = "group_replication_group_name is set";
    } else if (isOn(s, "wsrep_on") && s.variable("wsrep_cluster_address").value_or("") != "") {
        c.presentMethod = "galera";
        c.presentWhy = "wsrep_on is ON";
    } else {
        for (const auto* name : {"rpl_semi_sync_source_enabled", "rpl_semi_sync_master_enabled"})
            if (isOn(s, name)) {
                c.presentMethod = "semisync";
                c.presentWhy = std::string(name) + " is ON";
            }
    }
}

} // namespace

Case::Case(const DecisionInput& input) : in(input), server(chosenServer(input)) {
    on = std::chrono::floor<std::chrono::days>(in.snapshot->taken);
    tried = plan::candidates(in.lab, in.criteria);
    for (const auto& r : in.readiness)
        if (r.server == server.id)
            readiness = &r;
    present = std::string(engineName(server.engine));
    if (server.version.known())
        present += " " + server.version.text(server.engine);
    rpo = in.criteria.number("rpo");
    rto = in.criteria.number("rto");
    if (server.engine != Engine::PostgreSQL)
        mysqlMethod(*this);
    else if (server.variable("synchronous_standby_names").value_or("") != "") {
        presentMethod = "pg_sync";
        presentWhy = "synchronous_standby_names is set";
    }
    if (!presentMethod.empty())
        return;
    const auto replicas = in.criteria.number("replicas");
    if (replicas && *replicas == 0) {
        presentMethod = "none";
        presentWhy = "the client has no replica";
    } else if (replicas || (!server.variables.empty() && in.snapshot->servers.size() > 1)) {
        presentMethod = "async";
        presentWhy = replicas ? fmt::format("{:.0f} asynchronous {}", *replicas,
                                            *replicas == 1 ? "replica" : "replicas")
                              : "no semi-synchronous or group setting is on";
    }
}

CriterionScore exactly(double score, Known known, std::string reason, std::vector<std::string> evidence) {
    return {score, score, known, std::move(reason), std::move(evidence)};
}

CriterionScore pairScore(const Json& pair, Known known, std::string reason, std::string source) {
    return {pair.at(0), pair.at(1), known, std::move(reason), {std::move(source)}};
}

} // namespace causeway::decision
