// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/resources.h"
#include "core/base/text.h"
#include "core/readiness/move/move_text.h"

#include <fmt/format.h>

#include <algorithm>

namespace causeway {

namespace {

constexpr const char* kCopyTail = "\nfinish\n";

/// A word for the shell. A line break cannot end the here-document before its time either.
std::string shellWord(const std::string& text) {
    return "'" + replaceAll(text, "'", "'\\''") + "'";
}

/// pgloader's own quoting of names: a name with a quote in it cannot be written.
bool pgloaderCanName(const TableMove& t) {
    return t.name.find_first_of("'\n\r~/") == std::string::npos;
}

} // namespace

std::string inBackticks(std::string_view name) {
    return "`" + replaceAll(std::string(name), "`", "``") + "`";
}

bool fitsALine(const TableMove& t) {
    const auto plain = [](const std::string& s) {
        return s.find_first_of("\n\r") == std::string::npos && s.find('\0') == std::string::npos;
    };
    return plain(t.schema) && plain(t.name) && std::all_of(t.columns.begin(), t.columns.end(), plain) &&
           std::all_of(t.values.begin(), t.values.end(), plain);
}

std::string sourceName(const TableMove& t) {
    return t.schema.empty() ? inBackticks(t.name) : inBackticks(t.schema) + "." + inBackticks(t.name);
}

std::string oneLine(const std::string& name) {
    std::string out = printable(name, 200);
    std::replace_if(
        out.begin(), out.end(), [](char c) { return c == '\n' || c == '\r'; }, ' ');
    return out;
}

std::string copyScript(const MovePlan& plan) {
    std::string out = resourceBytes("readiness/copy_head.sh");
    for (const TableMove& t : plan.tables) {
        const std::string label = t.schema.empty() ? t.name : t.schema + "." + t.name;
        if (t.columns.empty() || !fitsALine(t)) {
            out += "\n# Left out, since its names hold line breaks: " + oneLine(label) + "\n";
            continue;
        }
        const std::string source = sourceName(t);
        const std::string copy = fmt::format("COPY {} ({}) FROM STDIN", t.target, join(t.columns, ", "));
        if (t.ranges > 1)
            out += fmt::format("\nranges {} {} {} {} {} <<'SQL'\n", shellWord(label), shellWord(copy),
                               t.ranges, shellWord(t.key), shellWord(source));
        else
            out += fmt::format("\ntable {} {} <<'SQL'\n", shellWord(label), shellWord(copy));
        out += fmt::format("SELECT CONCAT_WS('\\t', {}) FROM {}\nSQL\n", join(t.values, ", "), source);
    }
    return out + kCopyTail;
}

std::string pgloaderCommands(const MovePlan& plan, const std::string& schema) {
    std::vector<std::string> names, left;
    for (const TableMove& t : plan.tables)
        if (t.schema == schema && t.pgloader && pgloaderCanName(t))
            names.push_back("'" + t.name + "'");
        else if (t.schema == schema)
            left.push_back(oneLine(t.name));
    if (names.empty())
        return {};
    std::string out =
        "/* Rows only, into the tables that before-load.sql made; pgloader 3.6. Put the servers and the\n"
        "   accounts into SOURCE and TARGET, as in\n"
        "     SOURCE=mysql://user@host/database TARGET=postgresql://user@host/database pgloader FILE\n"
        "   pgloader drops NUL bytes from text without a word, and gives 0 although rows were refused:\n"
        "   read its summary. It writes a setting's value without quotes: 0x2B30303A3030 is +00:00.\n";
    if (!left.empty())
        out += "   Not here, since pgloader would not load them as the type map has them; take copy.sh for\n "
               "  " +
               replaceAll(join(left, ", "), "*/", "* /") + ". */\n";
    else
        out += "*/\n";
    return out +
           "LOAD DATABASE\n"
           "     FROM {{SOURCE}}\n"
           "     INTO {{TARGET}}\n\n"
           " WITH data only, reset no sequences, on error stop, preserve index names,\n"
           "      quote identifiers, workers = 4, concurrency = 1\n\n"
           "  SET PostgreSQL PARAMETERS timezone to 'UTC', client_encoding to 'utf8'\n"
           "  SET MySQL PARAMETERS time_zone = '0x2B30303A3030', net_read_timeout = '3600', "
           "net_write_timeout = "
           "'3600'\n\n"
           " CAST type tinyint to smallint drop typemod,\n"
           "      type date to date drop default drop not null using zero-dates-to-null,\n"
           "      type datetime to timestamp drop default drop not null using zero-dates-to-null,\n"
           "      type timestamp to timestamptz drop default drop not null using zero-dates-to-null,\n"
           "      type year to smallint drop typemod,\n"
           "      type enum to text,\n"
           "      type json to jsonb\n\n"
           " INCLUDING ONLY TABLE NAMES MATCHING " +
           join(names, ", ") + ";\n";
}

} // namespace causeway
