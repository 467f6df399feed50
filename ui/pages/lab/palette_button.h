// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/canvas/assigned_roles.h"

#include <QAbstractButton>

namespace causeway::ui {

/// One kind of element: its shape over its word. A click adds one.
class PaletteButton : public QAbstractButton {
    Q_OBJECT
public:
    PaletteButton(const QString& word, CanvasRole role, bool site, QWidget* parent = nullptr);
    QSize sizeHint() const override { return {56, 48}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    CanvasRole role_;
    bool site_;
};

} // namespace causeway::ui
