// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace causeway {

struct ChoiceValue {
    std::string value, label, effect;
    bool operator==(const ChoiceValue&) const = default;
};

/// One thing that a type map decides, as resources/readiness/choices.json describes it.
struct ChoiceDefinition {
    std::string key, label, help;
    std::vector<ChoiceValue> values; ///< the first is the default
    bool perColumn = false;
};

/// All choices, in the order in which an editor shows them.
const std::vector<ChoiceDefinition>& choiceDefinitions();
/// Null for an unknown key.
const ChoiceDefinition* choiceDefinition(std::string_view key);

/// The name of a column as a type map has it: "schema.table.column" in lower case.
std::string columnKey(std::string_view schema, std::string_view table, std::string_view column);

/// What an engineer chose of a conversion, where it is not the default: for all columns, or for one.
class ConversionChoices {
public:
    /// `key` is a choice, or a column as "schema.table.column"; a column takes a value of any choice that can
    /// be made by column. The default value forgets the choice, an empty value forgets the column. Throws
    /// Error(Usage) for what is not known, naming what is.
    void set(std::string_view key, std::string_view value);
    /// The value of a choice for all columns. Must be a known key.
    const std::string& of(std::string_view choice) const;
    /// The same for one column, by columnKey().
    const std::string& of(std::string_view choice, std::string_view column) const;
    bool is(std::string_view choice, std::string_view value) const { return of(choice) == value; }
    bool empty() const { return choices_.empty() && columns_.empty(); }
    const std::map<std::string, std::string, std::less<>>& columns() const { return columns_; }

    /// "tinyint1=boolean; shop.orders.paid=smallint"; empty when all is as by default.
    std::string text() const;
    /// Reads text(); also one choice a line, with # for remarks. Throws Error(Usage) as set() does.
    static ConversionChoices parse(std::string_view text);
    /// {"schema": "causeway.type-map-choices/1", "choices": {...}, "columns": {...}}
    Json toJson() const;
    /// Throws Error(Input) when it is not of that form, Error(Usage) as set() does.
    static ConversionChoices fromJson(const Json& json);
    bool operator==(const ConversionChoices&) const = default;

private:
    std::map<std::string, std::string, std::less<>> choices_, columns_;
};

} // namespace causeway
