// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/audit/audit_exports.h"

#include "build_info.h"
#include "core/audit/audit.h"
#include "core/audit/audit_sarif.h"
#include "core/audit/audit_text.h"
#include "ui/kit/save_file.h"

#include <QCoreApplication>

namespace causeway::ui {
namespace {

QString tr(const char* text) {
    return QCoreApplication::translate("AuditExport", text);
}

QByteArray bytesOf(const Json& json) {
    return QByteArray::fromStdString(json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n");
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
    return saveAs(parent, tr("findings"),
                  tr("CSV (*.csv);;Markdown (*.md);;JSON (*.json);;SARIF 2.1.0 (*.sarif)"),
                  [&report](const QString& path) { return auditBytes(report, path); });
}

} // namespace causeway::ui
