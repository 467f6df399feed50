// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/print/text_block.h"

#include "ui/kit/code_spans.h"
#include "ui/print/glyph_check.h"
#include "ui/theme/theme_manager.h"

#include <QFontMetricsF>
#include <QPainter>

namespace causeway::ui {
namespace {

constexpr double kCodeShare = 0.92; ///< code within a sentence, so that its x-height is that of the text

TextStyle make(TextRole role, double size, double lead, const QColor& colour) {
    return {role, size, lead, colour, Qt::AlignLeft};
}

QFont fontOf(TextRole role, double points) {
    return ThemeManager::instance().type().sized(role, points * kUnitsPerPoint);
}

QTextCharFormat formatOf(const report::Span& span, const TextStyle& style) {
    QTextCharFormat format;
    switch (span.style) {
    case report::Span::Style::Strong:
        format.setFont(fontOf(TextRole::BodyStrong, style.size));
        break;
    case report::Span::Style::Code:
        format.setFont(fontOf(TextRole::Code, style.size * kCodeShare));
        break;
    case report::Span::Style::Muted:
        format.setForeground(printTheme().muted);
        break;
    case report::Span::Style::Link:
        format.setForeground(printTheme().accent);
        break;
    case report::Span::Style::Plain:
        break;
    }
    return format;
}

} // namespace

namespace print_style {
TextStyle coverTitle() {
    return make(TextRole::Title, 34, 43, printTheme().text);
}
TextStyle pageTitle() {
    return make(TextRole::Title, 20, 27, printTheme().text);
}
TextStyle section() {
    return make(TextRole::BodyStrong, 12, 16, printTheme().text);
}
TextStyle subsection() {
    return make(TextRole::BodyStrong, 10, 14, printTheme().text);
}
TextStyle lead() {
    return make(TextRole::Body, 10, 15, printTheme().muted);
}
TextStyle body() {
    return make(TextRole::Body, 9.5, 13.8, printTheme().text);
}
TextStyle strong() {
    return make(TextRole::BodyStrong, 9.5, 13.8, printTheme().text);
}
TextStyle label() {
    return make(TextRole::Body, 8, 11, printTheme().muted);
}
TextStyle labelStrong() {
    return make(TextRole::BodyMedium, 8, 11, printTheme().muted);
}
TextStyle source() {
    return make(TextRole::Body, 7.5, 10.5, printTheme().muted);
}
TextStyle second() {
    return make(TextRole::Body, 8.5, 11.5, printTheme().muted);
}
TextStyle figure() {
    return make(TextRole::Title, 20, 25, printTheme().text);
}
TextStyle code() {
    return make(TextRole::Code, 8.5, 15, printTheme().text);
}
} // namespace print_style

TextStyle withColour(TextStyle style, const QColor& colour) {
    style.colour = colour;
    return style;
}

TextStyle rightAligned(TextStyle style) {
    style.alignment = Qt::AlignRight;
    return style;
}

QString elided(const std::string& text, const TextStyle& style, double width) {
    return QFontMetricsF(fontOf(style.role, style.size))
        .elidedText(drawable(text), Qt::ElideRight, width * kUnitsPerPoint);
}

TextBlock::TextBlock(const report::RichText& text, const TextStyle& style, double width)
    : style_(style), width_(width) {
    QString whole;
    QList<QTextLayout::FormatRange> formats;
    for (const report::Span& span : text) {
        const QString part = drawable(span.text);
        const int start = int(whole.size());
        formats.push_back({start, int(part.size()), formatOf(span, style)});
        if (span.style == report::Span::Style::Link)
            links_.push_back({start, start + int(part.size()), span.target});
        whole += part;
    }
    breakLines(whole, formats);
}

TextBlock::TextBlock(const QString& text, const TextStyle& style, double width)
    : style_(style), width_(width) {
    breakLines(drawable(text.toStdString()), {});
}

void TextBlock::breakLines(const QString& text, const QList<QTextLayout::FormatRange>& formats) {
    const QFont font = fontOf(style_.role, style_.size);
    checkGlyphs(text, font);
    layout_ = std::make_unique<QTextLayout>(text, font);
    QTextOption option(style_.alignment);
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    option.setUseDesignMetrics(true);
    option.setTabStopDistance(4 * QFontMetricsF(font).horizontalAdvance(' '));
    layout_->setTextOption(option);
    QList<QTextLayout::FormatRange> all = formats;
    QTextCharFormat base;
    base.setForeground(style_.colour);
    if (text.size() > 0)
        all.prepend({0, int(text.size()), base});
    layout_->setFormats(all);
    layout_->beginLayout();
    const double lead = style_.lead * kUnitsPerPoint;
    for (int i = 0;; ++i) {
        QTextLine line = layout_->createLine();
        if (!line.isValid())
            break;
        line.setLineWidth(width_ * kUnitsPerPoint);
        line.setPosition(QPointF(0, i * lead + (lead - line.height()) / 2));
    }
    layout_->endLayout();
}

int TextBlock::lines() const {
    return layout_->lineCount();
}

double TextBlock::naturalWidth() const {
    double widest = 0;
    for (int i = 0; i < lines(); ++i)
        widest = std::max(widest, layout_->lineAt(i).naturalTextWidth());
    return widest / kUnitsPerPoint;
}

void TextBlock::draw(PageCanvas& canvas, const QPointF& corner, int from, int to) const {
    if (to < 0)
        to = lines();
    const double shift = from * style_.lead;
    for (int i = from; i < to; ++i) {
        const QTextLine line = layout_->lineAt(i);
        if (QPainter* painter = canvas.painter()) {
            painter->setPen(style_.colour);
            line.draw(painter, QPointF(corner.x(), corner.y() - shift) * kUnitsPerPoint);
        }
        for (const LinkRange& range : links_) {
            const int start = std::max(range.start, line.textStart());
            const int end = std::min(range.end, line.textStart() + line.textLength());
            if (start >= end)
                continue;
            const double left = line.cursorToX(start) / kUnitsPerPoint,
                         right = line.cursorToX(end) / kUnitsPerPoint;
            canvas.link(
                QRectF(corner.x() + left, corner.y() + (i - from) * style_.lead, right - left, style_.lead),
                range.target);
        }
    }
}

std::vector<int> TextBlock::lineNumbers() const {
    std::vector<int> numbers;
    int number = 0;
    for (int i = 0; i < lines(); ++i) {
        const int start = layout_->lineAt(i).textStart();
        const bool begins = start == 0 || layout_->text()[start - 1] == QChar(QChar::LineSeparator);
        numbers.push_back(begins ? ++number : 0);
    }
    return numbers;
}

void TextBlock::colourCode(const QString& language) {
    const Theme& theme = printTheme();
    QList<QTextLayout::FormatRange> formats = layout_->formats();
    QString code = layout_->text();
    code.replace(QChar::LineSeparator, '\n');
    for (const CodeSpan& span : codeSpans(code, language)) {
        QTextCharFormat format;
        format.setForeground(span.kind == CodeKind::String    ? theme.string
                             : span.kind == CodeKind::Number  ? theme.number
                             : span.kind == CodeKind::Comment ? theme.comment
                                                              : theme.keyword);
        if (span.kind == CodeKind::Keyword)
            format.setFont(fontOf(TextRole::CodeStrong, style_.size));
        formats.push_back({int(span.start), int(span.length), format});
    }
    breakLines(layout_->text(), formats);
}

} // namespace causeway::ui
