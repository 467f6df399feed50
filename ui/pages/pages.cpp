// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/pages.h"

#include "ui/pages/start/start_page.h"

namespace causeway::ui {

std::vector<Page*> makePages(Workbench& workbench) {
    return {
        new StartPage(workbench),
    };
}

} // namespace causeway::ui
