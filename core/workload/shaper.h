// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workload/skeleton.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace causeway {

/// Tells the fingerprint of statements without building it for those it knows: statements whose skeletons are
/// the same have the same fingerprint. One a thread; what it remembers never changes an answer.
class Shaper {
public:
    static constexpr std::size_t kFewBytes = 1 << 20;
    /// `mostBytes`: what it may take to remember statements, also while it grows.
    explicit Shaper(SqlDialect dialect, std::size_t mostBytes = kFewBytes)
        : scanner_(dialect), mostLines_(std::max<std::size_t>(mostBytes / sizeof(Line), kFewLines)),
          lines_(kFewLines) {}

    /// The hash of the fingerprint. `built` is the fingerprint when it had to be built, else empty; it holds
    /// until the next call.
    std::uint64_t shape(std::string_view statement, std::string_view& built) {
        return shape(statement, scanner_.scan(statement), built);
    }
    /// The same when the statement has been scanned already (with at most blanks and semicolons around it).
    std::uint64_t shape(std::string_view statement, const Skeleton& skeleton, std::string_view& built);

    /// shape() will be asked soon.
    void prefetch(const Skeleton& skeleton) const {
        __builtin_prefetch(&lines_[skeleton.a & (lines_.size() - 1)]);
    }

    SkeletonScanner& scanner() { return scanner_; }

private:
    static constexpr std::size_t kFewLines = 512;
    struct Slot {
        std::uint64_t a = 0, b = 0, shape = 0;
    };
    /// One line of the processor's cache: the two statements that came last to it, the latest first.
    struct alignas(64) Line {
        std::array<Slot, 2> slots;
    };
    void remember(const Slot& slot);
    void grow();

    SkeletonScanner scanner_;
    std::size_t mostLines_;
    std::vector<Line> lines_; ///< by skeleton
    std::size_t unknown_ = 0; ///< statements since the memory last grew
    std::string built_;
};

} // namespace causeway
