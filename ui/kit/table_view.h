// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/kit/table_export.h"

#include <QStyledItemDelegate>
#include <QTableView>

namespace causeway::ui {

/// What a model tells the delegate beside DisplayRole; all optional.
enum TableRole {
    SecondLineRole = Qt::UserRole + 100, ///< QString: the muted line below
    SeverityRole,                        ///< QString "critical".."na": shape before the word
    ShareRole,                           ///< double 0..1: a bar before the number
    MonoRole,                            ///< bool: in Causeway Mono
    ToneRole,                            ///< QString, a token: colour of the text ("muted")
    IconRole,                            ///< QString: an icon's name before the text
    StrongRole,                          ///< bool: 600
    GroundRole,                          ///< QString, a token: the row's ground ("window")
    NotAssessedRole                      ///< bool: the dashed ring and "not assessed", whatever the text
};

/// Paints cells: two lines, severities, bars, figures at the right in Causeway Figures, the selection's edge.
class TableDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

/// QTableView as the look wants it: no grid, no zebra, whole rows, 32 px or two-line rows. Ctrl+C copies
/// the chosen rows as TSV; the context menu copies or saves the whole as TSV, CSV or Markdown.
class TableView : public QTableView {
    Q_OBJECT
public:
    /// name: what the table lists, for assistive technology.
    explicit TableView(const QString& name, QWidget* parent = nullptr);
    /// 1 or 2 lines a row.
    void setLines(int lines);
    /// That column takes the room that is left; others keep the width they are given.
    void setStretchColumn(int column);
    /// The row under the pointer, or -1.
    int hoveredRow() const { return hovered_; }

protected:
    void contextMenuEvent(QContextMenuEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;

private:
    void copyRows();
    void setHovered(int row);
    int hovered_ = -1;
};

} // namespace causeway::ui
