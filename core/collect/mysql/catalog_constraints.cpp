// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"
#include "core/collect/live/rows.h"
#include "core/collect/mysql/catalog_builder.h"

#include <algorithm>

namespace causeway::mysql {
namespace {

using live::Rows;

/// "p0", "p1"...: the names a server gives to HASH and KEY partitions that were only counted.
bool namesAreNumbered(const std::vector<Partition>& partitions) {
    for (std::size_t i = 0; i < partitions.size(); ++i)
        if (partitions[i].name != "p" + std::to_string(i))
            return false;
    return true;
}

std::string boundsOf(const std::string& method, const std::string& description) {
    if (description.empty())
        return {};
    if (method == "RANGE" && description == "MAXVALUE")
        return "LESS THAN MAXVALUE";
    if (method.starts_with("RANGE"))
        return "LESS THAN (" + description + ")";
    return method.starts_with("LIST") ? "IN (" + description + ")" : description;
}

} // namespace

void CatalogBuilder::addKeys(const ProbeResult& answer) {
    const Rows rows(answer);
    const auto column = [&](std::string_view name) {
        return rows.column(name);
    };
    const int schema = column("table_schema"), tableName = column("table_name"),
              name = column("constraint_name");
    keysRead_ = true;
    hasKeys_ = rows.size() > 0;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        Table* owner = table(rows.text(i, schema), rows.text(i, tableName));
        if (!owner)
            continue;
        const std::string keyName = rows.text(i, name);
        if (owner->foreignKeys.empty() || owner->foreignKeys.back().name != keyName) {
            ForeignKey key;
            key.name = keyName;
            const std::string refSchema = rows.text(i, column("referenced_table_schema"));
            key.refSchema = refSchema == owner->schema ? std::string() : refSchema;
            key.refTable = rows.text(i, column("referenced_table_name"));
            owner->foreignKeys.push_back(std::move(key));
        }
        owner->foreignKeys.back().columns.push_back(rows.text(i, column("column_name")));
        owner->foreignKeys.back().refColumns.push_back(rows.text(i, column("referenced_column_name")));
    }
}

void CatalogBuilder::addReferences(const ProbeResult& answer) {
    const Rows rows(answer);
    const int schema = rows.column("constraint_schema"), tableName = rows.column("table_name");
    const int name = rows.column("constraint_name");
    const int updateRule = rows.column("update_rule"), deleteRule = rows.column("delete_rule");
    for (std::size_t i = 0; i < rows.size(); ++i) {
        Table* owner = table(rows.text(i, schema), rows.text(i, tableName));
        if (!owner)
            continue;
        const std::string keyName = rows.text(i, name);
        for (auto& key : owner->foreignKeys) {
            if (key.name != keyName)
                continue;
            key.onUpdate = rows.text(i, updateRule);
            key.onDelete = rows.text(i, deleteRule);
        }
    }
}

void CatalogBuilder::addChecks(const ProbeResult& answer) {
    const Rows rows(answer);
    const int schema = rows.column("table_schema"), tableName = rows.column("table_name");
    const int name = rows.column("constraint_name"), clause = rows.column("check_clause");
    const int enforced = rows.column("enforced"), level = rows.column("level");
    for (std::size_t i = 0; i < rows.size(); ++i) {
        Table* owner = table(rows.text(i, schema), rows.text(i, tableName));
        if (!owner)
            continue;
        const std::string checkName = rows.text(i, name), text = expression(rows.text(i, clause));
        if (rows.text(i, level) == "Column") {
            for (auto& entry : owner->columns)
                if (entry.name == checkName)
                    entry.check = text;
            continue;
        }
        Check check;
        check.name = checkName;
        check.expression = text;
        check.enforced = rows.text(i, enforced) != "NO";
        owner->checks.push_back(std::move(check));
    }
}

void CatalogBuilder::addPartitions(const ProbeResult& answer) {
    const Rows rows(answer);
    const auto column = [&](std::string_view name) {
        return rows.column(name);
    };
    const int schema = column("table_schema"), tableName = column("table_name"),
              name = column("partition_name");
    for (std::size_t i = 0; i < rows.size(); ++i) {
        Table* owner = table(rows.text(i, schema), rows.text(i, tableName));
        if (!owner)
            continue;
        const std::string method = rows.text(i, column("partition_method"));
        if (!owner->partitioning) {
            Partitioning& partitioning = owner->partitioning.emplace();
            partitioning.method = method;
            partitioning.expression = rows.text(i, column("partition_expression"));
            if (const auto sub = rows.text(i, column("subpartition_method")); !sub.empty())
                partitioning.subpartition =
                    sub + " (" + rows.text(i, column("subpartition_expression")) + ")";
        }
        auto& partitions = owner->partitioning->partitions;
        const std::string partitionName = rows.text(i, name);
        const auto count = rows.number(i, column("table_rows"));
        if (!partitions.empty() && partitions.back().name == partitionName) {
            if (count)
                partitions.back().rows = partitions.back().rows.value_or(0) + *count;
            continue;
        }
        partitions.push_back(
            {partitionName, boundsOf(method, rows.text(i, column("partition_description"))), count});
    }
    for (auto& entry : catalog_.tables) {
        if (!entry.partitioning)
            continue;
        auto& partitioning = *entry.partitioning;
        const bool counted = partitioning.method.ends_with("HASH") || partitioning.method.ends_with("KEY");
        if (counted && namesAreNumbered(partitioning.partitions)) {
            partitioning.count = std::uint32_t(partitioning.partitions.size());
            partitioning.partitions.clear();
        }
    }
}

} // namespace causeway::mysql
