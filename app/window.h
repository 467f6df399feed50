// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace causeway::app {

/// Opens the workbench, with the engagement, dump or log at `path` when one is given, and runs until the
/// window is closed.
int runWindow(int& argc, char** argv, const std::string& path);

} // namespace causeway::app
