// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/roadmap/conversion_pieces.h"

#include "core/readiness/effort/units.h"

#include <fmt/format.h>

namespace causeway::plan {

namespace {

std::string nameOf(const Conversion& c) {
    const auto name = c.name.empty() ? "line " + std::to_string(c.place.line) : c.name;
    return c.schema.empty() ? name : c.schema + "." + name;
}

} // namespace

void addObject(Work& work, const std::string& object) {
    if (work.objects.empty() || work.objects.back() != object)
        work.objects.push_back(object);
}

void noteObstacle(Work& work, const std::string& object, const Obstacle& obstacle) {
    addObject(work, object);
    work.obstacles.insert(obstacle.id);
    if (work.message.empty()) {
        work.message =
            fmt::format("{}: {}", obstacle.object.empty() ? object : obstacle.object, obstacle.message);
        work.question = obstacle.question;
    }
}

void shareParts(Pieces& all, const RoleEfforts& parts, const std::string& object,
                const std::function<Work&(const std::string& role)>& to) {
    for (const auto& [role, part] : parts) {
        Work& work = role == kTesterRole ? all.tested : to(role);
        addObject(work, object);
        work.effort += part;
    }
}

void addPieces(Pieces& all, const Conversion& c, bool query) {
    const auto object = query ? "query " + c.name : nameOf(c);
    shareParts(all, baseEffortParts(c), object,
               [&](const std::string& role) -> Work& { return all.lookedOver[role]; });
    for (const Obstacle& o : c.obstacles) {
        auto own = effortParts(o);
        if (own.empty() && o.verdict != Verdict::Automatic)
            own[roleOfFamily(o.id)]; // a question without hours is still a question
        shareParts(all, own, object, [&](const std::string& role) -> Work& {
            if (o.verdict == Verdict::Automatic) {
                all.lookedOver[role].obstacles.insert(o.id);
                return all.lookedOver[role];
            }
            const bool byHand = o.verdict == Verdict::Manual && c.verdict == Verdict::Manual;
            Work& work = byHand ? all.manual[{query ? "query" : c.kind, role}] : all.assisted[{o.id, role}];
            noteObstacle(work, object, o);
            return work;
        });
    }
}

} // namespace causeway::plan
