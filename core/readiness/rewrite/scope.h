// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/readiness/rewrite/sql_text.h"
#include "core/readiness/target_model.h"

#include <map>
#include <set>
#include <string>
#include <vector>

namespace causeway::rewrite {

struct SourceColumn {
    std::string name;    ///< as the MySQL statement may call it
    std::string printed; ///< as PostgreSQL calls it, quoted where needed
    ValueKind kind = ValueKind::Unknown;
    bool nullable = true;
    std::optional<int> scale;
    bool exactCase = false;
    bool nonNegative = false;
    bool wide = false;                                    ///< bigint
    bool identity = false;                                ///< AUTO_INCREMENT
    bool generated = false;                               ///< computed from other columns
    bool padded = false;                                  ///< CHAR(n): trailing blanks are not kept
    const std::vector<std::string>* listLabels = nullptr; ///< labels of a SET that is text joined by commas
    bool foldsIndexes = false;                            ///< unique indexes are on lower()
    CaseBlind caseBlind = CaseBlind::No;
    std::string labelType;                             ///< the enum type of its labels: read as text
    const std::vector<std::string>* members = nullptr; ///< labels of an ENUM or SET
};

/// One table, view, derived table or trigger row that columns are looked up in.
struct Source {
    std::string schema, name; ///< how the statement names it: its alias, or its table's name
    std::string printed;
    std::vector<SourceColumn> columns;
    bool nullable = false; ///< on the outer side of a join
    bool open = false;     ///< its columns are not known: every name is one of them
    const TargetTable* table = nullptr;
};

/// What names mean at one place of a statement.
struct Scope {
    const Scope* parent = nullptr;
    std::vector<Source> sources;
    std::set<std::string> merged;                    ///< lower-case columns joined by USING or NATURAL
    std::map<std::string, Sql, std::less<>> aliases; ///< select aliases, lower case, for HAVING and ORDER BY
    std::map<std::string, std::string, std::less<>> aliasNames; ///< the same, as printed
    std::map<std::string, Sql, std::less<>> variables; ///< parameters and local variables, lower case
    std::map<std::string, Source, std::less<>> ctes;   ///< lower case
    bool qualify = false;                              ///< write every column with its table
};

std::vector<SourceColumn> sourceColumns(const TargetTable& table);
std::vector<SourceColumn> sourceColumns(const std::vector<ViewColumn>& columns);
Source tableSource(const TargetTable& table);
Sql columnSql(const SourceColumn& column, const Source& source, bool qualified);

} // namespace causeway::rewrite
