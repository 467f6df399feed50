// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace causeway::ui {

/// The dashed place that says files may be dropped; the window itself takes the drop.
class DropPlace : public QWidget {
    Q_OBJECT
public:
    DropPlace(const QString& title, const QString& text, QWidget* parent = nullptr);

protected:
    void paintEvent(QPaintEvent* event) override;
};

} // namespace causeway::ui
