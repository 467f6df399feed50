// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chart_hover.h"
#include "ui/charts/chart_painter.h"
#include "ui/charts/chart_series.h"
#include "ui/charts/chart_view.h"
#include "ui/kit/card.h"
#include "ui/theme/theme_manager.h"

#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QFileDialog>
#include <QGridLayout>
#include <QImage>
#include <QLineEdit>
#include <QMenu>
#include <QPainter>
#include <QPointer>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>
#include <QWheelEvent>
#include <QXmlStreamReader>

#include <cmath>

using namespace causeway;
using namespace causeway::ui;
using report::ChartAxis;
using report::ChartSeries;
using report::ChartSpec;

namespace {

constexpr double kNov2025 = 20393; // 1 Nov 2025 in days since 1970-01-01

ChartSpec growth() {
    ChartSpec spec;
    spec.id = "volume";
    spec.title = "Data volume passes the disk in November 2027";
    spec.subtitle = "GB, measured to 20 Nov 2026, 80 % band";
    spec.x.kind = ChartAxis::Kind::Date;
    spec.y.unit = "GB";
    ChartSeries measured{"measured", ChartSeries::Role::Measured, {}, false},
        forecast{"forecast", ChartSeries::Role::Forecast, {}, true};
    const auto volume = [](double day) {
        return 100 * std::pow(1.5, (day - kNov2025 - 384) / 91.3);
    };
    for (double day = kNov2025; day <= kNov2025 + 384; day += 32)
        measured.points.push_back({day, volume(day), 0, 0});
    for (double day = kNov2025 + 384; day <= kNov2025 + 820; day += 8) {
        const double spread = 1 + (day - kNov2025 - 384) / 1600;
        forecast.points.push_back({day, volume(day), volume(day) / spread, volume(day) * spread});
    }
    spec.series = {measured, forecast};
    spec.thresholds = {{"disk 500 GB", 500, false, kNov2025 + 384 + 362}};
    return spec;
}

ChartSpec histogram() {
    ChartSpec spec;
    spec.kind = ChartSpec::Kind::Histogram;
    spec.id = "outage";
    spec.title = "Back in 36 s at worst, target 60 s";
    spec.subtitle = "outage in s, 1 000 runs, p50 29 s";
    ChartSeries runs{"runs", ChartSeries::Role::Plain, {}, false},
        tail{"beyond p99", ChartSeries::Role::Plain, {}, false};
    for (int bin = 10; bin < 50; bin += 2)
        (bin < 36 ? runs : tail)
            .points.push_back(
                {double(bin), std::round(160 * std::exp(-std::pow((bin - 29) / 5.0, 2))), 0, 0});
    spec.series = {runs, tail};
    spec.thresholds = {{"target 60 s", 60, true, std::nullopt}};
    return spec;
}

ChartSpec hours() {
    ChartSpec spec;
    spec.kind = ChartSpec::Kind::Bar;
    spec.id = "hours";
    spec.title = "38 orders a second are at risk at 20:00";
    spec.subtitle = "commits per second by hour, p95, 6 to 20 Nov";
    spec.x.kind = ChartAxis::Kind::Category;
    ChartSeries usual{"by hour", ChartSeries::Role::Muted, {}, false},
        peak{"peak", ChartSeries::Role::Plain, {}, false};
    for (int hour = 0; hour < 24; ++hour) {
        spec.x.categories.push_back(QString("%1:00").arg(hour, 2, 10, QChar('0')).toStdString());
        const double value = hour < 7 ? 4 : 20 + 10 * std::sin(hour) + (hour > 17 ? 8 : 0);
        (hour == 20 ? peak : usual).points.push_back({double(hour), value, 0, 0});
    }
    spec.series = {usual, peak};
    return spec;
}

ChartSpec lostRows() {
    ChartSpec spec;
    spec.kind = ChartSpec::Kind::Range;
    spec.id = "lost";
    spec.title = "Nothing lost; async alone loses rows";
    spec.subtitle = "acknowledged rows lost, p5 to p95";
    spec.x.unit = "rows";
    spec.y.categories = {"Async only", "Sync, strict", "Sync + async"};
    spec.series = {{"others", ChartSeries::Role::Muted, {{0, 3000, 1200, 5173}, {1, 0, 0, 0}}, false},
                   {"chosen", ChartSeries::Role::Plain, {{2, 0, 0, 0}}, false}};
    return spec;
}

ChartSpec shares() {
    ChartSpec spec;
    spec.kind = ChartSpec::Kind::HorizontalBar;
    spec.id = "shares";
    spec.title = "One table holds a third of the bytes";
    spec.subtitle = "GB by table, the five largest";
    spec.x.unit = "GB";
    spec.y.categories = {"orders", "order_item", "session_log", "надто довга назва таблиці у базі клієнта",
                         "stock"};
    spec.series = {{"size", ChartSeries::Role::Muted, {{1, 21.6}, {2, 12}, {3, 6.5}, {4, 0}}, false},
                   {"largest", ChartSeries::Role::Plain, {{0, 38.4}}, false}};
    return spec;
}

ChartSpec latency() {
    ChartSpec spec;
    spec.id = "latency";
    spec.title = "A commit takes 2.1 ms, limit 10 ms";
    spec.subtitle = "ms, by round trip A to B in ms";
    ChartSeries p50{"p50", ChartSeries::Role::Plain, {}, false},
        p95{"p95", ChartSeries::Role::Plain, {}, false};
    for (int rtt = 0; rtt <= 16; ++rtt) {
        p50.points.push_back({double(rtt), 0.8 + rtt, 0, 0});
        p95.points.push_back({double(rtt), 1.5 + 1.3 * rtt, 0, 0});
    }
    spec.series = {p50, p95};
    spec.thresholds = {{"limit 10 ms", 10, false, std::nullopt}};
    return spec;
}

std::vector<ChartSpec> all() {
    return {growth(), histogram(), hours(), lostRows(), shares(), latency()};
}

void keep(const QImage& image, const QString& name) {
    const QString folder = qEnvironmentVariable("CAUSEWAY_TEST_PICTURES");
    if (!folder.isEmpty())
        QVERIFY(image.save(folder + "/" + name + ".png"));
}

int near(const QImage& image, const QColor& colour) {
    int count = 0;
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x) {
            const QColor pixel = image.pixelColor(x, y);
            count += std::abs(pixel.red() - colour.red()) + std::abs(pixel.green() - colour.green()) +
                         std::abs(pixel.blue() - colour.blue()) <
                     12;
        }
    return count;
}

