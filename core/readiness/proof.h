// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/readiness/conversion.h"
#include "core/snapshot/snapshot.h"

#include <string>
#include <string_view>
#include <vector>

namespace causeway {

/// Id of the probe that keeps what a scratch server said to the converted objects.
inline constexpr std::string_view kProofProbe = "readiness.proof";

/// What a PostgreSQL server said to one converted object.
struct ObjectProof {
    enum class Result {
        Ran,
        PartRefused, ///< the object stands, but an index, constraint or next value of it was refused
        Refused,
        Blocked,    ///< not tried fairly: it needs another object that was refused
        SameRows,   ///< ran, and answered as the original did on the same rows
        RowsDiffer, ///< ran, and answered otherwise, or was refused on the rows
        Untried     ///< nothing was run: `compared` says why
    };
    std::string kind, schema, name;
    std::string digest; ///< conversionDigest() of what ran: a later conversion is not proven by it
    Result result = Result::Ran;
    std::string message;    ///< the server's words, with the line of the converted text
    std::string compared{}; ///< of a query: what the comparison of rows found, or why there was none
    bool operator==(const ObjectProof&) const = default;
};

/// A fingerprint of an object's converted text.
std::string conversionDigest(const Conversion& conversion);

/// The proofs as evidence for a snapshot; `server` is the version they were found on, "15.14".
ProbeResult proofProbe(const std::vector<ObjectProof>& proofs, const std::string& server);

/// Gives each conversion whose text is the proven one its badge; what was refused gets its true verdict, an
/// obstacle with the server's words.
void applyProofs(ReadinessReport& report, const ProbeResult& probe);

} // namespace causeway
