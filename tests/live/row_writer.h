// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <libpq-fe.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <thread>
#include <vector>

/// A client that commits numbered rows, one after the other, for as long as it lives.
namespace causeway::live_test {

using Clock = std::chrono::steady_clock;

struct PgFree {
    void operator()(PGconn* c) const { PQfinish(c); }
    void operator()(PGresult* r) const { PQclear(r); }
};
using PgSession = std::unique_ptr<PGconn, PgFree>;
using PgAnswer = std::unique_ptr<PGresult, PgFree>;

/// The first column of all rows; nothing when the statement failed.
inline std::optional<std::vector<std::string>> column(PGconn* session, const std::string& sql) {
    const PgAnswer answer(PQexec(session, sql.c_str()));
    const auto status = PQresultStatus(answer.get());
    if (status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK)
        return std::nullopt;
    std::vector<std::string> out;
    for (int i = 0; i < PQntuples(answer.get()); ++i)
        out.emplace_back(PQgetvalue(answer.get(), i, 0));
    return out;
}

class RowWriter {
public:
    /// Numbers from `first` on.
    RowWriter(std::string connection, long long first)
        : connection_(std::move(connection)), first_(first), thread_([this] { run(); }) {}
    ~RowWriter() { stop(); }
    void stop() {
        stopped_ = true;
        if (thread_.joinable())
            thread_.join();
    }

    std::size_t answered() const {
        const std::lock_guard lock(mutex_);
        return rows_.size();
    }
    std::set<long long> rows() const {
        const std::lock_guard lock(mutex_);
        return rows_;
    }
    /// Seconds since the last answer, and the longest such time since the last call of `forget`.
    double waiting() const {
        const std::lock_guard lock(mutex_);
        return std::chrono::duration<double>(Clock::now() - last_).count();
    }
    double longestGap() const {
        const std::lock_guard lock(mutex_);
        return std::max(gap_, std::chrono::duration<double>(Clock::now() - last_).count());
    }
    void forget() {
        const std::lock_guard lock(mutex_);
        gap_ = 0;
        last_ = Clock::now();
    }

private:
    void run() {
        PgSession session;
        for (long long number = first_; !stopped_; ++number) {
            if (!session || PQstatus(session.get()) != CONNECTION_OK)
                session.reset(PQconnectdb(connection_.c_str()));
            const auto done =
                column(session.get(), "INSERT INTO drill (n) VALUES (" + std::to_string(number) + ")");
            if (!done) {
                session.reset();
                std::this_thread::sleep_for(std::chrono::milliseconds(50));
                continue;
            }
            const std::lock_guard lock(mutex_);
            rows_.insert(number);
            gap_ = std::max(gap_, std::chrono::duration<double>(Clock::now() - last_).count());
            last_ = Clock::now();
        }
    }

    std::string connection_;
    long long first_;
    mutable std::mutex mutex_;
    std::set<long long> rows_;
    Clock::time_point last_ = Clock::now();
    double gap_ = 0;
    std::atomic<bool> stopped_{false};
    std::thread thread_;
};

} // namespace causeway::live_test
