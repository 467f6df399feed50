// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workload/name_table.h"

#include "core/base/text.h"
#include "core/workload/saturating.h"

#include <algorithm>

namespace causeway {
namespace {

constexpr std::size_t kMostNames = 4096, kMostOfOneQuery = 64;

} // namespace

std::uint32_t NameTable::add(std::string_view name) {
    names_.push_back({std::string(name), 0, 0});
    return std::uint32_t(names_.size() - 1);
}

std::uint32_t NameTable::number(std::string_view name) {
    if (any_ && name == lastText_)
        return last_;
    lastText_ = name;
    any_ = true;
    const auto key = toValidUtf8(name);
    if (const auto it = byName_.find(key); it != byName_.end())
        return last_ = it->second;
    if (names_.size() > kMostNames)
        return last_ = 0;
    last_ = add(key);
    byName_.emplace(key, last_);
    return last_;
}

void NameTable::count(std::uint32_t number, std::uint64_t executions, std::uint64_t nanoseconds) {
    addUpTo(names_[number].count, executions);
    addUpTo(names_[number].totalNs, nanoseconds);
}

std::vector<NamedLoad> NameTable::loads() const {
    std::vector<NamedLoad> result;
    std::copy_if(names_.begin(), names_.end(), std::back_inserter(result),
                 [](const NamedLoad& load) { return load.count > 0 && !load.name.empty(); });
    std::sort(result.begin(), result.end(), more);
    return result;
}

bool NameTable::more(const NamedLoad& a, const NamedLoad& b) {
    if (a.totalNs != b.totalNs)
        return a.totalNs > b.totalNs;
    return a.count != b.count ? a.count > b.count : a.name < b.name;
}

void NameCounts::addOther(Count added) {
    if (empty()) {
        first_ = added;
        return;
    }
    if (added.number < first_.number)
        std::swap(added, first_);
    const auto it = std::lower_bound(others_.begin(), others_.end(), added.number,
                                     [](const Count& entry, std::uint32_t n) { return entry.number < n; });
    if (it != others_.end() && it->number == added.number)
        it->add(added.times, added.totalNs);
    else if (others_.size() + 1 < kMostOfOneQuery || it != others_.end()) {
        others_.insert(it, added);
        if (others_.size() + 1 > kMostOfOneQuery)
            others_.pop_back();
    }
}

std::vector<NameCounts::Count> NameCounts::counts() const {
    std::vector<Count> all;
    if (!empty())
        all.push_back(first_);
    all.insert(all.end(), others_.begin(), others_.end());
    return all;
}

void NameCounts::merge(const NameCounts& other) {
    for (const Count& one : other.counts())
        add(one.number, one.times, one.totalNs);
}

std::uint32_t NameCounts::commonest(const NameTable& names) const {
    const auto all = counts();
    const auto better = [&](const Count& a, const Count& b) {
        if ((a.number == 0) != (b.number == 0))
            return b.number == 0; // "(other)" is no name
        return a.times != b.times ? a.times > b.times : names.name(a.number) < names.name(b.number);
    };
    const auto it = std::min_element(all.begin(), all.end(), better);
    return it == all.end() ? 0 : it->number;
}

} // namespace causeway
