// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/picture_menu.h"

#include "ui/kit/save_file.h"
#include "ui/kit/table_export.h"
#include "ui/theme/theme_manager.h"

#include <QAbstractItemModel>
#include <QBuffer>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QCoreApplication>
#include <QGuiApplication>
#include <QImage>
#include <QMenu>
#include <QPainter>
#include <QSvgGenerator>

namespace causeway::ui {
namespace {

QString words(const char* text) {
    return QCoreApplication::translate("PictureMenu", text);
}

void paintOn(QPainter& painter, const Drawing& drawing) {
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(QRect(QPoint(0, 0), drawing.size), theme().surface);
    drawing.paint(painter);
}

QImage imageOf(const Drawing& drawing) {
    QImage image(drawing.size * 2, QImage::Format_RGB32);
    QPainter painter(&image);
    painter.scale(2, 2);
    paintOn(painter, drawing);
    return image;
}

} // namespace

QByteArray drawingBytes(const Drawing& drawing, const QString& path) {
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    if (!path.endsWith(".svg", Qt::CaseInsensitive)) {
        imageOf(drawing).save(&buffer, "PNG");
        return bytes;
    }
    QSvgGenerator generator;
    generator.setOutputDevice(&buffer);
    generator.setSize(drawing.size);
    generator.setViewBox(QRect(QPoint(0, 0), drawing.size));
    generator.setTitle(drawing.title);
    QPainter painter(&generator);
    paintOn(painter, drawing);
    painter.end();
    return bytes;
}

void showPictureMenu(QWidget* owner, const QContextMenuEvent& event, const Drawing& drawing,
                     std::unique_ptr<QAbstractItemModel> values) {
    auto* menu = new QMenu(owner);
    menu->setObjectName("picture-menu");
    menu->setAttribute(Qt::WA_DeleteOnClose);
    auto* table = values.release();
    table->setParent(menu);
    menu->addAction(words("Copy the picture"), owner,
                    [drawing] { QGuiApplication::clipboard()->setImage(imageOf(drawing)); });
    menu->addAction(words("Save the picture…"), owner, [owner, drawing] {
        saveAs(owner, drawing.name, words("SVG (*.svg);;PNG (*.png)"),
               [&](const QString& path) { return drawingBytes(drawing, path); });
    });
    menu->addSeparator();
    addTableActions(*menu, owner, *table, drawing.name);
    menu->popup(event.reason() == QContextMenuEvent::Keyboard ? owner->mapToGlobal(QPoint(24, 24))
                                                              : event.globalPos());
}

} // namespace causeway::ui
