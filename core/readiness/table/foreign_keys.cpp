// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/concat.h"
#include "core/base/text.h"
#include "core/readiness/table/table_parts.h"
#include "core/sql/postgresql/quote.h"

#include <algorithm>
#include <array>

namespace causeway {

namespace {

std::vector<std::string> lowered(std::vector<std::string> names) {
    for (auto& name : names)
        name = toLower(name);
    std::sort(names.begin(), names.end());
    return names;
}

/// PostgreSQL wants a primary or unique key of exactly the referenced columns, in any order, without
/// prefixes.
bool isUniqueKey(const TargetTable& table, const std::vector<std::string>& columns) {
    return std::any_of(table.source->indexes.begin(), table.source->indexes.end(), [&](const Index& index) {
        if (!index.unique() || !index.visible || index.parts.size() != columns.size())
            return false;
        std::vector<std::string> own;
        for (const IndexPart& part : index.parts) {
            const TargetColumn* column = table.column(part.column);
            if (!column || isPrefix(part, *column))
                return false;
            own.push_back(part.column);
        }
        return lowered(std::move(own)) == lowered(columns);
    });
}

/// Target names of columns; empty when one is not there (`missing` says which).
std::vector<std::string> targetNames(const TargetTable& table, const std::vector<std::string>& columns,
                                     std::string& missing) {
    std::vector<std::string> names;
    for (const auto& name : columns) {
        if (const TargetColumn* column = table.column(name))
            names.push_back(column->name);
        else
            missing = table.label() + "." + name;
    }
    return names;
}

std::string action(std::string_view clause, const std::string& what) {
    if (what.empty())
        return {};
    constexpr std::array<std::string_view, 5> known{"CASCADE", "SET NULL", "RESTRICT", "NO ACTION",
                                                    "SET DEFAULT"};
    const std::string upper = toUpper(what);
    return std::find(known.begin(), known.end(), upper) == known.end() ? std::string()
                                                                       : concat({" ", clause, " ", upper});
}

class KeyWriter {
public:
    KeyWriter(const TargetTable& table, const TargetModel& model) : table_(table), model_(model) {}

    Conversion convert(const ForeignKey& key, const std::string& name) {
        Conversion conversion;
        conversion.kind = "foreign key";
        conversion.schema = table_.source->schema;
        conversion.name = table_.source->name + "." + name;
        conversion.source = source(key, name);
        conversion.place = key.place;
        Notes notes(table_.label() + "." + name, key.place);
        std::string text = write(key, name, notes);
        conversion.obstacles = notes.take();
        const bool manual = text.empty();
        if (manual) {
            text = commented(conversion.source);
            for (const auto& o : conversion.obstacles)
                text = commented("Manual: " + o.message) + text;
        }
        conversion.parts.push_back({ScriptPhase::ForeignKeys, std::move(text)});
        finish(conversion, manual);
        return conversion;
    }

private:
    std::string write(const ForeignKey& key, const std::string& name, Notes& notes) {
        const std::string schema = key.refSchema.empty() ? table_.source->schema : key.refSchema;
        const TargetTable* other = model_.table(schema, key.refTable);
        if (!other) {
            notes.add("mysql.fk_target_missing", {{"table", key.refTable}});
            return {};
        }
        std::string missing;
        const auto columns = targetNames(table_, key.columns, missing);
        const auto referenced = targetNames(*other, key.refColumns, missing);
        if (!missing.empty() || columns.empty() || columns.size() != referenced.size()) {
            notes.add("mysql.fk_column_missing", {{"columns", missing}});
            return {};
        }
        if (!isUniqueKey(*other, key.refColumns)) {
            notes.add("mysql.fk_not_unique",
                      {{"columns", join(key.refColumns, ", ")}, {"table", other->label()}});
            return {};
        }
        noteAction(key, notes);
        return concat({"ALTER TABLE ", table_.qualified(), " ADD CONSTRAINT ", pg::quoteIdentifier(name),
                       " FOREIGN KEY (", pg::quoteList(columns), ") REFERENCES ", other->qualified(), " (",
                       pg::quoteList(referenced), ")", action("ON UPDATE", key.onUpdate),
                       action("ON DELETE", key.onDelete), ";\n"});
    }

    void noteAction(const ForeignKey& key, Notes& notes) {
        for (const auto& what : {key.onUpdate, key.onDelete})
            for (const auto& name : key.columns)
                if (equalsIgnoreCase(what, "SET NULL") && table_.column(name)->notNull)
                    notes.add("mysql.fk_action", {{"action", what}});
    }

    std::string source(const ForeignKey& key, const std::string& name) const {
        const std::string schema = key.refSchema.empty() ? std::string() : "`" + key.refSchema + "`.";
        return concat({"ALTER TABLE `", table_.source->name, "` ADD CONSTRAINT `", name, "` FOREIGN KEY (`",
                       join(key.columns, "`, `"), "`) REFERENCES ", schema, "`", key.refTable, "` (`",
                       join(key.refColumns, "`, `"), "`)", action("ON UPDATE", key.onUpdate),
                       action("ON DELETE", key.onDelete), ";"});
    }

    const TargetTable& table_;
    const TargetModel& model_;
};

} // namespace

std::vector<Conversion> convertForeignKeys(const TargetTable& table, TargetModel& model) {
    std::vector<Conversion> conversions;
    if (table.source->foreignKeys.empty())
        return conversions;
    NameSpace& names = model.names.constraints(table.label());
    for (const ForeignKey& key : table.source->foreignKeys) {
        const std::string wanted =
            !key.name.empty() ? key.name : table.name + "_" + join(key.columns, "_") + "_fkey";
        const std::string name = names.take(wanted);
        if (!key.name.empty())
            model.names.changed("constraint", table.label(), key.name, name);
        conversions.push_back(KeyWriter(table, model).convert(key, name));
    }
    return conversions;
}

} // namespace causeway
