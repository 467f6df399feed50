// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/scroll_box.h"

#include <QVBoxLayout>

namespace causeway::ui {

ScrollBox::ScrollBox(QWidget* parent) : QScrollArea(parent) {
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    viewport()->setAutoFillBackground(false);
    clear();
}

void ScrollBox::clear() {
    QMargins margins;
    int spacing = 4;
    if (column_) {
        margins = column_->contentsMargins();
        spacing = column_->spacing();
    }
    auto* content = new QWidget;
    column_ = new QVBoxLayout(content);
    column_->setContentsMargins(margins);
    column_->setSpacing(spacing);
    setWidget(content);
    content->setAutoFillBackground(false); // setWidget turns it on
}

} // namespace causeway::ui
