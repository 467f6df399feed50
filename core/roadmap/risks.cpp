// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/units.h"
#include "core/roadmap/judgement.h"
#include "core/roadmap/planning_values.h"
#include "core/roadmap/schedule.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace causeway::plan {
namespace {

constexpr std::size_t kFindingRisks = 8;

class Register {
public:
    Register(const Context& c, const Roadmap& r, const Dates& d)
        : c_(c), r_(r), d_(d), done_(moveDone(r.tasks, c.migrating)) {}

    std::vector<Risk> all() {
        findings();
        limits();
        restore();
        conversion();
        cutover();
        lab();
        money();
        blindSpots();
        std::stable_sort(out_.begin(), out_.end(), [](const Risk& a, const Risk& b) {
            const int x = a.likelihood * a.impact, y = b.likelihood * b.impact;
            return x != y ? x > y : a.impact > b.impact;
        });
        for (std::size_t i = 0; i < out_.size(); ++i)
            out_[i].id = fmt::format("R-{:02}", i + 1);
        return std::move(out_);
    }

private:
    void add(std::string title, std::string cause, std::string mitigation, std::string trigger,
             std::string owner, int likelihood, int impact, std::vector<std::string> evidence = {}) {
        out_.push_back({{},
                        std::move(title),
                        std::move(cause),
                        std::move(mitigation),
                        std::move(trigger),
                        std::move(owner),
                        std::clamp(likelihood, 1, 5),
                        std::clamp(impact, 1, 5),
                        std::move(evidence)});
    }

    const Task* taskWith(const std::string& evidence) const {
        for (const auto& t : r_.tasks)
            if (std::find(t.evidence.begin(), t.evidence.end(), evidence) != t.evidence.end())
                return &t;
        return nullptr;
    }
    std::string by(const Task* t) const {
        return t ? fmt::format("{} ({}), done by {}", t->id, t->title, longDate(t->finish))
                 : "No task of this plan answers it";
    }

    void findings() {
        std::set<std::string> rules;
        for (const auto& f : c_.findings) {
            if (f.severity > Severity::High || rules.size() >= kFindingRisks || !rules.insert(f.rule).second)
                continue;
            const bool critical = f.severity == Severity::Critical;
            const auto same = std::count_if(c_.findings.begin(), c_.findings.end(),
                                            [&](const auto& o) { return o.rule == f.rule; });
            add(f.title,
                fmt::format("{}{}", f.where.empty() ? f.key : f.where,
                            same > 1 ? fmt::format(" ({})", counted(std::size_t(same), "place")) : ""),
                by(taskWith(f.key)), fmt::format("An audit of {} still reports {}", f.server, f.rule), "DBA",
                (critical ? 4 : 3) + (f.confidence == Confidence::Measured ? 1 : 0), critical ? 5 : 4,
                {f.key});
        }
    }

    void limits() {
        if (!c_.in.growth)
            return;
        for (const auto& l : c_.in.growth->limits) {
            if (!l.crossed || *l.crossed > addMonths(c_.start, 12) || l.id == "saturation" ||
                l.id == "restore")
                continue;
            const auto* task = taskWith(l.id);
            const bool late = task && task->finish > *l.crossed;
            const auto what = l.id.starts_with("autoinc:")
                                  ? fmt::format("{} runs out on {}", l.id.substr(8), longDate(*l.crossed))
                              : *l.crossed <= c_.start
                                  ? fmt::format("{} is passed already", capital(l.label))
                                  : fmt::format("{} is passed on {}", capital(l.label), longDate(*l.crossed));
            add(what, l.reason, by(task),
                fmt::format("It comes {} {}", l.earliest && *l.earliest < *l.crossed ? "as early as" : "on",
                            longDate(l.earliest.value_or(*l.crossed))),
                "Operations",
                (*l.crossed <= done_ ? 3 : 2) + (late ? 1 : 0) + (l.basis == Basis::Measured ? 1 : 0),
                l.id.starts_with("autoinc:") ? 5 : 4, {l.id});
        }
    }

    void restore() {
        const auto tested = c_.in.criteria.date("restore_tested");
        const auto age = tested ? (c_.start - *tested).count() : 0;
        if (tested && double(age) <= planningValue("restore_fresh_days"))
            return;
        const auto it = std::find_if(r_.tasks.begin(), r_.tasks.end(),
                                     [](const auto& t) { return t.criterion.starts_with("Recovery of"); });
        add(fmt::format("The backup of {} does not come back", c_.word("server")), c_.word("restore_state"),
            by(it == r_.tasks.end() ? nullptr : &*it),
            fmt::format("{} take longer than {} to restore, or fail to", c_.word("volume"),
                        c_.word("restore_time")),
            "DBA", tested ? 2 : 3, 5);
    }

    void conversion() {
        if (!c_.migrating)
            return;
        if (c_.manual)
            add(fmt::format("After the move {} may behave differently",
                            counted(c_.manual, "hand-written object")),
                fmt::format("No rule converts {} of {} on {}", formatNumber(double(c_.manual)),
                            counted(c_.objects, "object"), c_.word("server")),
                fmt::format("Rewritten in Prepare, compared on {} in Rehearse", c_.word("volume")),
                fmt::format("A rewritten object returns other rows than on {}", c_.word("server")),
                "Developer",
                c_.objects && double(c_.manual) / double(c_.objects) > planningValue("manual_share_high") ? 4
                                                                                                          : 3,
                4);
        if (c_.unproven)
            add(fmt::format("{} may fail when first run", counted(c_.unproven, "converted object")),
                fmt::format("{} of {} conversions: parsed at most, never run on PostgreSQL {}",
                            formatNumber(double(c_.unproven)), formatNumber(double(c_.objects)), c_.target),
                fmt::format("Prove the conversion of {} on a scratch PostgreSQL {} before the rehearsal",
                            c_.word("server"), c_.target),
                fmt::format("One in twenty of {} fails in the first load",
                            counted(c_.unproven, "unproven object")),
                "DBA",
                double(c_.unproven) > planningValue("unproven_share_high") * double(c_.objects) ? 3 : 2, 3);
    }

