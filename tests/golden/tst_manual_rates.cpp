// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef Q_MOC_RUN // moc 6.4 stumbles over C++20 headers of the standard library
#include "core/base/json.h"
#include "core/collect/files/dump.h"
#include "core/collect/files/text_source.h"
#include "core/readiness/readiness.h"

#include <algorithm>
#endif

#include <QDir>
#include <QFile>
#include <QTest>

using namespace causeway;

namespace {

/// The folder of real schemas that may stand beside the checkout; empty when it does not.
QString corpus() {
    for (const char* folder : {"/../shared/corpus/schemas", "/../../shared/corpus/schemas"})
        if (QDir(QStringLiteral(CAUSEWAY_SOURCE_DIR) + folder).exists())
            return QStringLiteral(CAUSEWAY_SOURCE_DIR) + folder;
    return {};
}

Json recorded() {
    QFile file(QStringLiteral(CAUSEWAY_SOURCE_DIR "/tests/golden/data/manual_rates.json"));
    if (!file.open(QIODevice::ReadOnly))
        throw std::runtime_error("manual_rates.json is missing");
    return Json::parse(file.readAll().toStdString());
}

} // namespace

/// What is left to write by hand in real schemas may only become less.
class TestManualRates : public QObject {
    Q_OBJECT

private slots:
    void mayOnlyFall_data() {
        QTest::addColumn<QString>("file");
        const auto rates = recorded();
        for (const auto& [file, counts] : rates.items())
            QTest::addRow("%s", file.c_str()) << QString::fromStdString(file);
    }
    void mayOnlyFall() {
        QFETCH(QString, file);
        if (corpus().isEmpty())
            QSKIP("the real schemas are not beside this checkout");
        const auto counts = recorded().at(file.toStdString());
        Progress progress;
        auto source = TextSource::open((corpus() + "/" + file).toStdString());
        const auto report = convertSchema(readDump(source, progress).catalog, {}, progress);
        const int objects = int(report.conversions.size());
        qInfo("%s: %d objects, %d automatic, %d assisted, %d manual", qPrintable(file), objects,
              report.count(Verdict::Automatic), report.count(Verdict::Assisted),
              report.count(Verdict::Manual));
        QVERIFY2(objects >= counts.at("objects").get<int>(), "objects disappeared");
        QVERIFY(report.count(Verdict::Manual) <= counts.at("manual").get<int>());
        QVERIFY(report.count(Verdict::Automatic) >= counts.at("automatic").get<int>());
        for (const auto& c : report.conversions)
            QVERIFY2(c.verdict == Verdict::Manual || c.proof >= Proof::Parsed, c.name.c_str());
    }
    void everySchemaIsRecorded() {
        if (corpus().isEmpty())
            QSKIP("the real schemas are not beside this checkout");
        const auto rates = recorded();
        for (const auto& name : QDir(corpus()).entryList({"*.sql"}, QDir::Files))
            QVERIFY2(rates.contains(name.toStdString()), qPrintable(name));
    }
};

QTEST_APPLESS_MAIN(TestManualRates)
#include "tst_manual_rates.moc"
