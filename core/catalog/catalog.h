// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/place.h"
#include "core/base/version.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace causeway {

/// A column's type as its server declares it, taken apart.
struct ColumnType {
    std::string name;                    ///< lower-case base name: "int", "varchar", "enum", "timestamptz"
    std::string full;                    ///< the declared text: "int(10) unsigned", "enum('a','b')"
    std::optional<std::uint32_t> length; ///< length or precision: varchar(40), decimal(10,2), int(10)
    std::optional<std::uint32_t> scale;  ///< decimal(10,2) has 2; datetime(6) has length 6
    bool isUnsigned = false;
    bool zerofill = false;
    std::vector<std::string> members; ///< labels of ENUM and SET, unquoted
    bool operator==(const ColumnType&) const = default;
};

struct DefaultValue {
    enum class Kind { Literal, Number, Null, Bit, CurrentTimestamp, Expression };
    Kind kind = Kind::Null;
    std::string text; ///< the literal without quotes, the digits, the bits, or the expression's text
    bool operator==(const DefaultValue&) const = default;
};

struct Generated {
    std::string expression;
    bool stored = false;
    bool operator==(const Generated&) const = default;
};

struct Column {
    std::string name;
    ColumnType type;
    bool nullable = true;
    std::optional<DefaultValue> defaultValue; ///< absent: no DEFAULT clause
    bool autoIncrement = false;               ///< AUTO_INCREMENT, or an identity column
    bool onUpdateNow = false;                 ///< ON UPDATE CURRENT_TIMESTAMP
    std::optional<Generated> generated;
    std::string charset; ///< effective where known, else as declared, else empty
    std::string collation;
    std::string comment;
    bool invisible = false;
    std::string check; ///< a column-level CHECK's expression
    Place place;
    bool operator==(const Column&) const = default;
};

enum class IndexKind { Primary, Unique, Plain, Fulltext, Spatial };

struct IndexPart {
    std::string column; ///< empty for an expression
    std::string expression;
    std::optional<std::uint32_t> prefix; ///< prefix length in characters (bytes for binary types)
    bool descending = false;
    bool operator==(const IndexPart&) const = default;
};

struct Index {
    std::string name; ///< "PRIMARY" for MySQL's primary key
    IndexKind kind = IndexKind::Plain;
    std::string method; ///< "btree", "hash", "gin"...; empty when not said
    std::vector<IndexPart> parts;
    std::string predicate; ///< PostgreSQL's partial index
    bool visible = true;   ///< false: MySQL INVISIBLE, MariaDB IGNORED
    bool valid = true;     ///< false: PostgreSQL's failed CREATE INDEX CONCURRENTLY
    std::string comment;
    std::optional<std::uint64_t> sizeBytes;
    std::optional<std::uint64_t> cardinality; ///< of the leading part
    Place place;
    bool unique() const { return kind == IndexKind::Primary || kind == IndexKind::Unique; }
    bool operator==(const Index&) const = default;
};

struct ForeignKey {
    std::string name;
    std::vector<std::string> columns;
    std::string refSchema; ///< empty: the table's own
    std::string refTable;
    std::vector<std::string> refColumns;
    std::string onUpdate,
        onDelete; ///< "CASCADE", "SET NULL", "RESTRICT", "NO ACTION", "SET DEFAULT" or empty
    Place place;
    bool operator==(const ForeignKey&) const = default;
};

struct Check {
    std::string name;
    std::string expression;
    bool enforced = true;
    Place place;
    bool operator==(const Check&) const = default;
};

struct Partition {
    std::string name;
    std::string values; ///< "LESS THAN (10)", "IN (1,2)" or empty
    std::optional<std::uint64_t> rows;
    bool operator==(const Partition&) const = default;
};

