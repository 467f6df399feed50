// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/decision/verdict.h"

#include "core/base/units.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace causeway::decision {
namespace {

double total(const Decision& d, std::size_t option) {
    return d.ranking.totals[option].middle;
}

std::string first(const Decision& d) {
    const auto& leader = *d.leader();
    if (d.kind == "stay")
        return fmt::format("Stay on {}", leader.title);
    if (d.kind == "upgrade")
        return fmt::format("Stay with {}, as {}", engineName(leader.engine), leader.title);
    return fmt::format("Move to {}", leader.title);
}

std::string headline(const Decision& d) {
    const auto& order = d.ranking.order;
    const auto qualified = std::size_t(
        std::count_if(d.options.begin(), d.options.end(), [](const auto& o) { return !o.fails(); }));
    if (d.kind == "open")
        return fmt::format("None of {} options meets the limits that {} has to keep", d.options.size(),
                           d.server);
    const auto share = formatPercent(d.ranking.firstShares[order[0]]);
    if (qualified == 1)
        return fmt::format("{}: the only one of {} options that meets the limits, with {:.0f} of 100 points",
                           first(d), d.options.size(), total(d, order[0]));
    return fmt::format("{}: {:.0f} of 100 points, first under {} of all reasonable weightings", first(d),
                       total(d, order[0]), share);
}

/// The distance to the runner-up, of the rounded totals, so that the sentence agrees with what is shown.
std::string aheadLine(const Decision& d) {
    const auto& order = d.ranking.order;
    if (order.size() < 2 || d.options[order[1]].fails())
        return {};
    const double ahead = std::round(total(d, order[0])) - std::round(total(d, order[1]));
    return fmt::format("{:.0f} {} ahead of {}. ", ahead, ahead == 1 ? "point" : "points",
                       d.options[order[1]].title);
}

std::string flipLine(const Decision& d) {
    const auto& flip = d.ranking.flip;
    if (!flip)
        return "No change of one weight alone puts another option first";
    return fmt::format("{} would lead if \"{}\" weighed {} {} instead of {}", d.options[flip->option].title,
                       d.criteria[flip->criterion].title, flip->to > flip->from ? "more than" : "less than",
                       formatPercent(flip->to), formatPercent(flip->from));
}

std::string unknownLine(const Decision& d) {
    std::size_t unknown = 0, marked = 0;
    for (const auto& o : d.options)
        for (const auto& s : o.scores) {
            unknown += s.known == Known::NotAssessed;
            marked += s.known == Known::Consultant;
        }
    std::string text =
        unknown == 0 ? std::string("Every score is known")
                     : fmt::format("{} of {} scores are not assessed and count as anything from 0 to 10",
                                   unknown, d.options.size() * d.criteria.size());
    if (marked > 0)
        text += fmt::format("; {} {} the consultant's", marked, marked == 1 ? "is" : "are");
    return text + (d.ranking.settled ? "; whatever the open ones are, the first stays first at these weights"
                                     : "; the open ones could change who is first");
}

} // namespace

void speak(Decision& d) {
    const auto* leader = d.leader();
    if (!leader)
        return;
    d.kind = leader->fails()              ? "open"
             : leader->id == "stay"       ? "stay"
             : leader->engine == d.engine ? "upgrade"
                                          : "move";
    d.headline = headline(d);
    d.lines = {aheadLine(d) + flipLine(d), unknownLine(d)};
    for (const auto& o : d.options)
        for (const auto& failure : o.failures)
            d.lines.push_back(fmt::format("{} fails. {}", o.title, failure));
}

} // namespace causeway::decision
