// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/decision/tables.h"

#include "core/base/error.h"
#include "core/base/resources.h"

namespace causeway::decision {

const Json& criteriaTable() {
    return resourceJson("decision/criteria.json");
}

const Json& factTable() {
    return resourceJson("decision/facts.json");
}

double value(std::string_view name) {
    const auto& values = criteriaTable().at("values");
    const auto it = values.find(std::string(name));
    if (it == values.end())
        throw Error(ErrorCode::Internal, "no planning value of the decision: " + std::string(name));
    return it->at("value");
}

const Json& entry(const Json& list, std::string_view id) {
    for (const auto& e : list)
        if (e.at("id") == id)
            return e;
    throw Error(ErrorCode::Internal, "the decision's tables lack " + std::string(id));
}

const Facts& releases() {
    static const Facts facts;
    return facts;
}

} // namespace causeway::decision
