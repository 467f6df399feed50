// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/scroll_column.h"

#include <QEvent>
#include <QVBoxLayout>

namespace causeway::ui {

ScrollColumn::ScrollColumn(QWidget* parent) : QScrollArea(parent) {
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    viewport()->setAutoFillBackground(false);
    auto* content = new QWidget;
    rows_ = new QVBoxLayout(content);
    rows_->setContentsMargins(0, 0, 0, 0);
    rows_->setSpacing(0);
    setWidget(content);
    content->setAutoFillBackground(false); // setWidget() has switched it on
}

bool ScrollColumn::eventFilter(QObject* watched, QEvent* event) {
    const bool taken = QScrollArea::eventFilter(watched, event);
    if (watched == widget() && event->type() == QEvent::LayoutRequest)
        fit();
    return taken;
}

void ScrollColumn::resizeEvent(QResizeEvent* event) {
    QScrollArea::resizeEvent(event);
    fit();
}

void ScrollColumn::showEvent(QShowEvent* event) {
    QScrollArea::showEvent(event);
    fit();
}

void ScrollColumn::fit() {
    const int width = viewport()->width();
    const int needed = rows_->hasHeightForWidth() ? rows_->totalHeightForWidth(width) : 0;
    if (widget()->minimumHeight() != needed)
        widget()->setMinimumHeight(needed);
}

} // namespace causeway::ui
