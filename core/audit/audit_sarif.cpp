// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/audit_sarif.h"

#include "core/audit/audit_text.h"
#include "core/audit/words.h"

#include <fmt/format.h>

#include <array>
#include <map>

namespace causeway {
namespace {

/// SARIF has three levels of failure; the five severities stay in the properties.
constexpr std::array kLevels{"error", "error", "warning", "note", "note"};
/// SARIF's rank, 0 to 100, for viewers that sort by it.
constexpr std::array kRanks{95.0, 75.0, 50.0, 25.0, 5.0};

/// A rule's text without its holes' values: none are known where a rule is described as such.
bool complete(const std::string& text) {
    return !text.empty() && text.find('{') == std::string::npos;
}

bool isAddress(const std::string& text) {
    return text.starts_with("https://") || text.starts_with("http://");
}

Json ruleJson(const Words& words, const CheckResult& check) {
    const std::string title = words.part(check.rule, "check");
    const std::string why = words.part(check.rule, "why"), risk = words.part(check.rule, "risk");
    const std::string family = words.familyName(check.family);
    std::string help = complete(why) ? why : title + ".";
    if (complete(risk))
        help += " " + words.phrase("head.risk") + ": " + risk;
    Json json{{"id", check.rule},
              {"name", check.rule},
              {"shortDescription", {{"text", title}}},
              {"fullDescription", {{"text", complete(why) ? why : title + "."}}},
              {"help", {{"text", help}}},
              {"properties", {{"tags", Json::array({family})}}}};
    if (words.hasRule(check.rule))
        if (const auto& reference = words.remedy(check.rule).reference; isAddress(reference))
            json["helpUri"] = reference;
    return json;
}

Json locations(const std::string& server, const std::string& object) {
    Json place{{"name", object.empty() ? server : object},
               {"fullyQualifiedName", object.empty() ? server : server + "/" + object},
               {"kind", object.empty() ? "server" : "object"}};
    return Json::array({Json{{"logicalLocations", Json::array({place})}}});
}

std::string messageOf(const Words& words, const Finding& f) {
    std::string text = f.title + ". " + f.where + ". " + f.why;
    if (!f.fix.empty())
        text += "\n" + words.phrase("head.fix") + ":\n" + f.fix;
    if (!f.note.empty())
        text += "\n" + f.note;
    return text;
}

Json findingResult(const Words& words, const Finding& f, std::size_t ruleIndex) {
    Json json{{"ruleId", f.rule},
              {"ruleIndex", ruleIndex},
              {"kind", "fail"},
              {"level", kLevels[std::size_t(f.severity)]},
              {"message", {{"text", messageOf(words, f)}}},
              {"locations", locations(f.server, f.object)},
              {"partialFingerprints", {{"causewayFindingKey/v1", f.key}}},
              {"rank", kRanks[std::size_t(f.severity)]}};
    if (f.waiver)
        json["suppressions"] = Json::array(
            {{{"kind", "external"},
              {"status", f.waived ? "accepted" : "rejected"},
              {"justification", waiverLine(f, words.language())},
              {"properties", {{"author", f.waiver->author}, {"until", toIso(f.waiver->until)}}}}});
    json["properties"] = {
        {"severity", severityName(f.severity)},
        {"confidence", confidenceName(f.confidence)},
        {"basis", f.note.empty() ? "run" : "documentation"},
        {"scoreCost", f.scoreCost},
        {"effortHours", {{"low", f.effort.low}, {"likely", f.effort.likely}, {"high", f.effort.high}}}};
    return json;
}

Json openResult(const CheckResult& check, std::size_t ruleIndex) {
    return {{"ruleId", check.rule},
            {"ruleIndex", ruleIndex},
            {"kind", "open"},
            {"level", "none"},
            {"message", {{"text", check.title + ". " + check.reason}}},
            {"locations", locations(check.server, {})},
            {"partialFingerprints", {{"causewayFindingKey/v1", check.rule + "@" + check.server}}}};
}

} // namespace

Json auditSarif(const AuditReport& report, std::string_view language, const std::string& toolVersion) {
    const Words& words = wordsIn(language);
    Json rules = Json::array(), results = Json::array();
    std::map<std::string_view, std::size_t> indexes;
    for (const auto& check : report.checks)
        if (indexes.try_emplace(check.rule, rules.size()).second)
            rules.push_back(ruleJson(words, check));
    for (const auto& findings : {report.findings(), report.waivedFindings()})
        for (const auto& f : findings)
            results.push_back(findingResult(words, f, indexes.at(f.rule)));
    for (const auto& check : report.checks)
        if (check.state == CheckState::NotAssessed)
            results.push_back(openResult(check, indexes.at(check.rule)));
    Json driver{{"name", "Causeway"}, {"version", toolVersion}, {"language", language}, {"rules", rules}};
    Json run{{"tool", {{"driver", driver}}},
             {"columnKind", "utf16CodeUnits"},
             {"results", results},
             {"properties", {{"score", report.score}, {"coverage", report.coverage()}}}};
    return {{"$schema", "https://json.schemastore.org/sarif-2.1.0.json"},
            {"version", "2.1.0"},
            {"runs", Json::array({run})}};
}

} // namespace causeway
