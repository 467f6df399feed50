// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"
#include "ui/print/pdf.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>
#include <qpdf/QPDFPageObjectHelper.hh>

#include <fmt/format.h>

#include <cmath>
#include <set>

using namespace causeway;
using namespace causeway::report;

namespace {

RichText plain(const std::string& text) {
    return {{text, Span::Style::Plain, {}}};
}

Cell cell(const std::string& text, const std::string& second = {}, const std::string& severity = {}) {
    Cell made;
    made.text = plain(text);
    made.second = second;
    made.severity = severity;
    return made;
}

ChartSpec growthChart() {
    ChartSpec spec;
    spec.id = "volume";
    spec.title = "Data volume passes the disk in November 2027";
    spec.subtitle = "GB, 80 % band, measured to 20 Nov 2026";
    spec.source = "Source: information_schema, 20 Nov 2026 [E-118]";
    spec.x.kind = ChartAxis::Kind::Date;
    spec.y.unit = "GB";
    ChartSeries measured{"measured", ChartSeries::Role::Measured, {}, false},
        forecast{"forecast", ChartSeries::Role::Forecast, {}, true};
    const double now = 20777;
    for (double day = now - 360; day <= now; day += 30)
        measured.points.push_back({day, 100 * std::pow(1.5, (day - now) / 91.3), 0, 0});
    for (double day = now; day <= now + 430; day += 10) {
        const double value = 100 * std::pow(1.5, (day - now) / 91.3), spread = 1 + (day - now) / 1600;
        forecast.points.push_back({day, value, value / spread, value * spread});
    }
    spec.series = {measured, forecast};
    spec.thresholds = {{"disk 500 GB", 500, false, now + 362}};
    return spec;
}

ChartSpec hoursChart() {
    ChartSpec spec;
    spec.kind = ChartSpec::Kind::Bar;
    spec.title = "38 orders a second are at risk at 20:00";
    spec.subtitle = "commits per second by hour, p95, 6 to 20 Nov";
    spec.x.kind = ChartAxis::Kind::Category;
    ChartSeries usual{"by hour", ChartSeries::Role::Muted, {}, false},
        peak{"peak", ChartSeries::Role::Plain, {}, false};
    for (int hour = 0; hour < 24; ++hour) {
        spec.x.categories.push_back(fmt::format("{:02}:00", hour));
        (hour == 20 ? peak : usual)
            .points.push_back(
                {double(hour), hour < 7 ? 4 : 20 + 10 * std::sin(hour) + (hour > 17 ? 8 : 0), 0, 0});
    }
    spec.series = {usual, peak};
    return spec;
}

GanttSpec plan() {
    const auto day = [](const char* iso) {
        return *parseDate(iso);
    };
    using Role = GanttBar::Role;
    GanttSpec gantt;
    gantt.title = "Four phases, three gates";
    gantt.bars = {{"1  Stop the losses", day("2026-11-23"), day("2026-12-11"), Role::Phase},
                  {"Durable commits, sealed replica", day("2026-11-23"), day("2026-11-27"), Role::Slack},
                  {"32 GB of RAM on shop-db-1", day("2026-11-30"), day("2026-12-08"), Role::Slack},
                  {"2  Prepare", day("2026-12-01"), day("2027-01-22"), Role::Phase},
                  {"Rewrite 14 manual objects", day("2026-12-01"), day("2027-01-08"), Role::Critical},
                  {"G1  Cluster passes 12 faults", day("2027-01-22"), day("2027-01-22"), Role::Gate},
                  {"3  Rehearse", day("2027-01-25"), day("2027-03-05"), Role::Phase},
                  {"Load and replay, three times", day("2027-01-25"), day("2027-02-26"), Role::Critical},
                  {"G3  Go or no go", day("2027-04-18"), day("2027-04-18"), Role::Gate}};
    gantt.limits = {{"memory limit, 9 Jan", day("2027-01-09")}};
    return gantt;
}

Section summary() {
    Section section{
        "summary", "1", "Executive summary", "Move to PostgreSQL by 18 April, if four conditions hold", 1,
        true,      {}};
    Paragraph lead{
        {{"The shop runs on a database that can lose paid orders today and runs short of memory on 9 "
          "January. A "
          "cluster of PostgreSQL with one synchronous standby lost no order in 1 000 simulated failures ",
          Span::Style::Plain,
          {}},
         {"[E-214]", Span::Style::Link, "E-214"},
         {".", Span::Style::Plain, {}}},
        true};
    FigureRow figures{{{"Verdict", "Go if", "first in 87 % of weightings", true},
                       {"Health score", "58 / 100", "54 on 21 August", false},
                       {"Person-days", "46 to 63", "contingency 20 % included", false},
                       {"Cutover", "18 Apr", "rollback until 25 April", false}}};
    TableSpec risks;
    risks.title = "The five worst risks";
    risks.columns = {{"What can happen to the business", TableColumn::Align::Left, 6},
                     {"Remedy", TableColumn::Align::Left, 3},
                     {"Effort", TableColumn::Align::Right, 1.2}};
    risks.rows = {
        {cell("A crash loses up to 38 paid orders", "1 s of commits is not on disk [E-031]", "critical"),
         cell("Two settings", "today"), cell("0.5 h")},
        {cell("Two databases take different orders", "the replica accepts writes [E-044]", "critical"),
         cell("One setting", "today"), cell("0.2 h")},
        {cell("The shop slows down each evening", "hot data leaves memory on 9 Jan [E-118]", "high"),
         cell("32 GB of RAM", "by 15 Dec"), cell("1 d")},
        {cell("Пам'ять закінчиться у січні", "гарячі дані 8,0 ГБ", "medium"), cell("Нова пам'ять"),
         cell("1 дн")}};
    risks.source = "Source: audit of two servers, 20 Nov 2026";
    Callout ask{"We ask the board to decide by 4 December",
                plain("Approve 46 to 63 person-days and the third site, name an owner for the function "
                      "fn_order_total, and order "
                      "32 GB of memory now. MySQL 8.4 would score 61, not 78.")};
    section.blocks = {lead, figures, risks, plan(), ask};
    return section;
}

Section finding(int index, bool newPage) {
    Section section{fmt::format("finding:f{}", index),
                    fmt::format("2.{}", index),
                    fmt::format("A crash can lose orders, {}", index),
                    "A crash can lose a second of paid orders",
                    2,
                    newPage,
                    {}};
    TableSpec evidence;
    evidence.columns = {{"Setting or measure", TableColumn::Align::Left, 4},
                        {"Value", TableColumn::Align::Right, 1.5},
                        {"Read at", TableColumn::Align::Right, 1.5}};
    Cell setting;
    setting.text = {{"innodb_flush_log_at_trx_commit", Span::Style::Code, {}}};
    setting.second = fmt::format("E-{}", 31 + index);
    evidence.rows = {{setting, cell("2"), cell("09:14:03")},
                     {cell("battery-backed cache", "E-090", "na"), cell("not assessed"), cell("")}};
    section.blocks = {
        Paragraph{plain("Commits on shop-db-1 reach the disk once a second. If the host loses power, up to "
                        "one second of "
                        "acknowledged orders is gone, and the binary log may not show which."),
                  true},
        Heading{2, "Evidence", fmt::format("E-{}", 213 + index)},
        evidence,
        Heading{2, "Fix", {}},
        CodeBlock{"SET PERSIST innodb_flush_log_at_trx_commit = 1;\nSET PERSIST sync_binlog = 1;\n"
                  "SHOW VARIABLES LIKE 'sync_binlog'; -- expect 1",
                  "sql"},
        BulletList{
            {plain("A commit takes 0.3 ms more at the median; measured on the replica."),
             {{"Set both values back. ", Span::Style::Strong, {}},
              {"No restart, no lock.", Span::Style::Plain, {}}},
             {{"MySQL 8.0 Reference Manual", Span::Style::Link, "https://dev.mysql.com/doc/refman/8.0/en/"}}},
            false}};
    return section;
}

Section longTable(int rows) {
    Section section{"appendix", "A", "All checks", "All checks that ran", 1, true, {}};
    TableSpec table;
    table.columns = {{"Check", TableColumn::Align::Left, 5},
                     {"Share, %", TableColumn::Align::Right, 2},
                     {"State", TableColumn::Align::Left, 2}};
    for (int i = 0; i < rows; ++i) {
        Cell share = cell(fmt::format("{:.1f}", i % 100 / 1.0));
        share.bar = i % 100 / 100.0;
        table.rows.push_back({cell(fmt::format("row-{:05}-start", i), i % 3 == 0 ? "a second line" : ""),
                              share, cell("", "", i % 2 ? "ok" : "na")});
    }
    section.blocks = {table};
    return section;
}

Document sample(int findings = 3, int rows = 60) {
    Document document;
    document.environment = "production";
    document.snapshotId = "7f3a9c41d0e2";
    document.snapshotTaken = parseInstant("2026-11-20T09:14:00Z");
    document.cover = {
        "Kvitka Online",
        "From MySQL 8.0 to PostgreSQL 17",
        "Audit, proof of the move, target cluster, growth and the road to the cutover on 18 April 2027",
        "Northpier Consulting",
        "Confidential",
        {{"Sources", "3 servers"},
         {"Audit", "58 of 100"},
         {"Workload", "100 req/s"},
         {"Readiness", "92 % auto"},
         {"Cluster", "0 lost"},
         {"Growth", "9 Jan"},
         {"Decision", "open", false},
         {"Roadmap", "18 Apr", false}},
        {{"Prepared for", "Board of Kvitka Online\nO. Marchenko, CTO"},
         {"Prepared by", "Northpier Consulting\nI. Bondar, D. Klymenko"},
         {"Scope", "2 servers of production\n1 of staging, read-only"},
         {"Version", "1.0, 24 Nov 2026\nreplaces 0.9, 21 Aug"},
         {"Evidence window", "6 to 20 Nov 2026"},
         {"Snapshot", "7f3a9c41d0e2"},
         {"Tool", "Causeway 1.0"},
         {"Language", "English"}}};
    Section findingsHead{"findings", "2", "Finding sheets", "Three settings can lose paid orders today", 1,
                         true,       {}};
    findingsHead.blocks = {
        Paragraph{plain("Each finding with its evidence, its remedy and the way back."), true}, growthChart(),
        hoursChart()};
    document.sections = {summary(), findingsHead};
    for (int i = 1; i <= findings; ++i)
        document.sections.push_back(finding(i, i != 2));
    document.sections.push_back(longTable(rows));
    return document;
}

QByteArray render(const Document& document) {
    Progress progress;
    return ui::renderPdf(document, progress);
}

void load(QPDF& pdf, const QByteArray& bytes) {
    pdf.processMemoryFile("test", bytes.constData(), std::size_t(bytes.size()));
}

QString textOf(const QByteArray& bytes, const QStringList& options = {"-layout"}) {
    QTemporaryDir folder;
    QFile file(folder.filePath("r.pdf"));
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        return {};
    file.close();
    QProcess process;
    process.start("pdftotext", QStringList(options) << file.fileName() << "-");
    process.waitForFinished();
    return QString::fromUtf8(process.readAllStandardOutput());
}

} // namespace

