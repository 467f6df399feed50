// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/roadmap/outcome_words.h"

#include "core/base/units.h"
#include "core/roadmap/templates.h"

#include <fmt/format.h>

namespace causeway::plan {

std::string outcomeWords(const Candidate& c) {
    const auto lost = c.lostMax > 0
                          ? fmt::format("up to {} lost", counted(std::size_t(c.lostMax + 0.5), "commit"))
                          : std::string("no commit lost");
    return fmt::format("a p95 outage of {} and {} in {} of {}", formatSeconds(c.outageP95), lost,
                       counted(c.runs, "run"), counted(c.results.size(), "fault scenario"));
}

} // namespace causeway::plan
