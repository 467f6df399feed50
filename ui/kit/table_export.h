// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

class QAbstractItemModel;
class QMenu;
class QWidget;

namespace causeway::ui {

enum class TableText { Tsv, Csv, Markdown };
/// The model's rows (all, or those given) with their headers. A CSV cell that a spreadsheet would run as a
/// formula (it begins with = + - @ and is no number) is preceded by an apostrophe.
QString tableText(const QAbstractItemModel& model, TableText form, const QList<int>& rows = {});

/// One cell of RFC 4180, guarded as above.
QString csvCell(QString text);

/// Asks where, and writes the model's rows as CSV, TSV or Markdown by the file's ending. False when the user
/// chose nothing or the file could not be written, which is then said in a box.
bool exportTable(QWidget* parent, const QAbstractItemModel& model, const QString& name);

/// Adds the actions that every table has: copy the whole as TSV, CSV or Markdown, save it. The model must
/// live as long as the menu.
void addTableActions(QMenu& menu, QWidget* parent, const QAbstractItemModel& model, const QString& name);

} // namespace causeway::ui
