// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/growth/forecast.h"

namespace causeway {
namespace {

Json dateOrNull(const std::optional<Date>& date) {
    return date ? Json(toIso(*date)) : Json(nullptr);
}

Json pointsJson(const std::vector<ForecastPoint>& points) {
    Json all = Json::array();
    for (const auto& p : points)
        all.push_back({{"date", toIso(p.date)}, {"value", p.value}, {"low", p.low}, {"high", p.high}});
    return all;
}

std::string_view basisKey(Basis b) {
    return b == Basis::Measured ? "measured" : b == Basis::Stated ? "stated" : "assumed";
}

Json numberOrNull(const std::optional<double>& value) {
    return value ? Json(*value) : Json(nullptr);
}

Json monthsJson(const std::vector<std::pair<Date, double>>& months) {
    Json all = Json::array();
    for (const auto& [month, value] : months)
        all.push_back({{"month", toIso(month).substr(0, 7)}, {"added", value}});
    return all;
}

Json historyJson(const HistoryFit& h) {
    Json outliers = Json::array();
    for (const Date month : h.outliers)
        outliers.push_back(toIso(month).substr(0, 7));
    return {{"used", h.used},           {"additions", h.shape},
            {"seasonal", h.seasonal},   {"months", h.months},
            {"backtests", h.backtests}, {"backtest_error", numberOrNull(h.backtestError)},
            {"covered", h.covered},     {"factor_per_quarter", h.perQuarter},
            {"left_aside", outliers},   {"bytes_by_month", monthsJson(h.past)}};
}

Json tablesJson(const std::vector<TableForecast>& tables) {
    Json all = Json::array();
    for (const auto& t : tables)
        all.push_back({{"table", t.table},
                       {"time_column", t.timeColumn},
                       {"method", t.method},
                       {"message", t.message},
                       {"rows", t.rows},
                       {"bytes", t.bytes},
                       {"months", t.months},
                       {"additions", t.shape},
                       {"seasonal", t.seasonal},
                       {"backtest_error", numberOrNull(t.backtestError)},
                       {"added_last_year", t.addedLastYear},
                       {"bytes_in_a_year", t.bytesInYear},
                       {"low", t.low},
                       {"high", t.high},
                       {"rows_by_month", monthsJson(t.past)}});
    return all;
}

} // namespace

Json toJson(const Forecast& f) {
    Json inputs = Json::array(), curves = Json::array(), limits = Json::array();
    for (const auto& i : f.inputs)
        inputs.push_back({{"key", i.key},
                          {"label", i.label},
                          {"value", i.value},
                          {"basis", basisKey(i.basis)},
                          {"source", i.source}});
    for (const auto& c : f.curves)
        curves.push_back({{"id", c.id},
                          {"title", c.title},
                          {"unit", c.unit},
                          {"method", c.method},
                          {"measured", pointsJson(c.measured)},
                          {"forecast", pointsJson(c.forecast)}});
    for (const auto& l : f.limits)
        limits.push_back({{"id", l.id},
                          {"curve", l.curve},
                          {"label", l.label},
                          {"value", l.value},
                          {"crossed", dateOrNull(l.crossed)},
                          {"earliest", dateOrNull(l.earliest)},
                          {"latest", dateOrNull(l.latest)},
                          {"reason", l.reason},
                          {"remedy", l.remedy},
                          {"basis", basisKey(l.basis)}});
    Json json{{"schema", "causeway.growth/1"},
              {"start", toIso(f.start)},
              {"horizon_months", f.horizonMonths},
              {"headline", f.headline()},
              {"inputs", inputs},
              {"curves", curves},
              {"limits", limits},
              {"not_assessed", f.notAssessed}};
    if (f.history)
        json["history"] = historyJson(*f.history);
    if (!f.tables.empty())
        json["tables"] = tablesJson(f.tables);
    return json;
}

} // namespace causeway
