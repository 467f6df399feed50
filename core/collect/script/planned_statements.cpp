// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/collect/script/planned_statements.h"

#include "core/collect/mysql/mysql_collector.h"
#include "core/collect/postgresql/pg_collector.h"
#include "core/collect/script/script_parts.h"
#include "core/collect/script/sql_layout.h"

#include <algorithm>

namespace causeway {
namespace {

/// The schema is found in the session; this is where it stands unless it was moved.
constexpr const char* kStatementsSchema = "public";

std::string filledIn(const std::string& sql, const Target& target) {
    return script::laidOut(target.engine == Engine::PostgreSQL
                               ? postgresql::expandStatement(sql, target, kStatementsSchema)
                               : mysql::expandStatement(sql, target));
}

} // namespace

std::vector<PlannedStatement> plannedStatements(const Target& target) {
    const auto file = live::loadProbes(target.engine == Engine::PostgreSQL ? "postgresql" : "mysql");
    PlannedStatement safe{"Makes the session read-only and bounded in time", {}, "low", {}};
    for (const auto& s : file.session)
        if (s.engines.empty() ||
            std::find(s.engines.begin(), s.engines.end(), target.engine) != s.engines.end())
            safe.sql += (safe.sql.empty() ? "" : "\n") + filledIn(s.sql, target) + ";";
    std::vector<PlannedStatement> planned{std::move(safe)};
    for (const auto* list : {&file.probes, &file.catalog})
        for (const auto& probe : *list)
            if (const auto variants = script::variantsFor(probe, target.engine); !variants.empty())
                planned.push_back(
                    {probe.title, filledIn(variants.front()->sql, target), probe.cost, probe.privileges});
    return planned;
}

} // namespace causeway
