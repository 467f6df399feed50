// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audit/audit.h"
#include "core/collect/script/script_writer.h"
#include "live/live_support.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>

#include <map>

/// What is read from a server's files instead of the server.
namespace causeway::live_test {

/// The committed list of rules that files cannot serve, with the reasons.
inline QJsonObject liveOnlyFile() {
    QFile file(CAUSEWAY_SOURCE_DIR "/tests/live/data/live_only_rules.json");
    return file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll()).object() : QJsonObject();
}

/// way: "script" or "files". By rule: the reason.
inline std::map<std::string, std::string> liveOnly(const char* way) {
    std::map<std::string, std::string> reasons;
    for (const auto& entry : liveOnlyFile()[way].toArray())
        reasons[entry.toObject()["rule"].toString().toStdString()] =
            entry.toObject()["reason"].toString().toStdString();
    return reasons;
}

inline QByteArray runClient(const QString& program, const QStringList& arguments, const QString& input,
                            const std::optional<std::string>& password) {
    QProcess process;
    auto environment = QProcessEnvironment::systemEnvironment();
    if (password) {
        environment.insert("MYSQL_PWD", QString::fromStdString(*password));
        environment.insert("PGPASSWORD", QString::fromStdString(*password));
    }
    process.setProcessEnvironment(environment);
    process.setStandardInputFile(input);
    process.start(program, arguments);
    return process.waitForFinished(120000) ? process.readAllStandardOutput() : QByteArray();
}

/// Prints the script, lets the server's own client run it, and imports what it printed.
inline Snapshot byScript(const Server& server, Engine engine) {
    QTemporaryDir folder;
    const auto path = folder.filePath("script.sql"), output = folder.filePath("output");
    QFile script(path);
    const auto text = collectScript(engine, {});
    if (!script.open(QIODevice::WriteOnly) || script.write(text.c_str(), qint64(text.size())) < 0)
        return {};
    script.close();
    const auto host = QString::fromStdString(server.target.host), port = QString::number(server.target.port),
               user = QString::fromStdString(server.target.user);
    QStringList mysql{"--no-defaults",  "--xml",          "--force",
                      "--host=" + host, "--port=" + port, "--user=" + user};
    if (server.target.tls == Target::Tls::Require)
        mysql << "--ssl";
    const auto printed =
        engine == Engine::PostgreSQL
            ? runClient("psql",
                        {"--no-psqlrc", "--host=" + host, "--port=" + port, "--username=" + user,
                         "--file=" + path, QString::fromStdString(server.target.database)},
                        QProcess::nullDevice(), server.password)
            : runClient("mariadb", mysql, path, server.password);
    QFile file(output);
    if (!file.open(QIODevice::WriteOnly) || file.write(printed) < 0)
        return {};
    file.close();
    if (const auto keep = qEnvironmentVariable("CAUSEWAY_TEST_KEEP"); !keep.isEmpty())
        QFile::copy(output, keep + "/" + QString::number(server.target.port) + ".out");
    Progress progress;
    auto target = server.target;
    const auto name = target.name.empty() ? target.host + ":" + std::to_string(target.port) : target.name;
    return importFiles({output.toStdString()}, name, progress);
}

} // namespace causeway::live_test
