// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workload/thread_runs.h"

namespace causeway {

std::uint64_t ThreadRuns::add(std::uint64_t thread, std::uint64_t query, Instant at) {
    constexpr std::size_t kMostThreads = 4096;
    auto found = threads_.find(thread);
    if (found == threads_.end()) {
        if (threads_.size() >= kMostThreads)
            forgetIdle(at);
        found = threads_.try_emplace(thread).first;
    }
    Run& run = found->second;
    if (run.query != query || at < run.last) {
        run.window.clear();
        run.oldest = run.count = 0;
    }
    run.query = query;
    run.last = at;
    const Instant horizon = at - std::chrono::seconds{1};
    while (run.oldest < run.window.size() && run.window[run.oldest].at < horizon)
        run.count -= run.window[run.oldest++].times;
    if (run.oldest > 64 && run.oldest * 2 > run.window.size()) {
        run.window.erase(run.window.begin(), run.window.begin() + std::ptrdiff_t(run.oldest));
        run.oldest = 0;
    }
    if (run.oldest < run.window.size() && run.window.back().at == at)
        ++run.window.back().times;
    else
        run.window.push_back({at, 1});
    return ++run.count;
}

/// Connections come and go: those silent for a second can add to no run; all go when none is silent.
void ThreadRuns::forgetIdle(Instant at) {
    const Instant oldest = at - std::chrono::seconds{1};
    const auto before = threads_.size();
    std::erase_if(threads_, [&](const auto& entry) {
        return entry.second.last < oldest || entry.second.last > at + std::chrono::seconds{1};
    });
    if (threads_.size() == before)
        threads_.clear();
}

} // namespace causeway
