// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/readiness/target_model.h"

#include "core/base/text.h"
#include "core/readiness/table/defaults.h"
#include "core/sql/postgresql/quote.h"

#include <algorithm>
#include <array>

namespace causeway {

namespace {

/// Names of PostgreSQL's system columns, which no user column can have.
constexpr std::array<std::string_view, 6> kSystemColumns{"tableoid", "xmin", "cmin", "xmax", "cmax", "ctid"};

bool isSystemColumn(std::string_view name) {
    return std::find(kSystemColumns.begin(), kSystemColumns.end(), name) != kSystemColumns.end();
}

bool inPrimaryKey(const Table& table, const std::string& column) {
    const Index* key = table.primaryKey();
    return key && std::any_of(key->parts.begin(), key->parts.end(),
                              [&](const IndexPart& p) { return equalsIgnoreCase(p.column, column); });
}

TargetColumn targetColumn(const Column& column, const Table& table, const ConversionChoices& choices,
                          NameSpace& names) {
    TargetColumn target;
    target.source = &column;
    target.name = names.take(isSystemColumn(column.name) ? column.name + "_" : column.name);
    ColumnType type = column.type;
    if (isJsonColumn(column, table))
        type = ColumnType{"json", "json", {}, {}, false, false, {}};
    target.type = mapType(type);
    target.notNull = !column.nullable || column.autoIncrement || inPrimaryKey(table, column.name);
    target.droppedZeroDate = hasZeroDateDefault(column, target.type);
    const std::string& zero = choices.of("zero_dates");
    if (target.droppedZeroDate && zero == "null" && !inPrimaryKey(table, column.name))
        target.notNull = false;
    if (target.droppedZeroDate && zero == "epoch")
        target.zeroDate = target.type.family == TypeFamily::Date ? "'1970-01-01'" : "'1970-01-01 00:00:00'";
    else if (target.droppedZeroDate && zero == "infinity")
        target.zeroDate = "'-infinity'";
    return target;
}

TargetTable targetTable(const Table& table, const ConversionChoices& choices, Naming& naming) {
    NameSpace& relations = naming.relations(table.schema);
    TargetTable target;
    target.source = &table;
    target.schema = pg::fitIdentifier(table.schema);
    target.name = relations.take(table.name);
    if (target.name != table.name)
        target.renamed.emplace_back(table.name, target.name);
    NameSpace names;
    if (naming.lowerCase())
        names.setLowerCase();
    for (const Column& column : table.columns) {
        target.columns.push_back(targetColumn(column, table, choices, names));
        if (target.columns.back().name != column.name)
            target.renamed.emplace_back(column.name, target.columns.back().name);
    }
    return target;
}

bool schemaMatches(std::string_view wanted, std::string_view actual) {
    return wanted.empty() || actual.empty() || equalsIgnoreCase(wanted, actual);
}

template <typename T, typename NameOf>
const T* lookUp(const std::vector<T>& items, std::string_view schema, std::string_view name, NameOf nameOf) {
    for (const T& item : items)
        if (nameOf(item).second == name && schemaMatches(schema, nameOf(item).first))
            return &item;
    for (const T& item : items)
        if (equalsIgnoreCase(nameOf(item).second, name) && schemaMatches(schema, nameOf(item).first))
            return &item;
    return nullptr;
}

} // namespace

const TargetColumn* TargetTable::column(std::string_view sourceName) const {
    for (const auto& c : columns)
        if (equalsIgnoreCase(c.source->name, sourceName))
            return &c;
    return nullptr;
}

std::string TargetTable::qualified() const {
    return pg::qualified(schema, name);
}
std::string TargetTable::label() const {
    return source->qualifiedName();
}

const TargetTable* TargetModel::table(std::string_view schema, std::string_view name) const {
    const auto places = tablesByName.find(toLower(name));
    if (places == tablesByName.end())
        return nullptr;
    const TargetTable* loose = nullptr;
    for (const std::size_t place : places->second) {
        const TargetTable& candidate = tables[place];
        if (!schemaMatches(schema, candidate.source->schema))
            continue;
        if (candidate.source->name == name)
            return &candidate;
        if (!loose)
            loose = &candidate;
    }
    return loose;
}

const TargetView* TargetModel::view(std::string_view schema, std::string_view name) const {
    return lookUp(views, schema, name, [](const TargetView& v) {
        return std::pair<std::string_view, std::string_view>(v.schema, v.name);
    });
}

const TargetFunction* TargetModel::function(std::string_view schema, std::string_view name) const {
    return lookUp(functions, schema, name, [](const TargetFunction& f) {
        return std::pair<std::string_view, std::string_view>(f.schema, f.name);
    });
}

std::string sourceIndexName(const Index& index) {
    return !index.name.empty() ? index.name : index.parts.empty() ? "index" : index.parts.front().column;
}

bool isPrefix(const IndexPart& part, const TargetColumn& column) {
    const bool cuts = column.type.family == TypeFamily::Text || column.type.family == TypeFamily::Bytes;
    return cuts && part.prefix && (!column.source->type.length || *part.prefix < *column.source->type.length);
}

TargetModel buildTargetModel(const Catalog& catalog, const ConversionOptions& options) {
    TargetModel model;
    model.catalog = &catalog;
    model.options = options;
    if (options.choices.is("names", "lower"))
        model.names.setLowerCase();
    for (const Table& table : catalog.tables)
        if (!table.temporary) {
            model.tablesByName[toLower(table.name)].push_back(model.tables.size());
            model.tables.push_back(targetTable(table, options.choices, model.names));
        }
    for (const View& view : catalog.views)
        model.names.relations(view.schema).take(view.name);
    for (const Sequence& sequence : catalog.sequences)
        model.names.relations(sequence.schema).take(sequence.name);
    for (const TargetTable& table : model.tables)
        for (const Index& index : table.source->indexes)
            ++model.indexNames[{table.source->schema, sourceIndexName(index)}];
    applyChoices(model);
    harmoniseForeignKeys(model);
    return model;
}

} // namespace causeway
