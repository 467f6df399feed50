// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/audit/audit_exports.h"

#include "build_info.h"
#include "core/audit/audit.h"
#include "core/audit/audit_sarif.h"
#include "core/audit/audit_text.h"

#include <QCoreApplication>
#include <QFileDialog>
#include <QFileInfo>
#include <QMessageBox>
#include <QSaveFile>

namespace causeway::ui {
namespace {

QString tr(const char* text) {
    return QCoreApplication::translate("AuditExport", text);
}

QByteArray bytesOf(const Json& json) {
    return QByteArray::fromStdString(json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n");
}

/// "name.md" for a name without an ending when Markdown was chosen.
QString withEnding(const QString& path, const QString& filter) {
    if (QFileInfo(path).fileName().contains('.'))
        return path;
    const auto from = filter.indexOf("*.") + 1;
    return path + filter.mid(from, filter.indexOf(')') - from);
}

} // namespace

QByteArray auditBytes(const AuditReport& report, const QString& path) {
    if (path.endsWith(".json", Qt::CaseInsensitive))
        return bytesOf(toJson(report));
    if (path.endsWith(".sarif", Qt::CaseInsensitive))
        return bytesOf(auditSarif(report, "en", kVersion));
    return QByteArray::fromStdString(path.endsWith(".md", Qt::CaseInsensitive) ? auditMarkdown(report, "en")
                                                                               : auditCsv(report, "en"));
}

bool exportAudit(QWidget* parent, const AuditReport& report) {
    QString chosen;
    const auto asked = QFileDialog::getSaveFileName(
        parent, tr("Export"), tr("findings") + ".csv",
        tr("CSV (*.csv);;Markdown (*.md);;JSON (*.json);;SARIF 2.1.0 (*.sarif)"), &chosen);
    if (asked.isEmpty())
        return false;
    const auto path = withEnding(asked, chosen);
    const auto bytes = auditBytes(report, path);
    QSaveFile file(path);
    if (file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() && file.commit())
        return true;
    QMessageBox::warning(parent, "Causeway", tr("Cannot write %1: %2").arg(path, file.errorString()));
    return false;
}

} // namespace causeway::ui
