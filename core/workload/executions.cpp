// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workload/executions.h"

#include "core/workload/saturating.h"

namespace causeway {
namespace {

constexpr std::size_t kOthers = 4;
constexpr std::size_t kAllocation = 16; ///< what the heap adds to each piece

} // namespace

void Executions::Many::add(const One& one) {
    times.add(one.ns, one.times);
    if (one.second != kNoSecond)
        load.add(one.second, one.times, multiplied(one.ns, one.times));
}

void Executions::addToFew(const One& one) {
    if (others_.size() == kOthers) {
        spread();
        many_->add(one);
        return;
    }
    others_.push_back(one);
}

void Executions::addAll(Many& to) const {
    if (first_.times)
        to.add(first_);
    for (const One& one : others_)
        to.add(one);
}

void Executions::spread() {
    auto many = std::make_unique<Many>();
    addAll(*many);
    many_ = std::move(many);
    first_ = {};
    others_ = {};
}

void Executions::merge(const Executions& other) {
    if (other.many_) {
        if (!many_)
            spread();
        many_->times.merge(other.many_->times);
        many_->load.merge(other.many_->load);
    }
    if (other.first_.times)
        add(other.first_);
    for (const One& one : other.others_)
        add(one);
}

const Executions::Many& Executions::many(Many& room) const {
    if (many_)
        return *many_;
    room = {};
    addAll(room);
    return room;
}

void Executions::prefetch() const {
    __builtin_prefetch(others_.data());
    if (many_)
        many_->times.prefetch();
}

std::size_t Executions::bytes() const {
    if (!many_)
        return others_.empty() ? 0 : others_.capacity() * sizeof(One) + kAllocation;
    return sizeof(Many) + many_->times.bytes() + many_->load.bytes() + 3 * kAllocation;
}

} // namespace causeway
