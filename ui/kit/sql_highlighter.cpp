// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/sql_highlighter.h"

#include "ui/theme/theme_manager.h"

#include <QSyntaxHighlighter>
#include <QTextCharFormat>
#include <QTextDocument>

#ifdef CAUSEWAY_HAS_KSYNTAX
#include <KSyntaxHighlighting/Definition>
#include <KSyntaxHighlighting/Format>
#include <KSyntaxHighlighting/Repository>
#include <KSyntaxHighlighting/SyntaxHighlighter>
#include <KSyntaxHighlighting/Theme>
#else
#include "core/sql/mysql/lexer.h"

#include <QTextBlock>

#include <algorithm>
#include <vector>
#endif

namespace causeway::ui {
namespace {

QTextCharFormat coloured(const QColor& colour, bool strong = false) {
    QTextCharFormat format;
    format.setForeground(colour);
    if (strong)
        format.setFontWeight(QFont::Bold);
    return format;
}

#ifdef CAUSEWAY_HAS_KSYNTAX

/// The library finds what each piece is; the theme says how that looks.
class KSyntaxHighlighter : public KSyntaxHighlighting::SyntaxHighlighter {
public:
    using SyntaxHighlighter::SyntaxHighlighter;

protected:
    void applyFormat(int offset, int length, const KSyntaxHighlighting::Format& format) override {
        using Style = KSyntaxHighlighting::Theme;
        switch (format.textStyle()) {
        case Style::Keyword:
        case Style::ControlFlow:
        case Style::DataType:
        case Style::Operator:
            if (format.textStyle() != Style::Operator)
                setFormat(offset, length, coloured(theme().keyword, true));
            break;
        case Style::String:
        case Style::Char:
        case Style::SpecialChar:
        case Style::VerbatimString:
            setFormat(offset, length, coloured(theme().string));
            break;
        case Style::DecVal:
        case Style::BaseN:
        case Style::Float:
        case Style::Constant:
            setFormat(offset, length, coloured(theme().number));
            break;
        case Style::Comment:
        case Style::Documentation:
        case Style::Annotation:
            setFormat(offset, length, coloured(theme().comment));
            break;
        default:
            break;
        }
    }
};

KSyntaxHighlighting::Repository& repository() {
    static KSyntaxHighlighting::Repository all; // reading the definitions takes a while: once is enough
    return all;
}

QString definitionName(const QString& language) {
    if (language == "mysql")
        return "SQL (MySQL)";
    if (language == "sql")
        return "SQL (PostgreSQL)";
    if (language == "ini")
        return "INI Files";
    return language == "sh" ? QString("Bash") : QString();
}

#else

/// Our own lexer over the whole text, once; the view is read-only, so nothing changes after.
class LexerHighlighter : public QSyntaxHighlighter {
public:
    explicit LexerHighlighter(QTextDocument* text) : QSyntaxHighlighter(text) {
        const auto utf8 = text->toPlainText().toUtf8();
        mysql::LexOptions options;
        options.keepComments = true;
        mysql::Lexer lexer({utf8.constData(), std::size_t(utf8.size())}, options);
        qsizetype byte = 0;
        int place = 0; // in UTF-16 units, as documents count
        for (auto token = lexer.next(); token.kind != mysql::TokenKind::End; token = lexer.next()) {
            place += int(QString::fromUtf8(utf8.constData() + byte, qsizetype(token.offset) - byte).size());
            const int length = int(QString::fromUtf8(token.text.data(), qsizetype(token.text.size())).size());
            if (const auto* format = formatOf(token))
                pieces_.push_back({place, length, *format});
            place += length;
            byte = qsizetype(token.end());
        }
    }

protected:
    void highlightBlock(const QString& text) override {
        const int start = currentBlock().position(), end = start + int(text.size());
        auto piece = std::partition_point(pieces_.begin(), pieces_.end(),
                                          [&](const Piece& p) { return p.place + p.length <= start; });
        for (; piece != pieces_.end() && piece->place < end; ++piece) {
            const int from = std::max(piece->place, start), to = std::min(piece->place + piece->length, end);
            setFormat(from - start, to - from, piece->format);
        }
    }

private:
    struct Piece {
        int place, length;
        QTextCharFormat format;
    };

    const QTextCharFormat* formatOf(const mysql::Token& token) const {
        using Kind = mysql::TokenKind;
        switch (token.kind) {
        case Kind::Word:
            return isKeyword(token.text) ? &keyword_ : nullptr;
        case Kind::String:
        case Kind::NationalString:
            return &string_;
        case Kind::Integer:
        case Kind::Decimal:
        case Kind::Float:
        case Kind::Hex:
        case Kind::Bit:
            return &number_;
        case Kind::Comment:
            return &comment_;
        default:
            return nullptr;
        }
    }

    /// Words that people write in capitals are keywords; so are the commonest in small letters.
    static bool isKeyword(std::string_view word) {
        return word.size() > 1 &&
               word.find_first_of("abcdefghijklmnopqrstuvwxyz0123456789_") == std::string_view::npos;
    }

    std::vector<Piece> pieces_;
    const QTextCharFormat keyword_ = coloured(theme().keyword, true), string_ = coloured(theme().string),
                          number_ = coloured(theme().number), comment_ = coloured(theme().comment);
};

#endif

} // namespace

QSyntaxHighlighter* makeHighlighter(QTextDocument* document, const QString& language) {
#ifdef CAUSEWAY_HAS_KSYNTAX
    const auto definition = repository().definitionForName(definitionName(language));
    if (!definition.isValid())
        return nullptr;
    auto* highlighter = new KSyntaxHighlighter(document);
    highlighter->setTheme(repository().defaultTheme(theme().dark
                                                        ? KSyntaxHighlighting::Repository::DarkTheme
                                                        : KSyntaxHighlighting::Repository::LightTheme));
    highlighter->setDefinition(definition);
    return highlighter;
#else
    if (language != "sql" && language != "mysql")
        return nullptr;
    return new LexerHighlighter(document);
#endif
}

} // namespace causeway::ui
