// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/readiness/naming.h"

#include "core/base/text.h"
#include "core/sql/postgresql/quote.h"

#include <fmt/format.h>

namespace causeway {
namespace {

bool isLower(char c) {
    return c >= 'a' && c <= 'z';
}
bool isUpper(char c) {
    return c >= 'A' && c <= 'Z';
}
bool isDigit(char c) {
    return c >= '0' && c <= '9';
}
/// Bytes beyond ASCII count as letters without case.
bool isWord(char c) {
    return isLower(c) || isUpper(c) || isDigit(c) || c == '$' || c == '_' || (c & 0x80);
}

/// Whether a word begins at the capital `at`: after a letter in lower case or a digit, or as the last of
/// several capitals that a word follows ("HTMLText" is html_text). The plural of an abbreviation is one word:
/// "SKUs".
bool wordBegins(std::string_view name, std::size_t at) {
    if (!isUpper(name[at - 1]))
        return name[at - 1] != '_' && isWord(name[at - 1]);
    const auto next = name.substr(at + 1, 2);
    if (next.empty() || !isLower(next[0]))
        return false;
    return next[0] != 's' || (next.size() > 1 && isLower(next[1]));
}

std::string snakeCase(std::string_view name) {
    std::string out;
    for (std::size_t i = 0; i < name.size(); ++i) {
        const char c = name[i];
        if (!isWord(c)) { // a blank or a hyphen parts two words; at the ends it parts nothing
            if (!out.empty() && out.back() != '_' && i + 1 < name.size())
                out += '_';
            continue;
        }
        if (i > 0 && isUpper(c) && wordBegins(name, i))
            out += '_';
        if (c != '_' || out.empty() || out.back() != '_' || name[i - 1] == '_')
            out += isUpper(c) ? char(c - 'A' + 'a') : c;
    }
    return out.empty() ? std::string(name) : out;
}

} // namespace

std::string spellName(NameStyle style, std::string_view name) {
    switch (style) {
    case NameStyle::AsIs:
        break;
    case NameStyle::Lower:
        return toLower(name);
    case NameStyle::Snake:
        return snakeCase(name);
    }
    return std::string(name);
}

std::string NameSpace::take(std::string_view text) {
    const std::string wanted = spellName(style_, text);
    std::string name = pg::fitIdentifier(wanted);
    for (int n = 2; !names_.insert(name).second; ++n)
        name = pg::fitIdentifier(fmt::format("{}_{}", wanted, n));
    return name;
}

NameSpace& Naming::of(const std::string& key) {
    NameSpace& space = spaces_[key];
    space.setStyle(style_);
    return space;
}

std::string Naming::spelled(std::string_view name) const {
    return pg::fitIdentifier(spellName(style_, name));
}

std::string Naming::schema(const std::string& source) const {
    const auto known = schemas_.find(source);
    return known == schemas_.end() ? spelled(source) : known->second;
}

void Naming::takeSchema(const std::string& source) {
    if (source.empty() || schemas_.contains(source))
        return;
    const std::string target = of("schemas").take(source);
    schemas_.emplace(source, target);
    changed("schema", {}, source, target);
}

void Naming::changed(std::string_view kind, std::string_view within, std::string_view from,
                     std::string_view to) {
    if (from != to)
        changes_.push_back({std::string(kind), std::string(within), std::string(from), std::string(to)});
}

} // namespace causeway
