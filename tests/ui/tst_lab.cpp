// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/cluster_view.h"
#include "ui/kit/chip.h"
#include "ui/kit/segment.h"
#include "ui/pages/lab/advice_panel.h"
#include "ui/pages/lab/lab_page.h"
#include "ui/pages/lab/lever.h"
#include "ui/pages/lab/lab_words.h"
#include "ui/pages/lab/timeline_bar.h"
#include "ui/pages/lab/topology_file.h"
#include "ui/theme/theme_manager.h"
#include "ui/window/main_window.h"

#include <QAbstractItemModel>
#include <QApplication>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>
#include <QSlider>
#include <QStandardPaths>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>
#include <QToolButton>

#include <cmath>

using namespace causeway;
using namespace causeway::ui;

namespace {

/// With CAUSEWAY_TEST_PICTURES=<folder> the pictures are kept, to be looked at.
void keep(QWidget& widget, const QString& name) {
    const QString folder = qEnvironmentVariable("CAUSEWAY_TEST_PICTURES");
    QTest::qWait(folder.isEmpty() ? 0 : 400); // layouts and estimates settle
    if (!folder.isEmpty())
        QVERIFY(widget.grab().save(folder + "/" + name + ".png"));
}

/// The window on the lab page, in an engagement with targets.
struct Lab {
    QTemporaryDir folder;
    Workbench workbench{Services{}};
    MainWindow window{workbench};
    Page* page = nullptr;
    ClusterView* view = nullptr;
    bool active = false; ///< shortcuts need it

    Lab() {
        workbench.open(folder.filePath("case.causeway"), true);
        workbench.setFact("rto", "60s");
        workbench.setFact("max_commit_ms", "10");
        window.resize(1440, 900);
        window.show();
        window.activateWindow();
        active = QTest::qWaitForWindowActive(&window);
        window.showPage("lab");
        page = window.page("lab");
        view = page->findChild<ClusterView*>("lab-canvas");
    }
    template <typename T> T* find(const char* name) const { return page->findChild<T*>(name); }
    QString headline() const {
        for (const auto* label : page->findChildren<QLabel*>())
            if (label->font() == textFont(TextRole::Title))
                return label->text();
        return {};
    }
    QPoint middleOf(const char* node) const { return view->mapFromScene(view->clusters().node(node)->pos()); }
    void drag(QPoint from, QPoint to) const {
        auto* w = view->viewport();
        QTest::mousePress(w, Qt::LeftButton, {}, from);
        for (int i = 1; i <= 4; ++i) {
            QMouseEvent move(QEvent::MouseMove, from + (to - from) * i / 4,
                             w->mapToGlobal(from + (to - from) * i / 4), Qt::NoButton, Qt::LeftButton, {});
            QApplication::sendEvent(w, &move);
        }
        QTest::mouseRelease(w, Qt::LeftButton, {}, to);
    }
    const Node& node(const char* id) const { return *model().topology().node(id); }
    CanvasModel& model() const { return *page->findChild<CanvasModel*>(); }
};

} // namespace

