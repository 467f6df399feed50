// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/table_view.h"
#include "ui/pages/readiness/object_model.h"
#include "ui/pages/readiness/readiness_page.h"

#include <QFileDialog>
#include <QMessageBox>
#include <QSaveFile>

namespace causeway::ui {

void ReadinessPage::saveTo(const QString& path) const {
    const auto* report = model_->report();
    if (!report)
        return;
    const bool csv = path.endsWith(".csv", Qt::CaseInsensitive),
               md = path.endsWith(".md", Qt::CaseInsensitive);
    const auto bytes = csv || md ? tableText(*model_, csv ? TableText::Csv : TableText::Markdown).toUtf8()
                                 : QByteArray::fromStdString(report->script());
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit())
        throw Error(ErrorCode::Storage, "cannot write " + path.toStdString(),
                    file.errorString().toStdString(), "choose another folder or name");
}

bool ReadinessPage::exportResult() {
    if (!model_->report())
        return false;
    const auto path = QFileDialog::getSaveFileName(
        this, tr("Export"), QString::fromStdString(model_->report()->server) + ".sql",
        tr("PostgreSQL script (*.sql);;List of objects, CSV (*.csv);;List of objects, Markdown (*.md)"));
    if (path.isEmpty())
        return false;
    try {
        saveTo(path);
        return true;
    } catch (const Error& e) {
        QMessageBox::warning(this, "Causeway",
                             QString::fromStdString(std::string(e.what()) + "\n" + e.next()));
        return false;
    }
}

} // namespace causeway::ui
