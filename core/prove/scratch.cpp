// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/prove/scratch.h"

#include "core/prove/scratch_name.h"
#include "core/sql/postgresql/quote.h"

#include <QRandomGenerator>

#include <fmt/format.h>

namespace causeway::prove {

namespace {

constexpr int kIcuSince = 15; ///< a database's own collation can be ICU's

/// Text sorts as MySQL's default collations sort it, where the server can do that.
std::string createStatement(const std::string& name, int major, bool plain) {
    const std::string head =
        fmt::format("CREATE DATABASE {} TEMPLATE template0 ENCODING 'UTF8'", pg::quoteIdentifier(name));
    if (plain)
        return head + " LC_COLLATE 'C' LC_CTYPE 'C'";
    return head + (major >= kIcuSince ? " LOCALE_PROVIDER icu ICU_LOCALE 'und'" : "");
}

} // namespace

ScratchDatabase::ScratchDatabase(const Target& server, std::optional<std::string> password,
                                 Progress& progress)
    : server_(server), password_(std::move(password)) {
    progress.report("Connecting to the scratch server");
    admin_ = connect(server.database, progress);
    version_ = admin_->version();
    must("SET default_transaction_read_only = on", "the session was not made read-only", progress);
    checkRole(progress);
    removeLeftovers(progress);
    create(progress);
}

ScratchDatabase::~ScratchDatabase() {
    inside_.reset();
    if (password_)
        std::fill(password_->begin(), password_->end(), '\0');
    if (!created_ || !admin_)
        return;
    try {
        Progress unstoppable;
        drop(name_, unstoppable);
    } catch (const Error&) {
        return; // the server is gone; the next run removes the database by its name
    }
}

std::unique_ptr<postgresql::PgConnection> ScratchDatabase::connect(const std::string& database,
                                                                   Progress& progress) {
    Target target = server_;
    target.database = database;
    postgresql::LoginFailure failure;
    auto connection = postgresql::PgConnection::open(target, password_, progress, failure);
    if (!connection)
        throw Error(ErrorCode::Connection, "cannot connect to " + target.url(), failure.message,
                    failure.hint);
    return connection;
}

ProbeResult ScratchDatabase::ask(const std::string& sql, Progress& progress) {
    return admin_->run("scratch", sql, {}, progress);
}

void ScratchDatabase::must(const std::string& sql, const std::string& what, Progress& progress) {
    const auto result = ask(sql, progress);
    if (result.state != ProbeResult::State::Answered)
        throw Error(ErrorCode::Connection, what, result.message);
}

void ScratchDatabase::checkRole(Progress& progress) {
    const auto role = ask("SELECT (rolcreatedb OR rolsuper)::int AS may, rolname FROM pg_catalog.pg_roles "
                          "WHERE rolname = current_user",
                          progress);
    if (role.value(0, "may").value_or("0") != "1")
        throw Error(ErrorCode::Connection,
                    "the role " + role.value(0, "rolname").value_or(server_.user) +
                        " may not create databases",
                    "the conversion is tried in a scratch database of its own",
                    "ALTER ROLE ... CREATEDB, or connect as a role that has it");
}

void ScratchDatabase::removeLeftovers(Progress& progress) {
    const auto own =
        ask("SELECT d.datname FROM pg_catalog.pg_database d JOIN pg_catalog.pg_roles r ON r.oid = "
            "d.datdba WHERE r.rolname = current_user AND NOT EXISTS (SELECT FROM "
            "pg_catalog.pg_stat_activity a WHERE a.datid = d.oid) ORDER BY 1",
            progress);
    for (std::size_t i = 0; i < own.rows.size(); ++i) {
        const auto database = own.value(i, "datname").value_or(std::string());
        if (!isScratchName(database))
            continue;
        // Another run that is at work holds this lock.
        const auto lock =
            fmt::format("SELECT pg_catalog.pg_try_advisory_lock({})::int AS free", scratchLock(database));
        if (ask(lock, progress).value(0, "free").value_or("0") == "1" && drop(database, progress))
            ++leftoversRemoved_;
        ask(fmt::format("SELECT pg_catalog.pg_advisory_unlock({})", scratchLock(database)), progress);
    }
}

void ScratchDatabase::create(Progress& progress) {
    name_ = scratchName(QRandomGenerator::system()->generate64());
    must(fmt::format("SELECT pg_catalog.pg_advisory_lock({})", scratchLock(name_)),
         "the scratch database was not reserved", progress);
    must("SET default_transaction_read_only = off", "the scratch database was not created", progress);
    created_ = true; // also where the answer is lost: the name is ours alone
    auto made = ask(createStatement(name_, version_.major, false), progress);
    if (made.state != ProbeResult::State::Answered)
        made = ask(createStatement(name_, version_.major, true), progress);
    must("SET default_transaction_read_only = on", "the session was not made read-only", progress);
    if (made.state != ProbeResult::State::Answered)
        throw Error(ErrorCode::Connection, "the scratch database was not created", made.message);
    inside_ = connect(name_, progress);
}

bool ScratchDatabase::drop(const std::string& database, Progress& progress) {
    ask("SET default_transaction_read_only = off", progress);
    const auto dropped = ask("DROP DATABASE IF EXISTS " + pg::quoteIdentifier(database), progress);
    ask("SET default_transaction_read_only = on", progress);
    return dropped.state == ProbeResult::State::Answered;
}

} // namespace causeway::prove
