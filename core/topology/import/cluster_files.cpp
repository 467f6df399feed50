// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/topology/import/cluster_files.h"

#include "core/base/error.h"
#include "core/base/text.h"
#include "core/topology/import/yaml_read.h"

#include <algorithm>
#include <array>

namespace causeway {
namespace {

template <class... Visitors> struct Overloaded : Visitors... { using Visitors::operator()...; };

bool hasAny(const Json& tree, std::initializer_list<const char*> keys) {
    return tree.is_object() &&
           std::any_of(keys.begin(), keys.end(), [&](const char* key) { return tree.contains(key); });
}

std::optional<ClusterFile> fromTree(const Json& tree) {
    if (hasAny(tree, {"patroni"}) && tree["patroni"].is_object() && tree["patroni"].contains("version") &&
        tree["patroni"]["version"].is_string())
        return MemberStatus{tree["patroni"]["version"]};
    if (hasAny(tree, {"scope", "restapi", "bootstrap"}) && hasAny(tree, {"postgresql"})) {
        const auto name = tree.find("name");
        return MemberConfig{
            name != tree.end() && name->is_string() ? name->get<std::string>() : std::string(), tree};
    }
    if (hasAny(tree, {"ttl", "loop_wait", "retry_timeout", "maximum_lag_on_failover", "synchronous_mode"}))
        return DynamicConfig{tree};
    return std::nullopt;
}

} // namespace

std::string withoutPort(std::string_view endpoint) {
    if (endpoint.starts_with('['))
        return std::string(endpoint.substr(1, endpoint.find(']') - 1));
    const bool onePort = std::count(endpoint.begin(), endpoint.end(), ':') == 1;
    return std::string(onePort ? endpoint.substr(0, endpoint.find(':'))
                               : endpoint); // else IPv6 without a port
}

ClusterFile readClusterFile(const std::string& name, const std::string& text) {
    try {
        // Frames, tables and haproxy.cfg are no YAML; whether they are damaged YAML is asked last.
        if (auto list = memberList(text, Json()))
            return std::move(*list);
        if (auto list = standbyList(text))
            return std::move(*list);
        if (auto checks = proxyChecks(text))
            return std::move(*checks);
        const auto tree = fromYaml(text, name);
        if (auto list = memberList({}, tree))
            return std::move(*list);
        if (auto file = fromTree(tree))
            return std::move(*file);
    } catch (const Error& e) {
        if (e.summary() == "cannot read " + name)
            throw;
        throw Error(e.code(), "cannot read " + name, e.what(), e.next());
    }
    throw Error(
        ErrorCode::Input, "cannot tell what " + name + " is",
        "it is neither patroni.yml nor the output of patronictl show-config, patronictl list, GET /patroni, "
        "GET /cluster or pg_stat_replication, nor haproxy.cfg with servers that are checked");
}

std::string clusterFileTitle(const ClusterFile& file) {
    return std::visit(
        Overloaded{
            [](const MemberConfig& f) { return "configuration of member " + printable(f.name, 80); },
            [](const DynamicConfig&) { return std::string("settings in force"); },
            [](const MemberList& f) { return "list of " + std::to_string(f.rows.size()) + " members"; },
            [](const MemberStatus& f) { return "status of a member of Patroni " + printable(f.version, 20); },
            [](const StandbyList& f) {
                return std::to_string(f.rows.size()) + " rows of pg_stat_replication";
            },
            [](const ProxyChecks& f) {
                return "HAProxy's checks of " + std::to_string(f.servers.size()) + " servers";
            }},
        file);
}

} // namespace causeway
