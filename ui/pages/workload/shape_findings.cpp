// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/workload/shape_findings.h"

#include "core/audit/query_shape.h"
#include "core/base/text.h"

#include <algorithm>

namespace causeway::ui {
namespace {

constexpr std::string_view kMissingIndex = "idx.missing", kLoop = "wl.n_plus_1";

/// "shop.orders (a, b)": the table without its schema, in lower case.
std::string indexTable(const Finding& finding) {
    const auto name = finding.object.substr(0, finding.object.find(" ("));
    return toLower(name.substr(name.find_last_of('.') + 1));
}

/// Does the shape search the table by the index's first column, so that the index would serve it?
bool wants(const std::optional<QueryShape>& shape, const Finding& finding) {
    const auto columns = indexColumns(finding);
    if (!shape || columns.empty())
        return false;
    const auto table = indexTable(finding);
    if (std::none_of(shape->tables.begin(), shape->tables.end(),
                     [&](const ShapeTable& t) { return toLower(t.name) == table; }))
        return false;
    const auto searched = [&](const std::vector<ShapeColumn>& list) {
        return std::any_of(list.begin(), list.end(),
                           [&](const ShapeColumn& c) { return c.name == columns.front(); });
    };
    return searched(shape->equal) || searched(shape->range);
}

/// Its evidence shows this very query.
bool shows(const Finding& finding, const QueryClass& shape) {
    const auto text = printable(shape.fingerprint, 400);
    return std::any_of(finding.evidence.begin(), finding.evidence.end(),
                       [&](const EvidenceLine& line) { return line.value == text; });
}

} // namespace

std::vector<std::string> indexColumns(const Finding& finding) {
    const auto open = finding.object.rfind(" ("), close = finding.object.rfind(')');
    std::vector<std::string> columns;
    if (open == std::string::npos || close == std::string::npos || close < open)
        return columns;
    for (const auto part : split(std::string_view(finding.object).substr(open + 2, close - open - 2), ','))
        columns.push_back(toLower(trim(part)));
    return columns;
}

std::vector<const Finding*> findingsOf(const AuditReport& report, const std::string& server,
                                       const QueryClass& shape) {
    std::vector<const Finding*> found;
    std::optional<std::optional<QueryShape>> read; // read once, and only when it matters
    for (const auto& check : report.checks) {
        if (check.server != server)
            continue;
        for (const auto& finding : check.findings) {
            if (finding.rule == kMissingIndex) {
                if (!read)
                    read = readShape(shape.fingerprint);
                if (!wants(*read, finding) && !shows(finding, shape))
                    continue;
            } else if (finding.object != shape.id || shape.id.empty()) {
                continue;
            }
            found.push_back(&finding);
        }
    }
    std::stable_sort(found.begin(), found.end(),
                     [](const Finding* a, const Finding* b) { return a->severity < b->severity; });
    return found;
}

std::set<std::string> loopsOf(const AuditReport& report, const std::string& server) {
    std::set<std::string> ids;
    for (const auto& check : report.checks)
        if (check.server == server && check.rule == kLoop)
            for (const auto& finding : check.findings)
                ids.insert(finding.object);
    return ids;
}

MissingIndexes missingIndexes(const AuditReport& report, const std::string& server,
                              const WorkloadDigest& digest) {
    MissingIndexes missing;
    std::vector<const Finding*> findings;
    for (const auto& check : report.checks)
        if (check.server == server && check.rule == kMissingIndex)
            for (const auto& finding : check.findings)
                findings.push_back(&finding);
    missing.indexes = findings.size();
    const double total = double(digest.totalNs());
    if (findings.empty() || total <= 0)
        return missing;
    constexpr std::size_t kMostRead = 200; // with less time than these, none changes the share that is shown
    for (std::size_t i = 0; i < std::min(kMostRead, digest.queries.size()); ++i) {
        const auto shape = readShape(digest.queries[i].fingerprint);
        if (std::any_of(findings.begin(), findings.end(), [&](const Finding* finding) {
                return wants(shape, *finding) || shows(*finding, digest.queries[i]);
            }))
            missing.share += double(digest.queries[i].totalNs) / total;
    }
    return missing;
}

} // namespace causeway::ui
