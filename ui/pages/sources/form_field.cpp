// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/sources/form_field.h"

#include "ui/kit/label.h"
#include "ui/theme/theme_manager.h"

#include <QStyle>
#include <QVBoxLayout>

namespace causeway::ui {

QWidget* labelled(const QString& label, QWidget* field, QWidget* parent) {
    auto* box = new QWidget(parent);
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(metrics().stepTiny);
    auto* words = makeLabel(label, TextRole::SmallMedium, "muted", box);
    words->setBuddy(field);
    column->addWidget(words);
    column->addWidget(field);
    column->addStretch(1);
    if (field->accessibleName().isEmpty())
        field->setAccessibleName(label);
    return box;
}

void setBlamed(QWidget* field, bool blamed) {
    if (field->property("blamed").toBool() == blamed)
        return;
    field->setProperty("blamed", blamed);
    field->style()->unpolish(field);
    field->style()->polish(field);
}

} // namespace causeway::ui
