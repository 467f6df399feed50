// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/collect/script/script_writer.h"
#include "core/snapshot/snapshot_json.h"
#include "ui/kit/code_view.h"
#include "ui/kit/segment.h"
#include "ui/kit/states.h"
#include "ui/kit/table_view.h"
#include "ui/pages/sources/collection_plan.h"
#include "ui/pages/sources/connection_steps.h"
#include "ui/pages/sources/probe_list.h"
#include "ui/pages/sources/source_panel.h"
#include "ui/pages/sources/sources_page.h"
#include "ui/theme/theme_manager.h"

#include <QApplication>
#include <QComboBox>
#include <QDropEvent>
#include <QElapsedTimer>
#include <QLabel>
#include <QLineEdit>
#include <QMimeData>
#include <QPushButton>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTemporaryDir>
#include <QTest>

#include <atomic>
#include <mutex>

using namespace causeway;
using namespace causeway::ui;

namespace {

constexpr auto kPassword = "hunter2-not-on-disk";

Snapshot twoServers() {
    Snapshot snapshot;
    for (const char* name : {"shop-db-1", "shop-db-2"}) {
        ServerEvidence server;
        server.id = name;
        server.version = {8, 0, 36};
        server.catalog.emplace();
        Table table;
        table.schema = "shop";
        table.name = "orders";
        server.catalog->tables = {table};
        snapshot.servers.push_back(server);
        Source source;
        source.id = "S" + std::to_string(snapshot.servers.size());
        source.kind = "mysql";
        source.label = name;
        source.captured = *parseInstant("2026-11-20T09:14:00Z");
        snapshot.sources.push_back(source);
    }
    snapshot.taken = snapshot.sources[0].captured;
    seal(snapshot);
    return snapshot;
}

Snapshot oneFile() {
    Snapshot snapshot;
    ServerEvidence server;
    server.id = "server";
    snapshot.servers.push_back(server);
    Source source;
    source.id = "S1";
    source.kind = "slow-log";
    source.label = "slow.log";
    source.remark = "4 entries";
    source.captured = *parseInstant("2026-11-20T09:14:00Z");
    snapshot.sources.push_back(source);
    snapshot.taken = source.captured;
    seal(snapshot);
    return snapshot;
}

/// Collectors that answer at once, and remember what they were asked.
struct Fakes {
    std::mutex lock;
    std::vector<Target> targets;
    std::vector<std::string> passwords;
    std::vector<std::string> files;
    std::string serverName;
    ConnectionTest test;
    std::optional<Error> failure;
    std::atomic<bool> slow{false};
    std::atomic<bool> release{false};

    void hold(Progress& progress) {
        while (slow && !release) {
            progress.report("reading slow.log", 41, 67);
            QThread::msleep(5);
        }
    }
    void answer(const SecretProvider& secret) {
        const std::lock_guard guard(lock);
        passwords.clear();
        for (const auto& target : targets)
            passwords.push_back(secret(target).value_or(""));
        if (failure)
            throw Error(*failure);
    }
    Services services() {
        Services services;
        services.collect = [this](const std::vector<Target>& all, const CollectOptions&,
                                  const SecretProvider& secret, Progress& progress) {
            hold(progress);
            targets = all;
            answer(secret);
            return twoServers();
        };
        services.importFiles = [this](const std::vector<std::string>& paths, const std::string& name,
                                      Progress& progress) {
            hold(progress);
            const std::lock_guard guard(lock);
            files = paths;
            serverName = name;
            if (failure)
                throw Error(*failure);
            return oneFile();
        };
        services.testConnection = [this](const Target& target, const SecretProvider& secret, Progress&) {
            targets = {target};
            answer(secret);
            return test;
        };
        return services;
    }
};

/// The page in a window of its own, over an engagement in a folder of its own.
struct Bench {
    QTemporaryDir folder;
    Fakes fakes;
    Workbench workbench{fakes.services()};
    SourcesPage page{workbench};

