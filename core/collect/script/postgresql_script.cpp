// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"
#include "core/collect/postgresql/pg_collector.h"
#include "core/collect/script/script_parts.h"
#include "core/collect/script/sql_layout.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace causeway::script {
namespace {

constexpr std::string_view kCopy = "TO STDOUT WITH (FORMAT csv, HEADER, FORCE_QUOTE *)";
/// What the collector reads once for each sample.
constexpr std::array<std::string_view, 4> kSampled{"pg.server", "pg.database_stats", "pg.bgwriter", "pg.wal"};

std::string expanded(const std::string& sql) {
    return laidOut(postgresql::expandStatement(sql, Target{}, ":\"statements_schema\""));
}

std::string mark(std::string_view id, std::string_view more = {}) {
    return fmt::format("COPY (SELECT '{}' AS causeway_section, to_char(clock_timestamp() AT TIME ZONE 'UTC', "
                       "'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"') AS at{}) {};\n",
                       id, more, kCopy);
}

std::string conditionOf(const live::Statement& variant) {
    std::vector<std::string> parts;
    const auto bound = [&](const char* compared, const Version& version) {
        if (version.known())
            parts.push_back(fmt::format("current_setting('server_version_num')::int {} {}", compared,
                                        version.major * 10000 + version.minor));
    };
    bound(">=", variant.from > Version{12, 0, 0} ? variant.from : Version{});
    bound("<", variant.to);
    return join(parts, " AND ");
}

std::string section(const live::ProbeSpec& spec) {
    if (!spec.liveOnly.empty())
        return sectionHead(spec) + commented("left out: " + spec.liveOnly);
    std::string text = sectionHead(spec);
    for (const auto& variant : spec.variants) {
        const auto condition = conditionOf(variant);
        if (!condition.empty())
            text += "SELECT " + condition + " AS causeway_asks \\gset\n\\if :causeway_asks\n";
        text += mark(spec.id) + "COPY (\n  " +
                expanded(variant.inScript.empty() ? variant.sql : variant.inScript) + "\n) " +
                std::string(kCopy) + ";\n\\echo causeway_end :SQLSTATE\n";
        if (!condition.empty())
            text += "\\endif\n";
    }
    return text;
}

bool isSampled(const live::ProbeSpec& spec) {
    return std::find(kSampled.begin(), kSampled.end(), spec.id) != kSampled.end();
}

std::string head() {
    return commented(
        "What Causeway reads of a PostgreSQL server (12 or later), for the server's own DBA to read and run\n"
        "with psql 11 or later, in the database to be read:\n"
        "\n"
        "  psql --no-psqlrc --host=HOST --username=ROLE --file=THIS_FILE DATABASE > SERVER.csv\n"
        "  causeway import SERVER.csv -e FILE.causeway --server SERVER\n"
        "\n"
        "It only reads: the session is read-only and each statement ends after 30 s. It reads no password, "
        "no\n"
        "password hash and no row of a table; it does read the text of views, functions and triggers, the\n"
        "statements' shapes of pg_stat_statements, and the first 200 characters of statements that run at "
        "that\n"
        "moment. A section that the role may not read prints an error and is then listed as not assessed.\n"
        "Sections can be deleted.\n"
        "\n"
        "Membership that lets it see all: pg_monitor; pg_hba.conf and how passwords are stored need a "
        "superuser.");
}

} // namespace

std::string postgresqlScript(const CollectOptions& options) {
    const auto file = live::loadProbes("postgresql");
    std::string text = head() + "\n\\set QUIET on\n\\set ON_ERROR_STOP off\n\\set ECHO none\n\\timing off\n"
                                "\\encoding UTF8\n";
    for (const auto& statement : file.session)
        text += expanded(statement.sql) + ";\n";
    text += "SELECT coalesce((SELECT n.nspname FROM pg_extension e JOIN pg_namespace n ON n.oid = "
            "e.extnamespace\n"
            "  WHERE e.extname = 'pg_stat_statements'), 'public') AS statements_schema \\gset\n\n" +
            mark("begin", ", current_setting('server_version') AS version");
    for (int i = 0; i < options.samples; ++i) {
        if (i)
            text += fmt::format("\nSELECT pg_sleep({}) \\g /dev/null\n", options.everySeconds);
        for (const auto& spec : file.probes)
            if (isSampled(spec))
                text += section(spec);
    }
    for (const auto* list : {&file.probes, &file.catalog})
        for (const auto& spec : *list)
            if (!isSampled(spec))
                text += section(spec);
    return text + "\n" + mark("end");
}

} // namespace causeway::script
