// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/units.h"
#include "core/growth/limits.h"

#include <fmt/format.h>

#include <array>

namespace causeway::growth {
namespace {

/// Largest value of an integer type, by MySQL's and PostgreSQL's names; nothing for other types.
std::optional<double> largest(const ColumnType& type) {
    struct Row {
        std::string_view name;
        double value;
    };
    static constexpr std::array<Row, 10> kSigned{{{"tinyint", 127},
                                                  {"smallint", 32767},
                                                  {"smallserial", 32767},
                                                  {"mediumint", 8388607},
                                                  {"int", 2147483647},
                                                  {"integer", 2147483647},
                                                  {"serial", 2147483647},
                                                  {"int4", 2147483647},
                                                  {"bigint", 9223372036854775807.0},
                                                  {"int8", 9223372036854775807.0}}};
    for (const auto& row : kSigned)
        if (type.name == row.name)
            return type.isUnsigned ? 2 * row.value + 1 : row.value;
    return std::nullopt;
}

struct Key {
    std::string name, type;
    double next = 0, most = 0;
};

std::vector<Key> keysOf(const Catalog& catalog) {
    std::vector<Key> keys;
    for (const auto& t : catalog.tables) {
        if (!t.autoIncrement || *t.autoIncrement <= 1)
            continue;
        for (const auto& c : t.columns)
            if (const auto most = c.autoIncrement ? largest(c.type) : std::nullopt)
                keys.push_back({t.qualifiedName() + "." + c.name,
                                c.type.full.empty() ? c.type.name : c.type.full, double(*t.autoIncrement),
                                *most});
    }
    for (const auto& s : catalog.sequences)
        if (s.lastValue && *s.lastValue > 0 && s.maximum && *s.maximum > 0)
            keys.push_back({s.schema.empty() ? s.name : s.schema + "." + s.name,
                            s.type.empty() ? "sequence" : s.type, double(*s.lastValue), double(*s.maximum)});
    return keys;
}

} // namespace

void addKeys(Forecast& f, const Inputs& in, const Span& span) {
    if (!in.server || !in.server->catalog)
        return;
    for (const auto& key : keysOf(*in.server->catalog)) {
        const auto g = growing(key.next / key.most, Basis::Measured, in.growth);
        auto limit = makeLimit("autoinc:" + key.name, "autoinc:" + key.name, "end of " + key.name, 1, g,
                               weaker(Basis::Measured, in.growth.basis), span);
        if (!limit.earliest && g.value < 0.5)
            continue;
        limit.reason =
            fmt::format("{} stands at {} of {} ({}); growing {} it runs out {}, and then every insert fails.",
                        key.name, formatNumber(key.next), formatNumber(key.most), formatPercent(g.value),
                        growthText(in.growth), whenCrossed(limit.crossed, span));
        limit.remedy = fmt::format("bigint for {} and the columns that refer to it", key.name);
        f.curves.push_back(
            makeCurve(limit.id, fmt::format("{} runs out {}", key.name, whenCrossed(limit.crossed, span)),
                      "fraction", g, {{}, {}, g.value, Basis::Measured, {}}, in.growth, span));
        f.limits.push_back(std::move(limit));
    }
}

} // namespace causeway::growth
