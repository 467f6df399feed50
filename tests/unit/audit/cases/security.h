// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "unit/audit/evidence_builder.h"

namespace causeway::test {

inline const std::vector<std::string>& accountColumns() {
    static const std::vector<std::string> columns{"user",         "host",      "plugin",
                                                  "has_password", "locked",    "is_role",
                                                  "super_priv",   "file_priv", "grant_priv"};
    return columns;
}

inline std::vector<Case> securityCases() {
    const auto found = CheckState::Found, ok = CheckState::Passed, open = CheckState::NotAssessed,
               na = CheckState::NotApplicable;
    using Row = std::vector<std::optional<std::string>>;
    const auto with = [](Evidence e, std::vector<Row> rows) {
        return e.probe("mysql.accounts", accountColumns(), std::move(rows));
    };
    const auto plain = [](const char* user, const char* host, const char* plugin = "caching_sha2_password",
                          const char* password = "1") {
        return Row{user, host, plugin, password, "0", "0", "N", "N", "N"};
    };
    const auto role = Row{"reader", "%", "caching_sha2_password", "0", "1", "1", "N", "N", "N"};
    const auto card = [](const char* name, const char* type) {
        return mysql().table(table("payment", {column(name, type)}, {primary(name)}));
    };
    const std::vector<std::string> hba{"line_number", "type", "address", "auth_method"};
    const auto access = [&](const char* type, const char* address, const char* method) {
        return postgresql().probe("pg.hba", hba, {{"90", type, address, method}});
    };
    return {
        {"sec.anonymous", "stock 5.6", with(mysql("5.6.51"), {plain("", "localhost")}), found,
         Severity::Critical},
        {"sec.anonymous", "MariaDB's PUBLIC is a role",
         with(mariadb(), {Row{"PUBLIC", "", "", "0", "0", "1", "N", "N", "N"},
                          Row{"", "", "", "0", "0", "1", "N", "N", "N"}}),
         ok},
        {"sec.empty_password", "two",
         with(mysql(), {plain("shop", "10.0.0.5", "caching_sha2_password", "0"),
                        plain("report", "10.0.0.5", "mysql_native_password", "0")}),
         found, Severity::Critical, "2 accounts have"},
        {"sec.empty_password", "socket login needs none",
         with(mariadb(), {plain("root", "localhost", "unix_socket", "0"), role}), ok},
        {"sec.empty_password",
         "denied",
         mysql().refused("mysql.accounts", ProbeResult::State::Denied, "SELECT command denied"),
         open,
         {},
         "GRANT SELECT ON mysql.*"},
        {"sec.wildcard_host", "%", with(mysql(), {plain("shop", "%")}), found, Severity::High},
        {"sec.wildcard_host", "underscore is one too", with(mysql(), {plain("shop", "web_")}), found,
         Severity::High},
        {"sec.wildcard_host", "a role lives at %", with(mysql(), {role, plain("shop", "10.0.0.5")}), ok},
        {"sec.root_remote", "root@%", with(mysql(), {plain("root", "%")}), found, Severity::High},
        {"sec.root_remote", "5.6 installs root@hostname",
         with(mysql("5.6.51").var("hostname", "db1"), {plain("root", "db1"), plain("root", "::1")}), ok},
        {"sec.super_app", "FILE", with(mysql(), {Row{"shop_app", "%", "x", "1", "0", "0", "N", "Y", "N"}}),
         found, Severity::High, "shop_app@%"},
        {"sec.super_app", "through a role",
         with(mysql(), {plain("shop_app", "10.0.0.5")})
             .probe("mysql.admin_grants", {"user", "host", "privilege", "via"},
                    {{"shop_app", "10.0.0.5", "SUPER", "ops"}}),
         found, Severity::High},
        {"sec.super_app", "administrators may",
         with(mysql(), {Row{"root", "localhost", "x", "1", "0", "0", "Y", "Y", "Y"},
                        Row{"mysql.session", "localhost", "x", "1", "1", "0", "Y", "N", "N"}}),
         ok},
        {"sec.no_tls", "disabled", mysql("5.6.51").var("have_ssl", "DISABLED"), found, Severity::High,
         "cannot be encrypted"},
        {"sec.no_tls", "optional",
         mysql().var("require_secure_transport", "OFF").var("tls_version", "TLSv1.2,TLSv1.3"), found,
         Severity::Medium, "Unencrypted"},
        {"sec.no_tls", "old versions",
         mysql("5.7.44")
             .var("have_ssl", "YES")
             .var("require_secure_transport", "ON")
             .var("tls_version", "TLSv1,TLSv1.1,TLSv1.2"),
         found, Severity::Medium, "Outdated"},
        {"sec.no_tls", "required",
         mysql().var("require_secure_transport", "ON").var("tls_version", "TLSv1.2,TLSv1.3"), ok},
        {"sec.no_tls", "socket only",
         mysql().var("require_secure_transport", "OFF").var("skip_networking", "ON"), na},
        {"sec.weak_plugin", "native on 8.4",
         with(mysql(), {plain("shop", "10.0.0.5", "mysql_native_password")}), found, Severity::Medium},
        {"sec.weak_plugin", "gone on 9.7",
         with(mysql("9.7.4"), {plain("shop", "10.0.0.5", "mysql_native_password")}), found, Severity::Medium,
         "no longer log in"},
        {"sec.weak_plugin", "MariaDB's default",
         with(mariadb(), {plain("shop", "10.0.0.5", "mysql_native_password")}), ok},
        {"sec.weak_plugin", "system accounts are locked",
         with(mysql("8.0.36"),
              {Row{"mysql.session", "localhost", "mysql_native_password", "1", "1", "0", "N", "N", "N"}}),
         ok},
        {"sec.weak_plugin", "nothing better on 5.6",
         with(mysql("5.6.51"), {plain("shop", "10.0.0.5", "mysql_native_password")}), ok},
        {"sec.weak_plugin", "pre-4.1 on 5.6",
         with(mysql("5.6.51"), {plain("shop", "10.0.0.5", "mysql_old_password")}), found, Severity::Medium},
        {"sec.no_tls", "5.6 cannot require it", with(mysql("5.6.51").var("have_ssl", "YES"), {}), ok},
        {"sec.bind_all", "with a wildcard account",
         with(mysql().var("bind_address", "*"), {plain("shop", "%")}), found, Severity::Medium},
        {"sec.bind_all", "accounts with addresses",
         with(mysql().var("bind_address", "*"), {plain("shop", "10.0.0.5")}), ok},
        {"sec.bind_all", "private", with(mysql().var("bind_address", "10.0.0.1"), {plain("shop", "%")}), ok},
        {"sec.local_infile", "ON", mysql("5.6.51").var("local_infile", "ON"), found, Severity::Medium,
         "LOAD DATA LOCAL"},
        {"sec.local_infile", "5.6's NULL is open",
         mysql("5.6.24").var("local_infile", "OFF").var("secure_file_priv", "NULL"), found, Severity::Low},
        {"sec.local_infile", "later NULL is closed",
         mysql().var("local_infile", "OFF").var("secure_file_priv", "NULL"), ok},
        {"sec.test_db", "open to all",
         mysql().probe("mysql.database_grants", {"host", "db", "user"},
                       {{"%", "test", ""}, {"%", "test\\_%", ""}}),
         found, Severity::Low},
        {"sec.test_db", "none",
         mysql().probe("mysql.database_grants", {"host", "db", "user"}, {{"%", "shop", "shop"}}), ok},
        {"sec.test_db", "nothing known", mysql(), open},
        {"sec.card_data", "number", card("card_number", "varchar(20)"), found, Severity::Critical,
         "1 column "},
        {"sec.card_data", "security code", card("cvv", "char(4)"), found, Severity::Critical, "forbidden"},
        {"sec.card_data", "a token", card("card_number_token", "varchar(64)"), ok},
        {"sec.card_data", "encrypted bytes", card("card_number", "varbinary(64)"), ok},
        {"sec.card_data", "a panel is no pan", card("panel", "varchar(20)"), ok},
        {"sec.pg_hba", "trust", access("host", "0.0.0.0", "trust"), found, Severity::Critical,
         "without a password"},
        {"sec.pg_hba", "md5", access("hostssl", "10.0.0.0", "md5"), found, Severity::Medium, "md5"},
        {"sec.pg_hba", "local trust", access("local", "", "trust"), ok},
        {"sec.pg_hba", "scram", access("host", "0.0.0.0", "scram-sha-256"), ok},
        {"sec.pg_super", "three",
         postgresql().probe("pg.roles", {"rolname", "rolsuper", "rolcanlogin"},
                            {{"postgres", "t", "t"}, {"shop", "t", "t"}, {"ops", "t", "t"}}),
         found, Severity::Medium, "3 roles have"},
        {"sec.pg_super", "one",
         postgresql().probe("pg.roles", {"rolname", "rolsuper", "rolcanlogin"},
                            {{"postgres", "t", "t"}, {"ops", "t", "f"}}),
         ok},
        {"sec.pg_public_create", "public",
         postgresql("14.24").probe("pg.public_create", {"schema", "public_create"}, {{"public", "t"}}), found,
         Severity::Medium},
        {"sec.pg_public_create", "closed",
         postgresql().probe("pg.public_create", {"schema", "public_create"}, {{"public", "f"}}), ok},
    };
}

} // namespace causeway::test
