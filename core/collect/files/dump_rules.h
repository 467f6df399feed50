// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/version.h"
#include "core/catalog/catalog.h"
#include "core/sql/mysql/ast_ddl.h"

/// What a server makes of a declaration: canonical types, default collations, implicit attributes.
namespace causeway::dump {

/// The rules that depend on the server's version; an unknown version is taken as a current one.
struct ServerRules {
    Engine engine = Engine::MySQL;
    Version version;
    bool realAsFloat = false;
    std::optional<bool> explicitTimestamps; ///< set in the dump itself

    /// TIMESTAMP without NULL is NOT NULL with an implicit default (explicit_defaults_for_timestamp=OFF).
    bool implicitTimestamps() const;
    bool checksEnforced() const;   ///< MySQL 8.0.16, MariaDB 10.2.1
    bool columnReferences() const; ///< MariaDB 10.5 makes a foreign key of a column's REFERENCES
    std::string defaultEngine() const;
};

/// "latin1" -> "latin1_swedish_ci"; by version for utf8mb4.
std::string defaultCollation(const std::string& charset, const ServerRules& rules);
/// "utf8mb4_bin" -> "utf8mb4", "binary" -> "binary".
std::string charsetOf(const std::string& collation);
/// "innodb" -> "InnoDB"; an engine not known keeps its spelling.
std::string engineSpelling(const std::string& name);

/// Has a character set: CHAR, VARCHAR, TEXT of all sizes, ENUM, SET.
bool isTextType(const std::string& canonicalName);
bool isNumericType(const std::string& canonicalName);

/// The type under its canonical name ("integer" -> "int", "bool" -> "tinyint(1)"); SERIAL is bigint unsigned.
ColumnType canonicalType(const mysql::DataType& declared, const ServerRules& rules);
/// The default as data; numbers in quotes count as numbers for numeric columns.
DefaultValue defaultValue(const mysql::TextExpr& declared, const ColumnType& type);
/// Is it CURRENT_TIMESTAMP, NOW() or one of their synonyms?
bool isCurrentTimestamp(const mysql::Expr& expr);

} // namespace causeway::dump
