// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <compare>
#include <string>
#include <string_view>

namespace causeway {

enum class Engine { MySQL, MariaDB, PostgreSQL };

/// "MySQL", "MariaDB" or "PostgreSQL".
std::string_view engineName(Engine engine);

/// A server version as three numbers; unknown parts are 0. PostgreSQL's minor is its second number.
struct Version {
    int major = 0, minor = 0, patch = 0;
    auto operator<=>(const Version&) const = default;
    bool known() const { return major > 0; }
    /// "10.11.19", "9.7.4", "15.18" (no third part where it is 0 and the major is PostgreSQL's).
    std::string text(Engine engine) const;
};

struct ServerVersion {
    Engine engine = Engine::MySQL;
    Version version;
};

/// Reads version() of any of the three engines: "5.6.24-log", "5.5.5-10.11.19-MariaDB-deb12",
/// "PostgreSQL 15.18 (Debian ...) on x86_64", "17.5". A replication prefix "5.5.5-" is dropped.
/// `hint` decides the engine where the text alone does not.
ServerVersion parseServerVersion(std::string_view text, Engine hint = Engine::MySQL);

} // namespace causeway
