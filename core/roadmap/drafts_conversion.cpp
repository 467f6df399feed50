// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"
#include "core/base/units.h"
#include "core/readiness/effort/units.h"
#include "core/roadmap/conversion_pieces.h"
#include "core/roadmap/criterion_names.h"
#include "core/roadmap/drafts.h"
#include "core/roadmap/obstacle_titles.h"
#include "core/roadmap/planning_values.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace causeway::plan {
namespace {

constexpr std::size_t kMostQuestions = 8; ///< assisted groups with a task of their own; the rest share one

std::string sentence(std::string text) {
    if (!text.empty() && text.back() != '.' && text.back() != '?')
        text += '.';
    return text;
}

Draft draftOf(const Context& c, std::string key, std::string title, const std::string& role, const Work& w,
              std::string reason, std::string acceptance) {
    Task t;
    t.title = std::move(title);
    t.phase = "prepare";
    t.reason = std::move(reason);
    t.role = role;
    t.criterion = serving(c, fmt::format("Move of {} to PostgreSQL {}", c.word("server"), c.target),
                          criteriaOfConversion());
    t.evidence.assign(w.obstacles.begin(), w.obstacles.end());
    t.effort = w.effort;
    t.acceptance = std::move(acceptance);
    return {std::move(key), std::move(t), {}, 1, {}};
}

void addManual(std::vector<Draft>& all, const Context& c, const std::map<Pieces::Key, Work>& byKind) {
    for (const auto& [key, w] : byKind)
        all.push_back(draftOf(
            c, "manual:" + key.first + ":" + key.second,
            fmt::format("Rewrite {} by hand",
                        counted(w.objects.size(), key.first, key.first == "query" ? "queries" : "")),
            key.second, w, sentence(fmt::format("No rule converts {}: {}", listed(w.objects, 5), w.message)),
            fmt::format("On PostgreSQL {} the results of {} equal those on {}", c.target,
                        listed(w.objects, 5), c.word("server"))));
}

void addAssisted(std::vector<Draft>& all, const Context& c, const std::map<Pieces::Key, Work>& byQuestion) {
    std::vector<std::pair<Pieces::Key, const Work*>> groups;
    for (const auto& [key, w] : byQuestion)
        groups.push_back({key, &w});
    std::stable_sort(groups.begin(), groups.end(), [](const auto& a, const auto& b) {
        return a.second->effort.expected() > b.second->effort.expected();
    });
    std::map<std::string, Work> rest;
    for (std::size_t i = 0; i < groups.size(); ++i) {
        const auto& [id, role] = groups[i].first;
        const Work& w = *groups[i].second;
        if (i >= kMostQuestions) {
            Work& r = rest[role];
            for (const auto& object : w.objects)
                addObject(r, object);
            r.obstacles.insert(id);
            r.effort += w.effort;
            continue;
        }
        const auto what = obstacleTitle(id);
        std::string reason = sentence(fmt::format("{}: {}. {}", what, listed(w.objects, 4), w.message));
        if (!w.question.empty())
            reason += " To be answered: " + sentence(w.question);
        all.push_back(draftOf(
            c, "assisted:" + id, fmt::format("Confirm {}: {}", counted(w.objects.size(), "proposal"), what),
            role, w, std::move(reason), fmt::format("A decision is signed for {}", listed(w.objects, 4))));
    }
    for (const auto& [role, w] : rest)
        all.push_back(draftOf(
            c, "assisted:rest:" + role,
            fmt::format("Confirm {} of other kinds", counted(w.objects.size(), "proposal")), role, w,
            fmt::format("{} on {}.",
                        counted(w.obstacles.size(), "smaller question stands", "smaller questions stand"),
                        listed(w.objects, 4)),
            fmt::format("A decision is signed for {}", listed(w.objects, 4))));
}

/// Looking over takes hours of every object, with a question or without.
void addLookedOver(std::vector<Draft>& all, const Context& c, const std::map<std::string, Work>& byRole) {
    for (const auto& [role, w] : byRole) {
        const bool applies = role == effortRoles().front();
        const auto pieces = counted(w.objects.size(), applies ? "converted object" : "converted piece");
        all.push_back(draftOf(
            c, "automatic:" + role,
            applies ? fmt::format("Apply and look over {}", pieces)
                    : fmt::format("Read {} beside the original", pieces),
            role, w,
            applies ? fmt::format("{} of {} convert without a question; never run on a server so far: {}.",
                                  formatNumber(double(c.automatic)), counted(c.objects, "object"),
                                  counted(c.unproven, "converted object"))
                    : fmt::format("Bodies and statements are read by one who knows the application: {}.",
                                  listed(w.objects, 4)),
            applies ? fmt::format("The script of {} runs on an empty PostgreSQL {} without an error",
                                  counted(c.objects - c.manual, "object"), c.target)
                    : fmt::format("Each of {} is signed by its reader", listed(w.objects, 4))));
    }
}

void addTested(std::vector<Draft>& all, const Context& c, const Work& w) {
    if (w.effort.high <= 0)
        return;
    std::vector<std::string> after;
    for (const auto& d : all)
        if (d.key.starts_with("automatic:") || d.key.starts_with("manual:") ||
            d.key.starts_with("assisted:") || d.key.starts_with("general:"))
            after.push_back(d.key);
    all.push_back(draftOf(c, "converted:test",
                          fmt::format("Test {} on both sides", counted(w.objects.size(), "converted piece")),
                          std::string(kTesterRole), w,
                          fmt::format("What a rule, an answer or a hand has changed is held against {}: {}.",
                                      c.word("server"), listed(w.objects, 4)),
                          fmt::format("{} and PostgreSQL {} answer alike for {}", c.word("server"), c.target,
                                      counted(w.objects.size(), "piece"))));
    all.back().after = std::move(after);
}

/// Obstacles of the server and its workload, a task for each kind.
void addGeneral(std::vector<Draft>& all, Pieces& pieces, const Context& c,
                const std::map<std::string, std::vector<const Obstacle*>>& byId) {
    for (const auto& [id, list] : byId) {
        Work w;
        const auto& first = *list.front();
        std::string role = roleOfFamily(id);
        bool settled = true;
        for (const auto* o : list) {
            const auto object = o->object.empty() ? c.word("server") : o->object;
            shareParts(pieces, effortParts(*o), object, [&](const std::string& r) -> Work& {
                role = r;
                return w;
            });
            noteObstacle(w, object, *o);
            settled =
                settled && (o->verdict == Verdict::Automatic ? o->effort.high <= 0 : o->occurrences <= 0);
        }
        if (settled)
            continue; // by the conversion itself, or counted with each statement
        std::string reason = sentence(fmt::format("{}: {}", listed(w.objects, 3), first.message));
        if (!first.question.empty())
            reason += " To be answered: " + sentence(first.question);
        all.push_back(
            draftOf(c, "general:" + id,
                    list.size() == 1
                        ? "Settle: " + obstacleTitle(id)
                        : fmt::format("Settle in {}: {}", counted(list.size(), "place"), obstacleTitle(id)),
                    role, w, std::move(reason),
                    fmt::format("{} on {} answered and tested on PostgreSQL {}", obstacleTitle(id),
                                listed(w.objects, 3), c.target)));
    }
}

} // namespace

void addConversionTasks(std::vector<Draft>& all, const Context& c) {
    Pieces pieces;
    std::map<std::string, std::vector<const Obstacle*>> general;
    for (const auto& report : c.in.readiness) {
        for (const auto& conversion : report.conversions)
            addPieces(pieces, conversion, false);
        for (const auto& query : report.queries)
            addPieces(pieces, query, true);
        for (const auto& o : report.general)
            general[o.id].push_back(&o);
    }
    addLookedOver(all, c, pieces.lookedOver);
    addManual(all, c, pieces.manual);
    addAssisted(all, c, pieces.assisted);
    addGeneral(all, pieces, c, general);
    addTested(all, c, pieces.tested);
}

} // namespace causeway::plan
