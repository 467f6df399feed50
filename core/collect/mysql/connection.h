// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/collect/live/session.h"
#include "core/collect/live/waiting.h"
#include "core/collect/mysql/login_failure.h"
#include "core/collect/target.h"

#include <functional>
#include <memory>
#include <optional>
#include <string>

using MYSQL = struct st_mysql;
using MYSQL_RES = struct st_mysql_res;

namespace causeway::mysql {

/// A connection through libmariadb's non-blocking calls, so that one thread can wait, watch the clock and be
/// cancelled. A statement over its time is stopped by KILL QUERY from a second, short-lived connection.
class Connection final : public live::Session {
public:
    /// Connects and logs in; the failure is a value, because a connection test shows it. Throws only
    /// Error(Cancelled).
    static std::unique_ptr<Connection> open(const Target& target, std::optional<std::string> password,
                                            Progress& progress, LoginFailure& failure);
    ~Connection() override;

    ProbeResult run(const std::string& id, const std::string& sql, const live::ResultLimits& limits,
                    Progress& progress) override;
    std::size_t statements() const override { return statements_; }

    std::string serverInfo() const; ///< the version as the handshake gives it
    std::string cipher() const;     ///< empty without TLS

private:
    Connection(const Target& target, std::optional<std::string> password);
    using Step = std::function<int(int ready)>; ///< starts (ready 0) or continues a call; 0 when it is done
    enum class Ended { Whole, Killed };

    bool connect(bool tls, bool verify, Progress& progress);
    bool connectAsAsked(Progress& progress);
    Ended drive(live::Clock::time_point deadline, Progress& progress, const Step& step);
    bool readRows(ProbeResult& result, const live::ResultLimits& limits, live::Clock::time_point deadline,
                  Progress& progress, Ended& ended);
    void killQuery();
    void close();
    [[noreturn]] void lost(const std::string& during) const;

    Target target_;
    std::optional<std::string> password_;
    MYSQL* handle_ = nullptr;
    MYSQL_RES* rows_ = nullptr; ///< of the answer that is being read
    unsigned long threadId_ = 0;
    std::size_t statements_ = 0;
};

} // namespace causeway::mysql
