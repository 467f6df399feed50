// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QSize>
#include <QString>

#include <functional>
#include <memory>

class QAbstractItemModel;
class QContextMenuEvent;
class QPainter;
class QWidget;

namespace causeway::ui {

/// What a widget draws, as it is handed on.
struct Drawing {
    QString name;  ///< of the file, without its ending
    QString title; ///< what it shows
    QSize size;
    std::function<void(QPainter&)> paint;
};

/// By the path's ending: .svg, else PNG at twice the size.
QByteArray drawingBytes(const Drawing& drawing, const QString& path);

/// The menu of a widget that draws: copy and save the picture; copy and save the values behind it.
void showPictureMenu(QWidget* owner, const QContextMenuEvent& event, const Drawing& drawing,
                     std::unique_ptr<QAbstractItemModel> values);

} // namespace causeway::ui
