// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/snapshot/snapshot.h"

#include <optional>
#include <string>
#include <vector>

namespace causeway {

/// What each file says of the server's version. The variables are believed first, a dump's header next, the
/// banner of a log last.
class VersionClaims {
public:
    enum class By { Variables, Dump, Log };
    /// `engine` decides where the text alone does not.
    void add(By by, std::string sourceId, const std::string& text, Engine engine = Engine::MySQL);
    /// Sets engine and version of the evidence.
    void decide(ServerEvidence& server) const;
    /// For each source that names another engine or another series (5.6 beside 10.11): its id and a sentence.
    std::vector<std::pair<std::string, std::string>> disagreements() const;

private:
    struct Claim {
        By by;
        std::string source, text;
        ServerVersion version;
    };
    const Claim* best() const;
    std::vector<Claim> claims_;
};

} // namespace causeway
