// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/version.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace causeway {

/// How to reach a server, without its secret.
struct Target {
    Engine engine = Engine::MySQL;
    std::string host = "127.0.0.1";
    std::uint16_t port = 3306;
    std::string user;
    std::string database;
    std::string socket;      ///< Unix socket path; empty: TCP
    std::string name;        ///< the user's name for the server; host:port when empty
    std::string environment; ///< "production", "staging", "test" or empty
    enum class Tls { Disable, Prefer, Require, VerifyCa, VerifyFull } tls = Tls::Prefer;
    std::string caFile, certFile, keyFile;
    double connectTimeout = 10;   ///< seconds
    double statementTimeout = 30; ///< seconds for each query; enforced by the server or by a watchdog
    /// "mysql://user@host:3306/db", without a password.
    std::string url() const;
};

/// The servers on which a conversion is tried; both are the consultant's, never the client's.
struct ScratchServers {
    Target target;                    ///< PostgreSQL
    std::optional<Target> original{}; ///< MySQL or MariaDB, on which the workload's queries run as they are
};

/// Reads mysql://, mariadb:// or postgresql:// (postgres://) URLs with ?tls=..., ?ca=..., ?socket=...,
/// ?name=..., ?environment=.... Throws Error(Usage) for anything else, and for a URL that carries a password:
/// it would stand in the shell's history and in the process list.
Target parseTarget(std::string_view url);

/// Asks for the password of a target; returns nothing when the user gave none. Called once a target.
using SecretProvider = std::function<std::optional<std::string>(const Target&)>;

} // namespace causeway
