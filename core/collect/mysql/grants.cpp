// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/collect/mysql/grants.h"

#include "core/base/text.h"

#include <array>

namespace causeway::mysql {

bool Grants::has(const std::string& privilege) const {
    // MariaDB 10.5 split these rights; an account may still show the older, wider one.
    constexpr std::array<std::array<const char*, 2>, 4> kIncludes{
        {{"REPLICATION CLIENT", "BINLOG MONITOR"},
         {"BINLOG MONITOR", "REPLICATION CLIENT"},
         {"SLAVE MONITOR", "REPLICA MONITOR"},
         {"SLAVE MONITOR", "REPLICATION SLAVE ADMIN"}}};
    if (all || global.count(privilege))
        return true;
    for (const auto& [wanted, other] : kIncludes)
        if (privilege == wanted && global.count(other))
            return true;
    return false;
}

Grants parseGrants(const ProbeResult& showGrants) {
    Grants grants;
    grants.known = showGrants.state == ProbeResult::State::Answered && !showGrants.rows.empty();
    for (const auto& row : showGrants.rows) {
        const std::string text = row.empty() || !row[0] ? std::string() : toUpper(*row[0]);
        const auto end = text.find(" ON *.* TO ");
        if (!text.starts_with("GRANT ") || end == std::string::npos)
            continue;
        for (const auto privilege : split(std::string_view(text).substr(6, end - 6), ','))
            grants.global.insert(std::string(trim(privilege)));
    }
    grants.all = grants.global.count("ALL PRIVILEGES") || grants.global.count("ALL");
    return grants;
}

} // namespace causeway::mysql
