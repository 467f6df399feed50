// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workload/fingerprint.h"

#include <cstdint>
#include <string_view>
#include <vector>

namespace causeway {

/// What one quick pass over a statement tells.
struct Skeleton {
    std::uint64_t a = 0, b = 0; ///< 128-bit hash of the text with the digits of numbers, the contents of
                                ///< strings, comments and white space taken out
    bool usable = false;        ///< the hash is complete
    bool inside = false;        ///< the text ends within a string, a quoted name or a block comment
    bool control = false;       ///< bytes below 0x20 other than tab and line ends, or 0x7F
};

/// Scans statements. What it takes out can never change a fingerprint: equal skeletons have equal
/// fingerprints, while one fingerprint may have many skeletons (lists of different lengths).
class SkeletonScanner {
public:
    explicit SkeletonScanner(SqlDialect dialect) : dialect_(dialect) {}
    Skeleton scan(std::string_view statement);
    SqlDialect dialect() const { return dialect_; }

private:
    SqlDialect dialect_;
    std::vector<char> buffer_;
};

} // namespace causeway
