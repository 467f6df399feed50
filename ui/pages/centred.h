// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QWidget;

namespace causeway::ui {

/// A page with one state box in its upper third, where the eye looks first; takes the box.
QWidget* centred(QWidget* box);

} // namespace causeway::ui
