// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/rule_helpers.h"

#include "core/base/text.h"
#include "core/base/units.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace causeway {

RuleVerdict notApplicableHere(const RuleContext& context, const Holes& holes) {
    return notApplicable(context.words.fill(context.words.part(context.rule, "na"), holes));
}

RuleVerdict askFor(const RuleContext& context, const Holes& holes) {
    return notAssessed(context.words.fill(context.words.part(context.rule, "ask"), holes));
}

const ProbeResult* answered(const RuleContext& context, std::string_view probe) {
    const auto* result = context.server.probe(probe);
    return result && result->state == ProbeResult::State::Answered ? result : nullptr;
}

std::string cell(const ProbeResult& probe, std::size_t row, std::string_view names) {
    for (const auto name : split(names, '|'))
        if (const auto value = probe.value(row, name))
            return *value;
    return {};
}

std::optional<double> cellNumber(const ProbeResult& probe, std::size_t row, std::string_view names) {
    double value = 0;
    const auto text = cell(probe, row, names);
    return parseNumber(trim(text), value) ? std::optional(value) : std::nullopt;
}

bool cellYes(const ProbeResult& probe, std::size_t row, std::string_view names) {
    const auto text = toLower(cell(probe, row, names));
    return text == "1" || text == "y" || text == "t" || text == "yes" || text == "on" || text == "true";
}

const Filesystem* dataFilesystem(const RuleContext& context) {
    const auto directory = context.variable("datadir|data_directory");
    const Filesystem* best = nullptr;
    if (!directory)
        return best;
    for (const auto& fs : context.server.host.filesystems) {
        const bool inside = directory->starts_with(fs.mount) &&
                            (fs.mount.ends_with("/") || directory->size() == fs.mount.size() ||
                             (*directory)[fs.mount.size()] == '/');
        if (inside && (!best || fs.mount.size() > best->mount.size()))
            best = &fs;
    }
    return best;
}

std::optional<Date> dayFull(Date today, double ratio, double perQuarter) {
    if (ratio >= 1)
        return today;
    if (ratio <= 0 || perQuarter <= 1)
        return std::nullopt;
    const double daysLeft = std::log(1 / ratio) / std::log(perQuarter) * kDaysPerQuarter;
    if (daysLeft > 36525)
        return std::nullopt;
    return today + std::chrono::days(long(daysLeft));
}

std::optional<double> statisticsDays(const RuleContext& context) {
    const auto* stats = answered(context, "pg.database_stats");
    const auto* server = answered(context, "pg.server");
    const auto database = server ? cell(*server, 0, "database") : std::string();
    for (std::size_t row = 0; stats && row < stats->rows.size(); ++row)
        if (database.empty() ? !cell(*stats, row, "datname").empty()
                             : cell(*stats, row, "datname") == database)
            if (const auto at = parseInstant(cell(*stats, row, "stats_reset")))
                return std::chrono::duration<double>(context.snapshot.taken - *at).count() / 86400;
    const auto uptime = server ? cellNumber(*server, 0, "uptime") : std::nullopt;
    return uptime ? std::optional(*uptime / 86400) : std::nullopt;
}

std::pair<int, int> synchronousStandbys(std::string_view text) {
    text = trim(text);
    const auto open = text.find('(');
    int required = 1;
    if (open != std::string_view::npos) {
        for (const auto word : split(text.substr(0, open), ' ')) {
            long long n = 0;
            if (parseNumber(word, n))
                required = int(std::clamp(n, 1LL, 1000LL));
        }
        const auto close = text.rfind(')');
        text = text.substr(open + 1, close == std::string_view::npos || close < open ? std::string_view::npos
                                                                                     : close - open - 1);
    }
    int names = 0;
    for (const auto name : split(text, ','))
        names += trim(name) == "*" ? 1000 : !trim(name).empty();
    return {required, names};
}

bool isSystemSchema(std::string_view schema) {
    static constexpr std::array names{"mysql",      "sys",     "performance_schema", "information_schema",
                                      "pg_catalog", "pg_toast"};
    return std::any_of(names.begin(), names.end(),
                       [&](const char* name) { return equalsIgnoreCase(schema, name); });
}

bool nameHasWord(std::string_view name, const std::vector<std::string>& words) {
    const auto lower = toLower(name);
    const auto parts = split(lower, '_');
    return std::any_of(words.begin(), words.end(), [&](const std::string& word) {
        return lower == word || std::find(parts.begin(), parts.end(), word) != parts.end();
    });
}

double roundedPool(double bytes) {
    const double unit = bytes >= 2 * kGiB ? kGiB : 128 * kMiB;
    return std::max(128 * kMiB, std::floor(bytes / unit) * unit);
}

double recommendedPool(double ramBytes) {
    return roundedPool(ramBytes * 0.65);
}

std::string digits(double value) {
    return fmt::format("{:.0f}", value);
}

std::string sqlName(const RuleContext& context, const Table& table) {
    const auto name = quoted(table.name, context.postgresql());
    return table.schema.empty() ? name : quoted(table.schema, context.postgresql()) + "." + name;
}

std::vector<const Table*> userTables(const RuleContext& context) {
    std::vector<const Table*> tables;
    if (context.server.catalog)
        for (const auto& table : context.server.catalog->tables)
            if (!isSystemSchema(table.schema) && !table.temporary)
                tables.push_back(&table);
    return tables;
}

} // namespace causeway
