// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/schema_changes.h"

#include "core/base/text.h"

#include <algorithm>
#include <array>
#include <map>

namespace causeway {
namespace {

/// Declarations by name, of one type of object.
using Declared = std::map<std::string, std::string>;
constexpr std::array kTypes{"table",   "column",  "index", "foreign_key", "view",
                            "routine", "trigger", "event", "sequence"};
using Inventory = std::array<Declared, kTypes.size()>;
enum Type { kTable, kColumn, kIndex, kForeignKey, kView, kRoutine, kTrigger, kEvent, kSequence };

std::string named(const std::string& schema, const std::string& name) {
    return schema.empty() ? name : schema + "." + name;
}

/// Stands between a table and what is in it: names may hold dots.
constexpr char kInside = '\x1f';

/// Columns and keys of a table that came or went are part of that change.
bool partOf(const Declared& tables, const std::string& object) {
    return tables.contains(object.substr(0, object.find(kInside)));
}

std::string shown(std::string object) {
    std::replace(object.begin(), object.end(), kInside, '.');
    return printable(object);
}

std::string declared(const Column& c) {
    std::string text = c.type.full.empty() ? c.type.name : c.type.full;
    text += c.nullable ? " NULL" : " NOT NULL";
    if (c.defaultValue)
        text +=
            " DEFAULT " + (c.defaultValue->kind == DefaultValue::Kind::Null ? "NULL" : c.defaultValue->text);
    if (c.autoIncrement)
        text += " AUTO_INCREMENT";
    if (c.generated)
        text += " AS (" + c.generated->expression + ")";
    if (!c.collation.empty())
        text += " COLLATE " + c.collation;
    return text;
}

std::string declared(const Index& index) {
    constexpr std::array kKinds{"PRIMARY KEY", "UNIQUE", "INDEX", "FULLTEXT", "SPATIAL"};
    std::vector<std::string> parts;
    for (const auto& p : index.parts)
        parts.push_back((p.column.empty() ? "(" + p.expression + ")" : p.column) +
                        (p.prefix ? "(" + std::to_string(*p.prefix) + ")" : "") +
                        (p.descending ? " DESC" : ""));
    return std::string(kKinds[std::size_t(index.kind)]) + " (" + join(parts, ", ") + ")" +
           (index.predicate.empty() ? "" : " WHERE " + index.predicate) + (index.visible ? "" : " INVISIBLE");
}

std::string declared(const ForeignKey& key) {
    return "(" + join(key.columns, ", ") + ") REFERENCES " + named(key.refSchema, key.refTable) + " (" +
           join(key.refColumns, ", ") + ")" + (key.onUpdate.empty() ? "" : " ON UPDATE " + key.onUpdate) +
           (key.onDelete.empty() ? "" : " ON DELETE " + key.onDelete);
}

void addTable(Inventory& all, const Table& t) {
    const std::string name = t.qualifiedName();
    all[kTable][name] = join(
        {t.engine, t.charset, t.collation,
         t.partitioning ? "PARTITION BY " + t.partitioning->method + " (" + t.partitioning->expression + ")"
                        : ""},
        " ");
    for (const auto& c : t.columns)
        all[kColumn][name + kInside + c.name] = declared(c);
    for (const auto& i : t.indexes)
        all[kIndex][name + kInside + i.name] = declared(i);
    for (const auto& k : t.foreignKeys)
        all[kForeignKey][name + kInside + k.name] = declared(k);
}

Inventory inventoryOf(const Catalog& catalog) {
    Inventory all;
    for (const auto& t : catalog.tables)
        addTable(all, t);
    for (const auto& v : catalog.views)
        all[kView][named(v.schema, v.name)] = v.select;
    for (const auto& r : catalog.routines)
        all[kRoutine][named(r.schema, r.name) + "(" + r.parameters + ")"] = r.returns + " " + r.body;
    for (const auto& t : catalog.triggers)
        all[kTrigger][named(t.schema, t.name)] = t.timing + " " + t.event + " ON " + t.table + " " + t.body;
    for (const auto& e : catalog.events)
        all[kEvent][named(e.schema, e.name)] = e.schedule + " " + e.body;
    for (const auto& s : catalog.sequences)
        all[kSequence][named(s.schema, s.name)] = s.type;
    return all;
}

std::uint64_t distance(std::optional<std::uint64_t> a, std::optional<std::uint64_t> b) {
    const auto x = a.value_or(0), y = b.value_or(0);
    return x > y ? x - y : y - x;
}

std::optional<std::uint64_t> bytesOf(const Table& t) {
    return t.dataBytes || t.indexBytes ? std::optional(t.dataBytes.value_or(0) + t.indexBytes.value_or(0))
                                       : std::nullopt;
}

std::optional<std::uint64_t> rowsOf(const Catalog& catalog) {
    std::optional<std::uint64_t> total;
    for (const auto& t : catalog.tables)
        if (t.rows)
            total = total.value_or(0) + *t.rows;
    return total;
}

std::map<std::string, const Table*> tablesOf(const Catalog& catalog) {
    std::map<std::string, const Table*> tables;
    for (const auto& t : catalog.tables)
        tables[t.qualifiedName()] = &t;
    return tables;
}

bool differs(const VolumeChange& v) {
    const bool bytes = v.bytesBefore && v.bytesAfter && v.bytesBefore != v.bytesAfter;
    return bytes || (v.rowsBefore && v.rowsAfter && v.rowsBefore != v.rowsAfter);
}

} // namespace

void addSchemaChanges(std::vector<SchemaChange>& changes, const std::string& server, const Catalog& before,
                      const Catalog& after) {
    constexpr std::size_t kLongest = 400;
    const auto was = inventoryOf(before), is = inventoryOf(after);
    using Kind = SchemaChange::Kind;
    for (std::size_t type = 0; type < kTypes.size(); ++type) {
        const bool inTable = type == kColumn || type == kIndex || type == kForeignKey;
        for (const auto& [name, text] : was[type]) {
            const auto it = is[type].find(name);
            if (it == is[type].end()) {
                if (!inTable || partOf(is[kTable], name))
                    changes.push_back(
                        {server, kTypes[type], shown(name), Kind::Removed, printable(text, kLongest), {}});
            } else if (it->second != text) {
                changes.push_back({server, kTypes[type], shown(name), Kind::Changed,
                                   printable(text, kLongest), printable(it->second, kLongest)});
            }
        }
        for (const auto& [name, text] : is[type])
            if (!was[type].contains(name) && (!inTable || partOf(was[kTable], name)))
                changes.push_back(
                    {server, kTypes[type], shown(name), Kind::Added, {}, printable(text, kLongest)});
    }
}

void addVolumeChanges(std::vector<VolumeChange>& changes, const std::string& server, const Catalog& before,
                      const Catalog& after) {
    std::vector<VolumeChange> tables;
    const auto was = tablesOf(before);
    for (const auto& [name, t] : tablesOf(after)) {
        const auto it = was.find(name);
        if (it == was.end())
            continue;
        VolumeChange v{server, printable(name), bytesOf(*it->second), bytesOf(*t), it->second->rows, t->rows};
        if (differs(v))
            tables.push_back(std::move(v));
    }
    std::sort(tables.begin(), tables.end(), [](const VolumeChange& a, const VolumeChange& b) {
        const auto da = distance(a.bytesBefore, a.bytesAfter), db = distance(b.bytesBefore, b.bytesAfter);
        return da != db ? da > db : a.table < b.table;
    });
    VolumeChange total{server, {}, before.totalBytes(), after.totalBytes(), rowsOf(before), rowsOf(after)};
    if (!tables.empty() || differs(total))
        changes.push_back(std::move(total));
    changes.insert(changes.end(), tables.begin(), tables.end());
}

} // namespace causeway
