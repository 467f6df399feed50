// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/progress.h"
#include "core/report/document.h"

#include <QString>

namespace causeway::ui {

/// The report as A4 PDF with vector charts, bookmarks and links. Needs a QApplication (the offscreen platform
/// will do). Same document, same bytes. The file appears whole or not at all. Throws Error(Input) naming a
/// character that no font has, Error(Storage) when the file cannot be written.
void writePdf(const report::Document& document, const QString& path, Progress& progress);

/// The same as bytes, for the preview.
QByteArray renderPdf(const report::Document& document, Progress& progress);

} // namespace causeway::ui
