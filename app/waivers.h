// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/context.h"

#include <functional>
#include <memory>
#include <string>

namespace causeway::app {

/// What the command line asked of the waivers; `action` is empty when it asked nothing.
struct WaiverCommands {
    std::string key, reason, author, until;
    std::function<int(const std::string& engagement, Context&, Progress&)> action;
};

/// Adds "waive", "unwaive" and "waivers" to the command "audit".
std::shared_ptr<WaiverCommands> addWaiverCommands(CLI::App& audit);

} // namespace causeway::app
