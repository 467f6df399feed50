// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/resources.h"
#include "core/base/units.h"
#include "core/growth/assumptions.h"
#include "core/growth/limits.h"

#include <fmt/format.h>

#include <cmath>
#include <map>

namespace causeway::growth {
namespace {

/// Largest value of an integer type, by MySQL's and PostgreSQL's names; nothing for other types.
std::optional<double> largest(const ColumnType& type) {
    static const auto kSigned =
        resourceJson("growth/integer_types.json").at("largest").get<std::map<std::string, double>>();
    const auto it = kSigned.find(type.name);
    if (it == kSigned.end())
        return std::nullopt;
    return type.isUnsigned ? 2 * it->second + 1 : it->second;
}

struct Key {
    std::string name, type, table, column;
    double next = 0, most = 0, bytes = 0;
};

std::vector<Key> keysOf(const Catalog& catalog) {
    std::vector<Key> keys;
    for (const auto& t : catalog.tables) {
        if (!t.autoIncrement || *t.autoIncrement <= 1)
            continue;
        for (const auto& c : t.columns)
            if (const auto most = c.autoIncrement ? largest(c.type) : std::nullopt)
                keys.push_back({t.qualifiedName() + "." + c.name,
                                c.type.full.empty() ? c.type.name : c.type.full, t.qualifiedName(), c.name,
                                double(*t.autoIncrement), *most,
                                double(t.dataBytes.value_or(0) + t.indexBytes.value_or(0))});
    }
    for (const auto& s : catalog.sequences)
        if (s.lastValue && *s.lastValue > 0 && s.maximum && *s.maximum > 0)
            keys.push_back({s.schema.empty() ? s.name : s.schema + "." + s.name,
                            s.type.empty() ? "sequence" : s.type,
                            {},
                            {},
                            double(*s.lastValue),
                            double(*s.maximum)});
    return keys;
}

/// What the key's own positions at past months' ends say of its future; null without such a history, and for
/// a key that has hardly begun.
PathPtr ownPath(const Inputs& in, const Key& key, const Span& span) {
    const auto* table = in.fitted && !key.table.empty() ? in.history.table(key.table) : nullptr;
    if (!table || table->keyColumn != key.column || table->key.size() < 2 ||
        key.next < assumption("key_fitted").value * key.most)
        return nullptr;
    Series advanced{table->added.firstMonth + 1, {}};
    for (std::size_t i = 1; i < table->key.size(); ++i)
        advanced.values.push_back(table->key[i] - table->key[i - 1]);
    const auto fit = fitSeries(advanced);
    if (!fit)
        return nullptr;
    return std::make_shared<Path>(fittedSize(lookAhead(*fit, span.start, span.months + 1), key.next,
                                             {span.start, span.months, {}, {}}));
}

} // namespace

void addKeys(Forecast& f, const Inputs& in, const Span& span) {
    if (!in.server || !in.server->catalog)
        return;
    const double total = double(in.server->catalog->totalBytes().value_or(0)),
                 share = assumption("key_scaled_share").value;
    for (const auto& key : keysOf(*in.server->catalog)) {
        // A copy's keys stand as far behind as its volume where their tables grow with it; a list of
        // countries does not, and a key beyond its type's end would have stopped the client already.
        const bool grows = key.bytes >= share * total && key.next * in.captureScale < key.most;
        const double scale = grows ? in.captureScale : 1, next = key.next * scale;
        const auto basis = scale > 1 ? Basis::Assumed : Basis::Measured;
        auto g = growingSize(in, next / key.most, basis);
        const auto own = ownPath(in, key, span);
        if (own)
            g.path = own;
        auto limit = makeLimit("autoinc:" + key.name, "autoinc:" + key.name, "end of " + key.name, 1, g,
                               weaker(basis, in.growth.basis), span);
        if (!limit.earliest && g.value < assumption("key_watch").value)
            continue;
        const auto stands =
            in.captureScale > 1
                ? fmt::format("{} in the copy × {} = {}", formatNumber(key.next),
                              formatNumber(scale, scale == std::floor(scale) ? 0 : 1), formatNumber(next))
                : formatNumber(next);
        limit.reason =
            fmt::format("{} stands at {} of {} ({}); {} it runs out {}, and then every insert fails.",
                        key.name, stands, formatNumber(key.most), formatPercent(g.value),
                        own ? "advancing as its months did" : "growing " + growthText(in.growth),
                        whenCrossed(limit.crossed, span));
        limit.remedy = fmt::format("bigint for {} and the columns that refer to it", key.name);
        f.curves.push_back(
            makeCurve(limit.id, fmt::format("{} runs out {}", key.name, whenCrossed(limit.crossed, span)),
                      "fraction", g, {{}, {}, g.value, basis, {}}, in.growth, span));
        f.limits.push_back(std::move(limit));
    }
}

} // namespace causeway::growth
