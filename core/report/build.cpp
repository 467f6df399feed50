// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/build.h"

#include "core/base/units.h"
#include "core/readiness/obstacle_texts.h"
#include "core/roadmap/obstacle_titles.h"
#include "core/roadmap/words.h"

#include <fmt/format.h>

#include <algorithm>

namespace causeway::report {

Build::Build(const RoadmapInput& input, const Roadmap& roadmap) : in(input), map(roadmap), context(input) {
    plan::addWords(context);
    std::map<std::pair<std::string, std::string>, std::string> first;
    for (const auto& f : context.findings)
        if (f.severity <= Severity::High)
            sheets.emplace(f.key, first.emplace(std::pair(f.rule, f.server), f.key).first->second);
    if (!in.snapshot)
        return;
    std::size_t n = 0;
    for (const auto& s : in.snapshot->servers)
        for (const auto& p : s.probes)
            evidenceIds.emplace(std::pair(s.id, p.id), fmt::format("E-{:03}", ++n));
}

void Build::addTable(Section& section, TableSpec table, const std::string& id, const std::string& title) {
    if (table.rows.size() > kMostRows) {
        auto whole = table;
        const auto n = table.rows.size();
        table.rows.resize(kMostRows);
        table.source = fmt::format("{}{} of {}; all in the appendix \"{}\"",
                                   table.source.empty() ? "" : table.source + ". ", kMostRows,
                                   formatNumber(double(n)), title);
        Section all = makeSection(id, title, fmt::format("{}: all {}", title, formatNumber(double(n))), 2);
        all.blocks.push_back(std::move(whole));
        overflow.push_back(std::move(all));
    }
    section.blocks.push_back(std::move(table));
}

std::string Build::evidenceId(const EvidenceRef& ref) const {
    if (ref.probe.empty())
        return ref.source;
    const auto it = evidenceIds.find({ref.server, ref.probe});
    return it == evidenceIds.end() ? "" : it->second;
}

RichText Build::evidence(const std::string& id) const {
    if (const auto sheet = sheetOf(id); !sheet.empty())
        return link(findingTitle(id), sheet);
    if (const auto* limit = context.limit(id))
        return link(limit->label, "capacity");
    if (id.starts_with("lab:") && !in.lab.empty())
        return link(id.substr(4), "availability");
    if (obstacleTexts().contains(id))
        return in.readiness.empty() ? plain(plan::obstacleTitle(id))
                                    : link(plan::obstacleTitle(id), "readiness");
    const bool finding = std::any_of(context.findings.begin(), context.findings.end(),
                                     [&](const auto& f) { return f.key == id; });
    if (finding)
        return link(findingTitle(id), "findings");
    return in.readiness.empty() ? plain(plan::obstacleTitle(id)) : link(plan::obstacleTitle(id), "readiness");
}

std::string Build::sheetOf(const std::string& findingKey) const {
    const auto it = sheets.find(findingKey);
    return it == sheets.end() ? "" : "finding:" + it->second;
}

std::string Build::findingTitle(const std::string& key) const {
    constexpr std::size_t kMost = 60;
    for (const auto& f : context.findings)
        if (f.key == key)
            return brief(f.title, kMost);
    return key;
}

RichText Build::taskLink(const std::string& id) const {
    return link(id, "task:" + id);
}

const Task* Build::taskFor(const std::string& id) const {
    for (const auto& t : map.tasks)
        if (std::find(t.evidence.begin(), t.evidence.end(), id) != t.evidence.end())
            return &t;
    return nullptr;
}

std::string Build::source(const std::string& what) const {
    const auto day = in.snapshot ? std::chrono::floor<std::chrono::days>(in.snapshot->taken) : context.start;
    return fmt::format("Source: {}, {}", what, longDate(day));
}

std::string Build::sourceMark(std::string_view kind) const {
    if (in.snapshot)
        for (const auto& s : in.snapshot->sources)
            if (s.kind == kind || s.id == kind)
                return " [" + s.id + "]";
    return {};
}

Cell Build::sizeCell(double bytes) const {
    if (!context.scaling || bytes <= 0)
        return cell(formatBytes(bytes));
    return cell(formatBytes(bytes), fmt::format("× {} = {}", context.scaling->factorText(),
                                                formatBytes(bytes * context.scaling->factor)));
}

Cell Build::countCell(double count, const std::string& remark) const {
    if (!context.scaling || count <= 0)
        return cell(formatNumber(count), remark);
    return cell(formatNumber(count), fmt::format("× {} = {}", context.scaling->factorText(),
                                                 formatNumber(count * context.scaling->factor)));
}

void addScaleNotes(const Build& b, std::vector<Section>& sections) {
    const auto note = b.context.scaleNote();
    if (note.empty())
        return;
    const auto& volume = b.word("volume");
    for (auto& s : sections) {
        Document alone;
        alone.sections = {s};
        const auto text = toMarkdown(alone);
        // Sections that show dates of the forecast, which follow from the volume, without naming it.
        bool scaled = false;
        for (const auto* id : {"summary", "roadmap", "risks", "capacity", "formulas"})
            scaled |= s.id == id;
        for (const auto& derived : {volume, b.word("copy_time")})
            scaled |= text.find(derived) != std::string::npos;
        if (!scaled || text.find(note.substr(0, note.find(':'))) != std::string::npos)
            continue;
        const auto* first = s.blocks.empty() ? nullptr : std::get_if<Paragraph>(&s.blocks.front());
        s.blocks.insert(s.blocks.begin() + (first && first->lead ? 1 : 0), Paragraph{muted(note), false});
    }
}

Section makeSection(std::string id, std::string title, std::string headline, int level) {
    Section s;
    s.id = std::move(id);
    s.title = std::move(title);
    s.headline = std::move(headline);
    s.level = level;
    s.newPage = level == 1;
    return s;
}

} // namespace causeway::report
