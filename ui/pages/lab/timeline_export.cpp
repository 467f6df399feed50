// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/picture_menu.h"
#include "ui/pages/lab/timeline_bar.h"

#include <QContextMenuEvent>
#include <QPainter>
#include <QStandardItemModel>

namespace causeway::ui {
namespace {

QString sinceFault(double seconds, const RunTimeline& line) {
    return QString::number(seconds - line.fault, 'f', 3);
}

} // namespace

Drawing TimelineBar::drawing() const {
    return {"run", accessibleName(), size(), [this](QPainter& painter) {
                paintStretches(painter);
                paintMarks(painter);
                paintAxis(painter);
            }};
}

std::unique_ptr<QAbstractItemModel> TimelineBar::values() const {
    auto model = std::make_unique<QStandardItemModel>();
    model->setHorizontalHeaderLabels(
        {tr("From, s after the fault"), tr("To, s after the fault"), tr("What")});
    const auto add = [&](const QString& from, const QString& to, const QString& words) {
        model->appendRow({new QStandardItem(from), new QStandardItem(to), new QStandardItem(words)});
    };
    for (const auto& s : timeline_.stretches)
        add(sinceFault(s.from, timeline_), sinceFault(s.to, timeline_), s.words);
    for (const auto& m : timeline_.marks)
        add(sinceFault(m.at, timeline_), {}, m.words);
    return model;
}

void TimelineBar::contextMenuEvent(QContextMenuEvent* event) {
    if (!timeline_.stretches.empty())
        showPictureMenu(this, *event, drawing(), values());
}

} // namespace causeway::ui
