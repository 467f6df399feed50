// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"
#include "core/base/units.h"
#include "core/roadmap/criterion_names.h"
#include "core/roadmap/drafts.h"
#include "core/roadmap/obstacle_titles.h"
#include "core/roadmap/planning_values.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

namespace causeway::plan {
namespace {

constexpr std::size_t kMostQuestions = 8; ///< assisted groups with a task of their own; the rest share one

std::string nameOf(const Conversion& c) {
    const auto name = c.name.empty() ? "line " + std::to_string(c.place.line) : c.name;
    return c.schema.empty() ? name : c.schema + "." + name;
}

struct Work {
    std::string name;
    std::vector<std::string> objects;
    std::set<std::string> obstacles;
    std::vector<std::string> questions;
    std::string message; ///< the first obstacle's
    Effort effort;
};

void take(Work& w, const Conversion& c) {
    w.objects.push_back(nameOf(c));
    w.effort += c.effort;
    for (const auto& o : c.obstacles) {
        w.obstacles.insert(o.id);
        if (!o.question.empty() &&
            std::find(w.questions.begin(), w.questions.end(), o.question) == w.questions.end())
            w.questions.push_back(o.question);
        if (w.message.empty() && o.verdict == c.verdict)
            w.message = fmt::format("{}: {}", o.object.empty() ? nameOf(c) : o.object, o.message);
    }
}

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

/// The obstacle that makes a conversion assisted: its first of that verdict, else its first.
std::string mainObstacle(const Conversion& c) {
    for (const auto& o : c.obstacles)
        if (o.verdict == c.verdict)
            return o.id;
    return c.obstacles.empty() ? "unnamed" : c.obstacles.front().id;
}

void addManual(std::vector<Draft>& all, const Context& c, const std::map<std::string, Work>& byKind) {
    for (const auto& [kind, w] : byKind)
        all.push_back(draftOf(
            c, "manual:" + kind, fmt::format("Rewrite {} by hand", counted(w.objects.size(), kind)),
            "Developer", w, sentence(fmt::format("No rule converts {}: {}", listed(w.objects, 5), w.message)),
            fmt::format("On PostgreSQL {} the results of {} equal those on {}", c.target,
                        listed(w.objects, 5), c.word("server"))));
}

void addAssisted(std::vector<Draft>& all, const Context& c, std::vector<Work> groups) {
    std::stable_sort(groups.begin(), groups.end(),
                     [](const Work& a, const Work& b) { return a.effort.high > b.effort.high; });
    Work rest;
    for (std::size_t i = 0; i < groups.size(); ++i) {
        auto& w = groups[i];
        if (i >= kMostQuestions) {
            rest.objects.insert(rest.objects.end(), w.objects.begin(), w.objects.end());
            rest.obstacles.insert(w.obstacles.begin(), w.obstacles.end());
            rest.effort += w.effort;
            continue;
        }
        const auto what = obstacleTitle(w.name);
        std::string reason = sentence(fmt::format("{}: {}. {}", what, listed(w.objects, 4), w.message));
        if (!w.questions.empty())
            reason += " To be answered: " + sentence(w.questions.front());
        all.push_back(draftOf(c, "assisted:" + w.name,
                              fmt::format("Confirm {}: {}", counted(w.objects.size(), "proposal"), what),
                              "Developer", w, std::move(reason),
                              fmt::format("A decision is signed for {}", listed(w.objects, 4))));
    }
    if (!rest.objects.empty())
        all.push_back(
            draftOf(c, "assisted:rest",
                    fmt::format("Confirm {} of other kinds", counted(rest.objects.size(), "proposal")),
                    "Developer", rest,
                    fmt::format("{} smaller questions stand on {}.",
                                formatNumber(double(rest.obstacles.size())), listed(rest.objects, 4)),
                    fmt::format("A decision is signed for {}", listed(rest.objects, 4))));
}

void addAutomatic(std::vector<Draft>& all, const Context& c, const Work& w) {
    if (w.objects.empty())
        return;
    all.push_back(
        draftOf(c, "automatic",
                fmt::format("Apply {} converted by rule", counted(w.objects.size(), "object")), "DBA", w,
                fmt::format("{} of {} convert without a question; never run on a server so far: {}.",
                            formatNumber(double(w.objects.size())), counted(c.objects, "object"),
                            counted(c.unproven, "converted object")),
                fmt::format("The script of {} runs on an empty PostgreSQL {} without an error",
                            counted(c.objects - c.manual, "object"), c.target)));
}

void addGeneral(std::vector<Draft>& all, const Context& c,
                const std::map<std::string, std::vector<const Obstacle*>>& byId) {
    for (const auto& [id, list] : byId) {
        Work w;
        w.obstacles.insert(id);
        for (const auto* o : list) {
            w.effort += o->effort;
            w.objects.push_back(o->object.empty() ? c.word("server") : o->object);
        }
        const auto& first = *list.front();
        if (first.verdict == Verdict::Automatic && w.effort.high <= 0)
            continue; // settled by the conversion itself: nobody has anything to do
        std::string reason = sentence(fmt::format("{}: {}", listed(w.objects, 3), first.message));
        if (!first.question.empty())
            reason += " To be answered: " + sentence(first.question);
        all.push_back(
            draftOf(c, "general:" + id,
                    list.size() == 1
                        ? "Settle: " + obstacleTitle(id)
                        : fmt::format("Settle in {}: {}", counted(list.size(), "place"), obstacleTitle(id)),
                    first.verdict == Verdict::Automatic ? "DBA" : "Developer", w, std::move(reason),
                    fmt::format("{} on {} answered and tested on PostgreSQL {}", obstacleTitle(id),
                                listed(w.objects, 3), c.target)));
    }
}

} // namespace

void addConversionTasks(std::vector<Draft>& all, const Context& c) {
    std::map<std::string, Work> manual, assisted;
    std::map<std::string, std::vector<const Obstacle*>> general;
    Work automatic;
    for (const auto& report : c.in.readiness) {
        for (const auto& conversion : report.conversions) {
            if (conversion.verdict == Verdict::Manual)
                take(manual[conversion.kind], conversion);
            else if (conversion.verdict == Verdict::Assisted)
                take(assisted[mainObstacle(conversion)], conversion);
            else
                take(automatic, conversion);
        }
        for (const auto& o : report.general)
            general[o.id].push_back(&o);
    }
    std::vector<Work> groups;
    for (auto& [id, w] : assisted) {
        w.name = id;
        groups.push_back(std::move(w));
    }
    addAutomatic(all, c, automatic);
    addManual(all, c, manual);
    addAssisted(all, c, std::move(groups));
    addGeneral(all, c, general);
}

} // namespace causeway::plan
