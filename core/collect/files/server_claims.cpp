// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/collect/files/server_claims.h"

#include "core/base/text.h"

#include <fmt/format.h>

#include <algorithm>

namespace causeway {

void VersionClaims::add(By by, std::string sourceId, const std::string& text, Engine engine) {
    const auto version = parseServerVersion(text, engine);
    if (version.version.known())
        claims_.push_back({by, std::move(sourceId), printable(text, 100), version});
}

const VersionClaims::Claim* VersionClaims::best() const {
    const auto it = std::min_element(claims_.begin(), claims_.end(),
                                     [](const Claim& a, const Claim& b) { return a.by < b.by; });
    return it == claims_.end() ? nullptr : &*it;
}

void VersionClaims::decide(ServerEvidence& server) const {
    const Claim* claim = best();
    if (!claim)
        return;
    server.engine = claim->version.engine;
    server.version = claim->version.version;
    server.versionText = claim->text;
}

std::vector<std::pair<std::string, std::string>> VersionClaims::disagreements() const {
    std::vector<std::pair<std::string, std::string>> result;
    const Claim* right = best();
    for (const Claim& claim : claims_) {
        const auto &a = claim.version, &b = right->version;
        const bool same =
            a.engine == b.engine && a.version.major == b.version.major && a.version.minor == b.version.minor;
        if (!same)
            result.emplace_back(claim.source,
                                fmt::format("is of {} {}, but {} says {} {}: it may be of another server",
                                            engineName(a.engine), a.version.text(a.engine), right->source,
                                            engineName(b.engine), b.version.text(b.engine)));
    }
    return result;
}

} // namespace causeway
