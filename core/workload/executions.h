// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workload/histogram.h"
#include "core/workload/shape_load.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

namespace causeway {

/// How long the executions of one query took and when they were. The first few stand one by one, which is all
/// that most queries of a log with very many of them have, the first of them in the object itself; more go
/// into a histogram and a load over time. What comes out is the same.
class Executions {
public:
    static constexpr std::int64_t kNoSecond = INT64_MIN;
    struct One {
        std::uint64_t ns = 0, times = 0;
        std::int64_t second = kNoSecond; ///< since the epoch
    };
    struct Many {
        Histogram times;
        ShapeLoad load;
        void add(const One& one);
    };

    void add(const One& one) {
        if (many_)
            many_->add(one);
        else if (first_.times == 0)
            first_ = one;
        else
            addToFew(one);
    }
    void merge(const Executions& other);
    /// All of them; `room` is used for it where they are few.
    const Many& many(Many& room) const;
    /// Brings near what add() will touch.
    void prefetch() const;
    /// Bytes beside the object itself, with what the heap adds to each piece.
    std::size_t bytes() const;

    /// For what is written to disk and read again: the first and others where they are few, or many.
    const One& first() const { return first_; }
    const std::vector<One>& others() const { return others_; }
    const Many* ifMany() const { return many_.get(); }
    Executions() = default;
    Executions(const One& first, std::vector<One> others) : first_(first), others_(std::move(others)) {}
    explicit Executions(Many many) : many_(std::make_unique<Many>(std::move(many))) {}

private:
    void addToFew(const One& one);
    void addAll(Many& to) const;
    void spread();

    One first_; ///< 0 times: none
    std::vector<One> others_;
    std::unique_ptr<Many> many_;
};

} // namespace causeway
