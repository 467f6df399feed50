// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/table_view.h"

#include "ui/theme/theme_manager.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QMenu>
#include <QMouseEvent>
#include <QPainter>

namespace causeway::ui {
namespace {

/// Aligns each title as its column's first cell, unless the model says otherwise.
class Header : public QHeaderView {
public:
    explicit Header(QWidget* parent) : QHeaderView(Qt::Horizontal, parent) {}

protected:
    void initStyleOptionForIndex(QStyleOptionHeader* option, int section) const override {
        QHeaderView::initStyleOptionForIndex(option, section);
        if (!model() || model()->headerData(section, Qt::Horizontal, Qt::TextAlignmentRole).isValid())
            return;
        const QVariant cell =
            model()->rowCount() ? model()->index(0, section).data(Qt::TextAlignmentRole) : QVariant();
        option->textAlignment =
            cell.isValid() ? Qt::Alignment(cell.toInt()) : Qt::AlignLeft | Qt::AlignVCenter;
    }
};

} // namespace

TableView::TableView(const QString& name, QWidget* parent) : QTableView(parent) {
    setAccessibleName(name);
    auto* header = new Header(this);
    header->setFont(textFont(TextRole::SmallMedium));
    header->setHighlightSections(false);
    header->setSectionsClickable(true);
    header->setFixedHeight(std::max(metrics().tableHeader, QFontMetrics(header->font()).height() + 12));
    setHorizontalHeader(header);
    verticalHeader()->hide();
    setItemDelegate(new TableDelegate(this));
    setShowGrid(false);
    setFrameShape(QFrame::NoFrame);
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setSelectionMode(QAbstractItemView::ExtendedSelection);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setWordWrap(false);
    setMouseTracking(true);
    setTabKeyNavigation(false);
    setLines(1);
}

void TableView::setLines(int lines) {
    const QFontMetrics body(textFont(TextRole::Body)), caption(textFont(TextRole::Caption));
    const int wanted = lines == 1 ? metrics().row : metrics().rowTwoLines;
    const int needed = body.height() + (lines == 1 ? 8 : caption.height() + 14);
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setDefaultSectionSize(std::max(wanted, needed));
}

void TableView::setStretchColumn(int column) {
    horizontalHeader()->setSectionResizeMode(column, QHeaderView::Stretch);
}

void TableView::keyPressEvent(QKeyEvent* event) {
    if (event->matches(QKeySequence::Copy) && model())
        return copyRows();
    QTableView::keyPressEvent(event);
}

void TableView::copyRows() {
    QList<int> rows;
    for (const QModelIndex& index : selectionModel()->selectedRows())
        rows << index.row();
    std::sort(rows.begin(), rows.end());
    if (!rows.isEmpty())
        QGuiApplication::clipboard()->setText(tableText(*model(), TableText::Tsv, rows));
}

void TableView::contextMenuEvent(QContextMenuEvent* event) {
    if (!model() || model()->rowCount() == 0)
        return;
    auto* menu = new QMenu(this);
    menu->setObjectName("table-menu");
    menu->setAttribute(Qt::WA_DeleteOnClose);
    auto* rows = menu->addAction(tr("Copy the chosen rows"), this, &TableView::copyRows);
    rows->setEnabled(selectionModel()->hasSelection());
    menu->addSeparator();
    addTableActions(*menu, this, *model(), accessibleName());
    menu->popup(event->reason() == QContextMenuEvent::Keyboard ? mapToGlobal(QPoint(24, 24))
                                                               : event->globalPos());
}

void TableView::mouseMoveEvent(QMouseEvent* event) {
    setHovered(rowAt(event->position().toPoint().y()));
    QTableView::mouseMoveEvent(event);
}

void TableView::leaveEvent(QEvent* event) {
    setHovered(-1);
    QTableView::leaveEvent(event);
}

void TableView::setHovered(int row) {
    if (row == hovered_)
        return;
    hovered_ = row;
    viewport()->update();
}

} // namespace causeway::ui
