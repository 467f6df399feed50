// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <stdexcept>
#include <string>

namespace causeway {

/// What kind of failure stopped the work; the command line maps it to an exit code.
enum class ErrorCode {
    Usage,      ///< a wrong option or value (exit 2)
    Input,      ///< a file that cannot be read or understood (exit 2)
    Connection, ///< a server was not reached or refused us (exit 3)
    Cancelled,  ///< the user stopped it (exit 4)
    Incomplete, ///< part of the work is done, part is not (exit 4)
    Storage,    ///< the engagement file or an output file cannot be written (exit 2)
    Internal    ///< our own fault (exit 2)
};

/// A failure that must stop work: what failed, why, and what the user can do next.
/// What is *expected* to go wrong (a statement that does not parse, a missing privilege) is
/// data in a result and never thrown.
class Error : public std::runtime_error {
public:
    Error(ErrorCode code, std::string what, std::string why = {}, std::string next = {})
        : std::runtime_error(why.empty() ? what : what + ": " + why), code_(code), summary_(std::move(what)),
          why_(std::move(why)), next_(std::move(next)) {}

    ErrorCode code() const { return code_; }
    /// What failed, as one clause ("cannot read orders.sql").
    const std::string& summary() const { return summary_; }
    /// The cause, in the words of the system that refused.
    const std::string& why() const { return why_; }
    /// What to try next; may be empty.
    const std::string& next() const { return next_; }

private:
    ErrorCode code_;
    std::string summary_, why_, next_;
};

} // namespace causeway
