// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"
#include "core/collect/files/dump_builder.h"

#include <fmt/format.h>

#include <algorithm>

/// ALTER TABLE on the catalog.
namespace causeway::dump {

namespace {

using Kind = mysql::AlterAction::Kind;

/// The item of this name, or the end.
template <class Items> auto byName(Items& items, const std::string& name) {
    return std::ranges::find_if(items, [&](const auto& item) { return equalsIgnoreCase(item.name, name); });
}

template <class Items> bool eraseByName(Items& items, const std::string& name) {
    const auto found = byName(items, name);
    if (found == items.end())
        return false;
    items.erase(found);
    return true;
}

/// A renamed column keeps its keys.
void renameInKeys(Table& table, const std::string& from, const std::string& to) {
    for (auto& index : table.indexes)
        for (auto& part : index.parts)
            if (equalsIgnoreCase(part.column, from))
                part.column = to;
    for (auto& key : table.foreignKeys)
        for (auto& column : key.columns)
            if (equalsIgnoreCase(column, from))
                column = to;
}

/// A dropped column leaves the indexes; an index without columns goes with it.
void dropFromKeys(Table& table, const std::string& name) {
    for (auto& index : table.indexes)
        std::erase_if(index.parts, [&](const IndexPart& p) { return equalsIgnoreCase(p.column, name); });
    std::erase_if(table.indexes, [](const Index& i) { return i.parts.empty(); });
}

void place(Table& table, Column column, const mysql::AlterAction& action, std::size_t at) {
    if (action.first)
        at = 0;
    else if (!action.after.empty())
        if (const auto found = byName(table.columns, action.after); found != table.columns.end())
            at = static_cast<std::size_t>(found - table.columns.begin()) + 1;
    table.columns.insert(table.columns.begin() +
                             static_cast<std::ptrdiff_t>(std::min(at, table.columns.size())),
                         std::move(column));
}

} // namespace

void CatalogBuilder::alterTable(const mysql::AlterTable& def, const Applied& context) {
    Table* table = find(def.table);
    if (!table && std::ranges::all_of(def.actions, [](const auto& a) { return a.kind == Kind::NoEffect; }))
        return; // ENABLE KEYS in a dump of data alone
    if (!table)
        return unparsed(context.place, context.text,
                        fmt::format("ALTER of {}: no such table before this statement", def.table.name));
    for (const auto& action : def.actions) {
        const auto keys = table->indexes.size() + table->foreignKeys.size();
        if (auto why = tooLarge(table->columns.size() + (action.kind == Kind::AddColumn),
                                keys + (action.kind == Kind::AddKey));
            !why.empty())
            return unparsed(action.place, action.text, std::move(why));
        if (!alter(*table, action, context))
            unparsed(action.place, action.text,
                     fmt::format("{}: what this changes is not there", table->qualifiedName()));
    }
    notNullPrimary(*table);
    table->source += ";\n" + std::string(context.text);
}

bool CatalogBuilder::alter(Table& table, const mysql::AlterAction& action, const Applied& context) {
    switch (action.kind) {
    case Kind::AddColumn:
    case Kind::ModifyColumn:
    case Kind::ChangeColumn:
    case Kind::AlterDefault:
        return alterColumns(table, action) || action.ifExists;
    case Kind::DropColumn:
    case Kind::DropKey:
    case Kind::DropPrimary:
    case Kind::DropForeign:
    case Kind::DropConstraint:
    case Kind::DropPartition:
        return dropPart(table, action) || action.ifExists;
    case Kind::RenameColumn:
    case Kind::RenameKey:
    case Kind::KeyVisibility:
    case Kind::CheckEnforcement:
        return renamePart(table, action) || action.ifExists;
    case Kind::AddKey:
        addKey(*action.key, table);
        return true;
    case Kind::AddCheck:
        addCheck(*action.check, table);
        return true;
    case Kind::Options:
        setOptions(action.options, table);
        return true;
    case Kind::Convert:
        setOptions(action.options, table);
        for (auto& column : table.columns)
            if (isTextType(column.type.name)) {
                column.charset = table.charset;
                column.collation = table.collation;
            }
        return true;
    case Kind::Rename: {
        const mysql::ObjectName from{table.schema, table.name, action.place};
        rename(from, action.target, context);
        return true;
    }
    case Kind::PartitionBy:
        table.partitioning = makePartitioning(*action.partitionBy);
        return true;
    case Kind::RemovePartitioning:
        table.partitioning.reset();
        return true;
    case Kind::AddPartition:
        if (!table.partitioning)
            return false;
        table.partitioning->count += table.partitioning->count ? action.partitionBy->count : 0;
        for (const auto& p : action.partitionBy->partitions)
            table.partitioning->partitions.push_back({p.name, p.values, {}});
        return true;
    case Kind::SystemVersioning:
        table.systemVersioned = action.on;
        return true;
    case Kind::NoEffect:
        return true;
    }
    return false;
}

bool CatalogBuilder::alterColumns(Table& table, const mysql::AlterAction& action) {
    if (action.kind == Kind::AlterDefault) {
        const auto column = byName(table.columns, action.name);
        if (column == table.columns.end())
            return false;
        column->defaultValue.reset();
        if (action.defaultValue)
            column->defaultValue = defaultValue(*action.defaultValue, column->type);
        return true;
    }
    for (const auto& def : action.columns) {
        auto at = table.columns.size();
        if (action.kind != Kind::AddColumn) {
            const auto& oldName = action.kind == Kind::ChangeColumn ? action.name : def.name;
            const auto old = byName(table.columns, oldName);
            if (old == table.columns.end())
                return false;
            at = static_cast<std::size_t>(old - table.columns.begin());
            table.columns.erase(old);
            if (action.kind == Kind::ChangeColumn)
                renameInKeys(table, oldName, def.name);
        }
        place(table, makeColumn(def, table), action, at);
        addColumnKeys(def, table);
    }
    implicitTimestamps(table, action.columns);
    return true;
}

bool CatalogBuilder::dropPart(Table& table, const mysql::AlterAction& action) {
    switch (action.kind) {
    case Kind::DropColumn:
        dropFromKeys(table, action.name);
        return eraseByName(table.columns, action.name);
    case Kind::DropKey:
        return eraseByName(table.indexes, action.name);
    case Kind::DropPrimary:
        return eraseByName(table.indexes, "PRIMARY");
    case Kind::DropForeign:
        return eraseByName(table.foreignKeys, action.name);
    case Kind::DropConstraint:
        return eraseByName(table.checks, action.name) || eraseByName(table.foreignKeys, action.name) ||
               eraseByName(table.indexes, action.name);
    default:
        for (const auto& name : action.names)
            if (!table.partitioning || !eraseByName(table.partitioning->partitions, name))
                return false;
        return true;
    }
}

bool CatalogBuilder::renamePart(Table& table, const mysql::AlterAction& action) {
    if (action.kind == Kind::RenameColumn) {
        const auto column = byName(table.columns, action.name);
        if (column == table.columns.end())
            return false;
        column->name = action.newName;
        renameInKeys(table, action.name, action.newName);
        return true;
    }
    if (action.kind == Kind::CheckEnforcement) {
        const auto check = byName(table.checks, action.name);
        if (check != table.checks.end())
            check->enforced = action.on;
        return check != table.checks.end();
    }
    const auto index = byName(table.indexes, action.name);
    if (index == table.indexes.end())
        return false;
    if (action.kind == Kind::RenameKey)
        index->name = action.newName;
    else
        index->visible = action.on;
    return true;
}

} // namespace causeway::dump
