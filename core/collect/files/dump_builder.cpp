// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/collect/files/dump_builder.h"

#include "core/base/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace causeway::dump {

namespace {

/// The key of an object whose name tells cases apart.
std::string keyOf(const std::string& schema, const std::string& name) {
    return schema + '\0' + name;
}

std::string routineKey(const std::string& schema, const std::string& name, Routine::Kind kind) {
    return keyOf(schema, toLower(name)) + '\0' + (kind == Routine::Kind::Function ? 'f' : 'p');
}

/// lower_case_table_names: scripts mix their cases.
std::string tableKey(const std::string& schema, const std::string& name) {
    return keyOf(schema, toLower(name));
}

template <class Object> void eraseSchema(ObjectStore<Object>& objects, const std::string& schema) {
    objects.eraseIf([&](const Object& o) { return o.schema == schema; });
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

Table* CatalogBuilder::find(const mysql::ObjectName& name) {
    return tables_.find(tableKey(schemaOf(name), name.name));
}

void CatalogBuilder::add(Table table) {
    const auto key = tableKey(table.schema, table.name);
    tables_.put(key, std::move(table));
}

void CatalogBuilder::createIndex(const mysql::CreateIndex& def, const Applied& context) {
    Table* table = find(def.table);
    if (!table)
        return unparsed(context.place, context.text,
                        fmt::format("an index on {}: no such table before this statement", def.table.name));
    if (auto why = tooLarge(0, table->indexes.size() + 1); !why.empty())
        return unparsed(context.place, context.text, std::move(why));
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
    views_.put(keyOf(v.schema, v.name), v);
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
    routines_.put(routineKey(r.schema, r.name, r.kind), r);
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
    triggers_.put(keyOf(t.schema, t.name), t);
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
    events_.put(keyOf(e.schema, e.name), e);
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
    sequences_.put(keyOf(s.schema, s.name), s);
}

void CatalogBuilder::setSequence(const mysql::SetSequence& def) {
    if (Sequence* s = sequences_.find(keyOf(schemaOf(def.name), def.name.name)))
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
            dropTable(name);
        } else if (def.kind == "VIEW") {
            views_.erase(keyOf(schema, name.name));
        } else if (def.kind == "TRIGGER") {
            triggers_.erase(keyOf(schema, name.name));
        } else if (def.kind == "EVENT") {
            events_.erase(keyOf(schema, name.name));
        } else if (def.kind == "SEQUENCE") {
            sequences_.erase(keyOf(schema, name.name));
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
            routines_.erase(routineKey(schema, name.name, kind));
        }
    }
}

void CatalogBuilder::dropTable(const mysql::ObjectName& name) {
    const Table* t = find(name);
    if (!t)
        return;
    triggers_.eraseIf([&](const Trigger& g) { return g.schema == t->schema && g.table == t->name; });
    tables_.erase(tableKey(t->schema, t->name));
}

void CatalogBuilder::dropDatabase(const std::string& name) {
    eraseSchema(tables_, name);
    eraseSchema(views_, name);
    eraseSchema(routines_, name);
    eraseSchema(triggers_, name);
    eraseSchema(events_, name);
    eraseSchema(sequences_, name);
    std::erase(catalog_.schemas, name);
    databases_.erase(name);
}

void CatalogBuilder::rename(const mysql::ObjectName& from, const mysql::ObjectName& to,
                            const Applied& context) {
    Table* t = find(from);
    if (!t)
        return unparsed(context.place, context.text,
                        fmt::format("no table {} before this statement", from.name));
    const auto schema = to.schema.empty() ? t->schema : to.schema;
    const auto key = tableKey(schema, to.name);
    if (const Table* other = tables_.find(key); other && other != t)
        return unparsed(context.place, context.text, fmt::format("the table {} is there already", to.name));
    for (auto& g : triggers_)
        if (g.schema == t->schema && g.table == t->name)
            g.table = to.name;
    tables_.rename(tableKey(t->schema, t->name), key);
    t->schema = schema;
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
    catalog_.tables = tables_.take();
    catalog_.views = views_.take();
    catalog_.routines = routines_.take();
    catalog_.triggers = triggers_.take();
    catalog_.events = events_.take();
    catalog_.sequences = sequences_.take();
    return std::exchange(catalog_, {});
}

} // namespace causeway::dump
