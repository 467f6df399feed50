// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/canvas/assigned_roles.h"

#include <QAbstractButton>

namespace causeway::ui {

/// One kind of element: its shape over its word. A click adds one. In little height the word gives way to the
/// tooltip.
class PaletteButton : public QAbstractButton {
    Q_OBJECT
public:
    PaletteButton(const QString& word, CanvasRole role, bool site, QWidget* parent = nullptr);
    QSize sizeHint() const override { return {56, 48}; }
    QSize minimumSizeHint() const override { return {56, 26}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    CanvasRole role_;
    bool site_;
};

} // namespace causeway::ui
