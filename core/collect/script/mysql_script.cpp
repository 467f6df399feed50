// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"
#include "core/collect/mysql/mysql_collector.h"
#include "core/collect/script/script_parts.h"
#include "core/collect/script/sql_layout.h"

#include <fmt/format.h>

namespace causeway::script {
namespace {

int number(const Version& version) {
    return version.major * 10000 + version.minor * 100 + version.patch;
}

/// A "string" of the session's sql_mode, in which quotes do not mark names.
std::string inDoubleQuotes(const std::string& text) {
    return "\"" + replaceAll(replaceAll(text, "\\", "\\\\"), "\"", "\"\"") + "\"";
}

/// When a variant is asked; empty for always. The same conditions as live::runProbe()'s.
std::string conditionOf(const live::Statement& variant) {
    std::vector<std::string> parts;
    if (variant.from.known())
        parts.push_back(fmt::format("@version >= {}", number(variant.from)));
    if (variant.to.known())
        parts.push_back(fmt::format("@version < {}", number(variant.to)));
    if (!variant.whenVariable.empty())
        parts.push_back(fmt::format("@@GLOBAL.{} = {}", variant.whenVariable,
                                    equalsIgnoreCase(variant.whenValue, "ON") ? "1" : "0"));
    return join(parts, " AND ");
}

std::string sqlOf(const live::Statement& variant) {
    return laidOut(
        mysql::expandStatement(variant.inScript.empty() ? variant.sql : variant.inScript, Target{}));
}

std::string mark(const std::string& id) {
    return fmt::format("SELECT '{}' AS causeway_section, {} AS at;\n", id,
                       "DATE_FORMAT(UTC_TIMESTAMP(), '%Y-%m-%dT%H:%i:%sZ')");
}

constexpr std::string_view kNote =
    "GET DIAGNOSTICS CONDITION 1 @errno = MYSQL_ERRNO, @message = MESSAGE_TEXT;\n";

/// The statement of the first variant that fits, chosen by the server itself.
std::string chosenStatement(const std::vector<const live::Statement*>& variants) {
    std::string text = "SET @statement = CASE";
    std::string otherwise = "'DO 0'";
    for (const auto* v : variants) {
        const auto condition = conditionOf(*v);
        if (condition.empty()) {
            otherwise = inDoubleQuotes(sqlOf(*v));
            break;
        }
        text += "\n WHEN " + condition + " THEN\n  " + inDoubleQuotes(sqlOf(*v));
    }
    text += "\n ELSE " + otherwise + " END;\n";
    return text + "PREPARE causeway FROM @statement;\n" + std::string(kNote) +
           "EXECUTE causeway;\nDEALLOCATE PREPARE causeway;\n";
}

std::string section(const live::ProbeSpec& spec, Engine engine) {
    const auto variants = variantsFor(spec, engine);
    if (variants.empty())
        return {};
    if (!spec.liveOnly.empty())
        return sectionHead(spec) + commented("left out: " + spec.liveOnly);
    const bool plain = conditionOf(*variants.front()).empty();
    std::string text = sectionHead(spec) + mark(spec.id) + "SET @errno = NULL, @message = NULL;\n";
    text += plain ? sqlOf(*variants.front()) + ";\n" + std::string(kNote) : chosenStatement(variants);
    return text +
           fmt::format("SELECT '{}' AS causeway_end, @errno AS errno, @message AS message;\n", spec.id);
}

std::string sessionStatement(const live::Statement& statement, Engine engine) {
    const auto sql = mysql::expandStatement(statement.sql, Target{});
    const bool always = !statement.from.known() || statement.from <= Version{5, 6, 5};
    if (always)
        return sql + ";\n";
    return fmt::format("/*{}!{:0{}} {} */;\n", engine == Engine::MariaDB ? "M" : "", number(statement.from),
                       engine == Engine::MariaDB ? 6 : 5, sql);
}

std::string head(Engine engine) {
    const char* client = engine == Engine::MariaDB ? "mariadb" : "mysql";
    return commented(fmt::format(
        "What Causeway reads of a {} server, for the server's own DBA to read and run:\n"
        "\n"
        "  {} --xml --force --host=HOST --user=ACCOUNT --password < THIS_FILE > SERVER.xml\n"
        "  causeway import SERVER.xml -e FILE.causeway --server SERVER\n"
        "\n"
        "It only reads: the session is read-only and each statement ends after 30 s. It reads no password, "
        "no\n"
        "password hash and no row of a table; it does read the text of views, routines, triggers and events "
        "and\n"
        "the first 200 characters of statements that run at that moment. --force lets it go on after a "
        "section\n"
        "that the account may not read; that section is then listed as not assessed. Sections can be "
        "deleted.\n"
        "\n"
        "Rights that let it see all: SELECT, PROCESS, SHOW VIEW, {} on *.*",
        engineName(engine), client,
        engine == Engine::MariaDB ? "BINLOG MONITOR, SLAVE MONITOR (before 10.5: REPLICATION CLIENT)"
                                  : "REPLICATION CLIENT"));
}

} // namespace

std::string mysqlScript(Engine engine, const CollectOptions& options) {
    const auto file = live::loadProbes("mysql");
    std::string text = head(engine) + "\nSET NAMES utf8mb4;\n";
    for (const auto& statement : file.session)
        if (statement.fits(engine, statement.from))
            text += sessionStatement(statement, engine);
    text += "SET @version = SUBSTRING_INDEX(VERSION(), '.', 1) * 10000\n"
            "  + SUBSTRING_INDEX(SUBSTRING_INDEX(VERSION(), '.', 2), '.', -1) * 100\n"
            "  + SUBSTRING_INDEX(SUBSTRING_INDEX(VERSION(), '-', 1), '.', -1);\n"
            "SELECT 'begin' AS causeway_section, VERSION() AS version;\n"
            "SELECT 'begin' AS causeway_end;\n";
    for (int i = 0; i < options.samples; ++i)
        for (const auto& spec : file.probes)
            if (spec.id == "mysql.status")
                text +=
                    (i ? fmt::format("\nDO SLEEP({});\n", options.everySeconds) : "") + section(spec, engine);
    for (const auto* list : {&file.probes, &file.catalog})
        for (const auto& spec : *list)
            if (spec.id != "mysql.status")
                text += section(spec, engine);
    return text + "\nSELECT 'end' AS causeway_section;\n";
}

} // namespace causeway::script
