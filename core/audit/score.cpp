// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/score.h"

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

struct Share {
    Finding* finding;
    double weight = 0;
    long long hundredths = 0;
    double rest = 0;
};

double ownWeight(const Finding& f) {
    return kSeverityWeight[std::size_t(f.severity)] * kConfidenceWeight[std::size_t(f.confidence)];
}

std::vector<Share> weighed(AuditReport& report) {
    std::map<std::string, std::vector<Finding*>> families;
    for (auto& check : report.checks)
        for (auto& finding : check.findings)
            families[finding.family].push_back(&finding);
    std::vector<Share> shares;
    for (auto& [family, findings] : families) {
        std::sort(findings.begin(), findings.end(), [](const Finding* a, const Finding* b) {
            const double wa = ownWeight(*a), wb = ownWeight(*b);
            return wa != wb ? wa > wb : a->key < b->key;
        });
        double factor = 1;
        for (Finding* finding : findings) {
            shares.push_back({finding, ownWeight(*finding) * factor, 0, 0});
            factor *= kNextInFamily;
        }
    }
    return shares;
}

/// Largest remainders: whole hundredths that sum to `total`.
void shareOut(std::vector<Share>& shares, double weightSum, long long total) {
    long long given = 0;
    for (auto& share : shares) {
        const double exact = double(total) * share.weight / weightSum;
        share.hundredths = (long long)std::floor(exact);
        share.rest = exact - double(share.hundredths);
        given += share.hundredths;
    }
    std::vector<std::size_t> order(shares.size());
    std::iota(order.begin(), order.end(), 0U);
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return shares[a].rest != shares[b].rest ? shares[a].rest > shares[b].rest
                                                : shares[a].finding->key < shares[b].finding->key;
    });
    for (std::size_t i = 0; given < total && i < order.size(); ++i, ++given)
        ++shares[order[i]].hundredths;
}

} // namespace

void setScore(AuditReport& report) {
    auto shares = weighed(report);
    const double sum = std::accumulate(shares.begin(), shares.end(), 0.0,
                                       [](double s, const Share& share) { return s + share.weight; });
    const long long loss = std::llround(100 * (1 - std::exp(-sum / 100)));
    report.score = int(100 - loss);
    if (loss > 0)
        shareOut(shares, sum, loss * 100);
    for (const auto& share : shares)
        share.finding->scoreCost = double(share.hundredths) / 100;
}

} // namespace causeway
