// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/growth/forecast.h"

#include "core/base/error.h"
#include "core/base/units.h"
#include "core/growth/limits.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace causeway {
namespace {

/// Names each kind of limit: what runs short, and what then happens.
struct Words {
    std::string_view id, subject, event, now;
};
constexpr std::array<Words, 8> kWords{{
    {"memory", "Memory", "hot data outgrows it", "hot data no longer fits"},
    {"cpu", "CPU", "it passes the knee", "it is past the knee"},
    {"saturation", "CPU", "it is busy all the time", "it is busy all the time"},
    {"disk", "Disk", "it is full", "it is full"},
    {"connections", "The connection limit", "clients are refused", "clients are close to being refused"},
    {"backup", "The backup window", "a backup no longer fits", "a backup does not fit"},
    {"restore", "The restore time", "it passes the RTO", "it is longer than the RTO"},
    {"autoinc", "A key", "it runs out", "it has run out"},
}};

Words wordsFor(const Limit& limit) {
    const auto kind = std::string_view(limit.id).substr(0, limit.id.find(':'));
    const auto it = std::find_if(kWords.begin(), kWords.end(), [&](const Words& w) { return w.id == kind; });
    return it == kWords.end() ? Words{kind, limit.label, "it is reached", "it is reached"} : *it;
}

void sortLimits(std::vector<Limit>& limits) {
    std::stable_sort(limits.begin(), limits.end(), [](const Limit& a, const Limit& b) {
        constexpr auto never = Date::max();
        return std::pair(a.crossed.value_or(never), a.id) < std::pair(b.crossed.value_or(never), b.id);
    });
}

} // namespace

std::string_view basisName(Basis b) {
    constexpr std::array<std::string_view, 3> names{"measured", "stated by the client", "assumed"};
    return names[std::size_t(b)];
}

const Curve* Forecast::curve(std::string_view id) const {
    const auto it = std::find_if(curves.begin(), curves.end(), [&](const auto& c) { return c.id == id; });
    return it == curves.end() ? nullptr : &*it;
}

const GrowthInput* Forecast::input(std::string_view key) const {
    const auto it = std::find_if(inputs.begin(), inputs.end(), [&](const auto& i) { return i.key == key; });
    return it == inputs.end() ? nullptr : &*it;
}

const Limit* Forecast::firstLimit() const {
    // The restore time is a fact about backups, crossed from the first day where the RTO asks for a standby:
    // it is the first limit only where nothing else is.
    for (const bool restore : {false, true})
        for (const auto& l : limits)
            if (l.crossed && (l.id == "restore") == restore)
                return &l;
    return nullptr;
}

std::string Forecast::headline() const {
    const auto* limit = firstLimit();
    const auto* volume = curve("volume");
    if (!limit) {
        if (!volume || volume->forecast.empty())
            return fmt::format("No limit is reached within {} months", horizonMonths);
        return fmt::format("No known limit is reached within {} months: data grows from {} to {}",
                           horizonMonths, formatBytes(volume->forecast.front().value),
                           formatBytes(volume->forecast.back().value));
    }
    const auto words = wordsFor(*limit);
    const std::string subject =
        limit->id.starts_with("autoinc:") ? limit->id.substr(8) : std::string(words.subject);
    if (*limit->crossed == start)
        return fmt::format("{} is short already: {} ({})", subject, words.now, limit->label);
    const bool near = *limit->crossed - start < std::chrono::days{300};
    return fmt::format("{} is the first limit: {} on {}", subject, words.event,
                       near ? dayAndMonth(*limit->crossed) : longDate(*limit->crossed));
}

Forecast forecast(const Criteria& criteria, const Snapshot* snapshot, Date start, int horizonMonths,
                  const std::vector<Visit>& visits) {
    if (horizonMonths < 1 || horizonMonths > 240)
        throw Error(ErrorCode::Usage, "the horizon is out of range",
                    fmt::format("{} months were asked for", horizonMonths), "choose 1 to 240 months");
    const auto in = growth::readInputs(criteria, snapshot, start, horizonMonths, visits);
    const growth::Span span{start, addMonths(start, horizonMonths), horizonMonths};
    Forecast f;
    f.start = start;
    f.horizonMonths = horizonMonths;
    f.inputs = in.list();
    f.notAssessed = in.notAssessed;
    growth::addHistory(f, in, span);
    growth::addVolume(f, in, span);
    growth::addLoad(f, in, span);
    growth::addMemory(f, in, span);
    growth::addDisk(f, in, span);
    growth::addBackup(f, in, criteria, span);
    growth::addKeys(f, in, span);
    sortLimits(f.limits);
    return f;
}

} // namespace causeway
