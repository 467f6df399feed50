// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QWidget>

namespace causeway::ui {

/// A field with its label above it, as forms of the window stand them side by side.
QWidget* labelled(const QString& label, QWidget* field, QWidget* parent);
/// Frames a field that an error is about, or takes the frame away.
void setBlamed(QWidget* field, bool blamed);

} // namespace causeway::ui
