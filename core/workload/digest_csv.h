// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workload/digest_json.h"

#include <optional>

namespace causeway {

/// The tables that a digest is made of.
enum class DigestTable { Queries, Timeline, Schemas, Users, Details };

/// Their names on the command line.
inline constexpr std::string_view kDigestTables[] = {"queries", "timeline", "schemas", "users", "details"};
std::optional<DigestTable> digestTable(std::string_view name);

/// One table as CSV, under the names that the JSON has; what is not known is an empty cell. Queries: one a
/// row. Details: of the queries with the most time, how often and how long by schema, user, time and
/// latency, one part a row. `digest` need not hold the queries.
void writeCsv(DigestTable table, const WorkloadDigest& digest, const QuerySource& forEach,
              const std::function<void(std::string_view)>& out);

} // namespace causeway
