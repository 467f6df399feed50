// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/text.h"
#include "core/sim/simulation.h"

#include <QFile>
#include <QString>

#include <map>
#include <string>
#include <vector>

namespace causeway::trials {

using Row = std::map<std::string, std::string>;

/// A file of tests/unit/sim/data; its fields hold no commas.
inline std::vector<Row> read(const char* name) {
    QFile file(QString(CAUSEWAY_SOURCE_DIR "/tests/unit/sim/data/") + name);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("cannot read %s", name);
    const auto bytes = file.readAll().toStdString();
    std::vector<Row> rows;
    std::vector<std::string_view> head;
    for (const auto line : split(bytes, '\n')) {
        const auto fields = split(trim(line), ',');
        if (head.empty()) {
            head = fields;
            continue;
        }
        if (fields.size() != head.size())
            continue;
        Row row;
        for (std::size_t i = 0; i < head.size(); ++i)
            row[std::string(head[i])] = std::string(fields[i]);
        rows.push_back(std::move(row));
    }
    return rows;
}

inline double number(const Row& row, const std::string& key) {
    double value = 0;
    if (!parseNumber(row.at(key), value))
        qFatal("%s is no number", key.c_str());
    return value;
}

/// The rate at which the trials' clients committed: rows lost per second of writing on an isolated leader.
inline constexpr double kCommitsPerSecond = 235;

/// The trials' cluster: three nodes at 1 ms round trip, etcd elsewhere, clients without a proxy.
/// tag: mode_ttl-loop_wait-retry_timeout_oneWayDelay.
inline Topology cluster(const std::string& tag, const char* version = "3.0.2") {
    Topology t;
    t.sites = {{"a", ""}, {"b", ""}, {"c", ""}, {"lab", ""}};
    t.links = {{"a", "b", 1, 0, 0, 1000},
               {"a", "c", 1, 0, 0, 1000},
               {"b", "c", 1, 0, 0, 1000},
               {"a", "lab", 1, 0, 0, 1000}};
    const std::vector<std::pair<const char*, const char*>> databases{{"n1", "a"}, {"n2", "b"}, {"n3", "c"}};
    for (const auto& [id, site] : databases) {
        Node n;
        n.id = id;
        n.site = site;
        n.runs = {"postgresql"};
        t.nodes.push_back(n);
    }
    Node etcd;
    etcd.id = "etcd";
    etcd.site = "lab";
    etcd.runs = {"etcd"};
    t.nodes.push_back(etcd);
    const auto parts = split(tag, '_');
    const auto times = split(parts.at(1), '-');
    parseNumber(times.at(0), t.manager.ttl);
    parseNumber(times.at(1), t.manager.loopWait);
    parseNumber(times.at(2), t.manager.retryTimeout);
    t.manager.version = version;
    t.manager.synchronousMode = parts[0] == "sync" ? SynchronousMode::On : SynchronousMode::Off;
    t.routing.kind = "none";
    t.workload.commitsPerSecond = kCommitsPerSecond;
    return t;
}

/// A trial's scenario as a fault of ours.
inline Scenario scenario(const std::string& name, double forSeconds = 0) {
    static const std::map<std::string, std::pair<const char*, const char*>> kinds{
        {"kill9", {"kill", "leader"}},
        {"hostcrash", {"silent", "leader"}},
        {"fullpart", {"cut-all", "leader"}},
        {"dcspart", {"cut-dcs", "leader"}},
        {"pgkill", {"postgres-kill", "leader"}},
        {"switchover", {"switchover", "leader"}},
        {"stoppatroni", {"agent-hang", "leader"}},
        {"stopboth", {"host-hang", "leader"}},
        {"etcdstop", {"dcs-stop", "dcs"}},
        {"standbykill", {"silent", "sync-standby"}},
        {"bothstandbykill", {"kill", "standby"}}};
    Scenario s;
    const auto& kind = kinds.at(name);
    s.faults = {{60, kind.first, kind.second, forSeconds}};
    if (name == "bothstandbykill")
        s.faults = {{60, "kill", "n2", forSeconds}, {60, "kill", "n3", forSeconds}};
    s.durationSeconds = 200;
    return s;
}

inline SimulationPart play(const Topology& t, const Scenario& s, std::uint64_t runs, std::uint64_t seed = 1) {
    Progress progress;
    return simulateRuns(t, s, 0, runs, seed, progress);
}

} // namespace causeway::trials
