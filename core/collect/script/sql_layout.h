// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace causeway::script {

/// A statement of one line broken for reading: clauses on lines of their own, long lists wrapped. Only blanks
/// outside quotes change.
std::string laidOut(std::string_view sql, std::size_t width = 110);

} // namespace causeway::script
