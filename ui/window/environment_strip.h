// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/workbench/workbench.h"

#include <QWidget>

namespace causeway::ui {

/// Four pixels along the window's top edge in the environment's colour; empty for none.
class EnvironmentStrip : public QWidget {
    Q_OBJECT
public:
    explicit EnvironmentStrip(Workbench& workbench, QWidget* parent = nullptr);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Workbench& workbench_;
};

} // namespace causeway::ui
