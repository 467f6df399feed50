// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"
#include "core/topology/import/cluster_files.h"

#include <algorithm>
#include <cmath>

namespace causeway {
namespace {

std::vector<std::string> wordsOf(std::string_view line) {
    std::vector<std::string> out;
    const auto plain = replaceAll(std::string(line.substr(0, line.find('#'))), "\t", " ");
    for (const auto word : split(plain, ' '))
        if (!trim(word).empty())
            out.emplace_back(trim(word));
    return out;
}

/// The options of a server or default-server line, from `first` on.
void readOptions(const std::vector<std::string>& words, std::size_t first, ProxyChecks& checks) {
    for (std::size_t i = first; i + 1 < words.size(); ++i) {
        long long count = 0;
        if (words[i] == "inter") {
            if (const auto ms = durationMs(words[i + 1], 1); ms && *ms >= 100 && *ms <= 3600000)
                checks.inter = *ms / 1000;
        } else if ((words[i] == "rise" || words[i] == "fall") && parseNumber(words[i + 1], count) &&
                   count >= 1 && count <= 100) {
            (words[i] == "rise" ? checks.rise : checks.fall) = int(count);
        }
    }
}

/// A section whose check asks whether the server is a standby routes reads, not the commits that are
/// simulated.
bool asksForStandby(const std::vector<std::string>& words) {
    return (words.front() == "option" || words.front() == "http-check") &&
           std::any_of(words.begin(), words.end(), [](const std::string& word) {
               return word.starts_with("/replica") || word.starts_with("/read-only") ||
                      word.starts_with("/async");
           });
}

struct Section {
    ProxyChecks checks;
    bool standbys = false;
};

} // namespace

std::optional<ProxyChecks> proxyChecks(const std::string& text) {
    ProxyChecks defaults;
    std::vector<Section> sections;
    bool inDefaults = false;
    for (const auto line : split(text, '\n')) {
        const auto words = wordsOf(line);
        if (words.empty())
            continue;
        const auto& word = words.front();
        if (word == "defaults" || word == "global" || word == "frontend" || word == "listen" ||
            word == "backend") {
            inDefaults = word == "defaults";
            sections.push_back({defaults, false});
        } else if (sections.empty()) {
            return std::nullopt;
        } else if (auto& section = sections.back(); word == "default-server") {
            readOptions(words, 1, inDefaults ? defaults : section.checks);
        } else if (word == "server" && words.size() >= 3 &&
                   std::find(words.begin(), words.end(), "check") != words.end()) {
            readOptions(words, 3, section.checks);
            section.checks.servers.push_back(words[1]);
        } else {
            section.standbys = section.standbys || asksForStandby(words);
        }
    }
    for (const auto& section : sections)
        if (!section.standbys && !section.checks.servers.empty())
            return section.checks;
    return std::nullopt;
}

} // namespace causeway
