// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/managed.h"

#include "core/base/resources.h"
#include "core/base/text.h"

#include <algorithm>

namespace causeway {
namespace {

ManagedService serviceFrom(const Json& json) {
    ManagedService s;
    s.id = json.at("id").get<std::string>();
    s.name = json.at("name").get<std::string>();
    const auto engine = json.at("engine").get<std::string>();
    s.engine = engine == "postgresql" ? Engine::PostgreSQL
               : engine == "mariadb"  ? Engine::MariaDB
                                      : Engine::MySQL;
    for (const auto& marker : json.value("markers", Json::array()))
        s.markers.emplace_back(marker.at("variable").get<std::string>(),
                               marker.at("value").get<std::string>());
    s.session = json.value("session", "");
    s.set = json.at("set").get<std::string>();
    for (const auto& name : json.at("fixed"))
        s.fixed.insert(name.get<std::string>());
    for (const auto& rule : json.at("unseen"))
        s.unseen.insert(rule.get<std::string>());
    return s;
}

const std::vector<ManagedService>& services() {
    static const std::vector<ManagedService> all = [] {
        std::vector<ManagedService> list;
        for (const auto& json : resourceJson("facts/managed.json").at("services"))
            list.push_back(serviceFrom(json));
        return list;
    }();
    return all;
}

bool keepsSession(const ServerEvidence& server, std::string_view start) {
    const auto* sessions = server.probe("pg.activity");
    for (std::size_t row = 0; sessions && row < sessions->rows.size(); ++row)
        if (sessions->value(row, "application_name").value_or("").starts_with(start))
            return true;
    return false;
}

bool isRunBy(const ServerEvidence& server, const ManagedService& service) {
    if (service.engine != server.engine)
        return false;
    if (!service.session.empty())
        return keepsSession(server, service.session);
    return std::all_of(service.markers.begin(), service.markers.end(), [&](const auto& marker) {
        const auto value = server.variable(marker.first);
        return value && (marker.second.empty() || containsIgnoreCase(*value, marker.second));
    });
}

} // namespace

const ManagedService* managedService(const ServerEvidence& server) {
    for (const auto& service : services())
        if (isRunBy(server, service))
            return &service;
    return nullptr;
}

} // namespace causeway
