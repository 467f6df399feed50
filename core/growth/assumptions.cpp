// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/growth/assumptions.h"

#include "core/base/error.h"
#include "core/base/resources.h"

#include <map>

namespace causeway::growth {
namespace {

std::map<std::string, Assumption, std::less<>> load() {
    std::map<std::string, Assumption, std::less<>> all;
    const Json file = resourceJson("growth/assumptions.json");
    for (const auto& [key, entry] : file.at("values").items())
        all[key] = {entry.at("value").get<double>(), entry.at("source").get<std::string>()};
    return all;
}

} // namespace

const Assumption& assumption(std::string_view key) {
    static const auto all = load();
    const auto it = all.find(key);
    if (it == all.end())
        throw Error(ErrorCode::Internal, "no growth assumption is called " + std::string(key));
    return it->second;
}

} // namespace causeway::growth
