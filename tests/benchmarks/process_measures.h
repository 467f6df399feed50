// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <malloc.h>

#include <ctime>
#include <fstream>
#include <string>

namespace causeway::bench {

/// Processor time of all threads in seconds: other work on the machine does not count.
inline double processorSeconds() {
    timespec now{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return double(now.tv_sec) + double(now.tv_nsec) / 1e9;
}

/// Processor seconds of one call.
template <class Work> double processorSecondsOf(const Work& work) {
    const double start = processorSeconds();
    work();
    return processorSeconds() - start;
}

/// The most memory that the process has had since resetPeak(), in MB.
inline double peakMegabytes() {
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);)
        if (line.starts_with("VmHWM:"))
            return std::stod(line.substr(6)) * 1024 / 1e6;
    return 0;
}
inline void resetPeak() {
    ::malloc_trim(0); // what the benchmark before has left behind is not this one's
    std::ofstream("/proc/self/clear_refs") << "5";
}

} // namespace causeway::bench
