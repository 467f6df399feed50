// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"
#include "core/base/text.h"
#include "core/readiness/choices/text_case.h"
#include "core/readiness/effort/estimate.h"
#include "core/readiness/general/general_obstacles.h"
#include "core/readiness/move/data_checks.h"
#include "core/readiness/programs/programs.h"
#include "core/readiness/proof.h"
#include "core/readiness/source_scan.h"
#include "core/readiness/table/table_parts.h"
#include "core/readiness/workload_queries.h"
#include "core/sql/postgresql/quote.h"

#include <fmt/format.h>

#include <set>

namespace causeway {

namespace {

constexpr int kOldestTarget = 12;
constexpr std::size_t kShownChoices = 2000;

std::set<std::string> schemaNames(const Catalog& catalog, const Naming& naming) {
    std::set<std::string> names;
    const auto addAll = [&](const auto& objects) {
        for (const auto& object : objects)
            names.insert(naming.schema(object.schema));
    };
    addAll(catalog.tables);
    addAll(catalog.views);
    addAll(catalog.routines);
    addAll(catalog.triggers);
    addAll(catalog.events);
    addAll(catalog.sequences);
    names.erase("");
    return names;
}

/// The names that changed, for the head of the script. Those that only changed their case are counted.
std::string nameList(const std::vector<NameChange>& changes) {
    std::string list;
    std::size_t cases = 0;
    for (const NameChange& n : changes)
        if (n.onlyCase())
            ++cases;
        else
            list += commented(fmt::format("  {} {} -> {}", n.kind,
                                          printable(n.within.empty() ? n.from : n.within + "." + n.from),
                                          printable(n.to)));
    std::string out;
    if (cases > 0)
        out += fmt::format("-- Names that only changed to lower case: {}.\n", cases);
    if (!list.empty())
        out += "-- Names that stand for others, by choice or since those are too long, taken or reserved:\n" +
               list;
    return out.empty() ? out : out + "\n";
}

std::string preamble(const Catalog& catalog, const TargetModel& model) {
    const ConversionOptions& options = model.options;
    std::string out =
        fmt::format("-- Schema for PostgreSQL {} or later, converted from {} with the type map of {}.\n"
                    "-- Run in an empty UTF8 database: psql -v ON_ERROR_STOP=1 -f this-file\n"
                    "SET client_encoding = 'UTF8';\n"
                    "SET standard_conforming_strings = on;\n"
                    "SET client_min_messages = warning;\n\n",
                    options.targetVersion, engineName(catalog.engine), typeMapDate());
    if (!options.choices.empty())
        out += commented("Chosen: " + printable(options.choices.text(), kShownChoices));
    out += nameList(model.names.changes());
    out += choicesPreamble(model);
    for (const auto& name : schemaNames(catalog, model.names))
        out += fmt::format("CREATE SCHEMA IF NOT EXISTS {};\n", pg::quoteIdentifier(name));
    return out;
}

Conversion convertSequence(const Sequence& sequence, const Naming& names, const std::string& name) {
    Conversion conversion;
    conversion.kind = "sequence";
    conversion.schema = sequence.schema;
    conversion.name = sequence.name;
    conversion.source = sequence.source;
    conversion.place = sequence.place;
    std::string sql = "CREATE SEQUENCE " + pg::qualified(names.schema(sequence.schema), name);
    const auto add = [&](std::string_view word, const std::optional<std::int64_t>& value) {
        if (value)
            sql += fmt::format(" {} {}", word, *value);
    };
    add("INCREMENT BY", sequence.increment);
    add("MINVALUE", sequence.minimum);
    // MariaDB's largest value is one below PostgreSQL's.
    add("MAXVALUE", sequence.maximum);
    add("START WITH", sequence.lastValue);
    conversion.parts.push_back({ScriptPhase::Tables, sql + ";\n"});
    conversion.obstacles.push_back(makeObstacle("mysql.sequence", sequence.name, {}, sequence.place));
    finish(conversion, false);
    return conversion;
}

Conversion convertUnparsed(const Unparsed& statement) {
    Conversion conversion;
    conversion.kind = "statement";
    conversion.name = fmt::format("line {}", statement.place.line);
    conversion.source = statement.text;
    conversion.place = statement.place;
    conversion.obstacles.push_back(
        makeObstacle("mysql.unparsed", conversion.name, {{"message", statement.message}}, statement.place));
    conversion.parts.push_back(
        {ScriptPhase::Tables, commented("Manual: " + statement.message + "\n" + statement.text)});
    finish(conversion, true);
    return conversion;
}

std::size_t foreignKeyCount(const Catalog& catalog) {
    std::size_t count = 0;
    for (const Table& table : catalog.tables)
        count += table.foreignKeys.size();
    return count;
}

void append(std::vector<Conversion>& all, std::vector<Conversion> more) {
    for (auto& conversion : more)
        all.push_back(std::move(conversion));
}

} // namespace

ReadinessReport convertSchema(const Catalog& catalog, const ConversionOptions& options, Progress& progress) {
    if (options.targetVersion < kOldestTarget)
        throw Error(ErrorCode::Usage,
                    fmt::format("PostgreSQL {} cannot be the target", options.targetVersion),
                    fmt::format("scripts are written for {} and later", kOldestTarget));
    if (catalog.engine == Engine::PostgreSQL)
        throw Error(ErrorCode::Usage, "the schema is PostgreSQL's own", "there is nothing to convert");
    const pg::QuotingPolicy quoting(options.choices.is("quotes", "always"));
    TargetModel model = buildTargetModel(catalog, options);
    ReadinessReport report;
    report.targetVersion = options.targetVersion;
    report.conversions.reserve(catalog.objectCount() + foreignKeyCount(catalog) + catalog.unparsed.size());
    for (std::size_t i = 0; i < catalog.sequences.size(); ++i)
        report.conversions.push_back(
            convertSequence(catalog.sequences[i], model.names, model.sequenceNames[i]));
    std::uint64_t done = 0;
    for (const TargetTable& table : model.tables) {
        progress.report("Converting tables", ++done, model.tables.size());
        report.conversions.push_back(convertTable(table, model));
    }
    for (const TargetTable& table : model.tables)
        append(report.conversions, convertForeignKeys(table, model));
    progress.report("Converting routines");
    append(report.conversions, convertRoutines(model));
    progress.report("Converting views");
    append(report.conversions, convertViews(model));
    progress.report("Converting triggers and events");
    append(report.conversions, convertTriggers(model));
    append(report.conversions, convertEvents(model));
    for (const Unparsed& statement : catalog.unparsed)
        report.conversions.push_back(convertUnparsed(statement));
    report.general = schemaObstacles(model);
    report.names = model.names.changes();
    report.preamble = preamble(catalog, model);
    estimateEffort(report);
    return report;
}

ConversionOptions withStatedChoices(ConversionOptions options, const Criteria& criteria) {
    if (options.choices.empty())
        if (const auto stated = criteria.text("type_map"))
            options.choices = ConversionChoices::parse(*stated);
    return options;
}

ReadinessReport assessReadiness(const ServerEvidence& server, const Criteria& criteria,
                                const ConversionOptions& given, Progress& progress) {
    ConversionOptions options = withStatedChoices(given, criteria);
    const auto decisions = decideTextCase(server, options);
    options = withTextCase(std::move(options), decisions);
    ReadinessReport report;
    report.targetVersion = options.targetVersion;
    if (server.catalog)
        report = convertSchema(*server.catalog, options, progress);
    noteTextCase(report, decisions);
    report.server = server.id;
    const auto add = [&](std::vector<Obstacle> obstacles) {
        report.general.insert(report.general.end(), obstacles.begin(), obstacles.end());
    };
    add(serverObstacles(server));
    if (server.workload)
        add(workloadObstacles(*server.workload));
    if (server.workload && server.catalog) {
        for (Obstacle& o : report.general) // the statements themselves are converted, and counted there
            if (o.id.starts_with("workload."))
                o.occurrences = 0;
        auto workload = convertWorkload(*server.workload, *server.catalog, options, progress);
        report.queries = std::move(workload.queries);
        add(workload.obstacles);
    }
    if (const ProbeResult* strings = server.probe(kApplicationProbe); strings && server.catalog) {
        auto application = convertApplication(*strings, *server.catalog, options, progress);
        report.queries.insert(report.queries.end(), std::make_move_iterator(application.queries.begin()),
                              std::make_move_iterator(application.queries.end()));
        add(application.obstacles);
        countOnce(report.queries);
    }
    if (const ProbeResult* counted = server.probe(kDataChecksProbe))
        applyDataChecks(report, *counted);
    if (const ProbeResult* proofs = server.probe(kProofProbe))
        applyProofs(report, *proofs);
    estimateEffort(report);
    return report;
}

} // namespace causeway
