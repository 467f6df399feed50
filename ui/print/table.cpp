// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"
#include "ui/print/blocks.h"
#include "ui/print/column_widths.h"
#include "ui/theme/theme_manager.h"

#include <QFontMetricsF>

#include <algorithm>
#include <cctype>

namespace causeway::ui {
namespace {

using report::Cell;
using report::TableColumn;
using report::TableSpec;

constexpr double kGap = 10, kPad = 5.5, kIcon = 10, kIconRoom = 18, kBar = 34;
/// A longer word, such as a digest, breaks rather than take the other columns' room.
constexpr double kMostLeast = 96;

struct Column {
    double x = 0, width = 0;
    bool severity = false; ///< some cell has one, so that all texts of the column stand beside it
    bool bar = false;
    bool right = false;
};

struct PrintedCell {
    TextBlock text, second;
    bool hasSecond = false;
    const Cell* cell = nullptr;
    double height() const { return text.height() + (hasSecond ? second.height() : 0); }
};

bool isBlank(const report::RichText& text) {
    return std::ranges::all_of(text, [](const report::Span& span) { return span.text.empty(); });
}

class TablePrinter {
public:
    TablePrinter(PageFlow& flow, const TableSpec& table, double left = PageFrame::left,
                 double width = PageFrame::width)
        : flow_(flow), table_(table), left_(left), width_(width) {
        measureColumns();
    }

    /// Head and rows alone.
    void body() {
        head();
        for (std::size_t i = 0; i < table_.rows.size(); ++i)
            row(rowOf(table_.rows[i]), i + 1 == table_.rows.size() ? sourceHeight(table_.source) : 0);
    }
    double height() const {
        double sum = headHeight();
        for (const auto& cells : table_.rows)
            sum += heightOf(rowOf(cells));
        return sum;
    }

    void run() {
        const auto first = table_.rows.empty() ? 0 : heightOf(rowOf(table_.rows.front()));
        printBlockTitle(flow_, table_.title, {}, headHeight() + std::min(first, 200.0));
        body();
        printSource(flow_, table_.source);
    }

private:
    void measureColumns() {
        for (std::size_t i = 0; i < table_.columns.size(); ++i) {
            Column column;
            column.right = table_.columns[i].align == TableColumn::Align::Right;
            for (const auto& cells : table_.rows)
                if (i < cells.size()) {
                    column.severity = column.severity || !cells[i].severity.empty();
                    column.bar = column.bar || cells[i].bar.has_value();
                }
            columns_.push_back(column);
        }
        std::vector<ColumnNeed> needs;
        for (std::size_t i = 0; i < columns_.size(); ++i)
            needs.push_back(needOf(i));
        const auto widths = columnWidths(needs, width_ - kGap * double(columns_.size() - 1));
        double x = left_;
        for (std::size_t i = 0; i < columns_.size(); ++i) {
            columns_[i].x = x;
            columns_[i].width = widths[i];
            x += widths[i] + kGap;
        }
    }

    ColumnNeed needOf(std::size_t index) const {
        const Column& column = columns_[index];
        const QFontMetricsF text(
            metricsOf(column.right ? TextRole::NumberStrong : TextRole::BodyStrong, 9.5));
        const QFontMetricsF code(metricsOf(TextRole::Code, 9.5 * 0.92)),
            small(metricsOf(TextRole::Body, 8.5));
        ColumnNeed need;
        need.weight = std::max(0.05, table_.columns[index].weight);
        // Returns the width, so that the spans of a cell add up.
        const auto take = [&](const QString& line, const QFontMetricsF& metrics, bool whole) {
            const double width = metrics.horizontalAdvance(line) / kUnitsPerPoint;
            need.natural = std::max(need.natural, width);
            double word = 0;
            for (const QString& part : line.split(' '))
                word = std::max(word, metrics.horizontalAdvance(part) / kUnitsPerPoint);
            need.least = std::max(need.least, whole ? width : word);
            return width;
        };
        take(QString::fromStdString(table_.columns[index].title), metricsOf(TextRole::BodyMedium, 8), false);
        for (const auto& cells : table_.rows) {
            if (index >= cells.size())
                continue;
            double whole = 0;
            for (const auto& span : cells[index].text)
                whole += take(QString::fromStdString(span.text),
                              span.style == report::Span::Style::Code ? code : text, column.right);
            need.natural = std::max(need.natural, whole);
            take(QString::fromStdString(secondLine(cells[index], cells)), small, false);
            if (isBlank(cells[index].text) && !cells[index].severity.empty())
                take(flow_.word(cells[index].severity.c_str()), text, true);
        }
        need.least = std::min(need.least, kMostLeast) + indent(column) + 1;
        need.natural += indent(column) + 1;
        return need;
    }

