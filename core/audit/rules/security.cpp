// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/families.h"
#include "core/audit/rule_helpers.h"
#include "core/audit/rule_parts.h"
#include "core/base/text.h"

#include <algorithm>

namespace causeway {
namespace {

/// Does the server still speak a version of TLS before 1.2?
bool oldTls(std::string_view versions) {
    const auto all = split(versions, ',');
    return std::any_of(all.begin(), all.end(), [](std::string_view one) {
        const auto version = trim(one);
        return version == "TLSv1" || version == "TLSv1.0" || version == "TLSv1.1";
    });
}

RuleVerdict noTls(const RuleContext& c) {
    if (c.on("skip_networking") || c.variableIs("bind_address", {"127.0.0.1", "::1", "localhost"}))
        return notApplicableHere(c);
    const auto* tls = answered(c, "mysql.tls");
    bool off = c.server.variables.contains("have_ssl") && !c.variableIs("have_ssl", {"YES"});
    for (std::size_t row = 0; tls && row < tls->rows.size(); ++row)
        off = off || (cell(*tls, row, "channel") == "mysql_main" &&
                      equalsIgnoreCase(cell(*tls, row, "enabled"), "No"));
    // Before MySQL 5.7.8 and MariaDB 10.5.2 the server itself cannot require it, only each account.
    const bool optional =
        c.server.variables.contains("require_secure_transport") && !c.on("require_secure_transport");
    const auto versions = c.variable("tls_version").value_or("");
    std::vector<Draft> drafts;
    if (off || optional) {
        Draft d{off ? Severity::High : Severity::Medium};
        d.variant = off ? "off" : "optional";
        for (const auto name : {"have_ssl", "require_secure_transport"})
            if (c.server.variables.contains(name))
                d.evidence.push_back(c.variableLine(name));
        drafts.push_back(std::move(d));
    }
    if (oldTls(versions)) {
        Draft d{Severity::Medium, Confidence::Measured, "tls_version", "old"};
        d.holes = {{"versions", versions}};
        d.evidence = {c.variableLine("tls_version")};
        drafts.push_back(std::move(d));
    }
    return foundAll(std::move(drafts));
}

RuleVerdict localInfile(const RuleContext& c) {
    std::vector<Draft> drafts;
    if (c.on("local_infile")) {
        Draft d{Severity::Medium, Confidence::Measured, "local_infile", "local"};
        d.evidence = {c.variableLine("local_infile")};
        drafts.push_back(std::move(d));
    }
    // Up to 5.7.5 NULL means "anywhere"; later it means "nowhere".
    const bool nullIsOpen = c.mysql() && !c.atLeast(5, 7, 6);
    if (c.server.variables.contains("secure_file_priv") &&
        (c.variableIs("secure_file_priv", {""}) ||
         (nullIsOpen && c.variableIs("secure_file_priv", {"NULL"})))) {
        Draft d{Severity::Low, Confidence::Measured, "secure_file_priv", "files"};
        // A folder that is not there keeps the server from starting: one that it uses already is safe.
        d.holes = {{"setting",
                    c.mysql() && !nullIsOpen ? std::string("NULL") : c.variable("tmpdir").value_or("/tmp")}};
        d.evidence = {c.variableLine("secure_file_priv")};
        drafts.push_back(std::move(d));
    }
    return foundAll(std::move(drafts));
}

RuleVerdict testDatabase(const RuleContext& c) {
    const auto* grants = answered(c, "mysql.database_grants");
    double open = 0;
    for (std::size_t row = 0; grants && row < grants->rows.size(); ++row)
        open += cell(*grants, row, "user").empty() && toLower(cell(*grants, row, "db")).starts_with("test");
    const bool schema =
        c.server.catalog && std::find(c.server.catalog->schemas.begin(), c.server.catalog->schemas.end(),
                                      "test") != c.server.catalog->schemas.end();
    // A dump, or what a narrow account sees, need not hold every schema.
    if (!grants && !schema)
        return notAssessed(c.words.phrase("need_probe", {{"probe", "mysql.database_grants"}}));
    if (open == 0 && !schema)
        return passed();
    Draft d{Severity::Low};
    d.evidence = {c.probeLine(c.label("test_grants"), c.words.number(open), "mysql.database_grants")};
    return found(d);
}

RuleVerdict cardData(const RuleContext& c) {
    std::vector<std::string> names;
    bool secret = false;
    for (const Table* table : userTables(c))
        for (const auto& column : table->columns) {
            const bool clear = column.type.name.find("char") != std::string::npos ||
                               column.type.name.find("text") != std::string::npos ||
                               column.type.name.find("int") != std::string::npos ||
                               column.type.name == "decimal" || column.type.name == "numeric";
            const auto name = toLower(column.name);
            const auto& cards = c.facts.words("card_columns");
            const bool card = std::find(cards.begin(), cards.end(), name) != cards.end();
            if (!clear || !card || nameHasWord(name, c.facts.words("masked_columns")))
                continue;
            secret = secret || name.find("cvv") != std::string::npos || name.find("cvc") != std::string::npos;
            names.push_back(table->qualifiedName() + "." + column.name);
        }
    if (names.empty())
        return passed();
    Draft d{Severity::Critical, Confidence::Inferred};
    d.variant = secret ? "cvv" : "";
    d.holes = {{"n", c.words.count(double(names.size()))}, {"names", c.words.list(names, 3)}};
    d.evidence = {c.catalogLine(c.label("columns"), c.words.list(names, 20))};
    return found(d);
}

} // namespace

std::vector<Rule> securityRules() {
    const std::vector<Rule> rules{
        {.id = "sec.no_tls",
         .engines = kMySqlFamily,
         .needs = {.variables = {"have_ssl|require_secure_transport"}},
         .check = noTls},
        {.id = "sec.local_infile",
         .engines = kMySqlFamily,
         .needs = {.variables = {"local_infile"}},
         .check = localInfile},
        {.id = "sec.test_db", .engines = kMySqlFamily, .check = testDatabase},
        {.id = "sec.card_data", .needs = {.catalog = true}, .check = cardData},
    };
    return joinRules({accountRules(), rules, postgresqlSecurityRules()});
}

} // namespace causeway
