// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/criteria/criteria.h"

#include "core/base/error.h"
#include "core/base/resources.h"
#include "core/base/text.h"
#include "core/base/units.h"
#include "core/criteria/growth_plan.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace causeway {
namespace {

constexpr std::array<std::pair<std::string_view, FactKind>, 10> kKinds{{
    {"text", FactKind::Text},
    {"bytes", FactKind::Bytes},
    {"seconds", FactKind::Seconds},
    {"growth", FactKind::GrowthPerQuarter},
    {"per_second", FactKind::PerSecond},
    {"count", FactKind::Count},
    {"money", FactKind::Money},
    {"date", FactKind::Date},
    {"choice", FactKind::Choice},
    {"date_ranges", FactKind::DateRanges},
}};

constexpr std::size_t kLongestFact = 2000; ///< characters; an interview answer, not a document

FactKind kindNamed(std::string_view name) {
    for (const auto& [text, kind] : kKinds)
        if (text == name)
            return kind;
    throw Error(ErrorCode::Internal, "criteria/facts.json names an unknown kind", std::string(name));
}

std::vector<FactDefinition> loadDefinitions() {
    std::vector<FactDefinition> result;
    const auto& document = resourceJson("criteria/facts.json");
    for (const auto& item : document.at("facts")) {
        FactDefinition d;
        d.key = item.at("key");
        d.group = item.at("group");
        d.label = item.at("label");
        d.help = item.at("help");
        d.kind = kindNamed(item.at("kind").get<std::string>());
        d.example = item.at("example");
        if (item.contains("choices"))
            d.choices = item.at("choices").get<std::vector<std::string>>();
        result.push_back(std::move(d));
    }
    return result;
}

std::optional<double> parseAmount(std::string_view text) {
    double value = 0;
    std::string digits = replaceAll(std::string(trim(text)), " ", "");
    if (!parseNumber(digits, value) || !std::isfinite(value) || value < 0)
        return std::nullopt;
    return value;
}

std::optional<double> parseNumberOf(FactKind kind, std::string_view text) {
    switch (kind) {
    case FactKind::Bytes:
        return parseBytes(text);
    case FactKind::Seconds:
        return parseSeconds(text);
    case FactKind::GrowthPerQuarter:
        return parseGrowthPerQuarter(text);
    case FactKind::PerSecond:
        return parsePerSecond(text);
    case FactKind::Count:
    case FactKind::Money:
        return parseAmount(text);
    default:
        return std::nullopt;
    }
}

std::optional<std::vector<std::pair<Date, Date>>> parseRanges(std::string_view text) {
    std::vector<std::pair<Date, Date>> ranges;
    for (const auto piece : split(text, ',')) {
        const auto range = trim(piece);
        const auto dots = range.find("..");
        if (dots == std::string_view::npos)
            return std::nullopt;
        const auto from = parseDate(trim(range.substr(0, dots))),
                   to = parseDate(trim(range.substr(dots + 2)));
        if (!from || !to || *to < *from)
            return std::nullopt;
        ranges.emplace_back(*from, *to);
    }
    return ranges;
}

bool valid(const FactDefinition& d, std::string_view text) {
    switch (d.kind) {
    case FactKind::Text:
        if (d.key == "growth_events")
            return parseGrowthEvents(text).has_value();
        if (d.key == "archive_policies")
            return parseArchivePolicies(text).has_value();
        return !text.empty() && text.size() <= kLongestFact;
    case FactKind::Choice:
        return std::find(d.choices.begin(), d.choices.end(), text) != d.choices.end();
    case FactKind::Date:
        return parseDate(text).has_value();
    case FactKind::DateRanges:
        return parseRanges(text).has_value();
    default:
        return parseNumberOf(d.kind, text).has_value();
    }
}

} // namespace

const std::vector<FactDefinition>& factDefinitions() {
    static const auto definitions = loadDefinitions();
    return definitions;
}