    static QFontMetricsF metricsOf(TextRole role, double points) {
        return QFontMetricsF(ThemeManager::instance().type().sized(role, points * kUnitsPerPoint));
    }

    double textX(const Column& column) const { return column.x + indent(column); }
    double indent(const Column& column) const {
        return (column.severity ? kIconRoom : 0) + (column.bar ? kBar + 8 : 0);
    }
    double textWidth(const Column& column) const { return std::max(12.0, column.width - indent(column)); }

    /// The word of a severity is written where neither the cell itself has a word for it ("met", "manual")
    /// nor the row says it: never by shape and colour alone.
    std::string secondLine(const Cell& cell, const std::vector<Cell>& row) const {
        if (cell.severity.empty() || !cell.second.empty())
            return cell.second;
        for (const auto& span : cell.text)
            if (std::ranges::any_of(span.text, [](unsigned char c) { return std::isalpha(c); }) &&
                std::ranges::none_of(span.text, [](unsigned char c) { return std::isdigit(c); }))
                return {};
        const std::string word = flow_.word(cell.severity.c_str()).toStdString();
        for (const Cell& other : row) {
            std::string written = other.second;
            for (const auto& span : other.text)
                written += span.text;
            if (containsIgnoreCase(written, word))
                return cell.second;
        }
        return word;
    }

    PrintedCell printed(const Cell& cell, const Column& column, const std::vector<Cell>& row) const {
        report::RichText text = cell.text;
        const bool blank = isBlank(text);
        if (blank && !cell.severity.empty())
            text = {{flow_.word(cell.severity.c_str()).toStdString(), report::Span::Style::Plain, {}}};
        const std::string second = blank ? cell.second : secondLine(cell, row);
        const bool strong = !second.empty() && &column == &columns_.front();
        TextStyle style = strong ? print_style::strong() : print_style::body();
        if (column.right) {
            style = rightAligned(style);
            style.role = strong ? TextRole::NumberStrong : TextRole::Number;
        }
        TextStyle below = print_style::second();
        below.alignment = style.alignment;
        return {TextBlock(text, style, textWidth(column)),
                TextBlock(report::withEvidenceLinks(second), below, textWidth(column)), !second.empty(),
                &cell};
    }

    std::vector<PrintedCell> rowOf(const std::vector<Cell>& cells) const {
        static const Cell kEmpty;
        std::vector<PrintedCell> row;
        for (std::size_t i = 0; i < columns_.size(); ++i)
            row.push_back(printed(i < cells.size() ? cells[i] : kEmpty, columns_[i], cells));
        return row;
    }

    double heightOf(const std::vector<PrintedCell>& row) const {
        double height = 0;
        for (const PrintedCell& cell : row)
            height = std::max(height, cell.height());
        return height + 2 * pad();
    }

    double pad() const { return kPad * (0.4 + 0.6 * flow_.density()); }

    std::vector<TextBlock> headBlocks() const {
        std::vector<TextBlock> blocks;
        for (std::size_t i = 0; i < columns_.size(); ++i) {
            const TextStyle style =
                columns_[i].right ? rightAligned(print_style::labelStrong()) : print_style::labelStrong();
            const double width = columns_[i].right ? columns_[i].width : textWidth(columns_[i]);
            blocks.emplace_back(QString::fromStdString(table_.columns[i].title), style, width);
        }
        return blocks;
    }

    double headHeight() const {
        double height = 0;
        for (const TextBlock& block : headBlocks())
            height = std::max(height, block.height());
        return height + 6;
    }

    void head() {
        const auto blocks = headBlocks();
        const double height = headHeight();
        for (std::size_t i = 0; i < blocks.size(); ++i)
            blocks[i].draw(flow_.canvas(), {columns_[i].right ? columns_[i].x : textX(columns_[i]),
                                            flow_.y() + height - 6 - blocks[i].height()});
        flow_.advance(height);
        flow_.canvas().rule(left_, flow_.y(), width_, 0.5, printTheme().borderStrong);
    }

