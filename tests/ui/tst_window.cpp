// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/collect/collect.h"
#include "core/snapshot/snapshot_json.h"
#include "ui/pages/roadmap/gantt_view.h"
#include "ui/theme/theme_manager.h"
#include "ui/window/main_window.h"
#include "ui/window/query_list.h"

#include <QAbstractButton>
#include <QAbstractItemModel>
#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QDir>
#include <QDoubleSpinBox>
#include <QImage>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QSlider>
#include <QStandardPaths>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

using namespace causeway;
using namespace causeway::ui;

/// The whole job by mouse and keyboard: the sample opens, every station builds itself, the report is drawn.
class TestWindow : public QObject {
    Q_OBJECT

private:
    static Services services() {
        Services s;
        s.collect = collect;
        s.importFiles = importFiles;
        s.addLogs = addLogs;
        s.testConnection = testConnection;
        s.sampleFolder = CAUSEWAY_SOURCE_DIR "/resources/sample";
        return s;
    }

    /// Read from a server: one query answered, one denied, one that this version has no view for.
    static Snapshot liveSnapshot() {
        Snapshot s;
        s.taken = *parseInstant("2026-11-22T09:14:03Z");
        s.sources = {{"S1", "mysql", "shop-db-1", s.taken, "", ""}};
        ServerEvidence server;
        server.id = "shop-db-1";
        server.version = {8, 4, 0};
        const auto probe = [&](const char* id, const char* query, ProbeResult::State state) {
            ProbeResult result;
            result.id = id;
            result.source = "S1";
            result.query = query;
            result.at = s.taken;
            result.elapsedMs = 1.4;
            result.state = state;
            return result;
        };
        server.probes = {
            probe("mysql.status", "SHOW GLOBAL STATUS", ProbeResult::State::Answered),
            probe("mysql.accounts", "SELECT user, host FROM mysql.user", ProbeResult::State::Denied),
            probe("mysql.absent", "", ProbeResult::State::Absent)};
        s.servers = {server};
        seal(s);
        return s;
    }

    /// Of the window in pictures, "1280x800"; else as large as the pages were drawn for.
    static QSize size() {
        const auto asked = qEnvironmentVariable("CAUSEWAY_SHOTS_SIZE").split('x');
        return asked.size() == 2 ? QSize(asked[0].toInt(), asked[1].toInt()) : QSize(1440, 900);
    }

    /// Pictures of the pages, for whoever wants to look: into the folder CAUSEWAY_SHOTS names.
    void shoot(QWidget& window, const QString& name) const {
        const auto folder = qEnvironmentVariable("CAUSEWAY_SHOTS");
        if (folder.isEmpty())
            return;
        // The report's preview is drawn in the background.
        const bool quiet = QTest::qWaitFor([this] { return workbench_->tasks().working() == 0; }, 20000);
        if (quiet)
            QTest::qWait(50);
        window.grab().save(QDir(folder).filePath(name + ".png"));
    }

    std::unique_ptr<Workbench> workbench_;
    std::unique_ptr<MainWindow> window_;

    QAbstractButton* button(const QString& name) const { return window_->findChild<QAbstractButton*>(name); }

private slots:
    void initTestCase() {
        QStandardPaths::setTestModeEnabled(true);
        QCoreApplication::setApplicationName("causeway-test");
        QSettings().clear();
        QDir(QStandardPaths::writableLocation(QStandardPaths::AppDataLocation)).removeRecursively();
        ThemeManager::instance().install(*qobject_cast<QApplication*>(QCoreApplication::instance()),
                                         ThemeManager::Mode::Light);
        workbench_ = std::make_unique<Workbench>(services());
        window_ = std::make_unique<MainWindow>(*workbench_);
        window_->resize(size());
        window_->show();
        QVERIFY(QTest::qWaitForWindowExposed(window_.get()));
    }

