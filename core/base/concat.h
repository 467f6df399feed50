// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

namespace causeway {

/// `out` with all parts behind it, in one allocation at most.
inline void append(std::string& out, std::initializer_list<std::string_view> parts) {
    std::size_t size = out.size();
    for (const auto part : parts)
        size += part.size();
    if (size > out.capacity())
        out.reserve(size > 2 * out.capacity() ? size : 2 * out.capacity());
    for (const auto part : parts)
        out.append(part);
}

/// All parts as one text.
inline std::string concat(std::initializer_list<std::string_view> parts) {
    std::string out;
    append(out, parts);
    return out;
}

} // namespace causeway
