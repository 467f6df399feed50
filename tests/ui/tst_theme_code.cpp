// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/code_spans.h"
#include "ui/kit/code_view.h"
#include "ui/kit/side_by_side.h"
#include "ui/theme/theme_manager.h"

#include <QApplication>
#include <QClipboard>
#include <QLineEdit>
#include <QScrollBar>
#include <QTest>
#include <QTextBlock>
#include <QTextLayout>
#include <QToolButton>

using namespace causeway::ui;

namespace {

const QString kSource = QString::fromUtf8(
    "CREATE TABLE `orders` (\n  `id` bigint UNSIGNED NOT NULL AUTO_INCREMENT,\n  `status` ENUM('new','paid') "
    "DEFAULT 'new',\n  `total` decimal(12,2) NOT NULL,\n  PRIMARY KEY (`id`)\n) ENGINE=InnoDB;");
const QString kTarget = QString::fromUtf8(
    "CREATE TABLE orders (\n  id bigint GENERATED ALWAYS AS IDENTITY,\n  status text DEFAULT 'new',\n  total "
    "decimal(12,2) "
    "NOT NULL,\n  PRIMARY KEY (id)\n);\n-- порядок: за статусом\nCREATE INDEX k_status ON orders (status);");

QString partOf(const QString& code, const CodeSpan& span) {
    return code.mid(span.start, span.length);
}

} // namespace

class TestThemeCode : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { ThemeManager::instance().install(*qApp, ThemeManager::Mode::Light); }

    void spansFitAlsoAfterCyrillic() {
        const QString code = QString::fromUtf8("-- коментар 😀\nSELECT 'рядок', 42 FROM `таблиця`;");
        QStringList parts;
        for (const CodeSpan& span : codeSpans(code, "sql"))
            parts << QString::number(int(span.kind)) + ":" + partOf(code, span);
        QCOMPARE(parts, QStringList({QString::fromUtf8("4:-- коментар 😀"), "0:SELECT",
                                     QString::fromUtf8("2:'рядок'"), "3:42", "0:FROM"}));
    }

    void settingsHaveKeysAndComments() {
        const QString code = "# comment\nttl: 30\nname = \"x\"\n";
        QStringList parts;
        for (const CodeSpan& span : codeSpans(code, "yaml"))
            parts << partOf(code, span);
        QCOMPARE(parts, QStringList({"# comment", "ttl", "name", "\"x\""}));
        QVERIFY(codeSpans(code, "text").empty());
    }

    void brokenCodeIsHarmless() {
        for (const char* code : {"", "'", "/*", "`\xd0", "\"\\", "SELECT '\n\n"})
            for (const CodeSpan& span : codeSpans(QString::fromUtf8(code), "sql"))
                QVERIFY(span.start >= 0 && span.start + span.length <= QString::fromUtf8(code).size());
    }

    void keywordsAreColouredAndFollowTheTheme() {
        CodeView view;
        view.setCode("SELECT 1;", "sql");
        view.show();
        const auto colour = [&] {
            QTest::qWait(20);
            const auto formats = view.document()->firstBlock().layout()->formats();
            return formats.isEmpty() ? QColor() : formats.constFirst().format.foreground().color();
        };
        QCOMPARE(colour(), theme().keyword);
        ThemeManager::instance().setMode(ThemeManager::Mode::Dark);
        QCOMPARE(colour(), theme().keyword);
        ThemeManager::instance().setMode(ThemeManager::Mode::Light);
    }

    void linesStandNineteenApart() {
        CodeView view;
        QCOMPARE(QFontMetrics(view.font()).lineSpacing(), qRound(view.font().pixelSize() * 19 / 12.0));
    }

    void findGoesRound() {
        CodeView view;
        view.setCode(kTarget, "sql");
        view.resize(500, 200);
        view.show();
        QTest::keySequence(&view, QKeySequence::Find);
        auto* field = view.findChild<QLineEdit*>();
        QVERIFY(field->isVisible());
        QTest::keyClicks(field, "status");
        QCOMPARE(view.textCursor().blockNumber(), 2);
        QTest::keyClick(&view, Qt::Key_F3);
        QCOMPARE(view.textCursor().blockNumber(), 7);
        QTest::keyClick(&view, Qt::Key_F3);
        QTest::keyClick(&view, Qt::Key_F3);
        QCOMPARE(view.textCursor().blockNumber(), 2);
        QTest::keyClick(&view, Qt::Key_Escape);
        QVERIFY(!field->isVisible());
    }

    void theButtonCopies() {
        CodeView view;
        view.setCode(kSource, "mysql");
        view.findChild<QToolButton*>()->click();
        QCOMPARE(QApplication::clipboard()->text(), kSource);
    }

    void onlyChangedLinesAreMarked() {
        const LineDifference difference = compareLines(kSource, kTarget);
        std::vector<int> source, target;
        for (const auto& [line, mark] : difference.source)
            source.push_back(line);
        for (const auto& [line, mark] : difference.target)
            target.push_back(line);
        QCOMPARE(source, std::vector<int>({2, 3, 6}));
        QCOMPARE(target, std::vector<int>({2, 3, 6, 7, 8}));
        QVERIFY(compareLines("a\nb", "A,\n`b`").source.empty());
    }

    void changesAreSteppedThroughAndScrollingIsLocked() {
        SideBySide both;
        both.setTitles("MySQL 8.0, as found", "PostgreSQL 17, proposed");
        both.setNotes("read-only", "6 lines changed");
        both.setTexts(kSource + QString("\n-- filler").repeated(80),
                      kTarget + QString("\n-- filler").repeated(80));
        both.resize(900, 260);
        both.show();
        QCOMPARE(both.changes(), 2);
        QCOMPARE(both.currentChange(), 0);
        QVERIFY(both.step(true));
        QCOMPARE(both.currentChange(), 1);
        QVERIFY(both.step(true));
        QCOMPARE(both.currentChange(), 2);
        QVERIFY(!both.step(true));
        QVERIFY(both.step(false));
        QCOMPARE(both.target()->textCursor().blockNumber(), 1);
        both.target()->verticalScrollBar()->setValue(30);
        QCOMPARE(both.source()->verticalScrollBar()->value(), 30);
        both.setScrollLocked(false);
        both.target()->verticalScrollBar()->setValue(10);
        QCOMPARE(both.source()->verticalScrollBar()->value(), 30);
        both.target()->verticalScrollBar()->setValue(0);
        both.source()->verticalScrollBar()->setValue(0);
        QTest::qWait(50);
        const QString folder = qEnvironmentVariable("CAUSEWAY_TEST_PICTURES");
        if (!folder.isEmpty())
            QVERIFY(both.grab().save(folder + "/side-by-side.png"));
        const QImage image = both.grab().toImage();
        int added = 0;
        for (int y = 0; y < image.height(); ++y)
            for (int x = 0; x < image.width(); ++x)
                added += image.pixelColor(x, y) == theme().added;
        QVERIFY(added > 5000);
    }
};

QTEST_MAIN(TestThemeCode)
#include "tst_theme_code.moc"
