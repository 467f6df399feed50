// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/collect/live/session_collector.h"

#include <string>

namespace causeway::mysql {

using live::LoginFailure;

/// Fills step and hint from the number, and names the host where the message does not.
void explain(LoginFailure& failure, const std::string& host);
/// What kind of refusal a server's error number is.
ProbeResult::State stateOfError(unsigned number);

} // namespace causeway::mysql
