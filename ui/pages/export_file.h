// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

class QAbstractItemModel;
class QWidget;

namespace causeway::ui {

/// Asks where, and writes the model's rows as CSV or Markdown by the file's ending. False when the user
/// chose nothing or the file could not be written, which is then said in a box.
bool exportTable(QWidget* parent, const QAbstractItemModel& model, const QString& name);

} // namespace causeway::ui
