// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/decision/candidates.h"
#include "core/decision/decision.h"

#include <optional>

namespace causeway::decision {

/// What the scores of all options rest on, worked out once.
struct Case {
    explicit Case(const DecisionInput& input);

    const DecisionInput& in;
    const ServerEvidence& server;
    Date on{};
    std::vector<plan::Candidate> tried;         ///< simulated clusters, best first
    const ReadinessReport* readiness = nullptr; ///< of the server
    std::string present;                        ///< "MySQL 5.6.24"
    std::string presentMethod;                  ///< how the server is replicated today: a method's id
    std::string presentWhy;                     ///< the settings that tell
    std::optional<double> rpo, rto;             ///< seconds, where the client set them
};

/// An option before its scores.
struct Subject {
    std::string id;
    Engine engine = Engine::MySQL;
    Version version;
    std::string method; ///< id in facts.json
    bool stays() const { return id == "stay"; }
};

using Failures = std::vector<std::string>;

CriterionScore scoreNoLoss(const Case& c, const Subject& s, Failures& failures);
CriterionScore scoreOutage(const Case& c, const Subject& s, Failures& failures);
CriterionScore scoreIssues(const Case& c, const Subject& s);
CriterionScore scoreSafeguards(const Case& c, const Subject& s);
CriterionScore scoreFeatures(const Case& c, const Subject& s);
CriterionScore scoreWorkload(const Case& c, const Subject& s);
CriterionScore scoreCost(const Case& c, const Subject& s, Failures& failures);
CriterionScore scoreSupport(const Case& c, const Subject& s, Failures& failures);
CriterionScore scoreSkills(const Subject& s);
CriterionScore scoreLicence(const Subject& s);

/// A pair of the facts as a score.
CriterionScore pairScore(const Json& pair, Known known, std::string reason, std::string source);
CriterionScore exactly(double score, Known known, std::string reason, std::vector<std::string> evidence);
/// 7 at the target, 3 more for each halving, 3 fewer for each doubling, within 0..10.
double outagePoints(double seconds, double target);
/// "5 min" as formatSeconds, and "0 s" for none.
std::string secondsText(double seconds);

} // namespace causeway::decision
