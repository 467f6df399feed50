// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/waiver.h"

#include "core/audit/finding.h"
#include "core/audit/score.h"
#include "core/base/error.h"
#include "core/base/text.h"

#include <algorithm>
#include <array>

namespace causeway {
namespace {

constexpr std::size_t kLongestText = 2000;

void checkText(const std::string& name, const std::string& text) {
    if (trim(text).empty())
        throw Error(ErrorCode::Usage, "a waiver needs its " + name, "it is empty");
    if (text.size() > kLongestText)
        throw Error(ErrorCode::Usage, "the waiver's " + name + " is too long",
                    "it has more than " + std::to_string(kLongestText) + " bytes");
    if (printable(text, text.size()) != text)
        throw Error(ErrorCode::Usage, "the waiver's " + name + " holds control characters or no valid UTF-8");
}

} // namespace

void checkWaiver(const Waiver& waiver) {
    checkText("key", waiver.key);
    checkText("reason", waiver.reason);
    checkText("author", waiver.author);
}

void applyWaivers(AuditReport& report, const std::vector<Waiver>& waivers, Date day) {
    for (auto& check : report.checks)
        for (auto& finding : check.findings) {
            const auto it = std::find_if(waivers.begin(), waivers.end(),
                                         [&](const Waiver& w) { return w.key == finding.key; });
            finding.waiver = it == waivers.end() ? std::nullopt : std::optional(*it);
            finding.waived = finding.waiver && day <= finding.waiver->until;
        }
    setScore(report);
}

WaiverState stateOf(const Waiver& waiver, const AuditReport& report, Date day) {
    const bool matches = std::any_of(report.checks.begin(), report.checks.end(), [&](const auto& check) {
        return std::any_of(check.findings.begin(), check.findings.end(),
                           [&](const Finding& f) { return f.key == waiver.key; });
    });
    return day > waiver.until ? WaiverState::Expired
           : matches          ? WaiverState::InForce
                              : WaiverState::NothingToWaive;
}

std::string_view waiverStateName(WaiverState state) {
    constexpr std::array<std::string_view, 3> kNames{"in-force", "expired", "nothing-to-waive"};
    return kNames[std::size_t(state)];
}

} // namespace causeway
