// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sql/mysql/ast_ddl.h"
#include "core/sql/mysql/ast_dml.h"
#include "core/sql/mysql/lexer.h"

namespace causeway::mysql {

/// Why a text was not understood, and where.
struct ParseFailure {
    Place place;
    std::string message; ///< "expected a column name, found ')'"
};

template <class T> struct Parsed {
    std::optional<T> value;
    ParseFailure failure; ///< when there is no value
    explicit operator bool() const { return value.has_value(); }
};

using StatementNode =
    std::variant<QueryPtr, Insert, Update, Delete, CreateTable, AlterTable, CreateIndex, DropObjects,
                 RenameTables, CreateView, CreateRoutine, CreateTrigger, CreateEvent, CreateSequence,
                 SetSequence, CreateDatabase, UseDatabase, SetVariables, OtherStatement>;

/// Parses one statement without its delimiter. `start` is the place of the text's first byte. Nesting is
/// bounded; nothing throws whatever the text holds.
Parsed<StatementNode> parseStatement(std::string_view text, const LexOptions& options = {},
                                     Place start = {1, 1});
/// Parses an expression that fills the whole text: a DEFAULT, a CHECK, a generated column, a WHERE.
Parsed<ExprPtr> parseExpression(std::string_view text, const LexOptions& options = {}, Place start = {1, 1});
/// Parses a SELECT, VALUES, WITH or a UNION of them that fills the whole text.
Parsed<QueryPtr> parseQuery(std::string_view text, const LexOptions& options = {}, Place start = {1, 1});
/// Parses a type as a column declares it: "decimal(10,2) unsigned", "enum('a','b') character set latin1".
Parsed<DataType> parseDataType(std::string_view text, const LexOptions& options = {}, Place start = {1, 1});

} // namespace causeway::mysql