const FactDefinition* factDefinition(std::string_view key) {
    const auto& all = factDefinitions();
    const auto it = std::find_if(all.begin(), all.end(), [&](const auto& d) { return d.key == key; });
    return it == all.end() ? nullptr : &*it;
}

void Criteria::set(std::string_view key, std::string_view text, std::string_view source,
                   std::optional<Instant> at) {
    const auto* d = factDefinition(key);
    if (!d)
        throw Error(ErrorCode::Usage, "there is no fact called " + printable(key, 60), {},
                    "'causeway facts' without values lists them all");
    const std::string value = printable(trim(text), kLongestFact);
    if (!valid(*d, value))
        throw Error(ErrorCode::Usage,
                    fmt::format("cannot read {} as {}", printable(value, 60), toLower(d->label)), {},
                    fmt::format("write it as in {}={}", d->key, d->example));
    facts_[d->key] = Fact{value, std::string(source), at};
}

void Criteria::clear(std::string_view key) {
    const auto it = facts_.find(key);
    if (it != facts_.end())
        facts_.erase(it);
}

void Criteria::assign(std::string_view assignment, std::string_view source, std::optional<Instant> at) {
    const auto equals = assignment.find('=');
    if (equals == std::string_view::npos)
        throw Error(ErrorCode::Usage, "cannot read " + printable(assignment, 60), "there is no = in it",
                    "write KEY=VALUE, or KEY= to forget a fact");
    const auto key = trim(assignment.substr(0, equals)), value = trim(assignment.substr(equals + 1));
    if (value.empty() && factDefinition(key))
        clear(key);
    else
        set(key, value, source, at);
}

void Criteria::assignLines(std::string_view text, std::string_view source, std::optional<Instant> at) {
    Criteria changed = *this;
    for (int number = 0; const auto raw : split(text, '\n')) {
        ++number;
        const auto line = trim(raw);
        if (line.empty() || line.front() == '#')
            continue;
        try {
            changed.assign(line, source, at);
        } catch (const Error& e) {
            throw Error(ErrorCode::Input, fmt::format("line {}", number), e.what(), e.next());
        }
    }
    *this = std::move(changed);
}

const Fact* Criteria::fact(std::string_view key) const {
    const auto it = facts_.find(key);
    return it == facts_.end() ? nullptr : &it->second;
}

std::optional<std::string> Criteria::text(std::string_view key) const {
    const auto* f = fact(key);
    return f ? std::optional(f->text) : std::nullopt;
}

std::optional<double> Criteria::number(std::string_view key) const {
    const auto* f = fact(key);
    const auto* d = factDefinition(key);
    return f && d ? parseNumberOf(d->kind, f->text) : std::nullopt;
}

std::optional<Date> Criteria::date(std::string_view key) const {
    const auto* f = fact(key);
    return f ? parseDate(f->text) : std::nullopt;
}

std::vector<std::pair<Date, Date>> Criteria::dateRanges(std::string_view key) const {
    const auto* f = fact(key);
    return f ? parseRanges(f->text).value_or(std::vector<std::pair<Date, Date>>{})
             : std::vector<std::pair<Date, Date>>{};
}

Json Criteria::toJson() const {
    Json facts = Json::object();
    for (const auto& [key, f] : facts_) {
        Json item{{"value", f.text}, {"source", f.source}};
        if (f.at)
            item["at"] = toIso(*f.at);
        facts[key] = std::move(item);
    }
    return Json{{"schema", "causeway.criteria/1"}, {"facts", std::move(facts)}};
}

Criteria Criteria::fromJson(const Json& json) {
    Criteria result;
    try {
        for (const auto& [key, item] : json.at("facts").items()) {
            std::optional<Instant> at;
            if (item.contains("at"))
                at = parseInstant(item.at("at").get<std::string>());
            result.set(key, item.at("value").get<std::string>(), item.at("source").get<std::string>(), at);
        }
    } catch (const Json::exception& e) {
        throw Error(ErrorCode::Input, "these criteria cannot be read", e.what());
    }
    return result;
}

} // namespace causeway
