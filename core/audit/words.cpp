// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/words.h"

#include "core/audit/families.h"
#include "core/base/effort_json.h"
#include "core/base/error.h"
#include "core/base/mysql_literal.h"
#include "core/base/resources.h"
#include "core/base/text.h"
#include "core/base/units.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace causeway {
namespace {

constexpr std::array kMonths{"January", "February", "March",     "April",   "May",      "June",
                             "July",    "August",   "September", "October", "November", "December"};
constexpr std::array kMonthsUk{"січня", "лютого", "березня", "квітня", "травня",    "червня",
                               "липня", "серпня", "вересня", "жовтня", "листопада", "грудня"};
/// Units as units.h writes them, each after its no-break space, longest first.
constexpr std::array<std::pair<std::string_view, std::string_view>, 11> kUnitsUk{{
    {"\u00a0min", "\u00a0хв"},
    {"\u00a0ms", "\u00a0мс"},
    {"\u00a0KB", "\u00a0КБ"},
    {"\u00a0MB", "\u00a0МБ"},
    {"\u00a0GB", "\u00a0ГБ"},
    {"\u00a0TB", "\u00a0ТБ"},
    {"\u00a0PB", "\u00a0ПБ"},
    {"\u00a0B", "\u00a0Б"},
    {"\u00a0s", "\u00a0с"},
    {"\u00a0h", "\u00a0год"},
    {"\u00a0d", "\u00a0дн"},
}};

std::string keyOf(std::string_view rule, std::string_view part, std::string_view variant) {
    std::string key(rule);
    key.append(" ").append(part);
    return variant.empty() ? key : key.append(".").append(variant);
}

RuleRemedy remedyFrom(const Json& json) {
    RuleRemedy remedy;
    if (json.contains("set"))
        for (const auto& [name, value] : json.at("set").items())
            remedy.settings.emplace_back(name, value.get<std::string>());
    remedy.fix = json.value("fix", "");
    remedy.fixLanguage = json.value("language", "sql");
    remedy.rollback = json.value("rollback", "");
    remedy.reference = json.value("reference", "");
    if (json.contains("effort"))
        remedy.effort = effortFromJson(json.at("effort"));
    return remedy;
}

/// Which of the forms one, few, many a Ukrainian count takes; fractions take the second.
std::size_t ukrainianForm(double n) {
    if (n != std::floor(n))
        return 1;
    const double tail = std::fmod(std::fabs(n), 100), digit = std::fmod(tail, 10);
    if (digit == 1 && tail != 11)
        return 0;
    return digit >= 2 && digit <= 4 && (tail < 12 || tail > 14) ? 1 : 2;
}

} // namespace

Words::Words(std::string_view language) : language_(language) {
    if (language != "en" && language != "uk")
        throw Error(ErrorCode::Usage, "no texts in language '" + std::string(language) + "'", {},
                    "use en or uk");
    for (const char* file : {"common", "report"})
        for (const auto& [key, value] :
             resourceJson(std::string("rules/") + file + "." + language_ + ".json").items())
            phrases_[key] = value.get<std::string>();
    for (const auto& family : ruleFamilies())
        loadFamily(family.file);
}

void Words::loadFamily(std::string_view file) {
    const std::string base = "rules/" + std::string(file);
    for (const auto& [rule, json] : resourceJson(base + ".json").items()) {
        remedies_[rule] = remedyFrom(json);
        if (json.contains("variants"))
            for (const auto& [variant, changed] : json.at("variants").items()) {
                Json merged = json;
                merged.erase("set");
                merged.erase("fix");
                merged.update(changed);
                remedies_[rule + "." + variant] = remedyFrom(merged);
            }
    }
    for (const auto& [rule, parts] : resourceJson(base + "." + language_ + ".json").items())
        for (const auto& [part, text] : parts.items())
            parts_[keyOf(rule, part, {})] = text.get<std::string>();
}

std::string Words::plural(const Hole& hole, const std::vector<std::string_view>& forms) const {
    const double n = hole.number.value_or(2);
    std::size_t form = language_ == "uk" ? ukrainianForm(n) : n == 1 ? 0 : 1;
    form = std::min(form, forms.size() - 2);
    return hole.text + "\u00a0" + std::string(forms[form + 1]);
}

