// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <string>

class QFont;

namespace causeway::ui {

/// The text as print can draw it: valid UTF-8, control characters but line feed and tab shown as U+FFFD.
QString drawable(const std::string& text);

/// Throws Error(Input) naming the first character of the text that neither `font` nor any installed font has:
/// a report with empty boxes for a client's names must not leave the house.
void checkGlyphs(const QString& text, const QFont& font);

} // namespace causeway::ui
