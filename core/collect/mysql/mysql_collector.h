// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/collect/collect.h"
#include "core/collect/live/server_collector.h"
#include "core/collect/live/session.h"

namespace causeway::mysql {

/// Connects and makes the session safe. Throws Error(Connection) when the server is not reached or refuses
/// us.
std::unique_ptr<live::ServerCollector> openCollector(const Target& target,
                                                     std::optional<std::string> password,
                                                     const std::string& sourceId, Progress& progress);
/// Reads what a script's output answers as if it were the server.
std::unique_ptr<live::ServerCollector> recordedCollector(std::unique_ptr<live::Session> session,
                                                         const std::string& versionText,
                                                         const std::string& sourceId);
/// A probe's SQL with its {placeholders} filled for the target: time limits, which schemas to read, and how
/// many rows of the tables' activity (a script's number unless given).
std::string expandStatement(const std::string& sql, const Target& target,
                            std::optional<std::size_t> activityRows = {});
ConnectionTest testConnection(const Target& target, std::optional<std::string> password, Progress& progress);

} // namespace causeway::mysql
