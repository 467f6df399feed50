// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workload/class_table.h"

#include <algorithm>
#include <optional>

namespace causeway {
namespace {

bool lessId(const ClassSums& a, const ClassSums& b) {
    return a.id < b.id;
}
bool moreTotal(const ClassSums& a, const ClassSums& b) {
    return a.totalNs != b.totalNs ? a.totalNs > b.totalNs : a.id < b.id;
}

/// FNV's low bits alone are no good slot numbers.
std::uint64_t scramble(std::uint64_t id) {
    id ^= id >> 32;
    id *= 0x9E3779B97F4A7C15ull;
    return id ^ (id >> 29);
}

template <class Less> void sortBy(std::vector<ClassSums*>& list, Less less) {
    std::sort(list.begin(), list.end(), [&](const auto* a, const auto* b) { return less(*a, *b); });
}

} // namespace

ClassTable::ClassTable(std::uint64_t mostBytes, std::string folder)
    : mostBytes_(mostBytes), slots_(1024), byId_(folder, lessId), byTotal_(folder, moreTotal) {}

std::size_t ClassTable::slotOf(std::uint64_t id) const {
    const auto mask = slots_.size() - 1;
    for (auto i = scramble(id) & mask;; i = (i + 1) & mask)
        if (!slots_[i].index || slots_[i].id == id)
            return i;
}

void ClassTable::prefetchSlot(std::uint64_t id) const {
    __builtin_prefetch(&slots_[scramble(id) & (slots_.size() - 1)]);
}

void ClassTable::prefetchQuery(std::uint64_t id) const {
    const Slot& found = slots_[slotOf(id)];
    if (!found.index)
        return;
    at(found.index - 1).prefetch();
}

void ClassTable::prefetchTimes(std::uint64_t id) const {
    if (const Slot& found = slots_[slotOf(id)]; found.index)
        at(found.index - 1).executions.prefetch();
}

ClassSums* ClassTable::find(std::uint64_t id) {
    const Slot& s = slot(id);
    return s.index ? &at(s.index - 1) : nullptr;
}

ClassSums& ClassTable::insert(std::uint64_t id, std::string_view fingerprint) {
    if (bytes_ + slots_.size() * sizeof(Slot) > mostBytes_ && used_ > 0)
        spill();
    if ((used_ + 1) * 4ull > slots_.size() * 3ull)
        rehash();
    if (used_ / kChunk == chunks_.size())
        chunks_.push_back(std::make_unique<ClassSums[]>(kChunk));
    slot(id) = {id, used_ + 1};
    ClassSums& sums = at(used_++);
    sums.begin(id, fingerprint);
    return sums;
}

void ClassTable::rehash() {
    std::vector<Slot> old(slots_.size() * 2);
    old.swap(slots_);
    for (const Slot& s : old)
        if (s.index)
            slot(s.id) = s;
}

std::vector<ClassSums*> ClassTable::all() const {
    std::vector<ClassSums*> list(used_);
    for (std::uint32_t i = 0; i < used_; ++i)
        list[i] = &at(i);
    return list;
}

void ClassTable::spill() {
    auto list = all();
    sortBy(list, lessId);
    const auto before = byId_.bytes();
    byId_.add(list);
    spilled_ += byId_.bytes() - std::min(before, byId_.bytes());
    chunks_.clear();
    slots_.assign(1024, {});
    used_ = 0;
    bytes_ = 0;
}

void ClassTable::finish() {
    if (!byId_.empty())
        return finishSpilled();
    for (const ClassSums* sums : all())
        order_.push_back({sums->totalNs, sums->id, sums});
    std::sort(order_.begin(), order_.end(), [](const Ranked& a, const Ranked& b) {
        return a.totalNs != b.totalNs ? a.totalNs > b.totalNs : a.id < b.id;
    });
    size_ = order_.size();
}

/// Equal queries of all runs become one; the result is sorted in runs as large as the memory allows.
void ClassTable::finishSpilled() {
    spill();
    std::vector<std::unique_ptr<ClassSums>> batch;
    std::uint64_t held = 0;
    const auto flush = [&] {
        std::vector<ClassSums*> list;
        for (const auto& sums : batch)
            list.push_back(sums.get());
        sortBy(list, moreTotal);
        byTotal_.add(list);
        batch.clear();
        held = 0;
    };
    byId_.merge([&](ClassSums&& sums) {
        if (!batch.empty() && batch.back()->id == sums.id) {
            batch.back()->merge(std::move(sums));
            return true;
        }
        if (held > mostBytes_)
            flush();
        ++size_;
        held += sums.bytes() + sizeof(ClassSums*) * 2;
        batch.push_back(std::make_unique<ClassSums>(std::move(sums)));
        return true;
    });
    if (!batch.empty())
        flush();
    spilled_ += byTotal_.bytes();
    byId_ = ClassRuns({}, lessId);
}

void ClassTable::forEach(const std::function<bool(const ClassSums&)>& take) const {
    if (byTotal_.empty()) {
        constexpr std::size_t kFar = 8, kNear = 3; // the queries lie about in memory: brought near in time
        for (std::size_t i = 0; i < order_.size(); ++i) {
            if (i + kFar < order_.size())
                order_[i + kFar].sums->prefetch();
            if (i + kNear < order_.size())
                order_[i + kNear].sums->prefetchTexts();
            if (!take(*order_[i].sums))
                return;
        }
        return;
    }
    byTotal_.merge([&](ClassSums&& sums) { return take(sums); });
}

} // namespace causeway
