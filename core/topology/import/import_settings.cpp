// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"
#include "core/topology/import/import_parts.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace causeway::importing {
namespace {

/// One setting out of the dynamic configuration, in range or told as left alone.
class Settings {
public:
    Settings(const Json& tree, Notes& notes) : tree_(tree), notes_(notes) {}

    void number(const char* key, double& into, double low, double high) {
        const auto* value = at(tree_, {key});
        if (!value || value->is_null())
            return;
        double read = 0;
        if ((value->is_number() || value->is_string()) && parseNumber(words(value), read) &&
            std::isfinite(read) && read >= low && read <= high)
            into = read;
        else
            refuse(key, *value, fmt::format("{}", into));
    }
    void integer(const char* key, int& into, int low, int high) {
        double read = into;
        number(key, read, low, high);
        into = int(read);
    }
    void boolean(const char* key, bool& into) {
        const auto* value = at(tree_, {key});
        if (!value || value->is_null())
            return;
        const auto word = toLower(words(value));
        if (value->is_boolean())
            into = value->get<bool>();
        else if (word == "on" || word == "true" || word == "off" || word == "false")
            into = word == "on" || word == "true";
        else
            refuse(key, *value, into ? "true" : "false");
    }
    void refuse(const std::string& key, const Json& value, const std::string& kept) {
        notes_.push_back(fmt::format("{} is {}, which Patroni does not take; {} stands there.", key,
                                     printable(value.dump(), 60), kept));
    }

private:
    const Json& tree_;
    Notes& notes_;
};

void readMode(const Json& tree, Settings& settings, Manager& m) {
    const auto* value = at(tree, {"synchronous_mode"});
    if (!value || value->is_null())
        return;
    const auto word = value->is_boolean() ? (value->get<bool>() ? "on" : "off") : toLower(words(value));
    if (word == "on" || word == "true")
        m.synchronousMode = SynchronousMode::On;
    else if (word == "quorum")
        m.synchronousMode = SynchronousMode::Quorum;
    else if (word != "off" && word != "false")
        settings.refuse("synchronous_mode", *value, "off");
}

void readPostgresql(const Json& tree, Settings& settings, PostgresqlSettings& p) {
    static constexpr std::array kLevels{"off", "local", "remote_write", "on", "remote_apply"};
    if (const auto* value = at(tree, {"postgresql", "parameters", "synchronous_commit"})) {
        const auto word = value->is_boolean() ? (value->get<bool>() ? "on" : "off") : toLower(words(value));
        if (std::find(kLevels.begin(), kLevels.end(), word) != kLevels.end())
            p.synchronousCommit = word;
        else
            settings.refuse("synchronous_commit", *value, p.synchronousCommit);
    }
    if (const auto* value = at(tree, {"postgresql", "parameters", "wal_sender_timeout"})) {
        const auto ms = durationMs(*value, 1);
        if (ms && *ms >= 0 && *ms <= 86400000)
            p.walSenderTimeout = *ms / 1000;
        else
            settings.refuse("wal_sender_timeout", *value, fmt::format("{} s", p.walSenderTimeout));
    }
}

void readDynamic(const Json& tree, Topology& t, Notes& notes) {
    Settings settings(tree, notes);
    auto& m = t.manager;
    settings.number("ttl", m.ttl, 1, 86400);
    settings.number("loop_wait", m.loopWait, 1, 86400);
    settings.number("retry_timeout", m.retryTimeout, 1, 86400);
    settings.number("maximum_lag_on_failover", m.maximumLagOnFailover, 0, 1e18);
    settings.number("maximum_lag_on_syncnode", m.maximumLagOnSyncnode, -1, 1e18);
    settings.number("master_start_timeout", m.primaryStartTimeout, 0, 86400); // its name before 3.0
    settings.number("primary_start_timeout", m.primaryStartTimeout, 0, 86400);
    readMode(tree, settings, m);
    settings.boolean("synchronous_mode_strict", m.synchronousModeStrict);
    settings.integer("synchronous_node_count", m.synchronousNodeCount, 1, 64);
    settings.boolean("failsafe_mode", m.failsafeMode);
    settings.boolean("check_timeline", m.checkTimeline);
    readPostgresql(tree, settings, t.postgresql);
    if (const auto* standby = at(tree, {"standby_cluster"}); standby && standby->is_object())
        notes.push_back("It is a standby cluster of another one; it is simulated as a cluster of its own.");
    if (const auto* paused = at(tree, {"pause"}); paused && *paused == true)
        notes.push_back(
            "The cluster is paused: Patroni fails nothing over until `patronictl resume`. It is simulated "
            "as if resumed.");
}

/// The watchdog is each member's own affair; the simulated manager has one setting for all.
void readWatchdog(const std::vector<MemberConfig>& configs, Manager& m, Notes& notes) {
    std::optional<std::string> mode;
    for (const auto& config : configs) {
        const auto* said = at(config.tree, {"watchdog", "mode"});
        const auto own = said && said->is_boolean() ? "off" : said ? toLower(words(said)) : "automatic";
        if (own != "off" && own != "automatic" && own != "required")
            continue;
        if (mode && *mode != own)
            notes.push_back(
                fmt::format("Members differ in the watchdog's mode; \"{}\" is taken for all.", *mode));
        else
            mode = own;
        Settings(config.tree.value("watchdog", Json::object()), notes)
            .number("safety_margin", m.watchdogSafetyMargin, -1, 86400);
    }
    m.watchdogMode = mode.value_or(m.watchdogMode);
}

void readStore(const std::vector<MemberConfig>& configs, Manager& m, Notes& notes) {
    for (const auto& config : configs) {
        for (const char* dcs : {"etcd3", "etcd"})
            if (config.tree.contains(dcs)) {
                m.dcs = dcs;
                return;
            }
        for (const char* dcs : {"consul", "zookeeper", "exhibitor", "kubernetes", "raft"})
            if (config.tree.contains(dcs)) {
                notes.push_back(
                    fmt::format("The cluster keeps its leader's lock in {}, which is not simulated: etcd "
                                "on three members stands there.",
                                dcs));
                return;
            }
    }
}

} // namespace

void importSettings(const Sources& sources, Topology& topology, Notes& notes) {
    const Json* dynamic = sources.dynamic ? &sources.dynamic->tree : nullptr;
    for (const auto& config : sources.configs)
        if (!dynamic && (dynamic = at(config.tree, {"bootstrap", "dcs"})))
            notes.push_back("The settings are those the cluster began with (bootstrap.dcs); what `patronictl "
                            "show-config` prints holds now.");
    if (dynamic && dynamic->is_object())
        readDynamic(*dynamic, topology, notes);
    else
        notes.push_back("No file holds the cluster's settings: Patroni's defaults stand there. `patronictl "
                        "show-config` prints them.");
    if (sources.status)
        topology.manager.version = sources.status->version;
    else
        notes.push_back(
            fmt::format("No file names Patroni's version: {} stands there. GET /patroni on port 8008 of a "
                        "member tells.",
                        topology.manager.version));
    readWatchdog(sources.configs, topology.manager, notes);
    readStore(sources.configs, topology.manager, notes);
    if (sources.proxy) {
        topology.routing = {"haproxy", sources.proxy->inter, sources.proxy->rise, sources.proxy->fall};
    } else {
        topology.routing.kind = "none";
        notes.push_back(
            "No file says how clients find the leader: they are simulated as knowing it at once, which "
            "flatters the outage. haproxy.cfg would tell.");
    }
}

} // namespace causeway::importing
