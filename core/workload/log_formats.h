// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workload/log_format.h"

#include <memory>
#include <string>
#include <string_view>

namespace causeway {

/// The kind of log that begins with `head` (some 10 KiB or more); null when it is none that can be digested.
/// `linePrefix`: PostgreSQL's log_line_prefix; empty: the one among usual ones that fits.
std::unique_ptr<LogFormat> recogniseLog(std::string_view head, const std::string& linePrefix = {});

} // namespace causeway
