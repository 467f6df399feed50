// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"
#include "core/base/units.h"
#include "core/roadmap/judgement.h"
#include "core/roadmap/planning_values.h"
#include "core/roadmap/runbook.h"
#include "core/roadmap/schedule.h"

#include <fmt/format.h>

#include <algorithm>

namespace causeway::plan {
namespace {

constexpr std::size_t kMostConditions = 8;

/// Answers without which nobody can say go or no go.
std::vector<std::string> openPoints(const Context& c) {
    std::vector<std::string> open;
    if (!c.in.snapshot)
        open.push_back(
            fmt::format("No server of {} was read: collect or import a snapshot", c.word("client")));
    else if (c.fromMySql && !c.migrating)
        open.push_back(
            fmt::format("The readiness of {} ({}) was not assessed", c.word("server"), c.word("source")));
    if (!c.in.audit)
        open.push_back(fmt::format("No audit of {} was run", c.word("server")));
    if (c.migrating && !c.hasTargets() && !c.in.criteria.number("downtime_budget"))
        open.push_back(
            fmt::format("{} has not said how long an outage and how much loss it can bear (facts rto "
                        "and rpo)",
                        c.word("Client")));
    if (c.migrating && c.tried.empty() && (c.in.criteria.number("rto") || c.in.criteria.number("rpo")))
        open.push_back(fmt::format("No cluster was simulated against {}", c.targets()));
    return open;
}

/// What speaks against going at all, with its numbers.
std::vector<std::string> refusals(const Context& c, const Roadmap& r, const Dates& d) {
    std::vector<std::string> no;
    if (const auto* best = c.best(); c.migrating && best && best->misses())
        no.push_back(fmt::format("None of {} tried meets {}: the best, {}, has {} and commits within {}",
                                 counted(c.tried.size(), "cluster"), c.targets(), best->title,
                                 outcomeWords(*best), formatSeconds(best->latencyP95 / 1000)));
    const auto budget = c.in.criteria.number("budget");
    if (const auto low = cost(c, r.effort().low); budget && low && *low > *budget)
        no.push_back(fmt::format("Even the lower end of the effort costs {}, the budget is {}",
                                 formatNumber(*low), formatNumber(*budget)));
    if (const auto day = c.in.criteria.date("deadline"); day && c.migrating && d.low > *day)
        no.push_back(fmt::format("Even at the lower end of the effort the move ends on {}, after {}",
                                 longDate(d.low), longDate(*day)));
    return no;
}

class Conditions {
public:
    Conditions(const Context& c, const Roadmap& r, const Dates& d) : c_(c), r_(r), d_(d) {}
    std::vector<std::string> all() {
        findings();
        limits();
        conversion();
        restore();
        plan();
        waiting();
        assumptions();
        if (out_.size() > kMostConditions)
            out_.resize(kMostConditions);
        return std::move(out_);
    }

private:
    void findings() {
        const auto n = c_.count(Severity::Critical);
        if (n == 0)
            return;
        Date last = c_.start;
        std::vector<std::string> ids;
        for (const auto& t : r_.tasks)
            for (const auto& f : c_.findings)
                if (f.severity == Severity::Critical && (ids.empty() || ids.back() != t.id) &&
                    std::find(t.evidence.begin(), t.evidence.end(), f.key) != t.evidence.end()) {
                    ids.push_back(t.id);
                    last = std::max(last, t.finish);
                }
        out_.push_back(fmt::format("{} on {} {} closed by {} ({})", counted(n, "critical finding"),
                                   c_.word("server"), n == 1 ? "is" : "are", longDate(last), listed(ids, 4)));
    }

    void limits() {
        if (!c_.in.growth)
            return;
        const Date done = moveDone(r_.tasks, c_.migrating);
        std::size_t keys = 0;
        for (const auto& l : c_.in.growth->limits) {
            if (!l.crossed || *l.crossed > done || l.id == "saturation" || l.id == "restore")
                continue;
            if (l.id.starts_with("autoinc:") && keys++ > 0)
                continue;
            out_.push_back(
                *l.crossed <= c_.start
                    ? fmt::format("{}, passed already, is mended first: {}", capital(l.label), l.remedy)
                    : fmt::format("Before {}: {}", longDate(*l.crossed), l.remedy));
        }
    }

    void conversion() {
        if (c_.manual) {
            std::string first;
            for (const auto& report : c_.in.readiness)
                for (const auto& conversion : report.conversions)
                    if (conversion.verdict == Verdict::Manual && first.empty())
                        first = conversion.name.empty() ? conversion.kind : conversion.name;
            out_.push_back(
                c_.manual == 1
                    ? fmt::format("{} names an owner for the manual object {}", c_.word("Client"), first)
                    : fmt::format("{} names an owner for {}, {} first", c_.word("Client"),
                                  counted(c_.manual, "manual object"), first));
        }
        if (c_.assisted)
            out_.push_back(fmt::format("{} of {} {} confirmed", counted(c_.assisted, "proposal"),
                                       c_.word("server"), c_.assisted == 1 ? "is" : "are"));
    }

    void restore() {
        for (const auto& t : r_.tasks)
            if (t.criterion.starts_with("Recovery of"))
                out_.push_back(fmt::format("A restore of {} succeeds by {} ({})", c_.word("volume"),
                                           longDate(t.finish), t.id));
    }

