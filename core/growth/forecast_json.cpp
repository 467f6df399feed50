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
    return {{"schema", "causeway.growth/1"},
            {"start", toIso(f.start)},
            {"horizon_months", f.horizonMonths},
            {"headline", f.headline()},
            {"inputs", inputs},
            {"curves", curves},
            {"limits", limits},
            {"not_assessed", f.notAssessed}};
}

} // namespace causeway
