// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/collect/files/dump.h"
#include "core/readiness/readiness.h"

#include <QDir>
#include <QtTest>

using namespace causeway;

/// Every tests/golden/data/convert/NAME.sql must become NAME.expected.sql, to the byte. To accept new results
/// run with CAUSEWAY_UPDATE_GOLDEN=1 and read the difference.
class TestConvert : public QObject {
    Q_OBJECT

    static QString folder() { return QStringLiteral(CAUSEWAY_SOURCE_DIR "/tests/golden/data/convert"); }

    static ReadinessReport convert(const QString& path) {
        Progress progress;
        TextSource source = TextSource::open(path.toStdString());
        return convertSchema(readDump(source, progress).catalog, {}, progress);
    }

private slots:
    void scripts_data() {
        QTest::addColumn<QString>("name");
        for (const auto& file : QDir(folder()).entryList({"*.sql"}, QDir::Files, QDir::Name))
            if (!file.endsWith(".expected.sql"))
                QTest::newRow(qPrintable(file)) << file.chopped(4);
    }
    void scripts() {
        QFETCH(QString, name);
        const auto report = convert(folder() + "/" + name + ".sql");
        for (const auto& c : report.conversions)
            QVERIFY2(c.verdict == Verdict::Manual || c.proof == Proof::Parsed,
                     (c.name + ": " + c.proofMessage).c_str());
        const QByteArray script = QByteArray::fromStdString(report.script());
        QFile expected(folder() + "/" + name + ".expected.sql");
        if (qEnvironmentVariableIntValue("CAUSEWAY_UPDATE_GOLDEN") == 1) {
            QVERIFY(expected.open(QIODevice::WriteOnly));
            expected.write(script);
            return;
        }
        QVERIFY2(expected.open(QIODevice::ReadOnly), "no expected file: run with CAUSEWAY_UPDATE_GOLDEN=1");
        const auto wanted = expected.readAll().split('\n'), found = script.split('\n');
        for (int i = 0; i < std::max(wanted.size(), found.size()); ++i)
            QVERIFY2(i < wanted.size() && i < found.size() && wanted[i] == found[i],
                     qPrintable(QString("line %1: wanted \"%2\", found \"%3\"")
                                    .arg(i + 1)
                                    .arg(wanted.value(i), found.value(i))));
    }
    void sameTwice() {
        const QString path = folder() + "/torture.sql";
        QCOMPARE(convert(path), convert(path));
    }
    /// Real schemas beside the checkout, where there are any.
    void corpus() {
        QDir schemas;
        for (const char* place : {"/../shared/corpus/schemas", "/../../shared/corpus/schemas"})
            if (QDir(QStringLiteral(CAUSEWAY_SOURCE_DIR) + place).exists())
                schemas = QDir(QStringLiteral(CAUSEWAY_SOURCE_DIR) + place);
        if (!schemas.exists("sakila-schema.sql"))
            QSKIP("no corpus beside the checkout");
        for (const auto& file : schemas.entryList({"*.sql"}, QDir::Files, QDir::Name)) {
            const auto report = convert(schemas.filePath(file));
            qInfo("%s: %zu objects, %d manual", qPrintable(file), report.conversions.size(),
                  report.count(Verdict::Manual));
            QCOMPARE(report.count(Verdict::Manual), 0);
        }
    }
};

QTEST_GUILESS_MAIN(TestConvert)
#include "tst_convert.moc"