    void plan() {
        const auto budget = c_.in.criteria.number("budget");
        if (const auto high = cost(c_, r_.effort().high); budget && high && *high > *budget)
            out_.push_back(fmt::format("{} beyond the budget of {} are held in reserve",
                                       formatNumber(*high - *budget), formatNumber(*budget)));
        if (const auto day = c_.in.criteria.date("deadline"); day && d_.high > *day)
            out_.push_back(
                fmt::format("The deadline of {} may slip to {}", longDate(*day), longDate(d_.high)));
        const auto window = c_.in.criteria.number("cutover_window");
        if (const auto copy = c_.copySeconds(); c_.migrating && window && copy && *copy > *window)
            out_.push_back(fmt::format("A rehearsal shows that only the last changes of {}, not a copy of {} "
                                       "({}), have to fit into {}",
                                       c_.word("server"), c_.word("volume"), c_.word("copy_time"),
                                       c_.word("window")));
    }

    void waiting() {
        const auto budget = c_.in.criteria.number("idle_time_budget");
        if (const double stands = runbookSeconds(c_); budget && stands > *budget)
            out_.push_back(
                fmt::format("{} accepts that requests wait {} on the day of the cutover, beyond the {} "
                            "of other days",
                            c_.word("Client"), formatSeconds(stands), formatSeconds(*budget)));
    }

    void assumptions() {
        if (c_.in.growth)
            if (const auto* g = c_.in.growth->input("growth"); g && g->basis == Basis::Assumed)
                out_.push_back(fmt::format("{} confirms or corrects the assumed growth of {} a quarter",
                                           c_.word("Client"), formatPercent(g->value - 1)));
        if (c_.in.audit) {
            const auto unknown = c_.in.audit->count(CheckState::NotAssessed);
            if (double(unknown) > planningValue("unanswered_share") * double(c_.in.audit->checks.size()))
                out_.push_back(fmt::format("{} of {} audit checks, unanswered today, are answered", unknown,
                                           c_.in.audit->checks.size()));
        }
    }

    const Context& c_;
    const Roadmap& r_;
    const Dates& d_;
    std::vector<std::string> out_;
};

std::string headline(const Roadmap& r, const Context& c, Date done) {
    const auto n = r.conditions.size();
    const auto what = c.migrating ? fmt::format("Move {} to PostgreSQL {} by {}", c.word("server"), c.target,
                                                longDate(done))
                                  : fmt::format("Strengthen {} by {}", c.word("server"), longDate(done));
    if (r.verdict == "Go")
        return what;
    if (r.verdict == "Go if")
        return fmt::format("{}, if {} {} {}", what, numberWord(n), n == 1 ? "condition" : "conditions",
                           n == 1 ? "holds" : "hold");
    if (r.verdict == "No go")
        return fmt::format("Do not move {} yet: {} against it", c.word("server"),
                           n == 1 ? "one finding stands" : numberWord(n) + " findings stand");
    return fmt::format("{} cannot decide on {} yet: {} missing", c.word("Client"), c.word("server"),
                       n == 1 ? "one answer is" : numberWord(n) + " answers are");
}

std::string lead(const Roadmap& r, const Context& c) {
    std::vector<std::string> sentences;
    if (c.in.audit)
        sentences.push_back(
            fmt::format("{} scores {} of 100 with {} and {}{}.", c.word("server"), c.in.audit->score,
                        counted(c.count(Severity::Critical), "critical finding"),
                        counted(c.count(Severity::High), "high one"),
                        c.findings.empty() ? "" : "; the worst: " + c.findings.front().title));
    if (c.in.growth)
        sentences.push_back(c.in.growth->headline() + ".");
    if (c.migrating)
        sentences.push_back(
            fmt::format("{} of {} objects convert by rule; {} to confirm, {} to rewrite by hand.",
                        formatNumber(double(c.automatic)), formatNumber(double(c.objects)),
                        formatNumber(double(c.assisted)), formatNumber(double(c.manual))));
    if (const auto* b = c.best())
        sentences.push_back(fmt::format("In the lab {} showed {}.", b->title, outcomeWords(*b)));
    if (sentences.empty())
        sentences.push_back(fmt::format("{} tasks of {} are planned on what {} said.", r.tasks.size(),
                                        formatEffort(r.effort().low, r.effort().high), c.word("client")));
    return join(sentences, " ");
}

std::string ask(const Roadmap& r, const Context& c) {
    const auto e = r.effort();
    const auto low = cost(c, e.low), high = cost(c, e.high);
    const auto price =
        low ? fmt::format(" ({} to {})", formatNumber(*low), formatNumber(*high)) : std::string();
    const auto decideBy = longDate(r.start);
    if (r.verdict == "Open")
        return fmt::format("By {}: {}.", decideBy, join(r.conditions, "; "));
    if (r.verdict == "No go")
        return fmt::format("Keep {} on {} for now, approve the first phase alone, and settle: {}.",
                           c.word("server"), c.word("source"), join(r.conditions, "; "));
    std::string text = fmt::format("Approve {} of work{} from {} to {}", formatEffort(e.low, e.high), price,
                                   decideBy, longDate(r.finish));
    // The board reads one page: the conditions are counted here and listed in the scorecard.
    if (const auto n = r.conditions.size(); n > 0)
        text += fmt::format(", and accept {} that the scorecard lists",
                            n == 1 ? "the condition" : "the " + numberWord(n) + " conditions");
    return text + ".";
}

} // namespace

void decide(Roadmap& r, const Context& c, const Dates& d) {
    if (auto no = refusals(c, r, d); !no.empty()) {
        r.verdict = "No go";
        r.conditions = std::move(no);
    } else if (auto open = openPoints(c); !open.empty()) {
        r.verdict = "Open";
        r.conditions = std::move(open);
    } else {
        r.conditions = Conditions(c, r, d).all();
        r.verdict = r.conditions.empty() ? "Go" : "Go if";
    }
    r.headline = headline(r, c, moveDone(r.tasks, c.migrating));
    r.lead = lead(r, c);
    r.ask = ask(r, c);
}

} // namespace causeway::plan
