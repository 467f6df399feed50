// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/collect/live/waiting.h"

#include <poll.h>

#include <algorithm>

namespace causeway::live {

Wait waitSocket(int socket, Interest& interest, Clock::time_point deadline, const Progress& progress) {
    constexpr std::chrono::milliseconds kSlice{100};
    for (;;) {
        if (progress.cancelled())
            return Wait::Cancelled;
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - Clock::now());
        if (left.count() <= 0)
            return Wait::Late;
        pollfd entry{socket, 0, 0};
        entry.events = short((interest.read ? POLLIN : 0) | (interest.write ? POLLOUT : 0) |
                             (interest.priority ? POLLPRI : 0));
        if (::poll(&entry, 1, int(std::min(left, kSlice).count())) <= 0)
            continue;
        const bool broken = (entry.revents & (POLLERR | POLLHUP | POLLNVAL)) != 0;
        interest.read = interest.read && ((entry.revents & POLLIN) || broken);
        interest.write = interest.write && ((entry.revents & POLLOUT) || broken);
        interest.priority = interest.priority && (entry.revents & POLLPRI);
        return Wait::Ready;
    }
}

void pause(double seconds, const Progress& progress) {
    Interest none;
    waitSocket(-1, none, deadlineIn(seconds), progress);
    progress.throwIfCancelled();
}

Clock::time_point deadlineIn(double seconds) {
    constexpr double kYear = 366.0 * 86400;
    const std::chrono::duration<double> wait(std::clamp(seconds, 0.0, kYear));
    return Clock::now() + std::chrono::duration_cast<Clock::duration>(wait);
}

double millisecondsSince(Clock::time_point start) {
    return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

} // namespace causeway::live
