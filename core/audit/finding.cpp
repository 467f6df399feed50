// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/finding.h"

#include <algorithm>
#include <array>

namespace causeway {
namespace {
constexpr std::array<std::string_view, 5> kSeverities{"critical", "high", "medium", "low", "info"};
constexpr std::array<std::string_view, 3> kConfidences{"measured", "inferred", "assumed"};
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

std::vector<Finding> AuditReport::findings() const {
    std::vector<Finding> all;
    for (const auto& check : checks)
        all.insert(all.end(), check.findings.begin(), check.findings.end());
    std::sort(all.begin(), all.end(), [](const Finding& a, const Finding& b) {
        return a.severity != b.severity ? a.severity < b.severity : a.key < b.key;
    });
    return all;
}

int AuditReport::count(CheckState state) const {
    return int(std::count_if(checks.begin(), checks.end(), [&](const auto& c) { return c.state == state; }));
}

int AuditReport::count(Severity severity) const {
    int n = 0;
    for (const auto& check : checks)
        n += int(std::count_if(check.findings.begin(), check.findings.end(),
                               [&](const auto& f) { return f.severity == severity; }));
    return n;
}

} // namespace causeway
