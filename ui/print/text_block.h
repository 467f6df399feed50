// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/report/document.h"
#include "ui/print/page_canvas.h"
#include "ui/theme/theme.h"

#include <QTextLayout>

#include <memory>

namespace causeway::ui {

/// How a printed text looks. Sizes in points.
struct TextStyle {
    TextRole role = TextRole::Body; ///< family and weight
    double size = 9.5, lead = 13.8;
    QColor colour;
    Qt::Alignment alignment = Qt::AlignLeft;
};

/// The styles of the report, by what a text is for (look, 10).
namespace print_style {
TextStyle coverTitle();
TextStyle pageTitle();
TextStyle section();
TextStyle subsection();
TextStyle lead();
TextStyle body();
TextStyle strong();
TextStyle label();
TextStyle labelStrong();
TextStyle source();
TextStyle second();
TextStyle figure();
TextStyle code();
} // namespace print_style

TextStyle withColour(TextStyle style, const QColor& colour);
TextStyle rightAligned(TextStyle style);
/// The text, cut with "…" where it is wider than `width` points.
QString elided(const std::string& text, const TextStyle& style, double width);

/// A text broken into lines at a width, that can be drawn in parts.
class TextBlock {
public:
    /// width in points. Throws Error(Internal) when a character stands in no font.
    TextBlock(const report::RichText& text, const TextStyle& style, double width);
    TextBlock(const QString& text, const TextStyle& style, double width);
    TextBlock(TextBlock&&) = default;
    TextBlock& operator=(TextBlock&&) = default;

    int lines() const;
    double lead() const { return style_.lead; }
    double height() const { return lines() * style_.lead; }
    /// Of the widest line.
    double naturalWidth() const;
    /// Lines from..to (not included), the first of them at `corner`. Links are noted on the canvas.
    void draw(PageCanvas& canvas, const QPointF& corner, int from = 0, int to = -1) const;
    /// For each line the number of the source line that begins there, or 0 where a long one goes on.
    std::vector<int> lineNumbers() const;
    /// The colours of a code text.
    void colourCode(const QString& language);

private:
    struct LinkRange {
        int start = 0, end = 0;
        std::string target;
    };
    void breakLines(const QString& text, const QList<QTextLayout::FormatRange>& formats);

    TextStyle style_;
    double width_ = 0;
    std::unique_ptr<QTextLayout> layout_;
    std::vector<LinkRange> links_;
};

} // namespace causeway::ui
