// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/parallel.h"

#include <algorithm>
#include <exception>
#include <system_error>
#include <thread>
#include <vector>

namespace causeway {

unsigned machineThreads() {
    return std::max(1u, std::thread::hardware_concurrency());
}

void runInParallel(unsigned threads, const std::function<void(unsigned)>& work) {
    std::vector<std::exception_ptr> failures(std::max(1u, threads));
    const auto guarded = [&](unsigned number) {
        try {
            work(number);
        } catch (...) {
            failures[number] = std::current_exception();
        }
    };
    std::vector<std::thread> others;
    others.reserve(failures.size());
    try {
        for (unsigned number = 1; number < threads; ++number)
            others.emplace_back(guarded, number);
    } catch (const std::system_error&) {
        // the system has no more threads to give: those that run do the work
    }
    guarded(0);
    for (auto& thread : others)
        thread.join();
    for (const auto& failure : failures)
        if (failure)
            std::rethrow_exception(failure);
}

} // namespace causeway
