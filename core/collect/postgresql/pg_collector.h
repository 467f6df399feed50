// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/collect/collect.h"
#include "core/collect/live/server_collector.h"

namespace causeway::postgresql {

/// Connects and makes the session safe. Throws Error(Connection) when the server is not reached or refuses
/// us.
std::unique_ptr<live::ServerCollector> openCollector(const Target& target,
                                                     std::optional<std::string> password,
                                                     const std::string& sourceId, Progress& progress);
ConnectionTest testConnection(const Target& target, std::optional<std::string> password, Progress& progress);

} // namespace causeway::postgresql
