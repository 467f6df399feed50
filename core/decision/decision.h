// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"
#include "core/criteria/criteria.h"
#include "core/decision/ranking.h"
#include "core/readiness/conversion.h"
#include "core/sim/lab_result.h"
#include "core/snapshot/snapshot.h"

#include <string>
#include <vector>

namespace causeway {

/// What the options are judged by. Weights and marks of the consultant are the facts "decision_weights" and
/// "decision_marks" of the criteria.
struct DecisionInput {
    const Snapshot* snapshot = nullptr;
    Criteria criteria;
    std::vector<ReadinessReport> readiness;
    std::vector<LabResult> lab;
};

/// Where a score comes from: worked out from this client's evidence, what holds for the engine, what the
/// consultant says, or nothing.
enum class Known { Computed, Fact, Consultant, NotAssessed };
/// "computed", "fact", "consultant", "not_assessed".
std::string_view knownName(Known known);

/// 0 (worst) to 10 (best). What is not known exactly is a range: 0 to 10 where nothing is known.
struct CriterionScore {
    double low = 0, high = 10;
    Known known = Known::NotAssessed;
    std::string reason;                ///< a sentence with its numbers
    std::vector<std::string> evidence; ///< sources, settings, server and topology names
    double middle() const { return (low + high) / 2; }
    bool operator==(const CriterionScore&) const = default;
};

struct DecisionCriterion {
    std::string id, title, question;
    WeightRange weight;       ///< as set
    double defaultWeight = 0; ///< of 100
    bool operator==(const DecisionCriterion&) const = default;
};

struct DecisionOption {
    std::string id;    ///< "stay", "mysql_semisync", "mysql_group", "mariadb_galera", "postgresql"
    std::string title; ///< "MySQL 8.4, InnoDB Cluster"
    std::string shortTitle;
    Engine engine = Engine::MySQL;
    Version version;
    std::vector<CriterionScore> scores; ///< in the order of the criteria
    std::vector<std::string> failures;  ///< hard limits that it cannot meet, each a sentence; empty: none
    bool fails() const { return !failures.empty(); }
    bool operator==(const DecisionOption&) const = default;
};

/// Which database, from facts, this client's evidence and the weights.
struct Decision {
    Date on{};                     ///< the snapshot's day
    std::string server;            ///< the one that is decided on
    Engine engine = Engine::MySQL; ///< what it runs on now
    std::vector<DecisionCriterion> criteria;
    std::vector<DecisionOption> options;
    Ranking ranking;
    std::string kind;     ///< "stay", "upgrade" (the same engine), "move", or "open": none meets the limits
    std::string headline; ///< the verdict as a sentence with its numbers
    std::vector<std::string> lines; ///< how firm it is, what fails and what was not assessed
    const DecisionOption* leader() const;
    bool operator==(const Decision&) const = default;
};

/// Nothing is decided without a server: throws Error(Usage) for a snapshot that has none; as
/// DecisionChoices::parse does for weights or marks that cannot be read.
Decision decide(const DecisionInput& input);
/// The same scores under other weights (shares of 100, by criterion): what a slider shows at once.
Decision withWeights(Decision decision, const std::vector<double>& weights);
/// "causeway.decision/1".
Json toJson(const Decision& decision);

} // namespace causeway
