// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/print/blocks.h"
#include "ui/theme/theme_manager.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace causeway::ui {
namespace {

using report::GanttBar;
using report::GanttSpec;

constexpr double kRow = 17, kLeastRow = 13, kHead = 18, kLabels = 190, kLimitRow = 12;

class GanttPrinter {
public:
    GanttPrinter(PageFlow& flow, const GanttSpec& gantt) : flow_(flow), gantt_(gantt) { span(); }

    void run() {
        const double whole = kHead + kRow * double(gantt_.bars.size()) + limitRoom();
        printBlockTitle(flow_, gantt_.title, {}, std::min(whole, 160.0));
        // A plan that is a little too long for the page moves closer together rather than end on the next.
        const double fitting =
            std::floor((flow_.room() - kHead - limitRoom() - 1) / double(gantt_.bars.size()));
        row_ = fitting >= kLeastRow ? std::min(kRow, fitting) : kRow;
        std::size_t from = 0;
        while (from < gantt_.bars.size()) {
            const auto fit = std::size_t(std::max(0.0, (flow_.room() - kHead - limitRoom()) / row_));
            if (fit < std::min<std::size_t>(3, gantt_.bars.size() - from) && !flow_.atTop()) {
                flow_.newPage();
                continue;
            }
            const std::size_t to = std::min(gantt_.bars.size(), from + std::max<std::size_t>(1, fit));
            part(from, to);
            from = to;
            if (from < gantt_.bars.size())
                flow_.newPage();
        }
        flow_.advance(8);
    }

private:
    void span() {
        first_ = gantt_.bars.front().start;
        last_ = gantt_.bars.front().finish;
        for (const GanttBar& bar : gantt_.bars) {
            first_ = std::min(first_, bar.start);
            last_ = std::max(last_, bar.finish);
        }
        for (const auto& [label, day] : gantt_.limits)
            if (day >= first_ - std::chrono::days(31) && day <= last_ + std::chrono::days(31)) {
                first_ = std::min(first_, day);
                last_ = std::max(last_, day);
            }
        last_ += std::chrono::days(3);
    }

    double x(Date day) const {
        const double whole = std::max(1.0, double((last_ - first_).count()));
        return PageFrame::left + kLabels +
               (PageFrame::width - kLabels) * double((day - first_).count()) / whole;
    }

    void part(std::size_t from, std::size_t to) {
        const double bottom = flow_.y() + kHead + row_ * double(to - from);
        months(bottom);
        flow_.advance(kHead);
        for (std::size_t i = from; i < to; ++i)
            row(gantt_.bars[i]);
        limits(bottom - row_ * double(to - from), bottom);
        flow_.advance(limitRoom());
    }

    void months(double bottom) {
        const std::chrono::year_month_day start(first_);
        int every = 1;
        while (double((last_ - first_).count()) / (30.4 * every) > 9)
            every = every == 1 ? 3 : every * 2;
        for (Date month = addMonths(Date(start.year() / start.month() / 1), 1); month <= last_;
             month = addMonths(month, every)) {
            flow_.canvas().fill(QRectF(x(month), flow_.y(), 0.4, bottom - flow_.y()), printTheme().border);
            const std::string full = longDate(month);
            const std::string text =
                full.substr(2, 3) +
                (full.substr(2, 3) == "Jan" || every > 1 ? " " + full.substr(full.size() - 4) : "");
            const TextBlock label(QString::fromStdString(text), print_style::label(), 60);
            if (x(month) + 3 + label.naturalWidth() <= PageFrame::right)
                label.draw(flow_.canvas(), {x(month) + 3, flow_.y() + 2}, 0, 1);
        }
    }

