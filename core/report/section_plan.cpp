// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/units.h"
#include "core/report/build.h"
#include "core/roadmap/judgement.h"
#include "core/roadmap/runbook.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace causeway::report {
namespace {

/// The tasks it waits for; of many the last one to end.
RichText after(const Build& b, const Task& t) {
    constexpr std::size_t kMostNamed = 4;
    RichText text;
    if (t.dependsOn.size() <= kMostNamed) {
        for (const auto& id : t.dependsOn)
            text = text + (text.empty() ? RichText{} : plain(", ")) + b.taskLink(id);
        return text;
    }
    const Task* last = nullptr;
    for (const auto& other : b.map.tasks)
        if (std::find(t.dependsOn.begin(), t.dependsOn.end(), other.id) != t.dependsOn.end() &&
            (!last || other.finish > last->finish))
            last = &other;
    text = plain(fmt::format("{} tasks", t.dependsOn.size()));
    return last ? text + plain(", the last ") + b.taskLink(last->id) : text;
}

void addTask(Section& s, const Build& b, const Task& t) {
    s.blocks.push_back(Heading{3, t.id + " " + t.title, "task:" + t.id, 3});
    TableSpec facts;
    facts.columns = {left("Who", 1),   left("Effort", 1), left("When", 1.6),
                     left("After", 1), left("Serves", 2), left("Evidence", 2)};
    RichText evidence;
    for (std::size_t i = 0; i < t.evidence.size() && i < 4; ++i)
        evidence = evidence + (i ? plain(", ") : RichText{}) + b.evidence(t.evidence[i]);
    if (t.evidence.size() > 4)
        evidence = evidence + muted(fmt::format(" and {} more", t.evidence.size() - 4));
    facts.rows = {
        {cell(t.role), cell(formatEffort(t.effort.low, t.effort.high)),
         cell(t.start == t.finish ? longDate(t.start) : longDate(t.start) + " to " + longDate(t.finish),
              t.critical ? "critical path" : ""),
         cell(after(b, t)), cell(t.criterion), cell(evidence)}};
    s.blocks.push_back(paragraph(t.reason));
    s.blocks.push_back(std::move(facts));
    s.blocks.push_back(Paragraph{strong("Done when") + plain(": " + t.acceptance + "."), false});
}

Section phase(const Build& b, const Phase& p) {
    Effort sum;
    std::size_t n = 0;
    for (const auto& t : b.map.tasks)
        if (t.phase == p.id) {
            sum += t.effort;
            ++n;
        }
    Section s = makeSection("phase:" + p.id, p.title,
                            fmt::format("{}: {} until {}, {}", p.title, plan::counted(n, "task"),
                                        longDate(p.finish), formatEffort(sum.low, sum.high)),
                            2);
    s.blocks = {lead(p.goal + "."), Paragraph{strong("Gate") + plain(": " + p.gate + "."), false}};
    for (const auto& t : b.map.tasks)
        if (t.phase == p.id)
            addTask(s, b, t);
    return s;
}

void addRunbook(Section& s, const Build& b) {
    const auto steps = plan::runbook(b.context);
    if (steps.empty())
        return;
    double at = 0;
    TableSpec t;
    t.columns = {right("From", 1), left("Step", 5), left("Who", 1), right("Takes", 1)};
    for (const auto& step : steps) {
        t.rows.push_back({cell("+ " + (at == 0 ? "0\u00a0s" : formatSeconds(at))),
                          cell(step.text, step.basis), cell(step.who), cell(formatSeconds(step.seconds))});
        at += step.seconds;
    }
    const auto window = b.in.criteria.number("cutover_window");
    t.title = fmt::format("The cutover of {} takes {}{}", b.word("server"), formatSeconds(at),
                          window ? fmt::format(", {} the window of {}", at <= *window ? "within" : "beyond",
                                               formatSeconds(*window))
                                 : "");
    s.blocks.push_back(std::move(t));
    s.blocks.push_back(paragraph(fmt::format("The way back to {} stays open until {}: reverse replication "
                                             "carries what PostgreSQL {} has written since.",
                                             b.word("server"), longDate(b.map.finish), b.context.target)));
}

} // namespace

