// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/snapshot/rows_by_month.h"

#include "core/base/text.h"

#include <fmt/format.h>

#include <cmath>

namespace causeway {
namespace {

constexpr std::size_t kMostMonths = 1200;

std::string listText(const std::vector<double>& values) {
    std::vector<std::string> parts;
    for (const double v : values)
        parts.push_back(fmt::format("{:.0f}", v));
    return join(parts, ",");
}

std::optional<std::vector<double>> parseList(const std::optional<std::string>& text) {
    std::vector<double> values;
    if (!text || text->empty())
        return values;
    for (const auto part : split(*text, ',')) {
        double value = 0;
        if (values.size() == kMostMonths || !parseNumber(part, value) || !std::isfinite(value) || value < 0)
            return std::nullopt;
        values.push_back(value);
    }
    return values;
}

} // namespace

ProbeResult emptyRowsByMonth() {
    ProbeResult probe;
    probe.id = kRowsByMonthProbe;
    probe.columns = {"schema_name", "table_name", "time_column", "key_column", "method",
                     "first_month", "added",      "key_at_end",  "message"};
    return probe;
}

void addRow(ProbeResult& probe, const RowsByMonth& t) {
    probe.rows.push_back({t.schema, t.table, t.timeColumn, t.keyColumn, t.method,
                          t.added.empty() ? "" : toIso(firstDay(t.firstMonth)).substr(0, 7),
                          listText(t.added), listText(t.keyAtEnd), t.message});
}

std::vector<RowsByMonth> rowsByMonth(const ServerEvidence& server) {
    std::vector<RowsByMonth> tables;
    const auto* probe = server.probe(kRowsByMonthProbe);
    if (!probe)
        return tables;
    for (std::size_t i = 0; i < probe->rows.size(); ++i) {
        const auto text = [&](std::string_view name) {
            return probe->value(i, name).value_or(std::string());
        };
        RowsByMonth t{text("schema_name"),
                      text("table_name"),
                      text("time_column"),
                      text("key_column"),
                      text("method"),
                      0,
                      {},
                      {},
                      text("message")};
        auto added = parseList(probe->value(i, "added")), keys = parseList(probe->value(i, "key_at_end"));
        const auto first = parseDate(text("first_month") + "-01");
        if (!added || !keys || (!added->empty() && !first) ||
            (!keys->empty() && keys->size() != added->size()))
            continue;
        if (first)
            t.firstMonth = monthOf(*first);
        t.added = std::move(*added);
        t.keyAtEnd = std::move(*keys);
        tables.push_back(std::move(t));
    }
    return tables;
}

int monthOf(Date day) {
    const std::chrono::year_month_day d(day);
    return (int(d.year()) - 1970) * 12 + int(unsigned(d.month())) - 1;
}

Date firstDay(int month) {
    const int year = 1970 + (month >= 0 ? month / 12 : -((11 - month) / 12));
    const unsigned m = unsigned(month - (year - 1970) * 12) + 1;
    return std::chrono::year{year} / std::chrono::month{m} / 1;
}

} // namespace causeway
