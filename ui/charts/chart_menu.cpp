// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chart_view.h"
#include "ui/kit/save_file.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QMenu>

namespace causeway::ui {

void ChartView::save(const char* ending, const char* filter) {
    saveAs(this, QString::fromStdString(spec_.id.empty() ? "chart" : spec_.id) + ending, tr(filter),
           [this](const QString& path) { return chartBytes(picture(), path); });
}

QMenu* ChartView::makeMenu() {
    auto* menu = new QMenu(this);
    menu->setObjectName("chart-menu");
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(tr("Copy the picture"), this,
                    [this] { QGuiApplication::clipboard()->setImage(chartImage(picture())); });
    menu->addAction(tr("Copy the values"), this, [this] {
        QGuiApplication::clipboard()->setText(QString::fromStdString(chartTable(shown_, '\t')));
    });
    menu->addSeparator();
    menu->addAction(tr("Save as SVG…"), this, [this] { save(".svg", QT_TR_NOOP("SVG (*.svg)")); });
    menu->addAction(tr("Save as PNG…"), this, [this] { save(".png", QT_TR_NOOP("PNG (*.png)")); });
    menu->addAction(tr("Save the values…"), this,
                    [this] { save(".csv", QT_TR_NOOP("CSV (*.csv);;TSV (*.tsv)")); });
    menu->addSeparator();
    const auto view = [&](const QString& text, const QString& key, bool enabled, auto act) {
        // The key is written, not bound: the chart takes it itself while it has the focus.
        auto* action = menu->addAction(text + "\t" + key, this, act);
        action->setEnabled(enabled);
        return action;
    };
    view(tr("Zoom in"), "+", canZoom(), [this] { zoom(0.7); });
    view(tr("Zoom out"), "−", span_.has_value(), [this] { zoom(1 / 0.7); });
    view(tr("Fit"), "0", span_.has_value(), [this] { setSpan(std::nullopt); });
    auto* log = view(tr("Logarithmic axis"), "L", true, [this] { setLog(!isLog()); });
    log->setCheckable(true);
    log->setChecked(isLog());
    if (spec_.series.size() > 1) {
        menu->addSection(tr("Series"));
        for (std::size_t i = 0; i < spec_.series.size(); ++i) {
            auto* action = menu->addAction(QString::fromStdString(spec_.series[i].name), this,
                                           [this, i] { setHidden(i, !isHidden(i)); });
            action->setCheckable(true);
            action->setChecked(!isHidden(i));
        }
    }
    return menu;
}

void ChartView::contextMenuEvent(QContextMenuEvent* event) {
    makeMenu()->popup(event->reason() == QContextMenuEvent::Keyboard ? mapToGlobal(QPoint(24, 24))
                                                                     : event->globalPos());
}

} // namespace causeway::ui
