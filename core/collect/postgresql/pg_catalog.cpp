// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/collect/postgresql/pg_catalog.h"

#include "core/base/text.h"
#include "core/collect/live/rows.h"

#include <algorithm>

namespace causeway::postgresql {
namespace {

using live::Rows;

bool isTrue(const std::string& text) {
    return text == "t";
}

void addTo(std::optional<std::uint64_t>& sum, const std::optional<std::uint64_t>& part) {
    if (part)
        sum = sum.value_or(0) + *part;
}

std::string ruleOf(const std::string& code) {
    if (code == "c")
        return "CASCADE";
    if (code == "n")
        return "SET NULL";
    if (code == "d")
        return "SET DEFAULT";
    return code == "r" ? "RESTRICT" : "NO ACTION";
}

/// "RANGE (created)" taken apart.
Partitioning partitioningOf(const std::string& key) {
    Partitioning partitioning;
    const auto open = key.find('(');
    partitioning.method = toUpper(trim(std::string_view(key).substr(0, open)));
    if (open != std::string::npos && key.ends_with(')'))
        partitioning.expression = key.substr(open + 1, key.size() - open - 2);
    return partitioning;
}

/// "FOR VALUES FROM ('2026-01-01') TO ('2026-02-01')" without its first words.
std::string boundsOf(const std::string& bounds) {
    constexpr std::string_view kPrefix = "FOR VALUES ";
    return bounds.starts_with(kPrefix) ? bounds.substr(kPrefix.size()) : bounds;
}

} // namespace

void PgCatalogBuilder::add(const ProbeResult& answer) {
    using Handler = void (PgCatalogBuilder::*)(const ProbeResult&);
    static const std::map<std::string_view, Handler> kHandlers{
        {"pg.catalog.schemata", &PgCatalogBuilder::addSchemata},
        {"pg.catalog.tables", &PgCatalogBuilder::addTables},
        {"pg.catalog.sizes", &PgCatalogBuilder::addSizes},
        {"pg.catalog.columns", &PgCatalogBuilder::addColumns},
        {"pg.catalog.enums", &PgCatalogBuilder::addEnums},
        {"pg.catalog.indexes", &PgCatalogBuilder::addIndexes},
        {"pg.catalog.foreign_keys", &PgCatalogBuilder::addForeignKeys},
        {"pg.catalog.checks", &PgCatalogBuilder::addChecks},
        {"pg.catalog.views", &PgCatalogBuilder::addViews},
        {"pg.catalog.routines", &PgCatalogBuilder::addRoutines},
        {"pg.catalog.triggers", &PgCatalogBuilder::addTriggers},
        {"pg.sequences", &PgCatalogBuilder::addSequences}};
    if (const auto it = kHandlers.find(answer.id); it != kHandlers.end())
        (this->*it->second)(answer);
}

Table* PgCatalogBuilder::table(const Oid& oid) {
    const auto it = tables_.find(oid);
    return it == tables_.end() ? nullptr : &catalog_.tables[it->second];
}

void PgCatalogBuilder::addSchemata(const ProbeResult& answer) {
    const Rows rows(answer);
    for (std::size_t i = 0; i < rows.size(); ++i)
        catalog_.schemas.push_back(rows.text(i, rows.column("nspname")));
}

void PgCatalogBuilder::addTables(const ProbeResult& answer) {
    const Rows rows(answer);
    const auto text = [&](std::size_t i, std::string_view name) {
        return rows.text(i, rows.column(name));
    };
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (isTrue(text(i, "relispartition")))
            continue;
        Table result;
        result.schema = text(i, "table_schema");
        result.name = text(i, "table_name");
        result.comment = text(i, "comment");
        if (text(i, "relpersistence") == "u")
            result.options["UNLOGGED"] = "1";
        if (text(i, "relkind") == "f")
            result.options["FOREIGN"] = "1";
        if (text(i, "relkind") == "p") {
            result.partitioning = partitioningOf(text(i, "partition_key"));
        } else {
            result.dataBytes = rows.number(i, rows.column("bytes"));
            result.rows = rows.number(i, rows.column("rows")); // -1, never analysed, is no number here
        }
        tables_[text(i, "oid")] = catalog_.tables.size();
        catalog_.tables.push_back(std::move(result));
    }
    for (std::size_t i = 0; i < rows.size(); ++i) {
        Table* root = isTrue(text(i, "relispartition")) ? table(text(i, "root")) : nullptr;
        if (!root || !root->partitioning)
            continue;
        const auto count = rows.number(i, rows.column("rows"));
        const bool leaf = text(i, "relkind") != "p";
        if (leaf) {
            addTo(root->rows, count);
            addTo(root->dataBytes, rows.number(i, rows.column("bytes")));
        }
        root->partitioning->partitions.push_back({text(i, "table_name"), boundsOf(text(i, "bounds")), count});
        tables_[text(i, "oid")] = std::size_t(root - catalog_.tables.data());
        isPartition_[text(i, "oid")] = true;
    }
}

