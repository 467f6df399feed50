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
    static const ColumnType kJson{"json", "json", {}, {}, false, false, {}};
    target.type = mapType(isJsonColumn(column, table) ? kJson : column.type);
    target.notNull = !column.nullable || column.autoIncrement || inPrimaryKey(table, column.name);
    target.droppedZeroDate = hasZeroDateDefault(column, target.type);
    if (!target.droppedZeroDate)
        return target;
    const std::string& zero = choices.of("zero_dates");
    if (zero == "null" && !inPrimaryKey(table, column.name))
        target.notNull = false;
    if (zero == "epoch")
        target.zeroDate = target.type.family == TypeFamily::Date ? "'1970-01-01'" : "'1970-01-01 00:00:00'";
    else if (zero == "infinity")
        target.zeroDate = "'-infinity'";
    return target;
}

TargetTable targetTable(const Table& table, const ConversionChoices& choices, Naming& naming) {
    TargetTable target;
    target.source = &table;
    target.schema = naming.schema(table.schema);
    target.name = naming.relations(table.schema).take(table.name);
    naming.changed("table", table.schema, table.name, target.name);
    if (target.name != table.name)
        target.renamed.emplace_back(table.name, target.name);
    const std::string label = target.label();
    NameSpace& names = naming.columns(label);
    target.columns.reserve(table.columns.size());
    for (const Column& column : table.columns) {
        target.columns.push_back(targetColumn(column, table, choices, names));
        naming.changed("column", label, column.name, target.columns.back().name);
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
        return std::pair<std::string_view, std::string_view>(v.sourceSchema, v.sourceName);
    });
}

const TargetFunction* TargetModel::function(std::string_view schema, std::string_view name) const {
    return lookUp(functions, schema, name, [](const TargetFunction& f) {
        return std::pair<std::string_view, std::string_view>(f.sourceSchema, f.sourceName);
    });
}

std::string TargetModel::sequence(std::string_view schema, std::string_view name) const {
    for (std::size_t i = 0; i < catalog->sequences.size(); ++i) {
        const Sequence& sequence = catalog->sequences[i];
        if (equalsIgnoreCase(sequence.name, name) && schemaMatches(schema, sequence.schema))
            return pg::qualified(names.schema(sequence.schema), sequenceNames[i]);
    }
    return pg::qualified(names.schema(std::string(schema)), names.spelled(name));
}

std::string TargetModel::procedure(std::string_view schema, std::string_view name) const {
    const auto& routines = catalog->routines;
    for (std::size_t i = 0; i < routines.size(); ++i)
        if (routines[i].kind == Routine::Kind::Procedure && equalsIgnoreCase(routines[i].name, name) &&
            schemaMatches(schema, routines[i].schema))
            return pg::qualified(names.schema(routines[i].schema), routineNames[i]);
    return {};
}

const TargetProcedure* TargetModel::converted(std::string_view schema, std::string_view name) const {
    for (const TargetProcedure& p : procedures)
        if (equalsIgnoreCase(p.sourceName, name) && schemaMatches(schema, p.sourceSchema))
            return &p;
    return nullptr;
}

std::string sourceIndexName(const Index& index) {
    return !index.name.empty() ? index.name : index.parts.empty() ? "index" : index.parts.front().column;
}

bool isPrefix(const IndexPart& part, const TargetColumn& column) {
    const bool cuts = column.type.family == TypeFamily::Text || column.type.family == TypeFamily::Bytes;
    return cuts && part.prefix && (!column.source->type.length || *part.prefix < *column.source->type.length);
}

namespace {

void takeSchemas(TargetModel& model) {
    const auto takeAll = [&](const auto& objects) {
        for (const auto& object : objects)
            model.names.takeSchema(object.schema);
    };
    const Catalog& catalog = *model.catalog;
    takeAll(catalog.tables);
    takeAll(catalog.views);
    takeAll(catalog.routines);
    takeAll(catalog.triggers);
    takeAll(catalog.events);
    takeAll(catalog.sequences);
}

/// Names of views, sequences and routines: queries may ask for them before they are converted.
void takeNames(TargetModel& model) {
    Naming& names = model.names;
    for (const View& view : model.catalog->views) {
        model.viewNames.push_back(names.relations(view.schema).take(view.name));
        names.changed("view", view.schema, view.name, model.viewNames.back());
    }
    for (const Sequence& sequence : model.catalog->sequences) {
        model.sequenceNames.push_back(names.relations(sequence.schema).take(sequence.name));
        names.changed("sequence", sequence.schema, sequence.name, model.sequenceNames.back());
    }
    for (const Routine& routine : model.catalog->routines) {
        model.routineNames.push_back(names.functions(routine.schema).take(routine.name));
        names.changed(routine.kind == Routine::Kind::Function ? "function" : "procedure", routine.schema,
                      routine.name, model.routineNames.back());
    }
}

} // namespace

TargetModel buildTargetModel(const Catalog& catalog, const ConversionOptions& options) {
    TargetModel model;
    model.catalog = &catalog;
    model.options = options;
    if (options.choices.is("names", "lower"))
        model.names.setStyle(NameStyle::Lower);
    else if (options.choices.is("names", "snake"))
        model.names.setStyle(NameStyle::Snake);
    takeSchemas(model);
    model.tables.reserve(catalog.tables.size());
    for (const Table& table : catalog.tables)
        if (!table.temporary) {
            model.tablesByName[toLower(table.name)].push_back(model.tables.size());
            model.tables.push_back(targetTable(table, options.choices, model.names));
        }
    takeNames(model);
    for (const TargetTable& table : model.tables)
        for (const Index& index : table.source->indexes)
            ++model.indexNames[table.source->schema + '\0' + sourceIndexName(index)];
    applyChoices(model);
    harmoniseForeignKeys(model);
    return model;
}

} // namespace causeway