    explicit Bench(bool open = true) {
        page.resize(1232, 824);
        page.show();
        if (open)
            workbench.open(folder.filePath("a.causeway"), true);
    }
    template <class Widget> Widget* find(const char* name) const {
        auto* widget = page.findChild<Widget*>(name);
        if (!widget)
            qFatal("no widget called %s", name);
        return widget;
    }
    void click(const char* name) const { QTest::mouseClick(find<QPushButton>(name), Qt::LeftButton); }
    void type(const char* name, const QString& text) const {
        auto* field = find<QLineEdit>(name);
        field->setFocus();
        field->selectAll();
        QTest::keyClicks(field, text);
    }
    void connection() const {
        type("url", "mysql://audit@10.20.4.13:3307/shop");
        type("password", kPassword);
    }
    QString step(const char* id) const {
        auto* widget = page.findChild<QWidget*>(QString("step-") + id);
        return widget ? widget->accessibleName() : QString();
    }
    bool says(const QString& text) const {
        for (auto* label : page.findChildren<QLabel*>())
            if (label->isVisibleTo(&page) && label->text().contains(text))
                return true;
        return false;
    }
};

void picture(QWidget& widget, const QString& name) {
    if (const auto folder = qEnvironmentVariable("CAUSEWAY_SHOTS"); !folder.isEmpty())
        widget.grab().save(folder + "/" + name + ".png");
}

} // namespace

