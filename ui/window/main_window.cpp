// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/main_window.h"

#include "ui/kit/label.h"
#include "ui/pages/pages.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme_manager.h"
#include "ui/window/environment_strip.h"
#include "ui/window/palette.h"
#include "ui/window/rail.h"
#include "ui/window/status_bar.h"
#include "ui/window/task_button.h"
#include "ui/workbench/recent.h"

#include <QCloseEvent>
#include <QCoreApplication>
#include <QDragEnterEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QMenuBar>
#include <QMessageBox>
#include <QMimeData>
#include <QSettings>
#include <QShortcut>
#include <QStackedWidget>
#include <QToolButton>

namespace causeway::ui {
namespace {

constexpr int kNarrow = 1280; ///< window width up to which the rail shows circles only

void showError(QWidget* parent, const Error& error) {
    QMessageBox box(QMessageBox::Warning, "Causeway", QString::fromStdString(error.summary()),
                    QMessageBox::Ok, parent);
    box.setInformativeText(
        QString::fromStdString(error.why() + (error.next().empty() ? "" : "\n" + error.next())));
    box.exec();
}

bool isEngagement(const QString& path) {
    return path.endsWith(".causeway", Qt::CaseInsensitive);
}

QString clientOf(const Workbench& workbench) {
    return QString::fromStdString(workbench.criteria().text("client").value_or(""));
}

} // namespace

MainWindow::MainWindow(Workbench& workbench, QWidget* parent) : QMainWindow(parent), workbench_(workbench) {
    setWindowTitle("Causeway");
    setMinimumSize(1100, 700);
    setAcceptDrops(true);
    auto* frame = new QWidget(this);
    auto* rows = new QVBoxLayout(frame);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(0);
    rows->addWidget(new EnvironmentStrip(workbench_, frame));
    auto* columns = new QHBoxLayout;
    columns->setSpacing(0);
    rail_ = new Rail(workbench_, frame);
    columns->addWidget(rail_);
    auto* right = new QVBoxLayout;
    right->setSpacing(0);
    right->addWidget(makeTopBar());
    stack_ = new QStackedWidget(frame);
    right->addWidget(stack_, 1);
    right->addWidget(new StatusBar(workbench_, frame));
    columns->addLayout(right, 1);
    rows->addLayout(columns, 1);
    setCentralWidget(frame);

    for (auto* p : makePages(workbench_))
        addPage(p);
    connect(rail_, &Rail::chosen, this, [this](const QString& id) { showPage(id); });
    connect(&workbench_, &Workbench::engagementChanged, this, [this] {
        const auto name = QFileInfo(workbench_.path()).fileName();
        setWindowTitle(name.isEmpty() ? "Causeway" : name + " – Causeway");
        if (workbench_.isOpen())
            recent::add(workbench_.path(), clientOf(workbench_));
    });
    connect(&workbench_, &Workbench::criteriaChanged, this, [this] {
        if (workbench_.isOpen())
            recent::rename(workbench_.path(), clientOf(workbench_));
    });
    restoreLayout();
    showPage("start");
}

MainWindow::~MainWindow() = default;

void MainWindow::addPage(Page* p) {
    pages_.push_back(p);
    stack_->addWidget(p);
    rail_->addPage(p);
    connect(p, &Page::navigate, this, &MainWindow::showPage);
    auto* shortcut = new QShortcut(QKeySequence(QString("Ctrl+%1").arg(pages_.size())), this);
    connect(shortcut, &QShortcut::activated, this, [this, id = p->id()] { showPage(id); });
}

QWidget* MainWindow::makeTopBar() {
    auto* bar = new QWidget(this);
    bar->setProperty("kind", "topbar");
    bar->setAttribute(Qt::WA_StyledBackground);
    bar->setFixedHeight(metrics().topBar);
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(16, 0, 24, 0);
    row->setSpacing(8);
    auto* menus = new QMenuBar(bar);
    menus->setNativeMenuBar(false);
    menus->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Preferred);
    makeMenus(menus);
    row->addWidget(menus, 0, Qt::AlignVCenter);
    row->addStretch(1);
    auto* search = new PaletteField(bar);
    connect(search, &PaletteField::opened, this, [this, search] {
        Palette palette(workbench_, findChildren<QAction*>(), pages_, this);
        connect(&palette, &Palette::chosen, this, &MainWindow::showPage);
        palette.openBelow(search);
    });
    row->addWidget(search);
    row->addStretch(1);
    row->addWidget(new TaskButton(workbench_.tasks(), bar));
    auto* dark = new QToolButton(bar);
    dark->setIcon(icon("moon", "muted"));
    dark->setToolTip(tr("Dark or light"));
    dark->setAccessibleName(dark->toolTip());
    connect(dark, &QToolButton::clicked, this, [] {
        auto& manager = ThemeManager::instance();
        manager.setMode(theme().dark ? ThemeManager::Mode::Light : ThemeManager::Mode::Dark);
        QSettings().setValue("theme", theme().dark ? "dark" : "light");
    });
    row->addWidget(dark);
    return bar;
}

