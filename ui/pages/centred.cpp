// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/centred.h"

#include <QHBoxLayout>
#include <QWidget>

namespace causeway::ui {
namespace {
constexpr int kBoxWidth = 520;
}

QWidget* centred(QWidget* box) {
    auto* page = new QWidget;
    auto* column = new QVBoxLayout(page);
    // Stretches, not an alignment: only so does the column ask for the height at the box's own width.
    auto* row = new QHBoxLayout;
    box->setFixedWidth(kBoxWidth);
    row->addStretch(1);
    row->addWidget(box);
    row->addStretch(1);
    column->addStretch(1);
    column->addLayout(row);
    column->addStretch(2);
    return page;
}

} // namespace causeway::ui