std::string Words::fill(std::string_view text, const Holes& holes) const {
    std::string out;
    while (!text.empty()) {
        const auto open = text.find('{');
        out.append(text.substr(0, open));
        if (open == std::string_view::npos)
            break;
        text.remove_prefix(open);
        const auto close = text.find('}');
        if (close == std::string_view::npos)
            return out.append(text);
        const auto forms = split(text.substr(1, close - 1), '|');
        const auto hole = holes.find(forms.front());
        if (hole == holes.end())
            out.append(text.substr(0, close + 1));
        else
            out.append(forms.size() > 1 ? plural(hole->second, forms) : hole->second.text);
        text.remove_prefix(close + 1);
    }
    return out;
}

std::string Words::phrase(std::string_view key, const Holes& holes) const {
    const auto it = phrases_.find(key);
    if (it == phrases_.end())
        throw Error(ErrorCode::Internal, "no phrase '" + std::string(key) + "' in rules/common." + language_);
    return fill(it->second, holes);
}

std::string Words::part(std::string_view rule, std::string_view part, std::string_view variant) const {
    if (!variant.empty())
        if (const auto it = parts_.find(keyOf(rule, part, variant)); it != parts_.end())
            return it->second;
    const auto it = parts_.find(keyOf(rule, part, {}));
    return it == parts_.end() ? std::string() : it->second;
}

const RuleRemedy& Words::remedy(std::string_view rule, std::string_view variant) const {
    if (!variant.empty())
        if (const auto it = remedies_.find(std::string(rule) + "." + std::string(variant));
            it != remedies_.end())
            return it->second;
    const auto it = remedies_.find(rule);
    if (it == remedies_.end())
        throw Error(ErrorCode::Internal, "rule '" + std::string(rule) + "' has no entry in resources/rules");
    return it->second;
}

std::string Words::familyName(std::string_view family) const {
    return phrase("family." + toLower(family));
}

std::string Words::localised(std::string text) const {
    if (language_ != "uk")
        return text;
    text = replaceAll(std::move(text), ".", ",");
    for (const auto& [from, to] : kUnitsUk)
        text = replaceAll(std::move(text), from, to);
    return text;
}

std::string Words::bytes(double value) const {
    return localised(formatBytes(value));
}
std::string Words::seconds(double value) const {
    return localised(formatSeconds(value));
}
std::string Words::percent(double fraction) const {
    return localised(formatPercent(fraction));
}
std::string Words::number(double value, int decimals) const {
    return localised(formatNumber(value, decimals));
}

std::string Words::effort(const Effort& effort) const {
    auto text = formatEffort(effort.low, effort.high);
    return language_ == "uk" ? localised(replaceAll(std::move(text), " to ", "–")) : text;
}

std::string Words::date(Date day) const {
    if (language_ != "uk")
        return longDate(day);
    const std::chrono::year_month_day ymd{day};
    return fmt::format("{} {} {}", unsigned(ymd.day()), kMonthsUk[unsigned(ymd.month()) - 1],
                       int(ymd.year()));
}

std::string Words::month(Date day) const {
    const std::chrono::year_month_day ymd{day};
    const auto& names = language_ == "uk" ? kMonthsUk : kMonths;
    return fmt::format("{} {}", names[unsigned(ymd.month()) - 1], int(ymd.year()));
}

std::string Words::list(const std::vector<std::string>& names, std::size_t limit) const {
    if (names.size() <= limit)
        return join(names, ", ");
    const std::vector<std::string> head(names.begin(), names.begin() + std::ptrdiff_t(limit));
    return phrase("and_more", {{"names", join(head, ", ")}, {"n", count(double(names.size() - limit))}});
}

const Words& wordsIn(std::string_view language) {
    if (language == "uk") {
        static const Words ukrainian("uk");
        return ukrainian;
    }
    if (language != "en")
        throw Error(ErrorCode::Usage, "no texts in language '" + std::string(language) + "'", {},
                    "use en or uk");
    static const Words english("en");
    return english;
}

std::string quoted(std::string_view name, bool postgresql) {
    const std::string quote = postgresql ? "\"" : "`";
    return quote + replaceAll(std::string(name), quote, quote + quote) + quote;
}

std::string sqlLiteral(std::string_view text) {
    return mysqlLiteral(text);
}

} // namespace causeway
