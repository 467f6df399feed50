// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace causeway::growth {

/// A fallback value and why it was chosen, from resources/growth/assumptions.json.
struct Assumption {
    double value = 0;
    std::string source;
};

/// Throws Error(Internal) for a key the file does not have.
const Assumption& assumption(std::string_view key);

} // namespace causeway::growth
