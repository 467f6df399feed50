// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/concat.h"
#include "core/base/text.h"
#include "core/readiness/table/table_parts.h"

namespace causeway {

namespace {

std::string createTable(const TargetTable& table, TargetModel& model, const PartitionPlan& partitions,
                        Notes& notes) {
    auto lines = columnLines(table, model, notes);
    if (const std::string key = primaryKeyLine(table, model); !key.empty())
        lines.push_back(key);
    for (auto& check : checkLines(table, model, notes))
        lines.push_back(std::move(check));
    const bool unlogged =
        equalsIgnoreCase(table.source->engine, "MEMORY") || equalsIgnoreCase(table.source->engine, "HEAP");
    return concat({"CREATE ", unlogged && partitions.clause.empty() ? "UNLOGGED " : "", "TABLE ",
                   table.qualified(), " (\n    ", join(lines, ",\n    "), "\n)",
                   partitions.clause.empty() ? "" : " ", partitions.clause, ";\n"});
}

/// What could not be written stands in a comment above the table.
std::string manualComments(const std::vector<Obstacle>& obstacles) {
    std::string out;
    for (const Obstacle& o : obstacles)
        if (o.verdict == Verdict::Manual)
            out += commented("Manual: " + o.message);
    return out;
}

} // namespace

Conversion convertTable(const TargetTable& table, TargetModel& model) {
    Conversion conversion;
    conversion.kind = "table";
    conversion.schema = table.source->schema;
    conversion.name = table.source->name;
    conversion.source = table.source->source;
    conversion.place = table.source->place;
    Notes notes(table.label(), table.source->place);
    const auto partitions = planPartitions(table, model, notes);
    const std::string create = createTable(table, model, partitions, notes);
    std::string indexes = indexStatements(table, model, notes);
    std::string triggers = onUpdateTriggers(table, model, notes);
    noteTable(table, notes);
    conversion.obstacles = notes.take();
    conversion.parts.push_back({ScriptPhase::Tables, manualComments(conversion.obstacles) +
                                                         labelStatements(table) + create +
                                                         partitions.statements + commentStatements(table)});
    const auto add = [&](ScriptPhase phase, std::string sql) {
        if (!sql.empty())
            conversion.parts.push_back({phase, std::move(sql)});
    };
    add(ScriptPhase::AfterLoad, identityAfterLoad(table));
    add(ScriptPhase::Indexes, std::move(indexes));
    add(ScriptPhase::ForeignKeys, labelKeys(table));
    add(ScriptPhase::Triggers, std::move(triggers));
    finish(conversion, false);
    return conversion;
}

} // namespace causeway
