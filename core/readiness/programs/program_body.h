// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/readiness/rewrite/rewriter.h"
#include "core/sql/mysql/parser.h"

#include <string>
#include <string_view>
#include <vector>

namespace causeway {

/// What stands around a body: its names and how it ends.
struct ProgramContext {
    enum class Kind { Function, Procedure, Trigger, Event };
    Kind kind = Kind::Procedure;
    std::string schema;
    rewrite::Scope scope;               ///< parameters; NEW and OLD of a trigger
    const TargetTable* table = nullptr; ///< of a trigger
    std::string ending;                 ///< "RETURN NEW;" of a trigger, else empty
    ValueKind returns = ValueKind::Unknown;
    std::string returnType; ///< SQL type of a function's result
    mysql::LexOptions options;
};

struct ProgramBody {
    std::string text;    ///< a PL/pgSQL block
    int resultSets = 0;  ///< queries that return rows: refcursor parameters result_1, result_2...
    bool calls = false;  ///< holds CALL: what the procedure returns may not be known yet
    bool writes = false; ///< holds INSERT, UPDATE, DELETE or DDL
    std::map<std::string, std::set<std::string>> remarks;
};

/// Converts the body of a routine, trigger or event. Throws rewrite::Unsupported with the reason and the line
/// where something has no sound counterpart.
ProgramBody convertBody(std::string_view body, const ProgramContext& context, const TargetModel& model);

/// A declared type as the catalog's columns have it.
ColumnType columnType(const mysql::DataType& type);

} // namespace causeway
