// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"
#include "ui/kit/save_file.h"
#include "ui/kit/table_export.h"
#include "ui/pages/roadmap/gantt_view.h"

#include <QBuffer>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QMenu>
#include <QPainter>
#include <QStandardItemModel>
#include <QSvgGenerator>

namespace causeway::ui {
namespace {

QString qt(const std::string& text) {
    return QString::fromStdString(text);
}

QImage imageOf(const QSize& size, const std::function<void(QPainter&)>& paint) {
    QImage image(size * 2, QImage::Format_RGB32);
    QPainter painter(&image);
    painter.scale(2, 2);
    paint(painter);
    return image;
}

} // namespace

QByteArray GanttView::picture(const QString& path) const {
    const QSize size(viewport()->width(), wholeHeight());
    const auto paint = [&](QPainter& painter) {
        painter.setRenderHint(QPainter::Antialiasing);
        paintPlan(painter, 0, size.height());
    };
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    if (!path.endsWith(".svg", Qt::CaseInsensitive)) {
        imageOf(size, paint).save(&buffer, "PNG");
        return bytes;
    }
    QSvgGenerator generator;
    generator.setOutputDevice(&buffer);
    generator.setSize(size);
    generator.setViewBox(QRect(QPoint(0, 0), size));
    generator.setTitle(accessibleName());
    QPainter painter(&generator);
    paint(painter);
    painter.end();
    return bytes;
}

std::unique_ptr<QStandardItemModel> GanttView::tasks() const {
    auto model = std::make_unique<QStandardItemModel>();
    model->setHorizontalHeaderLabels({tr("Id"), tr("Phase"), tr("Task"), tr("Role"), tr("Effort from, h"),
                                      tr("Effort to, h"), tr("Start"), tr("Finish"), tr("Critical path"),
                                      tr("Depends on"), tr("Done when")});
    for (const auto& row : rows_) {
        if (!row.task)
            continue;
        const Task& t = *row.task;
        QList<QStandardItem*> items;
        for (const auto& text :
             {qt(t.id), qt(row.phase->title), qt(t.title), qt(t.role), QString::number(t.effort.low),
              QString::number(t.effort.high), qt(toIso(t.start)), qt(toIso(t.finish)),
              t.critical ? tr("yes") : tr("no"), qt(join(t.dependsOn, ", ")), qt(t.acceptance)})
            items << new QStandardItem(text);
        model->appendRow(items);
    }
    return model;
}

void GanttView::contextMenuEvent(QContextMenuEvent* event) {
    if (rows_.empty())
        return;
    auto* menu = new QMenu(this);
    menu->setObjectName("gantt-menu");
    menu->setAttribute(Qt::WA_DeleteOnClose);
    auto* table = tasks().release();
    table->setParent(menu);
    menu->addAction(tr("Copy the picture"), this, [this] {
        QGuiApplication::clipboard()->setImage(QImage::fromData(picture("a.png"), "PNG"));
    });
    menu->addAction(tr("Save the picture…"), this, [this] {
        saveAs(this, "plan", tr("SVG (*.svg);;PNG (*.png)"),
               [this](const QString& path) { return picture(path); });
    });
    menu->addSeparator();
    addTableActions(*menu, this, *table, "tasks");
    menu->popup(event->reason() == QContextMenuEvent::Keyboard ? mapToGlobal(QPoint(24, 24))
                                                               : event->globalPos());
}

} // namespace causeway::ui
