// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/settings.h"

#include "core/audit/managed.h"
#include "core/base/text.h"

#include <fmt/format.h>

#include <algorithm>

namespace causeway {
namespace {

/// Numbers and bare words stand as they are, everything else as a literal.
std::string sqlValue(const std::string& value) {
    const bool bare = !value.empty() && std::all_of(value.begin(), value.end(), [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_' ||
               c == '.';
    });
    return bare ? value : sqlLiteral(value);
}

std::string oneLine(std::string value) {
    return replaceAll(replaceAll(std::move(value), "\r", " "), "\n", " ");
}

SettingsScript postgresqlScript(const RuleContext& context, const Settings& settings) {
    std::string text;
    bool restart = false;
    for (const auto& [name, value] : settings) {
        text += fmt::format("ALTER SYSTEM SET {} = '{}';\n", name, replaceAll(value, "'", "''"));
        restart = restart || context.facts.needsRestart(name, Engine::PostgreSQL, context.server.version);
    }
    text += restart ? "-- " + context.words.phrase("restart_needed") : "SELECT pg_reload_conf();";
    return {text, "sql"};
}

std::string iniLines(const Settings& settings, std::string_view prefix) {
    std::string text = fmt::format("{}[mysqld]", prefix);
    for (const auto& [name, value] : settings)
        text += fmt::format("\n{}{} = {}", prefix, name, oneLine(value));
    return text;
}

/// Only what no shell reads as more than text.
std::string shellWord(std::string value) {
    std::erase_if(value, [](char c) {
        const bool plain = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
        return !plain && std::string_view("_.,:/ -").find(c) == std::string_view::npos;
    });
    return value;
}

/// One command of the service for each setting that it lets its customers change.
SettingsScript serviceScript(const RuleContext& context, const ManagedService& service,
                             const Settings& settings) {
    std::string text;
    for (const auto& [name, value] : settings) {
        if (service.fixed.contains(name)) {
            text += "# " +
                    context.words.phrase("managed_fixed", {{"name", name}, {"service", service.name}}) + "\n";
            continue;
        }
        const bool restart = context.facts.needsRestart(name, context.server.engine, context.server.version);
        text += context.words.fill(service.set, {{"name", shellWord(name)},
                                                 {"value", shellWord(value)},
                                                 {"apply", restart ? "pending-reboot" : "immediate"}}) +
                "\n";
        if (restart)
            text += "# " + context.words.phrase("restart_needed") + "\n";
    }
    return {text.substr(0, text.size() - 1), "sh"};
}

} // namespace

SettingsScript settingsScript(const RuleContext& context, const Settings& settings) {
    if (const auto* service = managedService(context.server))
        return serviceScript(context, *service, settings);
    if (context.postgresql())
        return postgresqlScript(context, settings);
    const bool persist = context.mysql() && context.atLeast(8);
    Settings inFile;
    std::string sql;
    bool restart = false;
    for (const auto& [name, value] : settings) {
        if (context.facts.needsRestart(name, context.server.engine, context.server.version)) {
            restart = true;
            inFile.emplace_back(name, value);
            continue;
        }
        sql += fmt::format("SET {} {} = {};\n", persist ? "PERSIST" : "GLOBAL", name, sqlValue(value));
        if (!persist)
            inFile.emplace_back(name, value);
    }
    if (sql.empty())
        return {fmt::format("# {}\n{}", context.words.phrase("my_cnf_restart"), iniLines(inFile, "")), "ini"};
    if (inFile.empty())
        return {sql.substr(0, sql.size() - 1), "sql"};
    const auto remark = context.words.phrase(restart ? "my_cnf_restart" : "my_cnf");
    return {fmt::format("{}-- {}\n{}", sql, remark, iniLines(inFile, "-- ")), "sql"};
}

SettingsScript rollbackScript(const RuleContext& context, const Settings& settings) {
    Settings old;
    for (const auto& [name, value] : settings)
        if (const auto before = context.server.variable(name))
            // pg_settings shows an unused archive_command as "(disabled)", which is no command.
            old.emplace_back(name, *before == "(disabled)" ? std::string() : *before);
    return old.empty() ? SettingsScript{} : settingsScript(context, old);
}

std::string verifySettings(const RuleContext& context, const Settings& settings) {
    std::vector<std::string> names, values;
    for (const auto& [name, value] : settings) {
        names.push_back(context.postgresql() ? fmt::format("SHOW {};", name) : "'" + name + "'");
        values.push_back(value);
    }
    const auto sql = context.postgresql() ? join(names, " ")
                                          : fmt::format("SHOW GLOBAL VARIABLES WHERE Variable_name IN ({});",
                                                        join(names, ", "));
    return context.words.phrase("verify_settings", {{"sql", sql}, {"values", join(values, ", ")}});
}

} // namespace causeway
