// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/progress.h"

#include <chrono>

namespace causeway::live {

using Clock = std::chrono::steady_clock;

enum class Wait { Ready, Late, Cancelled };

struct Interest {
    bool read = false, write = false, priority = false;
};

/// Waits until the socket is ready for what is asked (the result says for which), the deadline passes or
/// progress is cancelled, which is noticed within 100 ms. A negative socket is only waited out.
Wait waitSocket(int socket, Interest& interest, Clock::time_point deadline, const Progress& progress);
/// Waits for a time; throws Error(Cancelled) when progress is cancelled.
void pause(double seconds, const Progress& progress);
/// The deadline so many seconds from now; a huge number is cut to a year.
Clock::time_point deadlineIn(double seconds);
double millisecondsSince(Clock::time_point start);

} // namespace causeway::live
