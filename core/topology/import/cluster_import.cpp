// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/topology/import/cluster_import.h"

#include "core/base/error.h"
#include "core/base/text.h"
#include "core/topology/import/import_parts.h"

#include <algorithm>

namespace causeway {
namespace importing {

const Json* at(const Json& tree, std::initializer_list<const char*> path) {
    const Json* here = &tree;
    for (const char* key : path) {
        if (!here->is_object())
            return nullptr;
        const auto found = here->find(key);
        if (found == here->end())
            return nullptr;
        here = &*found;
    }
    return here;
}

std::string words(const Json* value) {
    if (!value || value->is_null() || value->is_structured())
        return {};
    return value->is_string() ? value->get<std::string>() : value->dump();
}

namespace {

template <class T> void takeOnce(std::optional<T>& into, T value, const std::string& name, const char* what) {
    if (into)
        throw Error(ErrorCode::Input, "cannot read " + name, std::string("another file is already ") + what);
    into = std::move(value);
}

void take(ClusterFile file, const std::string& name, Sources& sources) {
    if (auto* config = std::get_if<MemberConfig>(&file))
        sources.configs.push_back(std::move(*config));
    else if (auto* dynamic = std::get_if<DynamicConfig>(&file))
        takeOnce(sources.dynamic, std::move(*dynamic), name, "the cluster's settings");
    else if (auto* members = std::get_if<MemberList>(&file))
        takeOnce(sources.members, std::move(*members), name, "the list of members");
    else if (auto* standbys = std::get_if<StandbyList>(&file))
        takeOnce(sources.standbys, std::move(*standbys), name, "pg_stat_replication");
    else if (auto* proxy = std::get_if<ProxyChecks>(&file))
        takeOnce(sources.proxy, std::move(*proxy), name, "HAProxy's configuration");
    else if (auto* status = std::get_if<MemberStatus>(&file))
        sources.status = std::move(*status);
}

/// All files must speak of one cluster. Empty when none names it.
std::string clusterName(const Sources& sources) {
    std::string name;
    const auto agree = [&](const std::string& said) {
        if (!name.empty() && !said.empty() && said != name)
            throw Error(ErrorCode::Input, "the files speak of two clusters",
                        printable(name, 80) + " and " + printable(said, 80));
        name = said.empty() ? name : said;
    };
    for (const auto& config : sources.configs)
        agree(words(at(config.tree, {"scope"})));
    if (sources.members)
        for (const auto& row : sources.members->rows)
            agree(row.cluster);
    return name;
}

} // namespace
} // namespace importing

ClusterImport importCluster(std::vector<ImportedFile> files) {
    using namespace importing;
    Sources sources;
    for (auto& file : files) {
        auto read = readClusterFile(file.name, file.text);
        file.readAs = clusterFileTitle(read);
        file.text.clear();
        take(std::move(read), file.name, sources);
    }
    if (!sources.members && sources.configs.empty())
        throw Error(ErrorCode::Input, "no file names the cluster's members",
                    "patroni.yml of each member or the output of `patronictl list` does");
    ClusterImport out;
    out.files = std::move(files);
    auto& t = out.topology;
    t.name = clusterName(sources);
    t.description = "As the cluster itself says.";
    importSettings(sources, t, out.notes);
    importNodes(sources, t, out.notes);
    if (sources.standbys)
        importLags(*sources.standbys, t, out.notes);
    else
        out.notes.push_back(
            "Round trips between sites are assumed: pg_stat_replication of the primary, read under load, "
            "would tell.");
    if (sources.members && sources.members->citus)
        out.notes.push_back("Citus' groups are not simulated: all members are taken for one cluster.");
    place(t);
    return out;
}

} // namespace causeway
