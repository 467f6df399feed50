// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/growth/limits.h"
#include "core/snapshot/rows_by_month.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace causeway::growth {
namespace {

constexpr std::size_t kShown = 60; ///< months of a table's past that are kept in a forecast

std::vector<std::pair<Date, double>> monthsOf(const Series& series) {
    std::vector<std::pair<Date, double>> months;
    const auto& values = series.values;
    for (std::size_t i = values.size() > kShown ? values.size() - kShown : 0; i < values.size(); ++i)
        months.emplace_back(firstDay(series.firstMonth + int(i)), values[i]);
    return months;
}

TableForecast forecastOf(const TableHistory& history, double scale, const Span& span) {
    TableForecast t;
    t.table = history.table;
    t.timeColumn = history.timeColumn;
    t.method = history.method;
    t.message = history.message;
    t.rows = history.rows * scale;
    t.bytes = history.bytes * scale;
    t.months = int(history.added.values.size());
    t.past = monthsOf(history.added);
    const auto last = std::min<std::size_t>(12, history.added.values.size());
    t.addedLastYear =
        std::accumulate(history.added.values.end() - std::ptrdiff_t(last), history.added.values.end(), 0.0);
    if (!history.fit)
        return t;
    const auto& fit = *history.fit;
    t.shape = std::string(shapeName(fit.shape));
    t.seasonal = fit.seasonal;
    t.backtestError = fit.backtestError;
    const auto ahead = lookAhead(fit, span.start, 13);
    const double added = ahead.total(12) * history.bytesPerRow() * scale, band = ahead.totalBand(12);
    t.bytesInYear = t.bytes + added;
    t.low = t.bytes + added / band;
    t.high = t.bytes + added * band;
    return t;
}

} // namespace

void addHistory(Forecast& f, const Inputs& in, const Span& span) {
    for (const auto& table : in.history.tables)
        f.tables.push_back(forecastOf(table, in.captureScale, span));
    std::stable_sort(f.tables.begin(), f.tables.end(), [](const TableForecast& a, const TableForecast& b) {
        return a.bytesInYear - a.bytes > b.bytesInYear - b.bytes;
    });
    if (!in.history.fit || !in.server)
        return;
    const auto& fit = *in.history.fit;
    HistoryFit h;
    h.used = in.fitted;
    h.shape = std::string(shapeName(fit.shape));
    h.seasonal = fit.seasonal;
    h.months = fit.months;
    h.backtests = fit.backtests;
    h.backtestError = fit.backtestError;
    h.covered = in.history.covered;
    const double now = h.covered * double(in.server->catalog->totalBytes().value_or(0));
    if (now > 0)
        h.perQuarter =
            std::exp(fittedSize(lookAhead(fit, span.start, 13), now, {span.start, 12, {}, {}}).at(12) / 4);
    for (const int place : fit.outliers)
        h.outliers.push_back(firstDay(in.history.added.firstMonth + place));
    h.past = monthsOf(in.history.added);
    f.history = std::move(h);
}

} // namespace causeway::growth
