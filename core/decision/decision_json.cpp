// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/time.h"
#include "core/decision/decision.h"

#include <algorithm>
#include <cmath>

namespace causeway {
namespace {

double rounded(double value, double steps) {
    return std::round(value * steps) / steps;
}

Json optionJson(const Decision& d, std::size_t i) {
    const auto& o = d.options[i];
    const auto& total = d.ranking.totals[i];
    const auto place = std::find(d.ranking.order.begin(), d.ranking.order.end(), i) - d.ranking.order.begin();
    Json scores = Json::array();
    for (std::size_t c = 0; c < o.scores.size(); ++c) {
        const auto& s = o.scores[c];
        scores.push_back({{"criterion", d.criteria[c].id},
                          {"low", rounded(s.low, 100)},
                          {"high", rounded(s.high, 100)},
                          {"known", knownName(s.known)},
                          {"reason", s.reason},
                          {"evidence", s.evidence}});
    }
    return Json{{"id", o.id},
                {"title", o.title},
                {"rank", place + 1},
                {"fails", o.failures},
                {"points",
                 {{"low", rounded(total.low, 10)},
                  {"middle", rounded(total.middle, 10)},
                  {"high", rounded(total.high, 10)}}},
                {"first_share", rounded(d.ranking.firstShares[i], 1000)},
                {"scores", std::move(scores)}};
}

} // namespace

Json toJson(const Decision& d) {
    Json criteria = Json::array(), options = Json::array();
    for (const auto& c : d.criteria)
        criteria.push_back({{"id", c.id},
                            {"title", c.title},
                            {"weight", c.weight.weight},
                            {"default", c.defaultWeight},
                            {"least", c.weight.least},
                            {"most", c.weight.most}});
    for (std::size_t i = 0; i < d.options.size(); ++i)
        options.push_back(optionJson(d, i));
    Json json{{"schema", "causeway.decision/1"},
              {"on", toIso(d.on)},
              {"server", d.server},
              {"verdict", d.kind},
              {"headline", d.headline},
              {"lines", d.lines},
              {"criteria", std::move(criteria)},
              {"options", std::move(options)},
              {"robustness",
               {{"weightings", d.ranking.samples},
                {"settled", d.ranking.settled},
                {"method", "rank acceptability index of SMAA-2 (Lahdelma and Salminen, 2001)"}}}};
    if (const auto& flip = d.ranking.flip)
        json["robustness"]["smallest_change"] = {{"criterion", d.criteria[flip->criterion].id},
                                                 {"from", rounded(flip->from, 1000)},
                                                 {"to", rounded(flip->to, 1000)},
                                                 {"first_then", d.options[flip->option].id}};
    return json;
}

} // namespace causeway
