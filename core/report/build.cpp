// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/build.h"

#include "core/base/units.h"
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
    const auto it = evidenceIds.find({ref.server, ref.probe});
    return it == evidenceIds.end() ? "" : it->second;
}

RichText Build::evidence(const std::string& id) const {
    if (const auto sheet = sheetOf(id); !sheet.empty())
        return link(id, sheet);
    if (context.limit(id))
        return link(id, "capacity");
    if (id.starts_with("lab:") && !in.lab.empty())
        return link(id.substr(4), "availability");
    const bool finding = std::any_of(context.findings.begin(), context.findings.end(),
                                     [&](const auto& f) { return f.key == id; });
    if (finding)
        return link(id, "findings");
    return in.readiness.empty() ? plain(id) : link(id, "readiness");
}

std::string Build::sheetOf(const std::string& findingKey) const {
    const auto it = sheets.find(findingKey);
    return it == sheets.end() ? "" : "finding:" + it->second;
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