    void cutover() {
        const auto window = c_.in.criteria.number("cutover_window");
        const auto copy = c_.copySeconds();
        if (!c_.migrating || !copy || (window && *copy <= *window))
            return;
        add(fmt::format("The cutover of {} outlasts its window", c_.word("server")),
            fmt::format("A copy of {} takes {} at {}; {}", c_.word("volume"), formatSeconds(*copy),
                        c_.word("copy_rate"), c_.word("window_state")),
            fmt::format("Replicate changes until the switch; three timed loads of {}", c_.word("volume")),
            fmt::format("Replication lag above {} an hour before the freeze",
                        window ? formatSeconds(*window / 3) : "a minute"),
            "DBA", window ? 3 : 2, 4);
    }

    void lab() {
        const auto* b = c_.best();
        if (!b)
            return;
        const std::vector<std::string> evidence{"lab:" + b->title};
        if (b->lostMax > 0)
            add(fmt::format("A failover of {} loses up to {}", b->title,
                            counted(std::size_t(b->lostMax + 0.5), "acknowledged commit")),
                fmt::format("{} of {} lost commits, worst under {}", formatPercent(b->lossShare),
                            counted(b->runs, "run"), b->worstScenario),
                fmt::format("Synchronous replication on {}, or the loss is accepted in writing", b->title),
                fmt::format("A drill of {} loses a row", b->worstScenario), "Operations",
                b->lossShare > planningValue("loss_share_high") ? 4 : 2, 4, evidence);
        if (b->neverBack > 0)
            add(fmt::format("{} finds no new leader", b->title),
                fmt::format("In {} of {} nobody could be promoted", formatPercent(b->neverBack),
                            counted(b->runs, "run")),
                fmt::format("A further voter for {}, and a manual promotion in the runbook", b->title),
                fmt::format("A drill of {} does not end within {}", b->worstScenario,
                            formatSeconds(2 * b->outageP95 + 60)),
                "Operations", b->neverBack > planningValue("never_back_high") ? 4 : 2, 5, evidence);
        if (b->meetsRto == false)
            add(fmt::format("An outage of {} passes the RTO", b->title),
                fmt::format("p95 of {} against {} under {}", formatSeconds(b->outageP95), c_.targets(),
                            b->worstScenario),
                fmt::format("Shorter ttl and loop_wait on {}, or another RTO", b->title),
                fmt::format("A drill of {} takes longer than {}", b->worstScenario,
                            formatSeconds(*c_.in.criteria.number("rto"))),
                "Operations", 4, 4, evidence);
    }

    void money() {
        const auto e = r_.effort();
        const auto budget = c_.in.criteria.number("budget");
        if (const auto high = cost(c_, e.high); budget && high && *high > *budget)
            add(fmt::format("The work costs {} more than there is", formatNumber(*high - *budget)),
                fmt::format("{} at the upper end cost {}, the budget is {}", formatEffort(e.low, e.high),
                            formatNumber(*high), formatNumber(*budget)),
                fmt::format("Release {} now, the rest at the gate of Rehearse", formatNumber(*budget)),
                fmt::format("More than {} spent before the first full load", formatNumber(*budget / 2)),
                "Sponsor", *cost(c_, e.low) > *budget ? 5 : 3, 3);
        if (const auto day = c_.in.criteria.date("deadline"); day && d_.high > *day)
            add(fmt::format("The end slips past {}", longDate(*day)),
                fmt::format("The plan ends between {} and {}", longDate(d_.low), longDate(d_.high)),
                fmt::format("More than {} and {} on the critical path, or a later date",
                            counted(std::size_t(teamOf(c_.in.criteria).dbas), "DBA"),
                            counted(std::size_t(teamOf(c_.in.criteria).developers), "developer")),
                fmt::format("Prepare is not done by {}", longDate(phaseEnd("prepare"))), "Sponsor",
                d_.expected > *day ? 5 : 3, 3);
    }

    Date phaseEnd(std::string_view id) const {
        for (const auto& p : r_.phases)
            if (p.id == id)
                return p.finish;
        return done_;
    }

    void blindSpots() {
        if (!c_.in.audit)
            return;
        const auto unknown = c_.in.audit->count(CheckState::NotAssessed),
                   total = int(c_.in.audit->checks.size());
        if (unknown == 0)
            return;
        const double share = double(unknown) / double(total);
        add(fmt::format("{} may hide a defect", counted(std::size_t(unknown), "unanswered check")),
            fmt::format("{} of {} checks of {} could not be answered ({})", unknown, total, c_.word("server"),
                        formatPercent(share)),
            fmt::format("The missing sources of {} are collected in the first week", c_.word("server")),
            fmt::format("A second snapshot of {} leaves {} or more unanswered", c_.word("server"),
                        (unknown + 1) / 2),
            "DBA",
            share > planningValue("unanswered_share_high") ? 4
            : share > planningValue("unanswered_share")    ? 3
                                                           : 2,
            3);
    }

    const Context& c_;
    const Roadmap& r_;
    const Dates& d_;
    Date done_;
    std::vector<Risk> out_;
};

} // namespace

std::vector<Risk> risks(const Context& c, const Roadmap& r, const Dates& d) {
    return Register(c, r, d).all();
}

} // namespace causeway::plan
