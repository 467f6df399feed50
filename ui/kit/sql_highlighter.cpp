// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/sql_highlighter.h"

#include "ui/theme/theme_manager.h"

#include <QSyntaxHighlighter>
#include <QTextDocument>

#ifdef CAUSEWAY_HAS_KSYNTAX
#include <KSyntaxHighlighting/Definition>
#include <KSyntaxHighlighting/Format>
#include <KSyntaxHighlighting/Repository>
#include <KSyntaxHighlighting/SyntaxHighlighter>
#include <KSyntaxHighlighting/Theme>
#endif

namespace causeway::ui {
namespace {

QTextCharFormat formatOf(CodeKind kind) {
    QTextCharFormat format;
    switch (kind) {
    case CodeKind::Keyword:
        format.setForeground(theme().keyword);
        format.setFontWeight(QFont::Bold);
        break;
    case CodeKind::Type:
        format.setForeground(theme().keyword);
        break;
    case CodeKind::String:
        format.setForeground(theme().string);
        break;
    case CodeKind::Number:
        format.setForeground(theme().number);
        break;
    case CodeKind::Comment:
        format.setForeground(theme().comment);
        break;
    }
    return format;
}

#ifdef CAUSEWAY_HAS_KSYNTAX

using KTextStyle = KSyntaxHighlighting::Theme::TextStyle;

std::optional<CodeKind> kindOf(KTextStyle style) {
    switch (style) {
    case KTextStyle::Keyword:
    case KTextStyle::ControlFlow:
        return CodeKind::Keyword;
    case KTextStyle::DataType:
    case KTextStyle::Attribute:
        return CodeKind::Type;
    case KTextStyle::String:
    case KTextStyle::Char:
    case KTextStyle::VerbatimString:
    case KTextStyle::SpecialString:
    case KTextStyle::SpecialChar:
        return CodeKind::String;
    case KTextStyle::DecVal:
    case KTextStyle::BaseN:
    case KTextStyle::Float:
        return CodeKind::Number;
    case KTextStyle::Comment:
    case KTextStyle::Documentation:
        return CodeKind::Comment;
    default:
        return std::nullopt;
    }
}

/// KSyntaxHighlighting finds the parts, our tokens colour them.
class DefinitionHighlighter : public KSyntaxHighlighting::SyntaxHighlighter {
public:
    DefinitionHighlighter(QTextDocument* document, const QString& name)
        : KSyntaxHighlighting::SyntaxHighlighter(document) {
        static KSyntaxHighlighting::Repository
            repository; // reading the definitions takes a while: once is enough
        setTheme(repository.defaultTheme());
        setDefinition(repository.definitionForName(name));
    }

protected:
    void applyFormat(int offset, int length, const KSyntaxHighlighting::Format& format) override {
        if (const auto kind = kindOf(format.textStyle()))
            setFormat(offset, length, formatOf(*kind));
    }
};

QString definitionName(const QString& language) {
    if (language == "mysql")
        return QStringLiteral("SQL (MySQL)");
    if (language == "sql")
        return QStringLiteral("SQL (PostgreSQL)");
    if (language == "ini")
        return QStringLiteral("INI Files");
    if (language == "yaml")
        return QStringLiteral("YAML");
    return language == "sh" ? QStringLiteral("Bash") : QString();
}

#else

/// Above it a text stays plain, since every edit would lex it all again.
constexpr int kMostCharacters = 400000;

/// The whole text is lexed once after a change; blocks take their part, so that strings and comments may span
/// lines.
class SpanHighlighter : public QSyntaxHighlighter {
public:
    SpanHighlighter(QTextDocument* document, QString language)
        : QSyntaxHighlighter(static_cast<QObject*>(document)), language_(std::move(language)) {
        // Before setDocument, so that a change makes the spans stale before the base class asks for them.
        connect(document, &QTextDocument::contentsChange, this, [this] { stale_ = true; });
        setDocument(document);
    }

protected:
    void highlightBlock(const QString& text) override {
        refresh();
        const qsizetype start = currentBlock().position(), end = start + text.size();
        auto span =
            std::ranges::lower_bound(spans_, start, {}, [](const CodeSpan& s) { return s.start + s.length; });
        for (; span != spans_.end() && span->start < end; ++span) {
            const qsizetype from = std::max(span->start, start),
                            to = std::min(span->start + span->length, end);
            if (from < to)
                setFormat(int(from - start), int(to - from), formatOf(span->kind));
        }
    }

private:
    void refresh() {
        if (!stale_)
            return;
        stale_ = false;
        spans_.clear();
        if (document()->characterCount() <= kMostCharacters)
            spans_ = codeSpans(document()->toPlainText(), language_);
    }

    QString language_;
    bool stale_ = true;
    std::vector<CodeSpan> spans_;
};

#endif

} // namespace

QSyntaxHighlighter* makeHighlighter(QTextDocument* document, const QString& language) {
#ifdef CAUSEWAY_HAS_KSYNTAX
    QSyntaxHighlighter* highlighter = new DefinitionHighlighter(document, definitionName(language));
#else
    QSyntaxHighlighter* highlighter = new SpanHighlighter(document, language);
#endif
    QObject::connect(&ThemeManager::instance(), &ThemeManager::changed, highlighter,
                     &QSyntaxHighlighter::rehighlight);
    return highlighter;
}

} // namespace causeway::ui
