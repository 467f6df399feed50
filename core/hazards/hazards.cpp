// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/hazards/hazards.h"

#include "core/base/error.h"
#include "core/base/resources.h"
#include "core/hazards/detectors.h"

#include <algorithm>
#include <array>

namespace causeway {
namespace {

using namespace hazards;

constexpr std::array<Detector, 40> kDetectors{
    splitBrain,       staleLeader,      slotBloat,         slotLost,         logicalSlots,  etcdDisk,
    failsafeOff,      etcdMajority,     reconnectHerd,     rewindImpossible, syncStall,     silentDegrade,
    cancelledWait,    longRecovery,     demotedByDelay,    queryConflicts,   standbyLimits, wraparound,
    checkpointSpikes, staleConnections, slowRouting,       overcommit,       hugePages,     collations,
    backupSource,     archiveGap,       archiveBlocksStop, cascade,          clockStep,     machinePause,
    lagLimit,         hungDisk,         syncGap,           strictSlots,      stolonLowest,  stolonOldSync,
    stolonBypass,     stolonNoCommon,   staleReads,        staleCopyFirst};

/// The texts, in order of their numbers.
std::vector<HazardCheck> knownIssues() {
    std::vector<HazardCheck> out;
    for (const auto& row : resourceJson("hazards/hazards.en.json").at("hazards")) {
        HazardCheck c;
        c.number = row.at("number").get<int>();
        c.id = row.at("id").get<std::string>();
        c.title = row.at("title").get<std::string>();
        c.dataEffect = row.at("data").get<std::string>();
        c.serviceEffect = row.at("service").get<std::string>();
        c.action = row.at("action").get<std::string>();
        c.check = row.at("check").get<std::string>();
        out.push_back(std::move(c));
    }
    if (out.size() != kDetectors.size())
        throw Error(ErrorCode::Internal, "the list of cluster issues does not match its detectors");
    return out;
}

} // namespace

std::string_view hazardStateName(HazardState state) {
    switch (state) {
    case HazardState::Found:
        return "found";
    case HazardState::Passed:
        return "passed";
    case HazardState::NotApplicable:
        return "not_applicable";
    case HazardState::NotAssessed:
        break;
    }
    return "not_assessed";
}

std::vector<HazardCheck> checkHazards(const HazardEvidence& evidence) {
    auto checks = knownIssues();
    for (std::size_t i = 0; i < checks.size(); ++i) {
        auto verdict = kDetectors[i](evidence);
        checks[i].state = verdict.state;
        checks[i].evidence = std::move(verdict.evidence);
    }
    return checks;
}

std::vector<HazardCheck> foundHazards(const HazardEvidence& evidence) {
    auto checks = checkHazards(evidence);
    checks.erase(std::remove_if(checks.begin(), checks.end(),
                                [](const HazardCheck& c) { return c.state != HazardState::Found; }),
                 checks.end());
    return checks;
}

Json toJson(const std::vector<HazardCheck>& checks) {
    Json out = Json::array();
    for (const auto& c : checks)
        out.push_back(Json{{"number", c.number},
                           {"id", c.id},
                           {"title", c.title},
                           {"state", hazardStateName(c.state)},
                           {"evidence", c.evidence},
                           {"data", c.dataEffect},
                           {"service", c.serviceEffect},
                           {"action", c.action},
                           {"check", c.check}});
    return out;
}

} // namespace causeway
