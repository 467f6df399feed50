// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/snapshot/snapshot.h"

#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace causeway {

/// Somebody else than the DBA writes this server's configuration: a cloud service, or Patroni.
struct ManagedService {
    std::string id, name;
    Engine engine = Engine::MySQL;
    std::vector<std::pair<std::string, std::string>> markers; ///< variable, and a part of its value
    std::string session;                                      ///< start of the name of a session it keeps
    std::string set;                           ///< command that changes one setting: {name}, {value}, {apply}
    std::set<std::string, std::less<>> fixed;  ///< settings that it alone decides
    std::set<std::string, std::less<>> unseen; ///< rules whose evidence lies outside the database
};

/// The service that runs this server, by facts/managed.json; null for a server of one's own.
const ManagedService* managedService(const ServerEvidence& server);

} // namespace causeway
