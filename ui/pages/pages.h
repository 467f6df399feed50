// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/page.h"

#include <vector>

namespace causeway::ui {

/// Every page of the window, Start first, then the stations in the order of the path. Whoever adds a page
/// adds its line here.
std::vector<Page*> makePages(Workbench& workbench);

} // namespace causeway::ui
