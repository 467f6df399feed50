// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands.h"
#include "app/context.h"
#include "core/collect/collect.h"
#include "core/collect/script/grant_script.h"
#include "core/collect/script/script_writer.h"
#include "core/engagement/engagement.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

namespace causeway::app {
namespace {

struct InputOptions {
    std::string engagement;
    std::vector<std::string> from; ///< URLs or paths
    std::string server = "server";
    std::string passwordFile;
    std::string script; ///< the engine whose collection script to print
    std::string grants; ///< the engine for whose account to print the GRANTs
    CollectOptions collect;
};

int keep(const InputOptions& options, const Snapshot& snapshot, Context& context) {
    auto engagement = Engagement::open(options.engagement, true);
    engagement.addSnapshot(snapshot);
    if (context.format == "json") {
        Json servers = Json::array();
        for (const auto& s : snapshot.servers)
            servers.push_back({{"id", s.id},
                               {"engine", engineName(s.engine)},
                               {"version", s.version.text(s.engine)},
                               {"objects", s.catalog ? s.catalog->objectCount() : 0},
                               {"unparsed", s.catalog ? s.catalog->unparsed.size() : 0}});
        printJson(Json{{"schema", "causeway.collected/1"},
                       {"snapshot", snapshot.id},
                       {"taken", toIso(snapshot.taken)},
                       {"sources", snapshot.sources.size()},
                       {"servers", servers}});
        return kDone;
    }
    std::string text = fmt::format("Snapshot {} of {}\n", snapshot.id, toIso(snapshot.taken));
    for (const auto& s : snapshot.servers) {
        text += fmt::format("  {}: {} {}", s.id, engineName(s.engine),
                            s.version.known() ? s.version.text(s.engine) : "");
        if (s.catalog)
            text += fmt::format(", {} tables, {} other objects, {} statements not understood",
                                s.catalog->tables.size(), s.catalog->objectCount() - s.catalog->tables.size(),
                                s.catalog->unparsed.size());
        text += '\n';
    }
    for (const auto& s : snapshot.sources)
        text += fmt::format("  {} {} {}{}\n", s.id, s.kind, s.label, s.remark.empty() ? "" : ": " + s.remark);
    print(text);
    return kDone;
}

std::string factsText(const Criteria& criteria) {
    std::string text, group;
    for (const auto& d : factDefinitions()) {
        if (d.group != group)
            text += fmt::format("{}{}\n", group.empty() ? "" : "\n", d.group);
        group = d.group;
        const auto* fact = criteria.fact(d.key);
        text += fmt::format("  {:<20} {:<28} {}\n", d.key, fact ? fact->text : "-",
                            fact ? "" : "for example " + d.key + "=" + d.example);
    }
    return text;
}

Engine engineNamed(const std::string& name) {
    return name == "postgresql" ? Engine::PostgreSQL : name == "mariadb" ? Engine::MariaDB : Engine::MySQL;
}

/// For a DBA of the client's: the script that collects, or the account that may.
int printForTheClient(const InputOptions& options) {
    if (!options.from.empty() || !options.engagement.empty())
        throw Error(ErrorCode::Usage, "--script and --grants print a file and connect to nothing", {},
                    "leave out the addresses and -e");
    print(options.script.empty() ? grantScript(engineNamed(options.grants), {}, {})
                                 : collectScript(engineNamed(options.script), options.collect));
    return kDone;
}

int listSnapshots(const std::string& path, Context& context) {
    Json rows = Json::array();
    std::string text;
    for (const auto& info : Engagement::open(path).snapshots()) {
        rows.push_back({{"id", info.id}, {"taken", toIso(info.taken)}, {"label", info.label}});
        text += fmt::format("{}  {}  {}\n", info.id, toIso(info.taken), info.label);
    }
    if (context.format == "json")
        printJson(Json{{"schema", "causeway.snapshots/1"}, {"snapshots", rows}});
    else
        print(text.empty() ? "No snapshots" : text);
    return kDone;
}

struct FactOptions {
    std::string engagement, source = "interview", file;
    std::vector<std::string> assignments;
    bool changes() const { return !assignments.empty() || !file.empty(); }
};

int facts(const FactOptions& options, Context& context) {
    auto engagement = Engagement::open(options.engagement, options.changes());
    auto criteria = engagement.criteria();
    if (!options.file.empty())
        criteria.assignLines(readSmallFile(options.file, 1 << 20), options.source, now());
    for (const auto& assignment : options.assignments)
        criteria.assign(assignment, options.source, now());
    if (options.changes())
        engagement.setCriteria(criteria);
    if (context.format == "json")
        printJson(criteria.toJson());
    else
        print(factsText(criteria));
    return kDone;
}

} // namespace

void addCollect(CLI::App& app, Context& context) {
    auto options = std::make_shared<InputOptions>();
    auto* command = app.add_subcommand("collect", "take a snapshot of live servers, read-only");
    command->add_option("URL", options->from,
                        "mysql://user@host:3306, mariadb://..., postgresql://.../database");
    command->add_option("-e,--engagement", options->engagement,
                        "engagement file; made when it does not exist");
    command
        ->add_option(
            "--script", options->script,
            "connect to nothing: print the SQL file that a client's DBA can read and run, for 'import'")
        ->check(CLI::IsMember(std::vector<std::string>{"mysql", "mariadb", "postgresql"}));
    command
        ->add_option(
            "--grants", options->grants,
            "connect to nothing: print the SQL that makes an account with the least a collection needs")
        ->check(CLI::IsMember(std::vector<std::string>{"mysql", "mariadb", "postgresql"}))
        ->excludes("--script");
    command->add_option("--samples", options->collect.samples, "status samples, for rates")
        ->check(CLI::Range(1, 10000))
        ->capture_default_str();
    command->add_option("--every", options->collect.everySeconds, "seconds between samples")
        ->check(CLI::Range(0.1, 86400.0))
        ->capture_default_str();
    command->add_flag(
        "--probe", options->collect.countInData,
        "also count in the tables of MySQL and MariaDB what PostgreSQL would refuse: zero dates, "
        "NUL bytes, orphans...; tables above 200,000 rows by a sample");
    command->add_option("--probe-seconds", options->collect.dataSeconds, "time for all those counts together")
        ->check(CLI::Range(1.0, 86400.0))
        ->capture_default_str();
    command->add_flag(
        "--history", options->collect.readHistory,
        "also read how many rows each month added to the tables, from their own time columns and "
        "keys: where an index, a key or a sample keeps it cheap");
    command
        ->add_option("--history-seconds", options->collect.historySeconds,
                     "time for the history of all tables together")
        ->check(CLI::Range(1.0, 86400.0))
        ->capture_default_str();
    command
        ->add_option("--history-table-seconds", options->collect.historyTableSeconds, "time for each table")
        ->check(CLI::Range(0.1, 3600.0))
        ->capture_default_str();
    command->add_option("--password-file", options->passwordFile,
                        "file whose first line is the password; else CAUSEWAY_PASSWORD or a prompt");
    addCommonOptions(*command, context, {"text", "json"});
    command->callback([options, &context] {
        context.run = [options](Context& c, Progress& progress) {
            if (!options->script.empty() || !options->grants.empty())
                return printForTheClient(*options);
            if (options->from.empty() || options->engagement.empty())
                throw Error(ErrorCode::Usage, "the address of a server and -e FILE are needed", {},
                            "'causeway collect --help' shows both; --script and --grants need neither");
            std::vector<Target> targets;
            for (const auto& url : options->from)
                targets.push_back(parseTarget(url));
            return keep(*options,
                        collect(targets, options->collect, secretProvider(options->passwordFile), progress),
                        c);
        };
    });
}

void addImport(CLI::App& app, Context& context) {
    auto options = std::make_shared<InputOptions>();
    auto* command = app.add_subcommand(
        "import", "take a snapshot of files: dumps, SHOW output, slow logs, host figures, a script's output");
    command->add_option("PATH", options->from, "files or folders; .gz and .zst are read as they are")
        ->required();
    command
        ->add_option("-e,--engagement", options->engagement, "engagement file; made when it does not exist")
        ->required();
    command->add_option("--server", options->server, "what to call the server they come from")
        ->capture_default_str();
    addCommonOptions(*command, context, {"text", "json"});
    command->callback([options, &context] {
        context.run = [options](Context& c, Progress& progress) {
            return keep(*options, importFiles(options->from, options->server, progress), c);
        };
    });
}

void addSnapshots(CLI::App& app, Context& context) {
    auto path = std::make_shared<std::string>();
    auto* command = app.add_subcommand("snapshots", "list the snapshots, oldest first");
    command->add_option("-e,--engagement", *path, "engagement file")->required();
    addCommonOptions(*command, context, {"text", "json"});
    command->callback([path, &context] {
        context.run = [path](Context& c, Progress&) {
            return listSnapshots(*path, c);
        };
    });
}

void addFacts(CLI::App& app, Context& context) {
    auto options = std::make_shared<FactOptions>();
    auto* command = app.add_subcommand("facts", "show or set the client's criteria and interview facts");
    command->add_option("-e,--engagement", options->engagement, "engagement file")->required();
    auto* set = command->add_subcommand("set", "set facts; KEY= forgets one");
    set->add_option("FACT", options->assignments, "KEY=VALUE, for example volume=100GB growth=50%/quarter");
    set->add_option("--from", options->file, "file with one KEY=VALUE a line");
    set->add_option("--source", options->source, "who said so")->capture_default_str();
    set->require_option(1, 0);
    command->require_subcommand(0, 1);
    addCommonOptions(*command, context, {"text", "json"});
    set->fallthrough();
    command->callback([options, &context] {
        context.run = [options](Context& c, Progress&) {
            return facts(*options, c);
        };
    });
}

} // namespace causeway::app
