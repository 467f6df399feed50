// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/readiness/choices/type_map.h"

#include "core/base/json.h"
#include "core/base/resources.h"
#include "core/base/text.h"
#include "core/sql/postgresql/quote.h"

#include <array>

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

std::map<std::string, const Json*, std::less<>> indexByName() {
    std::map<std::string, const Json*, std::less<>> byName;
    for (const auto& [name, entry] : resource().at("types").items()) {
        byName.emplace(name, &entry);
        if (entry.contains("aliases"))
            for (const auto& alias : entry.at("aliases"))
                byName.emplace(alias.get<std::string>(), &entry);
    }
    return byName;
}

const Json* entryFor(std::string_view name) {
    static const auto byName = indexByName();
    const auto found = byName.find(name);
    return found == byName.end() ? nullptr : found->second;
}

std::string fill(const std::string& pattern, const ColumnType& type) {
    auto text = replaceAll(pattern, "{n}", std::to_string(type.length.value_or(0)));
    return replaceAll(text, "{s}", std::to_string(type.scale.value_or(0)));
}

std::string targetOf(const Json& entry, const ColumnType& type, MappedType& mapped) {
    if (entry.contains("scaled") && type.scale) {
        mapped.kind = ValueKind::Decimal;
        mapped.obstacles.push_back(entry.at("scaledObstacle").get<std::string>());
        return fill(entry.at("scaled").get<std::string>(), type);
    }
    // FLOAT(p) with p over 24 is stored in 8 bytes (MySQL manual, Floating-Point Types).
    if (mapped.family == TypeFamily::Float && type.length.value_or(0) > 24)
        return "double precision";
    const bool bare = entry.contains("bare") && !type.length;
    return fill(entry.at(bare ? "bare" : "target").get<std::string>(), type);
}

std::string labels(const ColumnType& type) {
    std::vector<std::string> quoted;
    for (const auto& member : type.members)
        quoted.push_back(pg::quoteLiteral(member));
    return join(quoted, ", ");
}

void addUnsigned(const Json& entry, MappedType& mapped) {
    const Json& rule = entry.at("unsigned");
    if (rule.contains("target"))
        mapped.sql = rule.at("target").get<std::string>();
    mapped.checks.push_back(rule.at("check").get<std::string>());
    mapped.obstacles.push_back(rule.at("obstacle").get<std::string>());
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
    const Json* entry = entryFor(type.name);
    if (!entry) {
        mapped.sql = "text";
        mapped.kind = ValueKind::Text;
        mapped.obstacles.emplace_back("mysql.unknown_type");
        return mapped;
    }
    for (const auto& row : kFamilies)
        if (row.name == entry->at("family").get<std::string>()) {
            mapped.family = row.family;
            mapped.kind = row.kind;
        }
    mapped.sql = targetOf(*entry, type, mapped);
    if (entry->contains("check") && (type.length || mapped.family == TypeFamily::Year))
        mapped.checks.push_back(fill(entry->at("check").get<std::string>(), type));
    if (entry->contains("obstacle"))
        mapped.obstacles.push_back(entry->at("obstacle").get<std::string>());
    if (type.isUnsigned && entry->contains("unsigned"))
        addUnsigned(*entry, mapped);
    adjust(type, mapped);
    return mapped;
}

std::string typeMapDate() {
    return resource().at("date").get<std::string>();
}

std::string checkFor(const std::string& condition, const std::string& quotedColumn) {
    // Labels of ENUM and SET may hold the mark too, so literals are passed over.
    std::string out;
    bool inLiteral = false;
    for (std::size_t i = 0; i < condition.size(); ++i) {
        if (condition[i] == '\'')
            inLiteral = !inLiteral;
        if (!inLiteral && condition.compare(i, 3, "{c}") == 0) {
            out += quotedColumn;
            i += 2;
            continue;
        }
        out += condition[i];
    }
    return out;
}

} // namespace causeway
