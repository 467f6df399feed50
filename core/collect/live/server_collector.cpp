// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/collect/live/server_collector.h"

#include "core/base/text.h"

#include <array>

namespace causeway::live {
namespace {

bool isBlank(char c) {
    return c == ' ' || c == '\t';
}

/// One past the end of the value that begins at `at`, which may stand in quotes.
std::size_t valueEnd(const std::string& text, std::size_t at) {
    if (at < text.size() && (text[at] == '\'' || text[at] == '"')) {
        const auto close = text.find(text[at], at + 1);
        return close == std::string::npos ? text.size() : close + 1;
    }
    const auto end = text.find_first_of(" \t\n&;,", at);
    return end == std::string::npos ? text.size() : end;
}

} // namespace

void addRemark(Source& source, const std::string& sentence) {
    source.remark += (source.remark.empty() ? "" : " ") + sentence;
}

std::string withoutSecrets(const std::string& text) {
    constexpr std::array<std::string_view, 4> kKeys{"password", "passwd", "secret", "sshpass"};
    const std::string lower = toLower(text);
    std::string result;
    std::size_t copied = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        for (const auto key : kKeys) {
            if (lower.compare(at, key.size(), key) != 0)
                continue;
            auto after = at + key.size();
            while (after < text.size() && isBlank(text[after]))
                ++after;
            if (after >= text.size() || text[after] != '=')
                continue;
            do
                ++after;
            while (after < text.size() && isBlank(text[after]));
            result += text.substr(copied, after - copied) + "(not kept)";
            copied = valueEnd(text, after);
            at = copied > at ? copied - 1 : at;
            break;
        }
    }
    return result + text.substr(copied);
}

} // namespace causeway::live
