// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands.h"
#include "app/context.h"
#include "app/job.h"
#include "app/move.h"
#include "core/base/text.h"
#include "core/base/units.h"
#include "core/collect/files/dump.h"
#include "core/collect/files/text_source.h"
#include "core/engagement/engagement.h"
#include "core/prove/verify.h"
#include "core/readiness/convert_query.h"
#include "core/readiness/readiness.h"
#include "core/readiness/readiness_text.h"
#include "core/readiness/source_scan.h"

#include <QFileInfo>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <iostream>
#include <iterator>

namespace causeway::app {
namespace {

std::string verificationText(const prove::Verification& v) {
    using Result = ObjectProof::Result;
    auto text = fmt::format(
        "Verified on PostgreSQL {}: {} objects and queries ran, {} refused, {} refused in part, {} not "
        "tried because something they need was refused\n",
        v.serverVersion, v.count(Result::Ran) + v.count(Result::SameRows) + v.count(Result::RowsDiffer),
        v.count(Result::Refused), v.count(Result::PartRefused), v.count(Result::Blocked));
    if (v.compared)
        text += fmt::format(
            "Rows compared with {}: {} queries answer alike, {} otherwise; {} generated rows in {} "
            "tables on both sides, {} left out{}\n",
            v.compared->original, v.count(Result::SameRows), v.count(Result::RowsDiffer), v.compared->rows,
            v.compared->tables, v.compared->refused,
            v.compared->firstRefusal.empty() ? "" : " (" + v.compared->firstRefusal + ")");
    if (v.leftoversRemoved > 0)
        text += fmt::format("Scratch databases of earlier runs that were removed: {}\n", v.leftoversRemoved);
    return text;
}

Json verificationJson(const prove::Verification& v) {
    using Result = ObjectProof::Result;
    Json json{{"server_version", v.serverVersion},   {"ran", v.count(Result::Ran)},
              {"refused", v.count(Result::Refused)}, {"part_refused", v.count(Result::PartRefused)},
              {"blocked", v.count(Result::Blocked)}, {"leftovers_removed", v.leftoversRemoved}};
    if (v.compared)
        json["compared"] = Json{{"original", v.compared->original},
                                {"same_rows", v.count(Result::SameRows)},
                                {"rows_differ", v.count(Result::RowsDiffer)},
                                {"tables", v.compared->tables},
                                {"rows", v.compared->rows},
                                {"rows_left_out", v.compared->refused},
                                {"first_left_out", v.compared->firstRefusal}};
    return json;
}

struct ReadinessOptions {
    std::string file;
    std::string output;
    std::string schema;      ///< file that the queries' tables are declared in
    std::string application; ///< folder of the application's source; empty: none
    std::string scratch;     ///< URL of the server to verify on; empty: none
    std::string passwordFile;
    std::string move;     ///< folder for what moves the data; empty: none
    std::string original; ///< URL of the MySQL or MariaDB server to compare with; empty: none
    std::string originalPasswordFile;
    std::string typeMap;              ///< file of choices
    std::vector<std::string> choices; ///< KEY=VALUE, after those of the file
    ConversionOptions conversion;
};

/// What the file and the options choose; nothing when neither is given.
std::optional<ConversionChoices> chosen(const ReadinessOptions& options) {
    if (options.typeMap.empty() && options.choices.empty())
        return std::nullopt;
    ConversionChoices choices;
    if (!options.typeMap.empty()) {
        const auto text = readSmallFile(options.typeMap);
        if (!trim(text).starts_with('{')) {
            choices = ConversionChoices::parse(text);
        } else {
            const Json json = Json::parse(text, nullptr, false);
            if (json.is_discarded())
                throw Error(ErrorCode::Input, "the type map " + options.typeMap + " is no JSON");
            choices = ConversionChoices::fromJson(json);
        }
    }
    for (const auto& choice : options.choices) {
        const auto equals = choice.find('=');
        if (equals == std::string::npos)
            throw Error(ErrorCode::Usage, "--choose " + printable(choice, 80) + " has no value",
                        "it is KEY=VALUE", "causeway convert type-map lists both");
        choices.set(trim(std::string_view(choice).substr(0, equals)),
                    trim(std::string_view(choice).substr(equals + 1)));
    }
    return choices;
}

ConversionOptions conversionOf(const ReadinessOptions& options) {
    auto conversion = options.conversion;
    if (auto choices = chosen(options))
        conversion.choices = std::move(*choices);
    return conversion;
}

/// Several schemas are tried on the same scratch servers: each password is asked for once.
SecretProvider askedOnce(const ReadinessOptions& options) {
    auto known = std::make_shared<std::map<std::string, std::optional<std::string>>>();
    return [target = secretProvider(options.passwordFile),
            original = secretProvider(options.originalPasswordFile), known](const Target& server) {
        const auto found = known->find(server.url());
        if (found != known->end())
            return found->second;
        return (*known)[server.url()] =
                   server.engine == Engine::PostgreSQL ? target(server) : original(server);
    };
}

void addTarget(CLI::App& command, ReadinessOptions& options) {
    command
        .add_option("--target-version", options.conversion.targetVersion,
                    "PostgreSQL major version to write for")
        ->check(CLI::Range(12, 19))
        ->capture_default_str();
    command.add_option("--type-map", options.typeMap,
                       "file of type choices; 'causeway convert type-map' writes one with the defaults");
    command.add_option("--choose", options.choices,
                       "KEY=VALUE, or SCHEMA.TABLE.COLUMN=VALUE: one type choice; may be repeated");
}

/// Keeps the choices in the engagement, where the window, the report and later runs find them.
void keepChoices(const ReadinessOptions& options, Job& job) {
    const auto choices = chosen(options);
    if (!choices)
        return;
    if (choices->empty())
        job.criteria.clear("type_map");
    else
        job.criteria.set("type_map", choices->text(), "type map", now());
    Engagement::open(options.file).setCriteria(job.criteria);
}

/// Keeps the SQL strings of the application's source as evidence of every server that has a schema.
void keepApplication(const ReadinessOptions& options, const std::vector<std::string>& ids, Job& job,
                     Progress& progress) {
    const auto scan = scanSourceTree(options.application, progress);
    const auto name = QFileInfo(QString::fromStdString(options.application)).fileName().toStdString();
    job.snapshot = withApplication(std::move(job.snapshot), ids, scan, name.empty() ? "source" : name, now());
    Engagement::open(options.file).addSnapshot(job.snapshot);
}

/// One server's readiness, and what was done on the way to it.
struct Assessed {
    ReadinessReport report;
    Json verification; ///< null when nothing was run
    std::string told;  ///< what was verified and written, by lines
};

Assessed assess(const std::string& id, const std::string& moveFolder, const ReadinessOptions& options,
                const SecretProvider& secret, Job& job, Progress& progress) {
    Assessed out;
    if (!options.scratch.empty()) {
        ScratchServers scratch{parseTarget(options.scratch)};
        if (!options.original.empty())
            scratch.original = parseTarget(options.original);
        prove::Verification found;
        job.snapshot = prove::verifyServer(std::move(job.snapshot), id, job.criteria, options.conversion,
                                           scratch, secret, progress, &found);
        out.told = verificationText(found);
        out.verification = verificationJson(found);
    }
    out.report = assessReadiness(*job.snapshot.server(id), job.criteria, options.conversion, progress);
    if (!moveFolder.empty())
        for (const auto& name : writeMoveFiles(moveFolder, *job.snapshot.server(id), job.criteria,
                                               options.conversion, out.report))
            out.told += "Written: " + name + "\n";
    return out;
}

void printAssessed(const std::vector<Assessed>& all, const std::string& format) {
    if (format == "json") {
        Json reports = Json::array();
        for (const auto& one : all) {
            reports.push_back(toJson(one.report));
            if (!one.verification.is_null())
                reports.back()["verification"] = one.verification;
        }
        return printJson(Json{{"schema", "causeway.readiness/1"}, {"servers", std::move(reports)}});
    }
    std::string text;
    std::vector<ReadinessReport> reports;
    for (const auto& one : all) {
        if (format == "text")
            text += one.told + readinessText(one.report);
        else
            std::cerr << one.told;
        if (format == "md")
            text += readinessMarkdown(one.report);
        if (format == "csv")
            reports.push_back(one.report);
    }
    print(format == "csv" ? readinessCsv(reports) : text);
}

int runReadiness(const ReadinessOptions& options, Context& context, Progress& progress) {
    Job job = openJob(options.file);
    keepChoices(options, job);
    std::vector<std::string> ids;
    for (const auto& server : job.snapshot.servers)
        if (server.engine != Engine::PostgreSQL && server.catalog)
            ids.push_back(server.id);
    if (ids.empty())
        throw Error(ErrorCode::Usage, "the newest snapshot holds no MySQL or MariaDB schema", {},
                    "import a mysqldump, or collect from the server");
    if (!options.application.empty())
        keepApplication(options, ids, job, progress);
    const auto secret = askedOnce(options);
    std::vector<Assessed> all;
    for (const auto& id : ids) {
        const auto folder = options.move.empty() || ids.size() == 1
                                ? options.move
                                : fmt::format("{}/{}", options.move, all.size() + 1);
        all.push_back(assess(id, folder, options, secret, job, progress));
    }
    if (!options.scratch.empty())
        Engagement::open(options.file).addSnapshot(job.snapshot);
    printAssessed(all, context.format);
    return kDone;
}

int runConvertSchema(const ReadinessOptions& options, Context& context, Progress& progress) {
    auto source = TextSource::open(options.file);
    const auto contents = readDump(source, progress);
    const auto report = convertSchema(contents.catalog, conversionOf(options), progress);
    const auto result = context.format == "json"
                            ? toJson(report).dump(2, ' ', false, Json::error_handler_t::replace) + "\n"
                            : report.script();
    if (options.output.empty())
        print(result);
    else
        writeFile(options.output, result);
    return kDone;
}

/// Every choice with what it may be, as remarks: the text is a type map itself.
std::string typeMapText(const ConversionChoices& choices) {
    std::string out =
        "# Type choices of the conversion to PostgreSQL. The first value of each is the default.\n"
        "# A single column: SCHEMA.TABLE.COLUMN=VALUE.\n";
    for (const auto& definition : choiceDefinitions()) {
        out += fmt::format("\n# {}. {}\n", definition.label, definition.help);
        for (const auto& value : definition.values)
            out += fmt::format("#   {}: {}\n", value.value, value.effect);
        out += fmt::format("{}={}\n", definition.key, choices.of(definition.key));
    }
    return out;
}

int runTypeMap(const ReadinessOptions& options, Context& context) {
    const auto choices = chosen(options).value_or(ConversionChoices{});
    const auto result = context.format == "json" ? choices.toJson().dump(2) + "\n" : typeMapText(choices);
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
                                           conversionOf(options), progress);
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
    command
        ->add_option("--compare", options->original,
                     "with --verify, mysql://user@host:port of a server of yours, never the client's: the "
                     "workload's SELECTs run there and on PostgreSQL over the same generated rows, in "
                     "databases that are made and dropped")
        ->needs("--verify");
    command->add_option("--compare-password-file", options->originalPasswordFile,
                        "file whose first line is that server's password");
    command->add_option(
        "--move", options->move,
        "folder for what moves the data: a plan of the tables, the script before and after the load, a copy "
        "script for mysql and psql, command files for pgloader, two scripts that compare the rows of both "
        "sides, the rows that collect --probe found, Debezium's source and JDBC sink by its documentation, "
        "and README.txt with their order");
    command->add_option("--source", options->application,
                        "folder of the application's source: its SQL strings are kept and converted too");
    addCommonOptions(*command, context, {"text", "json", "csv", "md"});
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
    auto* map =
        convert->add_subcommand("type-map", "the type choices with their defaults, as a file to edit");
    map->add_option("-o,--output", options->output, "file to write; else standard output");
    map->add_option("--choose", options->choices, "KEY=VALUE that is not the default; may be repeated");
    addCommonOptions(*map, context, {"text", "json"});
    map->callback([options, &context] {
        context.run = [options](Context& c, Progress&) {
            return runTypeMap(*options, c);
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
