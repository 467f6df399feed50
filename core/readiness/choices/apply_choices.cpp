// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"
#include "core/readiness/general/general_obstacles.h"
#include "core/readiness/target_model.h"
#include "core/sql/postgresql/quote.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace causeway {

namespace {

/// Collations of our own; und-u-ks-level1 ignores accents and case, level2 case only (Unicode TR 35, ks).
constexpr std::string_view kBlind = "public.ignore_case_and_accents";
constexpr std::string_view kCaseBlind = "public.ignore_case";

void replace(std::vector<std::string>& ids, std::string_view from, std::string_view to) {
    std::erase(ids, from);
    if (!to.empty())
        ids.emplace_back(to);
}

/// Columns on either side of a foreign key, whose types must stay alike, and the keys that are named.
std::set<const Column*> tiedColumns(TargetModel& model) {
    std::set<const Column*> tied;
    for (TargetTable& table : model.tables)
        for (const ForeignKey& key : table.source->foreignKeys) {
            for (const auto& name : key.columns)
                if (const TargetColumn* column = table.column(name))
                    tied.insert(column->source);
            const TargetTable* other =
                model.table(key.refSchema.empty() ? table.source->schema : key.refSchema, key.refTable);
            if (!other)
                continue;
            for (const auto& name : key.refColumns)
                if (const TargetColumn* column = other->column(name))
                    tied.insert(column->source);
            auto& target = model.tables[std::size_t(other - model.tables.data())];
            for (const Index& index : other->source->indexes) {
                const bool named =
                    index.unique() && index.parts.size() == key.refColumns.size() &&
                    std::all_of(index.parts.begin(), index.parts.end(), [&](const IndexPart& p) {
                        return std::any_of(key.refColumns.begin(), key.refColumns.end(),
                                           [&](const auto& c) { return equalsIgnoreCase(c, p.column); });
                    });
                if (named)
                    target.referenced.insert(&index);
            }
        }
    return tied;
}

bool inKey(const Table& table, const Column& column) {
    return std::any_of(table.indexes.begin(), table.indexes.end(), [&](const Index& index) {
        return index.unique() && std::any_of(index.parts.begin(), index.parts.end(), [&](const IndexPart& p) {
                   return equalsIgnoreCase(p.column, column.name);
               });
    });
}

/// Decides for one column after another.
class Shaper {
public:
    Shaper(TargetModel& model, TargetTable& table, const std::set<const Column*>& tied)
        : model_(model), table_(table), tied_(tied), choices_(model.options.choices) {}

    void shape(TargetColumn& column) {
        const Column& source = *column.source;
        const bool tied = tied_.contains(&source);
        // Both sides of a foreign key stay alike: what is chosen for one column does not count there.
        key_ = tied ? std::string() : columnKey(table_.source->schema, table_.source->name, source.name);
        if (source.type.isUnsigned)
            shapeUnsigned(column, tied);
        switch (column.type.family) {
        case TypeFamily::Integer:
            if (choice("tinyint1") == "boolean" && isTinyint1(column) && !tied && !source.autoIncrement &&
                !inKey(*table_.source, source))
                asBoolean(column);
            break;
        case TypeFamily::Enum:
            if (!source.type.members.empty() && !tied)
                shapeEnum(column);
            break;
        case TypeFamily::Set:
            if (choice("set") == "list")
                asList(column);
            break;
        case TypeFamily::Datetime:
            if (choice("datetime") == "timestamptz")
                asMoment(column, "timestamp(", "timestamptz(", TypeFamily::Timestamp, ValueKind::TimestampTz);
            break;
        case TypeFamily::Timestamp:
            if (choice("timestamp") == "timestamp")
                asMoment(column, "timestamptz(", "timestamp(", TypeFamily::Datetime, ValueKind::Timestamp);
            break;
        case TypeFamily::Text:
            if (ignoresCase(column))
                shapeText(column);
            break;
        default:
            break;
        }
    }

private:
    const std::string& choice(std::string_view name) const { return choices_.of(name, key_); }

    static bool isTinyint1(const TargetColumn& column) {
        const auto& ids = column.type.obstacles;
        return std::find(ids.begin(), ids.end(), "mysql.tinyint1") != ids.end();
    }

    void shapeUnsigned(TargetColumn& column, bool tied) {
        MappedType& type = column.type;
        const bool big = type.family == TypeFamily::Integer && toLower(column.source->type.name) == "bigint";
        if (big && choice("bigint_unsigned") == "numeric" && !tied && !column.source->autoIncrement) {
            type.sql = "numeric(20,0)";
            type.family = TypeFamily::Decimal;
            type.kind = ValueKind::Decimal;
            type.checks = {"{c} BETWEEN 0 AND 18446744073709551615"};
            replace(type.obstacles, "mysql.unsigned_bigint", "choice.bigint_numeric");
        }
        const bool number = type.family == TypeFamily::Integer || type.family == TypeFamily::Decimal ||
                            type.family == TypeFamily::Float;
        if (number && choice("unsigned") == "plain") {
            type.checks.clear();
            type.obstacles.emplace_back("choice.unsigned_plain");
        }
    }

