// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/save_file.h"

#include <QCoreApplication>
#include <QFileDialog>
#include <QFileInfo>
#include <QMessageBox>
#include <QSaveFile>

namespace causeway::ui {
namespace {

QString words(const char* text) {
    return QCoreApplication::translate("SaveFile", text);
}

} // namespace

QString withEnding(const QString& path, const QString& filter) {
    if (QFileInfo(path).fileName().contains('.'))
        return path;
    const auto from = filter.indexOf("*.") + 1;
    return path + filter.mid(from, filter.indexOf(')') - from);
}

bool saveAs(QWidget* parent, const QString& name, const QString& filters,
            const std::function<QByteArray(const QString& path)>& bytes) {
    QString chosen = filters.section(";;", 0, 0);
    const auto asked =
        QFileDialog::getSaveFileName(parent, words("Save"), withEnding(name, chosen), filters, &chosen);
    if (asked.isEmpty())
        return false;
    const auto path = withEnding(asked, chosen);
    const auto content = bytes(path);
    QSaveFile file(path);
    if (file.open(QIODevice::WriteOnly) && file.write(content) == content.size() && file.commit())
        return true;
    QMessageBox::warning(parent, "Causeway", words("Cannot write %1: %2").arg(path, file.errorString()));
    return false;
}

} // namespace causeway::ui
