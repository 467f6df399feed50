// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/collect/live/session_collector.h"
#include "core/collect/live/waiting.h"
#include "core/collect/target.h"

#include <memory>
#include <optional>
#include <string>

using PGconn = struct pg_conn;
using PGresult = struct pg_result;

namespace causeway::postgresql {

/// What kind of refusal an SQLSTATE is.
ProbeResult::State stateOfError(std::string_view code);

using live::LoginFailure;

/// What the server said of the last statement that it refused; all empty when it refused none.
struct Refusal {
    std::string code, message, detail, context;
    int position = 0; ///< in characters of the statement, from 1; 0 when the server named none
};

/// A connection through libpq's asynchronous calls, so that one thread can wait, watch the clock and be
/// cancelled. A statement over its time is stopped by pg_cancel_backend from a second, short-lived
/// connection.
class PgConnection final : public live::Session {
public:
    /// Connects and logs in; the failure is a value, because a connection test shows it. Throws only
    /// Error(Cancelled).
    static std::unique_ptr<PgConnection> open(const Target& target, std::optional<std::string> password,
                                              Progress& progress, LoginFailure& failure);
    ~PgConnection() override;

    ProbeResult run(const std::string& id, const std::string& sql, const live::ResultLimits& limits,
                    Progress& progress) override;
    std::size_t statements() const override { return statements_; }

    /// The numbers of the server's version.
    Version version() const;
    std::string parameter(const char* name) const; ///< as the server reports it at login
    std::string cipher() const;                    ///< empty without TLS
    const Refusal& refusal() const { return refusal_; }

private:
    struct Reading;
    PgConnection(const Target& target, std::optional<std::string> password);

    bool connect(live::Clock::time_point deadline, const Progress& progress);
    bool waitForInput(Reading& reading, Progress& progress);
    bool send(const std::string& sql, Reading& reading, Progress& progress);
    void take(PGresult* part, Reading& reading);
    void stop(Reading& reading);
    void cancelFromOutside() const;
    void close();
    [[noreturn]] void lost(const std::string& why) const;

    Target target_;
    std::optional<std::string> password_;
    PGconn* handle_ = nullptr;
    std::size_t statements_ = 0;
    Refusal refusal_;
};

} // namespace causeway::postgresql