QImage printed(const ChartSpec& spec) {
    QImage image(1000, 560, QImage::Format_RGB32);
    image.fill(Qt::white);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    paintChart(painter, QRectF(20, 20, 960, 520), spec, 2);
    return image;
}

} // namespace

class TestCharts : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { ThemeManager::instance().install(*qApp, ThemeManager::Mode::Light); }

    void valueScalesAreRoundAndZeroBased_data() {
        QTest::addColumn<double>("high");
        QTest::addColumn<double>("top");
        QTest::addColumn<QString>("labels");
        QTest::newRow("hundreds") << 683.0 << 800.0 << QString::fromUtf8("0 200 400 600 800");
        QTest::newRow("small") << 0.83 << 1.0 << QString::fromUtf8("0.00 0.25 0.50 0.75 1.00");
        QTest::newRow("exact") << 160.0 << 200.0 << QString::fromUtf8("0 50 100 150 200");
        QTest::newRow("nothing") << 0.0 << 1.0 << QString::fromUtf8("0.00 0.25 0.50 0.75 1.00");
    }
    void valueScalesAreRoundAndZeroBased() {
        QFETCH(double, high);
        QFETCH(double, top);
        QFETCH(QString, labels);
        const ChartScale scale = valueScale(high / 2, high, false, 4);
        QCOMPARE(scale.low, 0.0);
        QCOMPARE(scale.high, top);
        QStringList texts;
        for (const Tick& tick : scale.ticks)
            texts << tick.text;
        QCOMPARE(texts.join(' '), labels);
    }

    void logScalesMarkDecades() {
        const ChartScale scale = valueScale(0, 90, true, 6);
        QVERIFY(scale.low > 0);
        QCOMPARE(scale.linear(-5), std::log10(scale.low));
        QVERIFY(std::abs(scale.fraction(scale.high) - 1) < 1e-9);
        QVERIFY(scale.ticks.size() >= 3);
    }

    void monthsBeginOnTheirFirst() {
        const ChartScale scale = dateScale(kNov2025 + 10, kNov2025 + 800, 8);
        QVERIFY(scale.ticks.size() >= 4 && scale.ticks.size() <= 9);
        QCOMPARE(scale.ticks.front().text, QString::fromUtf8("Dec\u00a025"));
        QCOMPARE(scale.ticks.front().value, kNov2025 + 30);
        const ChartScale days = dateScale(kNov2025, kNov2025 + 14, 8);
        QCOMPARE(days.ticks.front().text, "1 Nov");
        QCOMPARE(days.ticks[1].text, "3 Nov");
    }

    void degenerateSpecsDoNotBreak_data() {
        QTest::addColumn<int>("kind");
        for (int kind = 0; kind < 5; ++kind)
            QTest::addRow("kind %d", kind) << kind;
    }
    void degenerateSpecsDoNotBreak() {
        QFETCH(int, kind);
        ChartSpec spec;
        spec.kind = ChartSpec::Kind(kind);
        QVERIFY(near(printed(spec), Qt::white) > 1000);
        spec.series = {{"one", ChartSeries::Role::Plain, {{5, 0, 0, 0}}, true}};
        spec.thresholds = {{"far", 1e12, false, 1e9}, {"nan", std::nan(""), true, std::nullopt}};
        printed(spec);
        spec.series = {
            {"odd", ChartSeries::Role::Plain, {{1, std::nan(""), 0, 0}, {2, -4, -5, INFINITY}}, true}};
        spec.x.log = spec.y.log = true;
        printed(spec);
        spec.x = {ChartAxis::Kind::Date, {}, false, {}};
        printed(spec);
    }

    void forecastsAreDashedAndCrossingsMarked() {
        ChartSpec spec = growth();
        const QImage marked = printed(spec);
        keep(marked, "print-growth");
        const int blue = near(marked, printTheme().series[0]), red = near(marked, printTheme().critical);
        QVERIFY(blue > 300);
        QVERIFY(red > 300);
        for (auto& point : spec.series[1].points)
            point.y = point.low = point.high = -1;
        spec.thresholds.clear();
        QVERIFY(near(printed(spec), printTheme().critical) < red / 10);
    }

    void whatIsCountedHasWholeMarks() {
        ChartSpec spec = lostRows();
        spec.series = {{"one", ChartSeries::Role::Plain, {{0, 1, 0, 1}}, false}};
        const auto layout = layOut(spec, ChartStyle::screen(), QRectF(0, 0, 300, 120));
        QStringList texts;
        for (const Tick& tick : layout.x.ticks)
            texts << tick.text;
        QCOMPARE(texts.join(' '), "0 1");
    }

    void aKeyThatDoesNotFitIsLeftOut() {
        QVERIFY(needsKey(growth(), ChartStyle::screen(), 600));
        QVERIFY(!needsKey(growth(), ChartStyle::screen(), 120));
        QVERIFY(!needsKey(latency(), ChartStyle::screen(), 600));
    }

    void everyKindShowsItsSeries() {
        for (const ChartSpec& spec : all()) {
            const QImage image = printed(spec);
            keep(image, "print-" + QString::fromStdString(spec.id));
            QVERIFY2(near(image, printTheme().series[0]) > 40, spec.id.c_str());
        }
    }

    void screenFollowsThemeAndSize() {
        QWidget window;
        window.resize(1400, 860);
        auto* grid = new QGridLayout(&window);
        grid->setContentsMargins(24, 24, 24, 24);
        grid->setSpacing(12);
        std::vector<ChartView*> views;
        int index = 0;
        for (const ChartSpec& spec : all()) {
            auto* card = new Card(QString::fromStdString(spec.title), QString::fromStdString(spec.subtitle));
            auto* view = new ChartView;
            view->setSpec(spec);
            card->body()->addWidget(view);
            grid->addWidget(card, index / 3, index % 3);
            views.push_back(view);
            ++index;
        }
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        views[0]->setCursorX(growth().series[1].points[26].x);
        keep(window.grab().toImage(), "charts-light");
        ThemeManager::instance().setMode(ThemeManager::Mode::Dark);
        const QImage dark = window.grab().toImage();
        keep(dark, "charts-dark");
        QVERIFY(near(dark, theme().series[0]) > 100);
        ThemeManager::instance().setMode(ThemeManager::Mode::Light);
        QVERIFY(QRectF(views[0]->rect()).contains(views[0]->chartLayout().plot));
        QCOMPARE(views[0]->accessibleName(), QString::fromStdString(growth().title));
        QVERIFY(views[0]->accessibleDescription().contains("disk 500 GB: "));
    }

    void cursorMovesByKeysAndTellsOthers() {
        ChartView view;
        view.setSpec(growth());
        view.resize(600, 300);
        view.show();
        QSignalSpy spy(&view, &ChartView::cursorMoved);
        QTest::keyClick(&view, Qt::Key_Right);
        QTest::keyClick(&view, Qt::Key_Right);
        QCOMPARE(spy.size(), 2);
        QCOMPARE(spy[0][0].toDouble(), kNov2025);
        QCOMPARE(spy[1][0].toDouble(), kNov2025 + 32);
        QTest::keyClick(&view, Qt::Key_Left);
        QCOMPARE(spy[2][0].toDouble(), kNov2025);
    }

    void wheelZoomsAtThePointerAndDoubleClickFits() {
        ChartView view;
        view.setSpec(growth());
        view.resize(600, 300);
        view.show();
        const double whole = view.chartLayout().x.high - view.chartLayout().x.low;
        const QPointF middle = view.chartLayout().plot.center();
        const double under = view.chartLayout().xValueAt(middle.x());
        QWheelEvent wheel(middle, view.mapToGlobal(middle), {}, {0, 240}, Qt::NoButton, Qt::NoModifier,
                          Qt::NoScrollPhase, false);
        QApplication::sendEvent(&view, &wheel);
        QVERIFY(view.chartLayout().x.high - view.chartLayout().x.low < whole * 0.9);
        QVERIFY(std::abs(view.chartLayout().xValueAt(view.chartLayout().xAt(under)) - under) < 1e-6);
        QVERIFY(std::abs(view.chartLayout().xAt(under) - middle.x()) < 12);
        QTest::mouseDClick(&view, Qt::LeftButton, {}, middle.toPoint());
        QCOMPARE(view.chartLayout().x.high - view.chartLayout().x.low, whole);
    }

    void aDragZoomsToWhatItCovers() {
        for (const ChartSpec& spec : {growth(), histogram(), hours(), latency()}) {
            ChartView view;
            shown(view, spec);
            QSignalSpy spy(&view, &ChartView::spanChanged);
            const QRectF plot = view.chartLayout().plot;
            const double from = view.chartLayout().xValueAt(plot.left() + plot.width() * 0.25),
                         to = view.chartLayout().xValueAt(plot.left() + plot.width() * 0.5);
            drag(view, 0.25, 0.5);
            QCOMPARE(spy.size(), 1);
            const double slack = spec.x.categories.empty() ? (to - from) / 20 : 1;
            QVERIFY2(std::abs(view.chartLayout().x.low - from) <= slack, spec.id.c_str());
            QVERIFY2(std::abs(view.chartLayout().x.high - to) <= slack, spec.id.c_str());
            keep(view.grab().toImage(), "zoomed-" + QString::fromStdString(spec.id));
            for (const Tick& tick : view.chartLayout().x.ticks)
                QVERIFY(tick.value >= view.chartLayout().x.low - 1e-9 &&
                        tick.value <= view.chartLayout().x.high + 1e-9);
            QTest::keyClick(&view, Qt::Key_0);
            QVERIFY(!view.span());
        }
        ChartView lying;
        shown(lying, shares());
        QVERIFY(lying.canZoom());
        const auto rows = [&] {
            QStringList names;
            for (const Tick& tick : lying.chartLayout().y.ticks)
                names << tick.text;
            return names;
        };
        QCOMPARE(rows().size(), 5);
        drag(lying, 0.25, 0.5); // from the second row into the third
        QCOMPARE(rows(), QStringList({"order_item", "session_log"}));
        QVERIFY(lying.chartLayout().x.high < 38.4); // the bars that are left have their own scale
        keep(lying.grab().toImage(), "zoomed-shares");
        QTest::keyClick(&lying, Qt::Key_0);
        QCOMPARE(rows().size(), 5);
        lying.setCursorX(4.0);
        QTest::keyClick(&lying, Qt::Key_Plus);
        QVERIFY(rows().size() < 5 && rows().contains("stock"));
    }

    void keysZoomFitAndTurnTheAxis() {
        ChartView view;
        shown(view, growth());
        const double whole = view.chartLayout().x.high - view.chartLayout().x.low;
        QTest::keyClick(&view, Qt::Key_Plus);
        const double part = view.chartLayout().x.high - view.chartLayout().x.low;
        QVERIFY(part < whole);
        QTest::keyClick(&view, Qt::Key_Minus);
        QVERIFY(!view.span());
        QVERIFY(!view.chartLayout().y.log);
        QTest::keyClick(&view, Qt::Key_L);
        QVERIFY(view.chartLayout().y.log);
        keep(view.grab().toImage(), "log-growth");
        view.setSpec(growth()); // new figures keep what the user chose
        QVERIFY(view.chartLayout().y.log);
        QTest::keyClick(&view, Qt::Key_L);
        QVERIFY(!view.chartLayout().y.log);
    }

    void aClickOnItsNameHidesASeries_data() {
        QTest::addColumn<bool>("forecast");
        QTest::newRow("legend above") << true;
        QTest::newRow("name at the line's end") << false;
    }
    void aClickOnItsNameHidesASeries() {
        QFETCH(bool, forecast);
        ChartView view;
        shown(view, forecast ? growth() : latency());
        const QColor first = theme().series[0];
        const int before = near(view.grab().toImage(), first);
        const QRectF name = view.namePlace(0);
        QVERIFY(!name.isEmpty());
        QTest::mouseClick(&view, Qt::LeftButton, {}, name.center().toPoint());
        QVERIFY(view.isHidden(0) && !view.isHidden(1));
        QVERIFY(view.shown().series[0].points.empty());
        keep(view.grab().toImage(), forecast ? "hidden-growth" : "hidden-latency");
        if (!forecast)
            QVERIFY(near(view.grab().toImage(), first) < before / 4);
        const QRectF back = view.namePlace(0); // it must have a place to come back from
        QVERIFY(!back.isEmpty());
        QTest::mouseClick(&view, Qt::LeftButton, {}, back.center().toPoint());
        QVERIFY(!view.isHidden(0));
    }

    void theCrosshairNamesEveryKind() {
        const std::pair<ChartSpec, QString> kinds[] = {
            {growth(), "1 Nov 2025"}, {histogram(), "10 to 12"}, {hours(), "00:00"}, {shares(), "stock"}};
        for (const auto& [spec, text] : kinds) {
            ChartView view;
            shown(view, spec);
            QSignalSpy spy(&view, &ChartView::cursorMoved);
            const QRectF plot = view.chartLayout().plot;
            const bool lying = isHorizontal(spec);
            QTest::mouseMove(&view, lying ? QPoint(int(plot.center().x()), int(plot.bottom()) - 2)
                                          : QPoint(int(plot.left()) + 1, int(plot.center().y())));
            QTRY_VERIFY(!spy.isEmpty());
            QCOMPARE(cursorText(spec, view.chartLayout(), spy.last()[0].toDouble()), text);
            keep(view.grab().toImage(), "cursor-" + QString::fromStdString(spec.id));
        }
        QCOMPARE(momentText(kNov2025 + 0.5 + 5.0 / 1440), QString("1 Nov 2025, 12:05"));
    }

    void hoursAreMarkedInAShortSpan() {
        const auto scale = dateScale(kNov2025 + 0.3, kNov2025 + 1.3, 8);
        QStringList texts;
        for (const Tick& tick : scale.ticks)
            texts << tick.text;
        QCOMPARE(texts.join(' '), QString("09:00 12:00 15:00 18:00 21:00 2 Nov 03:00 06:00"));
        QCOMPARE(dateScale(kNov2025, kNov2025 + 10.0 / 1440, 8).ticks[1].text, QString("00:02"));
    }

    void theUnitStandsOnTheAxis() {
        ChartView view;
        shown(view, growth());
        QVERIFY(view.chartLayout().y.ticks.back().text.endsWith(QString::fromUtf8("\u00a0GB")));
    }

    void chartsAreSavedAsSvgPngAndCsv() {
        for (const ChartSpec& spec : all()) {
            const ChartPicture picture{spec, std::nullopt};
            const auto svg = chartBytes(picture, "a.svg");
            QXmlStreamReader xml(svg);
            while (!xml.atEnd())
                xml.readNext();
            QVERIFY2(!xml.hasError(), qPrintable(xml.errorString()));
            QVERIFY(svg.contains("<text") && svg.contains(spec.title.substr(0, 12).c_str()));
            const auto image = QImage::fromData(chartBytes(picture, "a.png"), "PNG");
            QCOMPARE(image.size(), QSize(1920, 1080));
            keep(image, "export-" + QString::fromStdString(spec.id));
            const auto lines =
                QString::fromUtf8(chartBytes(picture, "a.csv")).split('\n', Qt::SkipEmptyParts);
            std::set<double> places;
            for (const auto& series : spec.series)
                for (const auto& point : series.points)
                    places.insert(point.x);
            QCOMPARE(lines.size(), qsizetype(places.size()) + 1);
            for (const auto& line :
                 QString::fromUtf8(chartBytes(picture, "a.tsv")).split('\n', Qt::SkipEmptyParts))
                QCOMPARE(line.count('\t'),
                         QString::fromUtf8(chartBytes(picture, "a.tsv")).section('\n', 0, 0).count('\t'));
        }
        const auto csv = QString::fromStdString(chartTable(growth(), ','));
        QVERIFY(
            csv.startsWith("x,\"measured, GB\",\"forecast, GB\",\"forecast low, GB\",\"forecast high, GB\"\n"
                           "2025-11-01,"));
        ChartSpec hostile = shares();
        hostile.y.categories[0] = "=HYPERLINK(\"x\")";
        QVERIFY(chartTable(hostile, ',').find("\"'=HYPERLINK(\"\"x\"\")\"") != std::string::npos);
    }

    void theMenuCopiesAndSaves() {
        QTemporaryDir folder;
        ChartView view;
        shown(view, latency());
        view.setHidden(1, true);
        const auto act = [&](const QString& text) {
            QContextMenuEvent event(QContextMenuEvent::Mouse, {40, 40}, view.mapToGlobal(QPoint(40, 40)));
            QApplication::sendEvent(&view, &event);
            // A dialog closes the menu, and a closed menu goes: that may come before trigger() returns.
            const QPointer<QMenu> menu = view.findChild<QMenu*>("chart-menu");
            QVERIFY(menu);
            for (auto* action : menu->actions())
                if (action->text().startsWith(text)) {
                    action->trigger();
                    if (menu)
                        menu->close();
                    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
                    return;
                }
            QFAIL(qPrintable("no action " + text));
        };
        act("Copy the values");
        QVERIFY(QGuiApplication::clipboard()->text().startsWith("x\tp50\tp95\n0\t0.8\t\n"));
        act("Copy the picture");
        QCOMPARE(QGuiApplication::clipboard()->image().size(), QSize(1920, 1080));
        act("p95");
        QVERIFY(!view.isHidden(1));
        act("Logarithmic axis");
        QVERIFY(view.isLog());
        act("Zoom in");
        QVERIFY(view.span());
        act("Fit");
        QVERIFY(!view.span());
        for (const auto& [text, name] : {std::pair("Save as SVG", "a.svg"), std::pair("Save as PNG", "b.png"),
                                         std::pair("Save the values", "c.csv")}) {
            const auto path = folder.filePath(name);
            QTimer::singleShot(200, &view, [path] {
                auto* dialog = qobject_cast<QFileDialog*>(QApplication::activeModalWidget());
                QVERIFY(dialog);
                dialog->findChild<QLineEdit*>("fileNameEdit")->setText(path);
                static_cast<QDialog*>(dialog)->accept();
            });
            act(text);
            QVERIFY2(QFile(path).size() > 100, name);
        }
    }

private:
    static void shown(ChartView& view, const ChartSpec& spec) {
        view.setSpec(spec);
        view.resize(700, 320);
        view.show();
        QVERIFY(QTest::qWaitForWindowExposed(&view));
    }
    /// From one share of the plot's width to another.
    static void drag(ChartView& view, double from, double to) {
        const QRectF plot = view.chartLayout().plot;
        const bool lying = isHorizontal(view.shown());
        const auto at = [&](double share) {
            if (lying)
                return QPoint(int(plot.center().x()), int(std::round(plot.top() + plot.height() * share)));
            return QPoint(int(std::round(plot.left() + plot.width() * share)), int(plot.center().y()));
        };
        QTest::mousePress(&view, Qt::LeftButton, {}, at(from));
        for (const QPoint& place : {at((from + to) / 2), at(to)}) {
            QMouseEvent move(QEvent::MouseMove, place, view.mapToGlobal(place), Qt::NoButton, Qt::LeftButton,
                             {});
            QApplication::sendEvent(&view, &move);
        }
        QTest::mouseRelease(&view, Qt::LeftButton, {}, at(to));
    }
};

QTEST_MAIN(TestCharts)
#include "tst_charts.moc"
