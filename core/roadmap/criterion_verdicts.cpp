// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"
#include "core/base/units.h"
#include "core/roadmap/criterion_names.h"
#include "core/roadmap/judgement.h"
#include "core/roadmap/planning_values.h"
#include "core/roadmap/runbook.h"

#include <fmt/format.h>

namespace causeway::plan {
namespace {

using State = CriterionVerdict::State;
constexpr double kSecondsPerDay = 86400, kSecondsPerYear = 365.2425 * kSecondsPerDay;

/// Time that sessions spent waiting for locks, and the time over which that was seen.
struct Waiting {
    double seconds = 0, over = 0;
    std::string source;
};

/// The larger share of time of the statements seen and of InnoDB's own counter, which knows no table locks.
std::optional<Waiting> lockWaiting(const ServerEvidence& server) {
    std::optional<Waiting> found;
    const auto take = [&](Waiting w) {
        if (w.over > 0 && (!found || w.seconds / w.over > found->seconds / found->over))
            found = std::move(w);
    };
    if (const auto& w = server.workload; w && w->first && w->last && *w->last > *w->first) {
        double sum = 0;
        for (const auto& q : w->queries)
            sum += double(q.lockNs) / 1e9;
        take({sum, std::chrono::duration<double>(*w->last - *w->first).count(), w->origin});
    }
    if (const auto rate = server.rate("innodb_row_lock_time"))
        take({rate->perSecond / 1000 * rate->overSeconds, rate->overSeconds, "status counters"});
    return found;
}

std::string seconds(double s) {
    return s == 0 ? "0\u00a0s" : formatSeconds(s);
}
State met(bool yes) {
    return yes ? State::Met : State::Missed;
}

/// What a limit does to a criterion: missed when it falls within a year of the start.
CriterionVerdict fromLimits(const Context& c, std::string criterion,
                            std::initializer_list<std::string_view> ids, Date done,
                            std::string_view missing) {
    const Limit* first = nullptr;
    const Limit* known = nullptr;
    for (const auto id : ids)
        if (const auto* l = c.limit(id)) {
            known = known ? known : l;
            if (l->crossed && (!first || *l->crossed < *first->crossed))
                first = l;
        }
    if (!known)
        return {std::move(criterion),
                State::Open,
                fmt::format("Not assessed for {}: {}.", c.word("server"), missing),
                {}};
    if (!first)
        return {std::move(criterion),
                State::Met,
                fmt::format("{} of {}: not reached before {}.", capital(known->label), c.word("server"),
                            longDate(addMonths(c.in.growth->start, c.in.growth->horizonMonths))),
                {}}; // Before the end of the plan at its earliest: missed. Within a year: it holds, but not
                     // for long.
    const Date earliest = first->earliest.value_or(*first->crossed);
    const auto state = earliest <= done                            ? State::Missed
                       : *first->crossed <= addMonths(c.start, 12) ? State::Open
                                                                   : State::Met;
    return {std::move(criterion),
            state,
            fmt::format("{}: reached on {}, as early as {} ({}); the plan ends on {}.", capital(first->label),
                        longDate(*first->crossed), longDate(earliest), basisName(first->basis),
                        longDate(done)),
            {first->id}};
}

class Judge {
public:
    Judge(const Context& c, const Roadmap& r, const Dates& d)
        : c_(c), r_(r), d_(d), done_(moveDone(r.tasks, c.migrating)) {}

    std::vector<CriterionVerdict> all() {
        caseCriteria();
        labCriteria();
        window();
        deadline();
        budget();
        return std::move(out_);
    }

private:
    std::optional<double> fact(const char* key) const { return c_.in.criteria.number(key); }

