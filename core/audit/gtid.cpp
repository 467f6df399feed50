// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/gtid.h"

#include "core/base/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

namespace causeway {
namespace {

using Intervals = std::vector<std::pair<long long, long long>>;

/// "uuid:1-5:7, uuid2:1" as intervals of each uuid; tags of MySQL 8.3 ("uuid:tag:1-5") keep their own key.
std::map<std::string, Intervals> parseSet(std::string_view text) {
    std::map<std::string, Intervals> sets;
    for (const auto entry : split(text, ',')) {
        const auto parts = split(trim(entry), ':');
        std::string key = toLower(trim(parts.front()));
        const auto uuid = key;
        for (std::size_t i = 1; i < parts.size(); ++i) {
            const auto part = trim(parts[i]);
            const auto dash = part.find('-');
            long long first = 0, last = 0;
            if (!parseNumber(part.substr(0, dash), first)) {
                key = uuid + ":" + toLower(part);
                continue;
            }
            if (dash == std::string_view::npos || !parseNumber(part.substr(dash + 1), last))
                last = first;
            sets[key].emplace_back(first, last);
        }
    }
    for (auto& [key, list] : sets)
        std::sort(list.begin(), list.end());
    return sets;
}

/// What of `all` no interval of `known` (sorted) covers.
Intervals without(const Intervals& all, const Intervals& known) {
    Intervals rest;
    for (auto [first, last] : all) {
        for (const auto& [from, to] : known) {
            if (to < first || from > last)
                continue;
            if (from > first)
                rest.emplace_back(first, from - 1);
            first = to + 1;
            if (first > last)
                break;
        }
        if (first <= last)
            rest.emplace_back(first, last);
    }
    return rest;
}

} // namespace

std::vector<std::string> strayTransactions(std::string_view replica, std::string_view primary,
                                           std::string_view primaryUuid) {
    const auto known = parseSet(primary);
    std::vector<std::string> stray;
    for (const auto& [key, intervals] : parseSet(replica)) {
        if (key == toLower(primaryUuid) || key.starts_with(toLower(primaryUuid) + ":"))
            continue;
        const auto it = known.find(key);
        for (const auto& [first, last] : without(intervals, it == known.end() ? Intervals{} : it->second))
            stray.push_back(first == last ? fmt::format("{}:{}", key, first)
                                          : fmt::format("{}:{}-{}", key, first, last));
    }
    return stray;
}

std::vector<std::string> strayMariadbTransactions(std::string_view replica, std::string_view primary,
                                                  std::string_view replicaServerId) {
    const auto read = [](std::string_view text) {
        std::map<std::string, long long> last; // "domain-server" -> number
        for (const auto entry : split(text, ',')) {
            const auto parts = split(trim(entry), '-');
            long long n = 0;
            if (parts.size() == 3 && parseNumber(parts[2], n))
                last[std::string(parts[0]) + "-" + std::string(parts[1])] = n;
        }
        return last;
    };
    const auto known = read(primary);
    std::vector<std::string> stray;
    for (const auto& [key, n] : read(replica)) {
        if (!key.ends_with("-" + std::string(replicaServerId)))
            continue;
        const auto it = known.find(key);
        if (it == known.end() || it->second < n)
            stray.push_back(fmt::format("{}-{}", key, n));
    }
    return stray;
}

} // namespace causeway
