// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/readiness/programs/program_body.h"
#include "core/sql/postgresql/quote.h"

#include <initializer_list>
#include <utility>

namespace causeway {

/// Walks over the tokens of a stored program's body and writes PL/pgSQL.
class ProgramWriter {
public:
    ProgramWriter(std::string_view body, const ProgramContext& context, const TargetModel& model);
    ProgramBody whole();

private:
    static constexpr int kMaxDepth = 100;

    // Tokens
    [[noreturn]] void fail(const std::string& what) const;
    const mysql::Token& peek(std::size_t ahead = 0) const;
    void expect(std::string_view word);
    void semicolon();
    bool isLabel() const;
    std::string name();
    /// Text up to one of the words (or ",") outside parentheses and CASE, or up to ";". What stops it stays.
    std::string_view until(std::initializer_list<std::string_view> stops);

    // Expressions
    mysql::ExprPtr tree(std::string_view text);
    std::string condition(std::string_view text, const rewrite::Scope& scope);
    std::string valueFor(std::string_view text, ValueKind kind, const std::string& type,
                         const rewrite::Scope& scope);

    // Blocks and declarations
    std::string block(const std::string& label, rewrite::Scope& outer, bool outermost);
    std::string declaration(rewrite::Scope& scope, bool outermost);
    /// A variable, cursor or label as the choices spell and quote it.
    std::string variableName(std::string_view name) const;
    void declare(rewrite::Scope& scope, const std::string& variable, const MappedType& type);
    std::string cursor(const std::string& variable, rewrite::Scope& scope);
    std::string handler(rewrite::Scope& scope, bool outermost);
    void namedCondition(const std::string& conditionName);
    bool handledCondition(std::vector<std::string>& errors);
    std::string notFoundHandler(rewrite::Scope& scope, bool outermost, bool leaves);
    std::string errorHandler(rewrite::Scope& scope, const std::vector<std::string>& errors);

    // Statements
    std::string statement(rewrite::Scope& scope);
    std::string statements(rewrite::Scope& scope, std::initializer_list<std::string_view> stops);
    std::string assignment(const rewrite::Scope& scope);
    std::string ifStatement(rewrite::Scope& scope);
    std::string caseStatement(rewrite::Scope& scope);
    std::string loop(const std::string& label, rewrite::Scope& scope);
    std::string leave(bool again);
    std::string returnStatement(const rewrite::Scope& scope);
    std::string signal(const rewrite::Scope& scope);
    std::string signalItems(const rewrite::Scope& scope);
    std::string resignal(const rewrite::Scope& scope);
    std::string diagnostics(const rewrite::Scope& scope);
    std::string transaction();
    std::string fetch(const rewrite::Scope& scope);
    std::string call(const rewrite::Scope& scope);
    std::string sql(rewrite::Scope& scope);
    std::string select(mysql::Query& query, const rewrite::Scope& scope);
    std::string selectInto(mysql::Query& query, const std::string& into, const rewrite::Scope& scope);
    std::string temporaryTable(const mysql::CreateTable& table);
    struct Target {
        std::string text, type;
        ValueKind kind = ValueKind::Unknown;
    };
    Target target(const std::string& text, const rewrite::Scope& scope);
    std::string endWord(std::string_view word);
    std::string ending() const;
    std::string line(const std::string& text) const;

    std::string_view body_;
    const ProgramContext& context_;
    const TargetModel& model_;
    std::vector<mysql::Token> tokens_;
    std::size_t at_ = 0;
    rewrite::Rewriter rewriter_;
    ProgramBody out_;
    std::string outerLabel_, handlers_, lastSelect_;
    std::string exceptions_; ///< WHEN branches of the block at hand
    int guards_ = 0;         ///< blocks with handlers of errors around the statement
    bool inHandler_ = false;
    std::map<std::string, std::string, std::less<>> conditions_;          ///< SQLSTATEs by name, lower case
    std::map<std::string, ValueKind, std::less<>> userVariables_;         ///< kinds of what the body has set
    std::map<std::string, rewrite::Source, std::less<>> temporaryTables_; ///< that the body has made
    std::map<std::string, std::string> types_; ///< SQL types of variables, by printed name
    int depth_ = 0, indent_ = 0;
};

} // namespace causeway
