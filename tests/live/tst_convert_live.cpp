// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/collect/files/dump.h"
#include "core/readiness/readiness.h"

#include <QDir>
#include <QtTest>

#include <libpq-fe.h>

#include <memory>

using namespace causeway;

namespace {

using Connection = std::unique_ptr<PGconn, decltype(&PQfinish)>;
using Result = std::unique_ptr<PGresult, decltype(&PQclear)>;

constexpr const char* kDatabase = "causeway_convert_test";

Connection openDatabase(const QByteArray& server, const QByteArray& database) {
    const QByteArray password = qgetenv((server + "_PASSWORD").constData());
    const QByteArray url = qgetenv(server.constData());
    // dbname first as the whole URL, then the database of our own, which overrides it.
    const char* keys[] = {"dbname", "password", nullptr};
    QByteArray target = url;
    if (!database.isEmpty())
        target = url.left(url.lastIndexOf('/') + 1) + database;
    const char* values[] = {target.constData(), password.isEmpty() ? nullptr : password.constData(), nullptr};
    return {PQconnectdbParams(keys, values, 1), &PQfinish};
}

/// The server's words when a statement fails, else an empty text.
QString run(const Connection& connection, const std::string& sql) {
    const Result result(PQexec(connection.get(), sql.c_str()), &PQclear);
    const auto status = PQresultStatus(result.get());
    return status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK
               ? QString()
               : QString::fromUtf8(PQerrorMessage(connection.get()));
}

QStringList schemas() {
    QStringList files;
    const QDir own(QStringLiteral(CAUSEWAY_SOURCE_DIR "/tests/golden/data/convert"));
    for (const auto& name : own.entryList({"*.sql"}, QDir::Files, QDir::Name))
        if (!name.endsWith(".expected.sql"))
            files << own.filePath(name);
    for (const char* place : {"/../shared/corpus/schemas", "/../../shared/corpus/schemas"}) {
        const QDir corpus(QStringLiteral(CAUSEWAY_SOURCE_DIR) + place);
        for (const auto& name : corpus.entryList({"*.sql"}, QDir::Files, QDir::Name))
            files << corpus.filePath(name);
    }
    return files;
}

} // namespace

/// Converts real schemas and our own torture schema, and runs each script on a real PostgreSQL.
class TestConvertLive : public QObject {
    Q_OBJECT

private slots:
    void scriptRuns_data() {
        QTest::addColumn<QByteArray>("server");
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("choices");
        for (const char* server : {"CAUSEWAY_TEST_PG15", "CAUSEWAY_TEST_PG17"})
            for (const auto& path : schemas())
                for (const char* choices :
                     {"", "quotes=always", "names=lower", "names=lower; quotes=always", "names=snake"})
                    QTest::addRow("%s %s %s", server, qPrintable(QFileInfo(path).fileName()), choices)
                        << QByteArray(server) << path << choices;
    }
    void scriptRuns() {
        QFETCH(QByteArray, server);
        QFETCH(QString, path);
        QFETCH(QString, choices);
        if (qEnvironmentVariableIsEmpty(server.constData())) {
            if (qEnvironmentVariableIntValue("CAUSEWAY_TEST_REQUIRE") == 1)
                QFAIL(qPrintable(server + " is not set"));
            QSKIP(qPrintable(server + " is not set"));
        }
        Progress progress;
        TextSource source = TextSource::open(path.toStdString());
        ConversionOptions options;
        options.targetVersion = server.endsWith("17") ? 17 : 15;
        options.choices = ConversionChoices::parse(choices.toStdString());
        const auto report = convertSchema(readDump(source, progress).catalog, options, progress);
        const Connection admin = openDatabase(server, {});
        QVERIFY2(PQstatus(admin.get()) == CONNECTION_OK, PQerrorMessage(admin.get()));
        QCOMPARE(run(admin, std::string("DROP DATABASE IF EXISTS ") + kDatabase), QString());
        QCOMPARE(
            run(admin, std::string("CREATE DATABASE ") + kDatabase + " TEMPLATE template0 ENCODING 'UTF8'"),
            QString());
        QString failure;
        {
            const Connection target = openDatabase(server, kDatabase);
            failure = run(target, report.script());
        }
        QCOMPARE(run(admin, std::string("DROP DATABASE ") + kDatabase), QString());
        QVERIFY2(failure.isEmpty(), qPrintable(failure));
        const auto total = report.conversions.size();
        qInfo("%zu objects: %d automatic, %d assisted, %d manual (%.1f %%)", total,
              report.count(Verdict::Automatic), report.count(Verdict::Assisted),
              report.count(Verdict::Manual),
              total == 0 ? 0.0 : 100.0 * report.count(Verdict::Manual) / double(total));
        for (const auto& c : report.conversions)
            if (c.verdict == Verdict::Manual && choices.isEmpty())
                qInfo("manual: %s %s: %s", c.kind.c_str(), c.name.c_str(),
                      c.obstacles.empty() ? "" : c.obstacles.back().message.c_str());
    }
};

QTEST_GUILESS_MAIN(TestConvertLive)
#include "tst_convert_live.moc"
