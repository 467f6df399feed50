// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/progress.h"
#include "core/collect/postgresql/pg_connection.h"
#include "core/collect/target.h"
#include "core/prove/same_rows.h"
#include "core/readiness/proof.h"
#include "core/readiness/readiness.h"

#include <optional>
#include <string>
#include <vector>

namespace causeway::prove {

/// What a trial of a whole conversion found.
struct Verification {
    std::vector<ObjectProof> proofs; ///< of every object that has a statement to run, in the report's order
    std::string serverVersion;       ///< "15.14"
    int leftoversRemoved = 0;        ///< scratch databases of killed runs that were dropped first
    std::optional<ComparedLoad> compared; ///< absent: no server of the source's kind was given
    int count(ObjectProof::Result result) const;
};

/// Runs the preamble and every converted statement, by the script's phases, in a session of an empty
/// database. A statement that is refused undoes its own part only. Throws Error(Connection) when the
/// connection is lost or the preamble is refused.
std::vector<ObjectProof> runConversion(const ReadinessReport& report, postgresql::PgConnection& session,
                                       Progress& progress);

/// runConversion in a scratch database of the server, which is dropped at the end. Throws Error(Usage) when
/// the server is older than the version that the script is written for, Error(Connection) when it is not
/// reached or refuses to create the database.
Verification verify(const ReadinessReport& report, const Target& server, const SecretProvider& secret,
                    Progress& progress);

/// The snapshot with the proofs in it, sealed anew: the scratch server as a source, and the proofs as a probe
/// of the server whose schema was converted, in place of earlier ones.
Snapshot withProofs(Snapshot snapshot, const std::string& serverId, const Verification& verification,
                    const Target& scratch);

/// Converts one server's schema and workload as assessReadiness() does, verifies it on the scratch servers,
/// and gives the snapshot with the proofs. With an original server, the workload's and the application's
/// SELECTs run on both sides over the same generated rows, and those that answer alike wear Proof::SameRows.
/// `found`, when not null, gets what was found. Throws Error(Usage) when the snapshot holds no such server or
/// the original is one that the snapshot was collected from, and as verify() does.
Snapshot verifyServer(Snapshot snapshot, const std::string& serverId, const Criteria& criteria,
                      const ConversionOptions& options, const ScratchServers& servers,
                      const SecretProvider& secret, Progress& progress, Verification* found = nullptr);

} // namespace causeway::prove
