// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/collect/files/host_files.h"

#include <optional>
#include <string_view>
#include <vector>

namespace causeway {

/// Samples of vmstat and iostat, whose first line is the average since boot and whose times may be missing.
class TimedSamples {
public:
    /// The program was started: the next sample is its average since boot.
    void beginRun() { first_ = true; }
    void add(const HostSample& sample, std::optional<Instant> at);
    bool empty() const { return list_.empty(); }
    /// Puts the samples into the file. Averages since boot are left out when there is anything else. Samples
    /// without a time are put a second apart, the last at the file's own time, and a remark says so.
    void moveTo(HostFile& file, std::string_view program) const;

private:
    struct Item {
        HostSample sample;
        std::optional<Instant> at;
        bool sinceBoot = false;
    };
    std::vector<Item> list_;
    bool first_ = true;
};

} // namespace causeway
