// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/readiness/choices/choices.h"

#include "core/base/error.h"
#include "core/base/resources.h"
#include "core/base/text.h"

#include <algorithm>

namespace causeway {

namespace {

constexpr std::string_view kSchema = "causeway.type-map-choices/1";
constexpr std::size_t kMostColumns = 100000;
constexpr std::size_t kShownBytes = 80;

std::vector<ChoiceDefinition> load() {
    std::vector<ChoiceDefinition> all;
    const Json json = resourceJson("readiness/choices.json");
    for (const auto& entry : json.at("choices")) {
        ChoiceDefinition d;
        d.key = entry.at("key").get<std::string>();
        d.label = entry.at("label").get<std::string>();
        d.help = entry.at("help").get<std::string>();
        d.perColumn = entry.at("column").get<bool>();
        for (const auto& value : entry.at("values"))
            d.values.push_back({value.at("value").get<std::string>(), value.at("label").get<std::string>(),
                                value.at("effect").get<std::string>()});
        all.push_back(std::move(d));
    }
    return all;
}

bool has(const ChoiceDefinition& definition, std::string_view value) {
    return std::any_of(definition.values.begin(), definition.values.end(),
                       [&](const ChoiceValue& v) { return v.value == value; });
}

std::string valuesOf(const ChoiceDefinition& definition) {
    std::string out;
    for (const auto& value : definition.values)
        out += (out.empty() ? "" : ", ") + value.value;
    return out;
}

std::string keys() {
    std::string out;
    for (const auto& definition : choiceDefinitions())
        out += (out.empty() ? "" : ", ") + definition.key;
    return out;
}

void checkColumn(std::string_view column, std::string_view value) {
    if (column.find_first_of(";=\n\r") != std::string_view::npos)
        throw Error(ErrorCode::Usage, "a type map cannot name the column " + printable(column, kShownBytes),
                    "its name holds one of ; = and line breaks", "choose for all columns instead");
    const auto& all = choiceDefinitions();
    if (std::any_of(all.begin(), all.end(), [&](const auto& d) { return d.perColumn && has(d, value); }))
        return;
    std::string known;
    for (const auto& d : all)
        if (d.perColumn)
            known += (known.empty() ? "" : "; ") + d.key + ": " + valuesOf(d);
    throw Error(ErrorCode::Usage,
                "the type map's value " + printable(value, kShownBytes) + " of " +
                    printable(column, kShownBytes) + " is not known",
                "a column takes one of " + known);
}

std::pair<std::string_view, std::string_view> assignment(std::string_view text) {
    const auto equals = text.find('=');
    if (equals == std::string_view::npos)
        throw Error(ErrorCode::Usage, "the type map's part " + printable(text, kShownBytes) + " has no value",
                    "each part is KEY=VALUE", "write tinyint1=boolean, say");
    return {trim(text.substr(0, equals)), trim(text.substr(equals + 1))};
}

} // namespace

const std::vector<ChoiceDefinition>& choiceDefinitions() {
    static const auto all = load();
    return all;
}

const ChoiceDefinition* choiceDefinition(std::string_view key) {
    const auto& all = choiceDefinitions();
    const auto found = std::find_if(all.begin(), all.end(), [&](const auto& d) { return d.key == key; });
    return found == all.end() ? nullptr : &*found;
}

std::string columnKey(std::string_view schema, std::string_view table, std::string_view column) {
    std::string key(schema);
    if (!key.empty())
        key += '.';
    return toLower(key + std::string(table) + "." + std::string(column));
}

void ConversionChoices::set(std::string_view key, std::string_view value) {
    if (key.find('.') != std::string_view::npos) {
        const std::string column = toLower(key);
        if (value.empty()) {
            columns_.erase(column);
            return;
        }
        checkColumn(column, value);
        if (columns_.size() >= kMostColumns && !columns_.contains(column))
            throw Error(ErrorCode::Usage, "the type map names too many columns");
        columns_[column] = std::string(value);
        return;
    }
    const ChoiceDefinition* definition = choiceDefinition(key);
    if (!definition)
        throw Error(ErrorCode::Usage,
                    "the type map's choice " + printable(key, kShownBytes) + " is not known",
                    "choices are " + keys() + ", and columns as schema.table.column");
    if (!has(*definition, value))
        throw Error(ErrorCode::Usage,
                    "the type map's value " + printable(value, kShownBytes) + " of " + definition->key +
                        " is not known",
                    "it takes one of " + valuesOf(*definition));
    if (value == definition->values.front().value)
        choices_.erase(definition->key);
    else
        choices_[definition->key] = std::string(value);
}

const std::string& ConversionChoices::of(std::string_view choice) const {
    const auto found = choices_.find(choice);
    if (found != choices_.end())
        return found->second;
    const ChoiceDefinition* definition = choiceDefinition(choice);
    if (!definition)
        throw Error(ErrorCode::Internal, "no choice " + std::string(choice));
    return definition->values.front().value;
}

const std::string& ConversionChoices::of(std::string_view choice, std::string_view column) const {
    const auto own = columns_.find(column);
    if (own != columns_.end() && has(*choiceDefinition(choice), own->second))
        return own->second;
    return of(choice);
}

std::string ConversionChoices::text() const {
    std::string out;
    const auto add = [&](const auto& entries) {
        for (const auto& [key, value] : entries)
            out += (out.empty() ? "" : "; ") + key + "=" + value;
    };
    add(choices_);
    add(columns_);
    return out;
}

ConversionChoices ConversionChoices::parse(std::string_view text) {
    ConversionChoices choices;
    for (const auto line : split(text, '\n'))
        for (const auto part : split(line.substr(0, line.find('#')), ';'))
            if (const auto piece = trim(part); !piece.empty()) {
                const auto [key, value] = assignment(piece);
                choices.set(key, value);
            }
    return choices;
}

Json ConversionChoices::toJson() const {
    Json json{{"schema", kSchema}, {"choices", Json::object()}, {"columns", Json::object()}};
    for (const auto& definition : choiceDefinitions())
        json["choices"][definition.key] = of(definition.key);
    for (const auto& [column, value] : columns_)
        json["columns"][column] = value;
    return json;
}

ConversionChoices ConversionChoices::fromJson(const Json& json) {
    if (!json.is_object() || json.value("schema", "") != kSchema)
        throw Error(ErrorCode::Input, "this is no type map", "its \"schema\" is not " + std::string(kSchema),
                    "write one with: causeway convert type-map");
    ConversionChoices choices;
    for (const char* part : {"choices", "columns"}) {
        if (!json.contains(part))
            continue;
        if (!json.at(part).is_object())
            throw Error(ErrorCode::Input, "the type map cannot be read",
                        std::string("\"") + part + "\" is not an object");
        for (const auto& [key, value] : json.at(part).items()) {
            if (!value.is_string())
                throw Error(ErrorCode::Input, "the type map cannot be read",
                            "the value of " + printable(key, kShownBytes) + " is not a string");
            const bool isColumn = key.find('.') != std::string::npos;
            if (isColumn != (std::string_view(part) == "columns"))
                throw Error(ErrorCode::Usage,
                            "the type map's " + printable(key, kShownBytes) + " stands in the wrong part",
                            "columns are schema.table.column, under \"columns\"");
            choices.set(key, value.get<std::string>());
        }
    }
    return choices;
}

} // namespace causeway
