// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/start/start_page.h"

#include "ui/kit/buttons.h"
#include "ui/kit/card.h"
#include "ui/kit/clear_layout.h"
#include "ui/kit/label.h"
#include "ui/kit/states.h"
#include "ui/pages/start/drop_place.h"
#include "ui/theme/theme_manager.h"
#include "ui/workbench/recent.h"

#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLocale>
#include <QStandardPaths>

namespace causeway::ui {
namespace {

constexpr int kColumn = 472; ///< width of the left column, as the look has it

QString shortPath(const QString& path) {
    const auto home = QDir::homePath();
    return path.startsWith(home + "/") ? "~" + path.mid(home.size()) : path;
}

QString when(const QDateTime& opened) {
    const auto days = opened.date().daysTo(QDate::currentDate());
    if (days == 0)
        return QObject::tr("today, %1").arg(opened.toString("HH:mm"));
    if (days == 1)
        return QObject::tr("yesterday");
    return QLocale(QLocale::English).toString(opened.date(), "d MMM");
}

} // namespace

StartPage::StartPage(Workbench& workbench, QWidget* parent)
    : Page(workbench, "start", tr("Start"), "start", parent) {
    auto* columns = new QHBoxLayout(this);
    columns->setContentsMargins(48, 80, 32, 32);
    columns->setSpacing(40);
    columns->addWidget(makePromise(), 0, Qt::AlignTop);
    columns->addWidget(makeRecents(), 1, Qt::AlignTop);
    connect(&workbench, &Workbench::engagementChanged, this, &StartPage::refreshRecents,
            Qt::QueuedConnection);
    connect(&workbench, &Workbench::criteriaChanged, this, &StartPage::refreshRecents, Qt::QueuedConnection);
    refreshRecents();
}

QWidget* StartPage::makePromise() {
    auto* left = new QWidget(this);
    left->setFixedWidth(kColumn);
    auto* column = new QVBoxLayout(left);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(12);
    column->addWidget(
        makeParagraph(tr("From a running MySQL to a roadmap you can defend"), TextRole::Hero, "text", left));
    column->addWidget(
        makeParagraph(tr("Audit the servers, prove the move, try the cluster, see when growth breaks it. "
                         "Every number keeps its evidence."),
                      TextRole::Body, "muted", left));
    column->addSpacing(12);
    auto* actions = new QHBoxLayout;
    actions->setSpacing(12);
    auto* sample = makeButton(tr("Open the sample"), "play", ButtonKind::Primary, left);
    auto* fresh = makeButton(tr("New engagement"), "add", ButtonKind::Default, left);
    auto* existing = makeButton(tr("Open…"), "folder", ButtonKind::Default, left);
    for (auto* button : {sample, fresh, existing}) {
        button->setProperty("size", "large");
        actions->addWidget(button);
    }
    sample->setObjectName("open-sample");
    sample->setVisible(!workbench().services().sampleFolder.empty());
    actions->addStretch(1);
    column->addLayout(actions);
    if (sample->isVisibleTo(left))
        column->addWidget(makeLabel(tr("A shop captured from a real server; no server needed."),
                                    TextRole::Small, "muted", left));
    failure_ = new QVBoxLayout;
    column->addLayout(failure_);
    column->addSpacing(16);
    column->addWidget(new DropPlace(tr("Drop a file anywhere in this window"),
                                    tr("Dump, slow log, SHOW output or .causeway engagement"), left));
    column->addSpacing(24);
    column->addWidget(makeLabel(tr("Or begin from the shell"), TextRole::SmallMedium, "muted", left));
    auto* shell = new Card({}, {}, left);
    auto* code = makeParagraph("causeway collect mysql://audit@shop-db-1 -e shop.causeway\n"
                               "causeway audit -e shop.causeway --fail-on high",
                               TextRole::Code, "text", shell);
    shell->body()->addWidget(code);
    column->addWidget(shell);
    connect(sample, &QPushButton::clicked, this, &StartPage::openSample);
    connect(fresh, &QPushButton::clicked, this, &StartPage::create);
    connect(existing, &QPushButton::clicked, this, &StartPage::choose);
    return left;
}

QWidget* StartPage::makeRecents() {
    auto* right = new QWidget(this);
    auto* column = new QVBoxLayout(right);
    column->setContentsMargins(0, 4, 0, 0);
    column->setSpacing(16);
    column->addWidget(makeLabel(tr("Recent engagements"), TextRole::Object, "text", right));
    auto* card = new Card({}, {}, right);
    card->setFlush();
    rows_ = new QVBoxLayout;
    rows_->setSpacing(0);
    card->body()->addLayout(rows_);
    column->addWidget(card);
    return right;
}

void StartPage::refreshRecents() {
    clearLayout(rows_);
    const auto files = recent::list();
    for (const auto& file : files) {
        if (rows_->count() > 0)
            rows_->addWidget(makeLine(this));
        rows_->addWidget(recentRow(file));
    }
    if (files.isEmpty())
        rows_->addWidget(new EmptyState("folder", tr("Nothing opened yet"),
                                        tr("The sample shows an audit of a real 2009 shop, what its move to "
                                           "PostgreSQL takes, and the date its machine gives out."),
                                        this));
}

QWidget* StartPage::recentRow(const RecentFile& file) {
    auto* row = new QWidget(this);
    auto* layout = new QHBoxLayout(row);
    layout->setContentsMargins(12, 8, 12, 8);
    layout->setSpacing(8);
    const bool there = QFileInfo::exists(file.path);
    auto* pin = makeToolButton(there ? "pin" : "sev-na", file.pinned ? tr("Unpin") : tr("Pin"), row);
    pin->setCheckable(true);
    pin->setChecked(file.pinned);
    connect(pin, &QToolButton::clicked, this, [this, file] {
        recent::setPinned(file.path, !file.pinned);
        refreshRecents();
    });
    layout->addWidget(pin);
    auto* words = new QVBoxLayout;
    words->setSpacing(2);
    const auto name = file.client.isEmpty() ? QFileInfo(file.path).completeBaseName() : file.client;
    auto* title = makeButton(name, {}, ButtonKind::Link, row);
    title->setFont(textFont(TextRole::BodyStrong));
    title->setEnabled(there);
    title->setAccessibleName(tr("Open %1").arg(name));
    words->addWidget(title, 0, Qt::AlignLeft);
    auto* place =
        new ElidedLabel(there ? shortPath(file.path) : tr("File not found: %1").arg(shortPath(file.path)),
                        TextRole::Caption, "muted", row);
    place->setIndent(3); // below the letters of the title, whose button has an edge
    words->addWidget(place);
    layout->addLayout(words, 1);
    layout->addWidget(makeLabel(when(file.opened), TextRole::Small, "muted", row));
    auto* remove = makeToolButton("close", tr("Remove from the list"), row);
    connect(remove, &QToolButton::clicked, this, [this, path = file.path] {
        recent::remove(path);
        refreshRecents();
    });
    layout->addWidget(remove);
    connect(title, &QPushButton::clicked, this, [this, path = file.path] { open(path, false); });
    return row;
}

void StartPage::openSample() {
    const QDir folder(QStandardPaths::writableLocation(QStandardPaths::AppDataLocation));
    const auto path = folder.filePath("sample.causeway");
    try {
        if (!folder.mkpath("."))
            throw Error(ErrorCode::Storage, "cannot make the folder " + folder.path().toStdString());
        if (QFileInfo::exists(path))
            workbench().open(path);
        if (!workbench().snapshot() || workbench().path() != path)
            workbench().openSample(path);
        emit navigate(workbench().snapshot() ? "audit" : "sources");
    } catch (const Error& e) {
        showFailure(e);
    }
}

void StartPage::create() {
    auto path = QFileDialog::getSaveFileName(this, tr("New engagement"), {}, tr("Engagements (*.causeway)"));
    if (!path.isEmpty())
        open(path.endsWith(".causeway") ? path : path + ".causeway", true);
}

void StartPage::choose() {
    const auto path =
        QFileDialog::getOpenFileName(this, tr("Open an engagement"), {}, tr("Engagements (*.causeway)"));
    if (!path.isEmpty())
        open(path, false);
}

void StartPage::open(const QString& path, bool create) {
    try {
        workbench().open(path, create);
        emit navigate(workbench().snapshot() ? "audit" : "sources");
    } catch (const Error& e) {
        showFailure(e);
    }
}

void StartPage::showFailure(const Error& error) {
    clearLayout(failure_);
    failure_->addWidget(new FailedState(error, this));
}

} // namespace causeway::ui
