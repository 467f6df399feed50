// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace causeway::app {

/// The folder with the sample engagement's captures and facts: beside the installed program, else in the
/// source tree it was built from; empty when neither is there.
std::string sampleFolder();

} // namespace causeway::app
