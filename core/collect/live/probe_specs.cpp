// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/collect/live/probe_specs.h"

#include "core/base/resources.h"
#include "core/base/text.h"

#include <algorithm>

namespace causeway::live {
namespace {

Engine engineNamed(const std::string& name) {
    for (const Engine engine : {Engine::MySQL, Engine::MariaDB, Engine::PostgreSQL})
        if (engineName(engine) == name)
            return engine;
    throw Error(ErrorCode::Internal, "the probes name an unknown engine", name);
}

Statement statementFrom(const Json& json) {
    Statement statement;
    for (const auto& name : json.value("engines", Json::array()))
        statement.engines.push_back(engineNamed(name));
    statement.from = parseServerVersion(json.value("from", std::string())).version;
    statement.to = parseServerVersion(json.value("to", std::string())).version;
    statement.sql = json.at("sql");
    statement.inScript = json.value("in_script", std::string());
    statement.ownWithout = json.value("shows_own_without", std::string());
    if (json.contains("when")) {
        statement.whenVariable = json["when"].at("variable");
        statement.whenValue = json["when"].at("is");
        statement.whenElse = json["when"].at("else");
    }
    return statement;
}

std::vector<ProbeSpec> probesFrom(const Json& list) {
    std::vector<ProbeSpec> probes;
    for (const auto& json : list) {
        ProbeSpec spec;
        spec.id = json.at("id");
        spec.title = json.at("title");
        spec.cost = json.at("cost");
        spec.liveOnly = json.value("live_only", std::string());
        spec.privileges = json.at("privileges").get<std::vector<std::string>>();
        spec.limits.rows = json.value("max_rows", spec.limits.rows);
        for (const auto& variant : json.at("variants"))
            spec.variants.push_back(statementFrom(variant));
        probes.push_back(std::move(spec));
    }
    return probes;
}

bool conditionHolds(const Statement& statement, const ProbeContext& context) {
    if (statement.whenVariable.empty() || !context.variables)
        return true;
    const auto it = context.variables->find(statement.whenVariable);
    return it == context.variables->end() || equalsIgnoreCase(it->second, statement.whenValue);
}

ProbeResult unasked(const ProbeSpec& spec, const ProbeContext& context, ProbeResult::State state,
                    std::string message) {
    ProbeResult result;
    result.id = spec.id;
    result.source = context.source;
    result.at = now();
    result.state = state;
    result.message = std::move(message);
    return result;
}

} // namespace

bool Statement::fits(Engine engine, const Version& version) const {
    const bool named = engines.empty() || std::find(engines.begin(), engines.end(), engine) != engines.end();
    return named && (!from.known() || version >= from) && (!to.known() || version < to);
}

ProbeFile loadProbes(std::string_view name) {
    const Json json = resourceJson("probes/" + std::string(name) + ".json");
    ProbeFile file;
    for (const auto& statement : json.at("session"))
        file.session.push_back(statementFrom(statement));
    for (const auto& statement : json.at("account"))
        file.account.push_back(statementFrom(statement));
    file.probes = probesFrom(json.at("probes"));
    file.catalog = probesFrom(json.at("catalog"));
    return file;
}

ProbeResult runProbe(const ProbeSpec& spec, const ProbeContext& context, Session& session,
                     Progress& progress) {
    std::string why = "this server version has no such view";
    for (const auto& variant : spec.variants) {
        if (!variant.fits(context.engine, context.version))
            continue;
        if (!conditionHolds(variant, context)) {
            why = variant.whenElse;
            continue;
        }
        if (!variant.ownWithout.empty() && context.hasPrivilege && !context.hasPrivilege(variant.ownWithout))
            return unasked(spec, context, ProbeResult::State::Denied,
                           "not asked: without " + variant.ownWithout +
                               ", which SHOW GRANTS does not list, the server shows only our own session");
        ProbeResult result = session.run(spec.id, context.expand ? context.expand(variant.sql) : variant.sql,
                                         spec.limits, progress);
        result.source = context.source;
        return result;
    }
    return unasked(spec, context, ProbeResult::State::Absent, why);
}

std::vector<std::string> makeSafe(const ProbeFile& file, const ProbeContext& context, Session& session,
                                  Progress& progress) {
    std::vector<std::string> refused;
    for (const auto& statement : file.session) {
        if (!statement.fits(context.engine, context.version))
            continue;
        const auto sql = context.expand ? context.expand(statement.sql) : statement.sql;
        const auto answer = session.run("session", sql, {}, progress);
        if (answer.state != ProbeResult::State::Answered)
            refused.push_back("The server refused \"" + answer.query + "\": " + answer.message + ".");
    }
    return refused;
}

std::string expandPlaceholders(const std::string& text,
                               const std::function<std::string(std::string_view, std::string_view)>& fill) {
    std::string result;
    std::string_view rest = text;
    for (;;) {
        const auto open = rest.find('{');
        const auto close = open == std::string_view::npos ? open : rest.find('}', open);
        if (close == std::string_view::npos)
            return result.append(rest);
        const auto inside = rest.substr(open + 1, close - open - 1);
        const auto colon = inside.find(':');
        const auto argument = colon == std::string_view::npos ? std::string_view() : inside.substr(colon + 1);
        result.append(rest.substr(0, open)).append(fill(inside.substr(0, colon), argument));
        rest.remove_prefix(close + 1);
    }
}

} // namespace causeway::live
