// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/code_spans.h"

#include "core/base/resources.h"
#include "core/base/text.h"
#include "core/sql/mysql/lexer.h"

#include <QRegularExpression>

#include <set>

namespace causeway::ui {
namespace {

struct SqlWords {
    std::set<std::string, std::less<>> keywords, types;
};

const SqlWords& sqlWords() {
    static const SqlWords words = [] {
        const Json json = resourceJson("theme/sql_words.json");
        SqlWords read;
        for (const Json& word : json.at("keywords"))
            read.keywords.insert(word.get<std::string>());
        for (const Json& word : json.at("types"))
            read.types.insert(word.get<std::string>());
        return read;
    }();
    return words;
}

std::optional<CodeKind> kindOf(const mysql::Token& token) {
    using mysql::TokenKind;
    switch (token.kind) {
    case TokenKind::Word: {
        const std::string upper = toUpper(token.text);
        if (sqlWords().keywords.contains(upper))
            return CodeKind::Keyword;
        return sqlWords().types.contains(upper) ? std::optional(CodeKind::Type) : std::nullopt;
    }
    case TokenKind::String:
    case TokenKind::NationalString:
        return CodeKind::String;
    case TokenKind::Integer:
    case TokenKind::Decimal:
    case TokenKind::Float:
    case TokenKind::Hex:
    case TokenKind::Bit:
        return CodeKind::Number;
    case TokenKind::Comment:
        return CodeKind::Comment;
    default:
        return std::nullopt;
    }
}

std::vector<CodeSpan> sqlSpans(const QString& code, bool quotesAreNames) {
    const std::string bytes = code.toStdString();
    mysql::LexOptions options;
    options.keepComments = true;
    options.mode.ansiQuotes = quotesAreNames;
    std::vector<CodeSpan> spans;
    std::size_t byte = 0;
    qsizetype unit = 0;
    // Tokens come in order, so that UTF-16 places are counted along with them.
    const auto unitAt = [&](std::size_t target) {
        for (; byte < target && byte < bytes.size(); ++byte) {
            const auto c = static_cast<unsigned char>(bytes[byte]);
            if ((c & 0xC0) != 0x80)
                unit += c >= 0xF0 ? 2 : 1;
        }
        return unit;
    };
    for (const mysql::Token& token : mysql::tokenize(bytes, options))
        if (const auto kind = kindOf(token)) {
            const qsizetype start = unitAt(token.offset);
            spans.push_back({start, unitAt(token.end()) - start, *kind});
        }
    return spans;
}

/// Comments from # to the line's end, quoted strings, and the key before = or : at a line's start.
std::vector<CodeSpan> settingSpans(const QString& code) {
    static const QRegularExpression part(
        R"((?<comment>(?:^|(?<=\s))#[^\n]*)|(?<string>"[^"\n]*"|'[^'\n]*')|(?<key>^[ \t-]*[\w.\[\]/-]+(?=\s*[:=])))",
        QRegularExpression::MultilineOption);
    std::vector<CodeSpan> spans;
    for (auto it = part.globalMatch(code); it.hasNext();) {
        const auto match = it.next();
        const CodeKind kind = match.hasCaptured("comment")  ? CodeKind::Comment
                              : match.hasCaptured("string") ? CodeKind::String
                                                            : CodeKind::Type;
        spans.push_back({match.capturedStart(), match.capturedLength(), kind});
    }
    return spans;
}

} // namespace

std::vector<CodeSpan> codeSpans(const QString& code, const QString& language) {
    if (language == "sql" || language == "mysql")
        return sqlSpans(code, language == "sql");
    if (language == "ini" || language == "yaml" || language == "sh")
        return settingSpans(code);
    return {};
}

} // namespace causeway::ui
