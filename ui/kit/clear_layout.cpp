// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/clear_layout.h"

#include <QLayout>
#include <QWidget>

namespace causeway::ui {

void clearLayout(QLayout* layout) {
    while (auto* item = layout->takeAt(0)) {
        if (auto* widget = item->widget()) {
            widget->hide(); // it goes only when events are handled, and must not stand in what comes next
            widget->deleteLater();
        } else if (item->layout()) {
            clearLayout(item->layout());
        }
        delete item;
    }
}

} // namespace causeway::ui
