// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/readiness/effort/units.h"

#include "core/base/effort_json.h"
#include "core/base/error.h"
#include "core/base/resources.h"

#include <cmath>
#include <map>

namespace causeway {

namespace {

using Units = std::map<std::string, EffortUnit, std::less<>>;

const Json& resource() {
    static const Json json = resourceJson("readiness/effort.json");
    return json;
}

Units load(const char* group) {
    Units units;
    for (const auto& [name, entry] : resource().at(group).items())
        units[name] = {effortFromJson(entry.at("hours")), entry.value("role", std::string()),
                       entry.at("test").get<double>(), entry.value("lines", 0)};
    return units;
}

} // namespace

const EffortUnit& effortUnit(std::string_view name) {
    static const Units units = load("units");
    const auto found = units.find(name);
    if (found == units.end())
        throw Error(ErrorCode::Internal, "resources/readiness/effort.json",
                    "no unit of work is called " + std::string(name));
    return found->second;
}

const EffortUnit* baseUnit(std::string_view kind) {
    static const Units units = load("base");
    const auto found = units.find(kind);
    return found == units.end() ? nullptr : &found->second;
}

const std::vector<std::string>& effortRoles() {
    static const auto roles = [] {
        std::vector<std::string> names;
        for (const auto& [name, entry] : resource().at("roles").items())
            names.push_back(name);
        return names;
    }();
    return roles;
}

const std::string& roleOfFamily(std::string_view obstacleId) {
    static const auto families = [] {
        std::map<std::string, std::string, std::less<>> roles;
        for (const auto& [role, entry] : resource().at("roles").items())
            for (const auto& family : entry.at("of"))
                roles[family.get<std::string>()] = role;
        return roles;
    }();
    const auto found = families.find(obstacleId.substr(0, obstacleId.find('.')));
    return found == families.end() ? effortRoles().front() : found->second;
}

double learnedOccurrences(double occurrences) {
    static const double exponent = std::log2(resource().at("learning").at("rate").get<double>());
    static const double floor = resource().at("learning").at("floor").get<double>();
    double sum = 0;
    for (double k = 1; k <= occurrences; ++k) {
        const double share = std::pow(k, exponent);
        if (share <= floor) // all that follow cost the floor
            return sum + (occurrences - k + 1) * floor;
        sum += share;
    }
    return sum;
}

} // namespace causeway
