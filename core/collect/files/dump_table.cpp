// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"
#include "core/collect/files/dump_builder.h"

#include <fmt/format.h>

#include <algorithm>

/// CREATE TABLE: from the tree to the catalog.
namespace causeway::dump {

namespace {

IndexKind indexKind(mysql::KeyDef::Kind kind) {
    switch (kind) {
    case mysql::KeyDef::Kind::Primary:
        return IndexKind::Primary;
    case mysql::KeyDef::Kind::Unique:
        return IndexKind::Unique;
    case mysql::KeyDef::Kind::Fulltext:
        return IndexKind::Fulltext;
    case mysql::KeyDef::Kind::Spatial:
        return IndexKind::Spatial;
    default:
        return IndexKind::Plain;
    }
}

bool nameTaken(const Table& table, const std::string& name) {
    return std::ranges::any_of(table.indexes, [&](const Index& i) { return equalsIgnoreCase(i.name, name); });
}

/// Does an index begin with these columns, in any order of them?
bool covers(const Index& index, const std::vector<std::string>& columns) {
    if (index.kind == IndexKind::Fulltext || index.kind == IndexKind::Spatial ||
        index.parts.size() < columns.size())
        return false;
    for (std::size_t i = 0; i < columns.size(); ++i)
        if (!equalsIgnoreCase(index.parts[i].column, columns[i]) || index.parts[i].prefix)
            return false;
    return true;
}

} // namespace

std::string tooLarge(std::size_t columns, std::size_t keys) {
    constexpr std::size_t kMostColumns = 4096, kMostKeys = 512;
    if (columns > kMostColumns)
        return fmt::format("a table of more than {} columns", kMostColumns);
    return keys > kMostKeys ? fmt::format("a table of more than {} keys", kMostKeys) : std::string();
}

std::string automaticKeyName(const Table& table, const mysql::KeyDef& def) {
    if (def.kind == mysql::KeyDef::Kind::Primary)
        return "PRIMARY";
    std::string base = !def.name.empty() ? def.name : def.constraint;
    if (!base.empty())
        return base;
    base = def.parts.empty() || def.parts[0].column.empty() ? "functional_index" : def.parts[0].column;
    auto name = base;
    for (int i = 2; nameTaken(table, name) || equalsIgnoreCase(name, "PRIMARY"); ++i)
        name = fmt::format("{}_{}", base, i);
    return name;
}

Partitioning makePartitioning(const mysql::PartitionByDef& def) {
    Partitioning p;
    p.method = def.method;
    p.expression = def.expression;
    if (!def.subMethod.empty())
        p.subpartition = def.subMethod + " (" + def.subExpression + ")";
    p.count = def.count;
    for (const auto& part : def.partitions)
        p.partitions.push_back({part.name, part.values, {}});
    return p;
}

void CatalogBuilder::setOptions(const mysql::TableOptions& options, Table& table) {
    for (const auto& [key, value] : options) {
        long long number = 0;
        if (key == "ENGINE")
            table.engine = engineSpelling(value);
        else if (key == "ROW_FORMAT")
            table.rowFormat = toUpper(value);
        else if (key == "COMMENT")
            table.comment = value;
        else if (key == "AUTO_INCREMENT" && parseNumber(value, number))
            table.autoIncrement = static_cast<std::uint64_t>(number);
        else if (key != "CHARSET" && key != "COLLATE")
            table.options[key] = value;
    }
    const auto charset = options.find("CHARSET"), collation = options.find("COLLATE");
    if (collation != options.end()) {
        table.collation = toLower(collation->second);
        table.charset = charset != options.end() ? toLower(charset->second) : charsetOf(table.collation);
    } else if (charset != options.end()) {
        table.charset = toLower(charset->second);
        table.collation = defaultCollation(table.charset, rules);
    }
}

/// Column, else table, else database; the collation's charset where only a collation is named.
void CatalogBuilder::resolveCharset(Column& column, const mysql::DataType& declared,
                                    const Table& table) const {
    if (!isTextType(column.type.name))
        return;
    const bool national = declared.name.starts_with("n") && declared.name != "numeric";
    auto charset = national ? "utf8" : declared.charset;
    auto collation = declared.collation;
    if (!charset.empty() && collation.empty())
        collation = declared.binary ? charset + "_bin" : defaultCollation(charset, rules);
    else if (charset.empty() && !collation.empty())
        charset = charsetOf(collation);
    else if (charset.empty()) {
        charset = table.charset;
        collation = declared.binary && !charset.empty() ? charset + "_bin" : table.collation;
    }
    column.charset = charset;
    column.collation = collation;
}

Column CatalogBuilder::makeColumn(const mysql::ColumnDef& def, Table& table) {
    Column c;
    c.name = def.name;
    c.place = def.place;
    c.type = canonicalType(def.type, rules);
    const bool serial = def.type.name == "serial";
    c.nullable = def.nullable.value_or(!(serial || def.serialDefault || def.primary));
    c.autoIncrement = def.autoIncrement || serial || def.serialDefault || def.identity;
    if (def.defaultValue)
        c.defaultValue = defaultValue(*def.defaultValue, c.type);
    c.onUpdateNow = def.onUpdate && isCurrentTimestamp(*def.onUpdate->expr);
    if (def.generated)
        c.generated = Generated{def.generated->text, def.stored};
    if (!def.rowTime.empty())
        c.generated = Generated{"ROW " + def.rowTime, true};
    c.comment = def.comment;
    c.invisible = def.invisible;
    resolveCharset(c, def.type, table);
    for (const auto& check : def.checks) {
        if (check.name.empty() && c.check.empty() && check.enforced && rules.checksEnforced())
            c.check = check.condition.text;
        else
            addCheck(check, table);
    }
    return c;
}

void CatalogBuilder::addCheck(const mysql::CheckDef& def, Table& table) {
    table.checks.push_back({def.name, def.condition.text, def.enforced && rules.checksEnforced(), def.place});
}

/// Keys that stand in a column's definition.
void CatalogBuilder::addColumnKeys(const mysql::ColumnDef& def, Table& table) {
    const auto key = [&](mysql::KeyDef::Kind kind) {
        mysql::KeyDef k;
        k.kind = kind;
        k.place = def.place;
        k.parts.emplace_back().column = def.name;
        return k;
    };
    if (def.primary)
        addKey(key(mysql::KeyDef::Kind::Primary), table);
    if (def.unique || def.type.name == "serial" || def.serialDefault)
        addKey(key(mysql::KeyDef::Kind::Unique), table);
    if (!def.references)
        return;
    if (!rules.columnReferences()) {
        ++ignoredColumnKeys_;
        return;
    }
    auto foreign = key(mysql::KeyDef::Kind::Foreign);
    foreign.references = def.references;
    addForeignKey(foreign, table);
}

void CatalogBuilder::addKey(const mysql::KeyDef& def, Table& table) {
    if (def.kind == mysql::KeyDef::Kind::Foreign)
        return addForeignKey(def, table);
    Index index;
    index.kind = indexKind(def.kind);
    index.name = automaticKeyName(table, def);
    if (def.ifNotExists && nameTaken(table, index.name))
        return;
    index.method = toLower(def.method);
    index.visible = def.visible;
    index.comment = def.comment;
    index.place = def.place;
    for (const auto& part : def.parts)
        index.parts.push_back({part.column, part.expression.text, part.length, part.descending});
    if (index.kind == IndexKind::Primary)
        table.indexes.insert(table.indexes.begin(), std::move(index));
    else
        table.indexes.push_back(std::move(index));
}

void CatalogBuilder::addForeignKey(const mysql::KeyDef& def, Table& table) {
    if (table.engine != "InnoDB" && table.engine != "ndbcluster") { // read and forgotten by the server
        ++ignoredKeys_;
        return;
    }
    ForeignKey key;
    key.place = def.place;
    key.name = !def.constraint.empty() ? def.constraint : def.name;
    for (std::size_t i = table.foreignKeys.size() + 1; key.name.empty(); ++i) {
        const auto name = fmt::format("{}_ibfk_{}", table.name, i);
        if (std::ranges::none_of(table.foreignKeys, [&](const ForeignKey& f) { return f.name == name; }))
            key.name = name;
    }
    for (const auto& part : def.parts)
        key.columns.push_back(part.column);
    key.refSchema = def.references->table.schema == table.schema ? "" : def.references->table.schema;
    key.refTable = def.references->table.name;
    key.refColumns = def.references->columns;
    key.onUpdate = def.references->onUpdate;
    key.onDelete = def.references->onDelete;
    if (std::ranges::none_of(table.indexes, [&](const Index& i) { return covers(i, key.columns); })) {
        mysql::KeyDef index; // InnoDB makes the index that a foreign key needs
        index.place = def.place;
        index.name = !def.constraint.empty() ? def.constraint : def.name;
        for (const auto& column : key.columns)
            index.parts.emplace_back().column = column;
        addKey(index, table);
    }
    table.foreignKeys.push_back(std::move(key));
}

/// explicit_defaults_for_timestamp=OFF: NOT NULL unless NULL is said; the first one without a default gets
/// the current time, the later ones zero.
void CatalogBuilder::implicitTimestamps(Table& table, const std::vector<mysql::ColumnDef>& defs) {
    bool first = true;
    for (const auto& def : defs) {
        auto column =
            std::ranges::find_if(table.columns, [&](const Column& c) { return c.name == def.name; });
        if (column == table.columns.end() || column->type.name != "timestamp" || def.generated ||
            !def.rowTime.empty())
            continue;
        const bool bare = !def.nullable && !def.defaultValue && !def.onUpdate;
        if (!rules.implicitTimestamps()) {
            bareTimestamps_ += bare && !rules.version.known() && !rules.explicitTimestamps;
            continue;
        }
        if (!def.nullable)
            column->nullable = false;
        if (!column->nullable && !def.defaultValue && !def.onUpdate) {
            if (first) {
                auto text = column->type.length ? fmt::format("CURRENT_TIMESTAMP({})", *column->type.length)
                                                : std::string("CURRENT_TIMESTAMP");
                column->defaultValue = DefaultValue{DefaultValue::Kind::CurrentTimestamp, std::move(text)};
                column->onUpdateNow = true;
            } else {
                column->defaultValue = DefaultValue{DefaultValue::Kind::Literal, "0000-00-00 00:00:00"};
            }
        }
        first = false;
    }
}

void CatalogBuilder::notNullPrimary(Table& table) {
    const auto* primary = table.primaryKey();
    if (!primary)
        return;
    for (const auto& part : primary->parts)
        for (auto& column : table.columns)
            if (equalsIgnoreCase(column.name, part.column))
                column.nullable = false;
}

void CatalogBuilder::createTable(const mysql::CreateTable& def, const Applied& context) {
    if (auto why = tooLarge(def.columns.size(), def.keys.size()); !why.empty())
        return unparsed(context.place, context.text, std::move(why));
    if (find(def.table)) {
        if (def.ifNotExists)
            return;
        if (!def.orReplace)
            return unparsed(context.place, context.text,
                            fmt::format("the table {} is there already", def.table.name));
    }
    Table t;
    if (def.like) {
        const Table* model = find(*def.like);
        if (!model)
            return unparsed(context.place, context.text,
                            fmt::format("LIKE {}: no such table before this statement", def.like->name));
        t = *model;
        t.foreignKeys.clear();
        t.autoIncrement.reset();
        t.rows.reset();
    }
    t.schema = schemaOf(def.table);
    noteSchema(t.schema);
    t.name = def.table.name;
    t.place = context.place;
    t.source = std::string(context.text);
    t.temporary = def.temporary;
    if (!def.like) {
        t.systemVersioned = def.systemVersioned;
        t.engine = !storageEngine.empty() ? storageEngine : rules.defaultEngine();
        if (const auto db = databases_.find(t.schema); db != databases_.end()) {
            t.charset = db->second.charset;
            t.collation = db->second.collation;
        }
        setOptions(def.options, t);
        t.columns.reserve(def.columns.size());
        for (const auto& column : def.columns)
            t.columns.push_back(makeColumn(column, t));
        t.indexes.reserve(def.keys.size());
        for (const auto& key : def.keys) // foreign keys last: they look at the indexes
            if (key.kind != mysql::KeyDef::Kind::Foreign)
                addKey(key, t);
        for (const auto& column : def.columns)
            addColumnKeys(column, t);
        for (const auto& key : def.keys)
            if (key.kind == mysql::KeyDef::Kind::Foreign)
                addForeignKey(key, t);
        for (const auto& check : def.checks)
            addCheck(check, t);
        if (def.partitionBy)
            t.partitioning = makePartitioning(*def.partitionBy);
        if (!def.periods.empty())
            t.options["PERIOD"] = def.periods;
        implicitTimestamps(t, def.columns);
        notNullPrimary(t);
    }
    if (def.select)
        unparsed(context.place, context.text,
                 "the columns of this table come from its SELECT and are known only to the server");
    add(std::move(t));
}

} // namespace causeway::dump
