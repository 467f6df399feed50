// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"
#include "core/base/units.h"
#include "core/report/build.h"
#include "core/report/finding_charts.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

namespace causeway::report {
namespace {

constexpr std::array kSeverities{Severity::Critical, Severity::High, Severity::Medium, Severity::Low,
                                 Severity::Info};

TableSpec matrix(const Build& b) {
    std::map<std::string, std::array<int, 5>> families;
    for (const auto& f : b.context.findings)
        ++families[f.family][std::size_t(f.severity)];
    TableSpec t;
    t.columns = {left("Family", 2)};
    for (const auto s : kSeverities)
        t.columns.push_back(right(plan::capital(std::string(severityName(s))), 1));
    for (const auto& [name, counts] : families) {
        std::vector<Cell> row{cell(name)};
        for (const auto n : counts)
            row.push_back(cell(n ? std::to_string(n) : "–"));
        t.rows.push_back(std::move(row));
    }
    return t;
}

/// The finding's title, leading to its sheet where it has one.
RichText titleOf(const Build& b, const Finding& f, RichText otherwise) {
    const auto sheet = b.sheetOf(f.key);
    return sheet.empty() ? otherwise : link(f.title, sheet);
}

Cell reference(const std::string& text) {
    return text.starts_with("https://") ? cell(link(text, text)) : cell(text);
}

/// The finding's evidence, with its chart where one says more.
Block evidenceBlock(const Build& b, const Finding& f) {
    constexpr std::size_t kMostValue = 120;
    TableSpec t;
    t.columns = {left("Setting or measure", 3), left("Value", 2)};
    for (const auto& e : f.evidence) {
        const auto id = e.ref ? b.evidenceId(*e.ref) : "";
        const auto at =
            e.at ? longDate(std::chrono::floor<std::chrono::days>(*e.at)) + ", " + toIso(*e.at).substr(11, 5)
                 : std::string();
        t.rows.push_back({cell(code(e.label), (id.empty() ? "" : "[" + id + "] ") + at),
                          cell(strong(brief(e.value, kMostValue)))});
    }
    if (auto chart = findingChart(b, f))
        return Beside{std::move(t), std::move(*chart)};
    return t;
}

/// The other places in which the sheet's rule found the same.
void addPlaces(Section& s, Build& b, const Finding& f) {
    TableSpec t;
    t.columns = {left("Place", 3), left("What was found", 4), right("Effort", 1)};
    for (const auto& o : b.context.findings)
        if (o.key != f.key && b.sheetOf(o.key) == s.id)
            t.rows.push_back({cell(o.object.empty() ? o.server : o.object), cell(brief(o.where, 160)),
                              cell(formatEffort(o.effort.low, o.effort.high))});
    if (t.rows.empty())
        return;
    t.title = fmt::format("The same in {}", plan::counted(t.rows.size(), "other place"));
    b.addTable(s, std::move(t), "places:" + f.key, fmt::format("Places of {} on {}", f.rule, f.server));
}

Section sheet(Build& b, const Finding& f) {
    Section s = makeSection("finding:" + f.key, f.title, f.title, 2);
    s.newPage = true;
    TableSpec head;
    head.columns = {left("Severity", 1), left("Family", 1), left("Basis", 1), left("Server", 1),
                    right("Rule", 2)};
    head.rows = {{severity(std::string(severityName(f.severity))), cell(f.family),
                  cell(std::string(confidenceName(f.confidence))), cell(f.server, f.object),
                  cell(code(f.rule))}};
    s.blocks = {head, lead(f.why)};
    if (!f.where.empty())
        s.blocks.push_back(paragraph(brief(f.where, 400)));
    if (!f.evidence.empty()) {
        s.blocks.push_back(Heading{2, "Evidence", {}});
        s.blocks.push_back(evidenceBlock(b, f));
    }
    if (!f.fix.empty()) {
        s.blocks.push_back(Heading{2, "Fix", {}});
        s.blocks.push_back(CodeBlock{f.fix, f.fixLanguage.empty() ? "text" : f.fixLanguage});
    }
    TableSpec mending;
    mending.columns = {left("Risk of the fix", 1), left("Rollback", 1), left("Verify", 1)};
    mending.rows = {{cell(f.risk), cell(f.rollback), cell(f.verify)}};
    s.blocks.push_back(std::move(mending));
    TableSpec facts;
    facts.columns = {left("Effort", 1), left("In the roadmap", 2), left("Effect on the score", 2),
                     left("Reference", 3)};
    const auto* task = b.taskFor(f.key);
    facts.rows = {
        {cell(formatEffort(f.effort.low, f.effort.high)),
         task ? cell(b.taskLink(task->id) + plain(", done by " + longDate(task->finish))) : cell("no task"),
         cell(fmt::format("{} of the {} lost points", formatNumber(f.scoreCost, 1), 100 - b.in.audit->score)),
         reference(f.reference)}};
    s.blocks.push_back(std::move(facts));
    addPlaces(s, b, f);
    return s;
}

/// What the client has decided to live with: still told, with who decided, why and until when.
void addWaived(Build& b, Section& s) {
    TableSpec t;
    t.columns = {left("Severity", 1), left("Finding", 3), left("Reason", 4), left("Decided by", 2),
                 left("Until", 1)};
    for (const auto& f : b.in.audit->waivedFindings())
        t.rows.push_back({severity(std::string(severityName(f.severity))), cell(strong(f.title), f.rule),
                          cell(brief(f.waiver->reason, 400), f.object.empty() ? f.server : f.object),
                          cell(printable(f.waiver->author, 120)), cell(longDate(f.waiver->until))});
    if (t.rows.empty())
        return;
    t.title =
        fmt::format("{} waived: no task, no lost point until the day named",
                    t.rows.size() == 1 ? "1 finding is" : fmt::format("{} findings are", t.rows.size()));
    b.addTable(s, std::move(t), "waived-findings", "Waived findings");
}

} // namespace

Part findings(Build& b) {
    if (!b.in.audit) {
        b.absent.push_back(fmt::format("Findings on {}: no audit was run", b.word("server")));
        return {};
    }
    const auto& all = b.context.findings;
    Section s = makeSection(
        "findings", "Findings",
        all.empty() ? fmt::format("{} of {} checks passed and none found a defect",
                                  b.in.audit->count(CheckState::Passed), b.in.audit->checks.size())
                    : fmt::format("{}, {} of them critical and {} high", plan::counted(all.size(), "finding"),
                                  b.context.count(Severity::Critical), b.context.count(Severity::High)));
    if (all.empty()) {
        addWaived(b, s);
        return {s};
    }
    s.blocks.push_back(matrix(b));
    TableSpec t;
    t.columns = {left("Severity", 1), left("Finding", 4), left("Where", 3),
                 left("Task", 1),     right("Points", 1), right("Effort", 1)};
    for (const auto& f : all) {
        const auto* task = b.taskFor(f.key);
        t.rows.push_back({severity(std::string(severityName(f.severity))),
                          cell(titleOf(b, f, strong(f.title)), f.rule),
                          cell(brief(f.where, 110), f.object.empty() ? f.server : f.object),
                          task ? cell(b.taskLink(task->id)) : cell(""), cell(formatNumber(f.scoreCost, 1)),
                          cell(formatEffort(f.effort.low, f.effort.high))});
    }
    t.source = b.source(fmt::format("audit of snapshot {}, {} checks", b.in.snapshot ? b.in.snapshot->id : "",
                                    b.in.audit->checks.size()));
    b.addTable(s, std::move(t), "all-findings", "Findings");
    addWaived(b, s);
    return {s};
}

Part findingSheets(Build& b) {
    Part part;
    double lost = 0;
    Effort sum;
    for (const auto& f : b.context.findings) {
        const auto anchor = b.sheetOf(f.key);
        if (anchor.empty())
            continue;
        lost += f.scoreCost;
        sum += f.effort;
        if (anchor == "finding:" + f.key &&
            std::none_of(part.begin(), part.end(), [&](const auto& s) { return s.id == anchor; }))
            part.push_back(sheet(b, f));
    }
    if (part.empty())
        return {};
    Section s =
        makeSection("sheets", "Finding sheets",
                    fmt::format("{} in detail",
                                plan::capital(plan::counted(b.sheets.size(), "critical or high finding"))));
    s.blocks = {lead(fmt::format("Together they cost {} points of {}'s score and take {} to mend.",
                                 formatNumber(lost, 1), b.word("server"), formatEffort(sum.low, sum.high)))};
    part.insert(part.begin(), std::move(s));
    return part;
}

Part security(Build& b) {
    if (!b.in.audit) {
        b.absent.push_back(fmt::format("Security of {}: no audit was run", b.word("server")));
        return {};
    }
    std::vector<const CheckResult*> checks;
    for (const auto& check : b.in.audit->checks)
        if (check.rule.starts_with("sec.") || check.family == "Security")
            checks.push_back(&check);
    if (checks.empty()) {
        b.absent.push_back(fmt::format("Security of {}: the audit holds no check of it", b.word("server")));
        return {};
    }
    int found = 0, passed = 0, open = 0;
    TableSpec t;
    t.columns = {left("State", 1), left("Check", 4), left("Where or why not", 4)};
    for (const auto* check : checks) {
        passed += check->state == CheckState::Passed;
        open += check->state == CheckState::NotAssessed;
        for (const auto& f : check->findings) {
            if (f.waived)
                continue;
            ++found;
            t.rows.push_back({severity(std::string(severityName(f.severity))),
                              cell(titleOf(b, f, plain(f.title)), f.rule),
                              cell(brief(f.where, 140), f.object)});
        }
        if (check->state == CheckState::NotAssessed)
            t.rows.push_back({severity("na"), cell(check->title, check->rule), cell(check->reason)});
    }
    for (const auto* check : checks)
        if (check->state == CheckState::Passed)
            t.rows.push_back(
                {severity("ok", "passed"), cell(check->title, check->rule), cell(check->server)});
    Section s = makeSection("security", "Security",
                            fmt::format("{} security checks: {}, {} passed, {} not assessed", checks.size(),
                                        plan::counted(std::size_t(found), "finding"), passed, open));
    t.source = b.source("audit of " + b.word("server"));
    b.addTable(s, std::move(t), "all-security", "Security checks");
    return {s};
}

} // namespace causeway::report
