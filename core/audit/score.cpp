// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/score.h"

#include "core/audit/words.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <numeric>

namespace causeway {
namespace {

constexpr std::array kSeverityWeight{16.0, 8.0, 3.0, 1.0, 0.0};
constexpr std::array kConfidenceWeight{1.0, 0.7, 0.4};
constexpr double kNextInFamily = 0.7;

/// The loss of so much weight, in whole points of 100.
long long lossOf(double weight) {
    return std::llround(100 * (1 - std::exp(-weight / 100)));
}

/// Largest remainders: hundredths of a point in proportion to the weights, which sum to `total`. Ties go by
/// key, so that the order of the checks does not matter.
std::vector<double> sharedOut(const std::vector<Deduction*>& parts, long long total) {
    double sum = 0;
    for (const auto* part : parts)
        sum += part->weight;
    std::vector<long long> hundredths(parts.size());
    std::vector<double> rest(parts.size());
    long long given = 0;
    for (std::size_t i = 0; i < parts.size() && sum > 0; ++i) {
        const double exact = double(total) * parts[i]->weight / sum;
        hundredths[i] = (long long)std::floor(exact);
        rest[i] = exact - double(hundredths[i]);
        given += hundredths[i];
    }
    std::vector<std::size_t> order(parts.size());
    std::iota(order.begin(), order.end(), 0U);
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return rest[a] != rest[b] ? rest[a] > rest[b] : parts[a]->key < parts[b]->key;
    });
    for (std::size_t i = 0; given < total && i < order.size(); ++i, ++given)
        ++hundredths[order[i]];
    std::vector<double> points;
    for (const auto h : hundredths)
        points.push_back(double(h) / 100);
    return points;
}

/// Heaviest first, each with its place in the family.
void rankDeductions(FamilyScore& family) {
    std::sort(family.deductions.begin(), family.deductions.end(), [](const Deduction& a, const Deduction& b) {
        const double wa = a.severityPoints * a.confidenceFactor, wb = b.severityPoints * b.confidenceFactor;
        return wa != wb ? wa > wb : a.key < b.key;
    });
    double factor = 1;
    for (int rank = 0; auto& d : family.deductions) {
        d.rank = rank++;
        d.weight = d.severityPoints * d.confidenceFactor * factor;
        family.weight += d.weight;
        factor *= kNextInFamily;
    }
}

void scoreFamily(FamilyScore& family) {
    const long long loss = lossOf(family.weight);
    if (family.found + family.passed > 0)
        family.score = int(100 - loss);
    std::vector<Deduction*> parts;
    for (auto& d : family.deductions)
        parts.push_back(&d);
    const auto points = sharedOut(parts, loss * 100);
    for (std::size_t i = 0; i < parts.size(); ++i)
        parts[i]->familyPoints = points[i];
}

void countState(FamilyScore& family, CheckState state) {
    switch (state) {
    case CheckState::Found:
        ++family.found;
        break;
    case CheckState::Passed:
        ++family.passed;
        break;
    case CheckState::NotAssessed:
        ++family.notAssessed;
        break;
    case CheckState::NotApplicable:
        ++family.notApplicable;
        break;
    }
}

std::vector<FamilyScore> familiesOf(const AuditReport& report) {
    std::vector<FamilyScore> families;
    for (const auto& check : report.checks) {
        auto it = std::find_if(families.begin(), families.end(),
                               [&](const FamilyScore& f) { return f.family == check.family; });
        if (it == families.end()) {
            families.emplace_back().family = check.family;
            it = families.end() - 1;
        }
        countState(*it, check.state);
        for (const auto& f : check.findings)
            if (!f.waived && kSeverityWeight[std::size_t(f.severity)] > 0)
                it->deductions.push_back({f.key, kSeverityWeight[std::size_t(f.severity)],
                                          kConfidenceWeight[std::size_t(f.confidence)], 0, 0, 0, 0});
    }
    return families;
}

} // namespace

void setScore(AuditReport& report) {
    report.families = familiesOf(report);
    double weight = 0;
    std::vector<Deduction*> parts;
    for (auto& family : report.families) {
        rankDeductions(family);
        scoreFamily(family);
        weight += family.weight;
        for (auto& d : family.deductions)
            parts.push_back(&d);
    }
    const long long loss = lossOf(weight);
    report.score = int(100 - loss);
    const auto points = sharedOut(parts, loss * 100);
    std::map<std::string_view, double> costs;
    for (std::size_t i = 0; i < parts.size(); ++i)
        costs[parts[i]->key] = parts[i]->points = points[i];
    for (auto& check : report.checks)
        for (auto& finding : check.findings) {
            const auto it = costs.find(finding.key);
            finding.scoreCost = it == costs.end() || finding.waived ? 0 : it->second;
        }
}

std::string deductionFormula(const Deduction& deduction, const Finding& finding, const AuditReport& report,
                             std::string_view language) {
    const Words& words = wordsIn(language);
    const double sum = std::accumulate(report.families.begin(), report.families.end(), 0.0,
                                       [](double s, const FamilyScore& f) { return s + f.weight; });
    return words.phrase(
        "score.formula",
        {{"severity", words.phrase("severity." + std::string(severityName(finding.severity)))},
         {"points", words.number(deduction.severityPoints)},
         {"confidence", words.phrase("confidence." + std::string(confidenceName(finding.confidence)))},
         {"factor", words.number(deduction.confidenceFactor, 1)},
         {"next", words.number(kNextInFamily, 1)},
         {"rank", words.number(deduction.rank)},
         {"weight", words.number(deduction.weight, 2)},
         {"sum", words.number(sum, 2)},
         {"lost", words.number(100 - report.score)},
         {"cost", words.number(deduction.points, 2)}});
}

} // namespace causeway
