// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chart_painter.h"
#include "ui/charts/chart_view.h"
#include "ui/theme/theme_manager.h"

#include <QApplication>
#include <QComboBox>
#include <QElapsedTimer>
#include <QImage>
#include <QPainter>
#include <QPushButton>
#include <QTest>
#include <QThread>
#include <QVBoxLayout>

#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <memory>

using namespace causeway;
using namespace causeway::ui;
using report::ChartSeries;
using report::ChartSpec;

namespace {

constexpr int kWorkMs = 2000, kMostSeconds = 60;

ChartSpec spec(ChartSpec::Kind kind) {
    ChartSpec s;
    s.kind = kind;
    ChartSeries one{"one", ChartSeries::Role::Plain, {}, kind == ChartSpec::Kind::Line}, two = one;
    for (int i = 0; i < 40; ++i) {
        one.points.push_back({double(i), double(i * i % 17), double(i % 7), double(20 + i)});
        two.points.push_back({double(i), double(40 - i), double(i % 5), double(50 - i)});
    }
    s.series = {one, two};
    return s;
}

const ChartSpec::Kind kKinds[] = {ChartSpec::Kind::Line, ChartSpec::Kind::Histogram, ChartSpec::Kind::Bar,
                                  ChartSpec::Kind::HorizontalBar, ChartSpec::Kind::Range};

QImage drawn(ChartSpec::Kind kind) {
    QImage image(600, 300, QImage::Format_RGB32);
    image.fill(Qt::white);
    QPainter painter(&image);
    paintChart(painter, QRectF(10, 10, 580, 280), spec(kind), 1);
    return image;
}

} // namespace

/// The report is drawn by a background task while the window goes on living: whatever the window does
/// meanwhile, both get through, and what is drawn stays the same.
class TestReportThreads : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { ThemeManager::instance().install(*qApp, ThemeManager::Mode::Light); }

    void chartsAreDrawnWhileTheThemeChanges() {
        std::vector<QImage> expected;
        for (const auto kind : kKinds)
            expected.push_back(drawn(kind));

        QWidget window;
        auto* column = new QVBoxLayout(&window);
        for (const auto kind : kKinds) {
            auto* view = new ChartView;
            view->setSpec(spec(kind));
            column->addWidget(view);
            column->addWidget(new QPushButton("Run"));
            column->addWidget(new QComboBox);
        }
        window.resize(600, 900);
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window));

        std::atomic<bool> stop = false;
        std::atomic<int> rounds = 0, differing = 0;
        const std::unique_ptr<QThread> worker(QThread::create([&] {
            while (!stop) {
                for (std::size_t i = 0; i < std::size(kKinds); ++i)
                    differing += drawn(kKinds[i]) != expected[i];
                ++rounds;
            }
        }));
        // A thread that hangs cannot be ended: then only the whole program can.
        const std::unique_ptr<QThread> watch(QThread::create([&] {
            for (int second = 0; second < kMostSeconds && !stop; ++second)
                QThread::sleep(1);
            if (!stop)
                std::fputs("FAIL!  : the window or the drawing hangs\n", stderr), std::_Exit(1);
        }));
        watch->start();
        worker->start();
        QElapsedTimer time;
        time.start();
        for (bool dark = true; time.elapsed() < kWorkMs || rounds < 2; dark = !dark) {
            ThemeManager::instance().setMode(dark ? ThemeManager::Mode::Dark : ThemeManager::Mode::Light);
            window.grab();
            QCoreApplication::processEvents();
        }
        stop = true;
        QVERIFY(worker->wait(kMostSeconds * 1000));
        QVERIFY(watch->wait(kMostSeconds * 1000));
        QCOMPARE(differing.load(), 0);
    }
};

QTEST_MAIN(TestReportThreads)
#include "tst_report_threads.moc"