class TestPrint : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() {
        bytes_ = render(sample());
        QVERIFY(bytes_.startsWith("%PDF-"));
        const QString folder = qEnvironmentVariable("CAUSEWAY_TEST_PICTURES");
        if (!folder.isEmpty()) {
            Progress progress;
            ui::writePdf(sample(), folder + "/report.pdf", progress);
        }
    }

    void sameDocumentSameBytes() { QCOMPARE(render(sample()), bytes_); }

    void otherDocumentOtherBytes() {
        Document other = sample();
        other.cover.client = "Dnipro Parts";
        QVERIFY(render(other) != bytes_);
    }

    void pagesAreA4AndNumbered() {
        QPDF pdf;
        load(pdf, bytes_);
        auto pages = QPDFPageDocumentHelper(pdf).getAllPages();
        QVERIFY(pages.size() >= 8);
        for (auto& page : pages) {
            auto box = page.getObjectHandle().getKey("/MediaBox");
            QVERIFY(std::abs(box.getArrayItem(2).getNumericValue() - 595) < 1.5);
            QVERIFY(std::abs(box.getArrayItem(3).getNumericValue() - 842) < 1.5);
        }
        const QStringList texts = textOf(bytes_).split('\f');
        QVERIFY(!texts[0].contains("page 1 of"));
        for (std::size_t i = 1; i < pages.size(); ++i)
            QVERIFY2(texts[int(i)].contains(QString("page %1 of %2").arg(i + 1).arg(pages.size())),
                     qPrintable(texts[int(i)]));
    }

    void bookmarksFollowSections() {
        QPDF pdf;
        load(pdf, bytes_);
        auto root = pdf.getRoot().getKey("/Outlines");
        QCOMPARE(int(root.getKey("/Count").getIntValue()), 4); // contents, summary, findings, appendix
        QStringList top;
        int below = 0;
        for (auto item = root.getKey("/First"); item.isDictionary(); item = item.getKey("/Next")) {
            top << QString::fromStdString(item.getKey("/Title").getUTF8Value());
            for (auto child = item.getKey("/First"); child.isDictionary(); child = child.getKey("/Next"))
                ++below;
            QVERIFY(item.getKey("/Dest").getArrayItem(0).isPageObject());
        }
        QCOMPARE(top,
                 QStringList({"Contents", "1  Executive summary", "2  Finding sheets", "A  All checks"}));
        QCOMPARE(below, 3);
    }

    void linksLeadInsideAndToTheWeb() {
        QPDF pdf;
        load(pdf, bytes_);
        int inside = 0, web = 0;
        for (auto& page : QPDFPageDocumentHelper(pdf).getAllPages())
            for (auto& annotation : page.getAnnotations("/Link")) {
                auto action = annotation.getObjectHandle().getKey("/A");
                if (action.getKey("/S").getName() == "/URI") {
                    QCOMPARE(action.getKey("/URI").getStringValue(),
                             std::string("https://dev.mysql.com/doc/refman/8.0/en/"));
                    ++web;
                } else {
                    QVERIFY(action.getKey("/D").getArrayItem(0).isPageObject());
                    ++inside;
                }
            }
        QCOMPARE(web, 3);
        QCOMPARE(inside, 6 + 1); // contents, and [E-214] in the summary
    }

    void aLinkToNowhereIsNoLink() {
        Document document = sample(0, 1);
        document.sections[0].blocks = {Paragraph{
            {{"odd", Span::Style::Link, "javascript:alert(1)"}, {"gone", Span::Style::Link, "no-such"}},
            false}};
        QPDF pdf;
        const QByteArray bytes = render(document);
        load(pdf, bytes);
        auto pages = QPDFPageDocumentHelper(pdf).getAllPages();
        QCOMPARE(pages[2].getAnnotations("/Link").size(), std::size_t(0));
    }

    void contentsTellTheRightPages() {
        const QStringList pages = textOf(bytes_).split('\f');
        static const QRegularExpression line(R"(All checks\s+(\d+))");
        const auto match = line.match(pages[1]);
        QVERIFY(match.hasMatch());
        QVERIFY(pages[match.captured(1).toInt() - 1].contains("All checks that ran"));
    }

    void tablesRepeatTheirHeadsAndKeepEachRow() {
        const QStringList pages = textOf(bytes_).split('\f');
        int withRows = 0, rows = 0;
        for (const QString& page : pages) {
            const auto count = page.count(QRegularExpression("row-\\d{5}-start"));
            rows += int(count);
            if (count == 0)
                continue;
            ++withRows;
            QVERIFY2(page.contains("Share, %"), qPrintable(page));
        }
        QVERIFY(withRows >= 2);
        QCOMPARE(rows, 60);
    }

    void aRowHigherThanAPageGoesOn() {
        Document document = sample(0, 1);
        std::string huge;
        for (int i = 0; i < 1500; ++i)
            huge += fmt::format("word{:04} ", i);
        TableSpec table;
        table.columns = {{"Key", TableColumn::Align::Left, 1}, {"Text", TableColumn::Align::Left, 2}};
        table.rows = {{cell("before"), cell("b")},
                      {cell("huge"), cell(huge, "and a second line")},
                      {cell("after"), cell("a")}};
        document.sections[0].blocks = {table};
        const QString text = textOf(render(document));
        for (const int i : {0, 700, 1499})
            QVERIFY(text.contains(QString("word%1").arg(i, 4, 10, QChar('0'))));
        QVERIFY(text.contains("and a second line") && text.contains("after"));
    }

    void cyrillicCanBeSearched() {
        const QString text = textOf(bytes_);
        QVERIFY(text.contains(QString::fromUtf8("Пам'ять закінчиться у січні")));
        QVERIFY(text.contains("innodb_flush_log_at_trx_commit = 1;"));
        QVERIFY(text.contains("SHOW VARIABLES LIKE 'sync_binlog'"));
    }

    void theReportSpeaksItsLanguage() {
        Document document = sample(0, 1);
        document.language = "uk";
        const QString text = textOf(render(document));
        QVERIFY(text.contains(QString::fromUtf8("Зміст")));
        QVERIFY(text.contains(QRegularExpression(QString::fromUtf8("сторінка 2 з \\d"))));
        QVERIFY(!text.contains("page 2 of"));
    }

    void metadataComesFromTheDocument() {
        QPDF pdf;
        load(pdf, bytes_);
        auto info = pdf.getTrailer().getKey("/Info");
        QCOMPARE(info.getKey("/Title").getUTF8Value(),
                 std::string("Kvitka Online: From MySQL 8.0 to PostgreSQL 17"));
        QCOMPARE(info.getKey("/CreationDate").getStringValue(), std::string("D:20261120091400Z"));
        QCOMPARE(info.getKey("/Author").getUTF8Value(), std::string("Northpier Consulting"));
        const auto metadata = pdf.getRoot().getKey("/Metadata").getStreamData();
        const std::string xml(reinterpret_cast<const char*>(metadata->getBuffer()), metadata->getSize());
        QVERIFY(xml.find("2026-11-20T09:14:00Z") != std::string::npos);
        QVERIFY(xml.find("Qt") == std::string::npos);
        QCOMPARE(pdf.getRoot().getKey("/Lang").getUTF8Value(), std::string("en"));
    }

    void everythingIsVectorAndFontsAreOurs() {
        QPDF pdf;
        load(pdf, bytes_);
        std::set<std::string> fonts;
        for (auto& object : pdf.getAllObjects()) {
            if (object.isStream())
                QVERIFY(!object.getDict().getKey("/Subtype").isNameAndEquals("/Image"));
            if (object.isDictionary() && object.getKey("/Type").isNameAndEquals("/FontDescriptor"))
                fonts.insert(object.getKey("/FontName").getName());
        }
        QVERIFY(!fonts.empty());
        for (const auto& name : fonts)
            QVERIFY2(name.find("Causeway") != std::string::npos, name.c_str());
    }

    void aMissingCharacterIsNamed() {
        Document document = sample(0, 1);
        document.sections[0].blocks = {Paragraph{plain("a table named \U000F1234 here"), false}};
        try {
            render(document);
            QFAIL("an undrawable character was drawn");
        } catch (const Error& error) {
            QVERIFY(error.summary().find("U+F1234") != std::string::npos);
            QVERIFY(error.why().find("a table named") != std::string::npos);
            QVERIFY(!error.next().empty());
        }
    }

    void hostileTextIsDrawn() {
        Document document = sample(0, 1);
        std::string odd = "control \x01\x02 bad \xff\xfe tab\tend\u200b";
        document.sections[0].blocks = {Paragraph{plain(odd), false},
                                       CodeBlock{"\n\n'unclosed /* \"", "sql"},
                                       CodeBlock{"", "sql"},
                                       TableSpec{},
                                       GanttSpec{},
                                       FigureRow{},
                                       ChartSpec{},
                                       BulletList{},
                                       Callout{},
                                       CodeBlock{std::string(20000, 'x'), "text"}};
        QVERIFY(textOf(render(document)).contains("control"));
    }

    void aWrongPlaceIsAStorageError() {
        Progress progress;
        try {
            ui::writePdf(sample(0, 1), "/nowhere/at/all.pdf", progress);
            QFAIL("written to a folder that does not exist");
        } catch (const Error& error) {
            QCOMPARE(error.code(), ErrorCode::Storage);
        }
    }

    void itCanBeStopped() {
        Progress progress([&](std::string_view, std::uint64_t done, std::uint64_t) {
            if (done >= 2)
                progress_->cancel();
        });
        progress_ = &progress;
        QVERIFY_EXCEPTION_THROWN(ui::renderPdf(sample(), progress), Error);
    }

    void hundredPagesAreFast() {
        const Document document = sample(40, 1200);
        QElapsedTimer timer;
        timer.start();
        const QByteArray bytes = render(document);
        const auto elapsed = timer.elapsed();
        QPDF pdf;
        load(pdf, bytes);
        const auto pages = QPDFPageDocumentHelper(pdf).getAllPages().size();
        qInfo("%zu pages, %lld ms, %lld kB", pages, static_cast<long long>(elapsed),
              static_cast<long long>(bytes.size() / 1024));
        QVERIFY(pages >= 80);
        QVERIFY2(elapsed < 30000,
                 "far slower than 5 s a hundred pages even for a debug build on a busy machine");
    }

private:
    QByteArray bytes_;
    Progress* progress_ = nullptr;
};

int main(int argc, char** argv) {
    qputenv("QT_QPA_PLATFORM", "offscreen"); // print must work without a display
    QApplication application(argc, argv);
    TestPrint test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_print.moc"
