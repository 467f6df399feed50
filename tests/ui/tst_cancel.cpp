// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/live/live_support.h"
#include "ui/kit/states.h"
#include "ui/pages/sources/sources_page.h"
#include "ui/theme/theme_manager.h"

#include <QApplication>
#include <QLabel>
#include <QPointer>
#include <QPushButton>
#include <QSettings>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace causeway;
using namespace causeway::ui;

namespace {

/// Collections that wait in the server for a lock.
std::string waiting(live::Session& watcher) {
    Progress progress;
    return watcher
        .run("waiting",
             "SELECT count(*) AS n FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query ~ "
             "'pg_sequence'",
             {}, progress)
        .value(0, "n")
        .value_or("");
}

} // namespace

/// The window's own "Cancel" on a collection that hangs in a real server.
class TestCancel : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() {
        QStandardPaths::setTestModeEnabled(true);
        QCoreApplication::setApplicationName("causeway-test-cancel");
        QSettings().clear();
        ThemeManager::instance().install(*qobject_cast<QApplication*>(QCoreApplication::instance()),
                                         ThemeManager::Mode::Light);
    }

    void theServersQueryEndsWithTheCollection() {
        LIVE_SERVER(server, "CAUSEWAY_TEST_PG15");
        const auto holder = live_test::connect(server), watcher = live_test::connect(server);
        Progress progress;
        for (const char* sql : {"BEGIN READ WRITE", "LOCK TABLE pg_sequence IN ACCESS EXCLUSIVE MODE"}) {
            const auto done = holder->run("lock", sql, {}, progress);
            QVERIFY2(done.state == ProbeResult::State::Answered, done.message.c_str());
        }
        QTemporaryDir folder;
        Services services;
        services.collect = collect;
        Workbench workbench(services);
        SourcesPage page(workbench);
        page.resize(1200, 800);
        page.show();
        workbench.open(folder.filePath("cancel.causeway"), true);
        ui::Task* task = workbench.collect({server.target}, {}, server.secret());
        QVERIFY(task);
        QTRY_COMPARE_WITH_TIMEOUT(waiting(*watcher), std::string("1"), 20000);
        const QPointer<WorkingState> working = page.findChild<WorkingState*>(); // goes with its task
        QVERIFY(working);
        QTRY_VERIFY(working->isVisible());
        QTest::mouseClick(working->findChild<QPushButton*>(), Qt::LeftButton);
        QTRY_VERIFY(!working || !working->isVisible());
        // The lock is still held: a query that was only left alone would wait there.
        QTRY_COMPARE(waiting(*watcher), std::string("0"));
        bool said = false;
        for (const auto* label : page.findChildren<QLabel*>())
            said = said || label->text().contains("Nothing was added to the engagement");
        QVERIFY(said);
        QVERIFY(!workbench.snapshot());
    }
};

QTEST_MAIN(TestCancel)
#include "tst_cancel.moc"
