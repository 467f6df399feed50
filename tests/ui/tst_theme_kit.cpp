// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/buttons.h"
#include "ui/kit/card.h"
#include "ui/kit/chip.h"
#include "ui/kit/figure_tile.h"
#include "ui/kit/label.h"
#include "ui/kit/page_header.h"
#include "ui/kit/segment.h"
#include "ui/kit/states.h"
#include "ui/kit/table_view.h"

#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QContextMenuEvent>
#include <QFileDialog>
#include <QGridLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QMenu>
#include <QPointer>
#include <QSignalSpy>
#include <QSlider>
#include <QStandardItemModel>
#include <QTabBar>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

#include <algorithm>

using namespace causeway;
using namespace causeway::ui;

namespace {

void addFinding(QStandardItemModel& model, const char* severity, const QString& title, const QString& where,
                double share, const QString& effort) {
    auto* first = new QStandardItem(severityWord(severity));
    first->setData(QString(severity), SeverityRole);
    auto* second = new QStandardItem(title);
    second->setData(where, SecondLineRole);
    auto* third = new QStandardItem(QString::number(share * 100, 'f', 1));
    third->setData(share, ShareRole);
    third->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
    auto* fourth = new QStandardItem(effort);
    fourth->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
    model.appendRow({first, second, third, fourth});
}

std::unique_ptr<QStandardItemModel> findings() {
    auto model = std::make_unique<QStandardItemModel>();
    model->setHorizontalHeaderLabels({"Severity", "Finding", "Share, %", "Effort"});
    addFinding(*model, "critical", "A crash can lose a second of paid orders", "trx_commit = 2 on shop-db-1",
               0.31, "0.5 h");
    addFinding(*model, "high", "Список замовлень читає 48 000 рядків", "orders: немає індексу", 0.14, "2 h");
    addFinding(*model, "medium", "A | pipe, and \"quotes\"", "=cmd()", 0.0, "1 d");
    addFinding(*model, "na", "=SUM(A1)", "replica state", 0.05, "4 h");
    model->item(3, 3)->setData(true, NotAssessedRole);
    return model;
}

/// With CAUSEWAY_TEST_PICTURES=<folder> the pictures are kept, to be looked at.
void keep(QWidget& widget, const QString& name) {
    const QString folder = qEnvironmentVariable("CAUSEWAY_TEST_PICTURES");
    if (!folder.isEmpty())
        QVERIFY(widget.grab().save(folder + "/" + name + ".png"));
}

QWidget* controls() {
    auto* card = new Card("Controls", "each kind, each state");
    card->addAction(makeToolButton("export", "Export"));
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(makeButton("Add server", "add"));
    buttons->addWidget(makeButton("Collect", "download", ButtonKind::Primary));
    auto* off = makeButton("Off", "refresh");
    off->setEnabled(false);
    buttons->addWidget(off);
    buttons->addWidget(makeButton("How it came about", {}, ButtonKind::Link));
    buttons->addStretch();
    card->body()->addLayout(buttons);
    card->body()->addWidget(new Segment({"off", "on", "strict", "quorum"}, "Synchronous mode"));
    auto* field = new QLineEdit("mariadb://audit@10.20.4.13:3306/shop");
    field->setFont(textFont(TextRole::Code));
    card->body()->addWidget(field);
    auto* choice = new QComboBox;
    choice->addItems({"MariaDB", "MySQL"});
    choice->setAccessibleName("Engine");
    card->body()->addWidget(choice);
    auto* check = new QCheckBox("Watchdog required");
    check->setChecked(true);
    card->body()->addWidget(check);
    card->body()->addWidget(new QCheckBox("Failsafe mode"));
    auto* slider = new QSlider(Qt::Horizontal);
    slider->setValue(40);
    card->body()->addWidget(slider);
    auto* tabs = new QTabBar;
    for (const char* tab : {"Finding", "Evidence 3", "Fix", "References"})
        tabs->addTab(tab);
    tabs->setDrawBase(false);
    tabs->setExpanding(false);
    card->body()->addWidget(tabs);
    auto* chips = new QHBoxLayout;
    for (const char* word : {"critical", "high", "medium", "low", "info", "ok", "na"})
        chips->addWidget(Chip::severity(word));
    chips->addStretch();
    card->body()->addLayout(chips);
    auto* more = new QHBoxLayout;
    for (const char* word : {"production", "staging", "test"})
        more->addWidget(Chip::environment(word));
    auto* filter = new Chip("Critical, High", "accent");
    filter->setClosable(true);
    more->addWidget(filter);
    more->addWidget(new Chip("Durability"));
    more->addStretch();
    card->body()->addLayout(more);
    card->body()->addStretch();
    return card;
}

std::unique_ptr<QWidget> sheet(QAbstractItemModel* model) {
    auto window = std::make_unique<QWidget>();
    window->resize(1400, 860);
    auto* header = new PageHeader;
    header->setHeadline("Three settings can lose paid orders today; they take an afternoon to fix",
                        "109 checks on 2 servers. 4 not assessed: shop-db-3 lacks privileges.");
    header->addAction(makeButton("Export", "export"));
    auto* tiles = new QFrame;
    tiles->setProperty("kind", "card");
    auto* tileRow = new QHBoxLayout(tiles);
    for (const auto& [word, count] : {std::pair{"critical", "3"},
                                      {"high", "6"},
                                      {"medium", "11"},
                                      {"low", "14"},
                                      {"ok", "62"},
                                      {"na", "4"}}) {
        auto* tile = new FigureTile(count, severityWord(word), word);
        tile->setFilter(true);
        tile->setChecked(QByteArray(count) == "3");
        tileRow->addWidget(tile);
    }
    auto* table = new TableView("Findings");
    table->setModel(model);
    table->setLines(2);
    table->setStretchColumn(1);
    table->setColumnWidth(0, 110);
    table->setColumnWidth(2, 170);
    table->setColumnWidth(3, 130);
    table->selectRow(0);
    auto* tableCard = new Card("Findings");
    tableCard->setFlush();
    tableCard->body()->addWidget(table);
    auto* states = new QVBoxLayout;
    auto* empty =
        new EmptyState("workload", "No workload yet", "Add a slow log, or collect digests from a server.");
    empty->addButton("Add a log…");
    empty->addButton("Collect");
    states->addWidget(empty);
    auto* working = new WorkingState;
    working->setProgress("Reading slow-2026-11.log.zst", 41000000, 67000000);
    working->setNote("Results so far are shown below");
    working->show();
    states->addWidget(working);
    auto* failed =
        new FailedState(Error(ErrorCode::Connection, "The login to shop-db-3 was refused",
                              "The server accepts audit only from 10.20.%; this computer is 10.31.0.7.",
                              "Use the SSH tunnel, or ask for a GRANT."));
    failed->addButton("Set up a tunnel");
    states->addWidget(failed);
    states->addStretch();
    auto* grid = new QGridLayout(window.get());
    grid->setContentsMargins(24, 0, 24, 24);
    grid->setSpacing(12);
    grid->addWidget(header, 0, 0, 1, 3);
    grid->addWidget(tiles, 1, 0, 1, 3);
    grid->addWidget(tableCard, 2, 0);
    grid->addWidget(controls(), 2, 1);
    grid->addLayout(states, 2, 2);
    grid->setColumnStretch(0, 9);
    grid->setColumnStretch(1, 2);
    grid->setColumnStretch(2, 2);
    grid->setRowStretch(2, 1);
    return window;
}

} // namespace