Part effort(Build& b) {
    if (b.map.tasks.empty())
        return {};
    const auto total = b.map.effort();
    Section s = makeSection("effort", "Effort",
                            fmt::format("{} of work in {}", formatEffort(total.low, total.high),
                                        plan::counted(b.map.tasks.size(), "task")));
    std::map<std::string, std::map<std::string, Effort>> byRole;
    for (const auto& t : b.map.tasks)
        byRole[t.role][t.phase] += t.effort;
    TableSpec t;
    t.columns = {left("Role", 2)};
    for (const auto& p : b.map.phases)
        t.columns.push_back(right(p.title, 1));
    t.columns.push_back(right("Sum", 1));
    for (const auto& [role, phases] : byRole) {
        std::vector<Cell> row{cell(role)};
        Effort sum;
        for (const auto& p : b.map.phases) {
            const auto it = phases.find(p.id);
            row.push_back(cell(it == phases.end() ? "" : formatEffort(it->second.low, it->second.high)));
            if (it != phases.end())
                sum += it->second;
        }
        row.push_back(share(formatEffort(sum.low, sum.high), sum.high, total.high));
        t.rows.push_back(std::move(row));
    }
    std::vector<Cell> last{cell(strong("All"))};
    for (const auto& p : b.map.phases) {
        Effort sum;
        for (const auto& task : b.map.tasks)
            if (task.phase == p.id)
                sum += task.effort;
        last.push_back(cell(strong(formatEffort(sum.low, sum.high))));
    }
    last.push_back(cell(strong(formatEffort(total.low, total.high))));
    t.rows.push_back(std::move(last));
    s.blocks.push_back(std::move(t));
    const auto sum = b.map.effortTotal();
    s.blocks.push_back(paragraph(fmt::format(
        "Expected are {}: {} in 80{}% of cases, as far as the tasks do not depend on each other. The "
        "ends of the range are reached only when all goes well, or all goes badly.",
        formatEffort(sum.expected(), sum.expected()), formatEffort(sum.low80(), sum.high80()), "\u00a0")));
    if (const auto low = plan::cost(b.context, total.low))
        s.blocks.push_back(paragraph(
            fmt::format("At {} a day that is {} to {}; no contingency is added and no hardware is in it.",
                        formatNumber(*b.in.criteria.number("day_rate")), formatNumber(*low),
                        formatNumber(*plan::cost(b.context, total.high)))));
    return {s};
}

Part migrationPlan(Build& b) {
    if (b.map.tasks.empty())
        return {};
    Section s = makeSection("plan", b.context.migrating ? "Migration plan" : "Plan",
                            fmt::format("{} phases, each with a gate, end on {}",
                                        plan::capital(plan::numberWord(b.map.phases.size())),
                                        longDate(b.map.finish)));
    if (b.context.migrating)
        addRunbook(s, b);
    Part part{std::move(s)};
    for (const auto& p : b.map.phases)
        part.push_back(phase(b, p));
    return part;
}

Part riskRegister(Build& b) {
    if (b.map.risks.empty())
        return {};
    const auto& worst = b.map.risks.front();
    Section s = makeSection("risks", "Risk register",
                            fmt::format("{}, the worst at {} of 25: {}",
                                        plan::capital(plan::counted(b.map.risks.size(), "risk")),
                                        worst.likelihood * worst.impact, worst.title));
    TableSpec matrix;
    matrix.columns = {left("Impact", 1)};
    for (int l = 1; l <= 5; ++l)
        matrix.columns.push_back(left(fmt::format("Likelihood {}", l), 1));
    for (int impact = 5; impact >= 1; --impact) {
        std::vector<Cell> row{cell(std::to_string(impact))};
        for (int l = 1; l <= 5; ++l) {
            std::string ids;
            for (const auto& r : b.map.risks)
                if (r.impact == impact && r.likelihood == l)
                    ids += (ids.empty() ? "" : " ") + r.id;
            row.push_back(cell(ids));
        }
        matrix.rows.push_back(std::move(row));
    }
    s.blocks.push_back(std::move(matrix));
    TableSpec t;
    t.columns = {left("Risk", 5), right("Score", 1), left("Mitigation", 3), left("Trigger", 3),
                 left("Owner", 1)};
    for (const auto& r : b.map.risks)
        t.rows.push_back(
            {cell(strong(r.id + " " + r.title), brief(r.cause, 220)),
             cell(std::to_string(r.likelihood * r.impact), fmt::format("{} × {}", r.likelihood, r.impact)),
             cell(r.mitigation), cell(r.trigger), cell(r.owner)});
    t.source = "Score: likelihood times impact, each from 1 to 5";
    b.addTable(s, std::move(t), "all-risks", "Risks");
    return {s};
}

} // namespace causeway::report
