// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/collect/mysql/connection.h"

#include "core/base/text.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <mysql.h>

#include <algorithm>
#include <cmath>

namespace causeway::mysql {
namespace {

constexpr double kKillLimit = 1.5; ///< seconds a killed statement may take to end, and the kill itself
constexpr double kGrace = 0.5;     ///< seconds the server has to enforce the time limit by itself
constexpr unsigned kMaxCell = 64u << 20;

/// Methods that never send the password in clear. A hostile server could ask for any method it likes.
constexpr const char* kAuthMethods = "mysql_native_password,caching_sha2_password,sha256_password,client_"
                                     "ed25519,parsec,auth_socket,unix_socket";

unsigned wholeSeconds(double seconds) {
    return unsigned(std::clamp(std::ceil(seconds), 1.0, 86400.0));
}

/// Options that every connection of ours has, the one that kills included.
void applyCommonOptions(MYSQL* handle, double connectSeconds, double readSeconds) {
    const unsigned off = 0, connect = wholeSeconds(connectSeconds), read = wholeSeconds(readSeconds);
    const size_t packet = kMaxCell;
    const my_bool no = 0;
    mysql_options(handle, MYSQL_OPT_LOCAL_INFILE, &off);
    mysql_options(handle, MYSQL_OPT_RECONNECT, &no);
    mysql_options(handle, MYSQL_OPT_CONNECT_TIMEOUT, &connect);
    mysql_options(handle, MYSQL_OPT_READ_TIMEOUT, &read);
    mysql_options(handle, MYSQL_OPT_WRITE_TIMEOUT, &read);
    mysql_options(handle, MYSQL_OPT_MAX_ALLOWED_PACKET, &packet);
    mysql_options(handle, MYSQL_SET_CHARSET_NAME, "utf8mb4");
    mysql_options(handle, MARIADB_OPT_RESTRICTED_AUTH, kAuthMethods);
    mysql_optionsv(handle, MYSQL_OPT_CONNECT_ATTR_ADD, "program_name", "causeway");
}

/// `verify` checks the certificate's chain and name. With it the client library refuses a server without TLS
/// before it sends the login; without it the login would go out first.
void applyTlsOptions(MYSQL* handle, const Target& target, bool tls, bool verifyServer) {
    const my_bool enforce = tls, verify = verifyServer;
    mysql_options(handle, MYSQL_OPT_SSL_ENFORCE, &enforce);
    mysql_options(handle, MYSQL_OPT_SSL_VERIFY_SERVER_CERT, &verify);
    if (!tls)
        return;
    if (!target.caFile.empty())
        mysql_options(handle, MYSQL_OPT_SSL_CA, target.caFile.c_str());
    if (!target.certFile.empty())
        mysql_options(handle, MYSQL_OPT_SSL_CERT, target.certFile.c_str());
    if (!target.keyFile.empty())
        mysql_options(handle, MYSQL_OPT_SSL_KEY, target.keyFile.c_str());
}

void keepRow(ProbeResult& result, MYSQL_ROW row, const unsigned long* lengths, unsigned count) {
    auto& cells = result.rows.emplace_back(count);
    for (unsigned i = 0; i < count; ++i)
        if (row[i])
            cells[i] = toValidUtf8({row[i], lengths[i]});
}

const char* orNull(const std::string& text) {
    return text.empty() ? nullptr : text.c_str();
}

} // namespace

Connection::Connection(const Target& target, std::optional<std::string> password)
    : target_(target), password_(std::move(password)) {}

Connection::~Connection() {
    close();
    if (password_)
        std::fill(password_->begin(), password_->end(), '\0');
}

void Connection::close() {
    if (rows_) {
        handle_->status =
            MYSQL_STATUS_READY; // else freeing would read the rest of an answer that may have no end
        mysql_free_result(rows_);
        rows_ = nullptr;
    }
    if (handle_)
        mysql_close(handle_);
    handle_ = nullptr;
}

std::unique_ptr<Connection> Connection::open(const Target& target, std::optional<std::string> password,
                                             Progress& progress, LoginFailure& failure) {
    std::unique_ptr<Connection> connection(new Connection(target, std::move(password)));
    const bool open = connection->connectAsAsked(progress);
    if (!open)
        failure = {
            mysql_errno(connection->handle_), printable(mysql_error(connection->handle_), 500), {}, {}};
    if (open)
        return connection;
    explain(failure, target.socket.empty() ? target.host : target.socket);
    return nullptr;
}

/// The client library has no mode that checks the chain alone: VerifyCa checks the name too, which is the
/// safe side.
bool Connection::connectAsAsked(Progress& progress) {
    constexpr unsigned kTlsFailed = 2026;
    using Tls = Target::Tls;
    if (target_.tls == Tls::Disable)
        return connect(false, false, progress);
    if (target_.tls >= Tls::VerifyCa)
        return connect(true, true, progress);
    if (target_.tls == Tls::Prefer) {
        const bool open = connect(true, false, progress);
        return open || (mysql_errno(handle_) == kTlsFailed && connect(false, false, progress));
    }
    // Require takes any certificate, but a server without TLS must not see the login: the first try, which
    // checks the certificate too, tells whether the server offers TLS at all.
    if (connect(true, true, progress))
        return true;
    const bool offersTls = (handle_->server_capabilities & CLIENT_SSL) != 0;
    return offersTls && mysql_errno(handle_) == kTlsFailed && connect(true, false, progress) &&
           !cipher().empty();
}

bool Connection::connect(bool tls, bool verify, Progress& progress) {
    close();
    handle_ = mysql_init(nullptr);
    if (!handle_)
        throw Error(ErrorCode::Internal, "no memory for a connection");
    mysql_options(handle_, MYSQL_OPT_NONBLOCK, nullptr);
    applyCommonOptions(handle_, target_.connectTimeout, target_.statementTimeout + 60);
    applyTlsOptions(handle_, target_, tls, verify);
    MYSQL* connected = nullptr;
    const auto step = [&](int ready) {
        return ready ? mysql_real_connect_cont(&connected, handle_, ready)
                     : mysql_real_connect_start(&connected, handle_, target_.host.c_str(),
                                                target_.user.c_str(), password_ ? password_->c_str() : "",
                                                nullptr, target_.port, orNull(target_.socket), 0);
    };
    threadId_ = 0;
    drive(live::deadlineIn(target_.connectTimeout + 1), progress, step);
    if (!connected)
        return false;
    threadId_ = mysql_thread_id(handle_);
    // Over TLS the client library reads with SSL_read, which waits for as long as the socket is a blocking
    // one.
    const int socket = int(mysql_get_socket(handle_));
    ::fcntl(socket, F_SETFL, ::fcntl(socket, F_GETFL) | O_NONBLOCK);
    return true;
}

/// Runs one call of the client library to its end. When the deadline passes or progress is cancelled, a
/// running statement is killed once; what does not end then either is given up with its connection.
Connection::Ended Connection::drive(live::Clock::time_point deadline, Progress& progress, const Step& step) {
    bool killed = false;
    Progress unstoppable;
    int status = step(0);
    while (status) {
        live::Interest interest{(status & MYSQL_WAIT_READ) != 0, (status & MYSQL_WAIT_WRITE) != 0,
                                (status & MYSQL_WAIT_EXCEPT) != 0};
        auto until = deadline;
        if (status & MYSQL_WAIT_TIMEOUT)
            until = std::min(until, live::Clock::now() +
                                        std::chrono::milliseconds(mysql_get_timeout_value_ms(handle_)));
        const auto waited = live::waitSocket(int(mysql_get_socket(handle_)), interest, until,
                                             killed ? unstoppable : progress);
        if (waited == live::Wait::Ready) {
            status = step((interest.read ? MYSQL_WAIT_READ : 0) | (interest.write ? MYSQL_WAIT_WRITE : 0) |
                          (interest.priority ? MYSQL_WAIT_EXCEPT : 0));
        } else if (waited == live::Wait::Late && until < deadline) {
            status = step(MYSQL_WAIT_TIMEOUT);
        } else if (killed || threadId_ == 0) {
            close();
            progress.throwIfCancelled();
            lost("a call that did not end in time");
        } else {
            killed = true;
            deadline = live::deadlineIn(kKillLimit);
            killQuery();
        }
    }
    return killed ? Ended::Killed : Ended::Whole;
}

void Connection::killQuery() {
    MYSQL* other = mysql_init(nullptr);
    if (!other)
        return;
    applyCommonOptions(other, 1, 1);
    applyTlsOptions(other, target_, !cipher().empty(), target_.tls >= Target::Tls::VerifyCa);
    if (mysql_real_connect(other, target_.host.c_str(), target_.user.c_str(),
                           password_ ? password_->c_str() : "", nullptr, target_.port, orNull(target_.socket),
                           0)) {
        const std::string kill = "KILL QUERY " + std::to_string(threadId_);
        mysql_real_query(other, kill.data(), kill.size());
    }
    mysql_close(other);
}

void Connection::lost(const std::string& during) const {
    throw Error(ErrorCode::Connection, "the connection to " + target_.url() + " was lost", during,
                "check the network and the server's log, then collect again");
}

ProbeResult Connection::run(const std::string& id, const std::string& sql, const live::ResultLimits& limits,
                            Progress& progress) {
    progress.throwIfCancelled();
    ProbeResult result;
    result.id = id;
    result.query = sql;
    result.at = now();
    if (!handle_)
        lost("an earlier statement was given up");
    ++statements_;
    const auto start = live::Clock::now();
    const double limit = limits.within(target_.statementTimeout);
    const auto deadline = live::deadlineIn(limit + kGrace);
    int failed = 0;
    auto ended = drive(deadline, progress, [&](int ready) {
        return ready ? mysql_real_query_cont(&failed, handle_, ready)
                     : mysql_real_query_start(&failed, handle_, sql.data(), sql.size());
    });
    const bool whole = failed == 0 && readRows(result, limits, deadline, progress, ended);
    result.elapsedMs = live::millisecondsSince(start);
    progress.throwIfCancelled();
    if (ended == Ended::Killed) {
        result.state = ProbeResult::State::Failed;
        result.message = fmt::format("stopped after the time limit of {:.0f} s", std::max(1.0, limit));
    } else if (failed != 0 || mysql_errno(handle_) != 0) {
        const unsigned number = mysql_errno(handle_);
        if (number >= 2000 && number < 3000)
            lost(printable(mysql_error(handle_), 500));
        result.state = stateOfError(number);
        result.message = std::to_string(number) + ": " + printable(mysql_error(handle_), 500);
    } else if (!whole) {
        result.state = ProbeResult::State::Failed;
        result.message = "the answer is larger than " + std::to_string(limits.rows) + " rows or " +
                         std::to_string(limits.bytes >> 20) + " MiB and was not kept";
    }
    if (result.state != ProbeResult::State::Answered)
        result.rows.clear();
    return result;
}

/// False when the answer is over the limits. What is left of it is then read and dropped for a short time,
/// and after that the connection is given up.
bool Connection::readRows(ProbeResult& result, const live::ResultLimits& limits,
                          live::Clock::time_point deadline, Progress& progress, Ended& ended) {
    rows_ = mysql_use_result(handle_);
    if (!rows_)
        return true;
    const unsigned count = mysql_num_fields(rows_);
    for (unsigned i = 0; i < count; ++i)
        result.columns.push_back(toLower(printable(mysql_fetch_fields(rows_)[i].name, 200)));
    std::size_t bytes = 0;
    bool within = true, stopping = false;
    MYSQL_ROW row = nullptr;
    const auto fetch = [&](int ready) {
        return ready ? mysql_fetch_row_cont(&row, rows_, ready) : mysql_fetch_row_start(&row, rows_);
    };
    while (ended = std::max(ended, drive(deadline, progress, fetch)), row) {
        const auto lengths = mysql_fetch_lengths(rows_);
        for (unsigned i = 0; i < count; ++i)
            bytes += lengths[i];
        within = within && result.rows.size() < limits.rows && bytes <= limits.bytes;
        const bool late = live::Clock::now() > deadline;
        if (late && stopping) {
            close();
            lost("an answer without end");
        }
        if ((!within || late || progress.cancelled()) && !stopping) {
            stopping = true;
            if (within)
                ended = Ended::Killed;
            deadline = live::deadlineIn(kKillLimit);
            killQuery();
        }
        if (!stopping)
            keepRow(result, row, lengths, count);
    }
    mysql_free_result(rows_);
    rows_ = nullptr;
    return within;
}

std::string Connection::serverInfo() const {
    return printable(mysql_get_server_info(handle_), 200);
}

std::string Connection::cipher() const {
    const char* cipher = handle_ ? mysql_get_ssl_cipher(handle_) : nullptr;
    return cipher ? printable(cipher, 100) : std::string();
}

} // namespace causeway::mysql
