// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"
#include "ui/kit/picture_menu.h"
#include "ui/kit/save_file.h"
#include "ui/kit/table_export.h"
#include "ui/pages/roadmap/gantt_view.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QMenu>
#include <QPainter>
#include <QStandardItemModel>

namespace causeway::ui {
namespace {

QString qt(const std::string& text) {
    return QString::fromStdString(text);
}

} // namespace

QByteArray GanttView::picture(const QString& path) const {
    const QSize size(viewport()->width(), wholeHeight());
    return drawingBytes({"plan", accessibleName(), size,
                         [&](QPainter& painter) {
                             paintPlan(painter, 0, size.height());
                         }},
                        path);
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
