// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/readiness/notes.h"

#include "core/base/concat.h"
#include "core/base/text.h"
#include "core/readiness/check/parse_check.h"
#include "core/readiness/check/program_check.h"

#include <algorithm>
#include <iterator>

namespace causeway {

void Notes::column(std::string_view id, const std::string& name, const ObstacleWords& words) {
    auto entry =
        std::find_if(byColumn_.begin(), byColumn_.end(), [&](const Columns& c) { return c.id == id; });
    if (entry == byColumn_.end())
        entry = byColumn_.insert(entry, {std::string(id), {}, words, 0});
    append(entry->names, {entry->count++ > 0 ? ", " : "", name});
}

std::vector<Obstacle> Notes::take() {
    std::sort(byColumn_.begin(), byColumn_.end(),
              [](const Columns& a, const Columns& b) { return a.id < b.id; });
    std::vector<Obstacle> all;
    all.reserve(byColumn_.size() + obstacles_.size());
    for (Columns& entry : byColumn_) {
        entry.words.insert(entry.words.begin(), {"columns", std::move(entry.names)});
        all.push_back(makeObstacle(entry.id, object_, entry.words, place_));
        all.back().occurrences = double(entry.count);
    }
    std::move(obstacles_.begin(), obstacles_.end(), std::back_inserter(all));
    byColumn_.clear();
    obstacles_.clear();
    return all;
}

Verdict verdictOf(const std::vector<Obstacle>& obstacles) {
    const bool any = std::any_of(obstacles.begin(), obstacles.end(),
                                 [](const Obstacle& o) { return o.verdict != Verdict::Automatic; });
    return any ? Verdict::Assisted : Verdict::Automatic;
}

namespace {

bool holdsPrograms(const ConversionPart& part) {
    return part.phase == ScriptPhase::Routines || part.phase == ScriptPhase::Triggers ||
           part.phase == ScriptPhase::Events;
}

} // namespace

void finish(Conversion& conversion, bool manual) {
    conversion.verdict = manual ? Verdict::Manual : verdictOf(conversion.obstacles);
    std::size_t size = 0;
    for (const ConversionPart& part : conversion.parts)
        size += part.sql.size();
    conversion.target.clear();
    conversion.target.reserve(size);
    for (const ConversionPart& part : conversion.parts)
        conversion.target += part.sql;
    if (manual)
        return;
    ParseCheck check = checkParses(conversion.target);
    if (check.proof == Proof::Parsed &&
        std::any_of(conversion.parts.begin(), conversion.parts.end(), holdsPrograms))
        check = checkPrograms(conversion.target);
    conversion.proof = check.proof;
    conversion.proofMessage = check.message;
}

std::string commented(std::string_view text) {
    text = trim(text);
    std::string out;
    out.reserve(text.size() + 8);
    out += "-- ";
    while (!text.empty()) {
        std::size_t plain = 0;
        while (plain < text.size() && text[plain] != '\n' && text[plain] != '\r' && text[plain] != '\0')
            ++plain;
        out.append(text.substr(0, plain));
        if (plain < text.size() && text[plain] == '\n')
            out += "\n-- ";
        text.remove_prefix(std::min(plain + 1, text.size()));
    }
    return out += '\n';
}

} // namespace causeway
