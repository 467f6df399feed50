// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

/// The arrows of the design: a folder includes itself and the folders that core/CMakeLists.txt names for it.
class TestArrows : public QObject {
    Q_OBJECT

private:
    const QDir root_{CAUSEWAY_SOURCE_DIR};

    QString read(const QString& path) const {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
    }

    QStringList sources(const QString& folder) const {
        QStringList result;
        QDirIterator it(root_.filePath(folder), {"*.cpp", "*.h"}, QDir::Files, QDirIterator::Subdirectories);
        while (it.hasNext())
            result << it.next();
        return result;
    }

    QMap<QString, QSet<QString>> allowed() const {
        QMap<QString, QSet<QString>> table;
        static const QRegularExpression line("^causeway_module\\(([a-z ]+)\\)",
                                             QRegularExpression::MultilineOption);
        auto matches = line.globalMatch(read(root_.filePath("core/CMakeLists.txt")));
        while (matches.hasNext()) {
            const auto names = matches.next().captured(1).split(' ');
            table[names.first()] = QSet<QString>(names.begin(), names.end());
        }
        return table;
    }

    static QStringList includes(const QString& text) {
        static const QRegularExpression line("^\\s*#\\s*include\\s*[<\"]([^>\"]+)[>\"]",
                                             QRegularExpression::MultilineOption);
        QStringList result;
        auto matches = line.globalMatch(text);
        while (matches.hasNext())
            result << matches.next().captured(1);
        return result;
    }

private slots:
    void coreIncludesOnlyWhatTheTableAllows() {
        const auto table = allowed();
        QVERIFY(table.size() >= 15);
        for (const auto& module : QDir(root_.filePath("core")).entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
            QVERIFY2(table.contains(module), qPrintable(module + " is missing in core/CMakeLists.txt"));
            for (const auto& path : sources("core/" + module))
                for (const auto& include : includes(read(path))) {
                    if (!include.contains('/') || !QFile::exists(root_.filePath(include)))
                        continue;
                    const auto parts = include.split('/');
                    const bool fine = parts[0] == "core" && table[module].contains(parts[1]);
                    QVERIFY2(fine, qPrintable(path + " reaches for " + include));
                }
        }
    }

    void theTableHasNoCycle() {
        const auto table = allowed();
        QSet<QString> done;
        while (done.size() < table.size()) {
            const auto before = done.size();
            for (auto it = table.begin(); it != table.end(); ++it) {
                auto open = it.value() - done;
                open.remove(it.key());
                if (open.isEmpty())
                    done.insert(it.key());
            }
            QVERIFY2(done.size() > before, "core's folders depend on each other in a circle");
        }
    }

    void coreKnowsNoWindow() {
        static const QRegularExpression gui(
            "^(QtWidgets|QtGui|QtCharts|QWidget|QPainter|QDialog|QMessageBox|"
            "QApplication|QGuiApplication|QColor|QFont|QIcon|QPixmap|QImage|QThread)\\b");
        for (const auto& path : sources("core"))
            for (const auto& include : includes(read(path)))
                QVERIFY2(!gui.match(include).hasMatch(), qPrintable(path + " includes " + include));
    }

    void uiStaysAwayFromDriversAndApp() {
        for (const auto& path : sources("ui"))
            for (const auto& include : includes(read(path))) {
                QVERIFY2(!include.startsWith("app/"), qPrintable(path + " includes " + include));
                QVERIFY2(!include.startsWith("core/collect/mysql") &&
                             !include.startsWith("core/collect/postgresql") && include != "mysql.h" &&
                             include != "libpq-fe.h",
                         qPrintable(path + " includes the driver " + include));
            }
    }

    /// Reports are drawn in a background thread, where widgets, scenes and pixmaps must not be touched.
    void whatDrawsReportsKnowsNoWidgets() {
        static const QRegularExpression windows(
            "^(QtWidgets|QtCharts|QGraphics|QChart|QWidget|QPixmap|QLabel)");
        for (const auto& path : sources("ui")) {
            if ((!path.contains("/ui/print/") && !path.contains("/ui/charts/")) ||
                path.contains("/chart_view."))
                continue;
            for (const auto& include : includes(read(path)))
                QVERIFY2(!windows.match(include).hasMatch(), qPrintable(path + " includes " + include));
        }
    }

    /// Two types of one name in one namespace are one type to the linker, which then takes either's code.
    void aTypeHasItsNameAlone() {
        static const QRegularExpression line("^(?:namespace ([\\w:]*) ?\\{|(\\}) // namespace|(?:template "
                                             "<[^>]*> )?(?:struct|class|enum class) "
                                             "(\\w+)(?: final)?(?: : [^;{]*)?\\s*\\{)",
                                             QRegularExpression::MultilineOption);
        QMap<QString, QString> places;
        for (const auto& folder : {"core", "ui", "app"})
            for (const auto& path : sources(folder)) {
                QStringList spaces;
                auto matches = line.globalMatch(read(path));
                while (matches.hasNext()) {
                    const auto match = matches.next();
                    if (match.captured(3).isEmpty()) {
                        if (match.captured(2).isEmpty())
                            spaces << (match.captured(1).isEmpty() ? path : match.captured(1));
                        else if (!spaces.isEmpty())
                            spaces.removeLast();
                        continue;
                    }
                    const auto name = spaces.join("::") + "::" + match.captured(3);
                    QVERIFY2(places.value(name, path) == path,
                             qPrintable(name + " stands in " + places.value(name) + " and in " + path));
                    places[name] = path;
                }
            }
        QVERIFY(places.size() > 500);
    }

    void everySourceNamesItsLicence() {
        for (const auto& folder : {"app", "core", "ui", "tests"})
            for (const auto& path : sources(folder))
                QVERIFY2(read(path).startsWith("// SPDX-License-Identifier: GPL-3.0-or-later"),
                         qPrintable(path));
    }

    void noFileGrowsOver600Lines() {
        for (const auto& folder : {"app", "core", "ui", "tests"})
            for (const auto& path : sources(folder))
                QVERIFY2(read(path).count('\n') <= 600, qPrintable(path));
    }

    void theTopLevelIsFixed() {
        QStringList allowedNames{
            "CMakeLists.txt", "CMakePresets.json", "LICENSE",   "README.md", "app", "build",
            "core",           "installer",         "resources", "tests",     "ui"};
        for (const auto& name : root_.entryList(QDir::AllEntries | QDir::NoDotAndDotDot))
            QVERIFY2(allowedNames.contains(name) || name.startsWith("build"), qPrintable(name));
    }
};

QTEST_GUILESS_MAIN(TestArrows)
#include "tst_arrows.moc"
