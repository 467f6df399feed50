// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/collect/files/dump_builder.h"

#include "core/base/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace causeway::dump {

namespace {

template <class Items, class Name> auto findIn(Items& items, const std::string& schema, const Name& name) {
    return std::ranges::find_if(items, [&](const auto& i) { return i.name == name && i.schema == schema; });
}

/// Puts an object in, in the place of one of the same name.
template <class Items, class Item> void put(Items& items, Item item) {
    const auto old = findIn(items, item.schema, item.name);
    if (old != items.end())
        items.erase(old);
    items.push_back(std::move(item));
}

template <class Items> bool eraseFrom(Items& items, const std::string& schema, const std::string& name) {
    const auto found = findIn(items, schema, name);
    if (found == items.end())
        return false;
    items.erase(found);
    return true;
}

template <class Items> void eraseSchema(Items& items, const std::string& schema) {
    std::erase_if(items, [&](const auto& i) { return i.schema == schema; });
}

} // namespace

void CatalogBuilder::apply(const mysql::StatementNode& statement, const Applied& context) {
    using namespace mysql;
    if (const auto* table = std::get_if<CreateTable>(&statement))
        createTable(*table, context);
    else if (const auto* alterDef = std::get_if<AlterTable>(&statement))
        alterTable(*alterDef, context);
    else if (const auto* index = std::get_if<CreateIndex>(&statement))
        createIndex(*index, context);
    else if (const auto* view = std::get_if<CreateView>(&statement))
        createView(*view, context);
    else if (const auto* routine = std::get_if<CreateRoutine>(&statement))
        createRoutine(*routine, context);
    else if (const auto* trigger = std::get_if<CreateTrigger>(&statement))
        createTrigger(*trigger, context);
    else if (const auto* event = std::get_if<CreateEvent>(&statement))
        createEvent(*event, context);
    else if (const auto* sequence = std::get_if<CreateSequence>(&statement))
        createSequence(*sequence, context);
    else if (const auto* value = std::get_if<SetSequence>(&statement))
        setSequence(*value);
    else if (const auto* db = std::get_if<CreateDatabase>(&statement))
        database(*db);
    else if (const auto* use = std::get_if<UseDatabase>(&statement))
        noteSchema(schema_ = use->name);
    else if (const auto* dropDef = std::get_if<DropObjects>(&statement))
        drop(*dropDef, context);
    else if (const auto* renames = std::get_if<RenameTables>(&statement))
        for (const auto& [from, to] : renames->pairs)
            rename(from, to, context);
}

void CatalogBuilder::unparsed(Place place, std::string_view text, std::string message) {
    catalog_.unparsed.push_back({place, printable(text), std::move(message)});
}

void CatalogBuilder::noteSchema(const std::string& name) {
    if (!name.empty() && std::ranges::find(catalog_.schemas, name) == catalog_.schemas.end())
        catalog_.schemas.push_back(name);
}

/// The table of this name; dumps ask for the same table many times in a row.
Table* CatalogBuilder::find(const mysql::ObjectName& name) {
    const auto schema = schemaOf(name);
    auto& tables = catalog_.tables;
    const auto matches = [&](const Table& t) {
        return t.name == name.name && t.schema == schema;
    };
    if (lastFound_ < tables.size() && matches(tables[lastFound_]))
        return &tables[lastFound_];
    auto found = std::ranges::find_if(tables, matches);
    if (found == tables.end()) // lower_case_table_names: scripts mix their cases
        found = std::ranges::find_if(tables, [&](const Table& t) {
            return equalsIgnoreCase(t.name, name.name) && t.schema == schema;
        });
    if (found == tables.end())
        return nullptr;
    lastFound_ = static_cast<std::size_t>(found - tables.begin());
    return &*found;
}

void CatalogBuilder::createIndex(const mysql::CreateIndex& def, const Applied& context) {
    Table* table = find(def.table);
    if (!table)
        return unparsed(context.place, context.text,
                        fmt::format("an index on {}: no such table before this statement", def.table.name));
    addKey(def.key, *table);
    table->source += ";\n" + std::string(context.text);
}

