// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace causeway {

/// A position in a source text; line and column count from 1, 0 means unknown.
struct Place {
    std::uint32_t line = 0;
    std::uint32_t column = 0;
    bool operator==(const Place&) const = default;
};

} // namespace causeway
