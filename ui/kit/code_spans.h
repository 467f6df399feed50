// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <vector>

namespace causeway::ui {

enum class CodeKind { Keyword, Type, String, Number, Comment };

/// A coloured part of a code text, in UTF-16 units; a span may reach over lines.
struct CodeSpan {
    qsizetype start = 0, length = 0;
    CodeKind kind = CodeKind::Keyword;
};

/// language: "sql" (PostgreSQL), "mysql", "ini", "yaml", "sh"; anything else has no spans. In rising
/// order.
std::vector<CodeSpan> codeSpans(const QString& code, const QString& language);

} // namespace causeway::ui
