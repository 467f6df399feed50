// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

class QSyntaxHighlighter;
class QTextDocument;

namespace causeway::ui {

/// Colours a document in the theme's code colours; null for a language that has none ("text").
QSyntaxHighlighter* makeHighlighter(QTextDocument* document, const QString& language);

} // namespace causeway::ui
