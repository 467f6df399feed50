// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/catalog/catalog.h"
#include "core/catalog/json_column.h"
#include "core/readiness/choices/type_map.h"
#include "core/readiness/naming.h"
#include "core/readiness/readiness.h"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace causeway {

struct TargetColumn {
    const Column* source = nullptr;
    std::string name;
    MappedType type;
    bool notNull = false;
    bool droppedZeroDate = false; ///< its default was a zero date: dropped, and NULL allowed
    bool harmonised = false;      ///< its type was widened to that of the other side of a foreign key
    CaseBlind caseBlind = CaseBlind::No;
    bool foldsIndexes = false; ///< indexes of this text are on lower()
    std::string collation;     ///< qualified, or empty
    std::string labelType;     ///< the qualified enum type of its labels, or empty
    std::string labelTable;    ///< the qualified table of its labels, or empty
    std::string zeroDate;      ///< what its zero date default becomes, as a literal; empty: none
};

/// A table as it will stand in PostgreSQL. Points into the catalog, which must outlive it.
struct TargetTable {
    const Table* source = nullptr;
    std::string schema, name;
    std::vector<TargetColumn> columns;
    std::vector<std::pair<std::string, std::string>> renamed; ///< source name, target name
    std::set<const Index*> referenced;                        ///< unique keys that a foreign key names

    /// ASCII case-insensitive, by the source's name; null when absent.
    const TargetColumn* column(std::string_view sourceName) const;
    std::string qualified() const;
    /// "schema.table" as the user knows it, for obstacles.
    std::string label() const;
};

/// A name and kind of a view's column.
struct ViewColumn {
    std::string name;
    ValueKind kind = ValueKind::Unknown;
    bool nullable = true;
    bool exactCase = false;                            ///< text that compares with regard to case
    const std::vector<std::string>* members = nullptr; ///< labels of an ENUM
    std::optional<int> scale = std::nullopt;           ///< decimal digits, where they are known
    bool wide = false;                                 ///< bigint
    CaseBlind caseBlind = CaseBlind::No;
};

struct TargetView {
    std::string schema, name; ///< of the target
    std::string sourceSchema, sourceName;
    std::vector<ViewColumn> columns;
};

struct TargetFunction {
    std::string schema, name; ///< of the target
    std::string sourceSchema, sourceName;
    ValueKind returns = ValueKind::Unknown;
    std::vector<std::pair<ValueKind, std::string>> parameters; ///< kinds and SQL types
};

/// A procedure that was converted, as its callers must know it.
struct TargetProcedure {
    struct Parameter {
        std::string name, mode, type; ///< of the target; IN, OUT or INOUT; an SQL type
        ValueKind kind = ValueKind::Unknown;
        bool operator==(const Parameter&) const = default;
    };
    std::string sourceSchema, sourceName;
    std::vector<Parameter> parameters;
    int resultSets = 0; ///< refcursor parameters behind the others: result_1, result_2...
    bool operator==(const TargetProcedure&) const = default;
};

/// All that the converters of single objects must know of the whole: names, types, keys. Built once; views
/// and functions are added as they are converted.
struct TargetModel {
    const Catalog* catalog = nullptr;
    ConversionOptions options;
    bool open = false; ///< no schema is known: names that are not found are taken as they are
    Naming names;
    std::vector<TargetTable> tables; ///< in the catalog's order, without temporary tables
    std::vector<TargetView> views;
    std::vector<TargetFunction> functions;
    std::vector<TargetProcedure> procedures;
    /// Target names of the catalog's views, sequences and routines, in its order.
    std::vector<std::string> viewNames, sequenceNames, routineNames;
    /// How many indexes of a schema carry a name: those above one get the table's name in front. By schema
    /// and name with a NUL between.
    std::unordered_map<std::string, int> indexNames;
    /// Places in `tables` by the source's name in lower case.
    std::unordered_map<std::string, std::vector<std::size_t>> tablesByName;

    /// By the source's names: exact first, then without regard to case. An empty schema matches any.
    const TargetTable* table(std::string_view schema, std::string_view name) const;
    const TargetView* view(std::string_view schema, std::string_view name) const;
    const TargetFunction* function(std::string_view schema, std::string_view name) const;
    /// The qualified target name of a sequence, also of one that is not known.
    std::string sequence(std::string_view schema, std::string_view name) const;
    /// The qualified target name of a procedure, by the source's names; empty when there is none.
    std::string procedure(std::string_view schema, std::string_view name) const;
    /// The same procedure's parameters; null when it was not converted.
    const TargetProcedure* converted(std::string_view schema, std::string_view name) const;
};

/// The name MySQL knows an index by: its own, or that of its first column.
std::string sourceIndexName(const Index& index);
/// True when the index of this table is on lower() of its text that folds indexes.
bool indexFoldsCase(const Index& index, const TargetTable& table);
/// True when an index part covers less than the whole column.
bool isPrefix(const IndexPart& part, const TargetColumn& column);

TargetModel buildTargetModel(const Catalog& catalog, const ConversionOptions& options);

/// Shapes the types of all columns as the options' choices say, before foreign keys are harmonised.
void applyChoices(TargetModel& model);
/// The collations and extensions that the columns need, as statements.
std::string choicesPreamble(const TargetModel& model);
/// Columns that the type map names and that the schema does not have.
std::vector<std::string> unknownChoiceColumns(const TargetModel& model);

/// Gives both sides of every foreign key the wider integer type.
void harmoniseForeignKeys(TargetModel& model);

} // namespace causeway
