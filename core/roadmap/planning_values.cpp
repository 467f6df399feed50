// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/roadmap/planning_values.h"

#include "core/base/effort_json.h"
#include "core/base/error.h"
#include "core/base/resources.h"

namespace causeway::plan {
namespace {

const Json& valuesFile() {
    static const Json file = resourceJson("roadmap/values.json");
    return file;
}

const Json& criteriaFile() {
    static const Json file = resourceJson("roadmap/criteria.json");
    return file;
}

const Json& entry(const char* group, std::string_view name) {
    const auto& all = valuesFile().at(group);
    const auto it = all.find(std::string(name));
    if (it == all.end())
        throw Error(ErrorCode::Internal, "no planning value is called " + std::string(name));
    return it->at("value");
}

std::vector<std::string> keysAt(const Json& group, const std::string& name) {
    const auto it = group.find(name);
    return it == group.end() ? std::vector<std::string>{} : it->get<std::vector<std::string>>();
}

} // namespace

double planningValue(std::string_view name) {
    return entry("values", name).get<double>();
}

Effort limitEffort(std::string_view kind) {
    return effortFromJson(entry("efforts", kind));
}

std::vector<std::string> criteriaOfRule(std::string_view rule) {
    std::string best;
    for (const auto& [prefix, keys] : criteriaFile().at("findings").items())
        if (rule.starts_with(prefix) && prefix.size() > best.size())
            best = prefix;
    return keysAt(criteriaFile().at("findings"), best);
}

std::vector<std::string> criteriaOfLimit(std::string_view limitId) {
    return keysAt(criteriaFile().at("limits"), std::string(limitId.substr(0, limitId.find(':'))));
}

std::vector<std::string> criteriaOfTask(std::string_view templateId) {
    return keysAt(criteriaFile().at("tasks"), std::string(templateId));
}

std::vector<std::string> criteriaOfConversion() {
    return criteriaFile().at("conversion").get<std::vector<std::string>>();
}

} // namespace causeway::plan