class TestLab : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() {
        QStandardPaths::setTestModeEnabled(true);
        ThemeManager::instance().install(*qApp, ThemeManager::Mode::Light);
    }

    void opensWithTheStartersAndAnEstimate() {
        Lab lab;
        QVERIFY(lab.page && lab.view && lab.active);
        QCOMPARE(lab.find<QComboBox>("lab-variant")->count(), int(starterTopologies().size()));
        QVERIFY(lab.find<QPushButton>("lab-run")->isEnabled());
        QTRY_VERIFY_WITH_TIMEOUT(lab.headline().startsWith("Losing the leader costs "), 20000);
        QTRY_VERIFY_WITH_TIMEOUT(!lab.page->findChild<TimelineBar*>()->timeline().stretches.empty(), 20000);
        QVERIFY(lab.view->accessibleDescription().contains("n1, leader"));
        QCOMPARE(lab.page->station().value, QString());
    }

    void knownIssuesAndDangersAreShown() {
        Lab lab;
        auto* words = lab.find<QLabel>("lab-dangers");
        QTRY_VERIFY_WITH_TIMEOUT(!words->text().isEmpty(), 20000);
        auto* issues = lab.find<QWidget>("lab-issues");
        QStringList said;
        for (const auto* label : issues->findChildren<QLabel*>())
            said << label->text();
        const auto all = said.join('\n');
        QVERIFY2(all.contains("of 40 known issues found"), qPrintable(all));
        QVERIFY(all.contains("The loss of etcd stops a healthy leader"));
        QVERIFY(all.contains("To do: Turn failsafe_mode on"));
        QVERIFY(!issues->isVisible());
        lab.find<Segment>("lab-results")->setFocus();
        QTest::keyClick(lab.find<Segment>("lab-results"), Qt::Key_Right);
        QVERIFY(issues->isVisible());
        if (const auto shots = qEnvironmentVariable("CAUSEWAY_SHOTS"); !shots.isEmpty())
            lab.window.grab().save(shots + "/lab-issues.png");
    }

    void theDangersAreSaidInWords() {
        Outcome o;
        QVERIFY(dangersText(o).startsWith("Never two nodes"));
        o.twoPrimariesSeconds.max = 12;
        o.stuckSeconds.max = 0.03; // nodes learn of each other
        QCOMPARE(dangersText(o), QString("Two nodes take writes for up to 12\u00a0s"));
        o.stuckSeconds.max = 30;
        QCOMPARE(
            dangersText(o),
            QString("Two nodes take writes for up to 12\u00a0s; nobody can be promoted for up to 30\u00a0s"));
        o.twoPrimariesSeconds.max = 0;
        QCOMPARE(dangersText(o), QString("Nobody can be promoted for up to 30\u00a0s"));
    }

    void aDraggedNodeSnapsMovesSiteAndComesBack() {
        Lab lab;
        const auto before = lab.node("n3");
        QCOMPARE(before.site, std::string("lviv"));
        lab.drag(lab.middleOf("n3"), lab.middleOf("n3") + QPoint(13, 21));
        QVERIFY(lab.node("n3").x != before.x);
        QCOMPARE(std::fmod(lab.node("n3").x, kSnap), 0.0);
        QCOMPARE(lab.node("n3").site, std::string("lviv"));
        QTest::mouseClick(lab.find<QToolButton>("lab-undo"), Qt::LeftButton);
        QCOMPARE(lab.node("n3").x, before.x);
        QCOMPARE(lab.view->clusters().node("n3")->pos(), QPointF(before.x, before.y));
        // Beside n1, inside its site's area.
        const auto area = lab.model().siteArea("kyiv-a");
        lab.drag(lab.middleOf("n3"), lab.view->mapFromScene(area.bottomRight() - QPointF(20, 12)));
        QCOMPARE(lab.node("n3").site, std::string("kyiv-a"));
        lab.view->setFocus();
        QTest::keyClick(lab.view, Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(lab.node("n3").site, std::string("lviv"));
    }

    void keysMoveDuplicateAndRemove() {
        Lab lab;
        lab.view->setFocus();
        QTest::mouseClick(lab.view->viewport(), Qt::LeftButton, {}, lab.middleOf("n2"));
        const double x = lab.node("n2").x;
        QTest::keyClick(lab.view, Qt::Key_Right);
        QTest::keyClick(lab.view, Qt::Key_Right, Qt::ShiftModifier);
        QCOMPARE(lab.node("n2").x, x + 9);
        QCOMPARE(lab.model().undoStack().count(), 1); // moves one after another are one step
        QTest::keyClick(lab.view, Qt::Key_D, Qt::ControlModifier);
        QVERIFY(lab.model().topology().node("n4"));
        QTest::keyClick(lab.view, Qt::Key_Delete);
        QVERIFY(!lab.model().topology().node("n4"));
        QTest::keyClick(lab.view, Qt::Key_Z, Qt::ControlModifier);
        QVERIFY(lab.model().topology().node("n4"));
    }

    void thePaletteAddsAndSitesAreJoined() {
        Lab lab;
        QTest::mouseClick(lab.find<QAbstractButton>("lab-add-site"), Qt::LeftButton);
        QVERIFY(lab.model().topology().site("site-1"));
        QTest::mouseClick(lab.find<QAbstractButton>("lab-add-postgresql"), Qt::LeftButton);
        QCOMPARE(lab.node("pg-1").site, std::string("site-1"));
        QVERIFY(lab.model().fatal()); // it is joined to nothing
        QVERIFY(!lab.find<QPushButton>("lab-run")->isEnabled());
        QVERIFY(lab.find<QLabel>("lab-refusal")->text().contains("site-1"));
        QVERIFY(lab.find<QPushButton>("lab-run")->toolTip().contains("site-1"));
        QVERIFY(lab.view->clusters().site("site-1")->toolTip().contains("link"));
        lab.view->clusters().choose({"site-1", "lviv"});
        lab.view->setFocus();
        QTest::keyClick(lab.view, Qt::Key_L);
        QVERIFY(!lab.model().fatal());
        QVERIFY(lab.find<QPushButton>("lab-run")->isEnabled());
    }

    /// A proxy on the canvas is one that clients go through: without it they are cut off.
    void aProxyCounts() {
        Lab lab;
        QVERIFY(!lab.find<QAbstractButton>("lab-add-client"));
        const auto routing = lab.find<QWidget>("lab-routing")->findChildren<QPushButton*>();
        QTest::mouseClick(routing[1], Qt::LeftButton);
        QCOMPARE(lab.model().topology().routing.kind, std::string("none"));
        lab.view->clusters().choose({"lviv"});
        QTest::mouseClick(lab.find<QAbstractButton>("lab-add-haproxy"), Qt::LeftButton);
        QVERIFY(lab.model().topology().node("haproxy-1"));
        QCOMPARE(lab.model().topology().routing.kind, std::string("haproxy"));
        QVERIFY(routing[0]->isChecked());
        keep(lab.window, "lab-proxy");
        Fault fault;
        fault.atSeconds = 60;
        fault.kind = "silent";
        fault.target = "haproxy-1";
        fault.forSeconds = 30;
        const auto& kinds = faultKinds();
        const auto silent =
            std::find_if(kinds.begin(), kinds.end(), [](auto& k) { return k.id == "silent"; });
        const auto targets = targetsOf(*silent, lab.model().topology());
        QVERIFY(std::find(targets.begin(), targets.end(), "haproxy-1") != targets.end());
        Scenario scenario;
        scenario.faults = {fault};
        Progress progress;
        auto topology = lab.model().topology();
        QVERIFY(simulate(topology, scenario, 20, 1, progress).outageSeconds.p50 >= 29);
        topology.routing.kind = "none";
        QCOMPARE(simulate(topology, scenario, 20, 1, progress).outageSeconds.max, 0.0);
    }

    void leversChangeTheClusterAndSayTheRule() {
        Lab lab;
        auto* sync = lab.find<QWidget>("lab-sync");
        const auto buttons = sync->findChildren<QPushButton*>();
        QCOMPARE(buttons.size(), 4);
        QTest::mouseClick(buttons[0], Qt::LeftButton);
        QCOMPARE(lab.model().topology().manager.synchronousMode, SynchronousMode::Off);
        QCOMPARE(lab.model().role("n2"), CanvasRole::Async);
        QTest::mouseClick(buttons[2], Qt::LeftButton);
        QVERIFY(lab.model().topology().manager.synchronousModeStrict);
        auto* ttl = lab.find<QWidget>("lab-ttl")->findChild<QSlider*>();
        const auto rule = [&] {
            for (const auto* label : lab.page->findChildren<QLabel*>())
                if (label->text().startsWith("loop_wait + 2"))
                    return label->text();
            return QString();
        };
        QVERIFY(rule().contains("within ttl"));
        QTest::keyClick(ttl, Qt::Key_Left);
        QCOMPARE(lab.model().topology().manager.ttl, 29.0);
        QVERIFY(rule().contains("above ttl"));
        QTest::keyClick(ttl, Qt::Key_Left);
        lab.model().undoStack().undo();
        QCOMPARE(lab.model().topology().manager.ttl, 30.0); // a lever's moves are one step
    }

    void aRunIsKeptAndCounted() {
        Lab lab;
        QTest::mouseClick(lab.find<QPushButton>("lab-run"), Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(lab.workbench.lab().size(), std::size_t(1), 60000);
        QCOMPARE(lab.workbench.lab()[0].outcome->runs, std::uint64_t(10000));
        QCOMPARE(lab.page->station().value, "1");
        QVERIFY(lab.headline().startsWith("Losing the leader costs "));
        QVERIFY(lab.headline().endsWith("no commit"));
        // Another mode under the same fault and title replaces it; under another title it is one more.
        QTest::mouseClick(lab.find<QWidget>("lab-sync")->findChildren<QPushButton*>()[0], Qt::LeftButton);
        lab.find<QComboBox>("lab-variant")->lineEdit()->selectAll();
        QTest::keyClicks(lab.find<QComboBox>("lab-variant")->lineEdit(), "Async only");
        QTest::mouseClick(lab.find<QPushButton>("lab-run"), Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(lab.workbench.lab().size(), std::size_t(2), 60000);
        QCOMPARE(lab.workbench.lab()[1].title, std::string("Async only"));
        QVERIFY(lab.workbench.lab()[1].outcome->lostCommits.max > 0);
        QVERIFY(!lab.headline().endsWith("no commit"));
    }

    void thePlayheadChangesTheCanvas() {
        Lab lab;
        auto* bar = lab.page->findChild<TimelineBar*>();
        QTRY_VERIFY_WITH_TIMEOUT(!bar->timeline().stretches.empty(), 20000);
        bar->setAt(bar->timeline().fault + 5);
        QCOMPARE(lab.view->clusters().node("n1")->look().sign, NodeSign::Down);
        bar->setAt(bar->timeline().end);
        QCOMPARE(lab.view->clusters().node("n2")->look().role, CanvasRole::Leader);
        bar->setAt(bar->timeline().begin);
        QCOMPARE(lab.view->clusters().node("n1")->look().role, CanvasRole::Leader);
        lab.view->setFocus();
        QTest::keyClick(lab.view, Qt::Key_Space);
        QTRY_VERIFY_WITH_TIMEOUT(bar->at() > bar->timeline().begin, 5000);
    }

    void theRunIsHandedOnAsPictureAndAsTable() {
        Lab lab;
        auto* bar = lab.page->findChild<TimelineBar*>();
        QTRY_VERIFY_WITH_TIMEOUT(!bar->timeline().stretches.empty(), 20000);
        QVERIFY(drawingBytes(bar->drawing(), "a.svg").contains("<svg"));
        QCOMPARE(QImage::fromData(drawingBytes(bar->drawing(), "a.png"), "PNG").size(), bar->size() * 2);
        const auto values = bar->values();
        QCOMPARE(values->rowCount(), int(bar->timeline().stretches.size() + bar->timeline().marks.size()));
        bool fault = false; // something begins with the fault
        for (int row = 0; row < values->rowCount(); ++row)
            fault = fault || std::abs(values->index(row, 0).data().toDouble()) < 0.5;
        QVERIFY(fault);
    }

    void filesKeepATopology() {
        QTemporaryDir folder;
        const auto topology = starterTopologies().back().topology;
        writeTopologyFile(folder.filePath("t.json"), topology);
        QVERIFY(readTopologyFile(folder.filePath("t.json")) == topology);
        QFile deep(folder.filePath("deep.json"));
        QVERIFY(deep.open(QIODevice::WriteOnly));
        deep.write(QByteArray(100000, '['));
        deep.close();
        QVERIFY_EXCEPTION_THROWN(readTopologyFile(folder.filePath("deep.json")), Error);
        QVERIFY_EXCEPTION_THROWN(readTopologyFile(folder.filePath("none.json")), Error);
    }

    void aLiveClusterIsRead() {
        QTemporaryDir folder;
        const auto path = folder.filePath("list.json");
        QFile list(path);
        QVERIFY(list.open(QIODevice::WriteOnly));
        list.write(R"([{"Cluster": "shop", "Member": "a", "Host": "10.0.0.1", "Role": "Leader"},
                       {"Cluster": "shop", "Member": "b", "Host": "10.0.0.2", "Role": "Replica"}])");
        list.close();
        const auto cluster = readClusterFiles({path});
        QCOMPARE(cluster.topology.nodes.size(), std::size_t(2));
        QVERIFY_EXCEPTION_THROWN(readClusterFiles({folder.filePath("none")}), Error);
        Lab lab;
        bool told = false;
        QTimer::singleShot(0, &lab.window, [&] {
            auto* box = qobject_cast<QMessageBox*>(QApplication::activeModalWidget());
            told = box && box->informativeText().contains("show-config");
            if (box) {
                keep(*box, "lab-import");
                box->accept();
            }
        });
        tellImport(&lab.window, cluster);
        QVERIFY(told);
    }

    /// The designs are searched in the background; a click loads one on the canvas, and undo takes it back.
    void anAdvisedDesignIsLoadedAndUndone() {
        Lab lab;
        auto* table = lab.page->findChild<QTableView*>("lab-advice");
        auto* results = lab.page->findChild<Segment*>("lab-results");
        lab.workbench.setFact("rpo", "0s");
        lab.workbench.setFact("max_commit_ms", "5");
        results->setCurrent(2);
        auto* panel = lab.page->findChild<AdvicePanel*>();
        panel->setSearch(
            {2, 8}); // two servers at most: quick, and none of them meets 5 ms with a copy elsewhere
        lab.page->findChild<QPushButton*>("lab-advise")->click();
        QTRY_VERIFY_WITH_TIMEOUT(panel->advice(), 120000);
        QVERIFY(table->model()->rowCount() > 1);
        const auto before = lab.model().topology();
        const auto chosen = panel->advice()->front[1].topology;
        table->selectRow(1);
        emit table->clicked(table->model()->index(1, 0));
        QCOMPARE(lab.model().topology().nodes, chosen.nodes);
        lab.model().undoStack().undo();
        QVERIFY(lab.model().topology() == before);
        keep(lab.window, "lab-advice");
        ThemeManager::instance().setMode(ThemeManager::Mode::Dark);
        lab.window.resize(1280, 800);
        keep(lab.window, "lab-advice-dark");
        ThemeManager::instance().setMode(ThemeManager::Mode::Light);
    }

    /// Stolon's preset: its proxy, no lever of Patroni's, and the words that nobody measured it.
    void stolonSaysWhatItRestsOn() {
        Lab lab;
        auto* variants = lab.find<QComboBox>("lab-variant");
        variants->setCurrentIndex(variants->count() - 1);
        emit variants->activated(variants->count() - 1);
        QCOMPARE(lab.model().topology().manager.kind, std::string("stolon"));
        QTRY_VERIFY_WITH_TIMEOUT(lab.headline().startsWith("Losing the leader costs"), 30000);
        bool said = false;
        for (const auto* label : lab.page->findChildren<QLabel*>())
            said = said || label->text().contains("never measured");
        QVERIFY(said);
        QVERIFY(!lab.find<QWidget>("lab-sync")->isVisible());
        auto* sync = lab.find<QWidget>("lab-stolon-sync");
        QVERIFY(sync->isVisible());
        keep(lab.window, "lab-stolon");
        QTest::mouseClick(sync->findChildren<QPushButton*>()[0], Qt::LeftButton);
        QVERIFY(!lab.model().topology().manager.stolon.synchronousReplication);
        emit lab.find<Lever>("lab-failInterval")->moved(8);
        QCOMPARE(lab.model().topology().manager.stolon.failInterval, 8.0);
    }

    void lookedAt() {
        Lab lab;
        auto* bar = lab.page->findChild<TimelineBar*>();
        QTest::mouseClick(lab.find<QPushButton>("lab-run"), Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(lab.workbench.lab().size(), std::size_t(1), 60000);
        keep(lab.window, "lab-rest");
        bar->setAt(bar->timeline().fault + 28);
        keep(lab.window, "lab-light");
        bar->setAt(bar->timeline().end);
        keep(lab.window, "lab-after");
        auto* fault = lab.find<QComboBox>("lab-fault");
        fault->setCurrentIndex(fault->findData("cut-all"));
        emit fault->activated(fault->currentIndex());
        QTRY_VERIFY_WITH_TIMEOUT(lab.headline().startsWith("Cutting the leader off from all others costs"),
                                 20000);
        QTest::qWait(500);
        bar->setAt(bar->timeline().fault + 5);
        QCOMPARE(lab.view->clusters().node("n1")->look().role, CanvasRole::Leader);
        QCOMPARE(lab.view->clusters().node("n1")->look().sign, NodeSign::Waiting);
        keep(lab.window, "lab-cut");
        fault->setCurrentIndex(fault->findData("silent"));
        emit fault->activated(fault->currentIndex());
        QTRY_VERIFY_WITH_TIMEOUT(lab.headline().startsWith("Losing the leader costs"), 20000);
        ThemeManager::instance().setMode(ThemeManager::Mode::Dark);
        QTest::qWait(50);
        keep(lab.window, "lab-dark");
        ThemeManager::instance().setMode(ThemeManager::Mode::Light);
        bar->setAt(bar->timeline().begin);
        QTest::mouseClick(lab.find<QWidget>("lab-sync")->findChildren<QPushButton*>()[0], Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(!lab.headline().endsWith("no commit"), 20000);
        lab.find<QComboBox>("lab-variant")->lineEdit()->selectAll();
        QTest::keyClicks(lab.find<QComboBox>("lab-variant")->lineEdit(), "Async only");
        QTest::mouseClick(lab.find<QPushButton>("lab-run"), Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(lab.workbench.lab().size(), std::size_t(2), 60000);
        keep(lab.window, "lab-two");
        QTest::mouseClick(lab.find<QAbstractButton>("lab-add-site"), Qt::LeftButton);
        QTest::mouseClick(lab.find<QAbstractButton>("lab-add-postgresql"), Qt::LeftButton);
        keep(lab.window, "lab-invalid");
        lab.window.resize(1100, 700);
        keep(lab.window, "lab-small");
        QVERIFY(!lab.window.grab().isNull());
    }
};

QTEST_MAIN(TestLab)
#include "tst_lab.moc"
