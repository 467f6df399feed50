// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPushButton>
#include <QToolButton>

namespace causeway::ui {

enum class ButtonKind { Default, Primary, Link };

/// A push button in the style of the sheet; icon is a name in resources/icons, or empty.
QPushButton* makeButton(const QString& text, const QString& iconName = {},
                        ButtonKind kind = ButtonKind::Default, QWidget* parent = nullptr);
/// An icon without a word: `name` is its tooltip and its accessible name.
QToolButton* makeToolButton(const QString& iconName, const QString& name, QWidget* parent = nullptr);

} // namespace causeway::ui
