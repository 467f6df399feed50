// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/audit_text.h"

#include "core/audit/words.h"
#include "core/base/text.h"

#include <fmt/format.h>

namespace causeway {
namespace {

std::string csvCell(std::string text) {
    if (!text.empty() && std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos)
        text.insert(0, "'");
    if (text.find_first_of(",\"\n\r") == std::string::npos)
        return text;
    return "\"" + replaceAll(std::move(text), "\"", "\"\"") + "\"";
}

std::string csvRow(const std::vector<std::string>& cells) {
    std::vector<std::string> out;
    for (const auto& cell : cells)
        out.push_back(csvCell(cell));
    return join(out, ",") + "\n";
}

/// Text between Markdown's marks: what would start a mark is escaped.
std::string plain(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (std::string_view("\\`*_[]<>|#").find(c) != std::string_view::npos)
            out += '\\';
        out += c == '\n' ? ' ' : c;
    }
    return out;
}

/// A fence longer than any run of backticks in the text, so that the text cannot end it.
std::string fenced(const std::string& text, std::string_view language) {
    std::string fence = "```";
    while (text.find(fence) != std::string::npos)
        fence += '`';
    return fmt::format("{}{}\n{}\n{}\n\n", fence, language == "text" ? "" : language, text, fence);
}

std::string findingMarkdown(const Words& words, const Finding& f) {
    std::string out = fmt::format("## {}\n\n{} · {} · {} · `{}`\n\n{}\n\n{}\n\n", plain(f.title),
                                  words.phrase("severity." + std::string(severityName(f.severity))),
                                  words.familyName(f.family),
                                  words.phrase("confidence." + std::string(confidenceName(f.confidence))),
                                  f.rule, plain(f.where), plain(f.why));
    out += fmt::format("| {} | {} | {} |\n|---|---|---|\n", words.phrase("head.evidence"),
                       words.phrase("head.value"), words.phrase("head.at"));
    for (const auto& line : f.evidence)
        out += fmt::format("| {} | {} | {} |\n", plain(line.label), plain(line.value),
                           line.at ? toIso(*line.at) : "");
    out += "\n" + fenced(f.fix, f.fixLanguage);
    for (const auto& [key, text] :
         {std::pair{"head.risk", f.risk}, std::pair{"head.rollback", f.rollback},
          std::pair{"head.verify", f.verify}, std::pair{"head.reference", f.reference}})
        if (!text.empty())
            out += fmt::format("- {}: {}\n", words.phrase(key), plain(text));
    out += fmt::format("- {}: {}\n- {}: {}\n\n", words.phrase("head.effort"), words.effort(f.effort),
                       words.phrase("head.score_cost"), words.number(f.scoreCost, 2));
    return out;
}

} // namespace

std::string auditCsv(const AuditReport& report, std::string_view language) {
    const Words& words = wordsIn(language);
    std::string out = "severity,confidence,family,rule,server,object,title,where,why,fix,effort_low_h,effort_"
                      "high_h,score_cost\n";
    for (const auto& f : report.findings())
        out += csvRow({std::string(severityName(f.severity)), std::string(confidenceName(f.confidence)),
                       words.familyName(f.family), f.rule, f.server, f.object, f.title, f.where, f.why, f.fix,
                       fmt::format("{}", f.effort.low), fmt::format("{}", f.effort.high),
                       fmt::format("{:.2f}", f.scoreCost)});
    return out;
}

std::string auditMarkdown(const AuditReport& report, std::string_view language) {
    const Words& words = wordsIn(language);
    const auto findings = report.findings();
    std::string out = "# " + words.phrase("report.title", {{"score", words.count(report.score)}}) + "\n\n";
    out += words.phrase("report.summary", {{"checks", words.count(double(report.checks.size()))},
                                           {"findings", words.count(double(findings.size()))},
                                           {"passed", words.count(report.count(CheckState::Passed))},
                                           {"open", words.count(report.count(CheckState::NotAssessed))}}) +
           "\n\n";
    for (const auto& finding : findings)
        out += findingMarkdown(words, finding);
    out += "## " + words.phrase("report.not_assessed") + "\n\n";
    for (const auto& check : report.checks)
        if (check.state == CheckState::NotAssessed)
            out += fmt::format("- {} (`{}`, {}): {}\n", plain(check.title), check.rule, plain(check.server),
                               plain(check.reason));
    return out;
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