    void caseCriteria() {
        // A volume that was only measured is no wish of the client's.
        if (c_.volume && (fact("volume") || fact("growth") || fact("capture_scale")))
            out_.push_back(
                fromLimits(c_, *criterionName(c_, "volume"), {"disk"}, done_, "the disk's size is unknown"));
        if (fact("growth") && c_.in.growth) {
            const auto* first = c_.in.growth->firstLimit();
            CriterionVerdict v{*criterionName(c_, "growth"), State::Met, c_.in.growth->headline() + ".", {}};
            if (first) {
                v.state = met(*first->crossed > addMonths(c_.start, 12));
                v.evidence = {first->id};
            }
            out_.push_back(std::move(v));
        }
        if (const auto name = criterionName(c_, "rps"))
            out_.push_back(fromLimits(c_, *name, {"cpu", "saturation"}, done_,
                                      "neither CPU load nor the number of CPUs is known"));
        if (const auto name = criterionName(c_, "machine"))
            out_.push_back(fromLimits(c_, *name, {"memory", "cpu"}, done_, "no forecast was made"));
    }

    CriterionVerdict fromLab(std::string criterion, std::optional<bool> yes,
                             const std::string& sentence) const {
        const auto* best = c_.best();
        if (!best)
            return {std::move(criterion),
                    State::Open,
                    fmt::format("No cluster for {} was tried in the lab.", c_.word("server")),
                    {}};
        return {std::move(criterion), met(yes.value_or(false)), sentence, {"lab:" + best->title}};
    }

    void labCriteria() {
        const auto* b = c_.best();
        if (const auto budget = fact("downtime_budget")) {
            const double down = b ? (1 - b->availabilityLow) * kSecondsPerYear : 0;
            out_.push_back(fromLab(*criterionName(c_, "downtime_budget"), b && down <= *budget,
                                   b ? fmt::format("{} is down {} a year at worst, from the machines' "
                                                   "failure rates and the outage found.",
                                                   b->title, seconds(down))
                                     : ""));
        }
        idle();
        if (const auto name = criterionName(c_, "rpo"))
            out_.push_back(fromLab(
                *name, b ? b->meetsRpo : std::nullopt,
                b ? fmt::format("{}: {} in {}, at {} commits a second.", b->title,
                                b->lostMax > 0 ? fmt::format("up to {} lost in {} of runs",
                                                             counted(std::size_t(b->lostMax + 0.5), "commit"),
                                                             formatPercent(b->lossShare))
                                               : std::string("no acknowledged commit was lost"),
                                counted(b->runs, "run"), formatNumber(b->topology->workload.commitsPerSecond))
                  : ""));
        if (const auto name = criterionName(c_, "rto"))
            out_.push_back(fromLab(*name, b ? b->meetsRto : std::nullopt,
                                   b ? fmt::format("{}: 95 % of outages end within {}, the longest after {}; "
                                                   "{} of runs found no new leader.",
                                                   b->title, seconds(b->outageP95), seconds(b->outageMax),
                                                   formatPercent(b->neverBack))
                                     : ""));
        if (const auto name = criterionName(c_, "max_commit_ms"))
            out_.push_back(fromLab(*name, b ? b->meetsCommit : std::nullopt,
                                   b ? fmt::format("{}: 95 % of commits take at most {}.", b->title,
                                                   seconds(b->latencyP95 / 1000))
                                     : ""));
    }

    /// Time in which requests wait: on an ordinary day after the move (outages as simulated), on the day of
    /// the cutover (its steps), and for locks as observed today.
    void idle() {
        const auto budget = fact("idle_time_budget");
        if (!budget)
            return;
        CriterionVerdict v{*criterionName(c_, "idle_time_budget"), State::Open, {}, {}};
        std::vector<std::string> parts;
        bool beyond = false, unknown = false;
        if (const auto* b = c_.best()) {
            const double outages = (1 - b->availabilityLow) * kSecondsPerDay;
            beyond |= outages > *budget;
            parts.push_back(fmt::format("outages of {} make requests wait {} a day on average, at worst",
                                        b->title, seconds(outages)));
            v.evidence.push_back("lab:" + b->title);
        } else {
            unknown = true;
            parts.push_back(fmt::format("no cluster for {} was tried in the lab", c_.word("server")));
        }
        if (const auto locks = c_.server ? lockWaiting(*c_.server) : std::nullopt) {
            const bool whole = locks->over >= planningValue("observed_hours") * 3600;
            const double day = whole ? locks->seconds / locks->over * kSecondsPerDay : locks->seconds;
            beyond |= day > *budget;
            unknown |= !whole && locks->seconds > 0;
            parts.push_back(
                whole ? fmt::format("waiting for locks on {} adds up to {} a day now ({})", c_.word("server"),
                                    seconds(day), locks->source)
                      : fmt::format("waiting for locks on {} added up to {} in the {} of the {}{}",
                                    c_.word("server"), seconds(locks->seconds), seconds(locks->over),
                                    locks->source, locks->seconds > 0 ? ", too short to tell a day" : ""));
            for (const auto& f : c_.findings)
                if (f.rule.starts_with("wl.lock") && v.evidence.size() < 2)
                    v.evidence.push_back(f.key);
        } else {
            unknown = true;
            parts.push_back(fmt::format("waiting for locks on {} was not measured", c_.word("server")));
        }
        if (const double cutover = runbookSeconds(c_); cutover > 0) {
            unknown |= cutover > *budget;
            parts.push_back(fmt::format("on the day of the cutover they wait {}, {} the budget",
                                        seconds(cutover), cutover > *budget ? "beyond" : "within"));
        }
        v.state = beyond ? State::Missed : unknown ? State::Open : State::Met;
        v.sentence = capital(join(parts, "; ")) + ".";
        out_.push_back(std::move(v));
    }

