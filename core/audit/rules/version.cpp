// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/families.h"
#include "core/audit/rule_helpers.h"
#include "core/base/text.h"

#include <algorithm>

namespace causeway {
namespace {

/// The series of the engine that is supported longest; announced dates go before estimates.
const ReleaseSeries* longestSupported(const RuleContext& c) {
    const ReleaseSeries* best = nullptr;
    for (const auto& s : c.facts.allSeries()) {
        if (s.engine != c.server.engine || s.estimated || !s.endOfLife || s.kind == "innovation" ||
            s.kind == "rolling")
            continue;
        if (!best || *s.endOfLife > *best->endOfLife)
            best = &s;
    }
    return best;
}

Holes eolHoles(const RuleContext& c, const ReleaseSeries& series) {
    const auto* target = longestSupported(c);
    return {{"series", series.series},
            {"month", c.words.month(*series.endOfLife)},
            {"date", c.words.date(*series.endOfLife)},
            {"asof", c.words.date(c.facts.asOf())},
            {"target", target ? target->series : std::string("-")},
            {"target_eol", target ? c.words.date(*target->endOfLife) : std::string("-")}};
}

RuleVerdict endOfLife(const RuleContext& c) {
    if (!c.server.version.known())
        return notAssessed(c.words.phrase("need_version"));
    const auto* series = c.facts.series(c.server.engine, c.server.version);
    if (!series || !series->endOfLife)
        return askFor(c, {{"engine", std::string(engineName(c.server.engine))},
                          {"version", c.server.version.text(c.server.engine)},
                          {"asof", c.words.date(c.facts.asOf())}});
    const double left = double((*series->endOfLife - c.today).count());
    if (left >= c.limit("soon_days"))
        return passed();
    Draft d{left < -c.limit("critical_days") ? Severity::Critical
            : left < 0                       ? Severity::High
                                             : Severity::Medium};
    d.variant = left < 0 ? "past" : "soon";
    d.confidence = series->estimated ? Confidence::Inferred : Confidence::Measured;
    d.holes = eolHoles(c, *series);
    d.evidence = {
        {"version",
         c.server.versionText.empty() ? c.server.version.text(c.server.engine) : c.server.versionText,
         {},
         {}},
        {c.label("eol"),
         c.words.phrase(
             "as_of", {{"value", c.words.date(*series->endOfLife)}, {"date", c.words.date(c.facts.asOf())}}),
         {},
         {}}};
    return found(d);
}

RuleVerdict minorRelease(const RuleContext& c) {
    const auto* series = c.facts.series(c.server.engine, c.server.version);
    if (!series || !series->latest.known() || !series->latestAsOf)
        return askFor(c);
    const bool two = c.postgresql() && c.server.version.major >= 10;
    const int behind =
        two ? series->latest.minor - c.server.version.minor : series->latest.patch - c.server.version.patch;
    if (behind <= c.limit("releases"))
        return passed();
    Draft d{Severity::Low};
    d.holes = {{"n", c.words.count(behind)},
               {"latest", series->latest.text(c.server.engine)},
               {"asof", c.words.date(*series->latestAsOf)}};
    d.evidence = {{"version", c.server.version.text(c.server.engine), {}, {}},
                  {c.label("latest"),
                   c.words.phrase("as_of", {{"value", series->latest.text(c.server.engine)},
                                            {"date", c.words.date(*series->latestAsOf)}}),
                   {},
                   {}}};
    return found(d);
}

/// Settings in use that a later series does not know: it would refuse to start with them in its file.
RuleVerdict removedSettings(const RuleContext& c) {
    if (c.server.variables.empty())
        return notAssessed(c.words.phrase(c.postgresql() ? "need_settings" : "need_variables"));
    if (!c.server.version.known())
        return notAssessed(c.words.phrase("need_version"));
    std::vector<std::string> names;
    Draft d{Severity::Info};
    for (const auto& setting : c.facts.removedSettings()) {
        const auto value = c.server.variable(setting.name);
        if (setting.engine != c.server.engine || !value || c.server.version >= setting.gone ||
            std::any_of(setting.defaults.begin(), setting.defaults.end(),
                        [&](const auto& known) { return equalsIgnoreCase(known, trim(*value)); }))
            continue;
        names.push_back(setting.name);
        auto line = c.variableLine(setting.name);
        line.value +=
            ", " + c.words.phrase("gone_in", {{"series", setting.series},
                                              {"instead", setting.instead.empty() ? "-" : setting.instead}});
        d.evidence.push_back(std::move(line));
    }
    if (names.empty())
        return passed();
    d.holes = {{"n", c.words.count(double(names.size()))},
               {"names", c.words.list(names, 4)},
               {"asof", c.words.date(c.facts.asOf())}};
    return found(d);
}

} // namespace

std::vector<Rule> versionRules() {
    return {
        {.id = "ver.eol", .check = endOfLife},
        {.id = "ver.minor", .check = minorRelease},
        {.id = "ver.removed_vars", .check = removedSettings},
    };
}

} // namespace causeway