void CatalogBuilder::createView(const mysql::CreateView& def, const Applied& context) {
    View v;
    v.schema = schemaOf(def.view);
    noteSchema(v.schema);
    v.name = def.view.name;
    v.columns = def.columns;
    v.select = def.select;
    v.definer = def.definer;
    v.security = def.security;
    v.checkOption = def.checkOption;
    v.algorithm = def.algorithm;
    v.place = context.place;
    v.source = std::string(context.text);
    if (!def.failure.empty())
        unparsed(def.failurePlace, def.select, fmt::format("the query of view {}: {}", v.name, def.failure));
    put(catalog_.views, std::move(v));
}

void CatalogBuilder::createRoutine(const mysql::CreateRoutine& def, const Applied& context) {
    Routine r;
    r.schema = schemaOf(def.name);
    noteSchema(r.schema);
    r.name = def.name.name;
    r.kind = def.function ? Routine::Kind::Function : Routine::Kind::Procedure;
    r.parameters = def.parametersText;
    if (def.returns) {
        r.returns = def.returns->full;
        if (!def.returns->charset.empty())
            r.returns += " charset " + def.returns->charset;
        if (!def.returns->collation.empty())
            r.returns += " collate " + def.returns->collation;
    }
    r.body = def.body;
    r.definer = def.definer;
    r.security = def.security;
    r.sqlMode = context.sqlMode;
    r.characteristics = def.characteristics;
    r.place = context.place;
    r.source = std::string(context.text);
    std::erase_if(catalog_.routines, [&](const Routine& old) {
        return old.schema == r.schema && old.kind == r.kind && equalsIgnoreCase(old.name, r.name);
    });
    catalog_.routines.push_back(std::move(r));
}

void CatalogBuilder::createTrigger(const mysql::CreateTrigger& def, const Applied& context) {
    Trigger t;
    t.schema = def.name.schema.empty() ? schemaOf(def.table) : def.name.schema;
    t.name = def.name.name;
    t.table = def.table.name;
    t.timing = def.timing;
    t.event = def.event;
    t.order = def.order;
    t.body = def.body;
    t.definer = def.definer;
    t.sqlMode = context.sqlMode;
    t.place = context.place;
    t.source = std::string(context.text);
    put(catalog_.triggers, std::move(t));
}

void CatalogBuilder::createEvent(const mysql::CreateEvent& def, const Applied& context) {
    ScheduledEvent e;
    e.schema = schemaOf(def.name);
    e.name = def.name.name;
    e.schedule = def.schedule;
    e.body = def.body;
    e.definer = def.definer;
    e.enabled = def.status == "ENABLE";
    e.place = context.place;
    e.source = std::string(context.text);
    put(catalog_.events, std::move(e));
}

void CatalogBuilder::createSequence(const mysql::CreateSequence& def, const Applied& context) {
    Sequence s;
    s.schema = schemaOf(def.name);
    s.name = def.name.name;
    s.type = def.type;
    s.minimum = def.minimum;
    s.maximum = def.maximum;
    s.increment = def.increment;
    if (def.start)
        s.lastValue = *def.start - def.increment.value_or(1); // START is what comes next
    s.place = context.place;
    s.source = std::string(context.text);
    put(catalog_.sequences, std::move(s));
}

void CatalogBuilder::setSequence(const mysql::SetSequence& def) {
    const auto s = findIn(catalog_.sequences, schemaOf(def.name), def.name.name);
    if (s != catalog_.sequences.end())
        s->lastValue = def.used ? def.value : def.value - s->increment.value_or(1);
}

void CatalogBuilder::database(const mysql::CreateDatabase& def) {
    const auto name = def.name.empty() ? schema_ : def.name;
    noteSchema(name);
    auto& db = databases_[name];
    if (!def.collation.empty()) {
        db.collation = def.collation;
        db.charset = !def.charset.empty() ? def.charset : charsetOf(def.collation);
    } else if (!def.charset.empty()) {
        db.charset = def.charset;
        db.collation = defaultCollation(def.charset, rules);
    }
}

