// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/effort.h"
#include "core/base/time.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace causeway {

/// A value for a named hole of a text; the number decides the plural form of "{n|table|tables}".
struct Hole {
    Hole(std::string value) : text(std::move(value)) {}
    Hole(const char* value) : text(value) {}
    Hole(std::string value, double count) : text(std::move(value)), number(count) {}
    std::string text;
    std::optional<double> number;
};
using Holes = std::map<std::string, Hole, std::less<>>;

/// What does not depend on the language: settings to change, SQL, reference, effort.
struct RuleRemedy {
    std::vector<std::pair<std::string, std::string>> settings; ///< name and value templates, in file order
    std::string fix, fixLanguage, rollback, reference;
    Effort effort;
};

/// All texts of the rules in one language, and numbers as that language writes them.
class Words {
public:
    /// language: "en" or "uk"; throws Error(Usage) for another.
    explicit Words(std::string_view language);

    const std::string& language() const { return language_; }
    /// `{name}` is replaced by the hole's text, `{name|one|few|many}` (English: `{name|one|many}`) by its
    /// text and the form its number asks for. Values are never expanded again; an unknown hole stays as
    /// written.
    std::string fill(std::string_view text, const Holes& holes) const;
    /// A shared phrase or label of rules/common; throws Error(Internal) when the key is missing.
    std::string phrase(std::string_view key, const Holes& holes = {}) const;
    /// A part ("title", "why"...) of a rule's words, of the variant where it has one; empty when absent.
    std::string part(std::string_view rule, std::string_view part, std::string_view variant = {}) const;
    bool hasRule(std::string_view rule) const { return remedies_.find(rule) != remedies_.end(); }
    const RuleRemedy& remedy(std::string_view rule, std::string_view variant = {}) const;
    std::string familyName(std::string_view family) const;

    std::string bytes(double value) const;
    std::string seconds(double value) const;
    std::string percent(double fraction) const;
    std::string number(double value, int decimals = 0) const;
    /// "0.5 to 1 d", "0,5–1 дн".
    std::string effort(const Effort& effort) const;
    /// A count whose number can choose a plural.
    Hole count(double value) const { return {number(value), value}; }
    /// "30 Apr 2026", "30 квітня 2026".
    std::string date(Date day) const;
    /// "February 2021", "лютого 2021" (genitive, to follow "since", "until", "by").
    std::string month(Date day) const;
    /// "a, b, c and 4 more": at most `limit` names.
    std::string list(const std::vector<std::string>& names, std::size_t limit = 5) const;

private:
    void loadFamily(std::string_view file);
    std::string localised(std::string text) const;
    std::string plural(const Hole& hole, const std::vector<std::string_view>& forms) const;

    std::string language_;
    std::map<std::string, std::string, std::less<>> phrases_;
    std::map<std::string, std::string, std::less<>> parts_;   ///< "rule part" or "rule part.variant"
    std::map<std::string, RuleRemedy, std::less<>> remedies_; ///< "rule" or "rule.variant"
};

/// The texts of a language, read once for the life of the program.
const Words& wordsIn(std::string_view language);
/// `name` quoted for the SQL of the engine: `name` or "name", with quotes inside doubled.
std::string quoted(std::string_view name, bool postgresql);
/// A 'literal' with quotes and backslashes made safe for the SQL of MySQL.
std::string sqlLiteral(std::string_view text);

} // namespace causeway
