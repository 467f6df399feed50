// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/scroll_box.h"

#include "ui/kit/clear_layout.h"

#include <QEvent>
#include <QScrollBar>
#include <QVBoxLayout>

namespace causeway::ui {

ScrollBox::ScrollBox(QWidget* parent) : QScrollArea(parent) {
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    viewport()->setAutoFillBackground(false);
    auto* content = new QWidget;
    column_ = new QVBoxLayout(content);
    column_->setContentsMargins(0, 0, 0, 0);
    column_->setSpacing(4);
    setWidget(content);
    content->setAutoFillBackground(false); // setWidget() has switched it on
}

void ScrollBox::clear() {
    clearLayout(column_);
    verticalScrollBar()->setValue(0);
}

bool ScrollBox::eventFilter(QObject* watched, QEvent* event) {
    const bool taken = QScrollArea::eventFilter(watched, event);
    if (watched == widget() && event->type() == QEvent::LayoutRequest)
        fit();
    return taken;
}

void ScrollBox::resizeEvent(QResizeEvent* event) {
    QScrollArea::resizeEvent(event);
    fit();
}

void ScrollBox::showEvent(QShowEvent* event) {
    QScrollArea::showEvent(event);
    fit();
}

void ScrollBox::fit() {
    const int width = viewport()->width();
    const int needed = column_->hasHeightForWidth() ? column_->totalHeightForWidth(width) : 0;
    if (widget()->minimumHeight() != needed)
        widget()->setMinimumHeight(needed);
}

} // namespace causeway::ui
