// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audit/rule.h"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace causeway {

/// NotApplicable or NotAssessed with the rule's own reason ("na", "ask") from its texts.
RuleVerdict notApplicableHere(const RuleContext& context, const Holes& holes = {});
RuleVerdict askFor(const RuleContext& context, const Holes& holes = {});

/// A probe's answered rows, or null. `names` of columns take alternatives, as in RuleContext.
const ProbeResult* answered(const RuleContext& context, std::string_view probe);
std::string cell(const ProbeResult& probe, std::size_t row, std::string_view names);
std::optional<double> cellNumber(const ProbeResult& probe, std::size_t row, std::string_view names);
bool cellYes(const ProbeResult& probe, std::size_t row, std::string_view names);

/// The file system that holds the data directory (the longest mount that is its prefix), or null.
const Filesystem* dataFilesystem(const RuleContext& context);
/// The day on which a share of `ratio` (0..1) reaches 1 at `perQuarter` growth; nothing when it never does
/// or in more than a hundred years.
std::optional<Date> dayFull(Date today, double ratio, double perQuarter);
/// Days that PostgreSQL's counters of the connected database cover: since their reset, else since the
/// server's start.
std::optional<double> statisticsDays(const RuleContext& context);
/// synchronous_standby_names as "FIRST 1 (a, b)", "ANY 2 (a, b, c)", "1 (a)" or "a, b": how many must answer,
/// and of how many; "*" counts as a thousand.
std::pair<int, int> synchronousStandbys(std::string_view text);
bool isSystemSchema(std::string_view schema);
/// Is the name one of the words, or does a part between underscores equal one?
bool nameHasWord(std::string_view name, const std::vector<std::string>& words);
/// A memory size for a setting: whole GiB from 2 GiB up, else whole 128 MiB; at least 128 MiB.
double roundedPool(double bytes);
/// The InnoDB buffer pool that suits a dedicated machine: 65 % of its memory, rounded.
double recommendedPool(double ramBytes);
/// A whole number as digits, for settings.
std::string digits(double value);
/// "schema.table" quoted for the server's SQL.
std::string sqlName(const RuleContext& context, const Table& table);
std::vector<const Table*> userTables(const RuleContext& context);

} // namespace causeway
