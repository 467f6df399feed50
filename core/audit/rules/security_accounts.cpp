// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/rule_helpers.h"
#include "core/audit/rule_parts.h"
#include "core/base/text.h"

#include <algorithm>
#include <functional>
#include <set>

namespace causeway {
namespace {

constexpr std::string_view kAccounts = "mysql.accounts";

struct Account {
    std::string user, host, plugin;
    int row = 0;
    std::string name() const { return user + "@" + host; }
    std::string sql() const { return sqlLiteral(user) + "@" + sqlLiteral(host); }
};

/// Accounts somebody could log in with: neither locked nor a role.
std::vector<Account> loginAccounts(const RuleContext& c) {
    const auto* probe = answered(c, kAccounts);
    std::vector<Account> accounts;
    for (std::size_t row = 0; row < probe->rows.size(); ++row)
        if (!cellYes(*probe, row, "locked") && !cellYes(*probe, row, "is_role") &&
            !cell(*probe, row, "host").empty())
            accounts.push_back({cell(*probe, row, "user"), cell(*probe, row, "host"),
                                cell(*probe, row, "plugin"), int(row)});
    return accounts;
}

bool isLocalHost(const RuleContext& c, std::string_view host) {
    return equalsIgnoreCase(host, "localhost") || host == "127.0.0.1" || host == "::1" ||
           equalsIgnoreCase(host, c.variable("hostname").value_or("localhost"));
}

bool isSystemAccount(std::string_view user) {
    return user.starts_with("mysql.") || user == "mariadb.sys" || user == "debian-sys-maint" ||
           user == "rdsadmin" || user == "PUBLIC";
}

/// One finding that names all accounts for which the test holds, with one statement for each.
RuleVerdict accountsWhere(const RuleContext& c, Severity severity,
                          const std::function<bool(const Account&)>& test, std::string_view statement) {
    std::vector<std::string> names;
    std::string sql;
    int first = -1;
    for (const auto& account : loginAccounts(c)) {
        if (!test(account))
            continue;
        first = first < 0 ? account.row : first;
        names.push_back(account.name());
        sql += (sql.empty() ? "" : "\n") + c.words.fill(statement, {{"account", account.sql()},
                                                                    {"user", sqlLiteral(account.user)},
                                                                    {"host", sqlLiteral(account.host)}});
    }
    if (names.empty())
        return passed();
    Draft d{severity};
    d.holes = {{"n", c.words.count(double(names.size()))},
               {"names", c.words.list(names, 3)},
               {"first", names.front()},
               {"sql", sql}};
    d.evidence = {c.probeLine(c.label("accounts"), c.words.list(names, 20), kAccounts, first)};
    return found(d);
}

RuleVerdict anonymous(const RuleContext& c) {
    return accountsWhere(
        c, Severity::Critical, [](const Account& a) { return a.user.empty(); }, "DROP USER {account};");
}

RuleVerdict emptyPassword(const RuleContext& c) {
    static const std::set<std::string> byPassword{
        "",       "mysql_native_password", "mysql_old_password", "sha256_password", "caching_sha2_password",
        "ed25519"};
    const auto* probe = answered(c, kAccounts);
    const bool old = c.mysql() && !c.atLeast(5, 7, 6);
    return accountsWhere(
        c, Severity::Critical,
        [&](const Account& a) {
            return !a.user.empty() && byPassword.contains(a.plugin) &&
                   cell(*probe, std::size_t(a.row), "has_password") == "0" &&
                   !cellYes(*probe, std::size_t(a.row), "has_alternatives");
        },
        old ? "SET PASSWORD FOR {account} = PASSWORD('<new password>');"
            : "ALTER USER {account} IDENTIFIED BY '<new password>';");
}

bool isWildcard(const Account& a) {
    return a.host.find('%') != std::string::npos || a.host.find('_') != std::string::npos;
}

RuleVerdict wildcardHost(const RuleContext& c) {
    return accountsWhere(c, Severity::High, isWildcard,
                         "RENAME USER {account} TO {user}@'<address of the application>';");
}

RuleVerdict rootRemote(const RuleContext& c) {
    return accountsWhere(
        c, Severity::High, [&](const Account& a) { return a.user == "root" && !isLocalHost(c, a.host); },
        "DROP USER {account};");
}

RuleVerdict tooMuchPower(const RuleContext& c) {
    const auto* probe = answered(c, kAccounts);
    std::set<std::string> granted;
    if (const auto* admin = answered(c, "mysql.admin_grants"))
        for (std::size_t row = 0; row < admin->rows.size(); ++row) {
            const auto privilege = cell(*admin, row, "privilege");
            if (!cell(*admin, row, "via").empty() || privilege == "SYSTEM_VARIABLES_ADMIN" ||
                privilege == "SYSTEM_USER" || privilege == "SET_ANY_DEFINER" || privilege == "SET_USER_ID")
                granted.insert(cell(*admin, row, "user") + "@" + cell(*admin, row, "host"));
        }
    const auto& admins = c.facts.words("admin_accounts");
    return accountsWhere(
        c, Severity::High,
        [&](const Account& a) {
            if (isSystemAccount(a.user) ||
                std::find(admins.begin(), admins.end(), toLower(a.user)) != admins.end())
                return false;
            const auto row = std::size_t(a.row);
            return cellYes(*probe, row, "super_priv") || cellYes(*probe, row, "file_priv") ||
                   cellYes(*probe, row, "grant_priv") || granted.contains(a.name());
        },
        "REVOKE ALL PRIVILEGES, GRANT OPTION FROM {account};\nGRANT SELECT, INSERT, UPDATE, DELETE, EXECUTE "
        "ON `<database>`.* TO {account};");
}

RuleVerdict weakPlugin(const RuleContext& c) {
    // Before 5.7 there is nothing better than mysql_native_password, and on MariaDB it is the default.
    const bool nativeIsWeak = c.mysql() && c.atLeast(5, 7);
    auto verdict = accountsWhere(
        c, Severity::Medium,
        [&](const Account& a) {
            if (isSystemAccount(a.user))
                return false;
            return a.plugin == "mysql_old_password" || (nativeIsWeak && a.plugin == "mysql_native_password");
        },
        c.mysql() && !c.atLeast(5, 7)
            ? "UPDATE mysql.user SET plugin = 'mysql_native_password', password = '' WHERE user = {user} AND "
              "host = "
              "{host};\nFLUSH PRIVILEGES;\nSET PASSWORD FOR {account} = PASSWORD('<new password>');"
        : c.mysql() && c.atLeast(8)
            ? "ALTER USER {account} IDENTIFIED WITH caching_sha2_password BY '<new password>';"
            : "ALTER USER {account} IDENTIFIED BY '<new password>';");
    if (!verdict.findings.empty() && c.mysql() && c.atLeast(9))
        verdict.findings.front().variant = "gone";
    return verdict;
}

bool opensToAll(const RuleContext& c, std::string_view name) {
    return c.server.variables.contains(std::string(name)) && c.variableIs(name, {"*", "0.0.0.0", "::", ""});
}

RuleVerdict bindAll(const RuleContext& c) {
    const bool open = opensToAll(c, "bind_address") && !c.on("skip_networking");
    if (!open)
        return passed();
    const auto accounts = loginAccounts(c);
    const auto n = std::count_if(accounts.begin(), accounts.end(), isWildcard);
    if (n == 0)
        return passed();
    Draft d{Severity::Medium};
    d.holes = {{"n", c.words.count(double(n))}};
    d.evidence = {c.variableLine("bind_address"),
                  c.probeLine(c.label("wildcard_accounts"), c.words.number(double(n)), kAccounts)};
    return found(d);
}

} // namespace

std::vector<Rule> accountRules() {
    return {
        {.id = "sec.anonymous",
         .engines = kMySqlFamily,
         .needs = {.probes = {kAccounts}},
         .check = anonymous},
        {.id = "sec.empty_password",
         .engines = kMySqlFamily,
         .needs = {.probes = {kAccounts}},
         .check = emptyPassword},
        {.id = "sec.wildcard_host",
         .engines = kMySqlFamily,
         .needs = {.probes = {kAccounts}},
         .check = wildcardHost},
        {.id = "sec.root_remote",
         .engines = kMySqlFamily,
         .needs = {.probes = {kAccounts}},
         .check = rootRemote},
        {.id = "sec.super_app",
         .engines = kMySqlFamily,
         .needs = {.probes = {kAccounts}},
         .check = tooMuchPower},
        {.id = "sec.weak_plugin",
         .engines = kMySqlFamily,
         .needs = {.probes = {kAccounts}},
         .check = weakPlugin},
        {.id = "sec.bind_all",
         .engines = kMySqlFamily,
         .needs = {.variables = {"bind_address"}, .probes = {kAccounts}},
         .check = bindAll},
    };
}

} // namespace causeway
