// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/units.h"
#include "core/growth/assumptions.h"
#include "core/growth/inputs_host.h"
#include "core/snapshot/rows_by_month.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace causeway::growth {
namespace {

std::vector<Visit> ownVisits(const Inputs& in, const std::vector<Visit>& visits) {
    std::vector<Visit> own;
    if (in.server)
        std::copy_if(visits.begin(), visits.end(), std::back_inserter(own),
                     [&](const Visit& v) { return v.server == in.server->id && v.bytes > 0; });
    std::stable_sort(own.begin(), own.end(), [](const Visit& a, const Visit& b) { return a.day < b.day; });
    return own;
}

/// Factor a quarter by the median of the slopes between all pairs of visits (Theil 1950, Sen 1968), on
/// logarithms; nothing when they lie within a month.
std::optional<GrowthInput> rateOfVisits(const std::vector<Visit>& visits) {
    const auto month = std::chrono::days{int(kDaysPerMonth)};
    if (visits.size() < 2 || visits.back().day - visits.front().day < month)
        return std::nullopt;
    std::vector<double> slopes;
    for (std::size_t i = 0; i < visits.size(); ++i)
        for (std::size_t j = i + 1; j < visits.size(); ++j)
            if (visits[j].day > visits[i].day)
                slopes.push_back(std::log(visits[j].bytes / visits[i].bytes) /
                                 quarters(visits[i].day, visits[j].day));
    const auto middle = slopes.begin() + std::ptrdiff_t(slopes.size() / 2);
    std::nth_element(slopes.begin(), middle, slopes.end());
    return GrowthInput{"growth", "Growth a quarter", std::exp(*middle), Basis::Measured,
                       fmt::format("{} visits from {} to {}", visits.size(), longDate(visits.front().day),
                                   longDate(visits.back().day))};
}

bool historyServes(const Inputs& in) {
    return in.history.fit && in.history.covered >= assumption("history_covered").value &&
           (in.representative || in.captureScale > 1);
}

double coveredBytes(const Inputs& in) {
    return in.history.covered * double(in.server->catalog->totalBytes().value_or(0));
}

GrowthInput fittedGrowth(const Inputs& in, const Path& size) {
    const auto& fit = *in.history.fit;
    const auto error = fit.backtestError ? fmt::format("; a month was forecast to {} in {} backtests",
                                                       formatPercent(*fit.backtestError), fit.backtests)
                                         : std::string();
    return {"growth", "Growth a quarter", std::exp(size.at(12) / 4), Basis::Measured,
            fmt::format("mean of the next year by the rows that {} months added to tables of {} of the data: "
                        "{} additions{}{}",
                        fit.months, formatPercent(in.history.covered), shapeName(fit.shape),
                        fit.seasonal ? " with a yearly season" : "", error)};
}

/// A table's size at a month from today, against today's size; before today by what was added since.
double tableSize(const TableHistory& table, double growth, double month) {
    if (month >= 0)
        return table.bytes * growth;
    double later = 0, left = -month;
    for (auto it = table.added.values.rbegin(); it != table.added.values.rend() && left > 0; ++it, --left)
        later += *it * std::min(1.0, left);
    return std::max(0.0, table.bytes - later * table.bytesPerRow());
}

/// The share of today's size that the policies have taken by each month: what is older than they allow.
std::vector<double> archivedShare(Inputs& in, const std::vector<ArchivePolicy>& policies, int months,
                                  Date start, double rate) {
    std::vector<double> shares(std::size_t(months) + 2, 0);
    if (!in.server || !in.server->catalog)
        return shares;
    const double total = double(in.server->catalog->totalBytes().value_or(0));
    for (const auto& policy : policies) {
        const auto* table = in.history.table(policy.table);
        if (!table || table->added.values.empty()) {
            in.notAssessed.push_back(
                fmt::format("The archive policy of {}: how old its rows are is not known. "
                            "Collect with --history.",
                            policy.table));
            continue;
        }
        const auto ahead =
            in.fitted && table->fit ? std::optional(lookAhead(*table->fit, start, months + 1)) : std::nullopt;
        for (std::size_t m = 1; m < shares.size(); ++m) {
            const double then = double(m) - policy.months;
            const double growth = then <= 0 ? 1
                                  : ahead   ? 1 + ahead->total(then) / std::max(1.0, table->rows)
                                            : std::exp(rate * then / 3);
            shares[m] += tableSize(*table, growth, then) / total;
        }
    }
    return shares;
}

} // namespace

void readCourse(Inputs& in, const Criteria& criteria, Date start, int months,
                const std::vector<Visit>& visits) {
    in.visits = ownVisits(in, visits);
    if (in.server)
        in.history = readHistory(*in.server);
    const auto stated = statedInput(criteria, "growth", "Growth a quarter");
    const auto asked = criteria.text("growth_basis").value_or(stated ? "plan" : "history");
    in.fitted = historyServes(in) && !(stated && asked == "plan");
    const auto seen = in.fitted ? std::nullopt : rateOfVisits(in.visits);
    if (in.fitted)
        in.growth = {"growth", "Growth a quarter", 1, Basis::Measured, {}};
    else if (stated && !(seen && asked == "history"))
        in.growth = *stated;
    else if (seen)
        in.growth = *seen;
    else {
        in.growth = assumedInput("growth", "Growth a quarter", "growth_per_quarter");
        in.notAssessed.push_back(
            fmt::format("The growth rate: nobody stated one and one snapshot of {} cannot show one; {} a "
                        "quarter is assumed. Set the fact \"growth\", or collect with --history.",
                        formatBytes(in.volume.value), formatPercent(in.growth.value - 1)));
    }
    const auto rated = growing(1, Basis::Measured, in.growth);
    Course course{start, months, {}, {}};
    if (const auto text = criteria.text("growth_events"))
        course.events = parseGrowthEvents(*text).value_or(std::vector<GrowthEvent>{});
    if (const auto text = criteria.text("archive_policies"))
        course.archived =
            archivedShare(in, parseArchivePolicies(*text).value_or(std::vector<ArchivePolicy>{}), months,
                          start, rated.rate);
    if (in.fitted) {
        const auto ahead = lookAhead(*in.history.fit, start, months + 1);
        in.size = std::make_shared<Path>(fittedSize(ahead, coveredBytes(in), course));
        in.load = std::make_shared<Path>(fittedLoad(ahead, course));
        in.growth = fittedGrowth(in, *in.size);
    } else if (!course.events.empty() || !course.archived.empty()) {
        in.size = std::make_shared<Path>(ratedSize(rated.rate, rated.rateSpread, course));
        in.load = std::make_shared<Path>(ratedLoad(rated.rate, rated.rateSpread, course));
    }
}

Growing growingSize(const Inputs& in, double value, Basis level, double offset) {
    auto g = growing(value, level, in.growth, offset);
    g.path = in.size;
    return g;
}

Growing growingLoad(const Inputs& in, double value, Basis level) {
    auto g = growing(value, level, in.growth);
    g.path = in.load;
    return g;
}

} // namespace causeway::growth
