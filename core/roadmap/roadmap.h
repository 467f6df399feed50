// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audit/finding.h"
#include "core/base/json.h"
#include "core/criteria/criteria.h"
#include "core/growth/forecast.h"
#include "core/readiness/conversion.h"
#include "core/sim/lab_result.h"
#include "core/snapshot/snapshot.h"

#include <optional>
#include <string>
#include <vector>

namespace causeway {

/// All results a roadmap is built from; what is absent is named as not assessed.
struct RoadmapInput {
    const Snapshot* snapshot = nullptr;
    Criteria criteria;
    std::optional<AuditReport> audit;
    std::vector<ReadinessReport> readiness;
    std::vector<LabResult> lab;
    std::optional<Forecast> growth;
};

struct Task {
    std::string id; ///< "T-07"
    std::string title;
    std::string phase;                 ///< Phase::id
    std::string reason;                ///< why, with the numbers
    std::string criterion;             ///< the client's criterion it serves: "RPO 0", "volume 100 GB"
    std::vector<std::string> evidence; ///< finding keys, obstacle ids, limit ids
    Effort effort;
    std::string role;                   ///< "DBA", "Developer", "Tester", "Operations"
    std::vector<std::string> dependsOn; ///< task ids
    std::string acceptance;             ///< how both sides know that it is done
    Date start{}, finish{};             ///< scheduled on working days outside freezes
    bool critical = false;              ///< on the critical path
    bool operator==(const Task&) const = default;
};

struct Phase {
    std::string id, title, goal, gate; ///< gate: what must be true to go on
    Date start{}, finish{};
    bool operator==(const Phase&) const = default;
};

struct Risk {
    std::string id, title, cause, mitigation, trigger, owner;
    int likelihood = 1, impact = 1; ///< 1..5
    std::vector<std::string> evidence;
    bool operator==(const Risk&) const = default;
};

/// How one criterion of the client fares.
struct CriterionVerdict {
    std::string criterion; ///< "RTO 60 s"
    enum class State { Met, Missed, Open } state = State::Open;
    std::string sentence; ///< why, with the number found
    std::vector<std::string> evidence;
    bool operator==(const CriterionVerdict&) const = default;
};

struct Roadmap {
    std::string verdict;  ///< "Go", "Go if", "No go", "Open"
    std::string headline; ///< the title of the summary
    std::string lead;     ///< two or three sentences under it
    std::vector<std::string> conditions;
    std::vector<Phase> phases;
    std::vector<Task> tasks; ///< by start, then id
    std::vector<Risk> risks; ///< by likelihood x impact, descending
    std::vector<CriterionVerdict> criteria;
    Effort effort() const; ///< the sum of the tasks
    /// The same with its range of 80 %: the tasks are taken as independent of each other.
    EffortTotal effortTotal() const;
    Date start{}, finish{};
    std::string ask; ///< the decision the board is asked for
    bool operator==(const Roadmap&) const = default;
};

Roadmap buildRoadmap(const RoadmapInput& input);
Json toJson(const Roadmap& roadmap);

} // namespace causeway
