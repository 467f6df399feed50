// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/readiness/conversion.h"
#include "ui/kit/scroll_box.h"

namespace causeway::ui {

/// What stands in the way, hardest first: verdict, what it is, what a person must answer, where, effort.
class ObstacleList : public ScrollBox {
    Q_OBJECT
public:
    explicit ObstacleList(QWidget* parent = nullptr);
    void show(const std::vector<Obstacle>& obstacles, const QString& whenNone);

private:
    void add(const Obstacle& obstacle);
};

} // namespace causeway::ui
