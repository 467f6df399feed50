// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/version.h"

#include <fmt/format.h>

#include <cstdlib>

namespace causeway {

std::string_view engineName(Engine engine) {
    switch (engine) {
    case Engine::MySQL:
        return "MySQL";
    case Engine::MariaDB:
        return "MariaDB";
    case Engine::PostgreSQL:
        return "PostgreSQL";
    }
    return {};
}

std::string Version::text(Engine engine) const {
    if (engine == Engine::PostgreSQL && major >= 10)
        return fmt::format("{}.{}", major, minor);
    return fmt::format("{}.{}.{}", major, minor, patch);
}

ServerVersion parseServerVersion(std::string_view text, Engine hint) {
    ServerVersion result{hint, {}};
    if (text.find("MariaDB") != std::string_view::npos || text.find("mariadb") != std::string_view::npos)
        result.engine = Engine::MariaDB;
    else if (text.find("PostgreSQL") != std::string_view::npos)
        result.engine = Engine::PostgreSQL;
    if (text.starts_with("5.5.5-") && text.size() > 6 && text[6] >= '0' && text[6] <= '9')
        text.remove_prefix(6);
    const auto digit = text.find_first_of("0123456789");
    if (digit == std::string_view::npos)
        return result;
    text.remove_prefix(digit);
    int* parts[] = {&result.version.major, &result.version.minor, &result.version.patch};
    for (int* part : parts) {
        std::size_t used = 0;
        while (used < text.size() && text[used] >= '0' && text[used] <= '9' && used < 6)
            *part = *part * 10 + (text[used++] - '0');
        text.remove_prefix(used);
        if (text.empty() || text.front() != '.')
            break;
        text.remove_prefix(1);
    }
    return result;
}

} // namespace causeway
