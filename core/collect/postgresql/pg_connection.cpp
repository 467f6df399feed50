// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/collect/postgresql/pg_connection.h"

#include "core/base/text.h"

#include <fmt/format.h>
#include <libpq-fe.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <vector>

namespace causeway::postgresql {
namespace {

constexpr double kCancelLimit =
    1.5;                       ///< seconds a cancelled statement may take to end, and the cancelling itself
constexpr double kGrace = 0.5; ///< seconds the server has to enforce the time limit by itself

const char* sslMode(Target::Tls tls) {
    switch (tls) {
    case Target::Tls::Disable:
        return "disable";
    case Target::Tls::Prefer:
        return "prefer";
    case Target::Tls::Require:
        return "require";
    case Target::Tls::VerifyCa:
        return "verify-ca";
    case Target::Tls::VerifyFull:
        return "verify-full";
    }
    return "prefer";
}

bool knowsOption(const char* keyword) {
    const std::unique_ptr<PQconninfoOption, decltype(&PQconninfoFree)> options(PQconndefaults(),
                                                                               &PQconninfoFree);
    for (auto* option = options.get(); option && option->keyword; ++option)
        if (std::strcmp(option->keyword, keyword) == 0)
            return true;
    return false;
}

void ignoreNotice(void*, const PGresult*) {}

struct Hint {
    const char* words; ///< in libpq's or the server's message
    const char* step;
    const char* hint;
};

constexpr std::array kHints{
    Hint{"could not translate host name", "name", "Check the host's name, or give its address."},
    Hint{"SSL", "tls",
         "Check the server's TLS settings and the CA file; ?tls=disable connects without TLS where "
         "policy allows that."},
    Hint{"certificate", "tls", "Check the CA file and the name in the server's certificate."},
    Hint{"Connection refused", "port",
         "Check that the server runs, the port, listen_addresses and the firewalls."},
    Hint{"could not connect", "port", "Check the port, listen_addresses and the firewalls between."},
    Hint{"timeout", "port", "Check the port, listen_addresses and the firewalls between."},
    Hint{"no pg_hba.conf entry", "login",
         "pg_hba.conf admits no such login; its administrator can add a line."},
    Hint{"does not exist", "login", "Check the user and the database in the URL."},
    Hint{"password", "login", "Check the user and the password."},
};

void explain(LoginFailure& failure) {
    const auto it = std::find_if(kHints.begin(), kHints.end(), [&](const Hint& hint) {
        return failure.message.find(hint.words) != std::string::npos;
    });
    failure.step = it == kHints.end() ? "login" : it->step;
    failure.hint = it == kHints.end() ? "The server's message says why." : it->hint;
}

std::string trimmed(const char* text) {
    return printable(trim(text ? text : ""), 500);
}

Refusal refusalOf(const PGresult* result) {
    const auto field = [&](int code) {
        return trimmed(PQresultErrorField(result, code));
    };
    Refusal refusal{field(PG_DIAG_SQLSTATE), field(PG_DIAG_MESSAGE_PRIMARY), field(PG_DIAG_MESSAGE_DETAIL),
                    field(PG_DIAG_CONTEXT)};
    long long position = 0;
    if (parseNumber(field(PG_DIAG_STATEMENT_POSITION), position) && position > 0 && position < (1 << 30))
        refusal.position = int(position);
    return refusal;
}

} // namespace

/// SQLSTATE classes as appendix A of the PostgreSQL manual lists them.
ProbeResult::State stateOfError(std::string_view code) {
    constexpr std::array<std::string_view, 2> kDenied{"42501", "28000"};
    constexpr std::array<std::string_view, 7> kAbsent{"42P01", "42703", "42883", "42704",
                                                      "3F000", "55000", "0A000"};
    if (std::find(kDenied.begin(), kDenied.end(), code) != kDenied.end())
        return ProbeResult::State::Denied;
    return std::find(kAbsent.begin(), kAbsent.end(), code) != kAbsent.end() ? ProbeResult::State::Absent
                                                                            : ProbeResult::State::Failed;
}

/// One statement on its way.
struct PgConnection::Reading {
    ProbeResult* result;
    const live::ResultLimits* limits;
    live::Clock::time_point deadline;
    std::size_t bytes = 0;
    bool stopped = false, tooLarge = false, timedOut = false;
};

PgConnection::PgConnection(const Target& target, std::optional<std::string> password)
    : target_(target), password_(std::move(password)) {}

PgConnection::~PgConnection() {
    close();
    if (password_)
        std::fill(password_->begin(), password_->end(), '\0');
}

void PgConnection::close() {
    if (handle_)
        PQfinish(handle_);
    handle_ = nullptr;
}

std::unique_ptr<PgConnection> PgConnection::open(const Target& target, std::optional<std::string> password,
                                                 Progress& progress, LoginFailure& failure) {
    std::unique_ptr<PgConnection> connection(new PgConnection(target, std::move(password)));
    if (connection->connect(live::deadlineIn(target.connectTimeout), progress))
        return connection;
    progress.throwIfCancelled();
    failure.message = trimmed(PQerrorMessage(connection->handle_));
    if (failure.message.empty())
        failure.message = "timeout: the server did not answer";
    explain(failure);
    return nullptr;
}

bool PgConnection::connect(live::Clock::time_point deadline, const Progress& progress) {
    const std::string port = std::to_string(target_.port);
    const std::string& host = target_.socket.empty() ? target_.host : target_.socket;
    std::vector<const char*> keys, values;
    const auto add = [&](const char* key, const char* value) {
        keys.push_back(key);
        values.push_back(value);
    };
    add("host", host.c_str());
    add("port", port.c_str());
    add("dbname", target_.database.empty() ? "postgres" : target_.database.c_str());
    add("application_name", "causeway");
    add("client_encoding", "UTF8");
    add("gssencmode", "disable");
    add("passfile", "/dev/null/none"); // passwords come from the secret provider and from nowhere else
    add("sslmode", sslMode(target_.tls));
    if (!target_.user.empty())
        add("user", target_.user.c_str());
    if (password_)
        add("password", password_->c_str());
    if (!target_.caFile.empty())
        add("sslrootcert", target_.caFile.c_str());
    if (!target_.certFile.empty())
        add("sslcert", target_.certFile.c_str());
    if (!target_.keyFile.empty())
        add("sslkey", target_.keyFile.c_str());
    // Where TLS is not sure, a server must not get the password in clear by asking for it (libpq 16 and
    // later).
    if (target_.tls < Target::Tls::Require && knowsOption("require_auth"))
        add("require_auth", "!password");
    keys.push_back(nullptr);
    values.push_back(nullptr);
    handle_ = PQconnectStartParams(keys.data(), values.data(), 0);
    if (!handle_ || PQstatus(handle_) == CONNECTION_BAD)
        return false;
    PQsetNoticeReceiver(handle_, ignoreNotice, nullptr);
    auto state = PGRES_POLLING_WRITING;
    while (state == PGRES_POLLING_READING || state == PGRES_POLLING_WRITING) {
        live::Interest interest{state == PGRES_POLLING_READING, state == PGRES_POLLING_WRITING, false};
        if (live::waitSocket(PQsocket(handle_), interest, deadline, progress) != live::Wait::Ready)
            return false;
        state = PQconnectPoll(handle_);
    }
    return state == PGRES_POLLING_OK && PQsetnonblocking(handle_, 1) == 0;
}

void PgConnection::cancelFromOutside() const {
    PgConnection other(target_, password_);
    Progress unstoppable;
    const auto deadline = live::deadlineIn(kCancelLimit);
    if (!other.connect(deadline, unstoppable))
        return;
    ProbeResult ignored;
    const live::ResultLimits limits;
    Reading reading{&ignored, &limits, deadline};
    reading.stopped = true; // never cancel the canceller
    const std::string sql =
        "SELECT pg_catalog.pg_cancel_backend(" + std::to_string(PQbackendPID(handle_)) + ")";
    if (other.send(sql, reading, unstoppable))
        other.waitForInput(reading, unstoppable);
}

/// Asks the server once to end the statement; after that only a short time is waited.
void PgConnection::stop(Reading& reading) {
    reading.stopped = true;
    reading.deadline = live::deadlineIn(kCancelLimit);
    cancelFromOutside();
}

void PgConnection::lost(const std::string& why) const {
    throw Error(ErrorCode::Connection, "the connection to " + target_.url() + " was lost", why,
                "check the network and the server's log, then collect again");
}

/// Waits until a result can be taken without blocking. False when the statement was given up.
bool PgConnection::waitForInput(Reading& reading, Progress& progress) {
    const Progress unstoppable;
    while (PQisBusy(handle_)) {
        live::Interest interest{true, false, false};
        const auto waited = live::waitSocket(PQsocket(handle_), interest, reading.deadline,
                                             reading.stopped ? unstoppable : progress);
        if (waited == live::Wait::Ready) {
            if (!PQconsumeInput(handle_))
                return false;
        } else if (reading.stopped) {
            return false;
        } else {
            reading.timedOut = waited == live::Wait::Late;
            stop(reading);
        }
    }
    return true;
}

bool PgConnection::send(const std::string& sql, Reading& reading, Progress& progress) {
    if (!PQsendQuery(handle_, sql.c_str()))
        return false;
    PQsetSingleRowMode(handle_);
    for (;;) {
        const int left = PQflush(handle_);
        if (left <= 0)
            return left == 0;
        live::Interest interest{true, true, false};
        if (live::waitSocket(PQsocket(handle_), interest, reading.deadline, progress) != live::Wait::Ready)
            return false;
        if (interest.read && !PQconsumeInput(handle_))
            return false;
    }
}

void PgConnection::take(PGresult* part, Reading& reading) {
    auto& result = *reading.result;
    const auto status = PQresultStatus(part);
    if (status == PGRES_FATAL_ERROR || status == PGRES_BAD_RESPONSE) {
        refusal_ = refusalOf(part);
        if (refusal_.message.empty())
            refusal_.message = "no answer";
        result.state = stateOfError(refusal_.code);
        result.message = (refusal_.code.empty() ? "" : refusal_.code + ": ") + refusal_.message;
        return;
    }
    const int columns = PQnfields(part), rows = PQntuples(part);
    if (result.columns.empty())
        for (int c = 0; c < columns; ++c)
            result.columns.push_back(toLower(printable(PQfname(part, c), 200)));
    for (int r = 0; r < rows && !reading.tooLarge; ++r) {
        for (int c = 0; c < columns; ++c)
            reading.bytes += std::size_t(PQgetlength(part, r, c));
        reading.tooLarge =
            result.rows.size() >= reading.limits->rows || reading.bytes > reading.limits->bytes;
        if (reading.tooLarge)
            break;
        auto& cells = result.rows.emplace_back(std::size_t(columns));
        for (int c = 0; c < columns; ++c)
            if (!PQgetisnull(part, r, c))
                cells[std::size_t(c)] =
                    toValidUtf8({PQgetvalue(part, r, c), std::size_t(PQgetlength(part, r, c))});
    }
}

ProbeResult PgConnection::run(const std::string& id, const std::string& sql, const live::ResultLimits& limits,
                              Progress& progress) {
    progress.throwIfCancelled();
    ProbeResult result;
    result.id = id;
    result.query = sql;
    result.at = now();
    if (!handle_)
        lost("an earlier statement was given up");
    refusal_ = {};
    ++statements_;
    const auto start = live::Clock::now();
    const double limit = limits.within(target_.statementTimeout);
    Reading reading{&result, &limits, live::deadlineIn(limit + kGrace)};
    bool alive = send(sql, reading, progress);
    while (alive && (alive = waitForInput(reading, progress))) {
        const std::unique_ptr<PGresult, decltype(&PQclear)> part(PQgetResult(handle_), &PQclear);
        if (!part)
            break;
        take(part.get(), reading);
        const bool late = live::Clock::now() > reading.deadline;
        if (reading.stopped) {
            alive = !late; // an answer without end is given up with its connection
        } else if (late || reading.tooLarge || progress.cancelled()) {
            reading.timedOut = late;
            stop(reading);
        }
    }
    result.elapsedMs = live::millisecondsSince(start);
    if (!alive || PQstatus(handle_) == CONNECTION_BAD) {
        const std::string why = trimmed(PQerrorMessage(handle_));
        close();
        progress.throwIfCancelled();
        lost(why.empty() ? "a statement that did not end in time" : why);
    }
    progress.throwIfCancelled();
    if (reading.tooLarge || reading.timedOut) {
        result.state = ProbeResult::State::Failed;
        result.message = reading.timedOut
                             ? fmt::format("stopped after the time limit of {:.0f} s", std::max(1.0, limit))
                             : "the answer is larger than " + std::to_string(limits.rows) + " rows or " +
                                   std::to_string(limits.bytes >> 20) + " MiB and was not kept";
    }
    if (result.state != ProbeResult::State::Answered)
        result.rows.clear();
    return result;
}

Version PgConnection::version() const {
    const int number = PQserverVersion(handle_);
    return {number / 10000, number % 10000, 0};
}

std::string PgConnection::parameter(const char* name) const {
    const char* value = PQparameterStatus(handle_, name);
    return value ? printable(value, 200) : std::string();
}

std::string PgConnection::cipher() const {
    const char* cipher = PQsslInUse(handle_) ? PQsslAttribute(handle_, "cipher") : nullptr;
    return cipher ? printable(cipher, 100) : std::string();
}

} // namespace causeway::postgresql
