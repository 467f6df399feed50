// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/sources/source_panel.h"

#include "ui/kit/buttons.h"
#include "ui/kit/label.h"
#include "ui/kit/table_view.h"
#include "ui/pages/sources/source_model.h"
#include "ui/pages/sources/source_words.h"
#include "ui/pages/start/drop_place.h"

#include <QDragEnterEvent>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QMimeData>

namespace causeway::ui {
namespace {

QStringList localFiles(const QMimeData* data) {
    QStringList files;
    for (const auto& url : data->urls())
        if (url.isLocalFile())
            files << url.toLocalFile();
    return files;
}

} // namespace

SourcePanel::SourcePanel(Workbench& workbench, QWidget* parent)
    : Card(tr("Servers and files"), {}, parent), workbench_(workbench), model_(new SourceModel(this)) {
    setFlush();
    setAcceptDrops(true);
    setMinimumWidth(288);
    list_ = new TableView(tr("Servers and files"), this);
    list_->setModel(model_);
    list_->setLines(2);
    list_->horizontalHeader()->hide();
    list_->setStretchColumn(0);
    list_->setSelectionMode(QAbstractItemView::SingleSelection);
    body()->addWidget(list_, 1);
    nothing_ = makeParagraph(tr("Nothing read yet. Collect from a server, or import what the client sent."),
                             TextRole::Body, "muted", this);
    nothing_->setContentsMargins(metrics().inside, 0, metrics().inside, 0);
    body()->addWidget(nothing_);
    body()->addStretch(0);
    remark_ = makeParagraph({}, TextRole::Small, "muted", this);
    remark_->setObjectName("source-remark");
    remark_->setContentsMargins(metrics().inside, 0, metrics().inside, 0);
    body()->addWidget(remark_);
    body()->addWidget(makeLine(this));
    body()->addWidget(makeImport());
    connect(list_->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &SourcePanel::showCurrent);
    connect(&workbench_, &Workbench::snapshotChanged, this, &SourcePanel::refresh);
    refresh();
}

QWidget* SourcePanel::makeImport() {
    auto* box = new QWidget(this);
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(metrics().inside, metrics().stepTiny, metrics().inside, metrics().inside);
    column->setSpacing(metrics().step);
    auto* drop = new DropPlace(tr("Drop files or a folder here"), tr("Dumps, logs, SHOW output"), box);
    drop->layout()->setContentsMargins(12, 12, 12, 12);
    drop->layout()->setSpacing(12);
    column->addWidget(drop);
    column->addWidget(makeLabel(tr("The files describe the server"), TextRole::SmallMedium, "muted", box));
    name_ = new QLineEdit(box);
    name_->setObjectName("file-server");
    name_->setPlaceholderText(tr("Its name, such as shop-db-1"));
    name_->setAccessibleName(tr("Server that the files describe"));
    column->addWidget(name_);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(metrics().step);
    auto* files = makeButton(tr("Import files…"), "file", ButtonKind::Default, box);
    auto* folder = makeButton(tr("Folder…"), "folder", ButtonKind::Default, box);
    files->setObjectName("import-files");
    folder->setObjectName("import-folder");
    buttons->addWidget(files);
    buttons->addWidget(folder);
    buttons->addStretch(1);
    column->addLayout(buttons);
    connect(files, &QPushButton::clicked, this, &SourcePanel::chooseFiles);
    connect(folder, &QPushButton::clicked, this, &SourcePanel::chooseFolder);
    return box;
}

QString SourcePanel::serverName() const {
    const auto name = name_->text().trimmed();
    return name.isEmpty() ? QStringLiteral("server") : name;
}

void SourcePanel::refresh() {
    const auto snapshot = workbench_.snapshot();
    model_->setSnapshot(snapshot);
    const bool any = model_->rowCount() > 0;
    list_->setVisible(any);
    nothing_->setVisible(!any);
    if (snapshot && !snapshot->servers.empty() && !name_->isModified())
        name_->setText(QString::fromStdString(snapshot->servers.front().id));
    showCurrent();
}

void SourcePanel::showCurrent() {
    const auto index = list_->currentIndex();
    QStringList lines;
    if (index.isValid()) {
        const auto& row = model_->row(index.row());
        if (row.server)
            lines << serverLine(*row.server);
        if (row.source) {
            lines << kindWord(row.source->kind) + ", " + momentText(row.source->captured);
            if (!row.source->remark.empty())
                lines << QString::fromStdString(row.source->remark);
            if (!row.source->sha256.empty())
                lines << tr("SHA-256 %1…").arg(QString::fromStdString(row.source->sha256).left(16));
        }
    }
    remark_->setText(lines.join("\n"));
    remark_->setVisible(!lines.isEmpty());
}

void SourcePanel::chooseFiles() {
    const auto paths = QFileDialog::getOpenFileNames(this, tr("Import files"));
    if (!paths.isEmpty())
        emit filesChosen(paths);
}

void SourcePanel::chooseFolder() {
    const auto path = QFileDialog::getExistingDirectory(this, tr("Import a folder"));
    if (!path.isEmpty())
        emit filesChosen({path});
}

void SourcePanel::dragEnterEvent(QDragEnterEvent* event) {
    // An engagement is opened by the window, which takes what this panel does not.
    const auto files = localFiles(event->mimeData());
    if (!files.isEmpty() && !files.first().endsWith(".causeway", Qt::CaseInsensitive))
        event->acceptProposedAction();
    else
        event->ignore();
}

void SourcePanel::dropEvent(QDropEvent* event) {
    event->acceptProposedAction();
    emit filesChosen(localFiles(event->mimeData()));
}

} // namespace causeway::ui
