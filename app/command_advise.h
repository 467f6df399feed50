// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace CLI {
class App;
}

namespace causeway::app {

struct Context;

/// Adds "topology advise" to the group.
void addAdvise(CLI::App& group, Context& context);

} // namespace causeway::app
