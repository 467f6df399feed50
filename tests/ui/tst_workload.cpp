// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/json.h"
#include "core/collect/collect.h"
#include "core/snapshot/snapshot_json.h"
#include "ui/charts/chart_view.h"
#include "ui/kit/code_view.h"
#include "ui/kit/figure_tile.h"
#include "ui/kit/segment.h"
#include "ui/kit/states.h"
#include "ui/pages/workload/period.h"
#include "ui/pages/workload/shape_findings.h"
#include "ui/pages/workload/shape_model.h"
#include "ui/pages/workload/shape_words.h"
#include "ui/pages/workload/workload_export.h"
#include "ui/pages/workload/workload_page.h"
#include "ui/pages/workload/workload_words.h"
#include "ui/theme/theme_manager.h"
#include "ui/window/main_window.h"

#include <QAbstractButton>
#include <QApplication>
#include <QComboBox>
#include <QDir>
#include <QDropEvent>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QMimeData>
#include <QSettings>
#include <QStandardPaths>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

#include <ctime>

using namespace causeway;
using namespace causeway::ui;

namespace {

constexpr double kLongestBlock = 0.1; ///< seconds that the window may be busy with one act

/// Processor time of this thread in seconds: what others do on the machine does not count.
double threadSeconds() {
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return double(now.tv_sec) + double(now.tv_nsec) / 1e9;
}

QueryClass shapeOf(int i) {
    QueryClass q;
    q.id = QString("%1").arg(i, 16, 16, QChar('0')).toStdString();
    q.fingerprint =
        "select a, b from table_" + std::to_string(i) + " where customer_id=? and c>? order by d limit ?";
    q.sample =
        "SELECT a, b FROM table_" + std::to_string(i) + " WHERE customer_id = 7 AND c > 1 ORDER BY d LIMIT 9";
    q.schema = i % 3 ? "shop" : "crm";
    q.user = "app";
    q.count = std::uint64_t(100'000 - i);
    q.totalNs = std::uint64_t(2'000'000 - i) * 1'000'000;
    q.minNs = 1000;
    q.maxNs = 90'000'000;
    q.p95Ns = 40'000'000;
    q.varianceToMean = 0.01 * (i % 7);
    q.rowsExamined = std::uint64_t(i) * 1000;
    q.rowsSent = 10;
    return q;
}

WorkloadDigest digestOf(int shapes, const char* origin) {
    WorkloadDigest digest;
    digest.origin = origin;
    for (int i = 0; i < shapes; ++i) {
        digest.queries.push_back(shapeOf(i));
        digest.entries += digest.queries.back().count;
    }
    digest.first = Instant{std::chrono::seconds{1'795'000'000}};
    digest.last = Instant{std::chrono::seconds{1'795'036'000}};
    digest.bucketSeconds = 60;
    for (int i = 0; i < 600; ++i)
        digest.timeline.push_back({*digest.first + std::chrono::seconds{i * 60},
                                   std::uint64_t(3000 + 2000 * (i % 60)),
                                   std::uint64_t(i % 90) * 10'000'000'000});
    digest.coverage.executions = 0.42;
    digest.coverage.reasons = {"long_query_time = 0.1 s now: what is faster is not logged"};
    return digest;
}

std::string slowLog(int entries) {
    std::string log =
        "/usr/sbin/mysqld, Version: 8.0.36 (MySQL Community Server - GPL). started with:\n"
        "Tcp port: 3306  Unix socket: /tmp/mysql.sock\nTime                 Id Command    Argument\n";
    for (int i = 0; i < entries; ++i)
        log += "# Time: 2026-11-20T10:" +
               QString("%1:%2")
                   .arg(i / 60 % 60, 2, 10, QChar('0'))
                   .arg(i % 60, 2, 10, QChar('0'))
                   .toStdString() +
               ".000000Z\n# User@Host: app[app] @ web [10.0.0.1]  Id:     7\n"
               "# Query_time: 0.0" +
               std::to_string(10 + i % 80) +
               "  Lock_time: 0.000001 Rows_sent: 2  Rows_examined: 4000\n"
               "SET timestamp=" +
               std::to_string(1'795'170'000 + i) +
               ";\nSELECT id FROM orders WHERE customer_id = " + std::to_string(i) + ";\n";
    return log;
}

Services services() {
    Services s;
    s.collect = collect;
    s.importFiles = importFiles;
    s.addLogs = addLogs;
    s.testConnection = testConnection;
    s.sampleFolder = CAUSEWAY_SOURCE_DIR "/resources/sample";
    return s;
}

} // namespace

class TestWorkload : public QObject {
    Q_OBJECT

    QTemporaryDir folder_;
    std::unique_ptr<Workbench> workbench_;
    std::unique_ptr<MainWindow> window_;
    int files_ = 0;

    static QSize size() {
        const auto asked = qEnvironmentVariable("CAUSEWAY_SHOTS_SIZE").split('x');
        return asked.size() == 2 ? QSize(asked[0].toInt(), asked[1].toInt()) : QSize(1440, 900);
    }
    void shoot(const QString& name) const {
        const auto into = qEnvironmentVariable("CAUSEWAY_SHOTS");
        if (into.isEmpty())
            return;
        for (const auto mode : {ThemeManager::Mode::Light, ThemeManager::Mode::Dark}) {
            ThemeManager::instance().setMode(mode);
            QTest::qWait(60);
            window_->grab().save(
                QDir(into).filePath(name + (mode == ThemeManager::Mode::Dark ? "-dark.png" : ".png")));
        }
        ThemeManager::instance().setMode(ThemeManager::Mode::Light);
    }
    void open(Services with) {
        workbench_ = std::make_unique<Workbench>(std::move(with));
        window_ = std::make_unique<MainWindow>(*workbench_);
        window_->resize(size());
        window_->show();
        window_->showPage("workload");
        QVERIFY(QTest::qWaitForWindowExposed(window_.get()));
    }
    /// A window over an engagement that holds this server.
    void openWith(ServerEvidence server) {
        Snapshot snapshot;
        snapshot.sources.push_back(
            {"S1", "mysql", "db", Instant{std::chrono::seconds{1'795'000'000}}, {}, {}});
        snapshot.servers.push_back(std::move(server));
        seal(snapshot);
        auto with = services();
        with.importFiles = [snapshot](const auto&, const auto&, Progress&) {
            return snapshot;
        };
        open(with);
        workbench_->open(folder_.filePath(QString("e%1.causeway").arg(++files_)), true);
        workbench_->importFiles({"x"}, "db");
        QTRY_VERIFY_WITH_TIMEOUT(workbench_->snapshot(), 20000);
    }
    WorkloadPage* page() const { return qobject_cast<WorkloadPage*>(window_->currentPage()); }
    ShapeModel* model() const { return page()->findChild<ShapeModel*>(); }
    QTableView* table() const { return page()->findChild<QTableView*>("queries"); }
    QString headline() const {
        for (auto* label : page()->findChildren<QLabel*>())
            if (label->font().pixelSize() == textFont(TextRole::Title).pixelSize() && label->isVisible())
                return label->text();
        return {};
    }
    QString write(const std::string& text, const QString& name) {
        const auto path = folder_.filePath(name);
        QFile file(path);
        if (file.open(QIODevice::WriteOnly))
            file.write(text.data(), qint64(text.size()));
        return path;
    }
    void drop(const QString& path) {
        auto* data = new QMimeData;
        data->setUrls({QUrl::fromLocalFile(path)});
        QDragEnterEvent enter({200, 200}, Qt::CopyAction, data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(page(), &enter);
        if (enter.isAccepted()) {
            QDropEvent event(QPointF(200, 200), Qt::CopyAction, data, Qt::LeftButton, Qt::NoModifier);
            QApplication::sendEvent(page(), &event);
        }
        dropped_ = enter.isAccepted();
        delete data;
    }
    bool dropped_ = false;

private slots:
    void initTestCase() {
        QStandardPaths::setTestModeEnabled(true);
        QCoreApplication::setApplicationName("causeway-test-workload");
        QSettings().clear();
        ThemeManager::instance().install(*qobject_cast<QApplication*>(QCoreApplication::instance()),
                                         ThemeManager::Mode::Light);
    }
    void cleanup() {
        window_.reset();
        workbench_.reset();
    }

    void withoutAWorkloadItSaysWhatToDo() {
        open(services());
        QVERIFY(page());
        QVERIFY(page()->findChild<QAbstractButton*>("open-log")->isVisible());
        QCOMPARE(page()->station().state, StationState::State::Open);
        QVERIFY(!page()->exportResult());
        shoot("workload-empty");
    }

    void countersThatWereRefusedAreSaid() {
        ServerEvidence server;
        server.id = "db";
        ProbeResult probe;
        probe.id = "mysql.digests";
        probe.state = ProbeResult::State::Denied;
        probe.message = "SELECT command denied";
        server.probes.push_back(probe);
        openWith(server);
        bool said = false;
        for (auto* label : page()->findChildren<QLabel*>())
            said = said || (label->isVisible() && label->text().contains("SELECT command denied"));
        QVERIFY(said);
    }

    void aLogIsLookedAtWithoutAnEngagement() {
        open(services());
        drop(write(slowLog(600), "slow.log"));
        QVERIFY(dropped_);
        QTRY_VERIFY_WITH_TIMEOUT(model()->rowCount() == 1, 20000);
        QVERIFY(!workbench_->snapshot() && workbench_->viewed());
        QCOMPARE(model()->shape(0).count, std::uint64_t(600));
        QCOMPARE(headline(), QString("One query takes all the time"));
        QCOMPARE(page()->station().value, QString("1.0/s"));
        auto* chart = page()->findChild<ChartView*>("load-chart");
        QVERIFY(chart->isVisible() && chart->spec().series.at(0).points.size() > 5);
        QVERIFY(page()->findChild<ChartView*>("latency-chart"));
        QVERIFY(page()->findChild<ChartView*>("shape-load-chart"));
        QTRY_VERIFY_WITH_TIMEOUT(
            model()->index(0, ShapeModel::VerdictColumn).data().toString() == "Assisted" ||
                model()->index(0, ShapeModel::VerdictColumn).data().toString() == "Automatic",
            20000);
        shoot("workload-viewed");
    }

    void whatIsNoLogFailsInPlace() {
        open(services());
        page()->openLogs({write("hello\n", "letter.txt")});
        QTRY_VERIFY_WITH_TIMEOUT(page()->findChild<FailedState*>(), 20000);
        QVERIFY(page()->findChild<FailedState*>()->details().contains("letter.txt"));
        for (auto* button : page()->findChild<FailedState*>()->findChildren<QAbstractButton*>())
            if (button->text() == "Back")
                button->click();
        QVERIFY(!page()->findChild<QAbstractButton*>("open-log")->visibleRegion().isEmpty());
    }

    void dumpsAreLeftToTheWindow() {
        auto with = services();
        auto imported = std::make_shared<std::vector<std::string>>();
        with.importFiles = [imported](const auto& paths, const auto&, Progress&) {
            imported->insert(imported->end(), paths.begin(), paths.end());
            return Snapshot{};
        };
        open(with);
        workbench_->open(folder_.filePath("dumps.causeway"), true);
        for (const char* name : {"x.sql", "x.sql.gz", "x.sql.zst"}) {
            window_->showPage("workload");
            imported->clear();
            drop(folder_.filePath(name));
            QTRY_COMPARE(imported->size(), std::size_t(1));
        }
    }

    void readingALogIsCancelled() {
        open(services());
        auto path = write(slowLog(200'000), "long.log");
        page()->openLogs({path});
        QVERIFY(!workbench_->tasks().tasks().isEmpty());
        auto* task = workbench_->tasks().tasks().last();
        QCOMPARE(page()->station().state, StationState::State::Working);
        task->cancel();
        QTRY_VERIFY_WITH_TIMEOUT(task->state() != ui::Task::State::Working, 2000);
        QVERIFY(!page()->findChild<FailedState*>());
        QFile::remove(path);
    }

    void theSampleInFull() {
        open(services());
        workbench_->openSample(folder_.filePath("sample.causeway"));
        QTRY_VERIFY_WITH_TIMEOUT(workbench_->audit(), 60000);
        QVERIFY(model()->rowCount() > 5);
        QCOMPARE(table()->model()->index(0, ShapeModel::RankColumn).data().toString(), QString("1"));
        QVERIFY(!headline().isEmpty());
        QTRY_VERIFY_WITH_TIMEOUT(!model()->index(0, ShapeModel::VerdictColumn).data().toString().isEmpty(),
                                 60000);
        // An index that the audit misses is named where the query is shown, with the lines it would serve.
        int missing = 0;
        for (int row = 0; row < model()->rowCount(); ++row) {
            const auto found = findingsOf(*workbench_->audit(), "shop-db-1", model()->shape(row));
            if (found.empty() || found.front()->rule != "idx.missing")
                continue;
            ++missing;
            table()->selectRow(row);
            auto* text = page()->findChild<CodeView*>("fingerprint");
            QVERIFY(!text->lineMarks().empty());
            QVERIFY(page()->findChild<CodeView*>("index-fix")->toPlainText().contains("CREATE INDEX"));
            break;
        }
        QVERIFY(missing > 0);
        QTest::qWait(100);
        shoot("workload-sample");
        auto* sides = page()->findChild<Segment*>("shape-sides");
        sides->setCurrent(1);
        QTest::qWait(100);
        QVERIFY(page()->findChild<QWidget*>("query-proof"));
        shoot("workload-sample-postgresql");
        sides->setCurrent(2);
        QTest::qWait(100);
        shoot("workload-sample-source");
        sides->setCurrent(0);
        auto* load = page()->findChild<ChartView*>("load-chart");
        auto* period = page()->findChild<QAbstractButton*>("period");
        QVERIFY(!period->isVisible());
        const auto calls = [this] {
            double sum = 0;
            for (int row = 0; row < model()->rowCount(); ++row)
                sum += double(model()->shape(row).count);
            return sum;
        };
        const double all = calls();
        const auto& x = load->chartLayout().x;
        const double from = x.low + (x.high - x.low) * 0.4, to = x.low + (x.high - x.low) * 0.7;
        load->setSpan(std::pair(from, to)); // as a drag over the chart does
        QVERIFY(period->isVisible());
        QVERIFY2(calls() > all * 0.15 && calls() < all * 0.45, std::to_string(calls() / all).c_str());
        QTest::qWait(100);
        shoot("workload-period");
        QTest::mouseClick(period, Qt::LeftButton);
        QVERIFY(!period->isVisible() && !load->span());
        QCOMPARE(calls(), all);
    }

    void aLogIsStoredBesideWhatIsThere() {
        ServerEvidence server;
        server.id = "db";
        server.engine = Engine::MySQL;
        server.variables["long_query_time"] = "0";
        server.workload = digestOf(20, "performance_schema");
        openWith(server);
        const auto before = workbench_->snapshot()->id;
        auto* choice = page()->findChild<QComboBox*>("workload-source");
        QVERIFY(!choice->isVisible());
        const auto path = write(slowLog(100), "slow-100.log");
        drop(path);
        QTRY_VERIFY_WITH_TIMEOUT(workbench_->snapshot()->id != before, 20000);
        QTRY_VERIFY(choice->isVisible());
        QCOMPARE(choice->count(), 2);
        QCOMPARE(choice->currentIndex(), 0);
        QCOMPARE(model()->rowCount(), 1);
        // Every statement is logged, so all is seen.
        QCOMPARE(page()->findChild<FigureTile*>("workload-tile-1")->accessibleName(),
                 QString::fromUtf8("Executions seen: 100\u00a0%"));
        choice->setCurrentIndex(1);
        emit choice->activated(1);
        QCOMPARE(model()->rowCount(), 20);
        // The same log again is refused.
        drop(path);
        QTRY_VERIFY_WITH_TIMEOUT(page()->findChild<FailedState*>(), 20000);
    }

    void filterSortAndAnchor() {
        ServerEvidence server;
        server.id = "db";
        server.workload = digestOf(50, "slow log");
        openWith(server);
        auto* words = page()->findChild<QLineEdit*>("filter-queries");
        words->setText("table_4 crm");
        QTRY_COMPARE(model()->rowCount(), 3); // 42, 45 and 48
        words->setText("nothing like it");
        QTRY_COMPARE(model()->rowCount(), 0);
        words->clear();
        QTRY_COMPARE(model()->rowCount(), 50);
        table()->sortByColumn(ShapeModel::CallsColumn, Qt::AscendingOrder);
        QCOMPARE(model()->shape(0).id, shapeOf(49).id);
        table()->sortByColumn(ShapeModel::ExaminedColumn, Qt::DescendingOrder);
        QCOMPARE(model()->shape(0).id, shapeOf(49).id);
        page()->showAnchor(QString::fromStdString(shapeOf(7).id));
        QCOMPARE(model()->shape(table()->currentIndex().row()).id, shapeOf(7).id);
        // The chosen shape stays chosen when the order changes.
        table()->sortByColumn(ShapeModel::RankColumn, Qt::AscendingOrder);
        QCOMPARE(table()->currentIndex().row(), 7);
    }

    void aSourceOfPostgreSqlHasNothingToConvert() {
        ServerEvidence server;
        server.id = "pg-1";
        server.engine = Engine::PostgreSQL;
        server.workload = digestOf(40, "pg_stat_statements");
        server.workload->timeline.clear();
        server.workload->first.reset();
        for (auto& q : server.workload->queries) {
            q.p95Ns = 0;
            q.rowsExamined = 0;
            q.sample.clear();
        }
        openWith(server);
        QVERIFY(table()->isColumnHidden(ShapeModel::VerdictColumn));
        QCOMPARE(model()->index(0, ShapeModel::P95Column).data().toString(), QString::fromUtf8("–"));
        QVERIFY(!page()->findChild<ChartView*>("load-chart")->isVisible());
        shoot("workload-postgresql");
    }

    void aGeneralLogHasNoTimes() {
        ServerEvidence server;
        server.id = "db";
        server.workload = digestOf(30, "general log");
        for (auto& q : server.workload->queries)
            q.totalNs = q.minNs = q.maxNs = q.p95Ns = 0;
        for (auto& point : server.workload->timeline)
            point.totalNs = 0;
        openWith(server);
        QVERIFY(headline().contains("has no times"));
        QCOMPARE(model()->index(0, ShapeModel::MeanColumn).data().toString(), QString::fromUtf8("–"));
        QVERIFY(page()->findChild<ChartView*>("load-chart")->isVisible());
        QVERIFY(!page()->findChild<ChartView*>("response-chart")->isVisible());
    }

    void tenThousandShapesBlockNothing() {
        ServerEvidence server;
        server.id = "db";
        server.workload = digestOf(10'000, "slow log");
        openWith(server);
        QCOMPARE(model()->rowCount(), 10'000);
        window_->repaint();
        const auto measure = [&](const char* what, const auto& act) {
            const double start = threadSeconds();
            act();
            QApplication::processEvents();
            const double took = threadSeconds() - start;
            qInfo("%s: %.1f ms", what, took * 1000);
            QVERIFY2(took < kLongestBlock, what);
        };
        WorkloadSource same = workloadSources(workbench_->snapshot(), true).front();
        measure("source", [&] { model()->setSource(same); });
        for (int column = 0; column < ShapeModel::kColumns; ++column)
            measure("sort", [&] { table()->sortByColumn(column, Qt::DescendingOrder); });
        measure("first filter", [&] { model()->setWords("table_99"); });
        measure("filter", [&] { model()->setWords("customer order table_5"); });
        measure("no filter", [&] { model()->setWords({}); });
        measure("select", [&] { table()->selectRow(9'000); });
        measure("scroll", [&] { table()->scrollToBottom(); });
        measure("headline", [&] { workloadHeadline(same, workbench_->audit().get()); });
        shoot("workload-10000");
    }

    void hostileTextsAreShownHarmless() {
        ServerEvidence server;
        server.id = "db";
        WorkloadDigest digest = digestOf(4, "slow log");
        digest.queries[0].fingerprint = "select \x01\x02\x1b[31m from t\nwhere \xe2\x80\xae gnp.exe";
        digest.queries[0].sample = std::string("select '\0'", 10) + std::string(1 << 20, 'x');
        digest.queries[1].fingerprint = "select " + std::string(1 << 20, 'y') + " from big";
        digest.queries[1].sample = digest.queries[1].fingerprint;
        digest.queries[2].fingerprint = "select \xff\xfe <b>bold</b> from \xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d";
        digest.queries[3].fingerprint = "";
        digest.queries[3].schema = std::string(1 << 16, 's');
        digest.remarks = {std::string(1 << 16, 'r'), "\x1b]0;title\x07"};
        server.workload = digest;
        openWith(server);
        QCOMPARE(model()->rowCount(), 4);
        const double start = threadSeconds();
        for (int row = 0; row < 4; ++row)
            for (int side = 0; side < 3; ++side) {
                table()->selectRow(row);
                page()->findChild<Segment*>("shape-sides")->setCurrent(side);
                QApplication::processEvents();
            }
        QVERIFY(threadSeconds() - start < 3);
        QVERIFY(!shapeTitle(digest.queries[0]).contains(QChar(0x202E)));
        for (int row = 0; row < 4; ++row)
            for (int column = 0; column < ShapeModel::kColumns; ++column)
                for (const auto c : model()->index(row, column).data().toString())
                    QVERIFY(c.unicode() >= 0x20 && c != QChar(0x202E));
        shoot("workload-hostile");
    }

    // Two queries: one runs in the first minute, the other in the second.
    void aPeriodShowsWhatRanInIt() {
        WorkloadDigest digest;
        const Instant start{std::chrono::seconds{1'795'000'020}};
        digest.bucketSeconds = 10;
        for (int i = 0; i < 12; ++i)
            digest.timeline.push_back({start + std::chrono::seconds(i * 10), 10, 1'000'000'000});
        for (int i = 0; i < 2; ++i) {
            auto q = shapeOf(i);
            q.bucketSeconds = 60;
            q.timeline = {{start + std::chrono::seconds(i * 60), 60, 6'000'000'000}};
            digest.queries.push_back(q);
        }
        const auto first = inPeriod(digest, start, start + std::chrono::seconds(60));
        QCOMPARE(first.queries.size(), std::size_t(1));
        QCOMPARE(first.queries[0].id, digest.queries[0].id);
        QCOMPARE(first.queries[0].count, std::uint64_t(60));
        QVERIFY(onlySums(first.queries[0]) && !onlySums(digest.queries[0]));
        QCOMPARE(first.timeline.size(), std::size_t(6));
        QVERIFY(first.otherNs == 0 && first.otherCount == 0);
        QCOMPARE(widestPart(first), std::uint64_t(60));
        // A part counts where its middle is: 40 s of the first minute have no part, and are the others'.
        const auto less =
            inPeriod(digest, start + std::chrono::seconds(35), start + std::chrono::seconds(60));
        QVERIFY(less.queries.empty());
        QCOMPARE(less.otherNs, std::uint64_t(3'000'000'000));
        QCOMPARE(inPeriod(digest, start, start + std::chrono::hours(1)).queries.size(), std::size_t(2));
    }

    void exportsInEveryForm() {
        Snapshot snapshot;
        ServerEvidence server;
        server.id = "db";
        server.workload = digestOf(3, "slow log");
        server.workload->queries[1].fingerprint = "=cmd|' /C calc'!A0";
        snapshot.servers.push_back(server);
        const auto source = workloadSources(std::make_shared<const Snapshot>(snapshot), true).front();
        std::vector<const QueryClass*> shown;
        for (const auto& q : source.digest->queries)
            shown.push_back(&q);
        Progress progress;
        const auto csv = workloadExport(source, shown, WorkloadForm::Csv, progress);
        QCOMPARE(csv.count('\n'), 4);
        QVERIFY(csv.startsWith("id,calls,total_s,"));
        QVERIFY(csv.contains("'=cmd"));
        QVERIFY(csv.contains(",2000,"));
        QCOMPARE(workloadExport(source, shown, WorkloadForm::Tsv, progress).split('\n').at(1).count('\t'),
                 13);
        for (const auto table : {DigestTable::Timeline, DigestTable::Schemas, DigestTable::Users})
            QVERIFY(workloadTable(*source.digest, table, progress).contains("count,total_s"));
        QVERIFY(workloadTable(*source.digest, DigestTable::Details, progress).startsWith("id,by,value"));
        QVERIFY(workloadExport(source, shown, WorkloadForm::Markdown, progress).startsWith("| id | calls"));
        const auto json =
            Json::parse(workloadExport(source, shown, WorkloadForm::Json, progress).toStdString());
        QCOMPARE(json.at("schema").get<std::string>(), std::string("causeway.digest/1"));
        QCOMPARE(json.at("queries").size(), std::size_t(3));
        QCOMPARE(workloadForm("a.JSON"), WorkloadForm::Json);
        QCOMPARE(workloadForm("a"), WorkloadForm::Csv);
    }

    void everyLogOfTheCorpus() {
        QDir corpus(CAUSEWAY_SOURCE_DIR "/../shared/corpus/slowlogs");
        if (!corpus.exists())
            corpus.setPath(CAUSEWAY_SOURCE_DIR "/../../shared/corpus/slowlogs");
        if (!corpus.exists())
            QSKIP("the corpus is not here");
        open(services());
        int shown = 0;
        for (const auto& name : corpus.entryList(QDir::Files)) {
            const auto tasks = workbench_->tasks().tasks().size();
            page()->openLogs({corpus.filePath(name)});
            QVERIFY(workbench_->tasks().tasks().size() > tasks);
            auto* task = workbench_->tasks().tasks().at(tasks);
            QTRY_VERIFY_WITH_TIMEOUT(task->state() != ui::Task::State::Working, 20000);
            QApplication::processEvents();
            shown += task->state() == ui::Task::State::Done;
            for (int row = 0; row < std::min(3, model()->rowCount()); ++row) {
                table()->selectRow(row);
                QApplication::processEvents();
            }
        }
        QVERIFY2(shown >= 25, qPrintable(QString::number(shown)));
        shoot("workload-corpus");
    }
};

QTEST_MAIN(TestWorkload)
#include "tst_workload.moc"
