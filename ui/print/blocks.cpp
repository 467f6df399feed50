// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/print/blocks.h"

#include "ui/charts/chart_painter.h"
#include "ui/theme/theme_manager.h"

namespace causeway::ui {
namespace {

constexpr double kChartHeight = 190, kChartRow = 24;
/// A chart beside a table: its plot, and the whole with title and source.
constexpr double kBesidePlot = 132, kBesideHeight = 200;

double chartHeight(const report::ChartSpec& chart) {
    if (!isHorizontal(chart))
        return kChartHeight;
    double rows = double(std::max(chart.x.categories.size(), chart.y.categories.size()));
    return std::clamp(rows * kChartRow + 30, 80.0, 420.0);
}

} // namespace

void print(PageFlow& flow, const report::Heading& heading) {
    const bool major = heading.level <= 2;
    flow.space(major ? 18 : 12);
    const TextBlock block(QString::fromStdString(heading.text),
                          major ? print_style::section() : print_style::subsection(), PageFrame::width);
    flow.canvas().anchor(heading.anchor, flow.y());
    flow.text(block, PageFrame::left, major ? 6 : 3);
}

void print(PageFlow& flow, const report::Paragraph& paragraph) {
    flow.text(TextBlock(paragraph.text, paragraph.lead ? print_style::lead() : print_style::body(),
                        PageFrame::textWidth),
              PageFrame::left, paragraph.lead ? 12 : 7);
}

void print(PageFlow& flow, const report::BulletList& list) {
    constexpr double kIndent = 14;
    int number = 0;
    for (const auto& item : list.items) {
        const TextBlock block(item, print_style::body(), PageFrame::textWidth - kIndent);
        flow.need(std::min(block.height(), 2 * block.lead()));
        const QString mark = list.numbered ? QString::number(++number) + "." : QString(QChar(0x2022));
        TextBlock(mark, withColour(print_style::body(), printTheme().muted), kIndent + 8)
            .draw(flow.canvas(), {PageFrame::left, flow.y()});
        flow.text(block, PageFrame::left + kIndent, 3);
    }
    flow.gap(5);
}

void print(PageFlow& flow, const report::FigureRow& row) {
    if (row.figures.empty())
        return;
    constexpr double kGap = 10, kHeight = 64;
    flow.space(8);
    flow.need(kHeight);
    flow.canvas().rule(PageFrame::left, flow.y(), PageFrame::width, 1.2, printTheme().text);
    const double step = (PageFrame::width + kGap) / double(row.figures.size());
    double below = 0;
    for (std::size_t i = 0; i < row.figures.size(); ++i) {
        const auto& figure = row.figures[i];
        const double x = PageFrame::left + double(i) * step, width = step - kGap;
        TextBlock(QString::fromStdString(figure.label), print_style::label(), width)
            .draw(flow.canvas(), {x, flow.y() + 9}, 0, 1);
        TextStyle style =
            withColour(print_style::figure(), figure.accent ? printTheme().accent : printTheme().text);
        const QString value = QString::fromStdString(figure.value);
        while (style.size > 10 && TextBlock(value, style, 2000).naturalWidth() > width)
            style.size -= 0.5;
        TextBlock(value, style, width).draw(flow.canvas(), {x, flow.y() + 22}, 0, 1);
        const TextBlock note(QString::fromStdString(figure.note), print_style::label(), width);
        note.draw(flow.canvas(), {x, flow.y() + 49});
        below = std::max(below, note.height());
    }
    flow.advance(49 + below);
    flow.gap(14);
}

void printBlockTitle(PageFlow& flow, const std::string& title, const std::string& subtitle,
                     double following) {
    flow.space(title.empty() ? 2 : 14);
    const TextBlock head(QString::fromStdString(title), print_style::section(), PageFrame::width);
    const TextBlock below(QString::fromStdString(subtitle), print_style::label(), PageFrame::width);
    const double height = (title.empty() ? 0 : head.height()) + (subtitle.empty() ? 0 : below.height()) + 6;
    flow.need(height + following);
    if (!title.empty())
        flow.text(head, PageFrame::left, subtitle.empty() ? 6 : 1);
    if (!subtitle.empty())
        flow.text(below, PageFrame::left, 6);
}

void printSource(PageFlow& flow, const std::string& source) {
    flow.gap(4);
    if (!source.empty())
        flow.text(TextBlock(report::withEvidenceLinks(source), print_style::source(), PageFrame::width),
                  PageFrame::left, 4);
    flow.gap(6);
}

double sourceHeight(const std::string& source) {
    return source.empty()
               ? 0
               : 4 + TextBlock(report::withEvidenceLinks(source), print_style::source(), PageFrame::width)
                         .height();
}

void print(PageFlow& flow, const report::ChartSpec& chart) {
    const double height = chartHeight(chart);
    printBlockTitle(flow, chart.title, chart.subtitle, height + sourceHeight(chart.source));
    const QRectF place(PageFrame::left * kUnitsPerPoint, flow.y() * kUnitsPerPoint,
                       PageFrame::width * kUnitsPerPoint, height * kUnitsPerPoint);
    flow.canvas().draw([&](QPainter& painter) { paintChart(painter, place, chart, kUnitsPerPoint); });
    flow.advance(height);
    printSource(flow, chart.source);
}

void print(PageFlow& flow, const report::Beside& beside) {
    constexpr double kGutter = 22, kTableShare = 0.54;
    const double left = PageFrame::width * kTableShare - kGutter / 2, x = PageFrame::left + left + kGutter,
                 width = PageFrame::right - x;
    const auto& chart = beside.chart;
    const TextBlock title(QString::fromStdString(chart.title), print_style::subsection(), width);
    const TextBlock subtitle(QString::fromStdString(chart.subtitle), print_style::label(), width);
    const TextBlock source(report::withEvidenceLinks(chart.source), print_style::source(), width);
    const double table = narrowTableHeight(flow, beside.table, PageFrame::left, left);
    const double plot = isHorizontal(chart) ? std::min(chartHeight(chart), kBesidePlot) : kBesidePlot;
    const double picture = title.height() + subtitle.height() + plot + source.height() + 10;
    if (std::max(table, picture) > PageFrame::body * 0.8) {
        print(flow, beside.table);
        print(flow, chart);
        return;
    }
    flow.need(std::max(table, picture));
    const double top = flow.y();
    printNarrowTable(flow, beside.table, PageFrame::left, left);
    const double below = flow.y();
    double y = top;
    title.draw(flow.canvas(), {x, y});
    y += title.height();
    subtitle.draw(flow.canvas(), {x, y});
    y += subtitle.height() + 4;
    const QRectF place(x * kUnitsPerPoint, y * kUnitsPerPoint, width * kUnitsPerPoint, plot * kUnitsPerPoint);
    flow.canvas().draw([&](QPainter& painter) { paintChart(painter, place, chart, kUnitsPerPoint); });
    source.draw(flow.canvas(), {x, y + plot + 4});
    flow.moveTo(std::max(below, top + picture));
    flow.gap(8);
}

void print(PageFlow& flow, const report::CodeBlock& code) {
    constexpr double kPad = 8, kNumbers = 34;
    const Theme& theme = printTheme();
    std::string text = code.code;
    while (!text.empty() && (text.back() == '\n' || text.back() == '\r'))
        text.pop_back();
    TextBlock whole(QString::fromStdString(text), print_style::code(), PageFrame::width - kNumbers - kPad);
    whole.colourCode(QString::fromStdString(code.language));
    const std::vector<int> numbers = whole.lineNumbers();
    flow.space(4);
    int from = 0;
    while (from < whole.lines()) {
        const int left = whole.lines() - from;
        int fit = int((flow.room() - 2 * kPad) / whole.lead());
        if (fit < std::min(left, 3) && !flow.atTop()) {
            flow.newPage();
            continue;
        }
        fit = std::clamp(fit, 1, left);
        const double height = fit * whole.lead() + 2 * kPad;
        flow.canvas().fill(QRectF(PageFrame::left, flow.y(), PageFrame::width, height), theme.codeBg);
        flow.canvas().fill(QRectF(PageFrame::left, flow.y(), 0.8, height), theme.borderStrong);
        whole.draw(flow.canvas(), {PageFrame::left + kNumbers, flow.y() + kPad}, from, from + fit);
        for (int i = from; i < from + fit; ++i)
            if (numbers[std::size_t(i)] > 0)
                TextBlock(QString::number(numbers[std::size_t(i)]),
                          rightAligned(withColour(print_style::code(), theme.muted)), kNumbers - 12)
                    .draw(flow.canvas(), {PageFrame::left, flow.y() + kPad + (i - from) * whole.lead()});
        flow.advance(height);
        from += fit;
        if (from < whole.lines())
            flow.newPage();
    }
    flow.gap(12);
}

void print(PageFlow& flow, const report::Callout& callout) {
    constexpr double kPad = 14, kEdge = 4;
    const double width = PageFrame::width - kEdge - 2 * kPad;
    const TextBlock title(QString::fromStdString(callout.title),
                          withColour(print_style::section(), printTheme().accentText), width);
    const TextBlock text(callout.text, print_style::body(), width);
    const double head = callout.title.empty() ? 0 : title.height() + 4;
    const double height = head + text.height() + 2 * kPad - 4;
    flow.space(12);
    if (height > PageFrame::body) { // too long for a box: as plain text
        flow.text(title, PageFrame::left, 4);
        flow.text(text, PageFrame::left, 8);
        return;
    }
    flow.need(height);
    flow.canvas().fill(QRectF(PageFrame::left, flow.y(), PageFrame::width, height), printTheme().accentSoft);
    flow.canvas().fill(QRectF(PageFrame::left, flow.y(), kEdge, height), printTheme().accent);
    const double x = PageFrame::left + kEdge + kPad;
    if (!callout.title.empty())
        title.draw(flow.canvas(), {x, flow.y() + kPad - 2});
    text.draw(flow.canvas(), {x, flow.y() + kPad - 2 + head});
    flow.advance(height);
    flow.gap(12);
}

void print(PageFlow& flow, const report::PageBreak&) {
    if (!flow.atTop())
        flow.newPage();
}

double leadIn(PageFlow& flow, const report::Block& block) {
    constexpr double kText = 34, kGantt = 150;
    if (const auto* table = std::get_if<report::TableSpec>(&block)) {
        auto first = *table;
        first.rows.resize(std::min<std::size_t>(1, first.rows.size()));
        const double title = table->title.empty() ? 0 : 36;
        return title + std::min(narrowTableHeight(flow, first, PageFrame::left, PageFrame::width), 240.0);
    }
    if (const auto* chart = std::get_if<report::ChartSpec>(&block))
        return chartHeight(*chart) + 60;
    if (const auto* beside = std::get_if<report::Beside>(&block))
        return std::max(kBesideHeight, std::min(narrowTableHeight(flow, beside->table, PageFrame::left,
                                                                  PageFrame::width / 2),
                                                PageFrame::body * 0.8));
    return std::holds_alternative<report::GanttSpec>(block) ? kGantt : kText;
}

} // namespace causeway::ui
