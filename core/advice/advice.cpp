// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/advice/advice.h"

#include "core/advice/designs.h"
#include "core/advice/targets.h"
#include "core/advice/trial.h"
#include "core/advice/words.h"
#include "core/base/error.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace causeway {
namespace {

constexpr std::uint64_t kScreeningRuns = 32, kMostRuns = 100000;
constexpr double kScreeningMargin = 1.15;
constexpr std::size_t kMostSites = 8;
constexpr int kMostServers = 5;

/// Figures rounded to what matters to a reader; less is better in each.
using Grain = std::array<long long, 6>;

Grain grain(const DesignFigures& f) {
    const auto steps = [](double value, double step) {
        return std::llround(value / step);
    };
    return {steps(f.outageP95Seconds, 0.5),   steps(f.lostMost, 1),
            steps(f.lostPerYear, 1),          steps(f.commitWorstMs(), 0.1),
            steps(f.downtimeHours, 0.5 / 60), steps(f.costPerMonth, 1)};
}

bool beats(const Grain& a, const Grain& b) {
    bool better = false;
    for (std::size_t i = 0; i < a.size(); ++i) {
        if (a[i] > b[i])
            return false;
        better = better || a[i] < b[i];
    }
    return better;
}

class AdviceSearch {
public:
    AdviceSearch(const AdviceRequest& request, Progress& progress)
        : request_(request), progress_(progress), trial_(request), targets_(adviceTargets(request)) {}
    Advice run();

private:
    struct Candidate {
        Topology topology;
        DesignFigures rough; ///< of few runs, as many for every design: what designs are compared by
        DesignFigures figures;
        std::vector<std::string> misses;
        bool confirmed = false, partial = false; ///< partial: given up with two misses
    };
    using Indices = std::vector<std::size_t>;

    void screen();
    void screen(Candidate& c, bool inFull);
    void confirm(Candidate& c);
    template <class Allowed> std::optional<std::size_t> best(Allowed allowed);
    bool stands(std::size_t index, std::size_t mostMisses) const;
    Indices front();
    Design described(const Candidate& c) const;
    TargetVerdict verdict(const AdviceTarget& target, std::optional<std::size_t> winner);
    std::string reasonFor(std::size_t index, std::optional<std::size_t> winner) const;
    std::string headline(std::optional<std::size_t> winner) const;
    std::string missText(const Candidate& c) const;

