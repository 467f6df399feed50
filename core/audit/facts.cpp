// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/facts.h"

#include "core/base/error.h"
#include "core/base/resources.h"
#include "core/base/text.h"

#include <fmt/format.h>

namespace causeway {
namespace {

Engine engineFrom(std::string_view name) {
    return name == "postgresql" ? Engine::PostgreSQL : name == "mariadb" ? Engine::MariaDB : Engine::MySQL;
}

std::optional<Date> dateIn(const Json& json, const char* key) {
    return json.contains(key) ? parseDate(json.at(key).get<std::string>()) : std::nullopt;
}

ReleaseSeries seriesFrom(const Json& json) {
    ReleaseSeries s;
    s.engine = engineFrom(json.at("engine").get<std::string>());
    s.series = json.at("series").get<std::string>();
    s.kind = json.at("kind").get<std::string>();
    s.released = dateIn(json, "released");
    s.endOfLife = dateIn(json, "eol");
    s.estimated = json.value("estimated", false);
    s.run = json.at("known").get<std::string>() == "run";
    s.latest = parseServerVersion(json.value("latest", ""), s.engine).version;
    s.latestAsOf = dateIn(json, "latestAsOf");
    s.source = json.value("source", "");
    return s;
}

std::string seriesName(Engine engine, const Version& v) {
    return engine == Engine::PostgreSQL && v.major >= 10
               ? std::to_string(v.major)
               : std::to_string(v.major) + "." + std::to_string(v.minor);
}

} // namespace

Facts::Facts() {
    const Json thresholds = resourceJson("facts/thresholds.json");
    for (const auto& [rule, values] : thresholds.at("limits").items())
        for (const auto& [name, value] : values.items())
            if (value.is_number())
                limits_[rule][name] = value.get<double>();
    for (const auto& [name, list] : thresholds.at("words").items())
        for (const auto& word : list)
            words_[name].push_back(word.get<std::string>());
    const Json versions = resourceJson("facts/versions.json");
    asOf_ = parseDate(versions.at("asOf").get<std::string>()).value_or(Date{});
    for (const auto& row : versions.at("series"))
        series_.push_back(seriesFrom(row));
    for (const auto& row : resourceJson("facts/removed_settings.json").at("removed")) {
        const auto engine = engineFrom(row.at("engine").get<std::string>());
        const auto series = row.at("gone").get<std::string>();
        removed_.push_back({engine, row.at("name").get<std::string>(), row.at("instead").get<std::string>(),
                            series, parseServerVersion(series, engine).version,
                            row.at("default").get<std::vector<std::string>>()});
    }
    for (const auto& [name, engines] : resourceJson("facts/settings.json").at("dynamicSince").items())
        for (const auto& [engine, since] : engines.items())
            dynamicSince_[name][engine] = since.get<std::string>();
    for (const auto& [probe, grant] : resourceJson("facts/grants.json").at("grants").items())
        grants_[probe] = grant.get<std::string>();
}

double Facts::limit(std::string_view rule, std::string_view name) const {
    const auto it = limits_.find(rule);
    if (it != limits_.end())
        if (const auto value = it->second.find(name); value != it->second.end())
            return value->second;
    throw Error(ErrorCode::Internal,
                fmt::format("no threshold '{}' for rule {} in facts/thresholds.json", name, rule));
}

const std::vector<std::string>& Facts::words(std::string_view name) const {
    const auto it = words_.find(name);
    if (it == words_.end())
        throw Error(ErrorCode::Internal, fmt::format("no words '{}' in facts/thresholds.json", name));
    return it->second;
}

const ReleaseSeries* Facts::series(Engine engine, const Version& version) const {
    const auto name = seriesName(engine, version);
    for (const auto& s : series_)
        if (s.engine == engine && s.series == name)
            return &s;
    return nullptr;
}

bool Facts::needsRestart(std::string_view variable, Engine engine, const Version& version) const {
    const auto it = dynamicSince_.find(variable);
    if (it == dynamicSince_.end())
        return false;
    const auto since = it->second.find(toLower(engineName(engine)));
    if (since == it->second.end())
        return false;
    return since->second == "never" || version < parseServerVersion(since->second, engine).version;
}

std::string Facts::grantFor(std::string_view probe, Engine engine) const {
    if (const auto it = grants_.find(probe); it != grants_.end())
        return it->second;
    const auto it = grants_.find(engine == Engine::PostgreSQL ? "pg" : "mysql");
    return it == grants_.end() ? std::string() : it->second;
}

} // namespace causeway
