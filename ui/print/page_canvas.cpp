// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/print/page_canvas.h"

#include "ui/theme/icons.h"

#include <QPainter>
#include <QPdfWriter>

namespace causeway::ui {
namespace {

QRectF inUnits(const QRectF& place) {
    return {place.x() * kUnitsPerPoint, place.y() * kUnitsPerPoint, place.width() * kUnitsPerPoint,
            place.height() * kUnitsPerPoint};
}

} // namespace

void PageCanvas::beginPage() {
    if (writer_ && marks_.pages > 0)
        writer_->newPage();
    ++marks_.pages;
}

void PageCanvas::fill(const QRectF& place, const QColor& colour) {
    if (painter_)
        painter_->fillRect(inUnits(place), colour);
}

void PageCanvas::rule(double x, double y, double width, double thickness, const QColor& colour) {
    fill(QRectF(x, y - thickness / 2, width, thickness), colour);
}

void PageCanvas::icon(const QPointF& corner, double side, const QString& name, const QColor& colour) {
    if (painter_)
        paintIcon(*painter_, inUnits(QRectF(corner, QSizeF(side, side))), name, colour, Qt::white);
}

void PageCanvas::draw(const std::function<void(QPainter&)>& drawing) {
    if (!painter_)
        return;
    painter_->save();
    drawing(*painter_);
    painter_->restore();
}

void PageCanvas::link(const QRectF& place, const std::string& target) {
    if (!target.empty())
        marks_.links.push_back({marks_.pages, place, target});
}

void PageCanvas::anchor(const std::string& id, double y) {
    if (!id.empty())
        marks_.anchors.emplace(id, PagePlace{marks_.pages, y});
}

void PageCanvas::outline(const QString& title, int level, double y) {
    marks_.outline.push_back({title, level, {marks_.pages, y}});
}

} // namespace causeway::ui
