// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/table_view.h"

#include "ui/theme/theme_manager.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QKeyEvent>
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

QString csvCell(QString text) {
    bool isNumber = false;
    text.toDouble(&isNumber);
    if (!text.isEmpty() && !isNumber && QStringLiteral("=+-@\t\r").contains(text.front()))
        text.prepend('\'');
    if (text.contains('"') || text.contains(',') || text.contains('\n') || text.contains('\r'))
        return '"' + text.replace('"', "\"\"") + '"';
    return text;
}

QString cellText(QString text, TableText form) {
    switch (form) {
    case TableText::Csv:
        return csvCell(std::move(text));
    case TableText::Markdown:
        return text.replace('\\', "\\\\").replace('|', "\\|").replace('\n', ' ');
    case TableText::Tsv:
        break;
    }
    return text.replace('\t', ' ').replace('\n', ' ');
}

QString lineOf(const QStringList& cells, TableText form) {
    if (form == TableText::Markdown)
        return "| " + cells.join(" | ") + " |\n";
    return cells.join(form == TableText::Csv ? "," : "\t") + "\n";
}

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
    if (event->matches(QKeySequence::Copy) && model()) {
        QList<int> rows;
        for (const QModelIndex& index : selectionModel()->selectedRows())
            rows << index.row();
        std::sort(rows.begin(), rows.end());
        if (!rows.isEmpty())
            QGuiApplication::clipboard()->setText(tableText(*model(), TableText::Tsv, rows));
        return;
    }
    QTableView::keyPressEvent(event);
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

QString tableText(const QAbstractItemModel& model, TableText form, const QList<int>& rows) {
    QStringList titles, rules;
    for (int column = 0; column < model.columnCount(); ++column) {
        titles << cellText(model.headerData(column, Qt::Horizontal).toString(), form);
        rules << "---";
    }
    QString text = lineOf(titles, form);
    if (form == TableText::Markdown)
        text += lineOf(rules, form);
    const int count = rows.isEmpty() ? model.rowCount() : int(rows.size());
    for (int i = 0; i < count; ++i) {
        const int row = rows.isEmpty() ? i : rows[i];
        QStringList cells;
        for (int column = 0; column < model.columnCount(); ++column) {
            const QModelIndex index = model.index(row, column);
            QString cell = index.data(NotAssessedRole).toBool() ? TableView::tr("not assessed")
                                                                : index.data().toString();
            if (const QString second = index.data(SecondLineRole).toString(); !second.isEmpty())
                cell += "; " + second;
            cells << cellText(cell, form);
        }
        text += lineOf(cells, form);
    }
    return text;
}

} // namespace causeway::ui
