// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audit/rule_context.h"

#include <string>
#include <utility>
#include <vector>

namespace causeway {

using Settings = std::vector<std::pair<std::string, std::string>>;

struct SettingsScript {
    std::string text;
    std::string language; ///< "sql" or "ini"
};

/// How to change the settings on this engine and version, so that they survive a restart: SET PERSIST on
/// MySQL from 8.0, SET GLOBAL with my.cnf lines before and on MariaDB, my.cnf alone where the server must be
/// restarted, ALTER SYSTEM on PostgreSQL.
SettingsScript settingsScript(const RuleContext& context, const Settings& settings);
/// The same with the values of today; empty when none is known.
SettingsScript rollbackScript(const RuleContext& context, const Settings& settings);
/// The query that shows the settings, and the values to expect.
std::string verifySettings(const RuleContext& context, const Settings& settings);

} // namespace causeway
