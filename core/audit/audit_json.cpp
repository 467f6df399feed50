// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/audit.h"

#include <array>

namespace causeway {
namespace {

constexpr std::array kStates{"found", "passed", "not-assessed", "not-applicable"};

Json evidenceJson(const EvidenceLine& line) {
    Json json{{"label", line.label}, {"value", line.value}};
    if (line.ref)
        json["ref"] = {{"server", line.ref->server}, {"probe", line.ref->probe}, {"row", line.ref->row}};
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
    json["effort_h"] = {{"low", f.effort.low}, {"high", f.effort.high}};
    json["score_cost"] = f.scoreCost;
    return json;
}

Json summaryJson(const AuditReport& report) {
    Json json{{"checks", report.checks.size()}};
    for (const auto state :
         {CheckState::Found, CheckState::Passed, CheckState::NotAssessed, CheckState::NotApplicable})
        json[kStates[std::size_t(state)]] = report.count(state);
    for (const auto severity :
         {Severity::Critical, Severity::High, Severity::Medium, Severity::Low, Severity::Info})
        json[std::string(severityName(severity))] = report.count(severity);
    return json;
}

} // namespace

Json toJson(const AuditReport& report) {
    Json json{{"schema", "causeway.audit/1"}, {"score", report.score}, {"summary", summaryJson(report)}};
    json["findings"] = Json::array();
    for (const auto& finding : report.findings())
        json["findings"].push_back(findingJson(finding));
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
