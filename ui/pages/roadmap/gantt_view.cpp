// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/roadmap/gantt_view.h"

#include "core/base/units.h"
#include "ui/theme/theme_manager.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QScrollBar>
#include <QToolTip>

#include <algorithm>

namespace causeway::ui {
namespace {

constexpr int kNames = 300;  ///< width of the column with titles
constexpr int kEffort = 104; ///< width of the effort's column
constexpr int kHeader = 34;
constexpr int kRow = 32;
constexpr double kBar = 12;
constexpr int kRight = 24;

QString qt(const std::string& text) {
    return QString::fromStdString(text);
}

QString monthName(Date date) {
    static const char* names[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                  "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    return QString::fromLatin1(names[unsigned(std::chrono::year_month_day(date).month()) - 1]);
}

} // namespace

GanttView::GanttView(QWidget* parent) : QAbstractScrollArea(parent) {
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Tasks and their time"));
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    connect(&ThemeManager::instance(), &ThemeManager::changed, viewport(), qOverload<>(&QWidget::update));
}

void GanttView::setPlan(const Roadmap& roadmap, std::vector<std::pair<QString, Date>> limits) {
    roadmap_ = roadmap;
    limits_ = std::move(limits);
    rows_.clear();
    for (const auto& phase : roadmap_.phases) {
        rows_.push_back({nullptr, &phase});
        for (const auto& task : roadmap_.tasks)
            if (task.phase == phase.id)
                rows_.push_back({&task, &phase});
    }
    resizeEvent(nullptr);
    viewport()->update();
}

double GanttView::xOf(Date date) const {
    const double days = std::max<double>(1, double((roadmap_.finish - roadmap_.start).count()));
    const double width = viewport()->width() - kNames - kEffort - kRight;
    return kNames + kEffort + width * double((date - roadmap_.start).count()) / days;
}

int GanttView::wholeHeight() const {
    return kHeader + int(rows_.size()) * kRow;
}

void GanttView::resizeEvent(QResizeEvent*) {
    verticalScrollBar()->setRange(0, std::max(0, wholeHeight() - viewport()->height()));
    verticalScrollBar()->setPageStep(viewport()->height());
    verticalScrollBar()->setSingleStep(kRow);
}

void GanttView::paintCalendar(QPainter& painter, int height) const {
    using namespace std::chrono;
    const year_month_day first{roadmap_.start};
    painter.setFont(textFont(TextRole::Axis));
    double lastLabel = -1000;
    for (Date month = sys_days{first.year() / first.month() / 1}; month <= roadmap_.finish;
         month = addMonths(month, 1)) {
        if (month < roadmap_.start)
            continue;
        const double x = xOf(month);
        painter.setPen(theme().grid);
        painter.drawLine(QPointF(x, kHeader - 6), QPointF(x, height));
        if (x - lastLabel < 34)
            continue;
        lastLabel = x;
        painter.setPen(theme().muted);
        painter.drawText(QRectF(x + 4, 0, 60, kHeader), Qt::AlignVCenter, monthName(month));
    }
    painter.setFont(textFont(TextRole::SmallMedium));
    painter.setPen(theme().muted);
    painter.drawText(QRectF(16, 0, kNames, kHeader), Qt::AlignVCenter, tr("Task"));
    painter.drawText(QRectF(kNames, 0, kEffort - 16, kHeader), Qt::AlignVCenter | Qt::AlignRight,
                     tr("Effort"));
    painter.setPen(theme().border);
    painter.drawLine(0, kHeader - 1, viewport()->width(), kHeader - 1);
}

void GanttView::paintLimits(QPainter& painter, int height) const {
    QPen pen(theme().critical, 1.25);
    pen.setDashPattern({5, 3});
    for (const auto& [label, date] : limits_) {
        if (date < roadmap_.start || date > roadmap_.finish)
            continue;
        const double x = xOf(date);
        painter.setPen(pen);
        painter.drawLine(QPointF(x, kHeader), QPointF(x, height));
    }
}

void GanttView::paintRow(QPainter& painter, const Row& row, const QRect& place) const {
    const auto& t = theme();
    const bool phase = !row.task;
    if (row.task && qt(row.task->id) == selected_) {
        painter.fillRect(place, t.selection);
        painter.fillRect(QRect(place.left(), place.top(), metrics().selectionEdge, place.height()), t.accent);
    }
    painter.setPen(t.grid);
    painter.drawLine(place.bottomLeft(), place.bottomRight());
    painter.setPen(t.text);
    painter.setFont(textFont(phase ? TextRole::BodyStrong : TextRole::Body));
    const QRectF name(phase ? 16 : 32, place.top(), kNames - (phase ? 16 : 32) - 8, place.height());
    const auto title = qt(phase ? row.phase->title : row.task->title);
    painter.drawText(name, Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(title, Qt::ElideRight, int(name.width())));
    const double middle = place.center().y() + 0.5;
    const Date from = phase ? row.phase->start : row.task->start,
               to = phase ? row.phase->finish : row.task->finish;
    const double left = xOf(from), right = std::max(left + 4, xOf(to + std::chrono::days{1}));
    painter.setPen(Qt::NoPen);
    if (phase) {
        painter.setBrush(t.borderStrong);
        painter.drawRect(QRectF(left, middle - 2, right - left, 4));
        painter.save();
        painter.translate(right, middle);
        painter.rotate(45);
        painter.setBrush(t.text);
        painter.drawRect(QRectF(-5, -5, 10, 10));
        painter.restore();
        return;
    }
    painter.setBrush(row.task->critical ? t.accent : t.borderStrong);
    painter.drawRoundedRect(QRectF(left, middle - kBar / 2, right - left, kBar), 2, 2);
    painter.setPen(t.muted);
    painter.setFont(textFont(TextRole::Number));
    painter.drawText(QRectF(kNames, place.top(), kEffort - 16, place.height()),
                     Qt::AlignVCenter | Qt::AlignRight,
                     qt(formatEffort(row.task->effort.low, row.task->effort.high)));
}

/// From a row's offset on, in so much height.
void GanttView::paintPlan(QPainter& painter, int offset, int height) const {
    const int width = viewport()->width();
    painter.fillRect(QRect(0, 0, width, height), theme().surface);
    painter.save();
    painter.setClipRect(QRect(0, kHeader, width, height));
    for (std::size_t i = 0; i < rows_.size(); ++i) {
        const QRect place(0, kHeader + int(i) * kRow - offset, width, kRow);
        if (place.bottom() >= kHeader && place.top() <= height)
            paintRow(painter, rows_[i], place);
    }
    painter.restore();
    if (!rows_.empty()) {
        paintCalendar(painter, height);
        paintLimits(painter, height);
    }
}

void GanttView::paintEvent(QPaintEvent*) {
    QPainter painter(viewport());
    painter.setRenderHint(QPainter::Antialiasing);
    paintPlan(painter, verticalScrollBar()->value(), viewport()->height());
    if (hasFocus()) {
        painter.setPen(QPen(theme().focus, 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(viewport()->rect().adjusted(1, 1, -1, -1));
    }
}

int GanttView::rowAt(int y) const {
    const int row = (y - kHeader + verticalScrollBar()->value()) / kRow;
    return y >= kHeader && row >= 0 && row < int(rows_.size()) ? row : -1;
}

void GanttView::select(int row) {
    if (row < 0 || row >= int(rows_.size()) || !rows_[std::size_t(row)].task)
        return;
    selected_ = qt(rows_[std::size_t(row)].task->id);
    const int top = row * kRow;
    const int visible = viewport()->height() - kHeader;
    if (top < verticalScrollBar()->value())
        verticalScrollBar()->setValue(top);
    else if (top + kRow > verticalScrollBar()->value() + visible)
        verticalScrollBar()->setValue(top + kRow - visible);
    viewport()->update();
    emit taskSelected(selected_);
}

void GanttView::mousePressEvent(QMouseEvent* event) {
    select(rowAt(event->pos().y()));
}

void GanttView::keyPressEvent(QKeyEvent* event) {
    if (event->key() != Qt::Key_Down && event->key() != Qt::Key_Up)
        return QAbstractScrollArea::keyPressEvent(event);
    const int step = event->key() == Qt::Key_Down ? 1 : -1;
    int row = step > 0 ? -1 : int(rows_.size());
    for (std::size_t i = 0; i < rows_.size(); ++i)
        if (rows_[i].task && qt(rows_[i].task->id) == selected_)
            row = int(i);
    do
        row += step;
    while (row >= 0 && row < int(rows_.size()) && !rows_[std::size_t(row)].task);
    select(row);
}

bool GanttView::viewportEvent(QEvent* event) {
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const int row = rowAt(help->pos().y());
        if (row < 0)
            QToolTip::hideText();
        else if (const auto& r = rows_[std::size_t(row)]; r.task)
            QToolTip::showText(help->globalPos(),
                               qt(r.task->id + " " + r.task->title + "\n" + longDate(r.task->start) + " to " +
                                  longDate(r.task->finish) + ", " + r.task->role));
        else
            QToolTip::showText(help->globalPos(), qt(r.phase->title + "\n" + r.phase->gate));
        return true;
    }
    return QAbstractScrollArea::viewportEvent(event);
}

} // namespace causeway::ui
