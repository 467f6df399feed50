// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/audit.h"
#include "core/audit/score.h"

#include <array>
#include <map>

namespace causeway {
namespace {

constexpr std::array kStates{"found", "passed", "not-assessed", "not-applicable"};

Json evidenceJson(const EvidenceLine& line) {
    Json json{{"label", line.label}, {"value", line.value}};
    if (line.ref) {
        json["ref"] = {{"server", line.ref->server}, {"probe", line.ref->probe}, {"row", line.ref->row}};
        if (!line.ref->source.empty())
            json["ref"]["source"] = line.ref->source;
    }
    if (line.at)
        json["at"] = toIso(*line.at);
    return json;
}

Json findingJson(const Finding& f) {
    Json json{{"key", f.key},
              {"rule", f.rule},
              {"family", f.family},
              {"server", f.server},
              {"object", f.object},
              {"severity", severityName(f.severity)},
              {"confidence", confidenceName(f.confidence)},
              {"title", f.title},
              {"where", f.where},
              {"why", f.why}};
    json["evidence"] = Json::array();
    for (const auto& line : f.evidence)
        json["evidence"].push_back(evidenceJson(line));
    json["fix"] = f.fix;
    json["fix_language"] = f.fixLanguage;
    json["risk"] = f.risk;
    json["rollback"] = f.rollback;
    json["verify"] = f.verify;
    json["reference"] = f.reference;
    json["basis"] = f.note.empty() ? "run" : "documentation";
    json["effort_h"] = {{"low", f.effort.low}, {"likely", f.effort.likely}, {"high", f.effort.high}};
    json["score_cost"] = f.scoreCost;
    if (f.waiver)
        json["waiver"] = {{"state", f.waived ? "in-force" : "expired"},
                          {"reason", f.waiver->reason},
                          {"author", f.waiver->author},
                          {"made", toIso(f.waiver->made)},
                          {"until", toIso(f.waiver->until)}};
    return json;
}

Json deductionJson(const Deduction& d, const Finding* finding, const AuditReport& report) {
    Json json{{"finding", d.key},
              {"severity_points", d.severityPoints},
              {"confidence_factor", d.confidenceFactor},
              {"rank", d.rank},
              {"weight", d.weight},
              {"family_points", d.familyPoints},
              {"points", d.points}};
    if (finding)
        json["formula"] = deductionFormula(d, *finding, report, "en");
    return json;
}

Json familiesJson(const AuditReport& report, const std::vector<Finding>& findings) {
    std::map<std::string_view, const Finding*> byKey;
    for (const auto& f : findings)
        byKey[f.key] = &f;
    Json families = Json::array();
    for (const auto& family : report.families) {
        Json json{{"family", family.family}, {"score", nullptr}};
        if (family.score)
            json["score"] = *family.score;
        json.update({{"points", family.points()},
                     {"coverage", family.coverage()},
                     {"found", family.found},
                     {"passed", family.passed},
                     {"not-assessed", family.notAssessed},
                     {"not-applicable", family.notApplicable},
                     {"deductions", Json::array()}});
        for (const auto& d : family.deductions) {
            const auto it = byKey.find(d.key);
            json["deductions"].push_back(deductionJson(d, it == byKey.end() ? nullptr : it->second, report));
        }
        families.push_back(std::move(json));
    }
    return families;
}

Json summaryJson(const AuditReport& report) {
    Json json{{"checks", report.checks.size()}};
    for (const auto state :
         {CheckState::Found, CheckState::Passed, CheckState::NotAssessed, CheckState::NotApplicable})
        json[kStates[std::size_t(state)]] = report.count(state);
    for (const auto severity :
         {Severity::Critical, Severity::High, Severity::Medium, Severity::Low, Severity::Info})
        json[std::string(severityName(severity))] = report.count(severity);
    json["waived"] = report.waivedFindings().size();
    return json;
}

} // namespace

Json toJson(const AuditReport& report) {
    const auto open = report.findings();
    Json json{{"schema", "causeway.audit/1"},
              {"score", report.score},
              {"coverage", report.coverage()},
              {"summary", summaryJson(report)},
              {"families", familiesJson(report, open)},
              {"findings", Json::array()},
              {"waived", Json::array()}};
    for (const auto& finding : open)
        json["findings"].push_back(findingJson(finding));
    for (const auto& finding : report.waivedFindings())
        json["waived"].push_back(findingJson(finding));
    json["checks"] = Json::array();
    for (const auto& check : report.checks) {
        Json row{{"rule", check.rule},
                 {"family", check.family},
                 {"server", check.server},
                 {"state", kStates[std::size_t(check.state)]},
                 {"title", check.title}};
        if (!check.reason.empty())
            row["reason"] = check.reason;
        json["checks"].push_back(std::move(row));
    }
    return json;
}

} // namespace causeway