    void startsWithTheSampleButton() {
        QCOMPARE(window_->currentPage()->id(), QString("start"));
        shoot(*window_, "start");
        auto* sample = button("open-sample");
        QVERIFY(sample && sample->isVisible());
        QTest::mouseClick(sample, Qt::LeftButton);
        QVERIFY(workbench_->isOpen());
        QTRY_VERIFY_WITH_TIMEOUT(workbench_->snapshot(), 60000);
        QCOMPARE(workbench_->snapshot()->servers.size(), std::size_t(1));
        QVERIFY(workbench_->snapshot()->servers[0].catalog->tables.size() >= 60);
    }

    void everyStationBuildsItself() {
        QTRY_VERIFY_WITH_TIMEOUT(workbench_->audit() && workbench_->readiness() && workbench_->growth(),
                                 60000);
        QTRY_VERIFY_WITH_TIMEOUT(workbench_->roadmap(), 120000);
        QVERIFY(!workbench_->lab().empty());
        QVERIFY(workbench_->audit()->findings().size() > 10);
    }

    void eachStationOpensByAClick() {
        for (const char* id :
             {"sources", "audit", "workload", "readiness", "lab", "growth", "decision", "roadmap", "start"}) {
            auto* station = button(QString("station-") + id);
            QVERIFY2(station, id);
            QTest::mouseClick(station, Qt::LeftButton);
            QCOMPARE(window_->currentPage()->id(), QString(id));
            QTest::qWait(50);
            shoot(*window_, id);
        }
    }

    void theAuditFiltersBySeverityAndWords() {
        window_->showPage("audit");
        auto* table = window_->currentPage()->findChild<QTableView*>("findings");
        const int all = table->model()->rowCount();
        QTest::mouseClick(button("tile-critical"), Qt::LeftButton);
        const int critical = table->model()->rowCount();
        QVERIFY(critical > 0 && critical < all);
        QTest::mouseClick(button("tile-critical"), Qt::LeftButton);
        QCOMPARE(table->model()->rowCount(), all);
        auto* words = window_->currentPage()->findChild<QLineEdit*>("filter-findings");
        QTest::keyClicks(words, "innodb_flush_log");
        QVERIFY(table->model()->rowCount() >= 1 && table->model()->rowCount() < all);
        words->clear();
    }

    void thePlanIsSavedAsPictureAndTable() {
        window_->showPage("roadmap");
        auto* gantt = window_->currentPage()->findChild<GanttView*>();
        QVERIFY(gantt);
        QVERIFY(gantt->picture("a.svg").contains("<svg"));
        const auto image = QImage::fromData(gantt->picture("a.png"), "PNG");
        QVERIFY(image.height() > 2 * gantt->viewport()->height()); // also what is scrolled away
        QContextMenuEvent event(QContextMenuEvent::Mouse, {60, 60}, gantt->mapToGlobal(QPoint(60, 60)));
        QApplication::sendEvent(gantt->viewport(), &event);
        auto* menu = gantt->findChild<QMenu*>("gantt-menu");
        QVERIFY(menu);
        for (auto* action : menu->actions())
            if (action->text() == "Copy the table as TSV")
                action->trigger();
        menu->close();
        const auto lines = QGuiApplication::clipboard()->text().split('\n', Qt::SkipEmptyParts);
        QCOMPARE(std::size_t(lines.size()), workbench_->roadmap()->roadmap.tasks.size() + 1);
        QVERIFY(lines[1].startsWith("T-"));
    }

    void aFactMovesTheForecastAndMarksWhatIsOlder() {
        const auto before = workbench_->growth();
        workbench_->setFact("growth", "10%/quarter");
        QVERIFY(workbench_->stale(Workbench::Stage::Roadmap));
        QTRY_VERIFY_WITH_TIMEOUT(workbench_->growth() != before, 20000);
        QVERIFY(workbench_->growth()->firstLimit()->crossed > before->firstLimit()->crossed);
        QVERIFY_EXCEPTION_THROWN(workbench_->setFact("growth", "much"), Error);
    }

