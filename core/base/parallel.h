// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>

namespace causeway {

/// How many threads the machine runs at once, at least 1.
unsigned machineThreads();

/// Calls work(0) in this thread and work(1) to work(threads - 1) in threads of their own, and returns when
/// all have returned. The work shares itself out, by a counter or under a lock. When calls throw, the first
/// exception by number goes on to the caller after all threads have ended. A thread that the system refuses
/// is done without: work must not count on `threads` calls, only on work(0).
void runInParallel(unsigned threads, const std::function<void(unsigned)>& work);

} // namespace causeway
