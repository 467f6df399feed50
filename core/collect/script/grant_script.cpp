// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/collect/script/grant_script.h"

#include "core/base/text.h"
#include "core/collect/live/probe_specs.h"
#include "core/collect/script/script_parts.h"

#include <fmt/format.h>

#include <algorithm>

namespace causeway {
namespace {

using live::ProbeFile;

constexpr std::size_t kWidth = 96; ///< characters of a line of comment
constexpr const char* kPassword = "write a password here";

/// What the probes ask with a privilege: "sessions; transactions".
std::string purposes(const ProbeFile& file, const std::string& privilege) {
    std::vector<std::string> titles;
    for (const auto* list : {&file.probes, &file.catalog})
        for (const auto& probe : *list)
            if (std::find(probe.privileges.begin(), probe.privileges.end(), privilege) !=
                probe.privileges.end())
                titles.push_back(probe.title);
    return join(titles, "; ");
}

std::vector<std::string> accountPrivileges(const ProbeFile& file, Engine engine, const Version& version) {
    std::vector<std::string> list;
    for (const auto& statement : file.account)
        if (statement.fits(engine, version))
            list.push_back(statement.sql);
    return list;
}

/// Privileges that probes name and the account's list does not hold, in the order they are met.
std::vector<std::string> furtherPrivileges(const ProbeFile& file, const std::vector<std::string>& granted) {
    std::vector<std::string> further;
    for (const auto* list : {&file.probes, &file.catalog})
        for (const auto& probe : *list)
            for (const auto& privilege : probe.privileges)
                if (std::find(granted.begin(), granted.end(), privilege) == granted.end() &&
                    std::find(further.begin(), further.end(), privilege) == further.end())
                    further.push_back(privilege);
    return further;
}

/// "--   PROCESS: sessions; transactions", in lines that fit a page.
std::string purposeLine(const std::string& privilege, const std::string& what) {
    std::string out, line = "  " + privilege + ":";
    for (const auto word : split(what, ' ')) {
        if (line.size() + word.size() > kWidth) {
            out += line + "\n";
            line = "     ";
        }
        line += ' ';
        line += word;
    }
    return script::commented(out + line);
}

std::string head(Engine engine) {
    return script::commented(
               fmt::format("Causeway: an account for collecting from {}, with no more than it needs.",
                           engineName(engine))) +
           script::commented("For an administrator to read and run. Nothing in it lets the account write.") +
           script::commented("With less, what the account may not see is listed as not assessed, never as "
                             "passed.") +
           "\n";
}

std::string quotedBy(char quote, const std::string& name) {
    const std::string one(1, quote);
    return one + replaceAll(name, one, one + one) + one;
}

/// MySQL reads a backslash in a string as the begin of an escape.
std::string mysqlAccount(const std::string& user) {
    return quotedBy('\'', replaceAll(user, "\\", "\\\\")) + "@'%'";
}

std::string mysqlGrants(Engine engine, const Version& version, const std::string& user) {
    const auto file = live::loadProbes("mysql");
    const auto granted = accountPrivileges(file, engine, version);
    const auto account = mysqlAccount(user);
    std::string out = head(engine);
    out += script::commented("'%' is any address: better the one that the consultant comes from.");
    out += fmt::format("CREATE USER {} IDENTIFIED BY '{}';\n\n", account, kPassword);
    for (const auto& privilege : granted) {
        const auto what = purposes(file, privilege);
        if (privilege == "SELECT")
            out += purposeLine(privilege, "information_schema names only the tables that the account may "
                                          "read; performance_schema and mysql for the rest");
        else if (!what.empty())
            out += purposeLine(privilege, what);
    }
    out += fmt::format("GRANT {} ON *.* TO {};\n\n", join(granted, ", "), account);
    std::string optional;
    for (const auto& privilege : furtherPrivileges(file, granted)) {
        // SELECT on everything holds it; the older name of a privilege that this engine has renamed.
        const bool renamed = privilege == "REPLICATION CLIENT";
        if (privilege.starts_with("SELECT on ") || renamed)
            continue;
        optional += purposeLine(privilege, purposes(file, privilege));
        optional += script::commented(fmt::format("GRANT {} ON *.* TO {};", privilege, account));
    }
    if (!optional.empty())
        out += script::commented("Left out, since they allow more than reading; these stay not assessed "
                                 "without them:") +
               optional + "\n";
    return out + script::commented("When the work is done:") +
           script::commented(fmt::format("DROP USER {};", account));
}

std::string postgresqlGrants(const std::string& user) {
    const auto file = live::loadProbes("postgresql");
    const auto role = quotedBy('"', user);
    std::string out = head(Engine::PostgreSQL);
    out += fmt::format("CREATE ROLE {} LOGIN PASSWORD '{}' NOSUPERUSER NOCREATEDB NOCREATEROLE;\n", role,
                       kPassword);
    out += fmt::format("ALTER ROLE {} SET default_transaction_read_only = on;\n\n", role);
    const auto granted = accountPrivileges(file, Engine::PostgreSQL, Version{99, 0, 0});
    for (const auto& privilege : granted)
        if (const auto what = purposes(file, privilege); !what.empty())
            out += purposeLine(privilege, what);
    out += script::commented("pg_monitor holds the other two.");
    out += fmt::format("GRANT pg_monitor TO {};\n\n", role);
    out += script::commented("Left out; these stay not assessed without them:");
    for (const auto& privilege : furtherPrivileges(file, granted))
        out += purposeLine(privilege, purposes(file, privilege));
    return out + "\n" + script::commented("When the work is done:") +
           script::commented(fmt::format("DROP ROLE {};", role));
}

} // namespace

std::string grantScript(Engine engine, const Version& version, const std::string& user) {
    std::string name = user.empty() ? "causeway" : user;
    // A line break would end the comments that the name stands in.
    std::replace_if(
        name.begin(), name.end(), [](unsigned char c) { return c < 0x20; }, ' ');
    if (engine == Engine::PostgreSQL)
        return postgresqlGrants(name);
    return mysqlGrants(engine, version.known() ? version : Version{99, 0, 0}, name);
}

} // namespace causeway