    /// A weight moves the ranking at once, is kept in the engagement, and one undo takes it back; so with a
    /// mark.
    void weightsAndMarksOfTheDecision() {
        window_->showPage("decision");
        auto* page = window_->page("decision");
        auto* slider = page->findChild<QSlider*>("weight-cost");
        auto* total = page->findChild<QWidget*>("total-postgresql");
        auto* undo = page->findChild<QAbstractButton*>("decision-undo");
        QVERIFY(slider && total && undo);
        const auto kept = [&](const char* key) {
            return Engagement::open(workbench_->path().toStdString()).criteria().text(key).value_or("");
        };
        const auto before = total->accessibleName();
        const int weight = slider->value();
        slider->setValue(60);
        QVERIFY(total->accessibleName() != before);
        QCOMPARE(kept("decision_weights"), std::string("cost=60"));
        undo->click();
        QCOMPARE(slider->value(), weight);
        QCOMPARE(total->accessibleName(), before);
        QCOMPARE(kept("decision_weights"), std::string());
        auto* why = page->findChild<QLineEdit*>("decision-reason");
        auto* keep = page->findChild<QPushButton*>("decision-keep");
        QVERIFY(why && keep && !keep->isEnabled()); // a mark needs its reason
        page->findChild<QDoubleSpinBox*>("decision-mark")->setValue(9.5);
        why->setText("a copy was set up last week");
        keep->click();
        QCOMPARE(kept("decision_marks"), std::string("stay.no_loss=9.5 a copy was set up last week"));
        shoot(*window_, "decision-marked");
        undo->click();
        QCOMPARE(kept("decision_marks"), std::string());
    }

    void darkKeepsEverythingInItsPlace() {
        ThemeManager::instance().setMode(ThemeManager::Mode::Dark);
        for (const char* id :
             {"sources", "audit", "workload", "readiness", "lab", "growth", "decision", "roadmap"}) {
            window_->showPage(id);
            QTest::qWait(50);
            shoot(*window_, QString(id) + "-dark");
        }
        ThemeManager::instance().setMode(ThemeManager::Mode::Light);
    }

    void aNarrowWindowKeepsTheCircles() {
        window_->resize(1200, 760);
        QTest::qWait(50);
        QVERIFY(button("station-audit")->width() < 100);
        shoot(*window_, "narrow");
        window_->resize(size());
    }

    void everyQueryThatRanIsListed() {
        auto* show = button("show-queries");
        QVERIFY(!show->isVisible()); // the sample was read from files
        QTemporaryDir folder;
        Workbench workbench(services());
        MainWindow window(workbench);
        window.show();
        const auto path = folder.filePath("live.causeway");
        {
            auto engagement = Engagement::open(path.toStdString(), true);
            engagement.addSnapshot(liveSnapshot());
        }
        window.openPath(path);
        show = window.findChild<QAbstractButton*>("show-queries");
        QVERIFY(show->isVisible());
        QTest::mouseClick(show, Qt::LeftButton);
        auto* list = window.findChild<QueryList*>();
        QVERIFY(list && list->isVisible());
        auto* rows = list->findChild<QTableView*>("queries-run")->model();
        QCOMPARE(rows->rowCount(), 2); // what was not asked did not run
        QCOMPARE(rows->index(0, 2).data().toString(), QString("SHOW GLOBAL STATUS"));
        QVERIFY(rows->index(1, 4).data().toString().contains("denied"));
        shoot(*list, "queries");
        list->close();
    }

    void theEngagementOpensAgainAsItWas() {
        const auto path = workbench_->path();
        const auto id = workbench_->snapshot()->id;
        workbench_->close();
        QVERIFY(!workbench_->snapshot());
        window_->openPath(path);
        QVERIFY(workbench_->snapshot());
        QCOMPARE(workbench_->snapshot()->id, id);
        QCOMPARE(workbench_->criteria().text("growth"), std::optional<std::string>("10%/quarter"));
    }

    void cleanupTestCase() {
        window_.reset();
        workbench_.reset();
    }
};

QTEST_MAIN(TestWindow)
#include "tst_window.moc"
