// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command_advise.h"
#include "app/command_cluster.h"
#include "app/commands.h"
#include "app/context.h"
#include "core/sim/outcome.h"
#include "core/topology/export/cluster_export.h"
#include "core/topology/import/cluster_import.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <filesystem>

namespace causeway::app {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t kDrillRuns = 500, kDrillSeed = 1;

struct ExportArguments {
    std::string topology, folder, dcs;
    ExportOptions options;
};

/// What the simulator expects of each drill that it knows.
void predict(const Topology& topology, std::vector<Drill>& drills, Progress& progress) {
    for (auto& drill : drills) {
        if (drill.faultKind.empty())
            continue;
        Scenario scenario;
        scenario.name = drill.title;
        scenario.faults = {{60, drill.faultKind, drill.faultTarget, drill.faultSeconds}};
        scenario.durationSeconds = 180 + 2 * drill.faultSeconds + 4 * topology.manager.ttl;
        const auto outcome = simulate(topology, scenario, kDrillRuns, kDrillSeed, progress);
        drill.prediction =
            DrillPrediction{outcome.outageSeconds.p50, outcome.outageSeconds.p95, outcome.lostCommits.p50,
                            outcome.lostCommits.max,   outcome.runsNeverBack,     outcome.explanation};
    }
}

/// A folder that holds something else is left alone.
void prepareFolder(const fs::path& folder) {
    std::error_code failed;
    fs::create_directories(folder, failed);
    if (!failed && fs::is_directory(folder, failed) && fs::is_empty(folder, failed))
        return;
    throw Error(ErrorCode::Input, "cannot export to " + folder.string(),
                failed ? failed.message() : "the folder is not empty", "Name a new folder.");
}

void writeFiles(const fs::path& folder, const ClusterExport& cluster) {
    prepareFolder(folder);
    for (const auto& file : cluster.files) {
        const auto path = folder / file.path;
        std::error_code failed;
        fs::create_directories(path.parent_path(), failed);
        if (failed)
            throw Error(ErrorCode::Storage, "cannot write " + path.string(), failed.message());
        writeFile(path.string(), file.text);
    }
}

Json exportJson(const ClusterExport& cluster, const std::vector<Drill>& drills) {
    Json out{{"schema", "causeway.topology-export/1"}, {"files", Json::array()}, {"drills", Json::array()}};
    for (const auto& file : cluster.files)
        out["files"].push_back(file.path);
    for (const auto& drill : drills) {
        Json entry{{"id", drill.id}, {"title", drill.title}};
        if (drill.prediction)
            entry["expected"] =
                Json{{"outage_s",
                      Json{{"p50", drill.prediction->outageP50}, {"p95", drill.prediction->outageP95}}},
                     {"lost_commits",
                      Json{{"p50", drill.prediction->lostP50}, {"max", drill.prediction->lostMax}}},
                     {"never_back", drill.prediction->neverBack}};
        out["drills"].push_back(std::move(entry));
    }
    out["notes"] = cluster.notes;
    return out;
}

int runExport(const ExportArguments& arguments, Context& context, Progress& progress) {
    auto topology = readTopology(arguments.topology);
    if (!arguments.dcs.empty())
        topology.manager.dcs = arguments.dcs;
    exportCluster(topology, arguments.options, {}); // refuses before anything is simulated
    auto drills = drillsFor(topology, arguments.options.clusterName);
    predict(topology, drills, progress);
    const auto cluster = exportCluster(topology, arguments.options, drills);
    writeFiles(arguments.folder, cluster);
    if (context.format == "json") {
        printJson(exportJson(cluster, drills));
        return kDone;
    }
    std::string text = fmt::format("{} files for {} nodes in {}; begin with README.md\n",
                                   cluster.files.size(), topology.nodes.size(), arguments.folder);
    for (const auto& note : cluster.notes)
        text += "  note: " + note + "\n";
    print(text);
    return kDone;
}

struct ImportArguments {
    std::vector<std::string> files;
    std::string to;
};

Json importJson(const ClusterImport& cluster, const std::vector<TopologyProblem>& problems) {
    Json out{{"schema", "causeway.topology-import/1"}, {"topology", toJson(cluster.topology)}};
    out["files"] = Json::array();
    for (const auto& file : cluster.files)
        out["files"].push_back(Json{{"name", file.name}, {"read_as", file.readAs}});
    out["notes"] = cluster.notes;
    out["problems"] = Json::array();
    for (const auto& p : problems)
        out["problems"].push_back(Json{{"element", p.element}, {"message", p.message}, {"fatal", p.fatal}});
    return out;
}

int runImport(const ImportArguments& arguments, Context& context) {
    std::vector<ImportedFile> files;
    for (const auto& path : arguments.files)
        files.push_back({path, readSmallFile(path), {}});
    const auto cluster = importCluster(std::move(files));
    const auto problems = validate(cluster.topology);
    writeFile(arguments.to, toJson(cluster.topology).dump(1) + "\n");
    if (context.format == "json") {
        printJson(importJson(cluster, problems));
        return kDone;
    }
    std::string text =
        fmt::format("{}: {} nodes in {} sites, written to {}\n",
                    cluster.topology.name.empty() ? "cluster" : cluster.topology.name,
                    cluster.topology.nodes.size(), cluster.topology.sites.size(), arguments.to);
    for (const auto& file : cluster.files)
        text += fmt::format("  {}: {}\n", file.name, file.readAs);
    for (const auto& note : cluster.notes)
        text += "  note: " + note + "\n";
    for (const auto& problem : problems)
        text += "  look at: " + problem.message + "\n";
    print(text);
    return kDone;
}

void addClusterExport(CLI::App& group, Context& context) {
    auto arguments = std::make_shared<ExportArguments>();
    auto* command = group.add_subcommand(
        "export", "write each node's Patroni, etcd, HAProxy, pgbouncer and PostgreSQL configuration");
    command->add_option("TOPOLOGY", arguments->topology, "topology file, or a starter: " + starterNames())
        ->required();
    command->add_option("--to,--out", arguments->folder, "new or empty folder")->required();
    command->add_option("--name", arguments->options.clusterName, "the cluster's name")
        ->capture_default_str();
    command
        ->add_option("--postgresql", arguments->options.postgresqlVersion,
                     "major version; else 15 with Patroni 3, 17 with Patroni 4")
        ->check(CLI::Range(12, 18));
    command->add_option("--dcs", arguments->dcs, "etcd's interface for Patroni; else the topology's")
        ->check(CLI::IsMember({"etcd3", "etcd"}));
    addCommonOptions(*command, context, {"text", "json"});
    command->callback([arguments, &context] {
        context.run = [arguments](Context& c, Progress& progress) {
            return runExport(*arguments, c, progress);
        };
    });
}

void addClusterImport(CLI::App& group, Context& context) {
    auto arguments = std::make_shared<ImportArguments>();
    auto* command =
        group.add_subcommand("import", "make a topology of what a Patroni cluster says about itself");
    command
        ->add_option(
            "FILE", arguments->files,
            "each member's patroni.yml; what patronictl show-config, patronictl list, GET /patroni and GET "
            "/cluster print; pg_stat_replication from psql; haproxy.cfg")
        ->required();
    command->add_option("--to,--out", arguments->to, "topology file to write")->required();
    addCommonOptions(*command, context, {"text", "json"});
    command->callback([arguments, &context] {
        context.run = [arguments](Context& c, Progress&) {
            return runImport(*arguments, c);
        };
    });
}

} // namespace

void addTopology(CLI::App& app, Context& context) {
    auto* group = app.add_subcommand("topology", "a cluster's configuration");
    group->require_subcommand(1);
    addClusterExport(*group, context);
    addClusterImport(*group, context);
    addAdvise(*group, context);
}

} // namespace causeway::app
