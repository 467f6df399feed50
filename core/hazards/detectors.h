// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/hazards/hazards.h"

#include <functional>

namespace causeway::hazards {

struct Verdict {
    HazardState state = HazardState::NotAssessed;
    std::string evidence;
};
using Detector = Verdict (*)(const HazardEvidence&);

inline Verdict found(std::string evidence) {
    return {HazardState::Found, std::move(evidence)};
}
inline Verdict passed(std::string evidence) {
    return {HazardState::Passed, std::move(evidence)};
}
inline Verdict unknown(std::string missing) {
    return {HazardState::NotAssessed, std::move(missing)};
}
inline Verdict notHere(std::string why) {
    return {HazardState::NotApplicable, std::move(why)};
}

/// The manager, if the topology has Patroni.
const Manager* patroni(const HazardEvidence& e);
std::vector<const ServerEvidence*> postgresqlServers(const HazardEvidence& e);
/// Standbys that may lead, and those that may be synchronous, besides the first leader.
int ableStandbys(const Topology& t);
int syncStandbys(const Topology& t);
bool synchronous(const HazardEvidence& e);

/// Judges every PostgreSQL server of the snapshot: found if any is; passed only if all could be judged.
Verdict eachServer(const HazardEvidence& e, const char* missing,
                   const std::function<Verdict(const ServerEvidence&)>& judge);

// One detector for each known issue, by what it looks at; the number is that of the list.
Verdict splitBrain(const HazardEvidence& e);        // 1
Verdict staleLeader(const HazardEvidence& e);       // 2
Verdict slotBloat(const HazardEvidence& e);         // 3
Verdict slotLost(const HazardEvidence& e);          // 4
Verdict logicalSlots(const HazardEvidence& e);      // 5
Verdict etcdDisk(const HazardEvidence& e);          // 6
Verdict failsafeOff(const HazardEvidence& e);       // 7
Verdict etcdMajority(const HazardEvidence& e);      // 8
Verdict reconnectHerd(const HazardEvidence& e);     // 9
Verdict rewindImpossible(const HazardEvidence& e);  // 10
Verdict syncStall(const HazardEvidence& e);         // 11
Verdict silentDegrade(const HazardEvidence& e);     // 12
Verdict cancelledWait(const HazardEvidence& e);     // 13
Verdict longRecovery(const HazardEvidence& e);      // 14
Verdict demotedByDelay(const HazardEvidence& e);    // 15
Verdict queryConflicts(const HazardEvidence& e);    // 16
Verdict standbyLimits(const HazardEvidence& e);     // 17
Verdict wraparound(const HazardEvidence& e);        // 18
Verdict checkpointSpikes(const HazardEvidence& e);  // 19
Verdict staleConnections(const HazardEvidence& e);  // 20
Verdict slowRouting(const HazardEvidence& e);       // 21
Verdict overcommit(const HazardEvidence& e);        // 22
Verdict hugePages(const HazardEvidence& e);         // 23
Verdict collations(const HazardEvidence& e);        // 24
Verdict backupSource(const HazardEvidence& e);      // 25
Verdict archiveGap(const HazardEvidence& e);        // 26
Verdict archiveBlocksStop(const HazardEvidence& e); // 27
Verdict cascade(const HazardEvidence& e);           // 28
Verdict clockStep(const HazardEvidence& e);         // 29
Verdict machinePause(const HazardEvidence& e);      // 30
Verdict lagLimit(const HazardEvidence& e);          // 31
Verdict hungDisk(const HazardEvidence& e);          // 32
Verdict syncGap(const HazardEvidence& e);           // 33
Verdict strictSlots(const HazardEvidence& e);       // 34
Verdict stolonLowest(const HazardEvidence& e);
Verdict stolonOldSync(const HazardEvidence& e);
Verdict stolonBypass(const HazardEvidence& e);
Verdict stolonNoCommon(const HazardEvidence& e);
Verdict staleReads(const HazardEvidence& e);     // 39
Verdict staleCopyFirst(const HazardEvidence& e); // 40

} // namespace causeway::hazards
