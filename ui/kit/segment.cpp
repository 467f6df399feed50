// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/segment.h"

#include "ui/theme/theme_manager.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPushButton>

namespace causeway::ui {

Segment::Segment(const QStringList& choices, const QString& name, QWidget* parent)
    : QWidget(parent), group_(new QButtonGroup(this)) {
    setAccessibleName(name);
    setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    for (int i = 0; i < choices.size(); ++i) {
        auto* button = new QPushButton(choices[i]);
        button->setProperty("kind", "segment");
        button->setProperty("last", i + 1 == choices.size());
        button->setFont(textFont(TextRole::BodyMedium));
        button->setCheckable(true);
        button->setChecked(i == 0);
        button->setAccessibleName(name + ": " + choices[i]);
        group_->addButton(button, i);
        row->addWidget(button);
    }
    connect(group_, &QButtonGroup::idToggled, this, [this](int index, bool on) {
        if (on)
            emit currentChanged(index);
    });
}

int Segment::current() const {
    return group_->checkedId();
}

void Segment::setCurrent(int index) {
    if (auto* button = group_->button(index))
        button->setChecked(true);
}

void Segment::keyPressEvent(QKeyEvent* event) {
    const int step = event->key() == Qt::Key_Right ? 1 : event->key() == Qt::Key_Left ? -1 : 0;
    auto* next = step ? group_->button(current() + step) : nullptr;
    if (!next)
        return QWidget::keyPressEvent(event);
    next->setChecked(true);
    next->setFocus();
}

} // namespace causeway::ui
