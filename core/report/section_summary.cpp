// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"
#include "core/base/units.h"
#include "core/report/build.h"
#include "core/roadmap/judgement.h"

#include <fmt/format.h>

#include <algorithm>

namespace causeway::report {
namespace {

constexpr std::size_t kWorstRisks = 5;
constexpr const char* kNoBreak = "\u00a0";
constexpr std::size_t kMostBars = 28; ///< a Gantt of more tasks shows the phases and the critical path

std::string severityOf(const Risk& r) {
    const int score = r.likelihood * r.impact;
    return score >= 20 ? "critical" : score >= 12 ? "high" : score >= 6 ? "medium" : "low";
}

/// The task that answers a risk: the one of its evidence, else the one that its mitigation begins with.
const Task* taskOf(const Build& b, const Risk& r) {
    if (const auto* task = r.evidence.empty() ? nullptr : b.taskFor(r.evidence.front()))
        return task;
    for (const auto& t : b.map.tasks)
        if (r.mitigation.starts_with(t.id + " "))
            return &t;
    return nullptr;
}

FigureRow figures(const Build& b) {
    const auto e = b.map.effort();
    FigureRow row;
    row.figures.push_back({"Verdict", b.map.verdict,
                           b.map.conditions.empty() ? "no condition"
                                                    : plan::counted(b.map.conditions.size(),
                                                                    b.map.verdict == "Open" ? "missing answer"
                                                                    : b.map.verdict == "No go" ? "reason"
                                                                                               : "condition"),
                           true});
    if (b.in.audit)
        row.figures.push_back(
            {"Health score", fmt::format("{} / 100", b.in.audit->score),
             fmt::format("{} not assessed",
                         plan::counted(std::size_t(b.in.audit->count(CheckState::NotAssessed)), "check")),
             false});
    row.figures.push_back({"Person-days",
                           fmt::format("{} to {}", formatNumber(e.low / 8, 0), formatNumber(e.high / 8, 0)),
                           plan::counted(b.map.tasks.size(), "task"), false});
    const auto done = plan::moveDone(b.map.tasks, b.context.migrating);
    if (!b.map.tasks.empty())
        row.figures.push_back({b.context.migrating ? "Cutover" : "End", dayAndMonth(done),
                               longDate(b.map.start) + " to " + longDate(b.map.finish), false});
    return row;
}

TableSpec worstRisks(const Build& b) {
    const auto n = std::min(kWorstRisks, b.map.risks.size());
    TableSpec t;
    t.title = n == 1 ? "The worst risk" : fmt::format("The {} worst risks", plan::numberWord(n));
    t.columns = {left("", 0.6), left("What can happen to the business", 4.4), left("Remedy", 2.6),
                 right("By", 1)};
    for (std::size_t i = 0; i < n; ++i) {
        const auto& r = b.map.risks[i];
        const auto* task = taskOf(b, r);
        t.rows.push_back(
            {severity(severityOf(r)), cell(strong(r.title)),
             task ? cell(b.taskLink(task->id) +
                         plain(replaceAll(", " + formatEffort(task->effort.low, task->effort.high), " ",
                                          kNoBreak)))
                  : cell(r.mitigation),
             cell(task ? dayAndMonth(task->finish) : "")});
    }
    return t;
}

std::vector<std::pair<std::string, Date>> limitLines(const Build& b) {
    std::vector<std::pair<std::string, Date>> lines;
    if (b.in.growth)
        for (const auto& l : b.in.growth->limits)
            if (l.crossed && *l.crossed >= b.map.start && *l.crossed <= b.map.finish && l.id != "restore" &&
                l.id != "saturation" && lines.size() < 4)
                lines.emplace_back(l.label, *l.crossed);
    return lines;
}

GanttSpec phases(const Build& b) {
    GanttSpec g;
    g.title = fmt::format("{} phases from {} to {}", plan::capital(plan::numberWord(b.map.phases.size())),
                          longDate(b.map.start), longDate(b.map.finish));
    // The summary is one page: gates stand in the roadmap at a glance, and here only the first limit.
    for (const auto& p : b.map.phases)
        g.bars.push_back({p.title, p.start, p.finish, GanttBar::Role::Phase});
    g.limits = limitLines(b);
    if (g.limits.size() > 1)
        g.limits.resize(1);
    return g;
}

GanttSpec tasks(const Build& b) {
    GanttSpec g;
    const bool all = b.map.tasks.size() <= kMostBars;
    int gate = 0;
    g.title = all ? fmt::format("{} and their critical path", plan::counted(b.map.tasks.size(), "task"))
                  : fmt::format("The critical path through {}", plan::counted(b.map.tasks.size(), "task"));
    for (const auto& p : b.map.phases) {
        g.bars.push_back({p.title, p.start, p.finish, GanttBar::Role::Phase});
        for (const auto& t : b.map.tasks)
            if (t.phase == p.id && (all || t.critical))
                g.bars.push_back({t.id + " " + t.title, t.start, t.finish,
                                  t.critical ? GanttBar::Role::Critical : GanttBar::Role::Slack});
        g.bars.push_back({fmt::format("G{} {}", ++gate, p.gate), p.finish, p.finish, GanttBar::Role::Gate});
    }
    g.limits = limitLines(b);
    return g;
}

std::string askTitle(const Build& b) {
    if (b.map.verdict == "Open")
        return fmt::format("We ask for {} by {}", plan::counted(b.map.conditions.size(), "answer"),
                           longDate(b.map.start));
    return fmt::format("We ask {} to decide by {}", b.word("client"), longDate(b.map.start));
}

} // namespace

Part summary(Build& b) {
    Section s = makeSection("summary", "Executive summary", b.map.headline);
    s.blocks = {lead(b.map.lead), figures(b)};
    if (!b.map.risks.empty())
        s.blocks.push_back(worstRisks(b));
    if (!b.map.phases.empty())
        s.blocks.push_back(phases(b));
    s.blocks.push_back(Callout{askTitle(b), plain(b.map.ask)});
    return {s};
}

Part glance(Build& b) {
    if (b.map.tasks.empty()) {
        b.absent.push_back(fmt::format("A plan for {}: no evidence asks for a task", b.word("server")));
        return {};
    }
    const auto critical =
        std::count_if(b.map.tasks.begin(), b.map.tasks.end(), [](const auto& t) { return t.critical; });
    Section s = makeSection("roadmap", "Roadmap at a glance",
                            fmt::format("The last of {} ends on {}; {} of them set that date",
                                        plan::counted(b.map.tasks.size(), "task"), longDate(b.map.finish),
                                        formatNumber(double(critical))));
    const auto team = plan::counted(b.map.phases.size(), "phase");
    s.blocks = {
        lead(fmt::format(
            "{} from {}, planned at the expected effort of each task, on working days{}.",
            plan::capital(team), longDate(b.map.start),
            b.in.criteria.text("freezes") ? " outside the freezes " + *b.in.criteria.text("freezes") : "")),
        tasks(b)};
    TableSpec t;
    t.columns = {left("Task", 4), left("Serves", 4), left("Who", 1), right("Effort", 1), right("Done by", 1)};
    for (const auto& task : b.map.tasks)
        t.rows.push_back(
            {cell(b.taskLink(task.id) + plain(" " + task.title), task.critical ? "critical path" : ""),
             cell(task.criterion), cell(task.role), cell(formatEffort(task.effort.low, task.effort.high)),
             cell(longDate(task.finish),
                  "from " + longDate(task.start).substr(0, longDate(task.start).size() - 5))});
    b.addTable(s, std::move(t), "all-tasks", "Tasks");
    return {s};
}

} // namespace causeway::report
