// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"
#include "core/decision/choices.h"
#include "core/decision/decision.h"
#include "core/decision/scoring.h"
#include "core/decision/tables.h"
#include "core/decision/verdict.h"

#include <fmt/format.h>

#include <algorithm>

namespace causeway {
namespace {

using namespace decision;

Engine engineNamed(std::string_view name) {
    for (const auto e : {Engine::MySQL, Engine::MariaDB, Engine::PostgreSQL})
        if (engineName(e) == name)
            return e;
    throw Error(ErrorCode::Internal, "the decision's tables name an unknown engine: " + std::string(name));
}

Subject subject(const Json& option, const Case& c) {
    if (option.at("id") == "stay")
        return {"stay", c.server.engine, c.server.version, c.presentMethod};
    const auto engine = engineNamed(option.at("engine").get<std::string>());
    return {option.at("id"), engine,
            parseServerVersion(option.at("series").get<std::string>(), engine).version, option.at("method")};
}

CriterionScore scoreOf(std::string_view criterion, const Case& c, const Subject& s, Failures& failures) {
    if (criterion == "no_loss")
        return scoreNoLoss(c, s, failures);
    if (criterion == "outage")
        return scoreOutage(c, s, failures);
    if (criterion == "safeguards")
        return scoreSafeguards(c, s);
    if (criterion == "issues")
        return scoreIssues(c, s);
    if (criterion == "workload")
        return scoreWorkload(c, s);
    if (criterion == "features")
        return scoreFeatures(c, s);
    if (criterion == "cost")
        return scoreCost(c, s, failures);
    if (criterion == "skills")
        return scoreSkills(s);
    if (criterion == "support")
        return scoreSupport(c, s, failures);
    if (criterion == "licence")
        return scoreLicence(s);
    throw Error(ErrorCode::Internal, "nothing scores the criterion " + std::string(criterion));
}

CriterionScore marked(CriterionScore score, const ConsultantMark& mark) {
    const auto instead = score.known == Known::NotAssessed
                             ? std::string()
                             : fmt::format(" (in place of {:.1f}: {})", score.middle(), score.reason);
    return exactly(mark.score, Known::Consultant, mark.reason + instead, std::move(score.evidence));
}

DecisionOption scored(const Json& option, const Case& c, const DecisionChoices& choices,
                      const std::vector<DecisionCriterion>& criteria) {
    const auto s = subject(option, c);
    DecisionOption o{s.id, {}, {}, s.engine, s.version, {}, {}};
    o.title = s.stays() ? c.present + " as it is" : option.at("title").get<std::string>();
    o.shortTitle = s.stays() ? "Stay as is" : option.at("short").get<std::string>();
    for (const auto& criterion : criteria) {
        auto score = scoreOf(criterion.id, c, s, o.failures);
        if (const auto it = choices.marks.find({s.id, criterion.id}); it != choices.marks.end())
            score = marked(std::move(score), it->second);
        o.scores.push_back(std::move(score));
    }
    return o;
}

std::vector<DecisionCriterion> criteriaWith(const DecisionChoices& choices) {
    std::vector<DecisionCriterion> result;
    for (const auto& c : criteriaTable().at("criteria")) {
        const double weight = c.at("weight");
        const auto it = choices.weights.find(c.at("id"));
        result.push_back({c.at("id"),
                          c.at("title"),
                          c.at("question"),
                          {it == choices.weights.end() ? weight : it->second, c.at("least"), c.at("most")},
                          weight});
    }
    return result;
}

void rank(Decision& d) {
    std::vector<WeightRange> weights;
    std::vector<std::vector<ScoreRange>> scores;
    std::vector<bool> out;
    for (const auto& c : d.criteria)
        weights.push_back(c.weight);
    for (const auto& o : d.options) {
        auto& row = scores.emplace_back();
        for (const auto& s : o.scores)
            row.push_back({s.low, s.high});
        out.push_back(o.fails());
    }
    d.ranking = rankOptions(weights, scores, out, std::uint64_t(value("samples")));
    speak(d);
}

} // namespace

std::string_view knownName(Known known) {
    switch (known) {
    case Known::Computed:
        return "computed";
    case Known::Fact:
        return "fact";
    case Known::Consultant:
        return "consultant";
    case Known::NotAssessed:
        break;
    }
    return "not_assessed";
}

const DecisionOption* Decision::leader() const {
    return ranking.order.empty() ? nullptr : &options[ranking.order.front()];
}

Decision decide(const DecisionInput& input) {
    const Case c(input);
    const auto choices = DecisionChoices::of(input.criteria);
    Decision d;
    d.on = c.on;
    d.server = c.server.id;
    d.engine = c.server.engine;
    d.criteria = criteriaWith(choices);
    for (const auto& option : factTable().at("options"))
        d.options.push_back(scored(option, c, choices, d.criteria));
    rank(d);
    return d;
}

Decision withWeights(Decision d, const std::vector<double>& weights) {
    for (std::size_t i = 0; i < d.criteria.size() && i < weights.size(); ++i)
        d.criteria[i].weight.weight = std::clamp(weights[i], 0.0, 100.0);
    rank(d);
    return d;
}

} // namespace causeway
