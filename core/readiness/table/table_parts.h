// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/readiness/notes.h"
#include "core/readiness/target_model.h"

#include <string>
#include <vector>

namespace causeway {

/// Lines of CREATE TABLE for the columns, with defaults, identity, generated columns and checks of types.
std::vector<std::string> columnLines(const TargetTable& table, const TargetModel& model, Notes& notes);
/// The types and tables of labels that ENUM columns became, to run before the table; often empty.
std::string labelStatements(const TargetTable& table);
/// The foreign keys to the tables of labels; often empty.
std::string labelKeys(const TargetTable& table);
/// setval for every identity column, to run after the load; empty without one.
std::string identityAfterLoad(const TargetTable& table);

/// "CONSTRAINT ... CHECK (...)" lines of the table's and the columns' checks.
std::vector<std::string> checkLines(const TargetTable& table, TargetModel& model, Notes& notes);
/// The primary key's line, or empty.
std::string primaryKeyLine(const TargetTable& table, TargetModel& model);

/// All indexes but the primary key, ready to run after the load.
std::string indexStatements(const TargetTable& table, TargetModel& model, Notes& notes);

struct PartitionPlan {
    std::string clause;     ///< "PARTITION BY RANGE (d)"; empty: no partitions
    std::string statements; ///< CREATE TABLE ... PARTITION OF ...
};
PartitionPlan planPartitions(const TargetTable& table, TargetModel& model, Notes& notes);

/// Triggers in the place of ON UPDATE CURRENT_TIMESTAMP, with their functions.
std::string onUpdateTriggers(const TargetTable& table, TargetModel& model, Notes& notes);

/// Obstacles of the table as a whole: key, engine, names, options.
void noteTable(const TargetTable& table, Notes& notes);
/// COMMENT ON statements of the table and its columns.
std::string commentStatements(const TargetTable& table);

Conversion convertTable(const TargetTable& table, TargetModel& model);
std::vector<Conversion> convertForeignKeys(const TargetTable& table, TargetModel& model);

} // namespace causeway
