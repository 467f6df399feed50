// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"
#include "core/base/text.h"
#include "core/topology/import/cluster_files.h"
#include "core/topology/import/yaml_read.h"

#include <algorithm>
#include <map>

namespace causeway {
namespace {

using Cells = std::map<std::string, std::string, std::less<>>;

/// "Sync Standby" and "sync_standby" are one role.
std::string roleOf(std::string_view text) {
    return replaceAll(toLower(trim(text)), "_", " ");
}

std::string words(const Json& object, const char* key) {
    const auto found = object.find(key);
    if (found == object.end() || found->is_null())
        return {};
    return found->is_string() ? found->get<std::string>() : found->dump();
}

/// Elements of patronictl's JSON and YAML, or the members of the REST answer: the same under other keys.
MemberRow rowOf(const Json& member, bool rest) {
    MemberRow row;
    row.name = words(member, rest ? "name" : "Member");
    row.cluster = words(member, "Cluster");
    row.host = withoutPort(words(member, rest ? "host" : "Host"));
    row.role = roleOf(words(member, rest ? "role" : "Role"));
    row.tags = member.value(rest ? "tags" : "Tags", Json());
    return row;
}

bool isList(const Json& elements, const char* key) {
    return elements.is_array() && !elements.empty() &&
           std::all_of(elements.begin(), elements.end(),
                       [&](const Json& e) { return e.is_object() && e.contains(key); });
}

std::optional<MemberList> fromTree(const Json& tree) {
    const bool rest = tree.is_object() && tree.contains("members") && isList(tree["members"], "role");
    if (!rest && !isList(tree, "Member"))
        return std::nullopt;
    MemberList list;
    for (const auto& member : rest ? tree["members"] : tree) {
        list.rows.push_back(rowOf(member, rest));
        if (rest)
            list.rows.back().cluster = words(tree, "scope");
        list.citus = list.citus || member.contains("Group");
    }
    return list;
}

MemberRow rowOf(const Cells& cells, const std::string& cluster) {
    const auto cell = [&](std::string_view key) {
        const auto found = cells.find(key);
        return found == cells.end() ? std::string() : found->second;
    };
    MemberRow row;
    row.cluster = cell("Cluster").empty() ? cluster : cell("Cluster");
    row.name = cell("Member");
    if (row.name.starts_with("+ ")) // the tree of --format topology
        row.name.erase(0, 2);
    row.host = withoutPort(cell("Host"));
    row.role = roleOf(cell("Role"));
    if (const auto tags = cell("Tags"); !tags.empty())
        row.tags = fromYaml(tags, "the tags of member " + row.name);
    return row;
}

std::vector<std::string> cellsOf(std::string_view line, char separator) {
    std::vector<std::string> out;
    for (const auto piece : split(line, separator))
        out.emplace_back(trim(piece));
    return out;
}

/// In a frame each line begins and ends with a bar, and a member whose tags need several lines goes on below
/// itself with an empty name.
std::optional<MemberList> fromLines(const std::string& text) {
    MemberList list;
    std::vector<std::string> header;
    std::vector<Cells> members;
    std::string cluster;
    bool framed = false;
    for (std::string_view line : split(text, '\n')) {
        line = trim(line);
        if (const auto title = line.find("Cluster: "); line.starts_with('+') && title != line.npos) {
            const auto name = line.substr(title + 9);
            cluster = std::string(name.substr(0, name.find(' ')));
            list.citus = list.citus || line.find("Citus") != line.npos;
        }
        if (header.empty()) {
            framed = line.starts_with('|');
            auto cells = cellsOf(framed ? line.substr(1) : line, framed ? '|' : '\t');
            const auto has = [&](const char* key) {
                return std::find(cells.begin(), cells.end(), key) != cells.end();
            };
            if (has("Member") && has("Role") && has("State"))
                header = std::move(cells);
            continue;
        }
        if (line.empty() || framed != line.starts_with('|'))
            continue;
        const auto cells = cellsOf(framed ? line.substr(1) : line, framed ? '|' : '\t');
        Cells row;
        for (std::size_t i = 0; i < std::min(header.size(), cells.size()); ++i)
            row[header[i]] = cells[i];
        if (!row["Member"].empty())
            members.push_back(std::move(row));
        else if (!members.empty() && !row["Tags"].empty())
            members.back()["Tags"] += "\n" + row["Tags"];
    }
    if (header.empty())
        return std::nullopt;
    for (const auto& row : members)
        list.rows.push_back(rowOf(row, cluster));
    list.citus = list.citus || std::find(header.begin(), header.end(), "Group") != header.end();
    return list;
}

} // namespace

std::optional<MemberList> memberList(const std::string& text, const Json& tree) {
    auto list = fromTree(tree);
    if (!list)
        list = fromLines(text);
    if (!list)
        return std::nullopt;
    if (list->rows.empty())
        throw Error(ErrorCode::Input, "the list of members is empty", "the cluster has not started");
    for (const auto& row : list->rows)
        if (row.name.empty())
            throw Error(ErrorCode::Input, "the list of members is damaged", "a member has no name");
    return list;
}

} // namespace causeway