void MainWindow::makeMenus(QMenuBar* bar) {
    auto* file = bar->addMenu(tr("File"));
    file->addAction(tr("New engagement…"), QKeySequence::New, this, &MainWindow::newEngagement);
    file->addAction(tr("Open…"), QKeySequence::Open, this, &MainWindow::openEngagement);
    file->addAction(tr("Close engagement"), this, [this] {
        workbench_.close();
        showPage("start");
    });
    file->addSeparator();
    file->addAction(tr("Export…"), QKeySequence("Ctrl+E"), this, [this] {
        if (currentPage())
            currentPage()->exportResult();
    });
    file->addSeparator();
    file->addAction(tr("Quit"), QKeySequence::Quit, this, &QWidget::close);
    auto* view = bar->addMenu(tr("View"));
    view->addAction(tr("Run again"), QKeySequence("F5"), this, [this] {
        if (currentPage())
            currentPage()->rerun();
    });
    view->addAction(tr("Filter"), QKeySequence::Find, this, [this] {
        if (currentPage())
            currentPage()->focusFilter();
    });
    view->addSeparator();
    const std::pair<QString, ThemeManager::Mode> modes[] = {
        {tr("Light"), ThemeManager::Mode::Light},
        {tr("Dark"), ThemeManager::Mode::Dark},
        {tr("As the system"), ThemeManager::Mode::System}};
    for (const auto& [name, mode] : modes)
        view->addAction(name, this, [mode = mode] { ThemeManager::instance().setMode(mode); });
    auto* help = bar->addMenu(tr("Help"));
    help->addAction(tr("About Causeway"), this, [this] {
        QMessageBox::about(
            this, "Causeway",
            tr("Causeway %1\n\nThe workbench for moving an outgrown MySQL database to PostgreSQL.\n"
               "Free software under the GNU General Public License, version 3 or later.")
                .arg(QCoreApplication::applicationVersion()));
    });
}

void MainWindow::newEngagement() {
    auto path = QFileDialog::getSaveFileName(this, tr("New engagement"), {}, tr("Engagements (*.causeway)"));
    if (path.isEmpty())
        return;
    openPath(isEngagement(path) ? path : path + ".causeway");
}

void MainWindow::openEngagement() {
    const auto path =
        QFileDialog::getOpenFileName(this, tr("Open an engagement"), {}, tr("Engagements (*.causeway)"));
    if (!path.isEmpty())
        openPath(path);
}

void MainWindow::openPath(const QString& path) {
    try {
        if (isEngagement(path)) {
            workbench_.open(path, !QFileInfo::exists(path));
            showPage(workbench_.snapshot() ? "audit" : "sources");
        } else if (workbench_.isOpen()) {
            workbench_.importFiles({path}, "server");
            showPage("sources");
        } else {
            showError(this, Error(ErrorCode::Usage, "open or make an engagement first",
                                  "files are kept in one, with the time and source of every fact"));
        }
    } catch (const Error& e) {
        showError(this, e);
    }
}

Page* MainWindow::page(const QString& pageId) const {
    for (auto* p : pages_)
        if (p->id() == pageId)
            return p;
    return nullptr;
}

Page* MainWindow::currentPage() const {
    return qobject_cast<Page*>(stack_->currentWidget());
}

void MainWindow::showPage(const QString& pageId, const QString& anchor) {
    auto* p = page(pageId);
    if (!p)
        return;
    stack_->setCurrentWidget(p);
    rail_->setCurrent(pageId);
    if (!anchor.isEmpty())
        p->showAnchor(anchor);
}

void MainWindow::resizeEvent(QResizeEvent* event) {
    rail_->setNarrow(width() <= kNarrow);
    QMainWindow::resizeEvent(event);
}

void MainWindow::restoreLayout() {
    resize(1440, 900);
    restoreGeometry(QSettings().value("window/geometry").toByteArray());
}

void MainWindow::closeEvent(QCloseEvent* event) {
    QSettings().setValue("window/geometry", saveGeometry());
    QMainWindow::closeEvent(event);
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event) {
    if (event->mimeData()->hasUrls())
        event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event) {
    QStringList files;
    for (const auto& url : event->mimeData()->urls())
        if (url.isLocalFile())
            files << url.toLocalFile();
    if (files.isEmpty())
        return;
    event->acceptProposedAction();
    if (files.size() == 1 || isEngagement(files.first()) || !workbench_.isOpen()) {
        openPath(files.first());
        return;
    }
    workbench_.importFiles(files, "server");
    showPage("sources");
}

} // namespace causeway::ui