void CatalogBuilder::drop(const mysql::DropObjects& def, const Applied& context) {
    for (const auto& name : def.names) {
        const auto schema = schemaOf(name);
        if (def.kind == "DATABASE") {
            dropDatabase(name.name);
        } else if (def.kind == "TABLE") {
            if (const Table* t = find(name)) {
                std::erase_if(catalog_.triggers,
                              [&](const Trigger& g) { return g.schema == t->schema && g.table == t->name; });
                catalog_.tables.erase(catalog_.tables.begin() + (t - catalog_.tables.data()));
            }
        } else if (def.kind == "VIEW") {
            eraseFrom(catalog_.views, schema, name.name);
        } else if (def.kind == "TRIGGER") {
            eraseFrom(catalog_.triggers, schema, name.name);
        } else if (def.kind == "EVENT") {
            eraseFrom(catalog_.events, schema, name.name);
        } else if (def.kind == "SEQUENCE") {
            eraseFrom(catalog_.sequences, schema, name.name);
        } else if (def.kind == "INDEX") {
            Table* t = find(def.table);
            const auto count =
                t ? std::erase_if(t->indexes,
                                  [&](const Index& i) { return equalsIgnoreCase(i.name, name.name); })
                  : 0;
            if (count == 0 && !def.ifExists)
                unparsed(context.place, context.text,
                         fmt::format("no index {} before this statement", name.name));
        } else {
            const auto kind = def.kind == "FUNCTION" ? Routine::Kind::Function : Routine::Kind::Procedure;
            std::erase_if(catalog_.routines, [&](const Routine& r) {
                return r.schema == schema && r.kind == kind && equalsIgnoreCase(r.name, name.name);
            });
        }
    }
}

void CatalogBuilder::dropDatabase(const std::string& name) {
    eraseSchema(catalog_.tables, name);
    eraseSchema(catalog_.views, name);
    eraseSchema(catalog_.routines, name);
    eraseSchema(catalog_.triggers, name);
    eraseSchema(catalog_.events, name);
    eraseSchema(catalog_.sequences, name);
    std::erase(catalog_.schemas, name);
    databases_.erase(name);
}

void CatalogBuilder::rename(const mysql::ObjectName& from, const mysql::ObjectName& to,
                            const Applied& context) {
    Table* t = find(from);
    if (!t)
        return unparsed(context.place, context.text,
                        fmt::format("no table {} before this statement", from.name));
    for (auto& g : catalog_.triggers)
        if (g.schema == t->schema && g.table == t->name)
            g.table = to.name;
    t->schema = to.schema.empty() ? t->schema : to.schema;
    t->name = to.name;
}

Catalog CatalogBuilder::finish(std::vector<std::string>& remarks) {
    if (bareTimestamps_)
        remarks.push_back(
            fmt::format("{} TIMESTAMP column{} may have an implicit default: the file does not say the "
                        "server's version, so they are taken as a current server takes them.",
                        bareTimestamps_, bareTimestamps_ == 1 ? "" : "s"));
    if (ignoredKeys_)
        remarks.push_back(
            fmt::format("{} foreign key{} stand{} in tables whose engine has none: the server reads and "
                        "forgets them, and so does this catalog.",
                        ignoredKeys_, ignoredKeys_ == 1 ? "" : "s", ignoredKeys_ == 1 ? "s" : ""));
    if (ignoredColumnKeys_)
        remarks.push_back(
            fmt::format("{} REFERENCES in a column's definition {} no foreign key: MySQL reads and "
                        "forgets it there.",
                        ignoredColumnKeys_, ignoredColumnKeys_ == 1 ? "makes" : "make"));
    catalog_.engine = rules.engine;
    return std::exchange(catalog_, {});
}

} // namespace causeway::dump