class TestThemeKit : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { ThemeManager::instance().install(*qApp, ThemeManager::Mode::Light); }

    void aSheetOfEverythingFollowsTheTheme() {
        const auto model = findings();
        const auto window = sheet(model.get());
        window->show();
        QVERIFY(QTest::qWaitForWindowExposed(window.get()));
        QCOMPARE(window->grab().toImage().pixelColor(4, 4), theme().window);
        keep(*window, "kit-light");
        ThemeManager::instance().setMode(ThemeManager::Mode::Dark);
        QTest::qWait(50);
        QCOMPARE(window->grab().toImage().pixelColor(4, 4), theme().window);
        keep(*window, "kit-dark");
        ThemeManager::instance().setMode(ThemeManager::Mode::Light);
    }

    void everyControlHasAName() {
        const auto model = findings();
        const auto window = sheet(model.get());
        for (const auto* button : window->findChildren<QAbstractButton*>()) {
            if (button->inherits("QTableCornerButton"))
                continue;
            QVERIFY2(!button->accessibleName().isEmpty() || !button->text().isEmpty(),
                     button->metaObject()->className());
        }
        for (const auto* view : window->findChildren<TableView*>())
            QCOMPARE(view->accessibleName(), "Findings");
    }

    void copyGivesTabSeparatedRows() {
        const auto model = findings();
        TableView table("Findings");
        table.setModel(model.get());
        table.selectRow(1);
        QTest::keySequence(&table, QKeySequence::Copy);
        QCOMPARE(QApplication::clipboard()->text(),
                 QString::fromUtf8(
                     "Severity\tFinding\tShare, %\tEffort\n"
                     "High\tСписок замовлень читає 48 000 рядків; orders: немає індексу\t14.0\t2 h\n"));
    }

    void everyTableCopiesAndSavesFromItsMenu() {
        QTemporaryDir folder;
        TableView table("Things");
        QStandardItemModel model(2, 2);
        model.setHorizontalHeaderLabels({"a", "b"});
        model.setItem(0, 0, new QStandardItem("x, y"));
        model.setItem(1, 1, new QStandardItem("z|w"));
        table.setModel(&model);
        table.show();
        QVERIFY(QTest::qWaitForWindowExposed(&table));
        const auto act = [&](const QString& text) {
            QContextMenuEvent event(QContextMenuEvent::Mouse, {9, 9}, table.mapToGlobal(QPoint(9, 9)));
            QApplication::sendEvent(table.viewport(), &event);
            // A dialog closes the menu, and a closed menu goes: that may come before trigger() returns.
            const QPointer<QMenu> menu = table.findChild<QMenu*>("table-menu");
            const auto actions = menu->actions();
            const auto chosen = std::ranges::find(actions, text, &QAction::text);
            if (chosen != actions.end())
                (*chosen)->trigger();
            if (menu)
                menu->close();
            QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
            return QGuiApplication::clipboard()->text();
        };
        QCOMPARE(act("Copy the table as TSV"), QString("a\tb\nx, y\t\n\tz|w\n"));
        QCOMPARE(act("Copy the table as CSV"), QString("a,b\n\"x, y\",\n,z|w\n"));
        QCOMPARE(act("Copy the table as Markdown"),
                 QString("| a | b |\n| --- | --- |\n| x, y |  |\n|  | z\\|w |\n"));
        for (const auto& [name, text] :
             {std::pair("a.tsv", "a\tb"), std::pair("a.csv", "a,b"), std::pair("a.md", "| a | b |")}) {
            const auto path = folder.filePath(name);
            QTimer::singleShot(200, &table, [path] {
                auto* dialog = qobject_cast<QFileDialog*>(QApplication::activeModalWidget());
                dialog->findChild<QLineEdit*>("fileNameEdit")->setText(path);
                static_cast<QDialog*>(dialog)->accept();
            });
            act(QString::fromUtf8("Save the table…"));
            QFile file(path);
            QVERIFY2(file.open(QIODevice::ReadOnly), name);
            QVERIFY(file.readAll().startsWith(text));
        }
    }

    void exportsAreSafeAndWhole() {
        const auto model = findings();
        const QString csv = tableText(*model, TableText::Csv);
        QVERIFY(csv.contains("\"A | pipe, and \"\"quotes\"\"; =cmd()\""));
        QVERIFY(csv.contains("'=SUM(A1); replica state,5.0,not assessed"));
        const QString markdown = tableText(*model, TableText::Markdown);
        QVERIFY(
            markdown.startsWith("| Severity | Finding | Share, % | Effort |\n| --- | --- | --- | --- |\n"));
        QVERIFY(markdown.contains("A \\| pipe"));
        QCOMPARE(markdown.count('\n'), 6);
    }

    void segmentsMoveByKeys() {
        Segment segment({"off", "on", "strict"}, "Mode");
        QSignalSpy spy(&segment, &Segment::currentChanged);
        QTest::keyClick(&segment, Qt::Key_Right);
        QCOMPARE(segment.current(), 1);
        QTest::keyClick(&segment, Qt::Key_Left);
        QTest::keyClick(&segment, Qt::Key_Left);
        QCOMPARE(segment.current(), 0);
        QCOMPARE(spy.size(), 2);
    }

    void workShowsItselfOnlyAfterAWhile() {
        QWidget window;
        auto* working = new WorkingState(&window);
        window.show();
        working->begin();
        QVERIFY(!working->isVisible());
        working->end();
        QTest::qWait(350);
        QVERIFY(!working->isVisible());
        working->begin();
        QTRY_VERIFY_WITH_TIMEOUT(working->isVisible(), 1000);
    }

    void aLongLabelGivesWay() {
        ElidedLabel label("A very long title that will not fit", TextRole::Section);
        label.resize(80, 20);
        label.show();
        QVERIFY(label.text().endsWith(QChar(0x2026)));
        QCOMPARE(label.toolTip(), label.fullText());
        label.resize(600, 20);
        QCOMPARE(label.text(), label.fullText());
        QVERIFY(label.toolTip().isEmpty());
    }
};

QTEST_MAIN(TestThemeKit)
#include "tst_theme_kit.moc"