class TestSources : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { ThemeManager::instance().install(*qApp, ThemeManager::Mode::Light); }

    void withoutAnEngagementItLeadsToStart() {
        Bench bench(false);
        QSignalSpy spy(&bench.page, &Page::navigate);
        QVERIFY(bench.find<QPushButton>("to-start")->isVisible());
        bench.click("to-start");
        QCOMPARE(spy.count(), 1);
        QCOMPARE(spy[0][0].toString(), QString("start"));
        QVERIFY(bench.page.station().value.isEmpty());
        bench.workbench.open(bench.folder.filePath("b.causeway"), true);
        QVERIFY(!bench.find<QPushButton>("to-start")->isVisible());
        QVERIFY(bench.says("Nothing has been read yet"));
    }

    void aPastedUrlFillsTheFields() {
        Bench bench;
        bench.type("url", "postgresql://audit@db.example:6432/shop?tls=require&environment=staging");
        QCOMPARE(bench.find<QLineEdit>("host")->text(), QString("db.example"));
        QCOMPARE(bench.find<QSpinBox>("port")->value(), 6432);
        QCOMPARE(bench.find<QLineEdit>("user")->text(), QString("audit"));
        QCOMPARE(bench.find<QLineEdit>("database")->text(), QString("shop"));
        QCOMPARE(bench.find<QComboBox>("engine")->currentText(), QString("PostgreSQL"));
        QCOMPARE(bench.find<QComboBox>("environment")->currentText(), QString("Staging"));
        QCOMPARE(bench.find<QComboBox>("tls")->currentData().toInt(), int(Target::Tls::Require));
        bench.type("host", "other.example");
        QCOMPARE(bench.find<QLineEdit>("url")->text(), QString("postgresql://audit@other.example:6432/shop"));
    }

    void aPasswordInTheUrlIsRefused() {
        Bench bench;
        bench.type("user", "audit");
        QVERIFY(bench.find<QPushButton>("collect")->isEnabled());
        bench.type("url", "mysql://audit:secret@10.0.0.1/shop");
        QVERIFY(bench.find<QLabel>("url-note")->isVisible());
        QVERIFY(bench.find<QLabel>("url-note")->text().contains("password"));
        QVERIFY(bench.find<QLineEdit>("url")->property("blamed").toBool());
        QVERIFY(!bench.find<QPushButton>("collect")->isEnabled());
        QVERIFY(!bench.find<QPushButton>("test-connection")->isEnabled());
        bench.type("url", "mysql://audit@10.0.0.1/shop");
        QVERIFY(!bench.find<QLabel>("url-note")->isVisible());
        QVERIFY(bench.find<QPushButton>("collect")->isEnabled());
    }

    void anEngineBringsItsPort() {
        Bench bench;
        auto* engine = bench.find<QComboBox>("engine");
        engine->setFocus();
        QTest::keyClicks(engine, "Post");
        QTest::keyClick(engine, Qt::Key_Return);
        QCOMPARE(engine->currentText(), QString("PostgreSQL"));
        QCOMPARE(bench.find<QSpinBox>("port")->value(), 5432);
    }

    void theTestShowsEachStep() {
        Bench bench;
        bench.connection();
        bench.fakes.test = {true,    "8.0.36",        "TLS_AES_256_GCM_SHA384",         0.6, "privilege",
                            "lacks", "GRANT PROCESS", {"PROCESS", "REPLICATION CLIENT"}};
        bench.click("test-connection");
        QTRY_COMPARE(bench.step("login"), QString("Login: passed"));
        QCOMPARE(bench.step("tls"), QString("TLS: passed"));
        QCOMPARE(bench.step("privilege"), QString("Privileges: something lacks"));
        QTRY_VERIFY(bench.says("REPLICATION CLIENT"));
        QVERIFY(bench.says("GRANT PROCESS"));
        QVERIFY(bench.says("8.0.36"));
        QCOMPARE(bench.fakes.passwords, std::vector<std::string>{kPassword});
        QCOMPARE(bench.fakes.targets.at(0).port, std::uint16_t(3307));
    }

    void aFailedStepBlamesItsFields() {
        Bench bench;
        bench.connection();
        bench.fakes.test.failedStep = "login";
        bench.fakes.test.message = "Access denied for user 'audit'";
        bench.fakes.test.hint = "Check the user, the password and the host.";
        bench.click("test-connection");
        QTRY_COMPARE(bench.step("login"), QString("Login: failed"));
        QCOMPARE(bench.step("port"), QString("Port: passed"));
        QCOMPARE(bench.step("privilege"), QString("Privileges: not tried"));
        QTRY_VERIFY(bench.says("Access denied"));
        QVERIFY(bench.says("Check the user"));
        QVERIFY(bench.find<QLineEdit>("user")->property("blamed").toBool());
        QVERIFY(!bench.find<QLineEdit>("host")->property("blamed").toBool());
        bench.type("user", "root");
        QVERIFY(!bench.find<QLineEdit>("user")->property("blamed").toBool());
        QTRY_COMPARE(bench.step("login"), QString("Login: not tried"));
    }

    void collectsSeveralServersAndKeepsNoPassword() {
        Bench bench;
        bench.connection();
        bench.click("another-server");
        QVERIFY(bench.find<QLineEdit>("password")->text().isEmpty());
        bench.type("url", "mysql://audit@10.20.4.14/shop");
        QSignalSpy stations(&bench.page, &Page::stationChanged);
        bench.click("collect");
        QCOMPARE(int(bench.page.station().state), int(StationState::State::Working));
        QTRY_VERIFY(bench.workbench.snapshot());
        QCOMPARE(bench.fakes.targets.size(), std::size_t(2));
        QCOMPARE(bench.fakes.passwords, (std::vector<std::string>{kPassword, ""}));
        QCOMPARE(bench.page.station().value, QString("2"));
        QTRY_COMPARE(int(bench.page.station().state), int(StationState::State::Built));
        QVERIFY(stations.count() > 0);
        QVERIFY(bench.says("2 servers tell of 2 tables; "));
        QCOMPARE(bench.page.findChild<SourcePanel*>()->findChild<TableView*>()->model()->rowCount(), 2);
        for (const auto& name : QDir(bench.folder.path()).entryList(QDir::Files)) {
            QFile file(bench.folder.filePath(name));
            QVERIFY(file.open(QIODevice::ReadOnly));
            QVERIFY(!file.readAll().contains(kPassword));
        }
    }

    void aFailureStandsInPlaceAndCanBeTriedAgain() {
        Bench bench;
        bench.connection();
        bench.fakes.failure =
            Error(ErrorCode::Connection, "cannot connect to 10.20.4.13", "refused", "check");
        bench.click("collect");
        QTRY_VERIFY(bench.page.findChild<FailedState*>("task-failed"));
        QVERIFY(!bench.workbench.snapshot());
        auto* failed = bench.page.findChild<FailedState*>("task-failed");
        QVERIFY(failed->isVisible());
        QVERIFY(failed->details().contains("refused"));
        QVERIFY(!failed->details().contains(kPassword));
        bench.fakes.failure.reset();
        QPushButton* again = nullptr;
        for (auto* button : failed->findChildren<QPushButton*>())
            if (button->text().trimmed() == "Try again")
                again = button;
        QVERIFY(again);
        QTRY_VERIFY(again->isVisible());
        QTest::mouseClick(again, Qt::LeftButton);
        QTRY_VERIFY(bench.workbench.snapshot());
        QTRY_VERIFY(!bench.page.findChild<FailedState*>("task-failed"));
    }

    void progressIsShownAndCancelled() {
        Bench bench;
        bench.fakes.slow = true;
        bench.workbench.importFiles({"/x/slow.log"}, "shop"); // as the window does with dropped files
        auto* working = bench.page.findChild<WorkingState*>();
        QVERIFY(working);
        QTRY_VERIFY(working->isVisible());
        QTRY_VERIFY(bench.says("reading slow.log"));
        QElapsedTimer clock;
        clock.start();
        QTest::mouseClick(working->findChild<QPushButton*>(), Qt::LeftButton);
        QTRY_VERIFY(bench.says("Stopped"));
        QVERIFY2(clock.elapsed() < 2000, std::to_string(clock.elapsed()).c_str());
        QVERIFY(
            bench.says("Nothing was added to the engagement")); // what is partial is not kept, and says so
        QVERIFY(!bench.workbench.snapshot());
    }

    void aCollectionIsShownBeforeItRuns_data() {
        QTest::addColumn<QString>("engine");
        QTest::addColumn<QString>("safe");
        QTest::addColumn<QString>("grant");
        QTest::addColumn<QString>("asked");
        QTest::newRow("MySQL")
            << "MySQL"
            << "SET SESSION TRANSACTION READ ONLY"
            << "GRANT SELECT, PROCESS, SHOW VIEW, REPLICATION CLIENT ON *.* TO 'audit'@'%';"
            << "SHOW GLOBAL STATUS";
        QTest::newRow("MariaDB")
            << "MariaDB"
            << "max_statement_time"
            << "GRANT SELECT, PROCESS, SHOW VIEW, BINLOG MONITOR, SLAVE MONITOR ON *.* TO"
            << "SHOW GLOBAL STATUS";
        QTest::newRow("PostgreSQL") << "PostgreSQL"
                                    << "default_transaction_read_only"
                                    << "GRANT pg_monitor TO \"audit\";"
                                    << "pg_stat_database";
    }
    void aCollectionIsShownBeforeItRuns() {
        QFETCH(QString, engine);
        QFETCH(QString, safe);
        QFETCH(QString, grant);
        QFETCH(QString, asked);
        Bench bench;
        bench.find<QComboBox>("engine")->setCurrentText(engine);
        bench.type("user", "audit");
        const auto plan = [&](const char* link) {
            if (auto* open = bench.page.findChild<CollectionPlan*>())
                delete open;
            bench.click(link);
            return bench.page.findChild<CollectionPlan*>();
        };
        auto* dialog = plan("show-statements");
        QVERIFY(dialog && dialog->isVisible());
        auto* table = dialog->findChild<TableView*>("plan-statements");
        QVERIFY(table->model()->rowCount() > 30);
        auto* sql = dialog->findChild<CodeView*>("plan-statement");
        QVERIFY2(sql->toPlainText().contains(safe), qPrintable(sql->toPlainText()));
        int medium = 0;
        for (int row = 1; row < table->model()->rowCount(); ++row) {
            table->selectRow(row);
            QVERIFY(sql->toPlainText().size() > 8);
            QVERIFY2(!sql->toPlainText().contains(QRegularExpression("\\{[a-z_]+[:}]")),
                     qPrintable(sql->toPlainText()));
            const auto cost = table->model()->index(row, ProbeList::CostColumn).data().toString();
            QVERIFY(cost == "low" || cost == "medium");
            medium += cost == "medium";
        }
        QVERIFY(medium > 5);
        picture(*dialog, "plan-" + engine);
        dialog = plan("show-grants");
        const auto grants = dialog->findChild<CodeView*>("plan-text")->toPlainText();
        QVERIFY2(grants.contains(grant), qPrintable(grants));
        picture(*dialog, "plan-grants-" + engine);
        dialog = plan("show-script");
        const auto script = dialog->findChild<CodeView*>("plan-text")->toPlainText();
        QCOMPARE(script.toStdString(), collectScript(engine == "MySQL"     ? Engine::MySQL
                                                     : engine == "MariaDB" ? Engine::MariaDB
                                                                           : Engine::PostgreSQL,
                                                     {}));
        QVERIFY(script.contains(asked));
        delete dialog;
    }

    void droppedFilesAreImportedForTheNamedServer() {
        Bench bench;
        bench.type("file-server", "shop-db-9");
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile("/x/schema.sql"), QUrl::fromLocalFile("/x/slow.log")});
        QDragEnterEvent enter({40, 300}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(bench.page.findChild<SourcePanel*>(), &enter);
        QVERIFY(enter.isAccepted());
        QDropEvent drop({40, 300}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(bench.page.findChild<SourcePanel*>(), &drop);
        QTRY_VERIFY(bench.workbench.snapshot());
        QCOMPARE(bench.fakes.files, (std::vector<std::string>{"/x/schema.sql", "/x/slow.log"}));
        QCOMPARE(bench.fakes.serverName, std::string("shop-db-9"));
        QVERIFY(bench.says("1 file tells of no table yet; "));
        auto* list = bench.page.findChild<SourcePanel*>()->findChild<TableView*>();
        QTest::mouseClick(list->viewport(), Qt::LeftButton, {},
                          list->visualRect(list->model()->index(1, 0)).center());
        QVERIFY(bench.find<QLabel>("source-remark")->text().contains("4 entries"));
    }

    void whatWasBegunForOneEngagementStaysOutOfAnother() {
        Bench bench;
        bench.fakes.slow = true;
        bench.workbench.importFiles({"/x/slow.log"}, "shop");
        bench.workbench.open(bench.folder.filePath("other.causeway"), true);
        bench.fakes.release = true;
        QTRY_COMPARE(bench.workbench.tasks().working(), 0);
        QVERIFY(!bench.workbench.snapshot());
        QVERIFY(bench.workbench.snapshots().empty());
    }

    void factsAreTakenWhenTheFieldIsLeft() {
        Bench bench;
        QTest::mouseClick(bench.page.findChild<Segment*>()->findChildren<QPushButton*>().at(1),
                          Qt::LeftButton);
        const auto unknown = int(factDefinitions().size());
        QVERIFY(bench.says(QString("%1 facts are still unknown").arg(unknown)));
        bench.type("fact-ram", "16GB");
        QVERIFY(!bench.workbench.criteria().fact("ram"));
        QTest::keyClick(bench.find<QLineEdit>("fact-ram"), Qt::Key_Return);
        QCOMPARE(bench.workbench.criteria().number("ram"), std::optional(16.0 * 1024 * 1024 * 1024));
        QVERIFY(bench.says("interview"));
        QVERIFY(bench.says(QString("%1 facts are still unknown").arg(unknown - 1)));
        auto* environment = bench.find<QComboBox>("fact-environment");
        environment->setFocus();
        QTest::keyClicks(environment, "prod");
        QTest::keyClick(environment, Qt::Key_Return);
        QCOMPARE(bench.workbench.criteria().text("environment"), std::optional<std::string>("production"));
        bench.type("fact-ram", " ");
        QTest::keyClick(bench.find<QLineEdit>("fact-ram"), Qt::Key_Return);
        QVERIFY(!bench.workbench.criteria().fact("ram"));
    }

    void aBadFactKeepsItsTextAndSaysWhy() {
        Bench bench;
        bench.page.showAnchor("ram");
        auto* field = bench.find<QLineEdit>("fact-ram");
        QVERIFY(field->isVisible());
        bench.type("fact-ram", "lots");
        QTest::keyClick(field, Qt::Key_Return);
        QCOMPARE(field->text(), QString("lots"));
        QVERIFY(field->property("blamed").toBool());
        QVERIFY(bench.find<QLabel>("note-ram")->text().contains("16GB"));
        QVERIFY(!bench.workbench.criteria().fact("ram"));
        bench.type("fact-cpus", "4"); // another answer does not wipe the refused text
        QTest::keyClick(bench.find<QLineEdit>("fact-cpus"), Qt::Key_Return);
        QCOMPARE(field->text(), QString("lots"));
        QVERIFY(field->property("blamed").toBool());
        bench.type("fact-ram", "32GB");
        QTest::keyClick(field, Qt::Key_Return);
        QVERIFY(!field->property("blamed").toBool());
        QVERIFY(bench.workbench.criteria().fact("ram"));
    }

    void everyDefinitionHasItsField() {
        Bench bench;
        for (const auto& definition : factDefinitions())
            QVERIFY2(bench.page.findChild<QWidget*>("fact-" + QString::fromStdString(definition.key)),
                     definition.key.c_str());
    }

    void stepsNeverClaimWhatWasNotTried_data() {
        QTest::addColumn<QString>("failed");
        QTest::addColumn<QList<int>>("states");
        using S = ConnectionStep::State;
        const int w = int(S::Waiting), p = int(S::Passed), f = int(S::Failed), l = int(S::Lacking);
        QTest::newRow("name") << "name" << QList<int>{f, w, w, w, w};
        QTest::newRow("port") << "port" << QList<int>{p, f, w, w, w};
        QTest::newRow("tls") << "tls" << QList<int>{p, p, f, w, w};
        QTest::newRow("login") << "login" << QList<int>{p, p, l, f, w};
        QTest::newRow("unnamed") << "" << QList<int>{p, p, l, p, f};
    }
    void stepsNeverClaimWhatWasNotTried() {
        QFETCH(QString, failed);
        QFETCH(QList<int>, states);
        ConnectionTest test;
        test.failedStep = failed.toStdString();
        Target target;
        QList<int> got;
        for (const auto& step : connectionSteps(test, target))
            got << int(step.state);
        QCOMPARE(got, states);
    }

    /// With CAUSEWAY_TEST_PICTURES=<folder> the page is kept as pictures of real content.
    void pictures() {
        const auto folder = qEnvironmentVariable("CAUSEWAY_TEST_PICTURES");
        if (folder.isEmpty())
            QSKIP("CAUSEWAY_TEST_PICTURES is not set");
        for (const auto mode : {ThemeManager::Mode::Light, ThemeManager::Mode::Dark}) {
            ThemeManager::instance().setMode(mode);
            const QString end = mode == ThemeManager::Mode::Dark ? "-dark.png" : ".png";
            Services services;
            services.importFiles = [](const auto& paths, const auto& name, Progress& p) {
                return causeway::importFiles(paths, name, p);
            };
            services.sampleFolder = CAUSEWAY_SOURCE_DIR "/resources/sample";
            Fakes fakes;
            services.testConnection = fakes.services().testConnection;
            fakes.test = {
                true,
                "10.11.6-MariaDB",
                "TLS_AES_256_GCM_SHA384",
                0.6,
                "privilege",
                "the account lacks BINLOG MONITOR, SLAVE MONITOR",
                "An administrator can run: GRANT BINLOG MONITOR, SLAVE MONITOR ON *.* TO this account.",
                {"BINLOG MONITOR", "SLAVE MONITOR"}};
            QTemporaryDir place;
            Workbench workbench(services);
            SourcesPage page(workbench);
            page.resize(1232, 824);
            page.show();
            QVERIFY(page.grab().save(folder + "/sources-none" + end));
            workbench.openSample(place.filePath("s.causeway"));
            QTRY_VERIFY_WITH_TIMEOUT(workbench.snapshot(), 60000);
            page.findChild<QLineEdit*>("url")->setFocus();
            QTest::keyClicks(page.findChild<QLineEdit*>("url"), "mariadb://audit@10.20.4.13:3306/shop");
            QTest::mouseClick(page.findChild<QPushButton*>("test-connection"), Qt::LeftButton);
            QTRY_VERIFY(page.findChild<QWidget*>("step-login"));
            QTest::qWait(200);
            QVERIFY(page.grab().save(folder + "/sources" + end));
            page.showAnchor("criteria");
            QTest::qWait(50);
            QVERIFY(page.grab().save(folder + "/facts" + end));
        }
        ThemeManager::instance().setMode(ThemeManager::Mode::Light);
    }
};

QTEST_MAIN(TestSources)
#include "tst_sources.moc"
