// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/roadmap/schedule.h"

#include "core/base/error.h"
#include "core/roadmap/calendar.h"
#include "core/roadmap/planning_values.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>

namespace causeway::plan {
namespace {

constexpr int kCutoverPhase = 3;

struct Person {
    double free = 0; ///< working days since the start
    int last = -1;   ///< the draft done before
};

struct Slot {
    double start = 0, finish = 0;
    std::vector<int> before; ///< drafts it waited for: dependencies and its people's last work
    bool placed = false;
};

double hoursAt(const Effort& effort, EffortPoint point) {
    return point == EffortPoint::Low    ? effort.low
           : point == EffortPoint::High ? effort.high
                                        : effort.expected();
}

/// Serial schedule: of the drafts whose predecessors stand, the first by phase, deadline and order is placed.
class Placement {
public:
    Placement(const std::vector<Draft>& drafts, const Team& team, Calendar& calendar, EffortPoint point)
        : drafts_(drafts), team_(team), calendar_(calendar), point_(point), slots_(drafts.size()) {
        for (std::size_t i = 0; i < drafts.size(); ++i)
            index_[drafts[i].key] = int(i);
        for (const auto* role : {"DBA", "Developer", "Tester", "Operations"})
            people_[role].resize(std::size_t(team.of(role)));
        for (std::size_t n = 0; n < drafts.size(); ++n)
            place(next());
    }
    const std::vector<Slot>& placed() const { return slots_; }
    int indexOf(const std::string& key) const {
        const auto it = index_.find(key);
        return it == index_.end() ? -1 : it->second;
    }

private:
    bool ready(const Draft& d) const {
        return std::all_of(d.after.begin(), d.after.end(), [&](const auto& key) {
            const int i = indexOf(key);
            return i < 0 || slots_[std::size_t(i)].placed;
        });
    }

    std::size_t next() const {
        const auto rank = [&](std::size_t i) {
            return std::tuple(drafts_[i].phase, drafts_[i].deadline.value_or(Date::max()), i);
        };
        std::optional<std::size_t> best;
        for (std::size_t i = 0; i < drafts_.size(); ++i)
            if (!slots_[i].placed && ready(drafts_[i]) && (!best || rank(i) < rank(*best)))
                best = i;
        if (!best)
            throw Error(ErrorCode::Internal, "tasks of the plan wait for each other in a circle");
        return *best;
    }

    /// The first start from which `length` working days pass without more than a weekend or a holiday between
    /// two of them: nobody begins a cutover before a freeze and ends it after.
    double unbroken(double start, double length) const {
        const auto last = [&](double from) {
            return std::max(std::floor(from), std::ceil(from + length - 1e-9) - 1);
        };
        for (std::size_t day = std::size_t(start); day < std::size_t(last(start)); ++day)
            if (calendar_.day(day + 1) - calendar_.day(day) > longestPause_)
                start = double(day + 1);
        return start;
    }

    void place(std::size_t i) {
        const auto& d = drafts_[i];
        auto& slot = slots_[i];
        auto& pool = people_[people_.contains(d.task.role) ? d.task.role : "Operations"];
        const double hours = hoursAt(d.task.effort, point_);
        const auto wanted = std::size_t(std::max(1.0, std::ceil(hours / hoursForOne_)));
        const auto people = std::min(wanted, pool.size());
        std::stable_sort(pool.begin(), pool.end(),
                         [](const auto& a, const auto& b) { return a.free < b.free; });
        for (const auto& key : d.after)
            if (const int before = indexOf(key); before >= 0) {
                slot.start = std::max(slot.start, slots_[std::size_t(before)].finish);
                slot.before.push_back(before);
            }
        slot.start = std::max(slot.start, pool[people - 1].free);
        const double length = std::max(d.days, hours / (double(people) * team_.hoursPerDay));
        if (d.phase == kCutoverPhase)
            slot.start = unbroken(slot.start, length);
        slot.finish = slot.start + length;
        for (std::size_t p = 0; p < people; ++p) {
            if (pool[p].last >= 0)
                slot.before.push_back(pool[p].last);
            pool[p] = {slot.finish, int(i)};
        }
        slot.placed = true;
        order_.push_back(i);
    }

    const std::vector<Draft>& drafts_;
    const Team& team_;
    Calendar& calendar_;
    EffortPoint point_;
    std::chrono::days longestPause_{int(planningValue("longest_pause_days"))};
    double hoursForOne_ = planningValue("hours_for_one");
    std::vector<Slot> slots_;
    std::map<std::string, int> index_;
    std::map<std::string, std::vector<Person>> people_;
    std::vector<std::size_t> order_;

public:
    /// Critical: a day more on it moves the end (no slack on the backward pass).
    std::vector<bool> critical() const {
        double end = 0;
        for (const auto& s : slots_)
            end = std::max(end, s.finish);
        std::vector<double> late(slots_.size(), end);
        for (auto it = order_.rbegin(); it != order_.rend(); ++it)
            for (const int before : slots_[*it].before) {
                const double latest = late[*it] - (slots_[*it].finish - slots_[*it].start);
                late[std::size_t(before)] = std::min(late[std::size_t(before)], latest);
            }
        std::vector<bool> result;
        for (std::size_t i = 0; i < slots_.size(); ++i)
            result.push_back(late[i] - slots_[i].finish < 1e-6);
        return result;
    }
};

} // namespace

int Team::of(const std::string& role) const {
    return role == "DBA" ? dbas : role == "Developer" ? developers : role == "Tester" ? testers : operations;
}

Team teamOf(const Criteria& criteria) {
    const auto people = [&](const char* key) {
        return int(std::clamp(criteria.number(key).value_or(1), 1.0, 1000.0));
    };
    Team team{people("team_dbas"), people("team_developers")};
    if (const auto hours = criteria.number("work_hours_per_week"); hours && *hours > 0)
        team.hoursPerDay = std::min(*hours, 60.0) / 5;
    return team;
}

std::vector<Task> schedule(std::vector<Draft> drafts, const Team& team, Date start,
                           const std::vector<std::pair<Date, Date>>& freezes, EffortPoint point) {
    Calendar calendar(start, freezes);
    const Placement placement(drafts, team, calendar, point);
    const auto critical = placement.critical();
    for (std::size_t i = 0; i < drafts.size(); ++i) {
        const auto& slot = placement.placed()[i];
        auto& task = drafts[i].task;
        const double first = std::floor(slot.start + 1e-9),
                     last = std::max(first, std::ceil(slot.finish - 1e-9) - 1);
        task.start = calendar.day(std::size_t(first));
        task.finish = calendar.day(std::size_t(last));
        task.critical = critical[i];
    }
    std::stable_sort(drafts.begin(), drafts.end(), [](const Draft& a, const Draft& b) {
        return std::tuple(a.task.start, a.phase) < std::tuple(b.task.start, b.phase);
    });
    std::map<std::string, std::string> ids;
    const int width = drafts.size() > 99 ? 3 : 2;
    for (std::size_t i = 0; i < drafts.size(); ++i)
        ids[drafts[i].key] = fmt::format("T-{:0{}}", i + 1, width);
    std::vector<Task> tasks;
    for (auto& d : drafts) {
        d.task.id = ids[d.key];
        for (const auto& key : d.after)
            if (ids.contains(key))
                d.task.dependsOn.push_back(ids[key]);
        std::sort(d.task.dependsOn.begin(), d.task.dependsOn.end());
        tasks.push_back(std::move(d.task));
    }
    return tasks;
}

} // namespace causeway::plan
