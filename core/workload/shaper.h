// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workload/skeleton.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace causeway {

/// Tells the fingerprint of statements without building it for those it knows: statements whose skeletons are
/// the same have the same fingerprint. One a thread; what it remembers never changes an answer.
class Shaper {
public:
    explicit Shaper(SqlDialect dialect) : scanner_(dialect), slots_(kFewSlots) {}

    /// The hash of the fingerprint. `built` is the fingerprint when it had to be built, else empty; it holds
    /// until the next call.
    std::uint64_t shape(std::string_view statement, std::string_view& built) {
        return shape(statement, scanner_.scan(statement), built);
    }
    /// The same when the statement has been scanned already (with at most blanks and semicolons around it).
    std::uint64_t shape(std::string_view statement, const Skeleton& skeleton, std::string_view& built);

    /// shape() will be asked soon.
    void prefetch(const Skeleton& skeleton) const {
        __builtin_prefetch(&slots_[skeleton.a & (slots_.size() - 1)]);
    }

    SkeletonScanner& scanner() { return scanner_; }

private:
    static constexpr std::size_t kFewSlots = 1024, kMostSlots = std::size_t(1) << 17;
    struct Slot {
        std::uint64_t a = 0, b = 0, shape = 0;
    };
    SkeletonScanner scanner_;
    std::vector<Slot> slots_; ///< by skeleton; a later one takes the place of an earlier one
    std::size_t unknown_ = 0; ///< statements since the memory last grew
    std::string built_;
};

} // namespace causeway
