// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/units.h"
#include "core/prove/verify.h"
#include "core/readiness/readiness.h"
#include "ui/kit/chip.h"
#include "ui/kit/code_view.h"
#include "ui/kit/figure_tile.h"
#include "ui/kit/side_by_side.h"
#include "ui/kit/table_view.h"
#include "ui/pages/readiness/conversion_panel.h"
#include "ui/pages/readiness/conversion_words.h"
#include "ui/pages/readiness/object_model.h"
#include "ui/pages/readiness/obstacle_list.h"
#include "ui/pages/readiness/readiness_page.h"
#include "ui/pages/readiness/try_it.h"
#include "ui/pages/readiness/type_map_editor.h"
#include "ui/pages/readiness/verify_dialog.h"
#include "ui/theme/theme_manager.h"

#include <QApplication>
#include <QComboBox>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace causeway;
using namespace causeway::ui;

namespace {

constexpr auto kDump = R"(-- MySQL dump 10.13  Distrib 8.0.36, for Linux (x86_64)
CREATE DATABASE `shop`;
USE `shop`;
CREATE TABLE `country` (`id` int NOT NULL, `name` varchar(60) NOT NULL, PRIMARY KEY (`id`)) ENGINE=InnoDB;
CREATE TABLE `orders` (
  `id` bigint unsigned NOT NULL AUTO_INCREMENT,
  `country_id` int NOT NULL,
  `note` varchar(40) DEFAULT NULL,
  `place` varchar(40) NOT NULL,
  `count` bigint NOT NULL,
  `status` enum('new','paid','sent') NOT NULL DEFAULT 'new',
  `paid` tinyint(1) NOT NULL DEFAULT 0,
  `created` datetime NOT NULL DEFAULT '0000-00-00 00:00:00',
  `updated` timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP,
  PRIMARY KEY (`id`),
  KEY `k_status` (`status`)
) ENGINE=InnoDB;
CREATE VIEW `open_orders` AS SELECT id, status FROM orders WHERE status <> 'sent';
DELIMITER ;;
CREATE PROCEDURE `close_day`()
BEGIN
  DECLARE n INT;
  SELECT COUNT(*) INTO n FROM orders;
  GET DIAGNOSTICS CONDITION 1 @x = MESSAGE_TEXT;
END ;;
DELIMITER ;
)";

Services realImport() {
    Services services;
    services.importFiles = [](const std::vector<std::string>& paths, const std::string& name,
                              Progress& progress) {
        return causeway::importFiles(paths, name, progress);
    };
    services.sampleFolder = CAUSEWAY_SOURCE_DIR "/resources/sample";
    return services;
}

QString corpus(const char* file) {
    for (const char* up : {"/../shared/corpus/", "/../../shared/corpus/"})
        if (const auto path = QString(CAUSEWAY_SOURCE_DIR) + up + file; QFile::exists(path))
            return path;
    return {};
}

/// The page over an engagement that holds the dump above, converted.
struct Bench {
    QTemporaryDir folder;
    Workbench workbench;
    ReadinessPage page{workbench};

    explicit Bench(const Services& services = realImport()) : workbench(services) {
        page.resize(1232, 824);
        page.show();
    }
    bool import(const QByteArray& dump = kDump) {
        QFile file(folder.filePath("schema.sql"));
        if (!file.open(QIODevice::WriteOnly) || file.write(dump) != dump.size())
            return false;
        file.close();
        workbench.open(folder.filePath("a.causeway"), true);
        workbench.importFiles({file.fileName()}, "shop-db-1");
        return QTest::qWaitFor([this] { return bool(workbench.readiness()); }, 30000);
    }
    const ReadinessReport& report() const { return workbench.readiness()->front(); }
    TableView* table() const { return page.findChild<TableView*>(); }
    QString cell(int row, int column) const { return table()->model()->index(row, column).data().toString(); }
    QString shownName() const { return page.findChild<QLabel*>("object-name")->accessibleName(); }
    int rows() const { return table()->model()->rowCount(); }
    void choose(int row) const {
        QTest::mouseClick(table()->viewport(), Qt::LeftButton, {},
                          table()->visualRect(table()->model()->index(row, 0)).center());
    }
    int rowOf(const QString& name) const {
        for (int i = 0; i < rows(); ++i)
            if (cell(i, ObjectModel::NameColumn) == name)
                return i;
        return -1;
    }
};

} // namespace

