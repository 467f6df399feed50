// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/report/document.h"
#include "ui/print/page_canvas.h"

#include <QByteArray>

namespace causeway::ui {

/// Adds to a drawn PDF what Qt cannot write: nested bookmarks, links within it and to https addresses, its
/// language, Info and XMP data with the snapshot's time in place of the clock, and an ID computed from the
/// content. Throws Error(Internal) when the drawn bytes are no PDF.
QByteArray finishPdf(const QByteArray& drawn, const report::Document& document, const PageMarks& marks);

} // namespace causeway::ui
