// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/time.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace causeway {

/// What the comment lines above a statement in a slow log say; views point into `strings` of the reader.
struct SlowLogHeader {
    std::string user, schema;
    std::optional<std::uint64_t> threadId;
    std::optional<std::uint64_t> queryNs; ///< without it the entry is not whole
    std::uint64_t lockNs = 0, rowsSent = 0, rowsExamined = 0, rowsAffected = 0;
    std::optional<bool> fullScan;
    bool tempDisk = false, filesort = false;
    bool schemaStated = false;   ///< the log names schemas itself, so that an empty one is none
    bool impossibleTime = false; ///< a time below zero or above ten years; taken as 0
    bool begun = false;          ///< a line of this entry was seen
};

/// One whole execution. The text is valid during the call that hands the entry over.
struct SlowLogEntry {
    const SlowLogHeader* header = nullptr;
    std::string_view text; ///< without the closing semicolon
    std::optional<Instant> at;
};

/// Reads "# User@Host: ...", "# Query_time: ..." and all other lines of names and values into the header.
/// Names that are not known are passed over.
void readHeaderLine(std::string_view line, SlowLogHeader& header);

/// Seconds as the log writes them ("2", "0.000012") in nanoseconds. Below zero or above ten years: nothing;
/// servers have written such times when their clock was set back.
std::optional<std::uint64_t> slowLogNanoseconds(std::string_view text);

/// "071015 21:43:52", "121123 19:56:06.0000001967", or an ISO time; `zoned` is set for a time with a zone.
std::optional<Instant> slowLogTime(std::string_view text, bool& zoned);

} // namespace causeway
