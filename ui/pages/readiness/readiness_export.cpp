// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/label.h"
#include "ui/kit/table_view.h"
#include "ui/pages/readiness/object_model.h"
#include "ui/pages/readiness/readiness_page.h"

#include <QDir>
#include <QFileDialog>
#include <QMenu>
#include <QMessageBox>
#include <QPushButton>
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

void ReadinessPage::makeExportMenu(QPushButton* button) {
    auto* menu = new QMenu(button);
    menu->setToolTipsVisible(true);
    auto* script = menu->addAction(tr("Script or list of objects..."), this, &ReadinessPage::exportResult);
    script->setObjectName("export-script");
    script->setToolTip(tr("The whole conversion as a script for psql, or the objects as CSV or Markdown"));
    auto* move = menu->addAction(tr("Files of the move..."), this, [this] {
        const auto folder = QFileDialog::getExistingDirectory(this, tr("Where the folder \"move\" is made"));
        if (!folder.isEmpty()) // one of their own: what the chosen folder holds stays as it is
            writeMoveTo(QDir(folder).filePath("move"));
    });
    move->setObjectName("export-move");
    move->setToolTip(
        tr("What moves the rows: plan, scripts before and after the load, copy script, pgloader, "
           "Debezium, comparison of both sides, and a README with their order"));
    move->setVisible(bool(workbench().services().moveFiles));
    button->setMenu(menu);
}

void ReadinessPage::writeMoveTo(const QString& folder) {
    const auto* report = model_->report();
    if (auto* task = report ? workbench().writeMove(report->server, folder.toStdString()) : nullptr)
        connect(task, &Task::finished, this, [this, task, folder] { tellWritten(task, folder); });
}

void ReadinessPage::tellWritten(Task* task, const QString& folder) {
    setTone(verifyNote_, task->error() ? "high" : "muted");
    verifyNote_->setText(task->error() ? QString::fromStdString(task->error()->what())
                                       : tr("The files of the move are in %1; begin with README.txt.")
                                             .arg(QDir::toNativeSeparators(folder)));
    verifyNote_->setVisible(task->state() != Task::State::Cancelled);
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
