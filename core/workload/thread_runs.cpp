// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workload/thread_runs.h"

#include <algorithm>

namespace causeway {

std::uint64_t ThreadRuns::add(std::uint64_t thread, std::uint32_t query, Instant at) {
    constexpr std::size_t kMostThreads = 4096;
    if (threads_.size() >= kMostThreads && !threads_.count(thread))
        forgetIdle(at);
    Run& run = threads_[thread];
    if (run.query != query || at < run.last || run.window.empty())
        run.window.clear();
    run.query = query;
    run.last = at;
    const Instant oldest = at - std::chrono::seconds{1};
    run.window.erase(run.window.begin(), std::find_if(run.window.begin(), run.window.end(),
                                                      [&](const auto& w) { return w.first >= oldest; }));
    if (!run.window.empty() && run.window.back().first == at)
        ++run.window.back().second;
    else
        run.window.emplace_back(at, 1);
    std::uint64_t count = 0;
    for (const auto& [moment, times] : run.window)
        count += times;
    return count;
}

/// Connections come and go: those silent for a second can add to no run; all go when none is silent.
void ThreadRuns::forgetIdle(Instant at) {
    const Instant oldest = at - std::chrono::seconds{1};
    const auto before = threads_.size();
    for (auto it = threads_.begin(); it != threads_.end();)
        it = it->second.last < oldest || it->second.last > at + std::chrono::seconds{1} ? threads_.erase(it)
                                                                                        : std::next(it);
    if (threads_.size() == before)
        threads_.clear();
}

} // namespace causeway
