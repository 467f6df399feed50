// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/finding.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <numeric>

namespace causeway {
namespace {
constexpr std::array<std::string_view, 5> kSeverities{"critical", "high", "medium", "low", "info"};
constexpr std::array<std::string_view, 3> kConfidences{"measured", "inferred", "assumed"};

std::vector<Finding> sorted(const AuditReport& report, bool waived) {
    std::vector<Finding> all;
    for (const auto& check : report.checks)
        std::copy_if(check.findings.begin(), check.findings.end(), std::back_inserter(all),
                     [&](const Finding& f) { return f.waived == waived; });
    std::sort(all.begin(), all.end(), [](const Finding& a, const Finding& b) {
        return a.severity != b.severity ? a.severity < b.severity : a.key < b.key;
    });
    return all;
}

double share(int assessed, int notAssessed) {
    return assessed + notAssessed == 0 ? 1 : double(assessed) / (assessed + notAssessed);
}

} // namespace

std::string_view severityName(Severity s) {
    return kSeverities[std::size_t(s)];
}
std::string_view confidenceName(Confidence c) {
    return kConfidences[std::size_t(c)];
}

std::optional<Severity> parseSeverity(std::string_view text) {
    const auto it = std::find(kSeverities.begin(), kSeverities.end(), text);
    if (it == kSeverities.end())
        return std::nullopt;
    return Severity(it - kSeverities.begin());
}

double FamilyScore::coverage() const {
    return share(found + passed, notAssessed);
}

double FamilyScore::points() const {
    return std::accumulate(deductions.begin(), deductions.end(), 0.0,
                           [](double sum, const Deduction& d) { return sum + d.points; });
}

std::vector<Finding> AuditReport::findings() const {
    return sorted(*this, false);
}

std::vector<Finding> AuditReport::waivedFindings() const {
    return sorted(*this, true);
}

int AuditReport::count(CheckState state) const {
    return int(std::count_if(checks.begin(), checks.end(), [&](const auto& c) { return c.state == state; }));
}

int AuditReport::count(Severity severity) const {
    int n = 0;
    for (const auto& check : checks)
        n += int(std::count_if(check.findings.begin(), check.findings.end(),
                               [&](const auto& f) { return f.severity == severity && !f.waived; }));
    return n;
}

double AuditReport::coverage() const {
    return share(count(CheckState::Found) + count(CheckState::Passed), count(CheckState::NotAssessed));
}

} // namespace causeway
