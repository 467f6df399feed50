// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/progress.h"
#include "core/snapshot/snapshot.h"

#include <cstddef>
#include <string>

namespace causeway::live {

/// How much of an answer is taken from a server that may be hostile. What is larger is not kept at all: a
/// part of an answer would look like the whole.
struct ResultLimits {
    std::size_t rows = 20000;
    std::size_t bytes = std::size_t{256} << 20; ///< of all cells together
    double seconds = 0; ///< that the statement may take; 0: as the session's statements may
    /// The statement's time limit in a session with this limit.
    double within(double sessionSeconds) const {
        return seconds > 0 && seconds < sessionSeconds ? seconds : sessionSeconds;
    }
};

/// One working connection to one server, made read-only. A query is data in, data out: what the server
/// refuses is the result's state, with the server's words.
class Session {
public:
    Session() = default;
    Session(const Session&) = delete;
    Session& operator=(const Session&) = delete;
    virtual ~Session() = default;

    /// Runs one statement. Throws Error(Cancelled) at the latest 2 s after progress was cancelled, and
    /// Error(Connection) when the connection is lost; a statement over the time limit is stopped on the
    /// server and gives State::Failed.
    virtual ProbeResult run(const std::string& id, const std::string& sql, const ResultLimits& limits,
                            Progress& progress) = 0;
    /// Statements sent so far, the session's own settings included.
    virtual std::size_t statements() const = 0;
};

} // namespace causeway::live
