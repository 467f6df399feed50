// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chart_view.h"

#include "ui/charts/chart_hover.h"
#include "ui/charts/chart_painter.h"
#include "ui/charts/chart_series.h"
#include "ui/kit/buttons.h"
#include "ui/theme/theme_manager.h"

#include <QMenu>
#include <QPainter>

#include <algorithm>

namespace causeway::ui {
namespace {

using report::ChartSpec;

constexpr double kLegendShare = 0.3; ///< of the height, at most, that a legend may take

/// What the user has hidden has no points; a crossing belongs to the forecast that is hidden with it.
ChartSpec without(ChartSpec spec, const std::set<std::string>& hidden) {
    for (auto& series : spec.series) {
        if (!hidden.contains(series.name))
            continue;
        series.points.clear();
        if (series.role == report::ChartSeries::Role::Forecast)
            for (auto& threshold : spec.thresholds)
                threshold.crossedAtX.reset();
    }
    return spec;
}

} // namespace

ChartView::ChartView(QWidget* parent)
    : QWidget(parent), more_(makeToolButton("more", tr("Copy, save and view the chart"), this)) {
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    more_->setObjectName("chart-more");
    more_->setProperty("kind", "oncode");
    more_->setFocusPolicy(Qt::NoFocus); // the menu key of the chart itself opens the same menu
    more_->hide();
    connect(more_, &QToolButton::clicked, this,
            [this] { makeMenu()->popup(more_->mapToGlobal(QPoint(0, more_->height()))); });
    connect(&ThemeManager::instance(), &ThemeManager::changed, this, &ChartView::rebuild);
}

void ChartView::setSpec(const ChartSpec& spec) {
    if (spec.id != spec_.id || spec.kind != spec_.kind) {
        span_.reset();
        hidden_.clear();
        log_.reset();
    }
    spec_ = spec;
    setAccessibleName(QString::fromStdString(spec.title));
    QStringList said{QString::fromStdString(spec.subtitle)};
    for (const auto& threshold : spec.thresholds) {
        said << QString::fromStdString(threshold.label);
        if (threshold.crossedAtX && spec.x.kind == report::ChartAxis::Kind::Date)
            said.back() += ": " + dateText(*threshold.crossedAtX);
    }
    setAccessibleDescription(said.join(". "));
    refreshShown();
}

void ChartView::refreshShown() {
    shown_ = without(spec_, hidden_);
    if (log_)
        (isHorizontal(spec_) && !spec_.y.log ? shown_.x.log : shown_.y.log) = *log_;
    stops_.clear();
    for (const auto& series : shown_.series)
        for (const auto& point : series.points)
            stops_.push_back(point.x);
    std::ranges::sort(stops_);
    stops_.erase(std::unique(stops_.begin(), stops_.end()), stops_.end());
    rebuild();
}

void ChartView::setLeftMargin(double pixels) {
    leftMargin_ = pixels;
    rebuild();
}

void ChartView::setCursorX(std::optional<double> x) {
    cursor_ = x;
    update();
}

void ChartView::rebuild() {
    const ChartStyle style = ChartStyle::screen();
    const auto below = [&](double top, const Span& span) {
        return layOut(shown_, style, QRectF(0, top, width(), height() - top), span, leftMargin_);
    };
    layout_ = below(0, std::nullopt);
    whole_ = {along().low, along().high};
    legend_ = layOutLegend(spec_, hidden_, style, layout_.plot.width(), height() * kLegendShare);
    if (span_ || legend_.height > 0)
        layout_ = below(legend_.height, span_);
    for (auto& item : legend_.items)
        item.place.translate(layout_.plot.left(), 0);
    more_->move(width() - more_->sizeHint().width(), 0);
    update();
}

void ChartView::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const ChartStyle style = ChartStyle::screen();
    paintLegend(painter, legend_, spec_, hidden_, style);
    paintUnderSeries(painter, shown_, layout_, style);
    paintSeries(painter, shown_, layout_, style);
    paintOverSeries(painter, shown_, layout_, style);
    if (drag_)
        paintDrag(painter);
    else if (cursor_)
        paintHover(painter, shown_, layout_, *cursor_);
    if (hasFocus()) {
        painter.setPen(QPen(theme().focus, metrics().focusRing));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 4, 4);
    }
}

void ChartView::paintDrag(QPainter& painter) const {
    QColor ground = theme().accent;
    ground.setAlphaF(0.16f);
    painter.setPen(QPen(theme().accent, 1));
    painter.setBrush(ground);
    const QRectF& plot = layout_.plot;
    const QRectF part =
        isHorizontal(shown_)
            ? QRectF(QPointF(plot.left(), press_->y()),
                     QPointF(plot.right(), std::clamp(drag_->y(), plot.top(), plot.bottom())))
            : QRectF(QPointF(press_->x(), plot.top()),
                     QPointF(std::clamp(drag_->x(), plot.left(), plot.right()), plot.bottom()));
    painter.drawRect(part.normalized());
}

void ChartView::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    rebuild();
}

void ChartView::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    rebuild();
}

QRectF ChartView::namePlace(std::size_t series) const {
    for (const auto& item : legend_.items)
        if (item.series == series)
            return item.place;
    if (shown_.kind == ChartSpec::Kind::Line)
        for (const auto& label : endLabels(shown_, layout_, ChartStyle::screen()))
            if (label.series == series)
                return label.place;
    return {};
}

std::optional<std::size_t> ChartView::seriesAt(const QPointF& place) const {
    for (std::size_t i = 0; i < spec_.series.size(); ++i)
        if (namePlace(i).adjusted(-4, -2, 4, 2).contains(place))
            return i;
    return std::nullopt;
}

bool ChartView::isHidden(std::size_t series) const {
    return hidden_.contains(spec_.series.at(series).name);
}

void ChartView::setHidden(std::size_t series, bool hidden) {
    if (hidden)
        hidden_.insert(spec_.series.at(series).name);
    else
        hidden_.erase(spec_.series.at(series).name);
    refreshShown();
}

bool ChartView::isLog() const {
    return isHorizontal(shown_) ? shown_.x.log || shown_.y.log : shown_.y.log;
}

void ChartView::setLog(bool log) {
    log_ = log;
    refreshShown();
}

} // namespace causeway::ui
