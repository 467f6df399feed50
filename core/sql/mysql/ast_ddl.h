// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sql/mysql/ast_query.h"

#include <map>

/// The trees of definitions. Expressions are kept as a tree and as the source's text.
namespace causeway::mysql {

struct ObjectName {
    std::string schema, name;
    Place place;
};

/// An expression with its text as written, without parentheses around the whole.
struct TextExpr {
    ExprPtr expr;
    std::string text;
};

struct CheckDef {
    std::string name;
    TextExpr condition;
    bool enforced = true;
    Place place;
};

struct ReferenceDef {
    ObjectName table;
    std::vector<std::string> columns;
    std::string onUpdate, onDelete, match;
};

struct ColumnDef {
    std::string name;
    DataType type;
    std::optional<bool> nullable; ///< absent: neither NULL nor NOT NULL
    std::optional<TextExpr> defaultValue;
    std::optional<TextExpr> onUpdate;
    bool autoIncrement = false, primary = false, unique = false, key = false;
    bool serialDefault = false; ///< SERIAL DEFAULT VALUE
    std::optional<TextExpr> generated;
    bool stored = false, identity = false;
    bool invisible = false, compressed = false;
    std::string comment, format, storage;
    std::vector<CheckDef> checks;
    std::optional<ReferenceDef> references; ///< parsed and ignored by InnoDB before MariaDB 10.5
    std::optional<bool> systemVersioning;   ///< WITH(OUT) SYSTEM VERSIONING
    std::string rowTime;                    ///< AS ROW "START" or "END"
    Place place;
};

struct KeyPartDef {
    std::string column;
    TextExpr expression; ///< instead of the column
    std::optional<std::uint32_t> length;
    bool descending = false;
    bool withoutOverlaps = false; ///< MariaDB's period key
    Place place;
};

struct KeyDef {
    enum class Kind { Primary, Unique, Plain, Fulltext, Spatial, Foreign };
    Kind kind = Kind::Plain;
    std::string constraint, name;
    std::vector<KeyPartDef> parts;
    std::string method; ///< "BTREE", "HASH", "RTREE" or empty
    bool visible = true;
    std::string comment;
    std::map<std::string, std::string> options; ///< KEY_BLOCK_SIZE, WITH PARSER...
    std::optional<ReferenceDef> references;     ///< Foreign
    bool withoutOverlaps = false;
    bool ifNotExists = false;
    Place place;
};

struct PartitionDef {
    std::string name;
    std::string values; ///< "LESS THAN (10)", "LESS THAN MAXVALUE", "IN (1,2)" or empty; as written
    std::vector<std::string> subpartitions;
    std::map<std::string, std::string> options;
};

struct PartitionByDef {
    std::string method;      ///< "RANGE", "RANGE COLUMNS", "LIST", "LINEAR HASH", "KEY", "SYSTEM_TIME"
    std::string expression;  ///< text between the parentheses
    std::uint32_t count = 0; ///< PARTITIONS n
    std::string subMethod, subExpression;
    std::uint32_t subCount = 0;
    std::vector<PartitionDef> partitions;
};

/// Option names in upper case, as canonical words: "ENGINE", "AUTO_INCREMENT", "CHARSET", "COLLATE",
/// "ROW_FORMAT". Values are unquoted.
using TableOptions = std::map<std::string, std::string>;

struct CreateTable {
    ObjectName table;
    bool temporary = false, ifNotExists = false, orReplace = false;
    std::vector<ColumnDef> columns;
    std::vector<KeyDef> keys;
    std::vector<CheckDef> checks;
    TableOptions options;
    std::optional<PartitionByDef> partitionBy;
    std::optional<ObjectName> like;
    QueryPtr select; ///< CREATE TABLE ... AS SELECT: the columns come from it
    std::string selectText;
    bool systemVersioned = false;
    std::string periods; ///< PERIOD FOR ... as written, separated by ", "
};

/// One action of ALTER TABLE.
struct AlterAction {
    enum class Kind {
        AddColumn,
        ModifyColumn,
        ChangeColumn,
        DropColumn,
        RenameColumn,
        AlterDefault,
        AddKey,
        DropKey,
        DropPrimary,
        DropForeign,
        DropConstraint,
        RenameKey,
        KeyVisibility,
        AddCheck,
        CheckEnforcement,
        Options,
        Rename,
        Convert,
        PartitionBy,
        RemovePartitioning,
        AddPartition,
        DropPartition,
        SystemVersioning,
        NoEffect ///< ENABLE KEYS, ORDER BY, FORCE, LOCK=, ALGORITHM=...
    };
    Kind kind = Kind::NoEffect;
    std::vector<ColumnDef> columns;
    std::string name, newName; ///< what is dropped, changed or renamed
    std::string after;         ///< AFTER column
    bool first = false, ifExists = false, on = true;
    std::optional<KeyDef> key;
    std::optional<CheckDef> check;
    std::optional<TextExpr> defaultValue; ///< absent: DROP DEFAULT
    TableOptions options;
    std::optional<PartitionByDef> partitionBy;
    std::vector<std::string> names; ///< partitions that are dropped
    ObjectName target;              ///< RENAME TO
    std::string text;               ///< as written
    Place place;
};

struct AlterTable {
    ObjectName table;
    std::vector<AlterAction> actions;
};

struct CreateIndex {
    ObjectName table;
    KeyDef key;
};

struct DropObjects {
    std::string kind; ///< "TABLE", "VIEW", "DATABASE", "INDEX", "TRIGGER", "PROCEDURE", "FUNCTION", "EVENT",
                      ///< "SEQUENCE"
    bool ifExists = false, temporary = false;
    std::vector<ObjectName> names;
    ObjectName table; ///< of an index
};

struct RenameTables {
    std::vector<std::pair<ObjectName, ObjectName>> pairs;
};

struct CreateView {
    ObjectName view;
    bool orReplace = false;
    std::string algorithm, definer, security; ///< "UNDEFINED", "root@localhost", "DEFINER"
    std::vector<std::string> columns;
    QueryPtr query;
    std::string select;      ///< the query's text
    std::string checkOption; ///< "CASCADED", "LOCAL" or empty
    std::string failure;     ///< why the query has no tree; the rest of the view stands
    Place failurePlace, selectPlace;
};

struct ParameterDef {
    std::string mode; ///< "IN", "OUT", "INOUT"; "IN" for functions
    std::string name;
    DataType type;
    Place place;
};

struct CreateRoutine {
    ObjectName name;
    bool function = false, aggregate = false, orReplace = false, ifNotExists = false;
    std::string definer, security;
    std::vector<ParameterDef> parameters;
    std::string parametersText;
    std::optional<DataType> returns;
    std::map<std::string, std::string> characteristics; ///< DETERMINISTIC, DATA ACCESS, LANGUAGE, COMMENT
    std::string body;
    Place bodyPlace;
};

struct CreateTrigger {
    ObjectName name, table;
    std::string definer, timing, event, order; ///< "BEFORE", "INSERT", "FOLLOWS x"
    std::string body;
    Place bodyPlace;
};

struct CreateEvent {
    ObjectName name;
    std::string definer, schedule, completion, comment;
    std::string status; ///< "ENABLE", "DISABLE", "DISABLE ON SLAVE"
    std::string body;
    Place bodyPlace;
};

struct CreateSequence {
    ObjectName name;
    std::string type;
    std::optional<std::int64_t> start, minimum, maximum, increment, cache;
    bool cycle = false;
};

struct SetSequence { ///< SELECT SETVAL(...) as MariaDB's dumps write it, and ALTER SEQUENCE
    ObjectName name;
    std::int64_t value = 0;
    bool used = false; ///< the value has been given out: the next one follows it
};

struct CreateDatabase {
    std::string name, charset, collation;
    bool alter = false;
};

struct UseDatabase {
    std::string name;
};

/// SET a = x, @b = y.
struct SetVariables {
    struct Item {
        bool system = true;
        std::string scope, name; ///< lower-case name for system variables; "names" and "character set" too
        TextExpr value;
    };
    std::vector<Item> items;
};

/// Anything whose first words are known and whose inside does not matter: LOCK TABLES, COMMIT, GRANT...
struct OtherStatement {
    std::string verb; ///< "LOCK TABLES", "COMMIT", "GRANT"
};

} // namespace causeway::mysql
