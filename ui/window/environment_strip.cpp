// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/environment_strip.h"

#include "ui/theme/theme_manager.h"

#include <QPainter>

namespace causeway::ui {

EnvironmentStrip::EnvironmentStrip(Workbench& workbench, QWidget* parent)
    : QWidget(parent), workbench_(workbench) {
    setFixedHeight(metrics().strip);
    const auto refresh = [this] {
        setAccessibleName(workbench_.environment());
        update();
    };
    connect(&workbench_, &Workbench::engagementChanged, this, refresh);
    connect(&workbench_, &Workbench::criteriaChanged, this, refresh);
    connect(&workbench_, &Workbench::snapshotChanged, this, refresh);
}

void EnvironmentStrip::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const auto token = std::string(environmentToken(workbench_.environment().toStdString()));
    painter.fillRect(rect(), token.empty() ? theme().surface : theme().colour(token + "Strip"));
}

} // namespace causeway::ui