struct Partitioning {
    std::string method;       ///< "RANGE", "RANGE COLUMNS", "LIST", "HASH", "KEY", with "LINEAR " before
    std::string expression;   ///< text between the parentheses
    std::string subpartition; ///< "HASH (expr)" or empty
    std::uint32_t count = 0;  ///< PARTITIONS n where none are listed
    std::vector<Partition> partitions;
    bool operator==(const Partitioning&) const = default;
};

struct Table {
    std::string schema; ///< database (MySQL) or schema (PostgreSQL); may be empty for a dump without USE
    std::string name;
    std::string engine; ///< "InnoDB", "MyISAM"...; empty for PostgreSQL
    std::string charset, collation, rowFormat, comment;
    std::optional<std::uint64_t> autoIncrement; ///< the next value
    std::vector<Column> columns;
    std::vector<Index> indexes;
    std::vector<ForeignKey> foreignKeys;
    std::vector<Check> checks;
    std::optional<Partitioning> partitioning;
    std::map<std::string, std::string> options; ///< other table options, upper-case name
    bool systemVersioned = false;
    bool temporary = false;
    std::optional<std::uint64_t> rows; ///< an estimate unless rowsExact
    bool rowsExact = false;
    std::optional<std::uint64_t> dataBytes, indexBytes, freeBytes;
    Place place;
    std::string source; ///< the statement's text, where there is one

    const Column* column(std::string_view columnName) const; ///< ASCII case-insensitive; null when absent
    const Index* primaryKey() const;
    /// "schema.name", or the bare name without a schema.
    std::string qualifiedName() const;
    bool operator==(const Table&) const = default;
};

struct View {
    std::string schema, name;
    std::vector<std::string> columns; ///< explicit list, else empty
    std::string select;
    std::string definer, security, checkOption, algorithm;
    Place place;
    std::string source;
    bool operator==(const View&) const = default;
};

struct Routine {
    enum class Kind { Function, Procedure };
    std::string schema, name;
    Kind kind = Kind::Function;
    std::string parameters, returns, body;
    std::string definer, security, sqlMode;
    std::map<std::string, std::string> characteristics; ///< DETERMINISTIC, DATA ACCESS, LANGUAGE, COMMENT
    Place place;
    std::string source;
    bool operator==(const Routine&) const = default;
};

struct Trigger {
    std::string schema, name, table;
    std::string timing, event; ///< "BEFORE", "INSERT"
    std::string order;         ///< "FOLLOWS x", "PRECEDES x" or empty
    std::string body, definer, sqlMode;
    Place place;
    std::string source;
    bool operator==(const Trigger&) const = default;
};

struct ScheduledEvent {
    std::string schema, name;
    std::string schedule; ///< "EVERY 1 DAY STARTS ..." or "AT ..."
    std::string body, definer;
    bool enabled = true;
    Place place;
    std::string source;
    bool operator==(const ScheduledEvent&) const = default;
};

struct Sequence {
    std::string schema, name, type;
    std::optional<std::int64_t> lastValue, minimum, maximum, increment;
    Place place;
    std::string source;
    bool operator==(const Sequence&) const = default;
};

/// A statement that could not be understood: kept, with its place and reason, never dropped in silence.
struct Unparsed {
    Place place;
    std::string text; ///< printable, cut to a bound
    std::string message;
    bool operator==(const Unparsed&) const = default;
};

/// The engine-neutral schema of one server or one dump.
struct Catalog {
    Engine engine = Engine::MySQL;
    std::vector<std::string> schemas;
    std::vector<Table> tables;
    std::vector<View> views;
    std::vector<Routine> routines;
    std::vector<Trigger> triggers;
    std::vector<ScheduledEvent> events;
    std::vector<Sequence> sequences;
    std::vector<Unparsed> unparsed;

    const Table* table(std::string_view schema, std::string_view name) const;
    std::size_t objectCount() const;
    /// Data plus indexes of all tables whose size is known, in bytes; nothing when none is.
    std::optional<std::uint64_t> totalBytes() const;
    bool operator==(const Catalog&) const = default;
};

} // namespace causeway
