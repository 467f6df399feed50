// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/collect/collect.h"
#include "core/collect/live/probe_specs.h"
#include "core/collect/live/server_collector.h"

#include <memory>
#include <string>
#include <vector>

namespace causeway::live {

/// A login that failed: what went wrong, and what the user can do about it.
struct LoginFailure {
    unsigned number = 0; ///< of MySQL's client library; 0 for PostgreSQL
    std::string message;
    std::string step; ///< "name", "port", "tls" or "login"
    std::string hint;
};

/// What the collectors of all servers share: a session, and the probes that are run in it.
class SessionCollector : public ServerCollector {
public:
    /// `probes`: the name for loadProbes().
    SessionCollector(const Target& target, std::unique_ptr<Session> session, const char* probes,
                     const ServerVersion& identity, const std::string& versionText,
                     const std::string& sourceId);

    /// Notes a connection without TLS, and makes the session read-only, bounded in time and known in its
    /// modes.
    void begin(bool plain, Progress& progress);
    void readHistory(double seconds, double tableSeconds, Progress& progress) override;
    std::size_t statements() const override { return session_->statements(); }

protected:
    /// Runs the probe with this id. Throws Error(Internal) when there is none.
    ProbeResult probe(std::string_view id, Progress& progress);
    /// Runs the probes that the evidence lacks; `keep` says what is kept of an answer.
    void probeRest(Progress& progress, ProbeResult (*keep)(ProbeResult));

    Target target_;
    std::unique_ptr<Session> session_;
    ProbeFile file_;
    ProbeContext context_;
};

/// Throws Error(Connection) of a login that failed.
[[noreturn]] void throwLoginFailure(const Target& target, const LoginFailure& failure);

/// A connection test's result as far as all servers have it: the steps are the caller's.
ConnectionTest failedLogin(const LoginFailure& failure);
/// Takes the answer to the first statement into the test.
void addFirstAnswer(ConnectionTest& test, const ProbeResult& answer);
/// Ends the test of an account that lacks privileges. `lack` begins the sentence: "the account lacks ".
void addMissingPrivileges(ConnectionTest& test, std::vector<std::string> missing, const std::string& lack,
                          const std::string& hint);

} // namespace causeway::live
