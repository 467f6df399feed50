// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands.h"
#include "app/context.h"
#include "app/job.h"
#include "core/base/text.h"
#include "core/base/units.h"
#include "core/collect/files/dump.h"
#include "core/collect/files/text_source.h"
#include "core/engagement/engagement.h"
#include "core/prove/verify.h"
#include "core/readiness/convert_query.h"
#include "core/readiness/readiness.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <iostream>
#include <iterator>

namespace causeway::app {
namespace {

std::string obstacleLine(const Obstacle& o) {
    const auto place = o.place.line ? fmt::format(" (line {})", o.place.line) : "";
    return fmt::format("    {}: {}{}\n", verdictName(o.verdict), o.message, place);
}

std::string readinessText(const ReadinessReport& report) {
    const auto effort = report.effort();
    std::string text =
        fmt::format("{}: {} objects automatic, {} assisted, {} manual; {} of work\n", report.server,
                    report.count(Verdict::Automatic), report.count(Verdict::Assisted),
                    report.count(Verdict::Manual), formatEffort(effort.low, effort.high));
    for (const auto& o : report.general)
        text += obstacleLine(o);
    for (const auto& c : report.conversions) {
        if (c.verdict == Verdict::Automatic && c.proof >= Proof::Parsed)
            continue;
        text += fmt::format("  {} {}: {}, {}\n", c.kind, c.name, verdictName(c.verdict), proofName(c.proof));
        if (!c.proofMessage.empty())
            text += fmt::format("    PostgreSQL says: {}\n", c.proofMessage);
        for (const auto& o : c.obstacles)
            if (o.verdict != Verdict::Automatic)
                text += obstacleLine(o);
    }
    return text;
}

std::string verificationText(const prove::Verification& v) {
    using Result = ObjectProof::Result;
    auto text =
        fmt::format("Verified on PostgreSQL {}: {} objects ran, {} refused, {} refused in part, {} not "
                    "tried because something they need was refused\n",
                    v.serverVersion, v.count(Result::Ran), v.count(Result::Refused),
                    v.count(Result::PartRefused), v.count(Result::Blocked));
    if (v.leftoversRemoved > 0)
        text += fmt::format("Scratch databases of earlier runs that were removed: {}\n", v.leftoversRemoved);
    return text;
}

Json verificationJson(const prove::Verification& v) {
    using Result = ObjectProof::Result;
    return Json{{"server_version", v.serverVersion},   {"ran", v.count(Result::Ran)},
                {"refused", v.count(Result::Refused)}, {"part_refused", v.count(Result::PartRefused)},
                {"blocked", v.count(Result::Blocked)}, {"leftovers_removed", v.leftoversRemoved}};
}

struct ReadinessOptions {
    std::string file;
    std::string output;
    std::string schema;  ///< file that the queries' tables are declared in
    std::string scratch; ///< URL of the server to verify on; empty: none
    std::string passwordFile;
    ConversionOptions conversion;
};

/// Several schemas are tried on one scratch server: its password is asked for once.
SecretProvider askedOnce(SecretProvider provider) {
    auto known = std::make_shared<std::optional<std::optional<std::string>>>();
    return [provider = std::move(provider), known](const Target& target) {
        if (!*known)
            *known = provider(target);
        return **known;
    };
}

void addTarget(CLI::App& command, ReadinessOptions& options) {
    command
        .add_option("--target-version", options.conversion.targetVersion,
                    "PostgreSQL major version to write for")
        ->check(CLI::Range(12, 19))
        ->capture_default_str();
}

int runReadiness(const ReadinessOptions& options, Context& context, Progress& progress) {
    Job job = openJob(options.file);
    Json reports = Json::array();
    std::string text;
    std::vector<std::string> ids;
    for (const auto& server : job.snapshot.servers)
        if (server.engine != Engine::PostgreSQL && server.catalog)
            ids.push_back(server.id);
    const auto secret = askedOnce(secretProvider(options.passwordFile));
    for (const auto& id : ids) {
        auto report = assessReadiness(*job.snapshot.server(id), job.criteria, options.conversion, progress);
        Json verified;
        if (!options.scratch.empty()) {
            const auto scratch = parseTarget(options.scratch);
            const auto found = prove::verify(report, scratch, secret, progress);
            job.snapshot = prove::withProofs(std::move(job.snapshot), id, found, scratch);
            report = assessReadiness(*job.snapshot.server(id), job.criteria, options.conversion, progress);
            text += verificationText(found);
            verified = verificationJson(found);
        }
        reports.push_back(toJson(report));
        if (!verified.is_null())
            reports.back()["verification"] = std::move(verified);
        text += readinessText(report);
    }
    if (!options.scratch.empty() && !ids.empty())
        Engagement::open(options.file).addSnapshot(job.snapshot);
    if (ids.empty())
        throw Error(ErrorCode::Usage, "the newest snapshot holds no MySQL or MariaDB schema", {},
                    "import a mysqldump, or collect from the server");
    if (context.format == "json")
        printJson(Json{{"schema", "causeway.readiness/1"}, {"servers", reports}});
    else
        print(text);
    return kDone;
}

int runConvertSchema(const ReadinessOptions& options, Context& context, Progress& progress) {
    auto source = TextSource::open(options.file);
    const auto contents = readDump(source, progress);
    const auto report = convertSchema(contents.catalog, options.conversion, progress);
    const auto result = context.format == "json"
                            ? toJson(report).dump(2, ' ', false, Json::error_handler_t::replace) + "\n"
                            : report.script();
    if (options.output.empty())
        print(result);
    else
        writeFile(options.output, result);
    return kDone;
}

std::string queriesText(const std::vector<Conversion>& statements) {
    std::string out;
    for (const auto& c : statements) {
        for (const auto& o : c.obstacles)
            if (o.verdict != Verdict::Automatic)
                out += "-- " +
                       replaceAll(o.question.empty() ? o.message : o.message + " " + o.question, "\n", " ") +
                       "\n";
        out += c.target;
    }
    return out;
}

int runConvertQuery(const ReadinessOptions& options, Context& context, Progress& progress) {
    DumpContents contents;
    if (!options.schema.empty()) {
        auto source = TextSource::open(options.schema);
        contents = readDump(source, progress);
    }
    const std::string script = options.file.empty() || options.file == "-"
                                   ? std::string(std::istreambuf_iterator<char>(std::cin), {})
                                   : readSmallFile(options.file);
    const auto statements = convertQueries(script, options.schema.empty() ? nullptr : &contents.catalog,
                                           options.conversion, progress);
    const auto result =
        context.format == "json"
            ? queriesJson(statements).dump(2, ' ', false, Json::error_handler_t::replace) + "\n"
            : queriesText(statements);
    if (options.output.empty())
        print(result);
    else
        writeFile(options.output, result);
    return kDone;
}

} // namespace

void addReadiness(CLI::App& app, Context& context) {
    auto options = std::make_shared<ReadinessOptions>();
    auto* command = app.add_subcommand("readiness", "what stands in the way of PostgreSQL, and the effort");
    command->add_option("-e,--engagement", options->file, "engagement file")->required();
    addTarget(*command, *options);
    command->add_option("--verify", options->scratch,
                        "postgresql://user@host:port: run every converted statement there, in a scratch "
                        "database that is made and dropped");
    command->add_option("--password-file", options->passwordFile,
                        "file whose first line is the scratch server's password; else CAUSEWAY_PASSWORD or a "
                        "prompt");
    addCommonOptions(*command, context, {"text", "json"});
    command->callback([options, &context] {
        context.run = [options](Context& c, Progress& progress) {
            return runReadiness(*options, c, progress);
        };
    });
}

void addConvert(CLI::App& app, Context& context) {
    auto options = std::make_shared<ReadinessOptions>();
    auto* convert = app.add_subcommand("convert", "turn MySQL into PostgreSQL");
    convert->require_subcommand(1);
    auto* schema = convert->add_subcommand(
        "schema", "a dump's tables, views, triggers and routines as a PostgreSQL script");
    schema->add_option("FILE", options->file, "mysqldump output; .gz and .zst are read as they are")
        ->required();
    schema->add_option("-o,--output", options->output, "file to write; else standard output");
    addTarget(*schema, *options);
    addCommonOptions(*schema, context, {"text", "json"});
    schema->callback([options, &context] {
        context.run = [options](Context& c, Progress& progress) {
            return runConvertSchema(*options, c, progress);
        };
    });
    auto* query = convert->add_subcommand("query", "MySQL statements as PostgreSQL statements");
    query->add_option("FILE", options->file, "statements; without it or with -, standard input");
    query->add_option("--schema", options->schema,
                      "mysqldump output that declares their tables: types and keys are known");
    query->add_option("-o,--output", options->output, "file to write; else standard output");
    addTarget(*query, *options);
    addCommonOptions(*query, context, {"text", "json"});
    query->callback([options, &context] {
        context.run = [options](Context& c, Progress& progress) {
            return runConvertQuery(*options, c, progress);
        };
    });
}

} // namespace causeway::app
