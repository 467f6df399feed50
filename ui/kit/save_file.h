// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <functional>

class QByteArray;
class QWidget;

namespace causeway::ui {

/// Asks where, and writes what `bytes` makes for the chosen path; a name without an ending takes that of the
/// chosen filter, "CSV (*.csv);;Markdown (*.md)". False when the user chose nothing or the file could not be
/// written, which is then said in a box.
bool saveAs(QWidget* parent, const QString& name, const QString& filters,
            const std::function<QByteArray(const QString& path)>& bytes);
/// "a.md" for "a" and the filter "Markdown (*.md)".
QString withEnding(const QString& path, const QString& filter);

} // namespace causeway::ui
