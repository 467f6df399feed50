// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/collect/collect.h"
#include "core/collect/live/probe_specs.h"
#include "core/collect/mysql/connection.h"
#include "core/collect/postgresql/pg_connection.h"

#include <QStandardPaths>
#include <QTest>

#include <memory>
#include <optional>
#include <string>
#include <vector>

/// Servers of tests/live/servers.sh, by the environment variables it writes.
namespace causeway::live_test {

inline std::string environment(const std::string& name) {
    return qEnvironmentVariable(name.c_str()).toStdString();
}

struct Server {
    Target target;
    std::optional<std::string> password;
    SecretProvider secret() const {
        return [word = password](const Target&) {
            return word;
        };
    }
};

inline std::optional<Server> server(const std::string& variable) {
    const std::string url = environment(variable);
    if (url.empty())
        return std::nullopt;
    Server result{parseTarget(url), std::nullopt};
    if (const auto password = environment(variable + "_PASSWORD"); !password.empty())
        result.password = password;
    return result;
}

/// Skips the test when its server is absent, or fails it when CAUSEWAY_TEST_REQUIRE=1.
#define LIVE_SERVER(name, variable)                                                                          \
    const auto name##Found = causeway::live_test::server(variable);                                          \
    if (!name##Found && qEnvironmentVariable("CAUSEWAY_TEST_REQUIRE") == "1")                                \
        QFAIL(qPrintable(QString("%1 is not set").arg(QString::fromStdString(variable))));                   \
    if (!name##Found)                                                                                        \
        QSKIP(qPrintable(QString("%1 is not set").arg(QString::fromStdString(variable))));                   \
    const causeway::live_test::Server name = *name##Found

/// The same for a program that the test runs.
#define LIVE_PROGRAM(program)                                                                                \
    do {                                                                                                     \
        const bool found = !QStandardPaths::findExecutable(program).isEmpty();                               \
        if (!found && qEnvironmentVariable("CAUSEWAY_TEST_REQUIRE") == "1")                                  \
            QFAIL(qPrintable(QString("%1 is not installed").arg(program)));                                  \
        if (!found)                                                                                          \
            QSKIP(qPrintable(QString("%1 is not installed").arg(program)));                                  \
    } while (false)

inline std::unique_ptr<live::Session> connect(const Server& server) {
    Progress progress;
    if (server.target.engine == Engine::PostgreSQL) {
        postgresql::LoginFailure failure;
        auto connection = postgresql::PgConnection::open(server.target, server.password, progress, failure);
        if (!connection)
            throw Error(ErrorCode::Connection, failure.message);
        return connection;
    }
    mysql::LoginFailure failure;
    auto connection = mysql::Connection::open(server.target, server.password, progress, failure);
    if (!connection)
        throw Error(ErrorCode::Connection, failure.message);
    return connection;
}

/// Runs statements on an unprotected session, to make what a test reads. Throws Error on the first that
/// fails.
inline void execute(const Server& server, const std::vector<std::string>& statements) {
    const auto session = connect(server);
    Progress progress;
    for (const auto& sql : statements) {
        const auto result = session->run("setup", sql, {}, progress);
        if (result.state != ProbeResult::State::Answered)
            throw Error(ErrorCode::Internal, sql.substr(0, 300), result.message);
    }
}

inline QString text(const std::string& value) {
    return QString::fromStdString(value);
}

} // namespace causeway::live_test
