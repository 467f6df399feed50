// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engagement/database.h"

#include "core/base/error.h"
#include "core/base/resources.h"

#include <QFile>
#include <QSqlDatabase>
#include <QSqlError>
#include <QUuid>

#include <fmt/format.h>

namespace causeway::engagement {
namespace {

/// "CSWY": tells an engagement from any other SQLite file (pragma application_id).
constexpr int kApplicationId = 0x43535759;
/// The newest schema this program writes; resources/engagement/schema_<n>.sql leads from n-1 to n.
constexpr int kSchemaVersion = 2;

Error storageError(const std::string& path, const QString& why, std::string next = {}) {
    return Error(ErrorCode::Storage, "cannot use the engagement file " + path, why.toStdString(),
                 std::move(next));
}

} // namespace

Database::Database(const std::string& path, bool create)
    : path_(path), connection_("causeway-" + QUuid::createUuid().toString(QUuid::WithoutBraces)) {
    const auto file = QString::fromStdString(path);
    const bool exists = QFile::exists(file);
    if (!exists && !create)
        throw storageError(path, "there is no such file",
                           "check the name, or collect or import into a new file");
    auto database = QSqlDatabase::addDatabase("QSQLITE", connection_);
    database.setDatabaseName(file);
    database.setConnectOptions("QSQLITE_BUSY_TIMEOUT=5000");
    try {
        if (!database.open())
            throw storageError(path, database.lastError().text());
        // The write-ahead log lets a kill at any moment leave the last whole transaction; FULL makes it
        // reach the disk before a change counts as saved.
        run("pragma journal_mode = wal");
        run("pragma synchronous = full");
        prepare(!exists || QFile(file).size() == 0);
    } catch (...) {
        database.close();
        database = {};
        QSqlDatabase::removeDatabase(connection_);
        throw;
    }
}

Database::Database(Database&& other) noexcept
    : path_(std::move(other.path_)), connection_(std::exchange(other.connection_, {})) {}

Database::~Database() {
    if (connection_.isEmpty())
        return;
    QSqlDatabase::database(connection_, false).close();
    QSqlDatabase::removeDatabase(connection_);
}

void Database::prepare(bool isNew) {
    const auto pragma = [this](const char* name) {
        auto query = run(QString("pragma %1").arg(name));
        return query.next() ? query.value(0).toInt() : 0;
    };
    int version = pragma("user_version");
    if (!isNew && pragma("application_id") != kApplicationId)
        throw storageError(path_, "it is a database of another program");
    if (version > kSchemaVersion)
        throw storageError(path_, "a newer version of Causeway wrote it",
                           "update Causeway and open it again");
    if (version == kSchemaVersion)
        return;
    if (!isNew)
        backUp(version);
    Transaction transaction(*this);
    for (++version; version <= kSchemaVersion; ++version) {
        const auto script =
            QString::fromStdString(resourceBytes(fmt::format("engagement/schema_{}.sql", version)));
        for (const auto& statement : script.split(";\n", Qt::SkipEmptyParts))
            if (!statement.trimmed().isEmpty())
                run(statement);
    }
    run(QString("pragma application_id = %1").arg(kApplicationId));
    run(QString("pragma user_version = %1").arg(kSchemaVersion));
    transaction.commit();
}

void Database::backUp(int version) {
    const auto copy = QString::fromStdString(fmt::format("{}.v{}", path_, version));
    if (QFile::exists(copy))
        return; // an earlier try was stopped between the copy and the change
    // Written under another name first: a copy that was cut short must not pass for the backup.
    const auto part = copy + ".part";
    QFile::remove(part);
    run("vacuum into ?", {part});
    if (!QFile::rename(part, copy))
        throw storageError(path_, "the copy " + copy + " cannot be made",
                           "check the file's folder: space, permissions");
}

QSqlQuery Database::run(const QString& sql, const QVariantList& values) const {
    QSqlQuery query(QSqlDatabase::database(connection_, false));
    query.setForwardOnly(true);
    bool ok = query.prepare(sql);
    for (const auto& value : values)
        query.addBindValue(value);
    ok = ok && query.exec();
    if (!ok)
        throw storageError(path_, query.lastError().text(),
                           "check the file's folder: space, permissions, other users");
    return query;
}

Transaction::Transaction(Database& database) : database_(database) {
    database_.run("begin immediate");
}

Transaction::~Transaction() {
    if (done_)
        return;
    try {
        database_.run("rollback");
    } catch (const Error&) { // nothing to undo: SQLite rolled back by itself
    }
}

void Transaction::commit() {
    database_.run("commit");
    done_ = true;
}

} // namespace causeway::engagement
