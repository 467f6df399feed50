// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/collect/files/host_unstamped.h"

#include <fmt/format.h>

#include <algorithm>

namespace causeway {

void TimedSamples::add(const HostSample& sample, std::optional<Instant> at) {
    constexpr std::size_t kMost = 500'000;
    if (list_.size() >= kMost)
        return;
    list_.push_back({sample, at, first_});
    first_ = false;
}

void TimedSamples::moveTo(HostFile& file, std::string_view program) const {
    const bool onlyBoot = std::all_of(list_.begin(), list_.end(), [](const Item& i) { return i.sinceBoot; });
    if (onlyBoot)
        file.remarks.push_back(
            fmt::format("{} ran once: its figures are averages since the machine's start", program));
    std::vector<const Item*> kept;
    for (const Item& item : list_)
        if (onlyBoot || !item.sinceBoot)
            kept.push_back(&item);
    bool unstamped = false;
    for (std::size_t i = 0; i < kept.size(); ++i) {
        const auto back = std::chrono::seconds{static_cast<long long>(kept.size() - 1 - i)};
        const Instant at = kept[i]->at.value_or(file.fileTime - back);
        unstamped |= !kept[i]->at;
        HostSample& sample = file.sample(at);
        sample = kept[i]->sample;
        sample.at = at;
        if (kept[i]->at && (!file.captured || *file.captured < at))
            file.captured = at;
    }
    if (unstamped && kept.size() > 1)
        file.remarks.push_back(fmt::format(
            "{} names no times: its samples are put one second apart before the file's own time", program));
}

} // namespace causeway
