// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/readiness/notes.h"

#include "core/base/text.h"
#include "core/readiness/check/parse_check.h"
#include "core/readiness/check/program_check.h"

#include <algorithm>

namespace causeway {

void Notes::column(std::string_view id, const std::string& name, const ObstacleWords& words) {
    auto& entry = byColumn_[std::string(id)];
    if (entry.names.empty())
        entry.words = words;
    entry.names.push_back(name);
}

std::vector<Obstacle> Notes::take() {
    std::vector<Obstacle> all;
    for (const auto& [id, entry] : byColumn_) {
        ObstacleWords words{{"columns", join(entry.names, ", ")}};
        words.insert(words.end(), entry.words.begin(), entry.words.end());
        all.push_back(makeObstacle(id, object_, words, place_));
        all.back().occurrences = double(entry.names.size());
    }
    all.insert(all.end(), obstacles_.begin(), obstacles_.end());
    byColumn_.clear();
    obstacles_.clear();
    return all;
}

Verdict verdictOf(const std::vector<Obstacle>& obstacles) {
    const bool any = std::any_of(obstacles.begin(), obstacles.end(),
                                 [](const Obstacle& o) { return o.verdict != Verdict::Automatic; });
    return any ? Verdict::Assisted : Verdict::Automatic;
}

void finish(Conversion& conversion, bool manual) {
    conversion.verdict = manual ? Verdict::Manual : verdictOf(conversion.obstacles);
    conversion.target.clear();
    for (const ConversionPart& part : conversion.parts)
        conversion.target += part.sql;
    if (manual)
        return;
    ParseCheck check = checkParses(conversion.target);
    if (check.proof == Proof::Parsed)
        check = checkPrograms(conversion.target);
    conversion.proof = check.proof;
    conversion.proofMessage = check.message;
}

std::string commented(std::string_view text) {
    std::string out = "-- ";
    for (const char c : trim(text)) {
        if (c == '\r' || c == '\0')
            continue;
        out += c;
        if (c == '\n')
            out += "-- ";
    }
    return out + "\n";
}

} // namespace causeway
