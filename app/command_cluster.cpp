// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command_cluster.h"

#include "app/context.h"
#include "core/base/error.h"

namespace causeway::app {

Json parseJsonFile(const std::string& path) {
    try {
        return Json::parse(readSmallFile(path));
    } catch (const Json::exception& e) {
        throw Error(ErrorCode::Input, "cannot read " + path, e.what());
    }
}

Topology readTopology(const std::string& name) {
    for (const auto& starter : starterTopologies())
        if (starter.id == name)
            return starter.topology;
    return topologyFromJson(parseJsonFile(name));
}

std::string starterNames() {
    std::string names;
    for (const auto& s : starterTopologies())
        names += (names.empty() ? "" : ", ") + s.id;
    return names;
}

} // namespace causeway::app
