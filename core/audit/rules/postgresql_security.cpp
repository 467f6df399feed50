// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/rule_helpers.h"
#include "core/audit/rule_parts.h"
#include "core/base/text.h"

#include <fmt/format.h>

#include <algorithm>

namespace causeway {
namespace {

RuleVerdict hostAccess(const RuleContext& c) {
    const auto* rules = answered(c, "pg.hba");
    std::vector<std::string> lines;
    Severity worst = Severity::Medium;
    std::string methods;
    int first = -1;
    for (std::size_t row = 0; row < rules->rows.size(); ++row) {
        const auto type = cell(*rules, row, "type"), address = cell(*rules, row, "address"),
                   method = cell(*rules, row, "auth_method");
        const bool weak = method == "trust" || method == "password" || method == "md5" || method == "ident";
        if (type == "local" || !weak || address.starts_with("127.0.0.1") || address.starts_with("::1") ||
            address == "localhost")
            continue;
        worst = std::min(worst, method == "trust"      ? Severity::Critical
                                : method == "password" ? Severity::High
                                                       : Severity::Medium);
        if (methods.find(method) == std::string::npos)
            methods += (methods.empty() ? "" : ", ") + method;
        first = first < 0 ? int(row) : first;
        lines.push_back(
            fmt::format("line {}: {} {} {}", cell(*rules, row, "line_number"), type, address, method));
    }
    if (lines.empty())
        return passed();
    Draft d{worst};
    d.variant = worst == Severity::Critical ? "trust" : "";
    d.holes = {
        {"n", c.words.count(double(lines.size()))}, {"methods", methods}, {"lines", c.words.list(lines, 3)}};
    d.evidence = {c.probeLine("pg_hba.conf", c.words.list(lines, 20), "pg.hba", first)};
    return found(d);
}

RuleVerdict superusers(const RuleContext& c) {
    const auto* roles = answered(c, "pg.roles");
    std::vector<std::string> names;
    for (std::size_t row = 0; row < roles->rows.size(); ++row)
        if (cellYes(*roles, row, "rolsuper") && cellYes(*roles, row, "rolcanlogin"))
            names.push_back(cell(*roles, row, "rolname"));
    if (double(names.size()) <= c.limit("roles"))
        return passed();
    std::string sql;
    for (const auto& name : names)
        if (name != "postgres")
            sql += fmt::format("{}ALTER ROLE {} NOSUPERUSER;", sql.empty() ? "" : "\n", quoted(name, true));
    Draft d{Severity::Medium};
    d.holes = {{"n", c.words.count(double(names.size()))}, {"names", c.words.list(names, 5)}, {"sql", sql}};
    d.evidence = {c.probeLine(c.label("accounts"), c.words.list(names, 20), "pg.roles")};
    return found(d);
}

RuleVerdict publicCreate(const RuleContext& c) {
    const auto* schemas = answered(c, "pg.public_create");
    std::vector<std::string> names;
    std::string sql;
    for (std::size_t row = 0; row < schemas->rows.size(); ++row)
        if (cellYes(*schemas, row, "public_create")) {
            names.push_back(cell(*schemas, row, "schema"));
            sql += fmt::format("{}REVOKE CREATE ON SCHEMA {} FROM PUBLIC;", sql.empty() ? "" : "\n",
                               quoted(names.back(), true));
        }
    if (names.empty())
        return passed();
    Draft d{Severity::Medium};
    d.holes = {{"names", c.words.list(names, 3)},
               {"sql", sql},
               {"undo", replaceAll(replaceAll(sql, "REVOKE", "GRANT"), "FROM PUBLIC", "TO PUBLIC")}};
    d.evidence = {c.probeLine(c.label("schemas"), c.words.list(names, 20), "pg.public_create")};
    return found(d);
}

/// pg_hba.conf as it stands in the file: a line that cannot be read is refused at the next reload.
RuleVerdict hostAccessErrors(const RuleContext& c) {
    const auto* rules = answered(c, "pg.hba");
    std::vector<std::string> lines;
    int first = -1;
    for (std::size_t row = 0; row < rules->rows.size(); ++row) {
        const auto error = cell(*rules, row, "error");
        if (error.empty())
            continue;
        first = first < 0 ? int(row) : first;
        lines.push_back(fmt::format("line {}: {}", cell(*rules, row, "line_number"), error));
    }
    if (lines.empty())
        return passed();
    Draft d{Severity::Medium};
    d.holes = {{"n", c.words.count(double(lines.size()))}, {"lines", c.words.list(lines, 3)}};
    d.evidence = {c.probeLine("pg_hba.conf", c.words.list(lines, 20), "pg.hba", first)};
    return found(d);
}

RuleVerdict weakPasswords(const RuleContext& c) {
    std::vector<Draft> drafts;
    if (c.variableIs("password_encryption", {"md5", "on"})) {
        Draft d{Severity::Medium, Confidence::Measured, "password_encryption"};
        d.evidence = {c.variableLine("password_encryption")};
        drafts.push_back(std::move(d));
    }
    const auto* passwords = answered(c, "pg.passwords");
    std::vector<std::string> names;
    for (std::size_t row = 0; passwords && row < passwords->rows.size(); ++row)
        if (cell(*passwords, row, "method") == "md5")
            names.push_back(cell(*passwords, row, "rolname"));
    if (!names.empty()) {
        Draft d{Severity::Medium, Confidence::Measured, "roles", "roles"};
        std::string sql;
        for (const auto& name : names)
            sql += fmt::format("{}ALTER ROLE {} PASSWORD '<new password>';", sql.empty() ? "" : "\n",
                               quoted(name, true));
        d.holes = {
            {"n", c.words.count(double(names.size()))}, {"names", c.words.list(names, 3)}, {"sql", sql}};
        d.evidence = {c.probeLine(c.label("accounts"), c.words.list(names, 20), "pg.passwords")};
        drafts.push_back(std::move(d));
    }
    // Without the right to read the hashes, "no weak one found" would be a guess.
    if (drafts.empty() && !passwords)
        return notAssessed(c.words.phrase("need_probe", {{"probe", "pg.passwords"}}));
    return foundAll(std::move(drafts));
}

RuleVerdict noTls(const RuleContext& c) {
    const auto addresses = c.variable("listen_addresses").value_or("");
    bool remote = false;
    for (const auto part : split(addresses, ',')) {
        const auto address = trim(part);
        remote = remote ||
                 !(address.empty() || address == "localhost" || address == "127.0.0.1" || address == "::1");
    }
    if (!remote)
        return notApplicableHere(c);
    if (c.on("ssl"))
        return passed();
    Draft d{Severity::High};
    d.evidence = {c.variableLine("ssl"), c.variableLine("listen_addresses")};
    return found(d);
}

} // namespace

std::vector<Rule> postgresqlSecurityRules() {
    return {
        {.id = "sec.pg_hba", .engines = kPostgreSql, .needs = {.probes = {"pg.hba"}}, .check = hostAccess},
        {.id = "sec.pg_super",
         .engines = kPostgreSql,
         .needs = {.probes = {"pg.roles"}},
         .check = superusers},
        {.id = "sec.pg_public_create",
         .engines = kPostgreSql,
         .needs = {.probes = {"pg.public_create"}},
         .check = publicCreate},
        {.id = "sec.pg_hba_errors",
         .engines = kPostgreSql,
         .needs = {.probes = {"pg.hba"}},
         .check = hostAccessErrors},
        {.id = "sec.pg_md5",
         .engines = kPostgreSql,
         .needs = {.variables = {"password_encryption"}},
         .check = weakPasswords},
        {.id = "sec.pg_no_tls",
         .engines = kPostgreSql,
         .needs = {.variables = {"ssl", "listen_addresses"}},
         .check = noTls},
    };
}

} // namespace causeway
