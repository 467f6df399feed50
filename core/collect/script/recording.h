// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/version.h"
#include "core/collect/live/session.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace causeway::script {

/// One section of what a collection script printed: the answer to one probe.
struct RecordedAnswer {
    std::string id; ///< ProbeSpec::id
    Instant at{};
    bool answered = false; ///< a result came, with rows or without
    std::string error;     ///< "1142" or an SQLSTATE where the server refused
    std::string message;   ///< in the server's words, where the client kept them
    std::vector<std::string> columns;
    std::vector<std::vector<std::optional<std::string>>> rows;
};

/// All that a collection script printed, in its order.
struct Recording {
    Engine engine = Engine::MySQL;
    std::string versionText;
    std::vector<RecordedAnswer> answers;
    bool whole = false; ///< the script's last line was reached
};

/// Does a file that begins so come from a collection script?
bool looksLikeRecording(std::string_view head);
/// Reads the output of the scripts of collectScript(): XML of the mysql client or CSV of psql. Throws
/// Error(Input), with the byte, for text that is no such output. Cut short, it gives the sections that are
/// whole.
Recording readRecording(std::string_view text);

/// The two forms, for readRecording().
Recording readXmlRecording(std::string_view text);
Recording readCsvRecording(std::string_view text);

} // namespace causeway::script
