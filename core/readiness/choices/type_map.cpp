// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/readiness/choices/type_map.h"

#include "core/base/json.h"
#include "core/base/resources.h"
#include "core/base/text.h"
#include "core/sql/postgresql/quote.h"

#include <array>
#include <optional>
#include <unordered_map>

namespace causeway {

namespace {

struct FamilyRow {
    std::string_view name;
    TypeFamily family;
    ValueKind kind;
};

constexpr std::array kFamilies{
    FamilyRow{"integer", TypeFamily::Integer, ValueKind::Integer},
    FamilyRow{"decimal", TypeFamily::Decimal, ValueKind::Decimal},
    FamilyRow{"float", TypeFamily::Float, ValueKind::Float},
    FamilyRow{"bit", TypeFamily::Bit, ValueKind::Bits},
    FamilyRow{"text", TypeFamily::Text, ValueKind::Text},
    FamilyRow{"bytes", TypeFamily::Bytes, ValueKind::Bytes},
    FamilyRow{"date", TypeFamily::Date, ValueKind::Date},
    FamilyRow{"datetime", TypeFamily::Datetime, ValueKind::Timestamp},
    FamilyRow{"timestamp", TypeFamily::Timestamp, ValueKind::TimestampTz},
    FamilyRow{"time", TypeFamily::Time, ValueKind::Time},
    FamilyRow{"year", TypeFamily::Year, ValueKind::Integer},
    FamilyRow{"enum", TypeFamily::Enum, ValueKind::Text},
    FamilyRow{"set", TypeFamily::Set, ValueKind::TextArray},
    FamilyRow{"json", TypeFamily::Json, ValueKind::Json},
    FamilyRow{"uuid", TypeFamily::Uuid, ValueKind::Uuid},
    FamilyRow{"inet", TypeFamily::Inet, ValueKind::Inet},
    FamilyRow{"spatial", TypeFamily::Spatial, ValueKind::Bytes},
};

const Json& resource() {
    static const Json json = resourceJson("readiness/type_map.json");
    return json;
}

/// A type of the resource, read once.
struct TypeEntry {
    TypeFamily family = TypeFamily::Unknown;
    ValueKind kind = ValueKind::Unknown;
    std::string target;
    std::optional<std::string> bare;   ///< without a length
    std::optional<std::string> scaled; ///< with a scale, with its obstacle
    std::string scaledObstacle;
    std::optional<std::string> check, obstacle;
    struct Unsigned {
        std::optional<std::string> target;
        std::string check, obstacle;
    };
    std::optional<Unsigned> whenUnsigned;
};

std::optional<std::string> optionalText(const Json& entry, const char* key) {
    return entry.contains(key) ? std::optional(entry.at(key).get<std::string>()) : std::nullopt;
}

TypeEntry readEntry(const Json& json) {
    TypeEntry entry;
    for (const auto& row : kFamilies)
        if (row.name == json.at("family").get<std::string>()) {
            entry.family = row.family;
            entry.kind = row.kind;
        }
    entry.target = json.at("target").get<std::string>();
    entry.bare = optionalText(json, "bare");
    entry.scaled = optionalText(json, "scaled");
    if (entry.scaled)
        entry.scaledObstacle = json.at("scaledObstacle").get<std::string>();
    entry.check = optionalText(json, "check");
    entry.obstacle = optionalText(json, "obstacle");
    if (json.contains("unsigned")) {
        const Json& rule = json.at("unsigned");
        entry.whenUnsigned = {optionalText(rule, "target"), rule.at("check").get<std::string>(),
                              rule.at("obstacle").get<std::string>()};
    }
    return entry;
}

const TypeEntry* entryFor(const std::string& name) {
    static const auto byName = [] {
        std::unordered_map<std::string, TypeEntry> entries;
        for (const auto& [type, json] : resource().at("types").items()) {
            const TypeEntry entry = readEntry(json);
            entries.emplace(type, entry);
            if (json.contains("aliases"))
                for (const auto& alias : json.at("aliases"))
                    entries.emplace(alias.get<std::string>(), entry);
        }
        return entries;
    }();
    const auto found = byName.find(name);
    return found == byName.end() ? nullptr : &found->second;
}

std::string fill(const std::string& pattern, const ColumnType& type) {
    if (pattern.find('{') == std::string::npos)
        return pattern;
    auto text = replaceAll(pattern, "{n}", std::to_string(type.length.value_or(0)));
    return replaceAll(std::move(text), "{s}", std::to_string(type.scale.value_or(0)));
}

std::string targetOf(const TypeEntry& entry, const ColumnType& type, MappedType& mapped) {
    if (entry.scaled && type.scale) {
        mapped.kind = ValueKind::Decimal;
        mapped.obstacles.push_back(entry.scaledObstacle);
        return fill(*entry.scaled, type);
    }
    // FLOAT(p) with p over 24 is stored in 8 bytes (MySQL manual, Floating-Point Types).
    if (mapped.family == TypeFamily::Float && type.length.value_or(0) > 24)
        return "double precision";
    return fill(entry.bare && !type.length ? *entry.bare : entry.target, type);
}

std::string labels(const ColumnType& type) {
    std::string list;
    for (const auto& member : type.members)
        (list += list.empty() ? "" : ", ") += pg::quoteLiteral(member);
    return list;
}

void addUnsigned(const TypeEntry::Unsigned& rule, MappedType& mapped) {
    if (rule.target)
        mapped.sql = *rule.target;
    mapped.checks.push_back(rule.check);
    mapped.obstacles.push_back(rule.obstacle);
}

/// What the pattern alone cannot say.
void adjust(const ColumnType& type, MappedType& mapped) {
    if (mapped.family == TypeFamily::Bit && type.length.value_or(1) == 1) {
        mapped.sql = "boolean";
        mapped.kind = ValueKind::Boolean;
    }
    if (mapped.family == TypeFamily::Enum && !type.members.empty())
        mapped.checks.push_back("{c} IN (" + labels(type) + ")");
    if (mapped.family == TypeFamily::Set && !type.members.empty())
        mapped.checks.push_back("{c} <@ ARRAY[" + labels(type) + "]::text[]");
    if (type.name == "tinyint" && type.length == 1u && !type.isUnsigned)
        mapped.obstacles.push_back("mysql.tinyint1");
    if (type.name == "binary" && type.length == 16u)
        mapped.obstacles.push_back("mysql.binary16");
    if (type.zerofill)
        mapped.obstacles.push_back("mysql.zerofill");
    // CHAR(0), VARCHAR(0) and MariaDB's long VARCHAR have no bounded counterpart in PostgreSQL.
    if (mapped.family == TypeFamily::Text && type.length && (*type.length == 0 || *type.length > 10485760))
        mapped.sql = "text";
}

} // namespace

MappedType mapType(const ColumnType& type) {
    MappedType mapped;
    const TypeEntry* entry = entryFor(type.name);
    if (!entry) {
        mapped.sql = "text";
        mapped.kind = ValueKind::Text;
        mapped.obstacles.emplace_back("mysql.unknown_type");
        return mapped;
    }
    mapped.family = entry->family;
    mapped.kind = entry->kind;
    mapped.sql = targetOf(*entry, type, mapped);
    if (entry->check && (type.length || mapped.family == TypeFamily::Year))
        mapped.checks.push_back(fill(*entry->check, type));
    if (entry->obstacle)
        mapped.obstacles.push_back(*entry->obstacle);
    if (type.isUnsigned && entry->whenUnsigned)
        addUnsigned(*entry->whenUnsigned, mapped);
    adjust(type, mapped);
    return mapped;
}

std::string typeMapDate() {
    return resource().at("date").get<std::string>();
}

std::string checkFor(const std::string& condition, const std::string& quotedColumn) {
    // Labels of ENUM and SET may hold the mark too, so literals are passed over.
    std::string out;
    out.reserve(condition.size() + quotedColumn.size());
    bool inLiteral = false;
    std::size_t copied = 0;
    for (std::size_t i = 0; i < condition.size(); ++i) {
        if (condition[i] == '\'')
            inLiteral = !inLiteral;
        if (!inLiteral && condition[i] == '{' && condition.compare(i, 3, "{c}") == 0) {
            out.append(condition, copied, i - copied) += quotedColumn;
            i += 2;
            copied = i + 1;
        }
    }
    return out.append(condition, copied);
}

} // namespace causeway
