// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace causeway::prove {

/// "causeway_scratch_<16 hex digits>_<8 check digits>". The name carries its own mark: the check digits are
/// derived from the others, so that no database of anybody else can be taken for one of ours, and the mark is
/// there from the moment that the database exists.
std::string scratchName(std::uint64_t random);
bool isScratchName(std::string_view name);
/// Key of the advisory lock that the owner of a scratch database holds while it works.
std::int64_t scratchLock(std::string_view name);

} // namespace causeway::prove
