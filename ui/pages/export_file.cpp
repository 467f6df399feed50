// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/export_file.h"

#include "ui/kit/table_view.h"

#include <QFileDialog>
#include <QMessageBox>
#include <QSaveFile>

namespace causeway::ui {

bool exportTable(QWidget* parent, const QAbstractItemModel& model, const QString& name) {
    const auto path = QFileDialog::getSaveFileName(parent, QObject::tr("Export"), name + ".csv",
                                                   QObject::tr("CSV (*.csv);;Markdown (*.md)"));
    if (path.isEmpty())
        return false;
    const auto form = path.endsWith(".md", Qt::CaseInsensitive) ? TableText::Markdown : TableText::Csv;
    QSaveFile file(path);
    const auto bytes = tableText(model, form).toUtf8();
    if (file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() && file.commit())
        return true;
    QMessageBox::warning(parent, "Causeway",
                         QObject::tr("Cannot write %1: %2").arg(path, file.errorString()));
    return false;
}

} // namespace causeway::ui