    static void asBoolean(TargetColumn& column) {
        column.type.sql = "boolean";
        column.type.family = TypeFamily::Bit;
        column.type.kind = ValueKind::Boolean;
        column.type.checks.clear();
        replace(column.type.obstacles, "mysql.tinyint1", "choice.boolean");
    }

    void shapeEnum(TargetColumn& column) {
        const std::string& wanted = choice("enum");
        if (wanted == "text")
            return;
        column.type.checks.clear();
        const std::string schema = table_.schema;
        const std::string name =
            model_.names.relations(table_.source->schema).take(table_.name + "_" + column.name);
        if (wanted == "lookup") {
            column.labelTable = pg::qualified(schema, name);
            replace(column.type.obstacles, "mysql.enum", "choice.enum_lookup");
            return;
        }
        column.labelType = pg::qualified(schema, name);
        column.type.sql = column.labelType;
        replace(column.type.obstacles, "mysql.enum", "choice.enum_type");
    }

    static void asList(TargetColumn& column) {
        std::string labels;
        for (const auto& label : column.source->type.members)
            labels += (labels.empty() ? "" : ", ") + pg::quoteLiteral(label);
        column.type.sql = "text";
        column.type.family = TypeFamily::Text;
        column.type.kind = ValueKind::Text;
        column.type.checks = {"string_to_array({c}, ',') <@ ARRAY[" + labels + "]::text[]"};
        replace(column.type.obstacles, "mysql.set", "choice.set_list");
    }

    static void asMoment(TargetColumn& column, const std::string& from, const std::string& to,
                         TypeFamily family, ValueKind kind) {
        column.type.sql = replaceAll(column.type.sql, from, to);
        column.type.family = family;
        column.type.kind = kind;
        column.type.obstacles.emplace_back(kind == ValueKind::TimestampTz ? "choice.datetime_zone"
                                                                          : "choice.timestamp_no_zone");
    }

    void shapeText(TargetColumn& column) const {
        const std::string& wanted = choice("text_case");
        if (wanted == "lower") {
            column.foldsIndexes = true;
        } else if (wanted == "citext") {
            // citext has no length of its own.
            if (const auto length = column.source->type.length; length && column.type.sql != "text")
                column.type.checks.push_back(fmt::format("char_length({{c}}) <= {}", *length));
            column.type.sql = "citext";
            column.caseBlind = CaseBlind::Citext;
        } else if (wanted == "icu") {
            const std::string collation = toLower(column.source->collation);
            const bool accents = collation.find("_as_") != std::string::npos;
            column.collation = accents ? kCaseBlind : kBlind;
            column.caseBlind = CaseBlind::Collation;
        }
    }

    TargetModel& model_;
    TargetTable& table_;
    const std::set<const Column*>& tied_;
    const ConversionChoices& choices_;
    std::string key_;
};

} // namespace

void applyChoices(TargetModel& model) {
    if (model.options.choices.empty())
        return;
    const auto tied = tiedColumns(model);
    for (TargetTable& table : model.tables)
        for (TargetColumn& column : table.columns)
            Shaper(model, table, tied).shape(column);
}

bool indexFoldsCase(const Index& index, const TargetTable& table) {
    if (index.kind == IndexKind::Primary || index.kind == IndexKind::Fulltext ||
        index.kind == IndexKind::Spatial || table.referenced.contains(&index) ||
        (index.unique() && table.source->partitioning))
        return false;
    return std::any_of(index.parts.begin(), index.parts.end(), [&](const IndexPart& part) {
        const TargetColumn* column = table.column(part.column);
        return column && column->foldsIndexes && !isPrefix(part, *column);
    });
}

std::string choicesPreamble(const TargetModel& model) {
    bool citext = false;
    std::set<std::string> collations;
    for (const TargetTable& table : model.tables)
        for (const TargetColumn& column : table.columns) {
            citext = citext || column.caseBlind == CaseBlind::Citext;
            if (!column.collation.empty())
                collations.insert(column.collation);
        }
    std::string out;
    if (citext)
        out += "CREATE EXTENSION IF NOT EXISTS citext;\n";
    for (const auto& name : collations)
        out += fmt::format("CREATE COLLATION IF NOT EXISTS {} (provider = icu, locale = 'und-u-ks-level{}', "
                           "deterministic = false);\n",
                           name, name == kBlind ? 1 : 2);
    return out;
}

std::vector<std::string> unknownChoiceColumns(const TargetModel& model) {
    if (model.options.choices.columns().empty())
        return {};
    std::set<std::string> known;
    for (const TargetTable& table : model.tables)
        for (const TargetColumn& column : table.columns)
            known.insert(columnKey(table.source->schema, table.source->name, column.source->name));
    std::vector<std::string> unknown;
    for (const auto& [column, value] : model.options.choices.columns())
        if (!known.contains(column))
            unknown.push_back(column);
    return unknown;
}

} // namespace causeway