    const AdviceRequest& request_;
    Progress& progress_;
    DesignTrial trial_;
    std::vector<AdviceTarget> targets_;
    std::vector<Candidate> all_;
};

/// A design that misses two targets is nobody's choice: the rest of its figures is left out.
void AdviceSearch::screen(Candidate& c, bool inFull) {
    const auto hopeless = [&](const DesignFigures& f) {
        c.partial = !inFull && missedTargets(targets_, f, kScreeningMargin).size() > 1;
        return c.partial;
    };
    c.rough = trial_.figures(c.topology, std::min(kScreeningRuns, request_.runs), progress_, hopeless);
    c.figures = c.rough;
    c.misses = missedTargets(targets_, c.figures, kScreeningMargin);
}

void AdviceSearch::screen() {
    for (auto& topology : allDesigns(request_))
        all_.push_back({std::move(topology), {}, {}, {}});
    for (std::size_t i = 0; i < all_.size(); ++i) {
        progress_.report("trying designs", i, all_.size());
        screen(all_[i], false);
    }
    const bool hope = std::any_of(all_.begin(), all_.end(), [](const Candidate& c) { return !c.partial; });
    for (std::size_t i = 0; !hope && i < all_.size(); ++i) {
        progress_.report("trying designs in full", i, all_.size());
        screen(all_[i], true);
    }
}

void AdviceSearch::confirm(Candidate& c) {
    progress_.report("confirming the best designs");
    c.figures = trial_.figures(c.topology, request_.runs, progress_);
    c.misses = missedTargets(targets_, c.figures, 1);
    c.confirmed = true;
}

/// The least total a month among those that full runs still allow; ties by downtime, commit time, then the
/// simpler.
template <class Allowed> std::optional<std::size_t> AdviceSearch::best(Allowed allowed) {
    for (;;) {
        std::optional<std::size_t> found;
        const auto rank = [&](std::size_t i) {
            const auto g = grain(all_[i].rough);
            return std::tuple(std::llround(all_[i].rough.totalPerMonth()), g[4], g[3], g[0], i);
        };
        for (std::size_t i = 0; i < all_.size(); ++i)
            if (!all_[i].partial && allowed(all_[i]) && (!found || rank(i) < rank(*found)))
                found = i;
        if (!found || all_[*found].confirmed)
            return found;
        confirm(all_[*found]);
    }
}

/// Beaten by none that misses nothing, or the same targets; of equals the simplest stands.
bool AdviceSearch::stands(std::size_t index, std::size_t mostMisses) const {
    const auto& me = all_[index];
    if (me.partial || me.misses.size() > mostMisses)
        return false;
    const auto mine = grain(me.rough);
    for (std::size_t j = 0; j < all_.size(); ++j) {
        const auto& c = all_[j];
        if (j == index || c.partial || !(c.misses.empty() || c.misses == me.misses))
            continue;
        const auto other = grain(c.rough);
        if (beats(other, mine) || (j < index && other == mine))
            return false;
    }
    return true;
}

/// By full runs.
AdviceSearch::Indices AdviceSearch::front() {
    for (;;) {
        std::size_t fewest = targets_.size();
        for (const auto& c : all_)
            fewest = std::min(fewest, c.misses.size());
        Indices out;
        for (std::size_t i = 0; i < all_.size(); ++i)
            if (stands(i, std::max<std::size_t>(1, fewest)))
                out.push_back(i);
        bool moved = false;
        for (const auto i : out)
            if (!all_[i].confirmed) {
                confirm(all_[i]);
                moved = true;
            }
        if (!moved)
            return out;
    }
}

Design AdviceSearch::described(const Candidate& c) const {
    Design d{designKind(c.topology),
             designTitle(c.topology),
             designSettings(c.topology),
             c.topology,
             c.figures,
             c.misses,
             {}};
    d.topology.name = d.title;
    d.topology.description = d.settings;
    return d;
}

/// What it falls short of, with the figure.
std::string AdviceSearch::missText(const Candidate& c) const {
    std::vector<std::string> parts;
    const auto& f = c.figures;
    const auto& currency = trial_.prices().currency;
    for (const auto& key : c.misses) {
        if (key == "survival")
            parts.push_back("nobody can be promoted when " + f.stuckFault);
        else if (key == "copy_elsewhere")
            parts.push_back("all copies stand in one area");
        else if (key == "rpo")
            parts.push_back("up to " + commitsText(f.lostMost) + " lost");
        else if (key == "rto")
            parts.push_back(
                fmt::format("the outage lasts {:.0f}\u00a0s when {}", f.outageP95Seconds, f.worstFault));
        else if (key == "max_commit_ms")
            parts.push_back(fmt::format("commits take {:.1f}\u00a0ms", f.commitWorstMs()));
        else if (key == "downtime_budget")
            parts.push_back(fmt::format("{:.1f}\u00a0h of downtime a year", f.downtimeHours));
        else if (key == "load")
            parts.push_back(fmt::format("{:.0f} commits/s at most", f.throughputTps));
        else if (key == "cluster_budget")
            parts.push_back(moneyText(f.costPerMonth, currency) + " a month");
        else
            parts.push_back(fmt::format("{} sites", f.sites));
    }
    std::string text;
    for (const auto& p : parts)
        text += (text.empty() ? "" : ", ") + p;
    return text;
}

std::string AdviceSearch::reasonFor(std::size_t index, std::optional<std::size_t> winner) const {
    const auto& c = all_[index];
    const auto& currency = trial_.prices().currency;
    std::string miss = c.misses.empty() ? "" : "Falls short: " + missText(c) + ".";
    if (!winner)
        return miss;
    if (index != *winner)
        return miss + (miss.empty() ? "" : " ") + comparedText(c.figures, all_[*winner].figures, currency);
    std::string text = fmt::format("The least that meets every target: {} a month; {}.",
                                   moneyText(c.figures.totalPerMonth(), currency), figuresText(c.figures));
    if (c.figures.riskPerMonth >= 0.5)
        text += fmt::format(" {} of it is what downtime and losses are expected to cost.",
                            moneyText(c.figures.riskPerMonth, currency));
    return text;
}

TargetVerdict AdviceSearch::verdict(const AdviceTarget& target, std::optional<std::size_t> winner) {
    TargetVerdict v{target.key, target.limit, 0, {}, {}};
    const auto other = best([&](const Candidate& c) {
        return c.misses.empty() || (c.misses.size() == 1 && c.misses[0] == target.key);
    });
    for (const auto& c : all_)
        v.alone += c.misses.size() == 1 && c.misses[0] == target.key;
    if (v.alone == 0) {
        v.reason = "No design fails on it alone.";
        return v;
    }
    v.reason = fmt::format("{} of {} designs fail on it alone.", v.alone, all_.size());
    if (!other || other == winner || all_[*other].misses.empty()) {
        v.reason += winner ? " Without it the recommended design would stay the same."
                           : " Dropping it alone helps nothing.";
        return v;
    }
    const auto& c = all_[*other];
    const auto& currency = trial_.prices().currency;
    v.without = described(c);
    v.reason += fmt::format(" Without it: {}, {} a month", v.without->title,
                            moneyText(c.figures.totalPerMonth(), currency));
    if (winner)
        v.reason += fmt::format(
            ", {} less",
            moneyText(all_[*winner].figures.totalPerMonth() - c.figures.totalPerMonth(), currency));
    v.reason += "; but " + missText(c) + ".";
    v.without->reason = v.reason;
    return v;
}

std::string AdviceSearch::headline(std::optional<std::size_t> winner) const {
    if (!winner)
        return fmt::format("None of {} designs meets every target", all_.size());
    const auto& c = all_[*winner];
    return fmt::format("{} meets every target for {} a month", designTitle(c.topology),
                       moneyText(c.figures.costPerMonth, trial_.prices().currency));
}

Advice AdviceSearch::run() {
    screen();
    const auto feasible = [](const Candidate& c) {
        return c.misses.empty();
    };
    const auto winner = best(feasible);
    auto chosen = front();
    if (winner && std::find(chosen.begin(), chosen.end(), *winner) == chosen.end())
        chosen.push_back(*winner); // equal in every figure to a simpler one, but cheaper by less than a grain
    std::stable_sort(chosen.begin(), chosen.end(), [&](auto a, auto b) {
        const auto rank = [&](std::size_t i) {
            return std::tuple(all_[i].misses.size(), all_[i].figures.costPerMonth, i);
        };
        return rank(a) < rank(b);
    });
    Advice out;
    for (const auto& target : targets_)
        out.targets.push_back(verdict(target, winner));
    for (const auto i : chosen) {
        if (winner && i == *winner)
            out.recommended = int(out.front.size());
        out.front.push_back(described(all_[i]));
        out.front.back().reason = reasonFor(i, winner);
    }
    out.tried = all_.size();
    out.runs = request_.runs;
    out.seed = request_.seed;
    out.played = trial_.played();
    out.faults = trial_.rates(out.front[std::size_t(std::max(out.recommended, 0))].topology);
    out.prices = trial_.prices();
    out.headline = headline(winner);
    return out;
}

void refuse(const AdviceRequest& request) {
    const auto wrong = [](const std::string& why) {
        throw Error(ErrorCode::Input, "no design can be advised from this cluster", why);
    };
    for (const auto& problem : validate(request.base))
        if (problem.fatal)
            wrong(problem.message);
    if (request.base.sites.size() > kMostSites)
        wrong(fmt::format("it has {} sites; at most {} are tried", request.base.sites.size(), kMostSites));
    if (request.mostDatabases < 1 || request.mostDatabases > kMostServers)
        wrong(fmt::format("1 to {} database servers are tried", kMostServers));
    if (request.runs == 0 || request.runs > kMostRuns)
        wrong("1 to 100 000 runs are taken");
}

} // namespace

Advice advise(const AdviceRequest& request, Progress& progress) {
    refuse(request);
    return AdviceSearch(request, progress).run();
}

} // namespace causeway
