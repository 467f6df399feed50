// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/roadmap/roadmap.h"

#include <QAbstractScrollArea>

#include <memory>

class QStandardItemModel;

namespace causeway::ui {

/// The plan as bars: tasks under their phases, the critical path in blue, slack in grey, gates as diamonds,
/// growth limits as red lines. The context menu copies and saves the plan as a
/// picture or a table.
class GanttView : public QAbstractScrollArea {
    Q_OBJECT
public:
    explicit GanttView(QWidget* parent = nullptr);
    void setPlan(const Roadmap& roadmap, std::vector<std::pair<QString, Date>> limits);
    QString selectedTask() const { return selected_; }
    /// The whole plan with its calendar, beyond what is scrolled to, by the path's ending: .svg, else PNG.
    QByteArray picture(const QString& path) const;
    /// One row a task, for tables.
    std::unique_ptr<QStandardItemModel> tasks() const;

signals:
    void taskSelected(const QString& id);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    bool viewportEvent(QEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;

private:
    struct Row {
        const Task* task = nullptr; ///< null: the phase's own row
        const Phase* phase = nullptr;
    };
    double xOf(Date date) const;
    int rowAt(int y) const;
    void select(int row);
    int wholeHeight() const;
    void paintPlan(QPainter& painter, int offset, int height) const;
    void paintCalendar(QPainter& painter, int height) const;
    void paintLimits(QPainter& painter, int height) const;
    void paintRow(QPainter& painter, const Row& row, const QRect& place) const;

    Roadmap roadmap_;
    std::vector<std::pair<QString, Date>> limits_;
    std::vector<Row> rows_;
    QString selected_;
};

} // namespace causeway::ui
