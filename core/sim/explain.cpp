// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sim/explain.h"

#include <fmt/format.h>

#include <algorithm>

namespace causeway {
namespace {

constexpr Micros kLeastPart = 50 * kMillisecond;

std::string parts(const RunResult& run) {
    std::vector<std::size_t> order;
    for (std::size_t p = 0; p < kPhases; ++p)
        if (run.phases[p] >= kLeastPart)
            order.push_back(p);
    std::stable_sort(order.begin(), order.end(),
                     [&](auto a, auto b) { return run.phases[a] > run.phases[b]; });
    std::string text;
    for (const auto p : order)
        text += fmt::format("{}{} {:.1f} s", text.empty() ? ": " : ", ", phaseName(OutagePhase(p)),
                            toSeconds(run.phases[p]));
    return text;
}

} // namespace

std::string explain(const RunResult& run) {
    std::string text = run.outage == 0 ? std::string("Every commit was answered.")
                                       : fmt::format("No commit was answered for {:.1f} s{}.",
                                                     toSeconds(run.outage), parts(run));
    if (run.neverBack)
        text += " Service did not come back by itself.";
    if (run.lost > 0)
        text +=
            fmt::format(" {} acknowledged {} lost.", run.lost, run.lost == 1 ? "commit was" : "commits were");
    if (run.twoPrimaries > 0)
        text += fmt::format(" Two primaries took writes for {:.1f} s.", toSeconds(run.twoPrimaries));
    return text;
}

} // namespace causeway
