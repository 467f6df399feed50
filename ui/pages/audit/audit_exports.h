// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audit/finding.h"

#include <QByteArray>
#include <QString>

class QWidget;

namespace causeway::ui {

/// The report in the form of the file's ending: .csv, .md, .json or .sarif; CSV for any other.
QByteArray auditBytes(const AuditReport& report, const QString& path);
/// Asks where, and writes it. False when the user chose nothing or the file could not be written, which is
/// then said in a box.
bool exportAudit(QWidget* parent, const AuditReport& report);

} // namespace causeway::ui