    void row(const GanttBar& bar) {
        const bool strong = bar.role == GanttBar::Role::Phase || bar.role == GanttBar::Role::Gate;
        const double indent = strong ? 0 : 10, middle = flow_.y() + row_ / 2;
        const TextStyle style = strong ? print_style::strong() : print_style::body();
        const double room = kLabels - indent - 8;
        TextBlock(elided(bar.label, style, room - 1), style, room)
            .draw(flow_.canvas(), {PageFrame::left + indent, middle - style.lead / 2}, 0, 1);
        const double left = x(bar.start), width = std::max(3.0, x(bar.finish) - left);
        switch (bar.role) {
        case GanttBar::Role::Phase:
            flow_.canvas().fill(QRectF(left, middle - 2.5, width, 2.5), printTheme().text);
            flow_.canvas().fill(QRectF(left, middle - 2.5, 2, 5.5), printTheme().text);
            flow_.canvas().fill(QRectF(left + width - 2, middle - 2.5, 2, 5.5), printTheme().text);
            break;
        case GanttBar::Role::Critical:
            flow_.canvas().fill(QRectF(left, middle - 4.5, width, 9), printTheme().accent);
            break;
        case GanttBar::Role::Slack:
            flow_.canvas().fill(QRectF(left, middle - 4.5, width, 9), printTheme().borderStrong);
            break;
        case GanttBar::Role::Gate:
            gate(QPointF(x(bar.finish), middle));
            break;
        }
        flow_.advance(row_);
    }

    void gate(const QPointF& centre) {
        flow_.canvas().draw([&](QPainter& painter) {
            const double radius = 5 * kUnitsPerPoint;
            const QPointF at = centre * kUnitsPerPoint;
            painter.setRenderHint(QPainter::Antialiasing);
            painter.setPen(Qt::NoPen);
            painter.setBrush(printTheme().text);
            painter.drawPolygon(QPolygonF{at + QPointF(0, -radius), at + QPointF(radius, 0),
                                          at + QPointF(0, radius), at + QPointF(-radius, 0)});
        });
    }

    struct LimitLabel {
        double left = 0, width = 0;
        int row = 0;
    };

    /// Labels that would cover each other stand below each other.
    std::vector<LimitLabel> limitLabels() const {
        std::vector<LimitLabel> labels;
        for (const auto& [text, day] : gantt_.limits) {
            LimitLabel label;
            label.width = TextBlock(QString::fromStdString(text), limitStyle(), 400).naturalWidth() + 2;
            label.left = std::clamp(x(day) + 3, PageFrame::left, PageFrame::right - label.width);
            const auto covered = [&](const LimitLabel& other) {
                return other.row == label.row && label.left < other.left + other.width + 6 &&
                       other.left < label.left + label.width + 6;
            };
            while (std::ranges::any_of(labels, covered))
                ++label.row;
            labels.push_back(label);
        }
        return labels;
    }

    static TextStyle limitStyle() { return withColour(print_style::labelStrong(), printTheme().critical); }

    double limitRoom() const {
        int rows = 0;
        for (const LimitLabel& label : limitLabels())
            rows = std::max(rows, label.row + 1);
        return kLimitRow * rows + 3;
    }

    void limits(double top, double bottom) {
        const auto labels = limitLabels();
        for (std::size_t i = 0; i < labels.size(); ++i) {
            const auto& [text, day] = gantt_.limits[i];
            if (day < first_ || day > last_)
                continue;
            const double place = x(day), foot = bottom + labels[i].row * kLimitRow;
            flow_.canvas().draw([&](QPainter& painter) {
                QPen pen(printTheme().critical, 0.8 * kUnitsPerPoint, Qt::SolidLine, Qt::FlatCap);
                pen.setDashPattern({5, 3});
                painter.setPen(pen);
                painter.drawLine(QPointF(place, top) * kUnitsPerPoint, QPointF(place, foot) * kUnitsPerPoint);
            });
            TextBlock(QString::fromStdString(text), limitStyle(), labels[i].width + 2)
                .draw(flow_.canvas(), {labels[i].left, foot + 1}, 0, 1);
        }
    }

    PageFlow& flow_;
    const GanttSpec& gantt_;
    Date first_{}, last_{};
    double row_ = kRow;
};

} // namespace

void print(PageFlow& flow, const GanttSpec& gantt) {
    if (!gantt.bars.empty())
        GanttPrinter(flow, gantt).run();
}

} // namespace causeway::ui
