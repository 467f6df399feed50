// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QLayout;

namespace causeway::ui {

/// Takes everything out of a layout and deletes it, nested layouts too.
void clearLayout(QLayout* layout);

} // namespace causeway::ui
