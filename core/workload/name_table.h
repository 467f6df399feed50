// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workload/digest.h"
#include "core/workload/saturating.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace causeway {

/// Schemas or users, by numbers in the order in which they first occur, with their load. After 4,096 names
/// the others share number 0.
class NameTable {
public:
    NameTable() { add("(other)"); }
    std::uint32_t number(std::string_view name);
    void count(std::uint32_t number, std::uint64_t executions, std::uint64_t nanoseconds);
    const std::string& name(std::uint32_t number) const { return names_[number].name; }
    /// All names with load: by time, count and name, most first.
    std::vector<NamedLoad> loads() const;
    /// Such an order: by time, count and name.
    static bool more(const NamedLoad& a, const NamedLoad& b);

private:
    std::uint32_t add(std::string_view name);
    std::vector<NamedLoad> names_;
    std::unordered_map<std::string, std::uint32_t> byName_; ///< looked up only
    std::string lastText_;
    std::uint32_t last_ = 0;
    bool any_ = false;
};

/// The load from each of some names, for one query. Of more than 64 names those are kept that occurred
/// first in the log: whatever the order in which loads are added and merged, theirs are exact.
class NameCounts {
public:
    struct Count {
        std::uint32_t number = 0;
        std::uint64_t times = 0, totalNs = 0;
        void add(std::uint64_t moreTimes, std::uint64_t nanoseconds) {
            addUpTo(times, moreTimes);
            addUpTo(totalNs, nanoseconds);
        }
    };
    void add(std::uint32_t number, std::uint64_t times, std::uint64_t nanoseconds) {
        if (number == first_.number && first_.times)
            first_.add(times, nanoseconds);
        else
            addOther({number, times, nanoseconds});
    }
    void merge(const NameCounts& other);
    /// The most frequent; of equals the first by name. 0 when there is none.
    std::uint32_t commonest(const NameTable& names) const;
    bool empty() const { return first_.times == 0; }
    std::size_t bytes() const {
        constexpr std::size_t kAllocation = 16; // what the heap adds
        return others_.empty() ? 0 : others_.capacity() * sizeof(Count) + kAllocation;
    }
    /// All, by number.
    std::vector<Count> counts() const;

private:
    void addOther(Count added);
    Count first_{};             ///< the one with the lowest number: mostly the only one
    std::vector<Count> others_; ///< by number
};

} // namespace causeway
