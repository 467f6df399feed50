// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sql/postgresql/quote.h"

#include "core/base/json.h"
#include "core/base/resources.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <set>

namespace causeway::pg {

namespace {

constexpr std::size_t kLongestNumber = 10; ///< digits of an int
thread_local bool quotesAlways = false;

/// The words of the resource by their length and first letter, of which few are alike in both: every name of
/// a script is asked for, many times.
class ReservedWords {
public:
    ReservedWords() {
        const Json json = resourceJson("postgresql/reserved.json");
        for (const char* list : {"reserved", "reserved_but_type_or_function", "not_as_function_or_type"})
            for (const auto& word : json.at(list)) {
                const auto text = word.get<std::string>();
                alike_[place(text)].push_back(text);
                longest_ = std::max(longest_, text.size());
            }
    }
    bool contains(std::string_view word) const {
        if (word.empty() || word.size() > longest_)
            return false;
        const auto& alike = alike_[place(word)];
        return std::find(alike.begin(), alike.end(), word) != alike.end();
    }

private:
    static constexpr std::size_t kPlaces = 1024;
    static std::size_t place(std::string_view word) {
        return (word.size() * 32 + (std::uint8_t(word.front()) & 31u)) % kPlaces;
    }
    std::array<std::vector<std::string>, kPlaces> alike_;
    std::size_t longest_ = 0;
};

std::uint32_t fnv1a(std::string_view text) {
    std::uint32_t hash = 2166136261u;
    for (const char c : text)
        hash = (hash ^ std::uint8_t(c)) * 16777619u;
    return hash;
}

std::string doubled(std::string_view text, char quote) {
    std::string out(1, quote);
    out.reserve(text.size() + 2);
    if (text.find(quote) == std::string_view::npos && text.find('\0') == std::string_view::npos)
        return out.append(text) += quote;
    for (const char c : text) {
        if (c == '\0')
            continue;
        if (c == quote)
            out += quote;
        out += c;
    }
    return out += quote;
}

} // namespace

bool isReservedWord(std::string_view lowerCaseWord) {
    static const ReservedWords words;
    return words.contains(lowerCaseWord);
}

bool needsQuotes(std::string_view name) {
    if (name.empty() || !((name[0] >= 'a' && name[0] <= 'z') || name[0] == '_'))
        return true;
    for (const char c : name)
        if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'))
            return true;
    return isReservedWord(name);
}

QuotingPolicy::QuotingPolicy(bool always) : outer_(quotesAlways) {
    quotesAlways = always;
}

QuotingPolicy::~QuotingPolicy() {
    quotesAlways = outer_;
}

std::string quoteIdentifier(std::string_view name) {
    return quotesAlways || needsQuotes(name) ? doubled(name, '"') : std::string(name);
}

std::string qualified(std::string_view schema, std::string_view name) {
    if (schema.empty())
        return quoteIdentifier(name);
    return (quoteIdentifier(schema) += '.') += quoteIdentifier(name);
}

std::string quoteList(const std::vector<std::string>& names) {
    std::string list;
    for (const auto& name : names)
        (list += list.empty() ? "" : ", ") += quoteIdentifier(name);
    return list;
}

std::string quoteLiteral(std::string_view text) {
    return doubled(text, '\'');
}

std::string byteaLiteral(std::string_view bytes) {
    std::string out = "'\\x";
    for (const char c : bytes)
        out += fmt::format("{:02x}", unsigned(std::uint8_t(c)));
    return out + "'::bytea";
}

std::string dollarQuote(std::string_view body) {
    const std::string text(body);
    if ((text + "$").find("$$") == std::string::npos)
        return "$$" + text + "$$";
    constexpr std::string_view kTag = "$body";
    std::set<std::string, std::less<>> used; // what stands between "$body" and the next "$"
    for (auto at = body.find(kTag); at != std::string_view::npos; at = body.find(kTag, at + 1)) {
        const auto rest = body.substr(at + kTag.size(), kLongestNumber + 1);
        used.emplace(rest.substr(0, rest.find('$')));
    }
    int n = 1;
    while (used.contains(std::to_string(n)))
        ++n;
    const std::string tag = fmt::format("{}{}$", kTag, n);
    return tag + text + tag;
}

std::string fitIdentifier(std::string_view name) {
    if (name.size() <= kMaxIdentifierBytes)
        return std::string(name);
    std::size_t cut = kMaxIdentifierBytes - 9;
    while (cut > 0 && (std::uint8_t(name[cut]) & 0xC0) == 0x80)
        --cut;
    return fmt::format("{}_{:08x}", name.substr(0, cut), fnv1a(name));
}

} // namespace causeway::pg
