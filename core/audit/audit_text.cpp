// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/audit_text.h"

#include "core/audit/score.h"
#include "core/audit/words.h"
#include "core/base/csv.h"
#include "core/base/markdown.h"
#include "core/base/text.h"

#include <fmt/format.h>

#include <algorithm>

namespace causeway {
namespace {

const Finding* findingOf(const std::vector<Finding>& findings, const std::string& key) {
    const auto it =
        std::find_if(findings.begin(), findings.end(), [&](const Finding& f) { return f.key == key; });
    return it == findings.end() ? nullptr : &*it;
}

std::string findingMarkdown(const Words& words, const Finding& f) {
    std::string out = fmt::format("### {}\n\n{} · {} · {} · `{}`\n\n{}\n\n{}\n\n", markdownText(f.title),
                                  words.phrase("severity." + std::string(severityName(f.severity))),
                                  words.familyName(f.family),
                                  words.phrase("confidence." + std::string(confidenceName(f.confidence))),
                                  f.rule, markdownText(f.where), markdownText(f.why));
    out += fmt::format("| {} | {} | {} |\n|---|---|---|\n", words.phrase("head.evidence"),
                       words.phrase("head.value"), words.phrase("head.at"));
    for (const auto& line : f.evidence)
        out += fmt::format("| {} | {} | {} |\n", markdownText(line.label), markdownText(line.value),
                           line.at ? toIso(*line.at) : "");
    out += "\n" + markdownBlock(f.fix, f.fixLanguage == "text" ? "" : f.fixLanguage) + "\n";
    for (const auto& [key, text] :
         {std::pair{"head.risk", f.risk}, std::pair{"head.rollback", f.rollback},
          std::pair{"head.verify", f.verify}, std::pair{"head.reference", f.reference}})
        if (!text.empty())
            out += fmt::format("- {}: {}\n", words.phrase(key), markdownText(text));
    if (f.waiver)
        out += fmt::format("- {}\n", markdownText(waiverLine(f, words.language())));
    out += fmt::format("- {}: {}\n- {}: {}\n\n", words.phrase("head.effort"), words.effort(f.effort),
                       words.phrase("head.score_cost"), words.number(f.scoreCost, 2));
    return out;
}

std::string scoreOf(const Words& words, const FamilyScore& family) {
    return family.score ? words.number(*family.score) : words.phrase("score.unassessed");
}

/// Families with their scores, then every deduction with its formula.
std::string scoreMarkdown(const Words& words, const AuditReport& report,
                          const std::vector<Finding>& findings) {
    std::string out =
        fmt::format("## {}\n\n{}\n\n| {} | {} | {} | {} |\n|---|--:|--:|--:|\n", words.phrase("score.parts"),
                    markdownText(words.phrase("score.how")), words.phrase("head.family"),
                    words.phrase("head.score"), words.phrase("head.points"), words.phrase("head.coverage"));
    for (const auto& family : report.families)
        out += fmt::format("| {} | {} | {} | {} |\n", words.familyName(family.family), scoreOf(words, family),
                           words.number(family.points(), 2), words.percent(family.coverage()));
    std::string rows;
    for (const auto& family : report.families)
        for (const auto& d : family.deductions)
            if (const auto* f = findingOf(findings, d.key))
                rows += fmt::format("| {} | {} | {} |\n", markdownText(f->title), words.number(d.points, 2),
                                    markdownText(deductionFormula(d, *f, report, words.language())));
    if (!rows.empty())
        out += fmt::format("\n| {} | {} | {} |\n|---|--:|---|\n{}", words.phrase("head.finding"),
                           words.phrase("head.points"), words.phrase("head.formula"), rows);
    return out + "\n";
}

} // namespace

std::string auditCsv(const AuditReport& report, std::string_view language) {
    const Words& words = wordsIn(language);
    std::string out = "severity,confidence,family,rule,server,object,title,where,why,fix,effort_low_h,effort_"
                      "high_h,score_cost,key,waiver,waiver_reason,waiver_author,waiver_until\n";
    auto all = report.findings();
    const auto waived = report.waivedFindings();
    all.insert(all.end(), waived.begin(), waived.end());
    for (const auto& f : all)
        out += csvRow({std::string(severityName(f.severity)), std::string(confidenceName(f.confidence)),
                       words.familyName(f.family), f.rule, f.server, f.object, f.title, f.where, f.why, f.fix,
                       fmt::format("{}", f.effort.low), fmt::format("{}", f.effort.high),
                       fmt::format("{:.2f}", f.scoreCost), f.key,
                       !f.waiver  ? ""
                       : f.waived ? "in-force"
                                  : "expired",
                       f.waiver ? f.waiver->reason : "", f.waiver ? f.waiver->author : "",
                       f.waiver ? toIso(f.waiver->until) : ""});
    return out;
}

std::string auditMarkdown(const AuditReport& report, std::string_view language) {
    const Words& words = wordsIn(language);
    const auto findings = report.findings(), waived = report.waivedFindings();
    std::string out =
        fmt::format("# {}\n\n{}\n\n", words.phrase("report.title", {{"score", words.count(report.score)}}),
                    summaryLine(report, language));
    out += scoreMarkdown(words, report, findings);
    if (!findings.empty())
        out += "## " + words.phrase("head.findings") + "\n\n";
    for (const auto& finding : findings)
        out += findingMarkdown(words, finding);
    if (!waived.empty())
        out += "## " + words.phrase("report.waived") + "\n\n";
    for (const auto& finding : waived)
        out += findingMarkdown(words, finding);
    out += "## " + words.phrase("report.not_assessed") + "\n\n";
    for (const auto& check : report.checks)
        if (check.state == CheckState::NotAssessed)
            out += fmt::format("- {} (`{}`, {}): {}\n", markdownText(check.title), check.rule,
                               markdownText(check.server), markdownText(check.reason));
    return out;
}

std::string summaryLine(const AuditReport& report, std::string_view language) {
    const Words& words = wordsIn(language);
    const auto waived = report.waivedFindings().size();
    return words.phrase("report.summary", {{"checks", words.count(double(report.checks.size()))},
                                           {"findings", words.count(double(report.findings().size()))},
                                           {"passed", words.count(report.count(CheckState::Passed))},
                                           {"open", words.count(report.count(CheckState::NotAssessed))}}) +
           " " + words.phrase("score.coverage", {{"percent", words.percent(report.coverage())}}) +
           (waived ? " " + words.phrase("report.waived") + ": " + words.number(double(waived)) + "." : "");
}

std::string waiverLine(const Finding& finding, std::string_view language) {
    if (!finding.waiver)
        return {};
    const Words& words = wordsIn(language);
    return words.phrase(finding.waived ? "waiver.in_force" : "waiver.expired",
                        {{"author", finding.waiver->author},
                         {"date", words.date(finding.waiver->until)},
                         {"reason", finding.waiver->reason}});
}

std::string familyTitle(std::string_view family, std::string_view language) {
    return wordsIn(language).familyName(family);
}
std::string severityTitle(Severity severity, std::string_view language) {
    return wordsIn(language).phrase("severity." + std::string(severityName(severity)));
}
std::string confidenceTitle(Confidence confidence, std::string_view language) {
    return wordsIn(language).phrase("confidence." + std::string(confidenceName(confidence)));
}

} // namespace causeway
