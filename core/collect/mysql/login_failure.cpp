// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/collect/mysql/login_failure.h"

#include <algorithm>
#include <array>

namespace causeway::mysql {
namespace {

struct Known {
    unsigned number;
    const char* step;
    const char* hint;
};

// Client numbers (2000 and up) and server numbers, as the manuals of MySQL and MariaDB list them.
constexpr std::array kKnown{
    Known{2005, "name", "Check the host's name, or give its address."},
    Known{2002, "port", "Check that the server runs and that the port and socket are right."},
    Known{2003, "port", "Check the port, the server's bind_address and the firewalls between."},
    Known{2026, "tls",
          "Check the server's TLS settings and the CA file; ?tls=disable connects without TLS where "
          "policy allows that."},
    Known{1040, "login", "The server has no free connection; try again later."},
    Known{1044, "login", "The account may not use this database: leave it out of the URL."},
    Known{1045, "login", "Check the user, the password and the host the account may come from."},
    Known{1049, "login", "This database does not exist: leave it out of the URL."},
    Known{1129, "login",
          "The server blocks this host after failed connections; its administrator can flush hosts."},
    Known{1130, "login", "The server admits no account from this host; create one for it."},
    Known{1251, "login",
          "The account uses the password format from before MySQL 4.1; set its password anew."},
    Known{1275, "login",
          "The account uses the password format from before MySQL 4.1; set its password anew."},
    Known{1698, "login", "The account logs in through the server's own operating system only; use another."},
    Known{1820, "login", "The password has expired; set a new one with the server's own client."},
    Known{1862, "login", "The password has expired; set a new one with the server's own client."},
    Known{2059, "login",
          "The account's authentication method is not accepted here: methods that send the password "
          "unprotected are refused."},
    Known{3118, "login", "The account is locked; its administrator can unlock it."},
    Known{4151, "login", "The account is locked; its administrator can unlock it."},
};

} // namespace

void explain(LoginFailure& failure, const std::string& host) {
    const auto it = std::find_if(kKnown.begin(), kKnown.end(),
                                 [&](const Known& known) { return known.number == failure.number; });
    failure.step = it == kKnown.end() ? "login" : it->step;
    failure.hint = it == kKnown.end() ? "The server's message says why." : it->hint;
    if (failure.message.find(host) == std::string::npos && failure.step != "login")
        failure.message += " (" + host + ")";
}

ProbeResult::State stateOfError(unsigned number) {
    constexpr std::array kDenied{1044u, 1045u, 1095u, 1142u, 1143u, 1227u, 1356u, 1370u, 1698u, 1410u};
    // No such table, column, variable, function or statement in this version, or the feature is off.
    constexpr std::array kAbsent{1049u, 1054u, 1064u, 1109u, 1146u, 1193u,
                                 1235u, 1289u, 1305u, 1381u, 1617u, 3568u};
    if (std::find(kDenied.begin(), kDenied.end(), number) != kDenied.end())
        return ProbeResult::State::Denied;
    if (std::find(kAbsent.begin(), kAbsent.end(), number) != kAbsent.end())
        return ProbeResult::State::Absent;
    return ProbeResult::State::Failed;
}

} // namespace causeway::mysql
