// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/collect/collect.h"

#include "core/collect/live/server_collector.h"
#include "core/collect/live/waiting.h"
#include "core/collect/mysql/mysql_collector.h"
#include "core/collect/postgresql/pg_collector.h"
#include "core/collect/workload_coverage.h"
#include "core/snapshot/snapshot_json.h"

#include <algorithm>
#include <set>

namespace causeway {
namespace {

std::string nameOf(const Target& target) {
    if (!target.name.empty())
        return target.name;
    return target.socket.empty() ? target.host + ":" + std::to_string(target.port) : target.host;
}

std::unique_ptr<live::ServerCollector> openCollector(const Target& target, const SecretProvider& secret,
                                                     const std::string& sourceId, Progress& progress) {
    auto password = secret ? secret(target) : std::nullopt;
    return target.engine == Engine::PostgreSQL
               ? postgresql::openCollector(target, std::move(password), sourceId, progress)
               : mysql::openCollector(target, std::move(password), sourceId, progress);
}

/// `name`, or "name (2)" where it is taken: findings refer to servers by it.
std::string uniqueName(const std::string& name, std::set<std::string>& taken) {
    std::string unique = name;
    for (int n = 2; !taken.insert(unique).second; ++n)
        unique = name + " (" + std::to_string(n) + ")";
    return unique;
}

} // namespace

ConnectionTest testConnection(const Target& target, const SecretProvider& secret, Progress& progress) {
    progress.report("connecting to " + nameOf(target));
    auto password = secret ? secret(target) : std::nullopt;
    return target.engine == Engine::PostgreSQL
               ? postgresql::testConnection(target, std::move(password), progress)
               : mysql::testConnection(target, std::move(password), progress);
}

Snapshot collect(const std::vector<Target>& targets, const CollectOptions& options,
                 const SecretProvider& secret, Progress& progress) {
    if (targets.empty())
        throw Error(ErrorCode::Usage, "no server to collect from", "no address was given");
    if (options.samples < 1 || !(options.everySeconds > 0))
        throw Error(ErrorCode::Usage, "the samples are not understood",
                    "their number and interval must be above 0");
    std::vector<std::unique_ptr<live::ServerCollector>> collectors;
    std::set<std::string> names;
    for (const auto& target : targets) {
        progress.report("connecting to " + nameOf(target), collectors.size(), targets.size());
        collectors.push_back(
            openCollector(target, secret, "S" + std::to_string(collectors.size() + 1), progress));
        auto& collector = *collectors.back();
        collector.evidence.id = uniqueName(nameOf(target), names);
        collector.evidence.environment = target.environment;
        collector.source.label = collector.evidence.id;
    }
    for (int i = 0; i < options.samples; ++i) {
        progress.report("counters", std::uint64_t(i), std::uint64_t(options.samples));
        if (i > 0)
            live::pause(options.everySeconds, progress);
        for (auto& collector : collectors)
            collector->sample(progress);
    }
    Snapshot snapshot;
    for (auto& collector : collectors) {
        progress.report("reading " + collector->evidence.id);
        collector->readRest(progress);
        if (options.countInData)
            collector->countInData(options.dataSeconds, progress);
        if (options.readHistory)
            collector->readHistory(options.historySeconds, options.historyTableSeconds, progress);
        snapshot.sources.push_back(std::move(collector->source));
        snapshot.servers.push_back(std::move(collector->evidence));
    }
    for (ServerEvidence& server : snapshot.servers)
        stateCoverage(server);
    seal(snapshot);
    return snapshot;
}

} // namespace causeway
