// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/units.h"
#include "core/report/build.h"
#include "core/report/finding_charts.h"
#include "core/roadmap/assemble.h"

#include <fmt/format.h>

namespace causeway::report {
namespace {

/// "7.2", "3 to 10"; what the consultant said and what nobody knows carry their word.
Cell scoreCell(const CriterionScore& s) {
    if (s.known == Known::NotAssessed)
        return severity("na", "0 to 10");
    auto text =
        s.high - s.low < 0.05 ? fmt::format("{:.1f}", s.low) : fmt::format("{:.1f} to {:.1f}", s.low, s.high);
    return cell(std::move(text), s.known == Known::Consultant ? "consultant"
                                 : s.known == Known::Fact     ? "fact"
                                                              : "computed");
}

TableSpec scores(const Decision& d) {
    TableSpec t;
    t.title = fmt::format("{} options by {} criteria, 0 to 10 each", d.options.size(), d.criteria.size());
    t.columns = {left("Criterion", 2.4), right("Weight", 0.8)};
    for (const auto& o : d.options)
        t.columns.push_back(right(o.shortTitle, 1.3));
    for (std::size_t c = 0; c < d.criteria.size(); ++c) {
        std::vector<Cell> row{cell(strong(d.criteria[c].title)),
                              cell(formatNumber(d.criteria[c].weight.weight))};
        for (const auto& o : d.options)
            row.push_back(scoreCell(o.scores[c]));
        t.rows.push_back(std::move(row));
    }
    std::vector<Cell> total{cell(strong("Points of 100")), cell("")};
    for (std::size_t o = 0; o < d.options.size(); ++o) {
        const auto& points = d.ranking.totals[o];
        total.push_back(cell(strong(fmt::format("{:.0f}", points.middle)),
                             d.options[o].fails()
                                 ? "fails a limit"
                                 : fmt::format("{:.0f} to {:.0f}", points.low, points.high)));
    }
    t.rows.push_back(std::move(total));
    return t;
}

ChartSpec firstPlaces(const Decision& d) {
    std::vector<std::pair<std::string, double>> places;
    for (const auto o : d.ranking.order)
        places.emplace_back(d.options[o].shortTitle, 100 * d.ranking.firstShares[o]);
    auto c = bars("decision-first",
                  fmt::format("{} is first under {} of all reasonable weightings", d.leader()->title,
                              formatPercent(d.ranking.firstShares[d.ranking.order.front()])),
                  fmt::format("share of {} weightings drawn evenly from the reasonable ranges, %",
                              formatNumber(double(d.ranking.samples))),
                  "%", places, 0);
    c.source =
        "Source: rank acceptability index of SMAA-2 (Lahdelma and Salminen, Operations Research 49, 2001)";
    return c;
}

std::string criterionReasons(const Decision& d, std::size_t c, std::size_t option) {
    return fmt::format("{}: {}.", d.criteria[c].title, d.options[option].scores[c].reason);
}

} // namespace

Part decision(Build& b) {
    if (!b.context.server) {
        b.absent.push_back(fmt::format("Which database: no server of {} was read", b.word("client")));
        return {};
    }
    const auto d = decide(decisionInput(b.in));
    Section s = makeSection("decision", "Which database", d.headline);
    s.blocks.push_back(lead(d.lines.front() + ". " + d.lines[1] + "."));
    s.blocks.push_back(firstPlaces(d));
    auto table = scores(d);
    table.source = b.source("the snapshot, the lab and the conversion; facts of 22 Nov 2026");
    s.blocks.push_back(std::move(table));
    if (d.lines.size() > 2) {
        s.blocks.push_back(Heading{2, "What fails a limit", "decision-limits", 1});
        s.blocks.push_back(bullets({d.lines.begin() + 2, d.lines.end()}));
    }
    const auto first = d.ranking.order.front();
    s.blocks.push_back(
        Heading{2, fmt::format("Why {} scores as it does", d.leader()->title), "decision-reasons", 1});
    std::vector<std::string> reasons;
    for (std::size_t c = 0; c < d.criteria.size(); ++c)
        reasons.push_back(criterionReasons(d, c, first));
    s.blocks.push_back(bullets(reasons));
    return {std::move(s)};
}

} // namespace causeway::report
