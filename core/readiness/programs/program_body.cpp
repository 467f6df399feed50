// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/readiness/programs/program_body.h"

#include "core/base/text.h"
#include "core/readiness/programs/program_writer.h"

#include <fmt/format.h>

#include <algorithm>

namespace causeway {

using rewrite::Unsupported;

ColumnType columnType(const mysql::DataType& type) {
    return {type.name, type.full, type.length, type.scale, type.isUnsigned, type.zerofill, type.members};
}

ProgramBody convertBody(std::string_view body, const ProgramContext& context, const TargetModel& model) {
    ProgramWriter writer(body, context, model);
    return writer.whole();
}

ProgramWriter::ProgramWriter(std::string_view body, const ProgramContext& context, const TargetModel& model)
    : body_(body), context_(context), model_(model), tokens_(mysql::tokenize(body, context.options)),
      rewriter_(model, context.schema, body) {
    rewriter_.userVariables = &userVariables_;
    rewriter_.temporaryTables = &temporaryTables_;
}

ProgramBody ProgramWriter::whole() {
    rewrite::Scope scope = context_.scope;
    scope.qualify = true;
    std::string label;
    if (isLabel()) {
        label = mysql::unquoteName(tokens_[at_].text);
        at_ += 2;
    }
    outerLabel_ = label;
    if (peek().is("BEGIN")) {
        ++at_;
        out_.text = block(label, scope, true);
    } else {
        out_.text = "BEGIN\n" + statement(scope) + ending() + "END";
    }
    out_.text = "#variable_conflict use_variable\n" + out_.text;
    if (peek().isOperator(";"))
        ++at_;
    if (peek().kind != mysql::TokenKind::End)
        fail("text after the end of the body");
    out_.remarks = rewriter_.remarks();
    return std::move(out_);
}

void ProgramWriter::fail(const std::string& what) const {
    throw Unsupported(fmt::format("{} (line {} of the body)", what, peek().place.line));
}

const mysql::Token& ProgramWriter::peek(std::size_t ahead) const {
    return tokens_[std::min(at_ + ahead, tokens_.size() - 1)];
}

void ProgramWriter::expect(std::string_view word) {
    if (!peek().is(word))
        fail("expected " + std::string(word));
    ++at_;
}

void ProgramWriter::semicolon() {
    if (depth_ <= 1 && peek().kind == mysql::TokenKind::End)
        return; // a body that is one statement
    if (!peek().isOperator(";"))
        fail("expected ;");
    ++at_;
}

bool ProgramWriter::isLabel() const {
    return (peek().kind == mysql::TokenKind::Word || peek().kind == mysql::TokenKind::QuotedName) &&
           peek(1).isOperator(":");
}

std::string ProgramWriter::name() {
    if (peek().kind != mysql::TokenKind::Word && peek().kind != mysql::TokenKind::QuotedName)
        fail("expected a name");
    return mysql::unquoteName(tokens_[at_++].text);
}

std::string_view ProgramWriter::until(std::initializer_list<std::string_view> stops) {
    const std::size_t from = peek().offset;
    int depth = 0;
    while (peek().kind != mysql::TokenKind::End) {
        const auto& token = peek();
        if (depth == 0 &&
            (token.isOperator(";") || std::any_of(stops.begin(), stops.end(), [&](std::string_view s) {
                 return token.is(s) || (s == "," && token.isOperator(","));
             })))
            break;
        if (token.isOperator("(") || token.is("CASE"))
            ++depth;
        else if (token.isOperator(")") || token.is("END"))
            --depth;
        if (token.kind == mysql::TokenKind::Invalid)
            fail("text that was not understood");
        ++at_;
    }
    return trim(body_.substr(from, peek().offset - from));
}

mysql::ExprPtr ProgramWriter::tree(std::string_view text) {
    auto parsed = mysql::parseExpression(text, context_.options);
    if (!parsed)
        fail("an expression was not understood: " + parsed.failure.message);
    return std::move(*parsed.value);
}

std::string ProgramWriter::condition(std::string_view text, const rewrite::Scope& scope) {
    return rewriter_.condition(*tree(text), scope).text;
}

std::string ProgramWriter::valueFor(std::string_view text, ValueKind kind, const std::string& type,
                                    const rewrite::Scope& scope) {
    return rewrite::forTarget(rewriter_.expr(*tree(text), scope), kind, type).text;
}

std::string ProgramWriter::ending() const {
    return context_.ending.empty() ? "" : line(context_.ending);
}

std::string ProgramWriter::line(const std::string& text) const {
    const std::string margin(std::size_t(indent_) * 4, ' ');
    return margin + replaceAll(text, "\n", "\n" + margin) + "\n";
}

/// "BEGIN" has been read. Declarations come first, as in MySQL.
std::string ProgramWriter::block(const std::string& label, rewrite::Scope& outer, bool outermost) {
    if (++depth_ > kMaxDepth)
        fail("blocks are nested too deeply");
    rewrite::Scope scope;
    scope.parent = &outer;
    scope.qualify = true;
    const auto handlers = handlers_;
    auto outerExceptions = std::exchange(exceptions_, {});
    std::string declared, statements;
    if (!outermost)
        ++indent_;
    const int inner = indent_;
    indent_ = inner + 1;
    while (peek().is("DECLARE"))
        declared += declaration(scope, outermost);
    const bool guarded = !exceptions_.empty();
    const std::string exceptions = std::exchange(exceptions_, std::move(outerExceptions));
    guards_ += guarded ? 1 : 0;
    while (!peek().is("END"))
        statements += statement(scope);
    guards_ -= guarded ? 1 : 0;
    ++at_;
    if (outermost)
        statements += ending();
    indent_ = inner;
    if (peek().kind == mysql::TokenKind::Word || peek().kind == mysql::TokenKind::QuotedName)
        ++at_; // the label again
    handlers_ = handlers;
    std::string text;
    if (!label.empty())
        text += line("<<" + variableName(label) + ">>");
    if (!declared.empty())
        text += line("DECLARE") + declared;
    text += line("BEGIN") + (statements.empty() ? line("    NULL;") : statements);
    if (guarded)
        text += line("EXCEPTION") + exceptions;
    text += outermost ? "END" : line("END;");
    if (!outermost)
        --indent_;
    --depth_;
    return text;
}

std::string ProgramWriter::declaration(rewrite::Scope& scope, bool outermost) {
    ++at_;
    if (peek(1).is("HANDLER"))
        return handler(scope, outermost);
    std::vector<std::string> names{name()};
    while (peek().isOperator(",")) {
        ++at_;
        names.push_back(name());
    }
    if (peek().is("CURSOR"))
        return cursor(names.front(), scope);
    if (peek().is("CONDITION")) {
        namedCondition(names.front());
        return {};
    }
    const auto typeText = until({"DEFAULT"});
    const auto type = mysql::parseDataType(typeText, context_.options);
    if (!type)
        fail("a type was not understood: " + type.failure.message);
    const MappedType mapped = mapType(columnType(*type.value));
    std::string initial;
    if (peek().is("DEFAULT")) {
        ++at_;
        initial = " := " + valueFor(until({}), mapped.kind, mapped.sql, scope);
    }
    semicolon();
    std::string text;
    for (const auto& variable : names) {
        declare(scope, variable, mapped);
        text += line(variableName(variable) + " " + mapped.sql + initial + ";");
    }
    return text;
}

std::string ProgramWriter::variableName(std::string_view name) const {
    return pg::quoteIdentifier(model_.names.spelled(name));
}

void ProgramWriter::declare(rewrite::Scope& scope, const std::string& variable, const MappedType& type) {
    rewrite::Sql sql;
    sql.text = variableName(variable);
    sql.kind = type.kind;
    if (type.kind == ValueKind::Integer)
        sql.scale = 0;
    scope.variables[toLower(variable)] = sql;
    types_[sql.text] = type.sql;
}

std::string ProgramWriter::cursor(const std::string& variable, rewrite::Scope& scope) {
    ++at_;
    expect("FOR");
    const auto text = until({});
    const auto parsed = mysql::parseQuery(text, context_.options);
    if (!parsed)
        fail("a query was not understood: " + parsed.failure.message);
    semicolon();
    rewriter_.setSource(text);
    return line(variableName(variable) + " CURSOR FOR\n" +
                rewriter_.query(**parsed.value, &scope, false).text + ";");
}

} // namespace causeway