    void turnPage() {
        flow_.newPage();
        head();
    }

    /// below: what has to stand on the same page under the row.
    void row(const std::vector<PrintedCell>& cells, double below) {
        const double height = heightOf(cells);
        if (height > PageFrame::body - headHeight()) {
            tallRow(cells);
            return;
        }
        if (height + below > flow_.room())
            turnPage();
        for (std::size_t i = 0; i < cells.size(); ++i)
            drawCell(cells[i], columns_[i]);
        flow_.advance(height);
        rowRule();
    }

    void rowRule() { flow_.canvas().rule(left_, flow_.y(), width_, 0.4, printTheme().border); }

    void drawCell(const PrintedCell& cell, const Column& column) {
        const double y = flow_.y() + pad();
        flow_.canvas().anchor(cell.cell->anchor, flow_.y());
        drawSigns(*cell.cell, column, y, cell.text.lead());
        cell.text.draw(flow_.canvas(), {textX(column), y});
        if (cell.hasSecond)
            cell.second.draw(flow_.canvas(), {textX(column), y + cell.text.height()});
    }

    void drawSigns(const Cell& cell, const Column& column, double y, double lead) {
        if (!cell.severity.empty())
            if (const Tone look = tone(printTheme(), cell.severity); !look.icon.isEmpty())
                flow_.canvas().icon({column.x, y + (lead - kIcon) / 2}, kIcon, look.icon, look.colour);
        if (!cell.bar)
            return;
        const double x = column.x + (column.severity ? kIconRoom : 0), top = y + lead / 2 - 2.2;
        flow_.canvas().fill(QRectF(x, top, kBar, 4.4), printTheme().sunken);
        flow_.canvas().fill(QRectF(x, top, kBar * std::clamp(*cell.bar, 0.0, 1.0), 4.4), printTheme().accent);
    }

    /// Higher than a page: its lines go on over the pages, each with the table's head.
    void tallRow(const std::vector<PrintedCell>& cells) {
        int lines = 0;
        for (const PrintedCell& cell : cells)
            lines = std::max(lines, cell.text.lines() + (cell.hasSecond ? cell.second.lines() : 0));
        const double lead = print_style::body().lead;
        for (int from = 0; from < lines;) {
            int fit = int((flow_.room() - 2 * pad()) / lead);
            if (fit < 2) {
                turnPage();
                continue;
            }
            fit = std::min(fit, lines - from);
            for (std::size_t i = 0; i < cells.size(); ++i)
                drawPart(cells[i], columns_[i], from, from + fit, lead);
            flow_.advance(fit * lead + 2 * pad());
            from += fit;
        }
        rowRule();
    }

    void drawPart(const PrintedCell& cell, const Column& column, int from, int to, double lead) {
        const double y = flow_.y() + pad();
        if (from == 0)
            flow_.canvas().anchor(cell.cell->anchor, flow_.y());
        if (from == 0)
            drawSigns(*cell.cell, column, y, cell.text.lead());
        const int first = cell.text.lines();
        if (from < first)
            cell.text.draw(flow_.canvas(), {textX(column), y}, from, std::min(to, first));
        if (cell.hasSecond && to > first)
            for (int i = std::max(from, first); i < std::min(to, first + cell.second.lines()); ++i)
                cell.second.draw(flow_.canvas(), {textX(column), y + (i - from) * lead}, i - first,
                                 i - first + 1);
    }

    PageFlow& flow_;
    const TableSpec& table_;
    double left_, width_;
    std::vector<Column> columns_;
};

} // namespace

void print(PageFlow& flow, const TableSpec& table) {
    if (!table.columns.empty())
        TablePrinter(flow, table).run();
}

void printNarrowTable(PageFlow& flow, const TableSpec& table, double left, double width) {
    if (!table.columns.empty())
        TablePrinter(flow, table, left, width).body();
}

double narrowTableHeight(PageFlow& flow, const TableSpec& table, double left, double width) {
    return table.columns.empty() ? 0 : TablePrinter(flow, table, left, width).height();
}

} // namespace causeway::ui
