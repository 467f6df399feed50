// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/place.h"
#include "core/collect/files/stamps.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace causeway {

/// One answer to SHOW GLOBAL VARIABLES or SHOW GLOBAL STATUS as a client wrote it into a file.
struct ShowBlock {
    enum class Kind { Unknown, Variables, Status };
    Kind kind = Kind::Unknown;
    std::map<std::string, std::string> values; ///< lower-case name
    std::optional<Stamp> stamp;                ///< of the date line before it, where there is one
    std::uint32_t line = 0;                    ///< where it begins, from 1
};

struct ShowOutput {
    std::vector<ShowBlock> blocks;    ///< in the order of the file; none of kind Unknown
    std::vector<std::string> remarks; ///< what was odd, for Source::remark
};

/// Reads what mysql -B, mysql -t, \G and mysqladmin write, several answers one after the other with date
/// lines between them, of any length of line and with either line end. Which answer it is shows from
/// well-known names. Never throws; lines that are no row are passed over and counted in the remarks.
ShowOutput readShowOutput(std::string_view text);

/// The times of the status blocks, one each: the date line's, else reckoned from Uptime and the nearest block
/// that has one, else from `fallback` (the file's own time), which is taken as the last block's.
std::vector<Instant> statusTimes(const std::vector<const ShowBlock*>& blocks, Instant fallback);

} // namespace causeway
