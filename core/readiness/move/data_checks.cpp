// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/readiness/move/data_checks.h"

#include "core/base/text.h"
#include "core/readiness/notes.h"
#include "core/readiness/obstacle_texts.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <tuple>

namespace causeway {

namespace {

/// A check and the obstacles that stand only as long as nobody has counted.
struct Rule {
    std::string_view check, found; ///< the obstacle when something was found
    std::array<std::string_view, 2> lowered;
};
constexpr std::array kRules{
    Rule{"zero_date", "data.zero_dates", {}},
    Rule{"not_boolean", "data.not_boolean", {"mysql.tinyint1", "choice.boolean"}},
    Rule{"beyond_bigint", "data.beyond_bigint", {"mysql.unsigned_bigint"}},
    Rule{"beyond_day", "data.beyond_day", {"mysql.time_range"}},
    Rule{"empty_label", "data.empty_label", {}},
    Rule{"json_nul", "data.json_nul", {}},
    Rule{"nul_byte", "data.nul_byte", {}},
    Rule{"encoded_twice", "data.encoded_twice", {}},
    Rule{"beyond_field", "data.beyond_field", {}},
    Rule{"long_key", "data.long_key", {"mysql.wide_index"}},
    Rule{"case_twin", "data.case_twins", {}},
    Rule{"cp1252_bytes", "data.cp1252_bytes", {}},
    Rule{"c1_bytes", "data.c1_bytes", {}},
    Rule{"empty_text", "data.empty_text", {}},
    Rule{"zero_reference", "data.zero_reference", {}},
    Rule{"zone_gap", "data.zone_gap", {}},
    Rule{"zone_twice", "data.zone_twice", {}},
    Rule{"float_digits", "data.float_digits", {}},
    Rule{"json_invalid", "data.json_invalid", {}},
    Rule{"json_twice", "data.json_twice", {}},
    Rule{"uuid_plain", "data.uuid_plain", {}},
    Rule{"uuid_swapped", "data.uuid_swapped", {}},
    Rule{"decimal_limit", "data.decimal_limit", {}},
};

struct Counted {
    std::vector<std::string> found; ///< "paid (12 of 4000 rows)"
    std::uint64_t scanned = 0;      ///< rows of the table that were read
    bool whole = true;
};
using Key = std::tuple<std::string, std::string, std::string>; ///< schema, table or key, check

std::map<Key, Counted> read(const ProbeResult& probe) {
    std::map<Key, Counted> all;
    for (std::size_t i = 0; i < probe.rows.size(); ++i) {
        const auto cell = [&](std::string_view column) {
            return probe.value(i, column);
        };
        const std::string check = cell("check_name").value_or(""), table = cell("table_name").value_or(""),
                          column = cell("column_name").value_or("");
        auto& counted =
            all[{cell("schema_name").value_or(""), check == "orphan" ? table + "." + column : table, check}];
        long long found = 0, scanned = 0;
        if (!cell("found") || !parseNumber(*cell("found"), found) || !cell("scanned") ||
            !parseNumber(*cell("scanned"), scanned) || found < 0 || scanned < 0) {
            counted.whole = false;
            continue;
        }
        counted.whole = counted.whole && cell("whole") == "1";
        counted.scanned = std::max(counted.scanned, std::uint64_t(scanned));
        if (found > 0)
            counted.found.push_back(fmt::format("{} ({} of {} rows)", column, found, scanned));
    }
    return all;
}

void settle(Conversion& conversion) {
    if (conversion.verdict != Verdict::Manual)
        conversion.verdict = verdictOf(conversion.obstacles);
}

void lower(Conversion& conversion, std::string_view id, const Counted& counted) {
    for (Obstacle& o : conversion.obstacles) {
        if (o.id != id)
            continue;
        o.verdict = Verdict::Automatic;
        o.question.clear();
        o.occurrences = 0;
        o.message += fmt::format(" Counted in all {} rows: no value stands in the way.", counted.scanned);
    }
}

void raise(Conversion& conversion, std::string_view id, const Counted& counted) {
    const std::string object =
        conversion.schema.empty() ? conversion.name : conversion.schema + "." + conversion.name;
    conversion.obstacles.push_back(
        makeObstacle(id, object, {{"columns", join(counted.found, ", ")}}, conversion.place));
    conversion.obstacles.back().occurrences = double(counted.found.size());
}

/// Times that a zone skips or repeats matter only where a column becomes a moment.
std::string_view foundAs(const Rule& rule, const Conversion& conversion) {
    const bool moment = std::any_of(conversion.obstacles.begin(), conversion.obstacles.end(),
                                    [](const Obstacle& o) { return o.id == "choice.datetime_zone"; });
    return moment && rule.check.starts_with("zone_") ? "data.zone_moment" : rule.found;
}

} // namespace

void applyDataChecks(ReadinessReport& report, const ProbeResult& probe) {
    const auto counts = read(probe);
    std::size_t keys = 0, clean = 0;
    for (Conversion& conversion : report.conversions) {
        if (conversion.kind == "foreign key") {
            ++keys;
            const auto found = counts.find({conversion.schema, conversion.name, "orphan"});
            if (found == counts.end())
                continue;
            clean += found->second.whole && found->second.found.empty();
            if (!found->second.found.empty())
                raise(conversion, "data.orphans", found->second);
            settle(conversion);
        }
        if (conversion.kind != "table")
            continue;
        for (const Rule& rule : kRules) {
            const auto found = counts.find({conversion.schema, conversion.name, std::string(rule.check)});
            if (found == counts.end())
                continue;
            if (!found->second.found.empty())
                raise(conversion, foundAs(rule, conversion), found->second);
            else if (found->second.whole)
                for (const auto id : rule.lowered)
                    lower(conversion, id, found->second);
        }
        settle(conversion);
    }
    if (keys > 0 && clean == keys)
        std::erase_if(report.general, [](const Obstacle& o) { return o.id == "mysql.fk_orphans"; });
    const bool noZeroDates = std::all_of(counts.begin(), counts.end(),
                                         [](const auto& entry) {
                                             return std::get<2>(entry.first) != "zero_date" ||
                                                    (entry.second.whole && entry.second.found.empty());
                                         }) &&
                             !counts.empty();
    if (noZeroDates)
        std::erase_if(report.general, [](const Obstacle& o) { return o.id == "server.zero_dates"; });
}

} // namespace causeway
