// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/audit_text.h"
#include "core/audit/score.h"
#include "core/audit/words.h"
#include "core/base/text.h"

#include <fmt/format.h>

#include <map>

namespace causeway {
namespace {

constexpr std::string_view kIndent = "         ";

std::string findingPlain(const Words& words, const Finding& f, const std::string& formula) {
    std::string text = fmt::format("\n{:<8} {}\n{}{}\n{}{}\n", severityName(f.severity), f.title, kIndent,
                                   f.where, kIndent, f.why);
    for (const auto& line : f.evidence)
        text += fmt::format("{}{} = {}\n", kIndent, line.label, line.value);
    const auto part = [&](std::string_view name, const std::string& value) {
        if (value.empty())
            return;
        const std::string head = fmt::format("{}{}: ", kIndent, toLower(words.phrase(name)));
        text += head + replaceAll(value, "\n", "\n" + std::string(kIndent) + "  ") + "\n";
    };
    part("head.fix", f.fix);
    part("head.score_cost", formula);
    if (!f.note.empty())
        text += fmt::format("{}{}\n", kIndent, f.note);
    if (f.waiver)
        text += fmt::format("{}{}\n", kIndent, waiverLine(f, words.language()));
    return text + fmt::format("{}{}\n", kIndent, f.key);
}

std::string familiesPlain(const Words& words, const AuditReport& report) {
    std::string text;
    for (const auto& family : report.families)
        text += fmt::format("  {:>3}  −{:<6} {:>5}  {}\n", family.score ? words.number(*family.score) : "–",
                            words.number(family.points(), 2), words.percent(family.coverage()),
                            words.familyName(family.family));
    return text;
}

} // namespace

std::string auditPlain(const AuditReport& report, std::string_view language) {
    const Words& words = wordsIn(language);
    std::map<std::string_view, const Deduction*> deductions;
    for (const auto& family : report.families)
        for (const auto& d : family.deductions)
            deductions[d.key] = &d;
    std::string text = fmt::format("{}\n{}\n\n{}  ({}, {}, {})\n{}",
                                   words.phrase("report.title", {{"score", words.count(report.score)}}),
                                   summaryLine(report, language), words.phrase("score.parts"),
                                   toLower(words.phrase("head.score")), toLower(words.phrase("head.points")),
                                   toLower(words.phrase("head.coverage")), familiesPlain(words, report));
    for (const auto& f : report.findings()) {
        const auto it = deductions.find(f.key);
        text += findingPlain(
            words, f, it == deductions.end() ? "" : deductionFormula(*it->second, f, report, language));
    }
    if (const auto waived = report.waivedFindings(); !waived.empty()) {
        text += fmt::format("\n{}\n", words.phrase("report.waived"));
        for (const auto& f : waived)
            text += findingPlain(words, f, {});
    }
    std::string open;
    for (const auto& check : report.checks)
        if (check.state == CheckState::NotAssessed)
            open += fmt::format("  {} @ {}: {}\n", check.rule, check.server, check.reason);
    return open.empty() ? text : text + "\n" + words.phrase("report.not_assessed") + "\n" + open;
}

} // namespace causeway