class TestReadiness : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { ThemeManager::instance().install(*qApp, ThemeManager::Mode::Light); }

    void withoutASchemaItLeadsToSources() {
        Bench bench;
        QSignalSpy spy(&bench.page, &Page::navigate);
        QPushButton* button = nullptr;
        for (auto* b : bench.page.findChildren<QPushButton*>())
            if (b->isVisible() && b->text().contains("Sources"))
                button = b;
        QVERIFY(button);
        QTest::mouseClick(button, Qt::LeftButton);
        QCOMPARE(spy.at(0).at(0).toString(), QString("sources"));
        QVERIFY(bench.page.station().value.isEmpty());
        QVERIFY(!bench.page.exportResult());
    }

    void everyObjectHasARowHardestFirst() {
        Bench bench;
        QVERIFY(bench.import());
        const auto& report = bench.report();
        QVERIFY(report.conversions.size() >= 4);
        QCOMPARE(bench.rows(), int(report.conversions.size()) + !report.general.empty());
        int last = 9;
        for (int i = report.general.empty() ? 0 : 1; i < bench.rows(); ++i) {
            const auto word = bench.cell(i, ObjectModel::VerdictColumn);
            const int rank = word == "Manual" ? 2 : word == "Assisted" ? 1 : 0;
            QVERIFY(rank <= last);
            last = rank;
        }
        QCOMPARE(bench.page.station().value,
                 QString::fromStdString(formatPercent(double(report.count(Verdict::Automatic)) /
                                                      double(report.conversions.size()))));
        QVERIFY(bench.page.station().state == StationState::State::Built);
    }

    void theHeadlineCountsWhatIsThere() {
        ReadinessReport report;
        QCOMPARE(readinessHeadline(report), QString("There is no object to convert"));
        const auto add = [&](Verdict verdict, int n) {
            for (int i = 0; i < n; ++i) {
                Conversion c;
                c.verdict = verdict;
                c.proof = verdict == Verdict::Manual ? Proof::Unchecked : Proof::Parsed;
                report.conversions.push_back(c);
            }
        };
        add(Verdict::Automatic, 63);
        QCOMPARE(readinessHeadline(report), QString("All 63 objects convert by themselves"));
        add(Verdict::Manual, 3);
        QCOMPARE(readinessHeadline(report), QString("63 of 66 objects convert by themselves; 3 need a hand"));
        add(Verdict::Assisted, 5);
        QCOMPARE(readinessHeadline(report),
                 QString("63 of 71 objects convert by themselves; 5 need an answer and 3 a hand"));
        QVERIFY(readinessBasis(report).contains("68 parsed, 3 unchecked; none has run"));
        report.conversions[0].proof = Proof::Ran;
        QVERIFY(readinessBasis(report).contains("1 ran, 67 parsed, 3 unchecked."));
    }

    void aRowShowsSourceTargetAndProof() {
        Bench bench;
        QVERIFY(bench.import());
        const int row = bench.rowOf("orders");
        QVERIFY(row >= 0);
        bench.choose(row);
        QCOMPARE(bench.shownName(), QString("shop.orders"));
        const auto& all = bench.report().conversions;
        const auto it =
            std::find_if(all.begin(), all.end(), [](const auto& c) { return c.name == "orders"; });
        const auto* target = bench.page.findChild<SideBySide*>()->target();
        QCOMPARE(target->toPlainText(), QString::fromStdString(it->target));
        // The badge says the proof's word and nothing more.
        QTRY_COMPARE(bench.page.findChildren<Chip*>("proof-badge").size(), 1);
        QCOMPARE(bench.page.findChild<Chip*>("proof-badge")->text(),
                 QString::fromStdString(std::string(proofName(it->proof))));
        const auto shown = [&] {
            return bench.page.findChild<ConversionPanel*>()
                ->findChild<ObstacleList*>()
                ->findChildren<QWidget*>("obstacle")
                .size();
        };
        QTRY_COMPARE(shown(), qsizetype(it->obstacles.size()));
    }

    void tilesAndWordsFilter() {
        Bench bench;
        QVERIFY(bench.import());
        const int automatic = bench.report().count(Verdict::Automatic);
        auto* tile = bench.page.findChild<FigureTile*>("verdict-automatic");
        QTest::mouseClick(tile, Qt::LeftButton);
        QCOMPARE(bench.rows(), automatic);
        QTest::mouseClick(tile, Qt::LeftButton);
        auto* views = bench.page.findChild<QAbstractButton*>("group-Views");
        QVERIFY(views);
        QTest::mouseClick(views, Qt::LeftButton);
        QCOMPARE(bench.rows(), 1);
        QCOMPARE(bench.shownName(), QString("shop.open_orders"));
        QTest::mouseClick(views, Qt::LeftButton);
        bench.page.focusFilter();
        QTest::keyClicks(bench.page.findChild<QLineEdit*>("filter"), "country table");
        QCOMPARE(bench.rows(), 1);
        QCOMPARE(bench.shownName(), QString("shop.country"));
        bench.page.showAnchor("orders"); // what is asked for is shown whatever the filter
        QCOMPARE(bench.shownName(), QString("shop.orders"));
        bench.page.showAnchor("no_such_table");
        QCOMPARE(bench.shownName(), QString("shop.orders"));
    }

    void keysStepThroughChanges() {
        Bench bench;
        QVERIFY(bench.import());
        bench.page.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&bench.page));
        bench.page.showAnchor("shop.orders");
        auto* target = bench.page.findChild<SideBySide*>()->target();
        bench.table()->setFocus();
        const int before = target->textCursor().blockNumber();
        QTest::keyClick(&bench.page, Qt::Key_F8);
        const int after = target->textCursor().blockNumber();
        QVERIFY(after > before);
        QVERIFY(target->lineMarks().count(after + 1));
        QTest::keyClick(&bench.page, Qt::Key_F8, Qt::ShiftModifier);
        QVERIFY(target->textCursor().blockNumber() < after);
        while (bench.page.findChild<ConversionPanel*>()->step(true)) {
        }
        QVERIFY(!bench.page.findChild<ConversionPanel*>()->step(true));
    }

    /// A choice of the type map is kept with the engagement, and the object shown follows.
    void aChoiceConvertsAnew() {
        Bench bench;
        QVERIFY(bench.import());
        bench.page.showView(ReadinessPage::View::TypeMap);
        auto* editor = bench.page.findChild<TypeMapEditor*>();
        QVERIFY(editor->isVisible());
        auto* tables = editor->findChild<QComboBox*>("type-map-table");
        tables->setCurrentIndex(tables->findText("shop.orders"));
        auto* target = editor->findChild<CodeView*>("type-map-target");
        QVERIFY(target->toPlainText().contains("paid smallint"));
        auto* box = editor->findChild<QComboBox*>("choice-tinyint1");
        box->setCurrentIndex(box->findData("boolean"));
        QTRY_VERIFY_WITH_TIMEOUT(target->toPlainText().contains("paid boolean"), 10000);
        QCOMPARE(bench.workbench.criteria().text("type_map").value_or(""), std::string("tinyint1=boolean"));
        auto* column = editor->findChild<QComboBox*>("column-paid");
        QVERIFY(column);
        column->setCurrentIndex(column->findData("smallint"));
        QTRY_VERIFY_WITH_TIMEOUT(target->toPlainText().contains("paid smallint"), 10000);
        const auto path = bench.workbench.path();
        Workbench again{realImport()};
        again.open(path);
        QCOMPARE(again.criteria().text("type_map").value_or(""),
                 std::string("tinyint1=boolean; shop.orders.paid=smallint"));
    }

    /// Names and their quotes are chosen in the editor too, and the names that change are listed there.
    void quotesAndNamesFollow() {
        Bench bench;
        QVERIFY(bench.import(QByteArray(kDump).replace("`note`", "`" + QByteArray(64, 'n') + "`")));
        bench.page.showView(ReadinessPage::View::TypeMap);
        auto* editor = bench.page.findChild<TypeMapEditor*>();
        auto* tables = editor->findChild<QComboBox*>("type-map-table");
        tables->setCurrentIndex(tables->findText("shop.orders"));
        auto* target = editor->findChild<CodeView*>("type-map-target");
        QVERIFY(!target->toPlainText().contains("\"paid\""));
        auto* box = editor->findChild<QComboBox*>("choice-quotes");
        box->setCurrentIndex(box->findData("always"));
        QTRY_VERIFY_WITH_TIMEOUT(target->toPlainText().contains("\"paid\" smallint"), 10000);
        auto* names = editor->findChild<CodeView*>("type-map-names");
        int listed = 0;
        for (const auto& n : bench.report().names)
            listed += names->toPlainText().contains(QString::fromStdString(n.to)) ? 1 : 0;
        QVERIFY(listed > 0);
        QCOMPARE(listed, int(bench.report().names.size()));
    }

    void theScratchpadConvertsAsOneTypes() {
        Bench bench;
        QVERIFY(bench.import());
        bench.page.showView(ReadinessPage::View::TryIt);
        auto* pad = bench.page.findChild<TryIt*>();
        auto* target = pad->findChild<CodeView*>("try-target");
        pad->setText("SELECT IFNULL(note, '?') FROM orders LIMIT 10, 5;");
        QTRY_VERIFY_WITH_TIMEOUT(target->toPlainText().contains("coalesce(note, '?')"), 5000);
        QVERIFY(target->toPlainText().contains("OFFSET 10"));
        QTRY_COMPARE(pad->findChild<Chip*>("try-badge")->text(), QString("parsed"));
        QSignalSpy spy(pad, &TryIt::converted);
        QTest::keyClicks(pad->findChild<CodeView*>("try-source"), " ");
        QVERIFY(spy.wait(5000));
        QVERIFY2(pad->lastMs() < 100, qPrintable(QString::number(pad->lastMs())));
        pad->setText("SELECT MATCH (a) AGAINST ('x') FROM no_such_table");
        QTRY_VERIFY_WITH_TIMEOUT(target->toPlainText().contains("Manual"), 5000);
        pad->setText("");
        QTRY_COMPARE_WITH_TIMEOUT(target->toPlainText(), QString(), 5000);
    }

    void filesOfTheMove() {
        Bench bare;
        QVERIFY(!bare.page.findChild<QAction*>("export-move")->isVisible()); // nothing is wired in
        Services services = realImport();
        QString told;
        services.moveFiles = [&told](const std::string& folder, const ServerEvidence& server, const Criteria&,
                                     const ReadinessReport& report) {
            if (server.id != report.server)
                throw Error(ErrorCode::Internal, "another server's conversion");
            if (folder.ends_with("full"))
                throw Error(ErrorCode::Storage, "no space left");
            told = QString::fromStdString(folder + " " + report.server);
            return std::vector<std::string>{folder + "/README.txt"};
        };
        Bench bench(services);
        QVERIFY(bench.import());
        QVERIFY(bench.page.findChild<QAction*>("export-move")->isVisible());
        bench.page.writeMoveTo("/tmp/x/move");
        auto* note = bench.page.findChild<QLabel*>("verify-note");
        QTRY_VERIFY(note->text().contains("README.txt"));
        QVERIFY2(told.startsWith("/tmp/x/move "), qPrintable(told));
        bench.page.writeMoveTo("/tmp/x/full");
        QTRY_COMPARE(note->text(), QString("no space left"));
    }
    /// A verification is kept with the evidence; the page then shows its badges.
    void verifyingGivesBadges() {
        Bench bench;
        QVERIFY(bench.import());
        QVERIFY(!bench.page.findChild<QPushButton*>("verify")->isVisible()); // nothing is wired in
        Services services = realImport();
        services.verify = [](const Snapshot& snapshot, const std::string& server, const Criteria& criteria,
                             const ScratchServers& scratch, const SecretProvider&, Progress& progress) {
            const auto report = assessReadiness(*snapshot.server(server), criteria, {}, progress);
            prove::Verification found;
            found.serverVersion = "15.14";
            for (const auto& c : report.conversions)
                if (c.name == "country")
                    found.proofs.push_back(
                        {c.kind, c.schema, c.name, conversionDigest(c), ObjectProof::Result::Ran, {}});
            return prove::withProofs(snapshot, server, found, scratch.target);
        };
        Workbench workbench(services);
        ReadinessPage page(workbench);
        page.resize(1232, 824);
        page.show();
        workbench.open(bench.workbench.path());
        QTRY_VERIFY_WITH_TIMEOUT(bool(workbench.readiness()), 30000);
        QVERIFY(page.findChild<QPushButton*>("verify")->isVisible());
        page.verifyOn({parseTarget("postgresql://postgres@127.0.0.1:1")}, {});
        QVERIFY(page.findChild<QPushButton*>("verify-cancel")->isVisible());
        const auto ran = [&] {
            const auto reports = workbench.readiness();
            return reports &&
                   std::any_of(reports->front().conversions.begin(), reports->front().conversions.end(),
                               [](const auto& c) { return c.proof == Proof::Ran; });
        };
        QTRY_VERIFY_WITH_TIMEOUT(ran(), 30000);
        page.showAnchor("shop.country");
        QTRY_COMPARE(page.findChild<Chip*>("proof-badge")->text(), QString("ran"));
        page.showAnchor("shop.orders");
        QTRY_COMPARE(page.findChild<Chip*>("proof-badge")->text(), QString("parsed"));
        Workbench again(realImport());
        again.open(workbench.path());
        QVERIFY(again.snapshot()->servers[0].probe(kProofProbe));
    }

    void theVerifyDialogRefusesWhatIsNoServer() {
        VerifyDialog dialog("mysql://root@127.0.0.1", {}, 15);
        auto* run = dialog.findChild<QPushButton*>("verify-run");
        QVERIFY(!run->isEnabled());
        auto* url = dialog.findChild<QLineEdit*>("verify-url");
        url->setText("postgresql://u:secret@127.0.0.1");
        QVERIFY(!run->isEnabled());
        url->setText("postgresql://u@127.0.0.1:5433");
        QVERIFY(run->isEnabled());
        QCOMPARE(dialog.servers().target.port, std::uint16_t(5433));
        QVERIFY(!dialog.servers().original);
        QVERIFY(!dialog.secret()(dialog.servers().target));
        auto* original = dialog.findChild<QLineEdit*>("verify-original");
        original->setText("postgresql://u@127.0.0.1:5434");
        QVERIFY(!run->isEnabled());
        original->setText("mysql://u@127.0.0.1:3307");
        QVERIFY(run->isEnabled());
        QCOMPARE(dialog.servers().original->port, std::uint16_t(3307));
        dialog.findChild<QLineEdit*>("verify-original-password")->setText("word");
        QVERIFY(!dialog.secret()(dialog.servers().target));
        QCOMPARE(*dialog.secret()(*dialog.servers().original), std::string("word"));
    }

    void exportsScriptAndList() {
        Bench bench;
        QVERIFY(bench.import());
        const auto read = [](const QString& path) {
            QFile file(path);
            return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
        };
        const auto sql = bench.folder.filePath("all.sql"), csv = bench.folder.filePath("list.csv");
        bench.page.saveTo(sql);
        QCOMPARE(read(sql), QByteArray::fromStdString(bench.report().script()));
        bench.page.saveTo(csv);
        const auto lines = read(csv).split('\n');
        QCOMPARE(lines.front(), QByteArray("Verdict,Object,Kind,Proof,Effort"));
        QVERIFY(read(csv).contains("shop.orders,Table,"));
        QVERIFY_EXCEPTION_THROWN(bench.page.saveTo(bench.folder.filePath("none/all.sql")), Error);
    }

    void theServersOwnObstaclesAreARow() {
        auto report = ReadinessReport{};
        Conversion table;
        table.kind = "table";
        table.name = "a";
        report.conversions = {table};
        Obstacle obstacle;
        obstacle.id = "mysql.sql_mode";
        obstacle.verdict = Verdict::Assisted;
        obstacle.message = "the server accepts zero dates";
        obstacle.effort = {1, 1.5, 2};
        report.general = {obstacle};
        report.server = "shop-db-1";
        auto reports = std::make_shared<const std::vector<ReadinessReport>>(std::vector{report});
        ObjectModel model;
        model.setReport(reports, &reports->front());
        QCOMPARE(model.rowCount(), 2);
        QCOMPARE(model.index(0, ObjectModel::NameColumn).data().toString(), QString("Server and workload"));
        QCOMPARE(model.index(0, ObjectModel::VerdictColumn).data().toString(), QString("Assisted"));
        QCOMPARE(model.find("a"), 1);
        ConversionPanel panel;
        panel.resize(800, 600);
        panel.show();
        panel.showGeneral(reports->front());
        QVERIFY(!panel.findChild<SideBySide*>()->isVisible());
        QVERIFY(!panel.step(true));
        QCOMPARE(panel.findChild<ObstacleList*>()->findChildren<QWidget*>("obstacle").size(), qsizetype(1));
    }

    /// With CAUSEWAY_TEST_PICTURES=<folder> the page is kept as pictures of real content.
    void pictures() {
        const auto folder = qEnvironmentVariable("CAUSEWAY_TEST_PICTURES");
        if (folder.isEmpty())
            QSKIP("CAUSEWAY_TEST_PICTURES is not set");
        const auto sakila = corpus("schemas/sakila-schema.sql");
        Bench none;
        QVERIFY(none.page.grab().save(folder + "/readiness-none.png"));
        for (const auto mode : {ThemeManager::Mode::Light, ThemeManager::Mode::Dark}) {
            ThemeManager::instance().setMode(mode);
            const QString end = mode == ThemeManager::Mode::Dark ? "-dark.png" : ".png";
            for (const bool sample : {true, false}) {
                Bench bench;
                if (sample) {
                    bench.workbench.openSample(bench.folder.filePath("s.causeway"));
                } else {
                    bench.workbench.open(bench.folder.filePath("s.causeway"), true);
                    bench.workbench.importFiles({sakila}, "sakila");
                }
                QTRY_VERIFY_WITH_TIMEOUT(bench.workbench.readiness(), 60000);
                QTest::qWait(100);
                const QString name = sample ? "/readiness-shop" : "/readiness-sakila";
                QVERIFY(bench.page.grab().save(folder + name + "-general" + end));
                bench.page.showAnchor(sample ? "orders" : "film");
                QTest::qWait(100);
                QVERIFY(bench.page.grab().save(folder + name + end));
                bench.page.showView(ReadinessPage::View::TypeMap);
                QTest::qWait(200);
                QVERIFY(bench.page.grab().save(folder + name + "-types" + end));
                bench.page.showView(ReadinessPage::View::TryIt);
                bench.page.findChild<TryIt*>()->setText(
                    "SELECT customers_name, IFNULL(COUNT(*), 0) AS placed\nFROM orders\nWHERE "
                    "customers_email_address LIKE 'a%' AND date_purchased > NOW() - INTERVAL 7 DAY\nGROUP BY "
                    "customers_name ORDER BY placed DESC LIMIT 20, 10;\n\nUPDATE orders SET delivery_city = "
                    "'Kyiv' WHERE orders_id = 7 LIMIT 1;\n");
                QTest::qWait(800);
                QVERIFY(bench.page.grab().save(folder + name + "-try" + end));
                bench.page.showView(ReadinessPage::View::Objects);
            }
        }
        ThemeManager::instance().setMode(ThemeManager::Mode::Light);
    }
};

QTEST_MAIN(TestReadiness)
#include "tst_readiness.moc"
