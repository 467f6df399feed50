// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/snapshot/snapshot.h"

#include <string>

namespace causeway::mysql {

/// A login that failed: the client library's number decides what the user can do about it.
struct LoginFailure {
    unsigned number = 0;
    std::string message;
    std::string step; ///< "name", "port", "tls" or "login"
    std::string hint;
};

/// Fills step and hint from the number, and names the host where the message does not.
void explain(LoginFailure& failure, const std::string& host);
/// What kind of refusal a server's error number is.
ProbeResult::State stateOfError(unsigned number);

} // namespace causeway::mysql
