// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSqlQuery>
#include <QString>
#include <QVariant>

#include <string>

namespace causeway::engagement {

/// The SQLite file behind an engagement: opened, checked, brought to this program's schema.
class Database {
public:
    /// Throws Error(Storage) when the file is no engagement, is newer than this program, or cannot be used. A
    /// file of an older program is kept beside it as PATH.v<its schema> before it is brought forward.
    Database(const std::string& path, bool create);
    Database(Database&& other) noexcept;
    Database& operator=(Database&&) = delete;
    ~Database();

    /// Runs one statement; throws Error(Storage) with SQLite's words when it fails.
    QSqlQuery run(const QString& sql, const QVariantList& values = {}) const;

private:
    friend class Transaction;
    void prepare(bool isNew);
    void backUp(int version);
    std::string path_;
    QString connection_;
};

/// All or nothing: rolls back unless commit() was called.
class Transaction {
public:
    explicit Transaction(Database& database);
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;
    ~Transaction();
    void commit();

private:
    Database& database_;
    bool done_ = false;
};

} // namespace causeway::engagement
