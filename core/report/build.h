// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/report/blocks.h"
#include "core/report/builder.h"
#include "core/roadmap/context.h"

#include <map>

namespace causeway::report {

inline constexpr std::size_t kMostRows = 20; ///< a longer table shows its top and goes whole to an appendix

/// A part of the document: its section and those of level 2 below it.
using Part = std::vector<Section>;

/// What the sections are written from and what they leave behind for others.
struct Build {
    Build(const RoadmapInput& input, const Roadmap& roadmap);

    const RoadmapInput& in;
    const Roadmap& map;
    plan::Context context;
    std::vector<std::string> absent; ///< what is not in the document and why, for the scope section
    Part overflow;                   ///< whole tables, for the appendices

    /// Adds the table, cut to its top rows; the whole of a longer one becomes an appendix called `title`.
    void addTable(Section& section, TableSpec table, const std::string& id, const std::string& title);
    /// "E-012" of a probe, "S2" of a source; empty for an unknown one.
    std::string evidenceId(const EvidenceRef& ref) const;
    /// A link to the finding's sheet, the limit, the cluster or the obstacle, where the document has one.
    RichText evidence(const std::string& id) const;
    std::string findingTitle(const std::string& key) const;
    RichText taskLink(const std::string& id) const;
    /// Anchor of the sheet that holds a finding; empty where it has none.
    std::string sheetOf(const std::string& findingKey) const;
    const Task* taskFor(const std::string& evidenceId) const;
    /// "Source: ..., 20 Nov 2026".
    std::string source(const std::string& what) const;
    /// " [S2]" of the first source of that kind; empty where there is none.
    std::string sourceMark(std::string_view kind) const;
    /// "14 MB", where the files come from a smaller copy with the scaled size: "× 112 = 1.5 GB".
    Cell sizeCell(double bytes) const;
    Cell countCell(double count, const std::string& remark) const;
    const std::string& word(std::string_view key) const { return context.word(key); }

    /// Critical and high findings share one sheet a rule and server: finding key to the first one's key.
    std::map<std::string, std::string> sheets;
    std::map<std::pair<std::string, std::string>, std::string> evidenceIds;
};

Section makeSection(std::string id, std::string title, std::string headline, int level = 1);

/// Each gives its part, or nothing where its evidence is missing (and says so in Build::absent).
Part summary(Build& b);
Part scorecard(Build& b);
Part glance(Build& b);
Part estate(Build& b);
Part workload(Build& b);
Part findings(Build& b);
Part findingSheets(Build& b);
Part availability(Build& b);
Part decision(Build& b);
Part security(Build& b);
Part capacity(Build& b);
Part readiness(Build& b);
Part architecture(Build& b);
Part effort(Build& b);
Part migrationPlan(Build& b);
Part riskRegister(Build& b);
Part scope(Build& b); ///< last: it names what the others left out
/// body: all sections before them, numbered.
Part appendices(Build& b, const std::vector<Section>& body);
/// Says in each section that shows a size or time computed from a smaller copy what it was computed from.
void addScaleNotes(const Build& b, std::vector<Section>& sections);
Cover cover(const Build& b);

} // namespace causeway::report
