// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/icons.h"
#include "ui/theme/theme_manager.h"

#include <QPainter>
#include <QWidget>

namespace causeway::ui {

/// An icon in a layout, painted anew each time so that it follows the theme. It says nothing to assistive
/// technology: the words beside it do.
class IconMark : public QWidget {
public:
    /// token: a name of tokens.json; side in device-independent pixels.
    IconMark(QString name, std::string token, int side, QWidget* parent)
        : QWidget(parent), name_(std::move(name)), token_(std::move(token)), side_(side) {
        setFixedSize(side, side);
    }

protected:
    void paintEvent(QPaintEvent*) override {
        QPainter painter(this);
        painter.drawPixmap(
            0, 0, iconPixmap(name_, theme().colour(token_), side_, devicePixelRatioF(), theme().surface));
    }

private:
    QString name_;
    std::string token_;
    int side_;
};

} // namespace causeway::ui