/// Exact sizes replace the estimate of the tables' answer; those of partitions are added up.
void PgCatalogBuilder::addSizes(const ProbeResult& answer) {
    const Rows rows(answer);
    for (auto& entry : catalog_.tables)
        entry.dataBytes.reset();
    for (std::size_t i = 0; i < rows.size(); ++i) {
        Table* owner = table(rows.text(i, rows.column("oid")));
        if (!owner)
            continue;
        addTo(owner->dataBytes, rows.number(i, rows.column("table_bytes")));
        addTo(owner->indexBytes, rows.number(i, rows.column("index_bytes")));
    }
}

void PgCatalogBuilder::addColumns(const ProbeResult& answer) {
    const Rows rows(answer);
    const auto text = [&](std::size_t i, std::string_view name) {
        return rows.text(i, rows.column(name));
    };
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const auto it = tables_.find(text(i, "oid"));
        if (it == tables_.end())
            continue;
        Column column;
        column.name = text(i, "column_name");
        column.type = parsePgType(text(i, "typname"), text(i, "column_type"));
        column.nullable = !isTrue(text(i, "attnotnull"));
        column.autoIncrement = !text(i, "attidentity").empty();
        column.collation = text(i, "collation");
        column.comment = text(i, "comment");
        const auto& expression = rows.cell(i, rows.column("expression"));
        const std::string generated = text(i, "attgenerated");
        if (expression && !generated.empty())
            column.generated = Generated{*expression, generated == "s"};
        else if (expression)
            column.defaultValue = parsePgDefault(*expression);
        auto& columns = catalog_.tables[it->second].columns;
        if (text(i, "typtype") == "e")
            enumColumns_[text(i, "type_oid")].push_back({it->second, columns.size()});
        columns.push_back(std::move(column));
    }
}

void PgCatalogBuilder::addEnums(const ProbeResult& answer) {
    const Rows rows(answer);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const auto it = enumColumns_.find(rows.text(i, rows.column("type_oid")));
        if (it == enumColumns_.end())
            continue;
        for (const auto& [tableIndex, columnIndex] : it->second)
            catalog_.tables[tableIndex].columns[columnIndex].type.members.push_back(
                rows.text(i, rows.column("enumlabel")));
    }
}

void PgCatalogBuilder::addIndexes(const ProbeResult& answer) {
    const Rows rows(answer);
    const auto text = [&](std::size_t i, std::string_view name) {
        return rows.text(i, rows.column(name));
    };
    for (std::size_t i = 0; i < rows.size(); ++i) {
        Table* owner = table(text(i, "oid"));
        if (!owner)
            continue;
        const std::string name = text(i, "index_name");
        if (owner->indexes.empty() || owner->indexes.back().name != name) {
            Index index;
            index.name = name;
            index.kind = isTrue(text(i, "indisprimary"))  ? IndexKind::Primary
                         : isTrue(text(i, "indisunique")) ? IndexKind::Unique
                                                          : IndexKind::Plain;
            index.method = text(i, "amname");
            index.predicate = text(i, "predicate");
            index.valid = isTrue(text(i, "indisvalid"));
            index.comment = text(i, "comment");
            index.sizeBytes = rows.number(i, rows.column("bytes"));
            owner->indexes.push_back(std::move(index));
        }
        IndexPart part;
        part.column = text(i, "column_name");
        part.expression = text(i, "expression");
        part.descending = text(i, "descending") == "1";
        owner->indexes.back().parts.push_back(std::move(part));
    }
}

void PgCatalogBuilder::addForeignKeys(const ProbeResult& answer) {
    const Rows rows(answer);
    const auto text = [&](std::size_t i, std::string_view name) {
        return rows.text(i, rows.column(name));
    };
    for (std::size_t i = 0; i < rows.size(); ++i) {
        Table* owner = table(text(i, "oid"));
        if (!owner || isPartition_.count(text(i, "oid")))
            continue;
        const std::string name = text(i, "conname");
        if (owner->foreignKeys.empty() || owner->foreignKeys.back().name != name) {
            ForeignKey key;
            key.name = name;
            key.refSchema = text(i, "ref_schema") == owner->schema ? std::string() : text(i, "ref_schema");
            key.refTable = text(i, "ref_table");
            key.onUpdate = ruleOf(text(i, "confupdtype"));
            key.onDelete = ruleOf(text(i, "confdeltype"));
            owner->foreignKeys.push_back(std::move(key));
        }
        owner->foreignKeys.back().columns.push_back(text(i, "column_name"));
        owner->foreignKeys.back().refColumns.push_back(text(i, "ref_column"));
    }
}

void PgCatalogBuilder::addChecks(const ProbeResult& answer) {
    const Rows rows(answer);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        Table* owner = table(rows.text(i, rows.column("oid")));
        if (!owner)
            continue;
        Check check;
        check.name = rows.text(i, rows.column("conname"));
        check.expression = rows.text(i, rows.column("expression"));
        owner->checks.push_back(std::move(check));
    }
}

Catalog PgCatalogBuilder::finish() {
    for (auto& entry : catalog_.tables)
        std::stable_sort(entry.indexes.begin(), entry.indexes.end(), [](const Index& a, const Index& b) {
            return (a.kind == IndexKind::Primary) > (b.kind == IndexKind::Primary);
        });
    return std::move(catalog_);
}

} // namespace causeway::postgresql
