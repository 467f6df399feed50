// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"
#include "core/base/resources.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme_manager.h"

#include <QApplication>
#include <QDir>
#include <QFontInfo>
#include <QFontMetricsF>
#include <QImage>
#include <QRawFont>
#include <QTest>

#include <cmath>

using namespace causeway;
using namespace causeway::ui;

namespace {

/// WCAG 2.1, relative luminance and contrast ratio.
double luminance(const QColor& colour) {
    const auto linear = [](double channel) {
        return channel <= 0.03928 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) +
           0.0722 * linear(colour.blueF());
}

double contrast(const QColor& a, const QColor& b) {
    const double first = luminance(a), second = luminance(b);
    return (std::max(first, second) + 0.05) / (std::min(first, second) + 0.05);
}

void addPairs(const char* kind, double least, std::initializer_list<const char*> fronts,
              std::initializer_list<const char*> grounds) {
    for (const bool dark : {false, true})
        for (const char* front : fronts)
            for (const char* ground : grounds)
                QTest::addRow("%s: %s on %s, %s", kind, front, ground, dark ? "dark" : "light")
                    << dark << QString(front) << QString(ground) << least;
}

} // namespace

class TestTheme : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { ThemeManager::instance().install(*qApp, ThemeManager::Mode::Light); }

    void contrastIsEnough_data() {
        QTest::addColumn<bool>("dark");
        QTest::addColumn<QString>("front");
        QTest::addColumn<QString>("ground");
        QTest::addColumn<double>("least");
        addPairs("text", 4.5, {"text", "muted"},
                 {"window", "surface", "raised", "sunken", "hover", "selection", "accentSoft", "codeBg"});
        addPairs("text", 4.5, {"accent"}, {"window", "surface", "raised", "hover", "accentSoft"});
        addPairs("text", 4.5, {"accentText"},
                 {"window", "surface", "raised", "hover", "selection", "accentSoft"});
        addPairs("severity", 4.5, {"critical", "high", "medium", "low", "info", "ok", "na"},
                 {"surface", "window", "hover", "selection", "raised"});
        for (const char* own :
             {"critical", "high", "medium", "low", "info", "ok", "na", "prod", "staging", "test"}) {
            const QByteArray soft = QByteArray(own) + "Soft";
            addPairs("own soft", 4.5, {own, "text", "muted"}, {soft.constData()});
        }
        addPairs("environment", 4.5, {"prod", "staging", "test"}, {"surface", "window"});
        addPairs("code", 4.5, {"text", "keyword", "string", "number", "comment", "muted"},
                 {"codeBg", "changed", "added", "removed"});
        addPairs("button", 4.5, {"onAccent"}, {"accent", "accentHover"});
        addPairs("edge", 3, {"borderStrong", "focus"}, {"surface", "window"});
        addPairs("strip", 3, {"prodStrip", "stagingStrip", "testStrip"}, {"window"});
        addPairs("series", 3, {"s1", "s2", "s3", "s4", "s5", "s6", "s7", "s8"}, {"surface"});
    }
    void contrastIsEnough() {
        QFETCH(bool, dark);
        QFETCH(QString, front);
        QFETCH(QString, ground);
        QFETCH(double, least);
        const Theme theme = Theme::load(resourceJson("theme/tokens.json"), dark);
        const double ratio = contrast(theme.colour(front.toStdString()), theme.colour(ground.toStdString()));
        QVERIFY2(ratio >= least, qPrintable(QString("%1 < %2").arg(ratio).arg(least)));
    }

    void bothAppearancesHaveTheSameTokens() {
        const Json tokens = resourceJson("theme/tokens.json");
        QCOMPARE(tokens.at("light").size(), Theme::tokens().size());
        for (const auto token : Theme::tokens())
            QVERIFY2(tokens.at("dark").contains(token), std::string(token).c_str());
    }

    void aMissingTokenIsRefused() {
        Json tokens = resourceJson("theme/tokens.json");
        tokens.at("dark").erase("critical");
        QVERIFY_EXCEPTION_THROWN(Theme::load(tokens, true), Error);
        tokens.at("light")["text"] = "blue-ish";
        QVERIFY_EXCEPTION_THROWN(Theme::load(tokens, false), Error);
    }

    void fontsAreOurOwnAndCoverCyrillic_data() {
        QTest::addColumn<int>("role");
        QTest::addColumn<QString>("family");
        QTest::newRow("text") << int(TextRole::Body) << "Causeway Sans";
        QTest::newRow("strong") << int(TextRole::BodyStrong) << "Causeway Sans";
        QTest::newRow("figures") << int(TextRole::Number) << "Causeway Figures";
        QTest::newRow("code") << int(TextRole::Code) << "Causeway Mono";
        QTest::newRow("keyword") << int(TextRole::CodeStrong) << "Causeway Mono";
    }
    void fontsAreOurOwnAndCoverCyrillic() {
        QFETCH(int, role);
        QFETCH(QString, family);
        const QFont chosen = textFont(TextRole(role));
        QCOMPARE(QFontInfo(chosen).family(), family);
        QCOMPARE(QFontInfo(chosen).weight(), int(chosen.weight()));
        const QRawFont raw = QRawFont::fromFont(chosen);
        for (const QChar c : QString::fromUtf8("ЇжакҐєіщ—…→≥×·\u00a0\u202f"))
            QVERIFY2(raw.supportsCharacter(c), qPrintable(QString::number(c.unicode(), 16)));
    }

    void figuresHaveOneWidth() {
        const QFontMetricsF figures(textFont(TextRole::Number));
        for (const QChar digit : QString("0123456789"))
            QCOMPARE(figures.horizontalAdvance(digit), figures.horizontalAdvance(QChar('0')));
        const QFontMetricsF text(textFont(TextRole::Body));
        QVERIFY(text.horizontalAdvance('1') < text.horizontalAdvance('0'));
    }

    void aSwitchReachesPaletteIconsAndListeners() {
        auto& manager = ThemeManager::instance();
        int told = 0;
        const auto connection = connect(&manager, &ThemeManager::changed, [&told] { ++told; });
        const QIcon before = icon("play");
        const QImage light = before.pixmap(32, 32).toImage();
        manager.setMode(ThemeManager::Mode::Dark);
        QCOMPARE(told, 1);
        QVERIFY(theme().dark);
        QCOMPARE(qApp->palette().color(QPalette::Window), theme().window);
        QVERIFY(before.pixmap(32, 32).toImage() != light);
        QVERIFY(!qApp->styleSheet().contains('@'));
        QVERIFY(qApp->styleSheet().contains(theme().accent.name()));
        manager.setMode(ThemeManager::Mode::Light);
        QCOMPARE(before.pixmap(32, 32).toImage(), light);
        disconnect(connection);
    }

    void everyIconRenders() {
        const QStringList names = QDir(":/causeway/icons").entryList({"*.svg"});
        QVERIFY(names.size() >= 64);
        for (const QString& file : names) {
            const QImage image = iconPixmap(file.chopped(4), Qt::red, 20, 2).toImage();
            QCOMPARE(image.size(), QSize(40, 40));
            int painted = 0;
            for (int y = 0; y < image.height(); ++y)
                for (int x = 0; x < image.width(); ++x)
                    painted += qAlpha(image.pixel(x, y)) > 0;
            QVERIFY2(painted > 20, qPrintable(file));
        }
        QVERIFY_EXCEPTION_THROWN(iconPixmap("no-such-icon", Qt::red, 20, 1), Error);
    }

    void styleSheetStaysShort() {
        QVERIFY(QString::fromStdString(resourceBytes("theme/style.qss")).count('\n') < 80);
    }
};

QTEST_MAIN(TestTheme)
#include "tst_theme.moc"
