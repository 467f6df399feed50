// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/kit/code_spans.h"

#include <QString>

class QSyntaxHighlighter;
class QTextDocument;

namespace causeway::ui {

/// Colours a document's code by the theme's code tokens. language as for codeSpans(). With
/// KSyntaxHighlighting its definitions are used, else our own lexer; the colours are ours in both cases.
QSyntaxHighlighter* makeHighlighter(QTextDocument* document, const QString& language);

} // namespace causeway::ui