    void window() {
        const auto window = fact("cutover_window");
        if (!window || !c_.migrating)
            return;
        CriterionVerdict v{*criterionName(c_, "cutover_window"), State::Open, {}, {}};
        const auto copy = c_.copySeconds();
        if (!copy)
            v.sentence = fmt::format("The rate at which {} can be copied is not known.", c_.word("volume"));
        else if (*copy <= *window) {
            v.state = State::Met;
            v.sentence = fmt::format("One copy of {} takes {} at {}.", c_.word("volume"), seconds(*copy),
                                     c_.word("copy_rate"));
        } else
            v.sentence = fmt::format("One copy of {} takes {}: the window holds only with replication of "
                                     "changes, which a rehearsal has to time.",
                                     c_.word("volume"), seconds(*copy));
        out_.push_back(std::move(v));
    }

    void deadline() {
        const auto day = c_.in.criteria.date("deadline");
        if (!day)
            return;
        CriterionVerdict v{*criterionName(c_, "deadline"), State::Open, {}, {}};
        v.state = d_.high <= *day ? State::Met : d_.expected <= *day ? State::Open : State::Missed;
        v.sentence =
            fmt::format("Done on {} at the expected effort, between {} and {} at the ends of its ranges.",
                        longDate(d_.expected), longDate(d_.low), longDate(d_.high));
        if (!c_.migrating && c_.fromMySql) {
            v.state = State::Open;
            v.sentence =
                fmt::format("The move of {} is not part of this plan yet: its readiness was not assessed.",
                            c_.word("server"));
        }
        out_.push_back(std::move(v));
    }

    void budget() {
        const auto money = fact("budget");
        if (!money)
            return;
        CriterionVerdict v{*criterionName(c_, "budget"), State::Open, {}, {}};
        const auto e = r_.effort();
        const auto low = cost(c_, e.low), high = cost(c_, e.high);
        if (!low)
            v.sentence = fmt::format("{} of work is planned; without a day rate it has no price.",
                                     formatEffort(e.low, e.high));
        else {
            v.state = *high <= *money ? State::Met : *low > *money ? State::Missed : State::Open;
            v.sentence = fmt::format("{} of work cost {} to {} at {} a day; hardware is not part of it.",
                                     formatEffort(e.low, e.high), formatNumber(*low), formatNumber(*high),
                                     formatNumber(*fact("day_rate")));
        }
        out_.push_back(std::move(v));
    }

    const Context& c_;
    const Roadmap& r_;
    const Dates& d_;
    Date done_;
    std::vector<CriterionVerdict> out_;
};

} // namespace

std::optional<double> cost(const Context& c, double hours) {
    const auto rate = c.in.criteria.number("day_rate");
    return rate && *rate > 0 ? std::optional(*rate * hours / 8) : std::nullopt;
}

std::vector<CriterionVerdict> criterionVerdicts(const Context& c, const Roadmap& r, const Dates& d) {
    return Judge(c, r, d).all();
}

} // namespace causeway::plan
