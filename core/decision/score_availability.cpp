// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/units.h"
#include "core/decision/scoring.h"
#include "core/decision/tables.h"
#include "core/hazards/hazards.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace causeway::decision {
namespace {

const Json* methodFacts(const std::string& id) {
    return id.empty() ? nullptr : &entry(factTable().at("methods"), id);
}

CriterionScore unknownMethod(const Case& c) {
    CriterionScore score;
    score.reason =
        fmt::format("Not assessed: nobody has said how {} is replicated (fact replicas)", c.server.id);
    return score;
}

/// What a server's own settings take off the safety of its commits.
double laxCommits(const ServerEvidence& s, std::vector<std::string>& said) {
    double off = 0;
    const auto lax = [&](const char* variable, double safe, double points) {
        if (const auto v = s.variableNumber(variable); v && *v != safe) {
            off += points;
            said.push_back(fmt::format("{} is {}", variable, *s.variable(variable)));
        }
    };
    if (s.engine != Engine::PostgreSQL) {
        lax("innodb_flush_log_at_trx_commit", 1, 2);
        lax("sync_binlog", 1, 1);
    } else {
        lax("fsync", 1, 9);
        if (s.variable("synchronous_commit") == "off") {
            off += 2;
            said.push_back("synchronous_commit is off");
        }
    }
    return off;
}

std::string sourceOf(const Json& facts) {
    return facts.at("source");
}

CriterionScore simulatedLoss(const Case& c, Failures& failures) {
    const auto& best = c.tried.front();
    const double allowed = c.rpo.value_or(0) * best.topology->workload.commitsPerSecond;
    const auto runs = formatNumber(double(best.runs));
    std::string reason =
        best.lostMax <= 0
            ? fmt::format("{} lost no commit in {} simulated runs", best.title, runs)
            : fmt::format("{} lost up to {} commits, in {} of its runs at worst, of {} simulated", best.title,
                          formatNumber(best.lostMax), formatPercent(best.lossShare), runs);
    if (c.rpo && best.lostMax > allowed + 1e-9)
        failures.push_back(fmt::format("RPO {}: {}", secondsText(*c.rpo), reason));
    return exactly(10 * (1 - best.lossShare), Known::Computed, std::move(reason), {best.title});
}

} // namespace

std::string secondsText(double seconds) {
    return seconds == 0 ? "0\u00a0s" : formatSeconds(seconds);
}

double outagePoints(double seconds, double target) {
    if (seconds <= 0)
        return 10;
    if (target <= 0)
        return 0;
    return std::clamp(7 - value("rto_slope") * std::log2(seconds / target), 0.0, 10.0);
}

CriterionScore scoreNoLoss(const Case& c, const Subject& s, Failures& failures) {
    if (s.method == "patroni" && !c.tried.empty())
        return simulatedLoss(c, failures);
    const auto* facts = methodFacts(s.method);
    if (!facts)
        return unknownMethod(c);
    const std::string why = facts->at("loss_why");
    auto score = pairScore(facts->at("loss"), Known::Fact, why, sourceOf(*facts));
    if (c.rpo && *c.rpo == 0 && facts->at("keeps_all") == false)
        failures.push_back(fmt::format("RPO 0\u00a0s: {}", facts->at("loss_why").get<std::string>()));
    if (s.stays()) {
        std::vector<std::string> settings{c.presentWhy};
        const double off = laxCommits(c.server, settings);
        score.low = std::max(0.0, score.low - off);
        score.high = std::max(0.0, score.high - off);
        score.known = Known::Computed;
        score.reason = fmt::format("{} ({})", why, fmt::join(settings, ", "));
        score.evidence.push_back(c.server.id);
    }
    return score;
}

CriterionScore scoreOutage(const Case& c, const Subject& s, Failures& failures) {
    const double target = c.rto.value_or(value("rto_s"));
    const auto against = c.rto ? fmt::format("RTO {}", secondsText(target))
                               : fmt::format("{}, as no RTO is set", secondsText(target));
    if (s.method == "patroni" && !c.tried.empty()) {
        const auto& best = c.tried.front();
        auto reason = fmt::format("{} was away {} (p95) in the simulation, against {}", best.title,
                                  secondsText(best.outageP95), against);
        if (c.rto && (best.outageP95 > target || best.neverBack > 0))
            failures.push_back(best.neverBack > 0
                                   ? fmt::format("RTO {}: {} did not come back in {} of its runs",
                                                 secondsText(target), best.title,
                                                 formatPercent(best.neverBack))
                                   : fmt::format("RTO {}: {}", secondsText(target), reason));
        return exactly(outagePoints(best.outageP95, target) * (1 - best.neverBack), Known::Computed,
                       std::move(reason), {best.title});
    }
    const auto* facts = methodFacts(s.method);
    if (!facts)
        return unknownMethod(c);
    const double least = facts->at("switch_s").at(0), most = facts->at("switch_s").at(1);
    auto reason = fmt::format("{} to {} against {}: {}", secondsText(least), secondsText(most), against,
                              facts->at("switch_why").get<std::string>());
    if (c.rto && least > target)
        failures.push_back(fmt::format("RTO {}: away for {} or longer, as {}", secondsText(target),
                                       secondsText(least), facts->at("switch_why").get<std::string>()));
    return {outagePoints(most, target),
            outagePoints(least, target),
            Known::Fact,
            std::move(reason),
            {sourceOf(*facts)}};
}

CriterionScore scoreIssues(const Case& c, const Subject& s) {
    if (s.method == "patroni") {
        CriterionScore score;
        if (c.tried.empty()) {
            score.reason = "Not assessed: no PostgreSQL cluster was simulated";
            return score;
        }
        const auto& best = c.tried.front();
        const auto& lab = c.in.lab[best.results.front()];
        int found = 0, unknown = 0;
        const auto checks = checkHazards({&lab.topology, &lab.scenario, &lab.outcome, nullptr});
        for (const auto& check : checks) {
            found += check.state == HazardState::Found;
            unknown += check.state == HazardState::NotAssessed;
            if (check.state == HazardState::Found)
                score.evidence.push_back(check.id);
        }
        score.known = Known::Computed;
        score.high = std::max(0.0, 10 - value("issue_stall") * found);
        score.low = std::max(0.0, score.high - value("issue_unknown") * unknown);
        score.reason = fmt::format("{} of {} known issues apply to {}, {} could not be assessed", found,
                                   checks.size(), best.title, unknown);
        return score;
    }
    if (s.method.empty())
        return unknownMethod(c);
    CriterionScore score = exactly(10, Known::Fact, {}, {});
    std::vector<std::string> titles;
    for (const auto& issue : factTable().at("issues")) {
        const auto& methods = issue.at("methods");
        if (std::find(methods.begin(), methods.end(), s.method) == methods.end() ||
            (issue.contains("engine") && issue.at("engine") != engineName(s.engine)))
            continue;
        score.high -= value("issue_" + issue.at("effect").get<std::string>());
        titles.push_back(issue.at("title"));
        score.evidence.push_back(issue.at("source"));
    }
    score.low = score.high = std::max(0.0, score.high);
    score.reason = titles.empty() ? "No known issue is on record"
                                  : fmt::format("{} on record: {}", titles.size(), fmt::join(titles, "; "));
    return score;
}

} // namespace causeway::decision
