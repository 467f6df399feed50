// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"
#include "core/base/units.h"
#include "core/decision/scoring.h"
#include "core/decision/tables.h"

#include <fmt/format.h>

#include <algorithm>

namespace causeway::decision {
namespace {

Effort effortOf(const std::string& id) {
    const auto& hours = factTable().at("efforts").at(id).at("hours");
    return {hours.at(0), hours.at(1), hours.at(2)};
}

/// Long-term series of the engine after the server's, up to the target: each is one upgrade. PostgreSQL's
/// pg_upgrade passes over series, so one is enough.
int upgradeSteps(const ServerEvidence& server, const Subject& s) {
    if (server.engine == Engine::PostgreSQL)
        return server.version.major < s.version.major ? 1 : 0;
    int steps = 0;
    for (const auto& series : releases().allSeries()) {
        const auto version = parseServerVersion(series.series, series.engine).version;
        steps +=
            series.engine == s.engine && (series.kind == "lts" || series.kind == "old") &&
            std::pair(version.major, version.minor) > std::pair(server.version.major, server.version.minor) &&
            version <= s.version;
    }
    return steps;
}

int removedInUse(const ServerEvidence& server, const Subject& s) {
    int count = 0;
    for (const auto& r : releases().removedSettings()) {
        const auto set = server.variable(r.name);
        count += r.engine == s.engine && set && r.gone <= s.version && server.version < r.gone &&
                 std::none_of(r.defaults.begin(), r.defaults.end(),
                              [&](const auto& d) { return equalsIgnoreCase(d, *set); });
    }
    return count;
}

/// The work to get there, and what it is made of.
Effort workTo(const Case& c, const Subject& s, std::vector<std::string>& parts) {
    Effort work;
    const auto add = [&](const Effort& effort, std::string what) {
        if (effort.high <= 0)
            return;
        work += effort;
        parts.push_back(fmt::format("{} {}", std::move(what), formatEffort(effort.low, effort.high)));
    };
    if (s.method != c.presentMethod)
        add(effortOf(s.method), "cluster");
    if (s.engine == c.server.engine) {
        const int steps = upgradeSteps(c.server, s), removed = removedInUse(c.server, s);
        add(effortOf("upgrade_step") * steps,
            fmt::format("{} upgrade {}", steps, steps == 1 ? "step" : "steps"));
        add(effortOf("removed_setting") * removed, fmt::format("{} removed settings", removed));
    } else if (s.engine == Engine::PostgreSQL) {
        if (c.readiness)
            add(c.readiness->effort(), "conversion");
        add(effortOf("to_postgresql"), "tests and cutover");
    } else
        add(effortOf("to_sister"), "move and tests");
    return work;
}

std::optional<double> budgetHours(const Criteria& criteria) {
    const auto budget = criteria.number("budget"), rate = criteria.number("day_rate");
    if (!budget || !rate || *rate <= 0)
        return std::nullopt;
    return *budget / *rate * 8;
}

} // namespace

CriterionScore scoreCost(const Case& c, const Subject& s, Failures& failures) {
    if (s.stays())
        return exactly(10, Known::Computed,
                       "Nothing is moved; the findings of the audit are mended either way", {c.server.id});
    CriterionScore score;
    if (c.server.engine == Engine::PostgreSQL && s.engine != Engine::PostgreSQL) {
        score.reason =
            fmt::format("Not assessed: a move from PostgreSQL to {} is not estimated", engineName(s.engine));
        return score;
    }
    std::vector<std::string> parts;
    const auto work = workTo(c, s, parts);
    const auto budget = budgetHours(c.in.criteria);
    const double reference = budget.value_or(value("cost_h"));
    const auto points = [&](double hours) {
        return reference > 0 ? 10 * reference / (reference + hours) : 0.0;
    };
    score = {points(work.high), points(work.low), Known::Computed, {}, {}};
    score.reason =
        fmt::format("{} ({}), against {} of {}", formatEffort(work.low, work.high), fmt::join(parts, ", "),
                    formatEffort(reference, reference), budget ? "budget" : "a planning value");
    score.evidence = {"decision/facts.json, efforts"};
    if (s.engine == Engine::PostgreSQL && !c.readiness && c.server.engine != Engine::PostgreSQL) {
        score.low = 0;
        score.reason += "; the conversion itself was not assessed";
    }
    if (budget && work.low > *budget)
        failures.push_back(fmt::format("Budget: even the lower end, {}, is more than the {} it pays for",
                                       formatEffort(work.low, work.low), formatEffort(*budget, *budget)));
    return score;
}

CriterionScore scoreSupport(const Case& c, const Subject& s, Failures& failures) {
    const auto* series = s.version.known() ? releases().series(s.engine, s.version) : nullptr;
    CriterionScore score;
    const auto name = std::string(engineName(s.engine)) + (series ? " " + series->series : "");
    if (!series || !series->endOfLife) {
        score.reason = fmt::format("Not assessed: the end of life of {} is not known", name);
        return score;
    }
    const double months = double((*series->endOfLife - c.on).count()) / kDaysPerMonth;
    if (months < 0) {
        auto reason =
            fmt::format("{} has had no security fixes since {}", name, longDate(*series->endOfLife));
        failures.push_back("Support: " + reason);
        return exactly(0, Known::Computed, std::move(reason), {series->source});
    }
    return exactly(std::min(10.0, 10 * months / value("support_months")), Known::Computed,
                   fmt::format("Supported until {}{}, {:.0f} months more", longDate(*series->endOfLife),
                               series->estimated ? " (estimated)" : "", months),
                   {series->source});
}

CriterionScore scoreSkills(const Subject& s) {
    const auto& facts = factTable().at("skills");
    if (s.stays())
        return pairScore(facts.at("stay"), Known::Fact, facts.at("why"), facts.at("source"));
    CriterionScore score;
    score.reason = "Not assessed: the consultant has given no mark";
    return score;
}

CriterionScore scoreLicence(const Subject& s) {
    const auto& facts = factTable().at("licences").at(std::string(engineName(s.engine)));
    return pairScore(facts.at("score"), Known::Fact, facts.at("why"), facts.at("source"));
}

} // namespace causeway::decision
