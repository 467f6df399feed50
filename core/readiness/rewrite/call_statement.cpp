// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/readiness/rewrite/call_statement.h"

#include "core/base/text.h"
#include "core/sql/postgresql/quote.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace causeway::rewrite {
namespace {

using Parameter = TargetProcedure::Parameter;

/// The procedure's name as MySQL has it, and the arguments, which point into the statement.
struct Called {
    std::string schema, name;
    std::vector<std::string_view> arguments;
};

std::vector<std::string_view> argumentsFrom(const std::vector<mysql::Token>& tokens, std::size_t at,
                                            std::string_view text) {
    std::vector<std::string_view> all;
    int depth = 1;
    for (std::size_t from = at; depth > 0 && tokens[at].kind != mysql::TokenKind::End; ++at) {
        depth += tokens[at].isOperator("(") ? 1 : tokens[at].isOperator(")") ? -1 : 0;
        if (depth > 0 && !(depth == 1 && tokens[at].isOperator(",")))
            continue;
        if (at > from)
            all.push_back(text.substr(tokens[from].offset, tokens[at - 1].end() - tokens[from].offset));
        from = at + 1;
    }
    return all;
}

Called calledBy(const std::vector<mysql::Token>& tokens, std::string_view text, const std::string& schema) {
    std::size_t at = 1;
    const auto word = [&] {
        const mysql::Token& token = tokens.at(at++);
        if (token.kind != mysql::TokenKind::Word && token.kind != mysql::TokenKind::QuotedName)
            throw Unsupported("a procedure's name was expected");
        return mysql::unquoteName(token.text);
    };
    Called out{schema, word(), {}};
    if (tokens[at].isOperator(".")) {
        ++at;
        out.schema = std::exchange(out.name, word());
    }
    if (tokens[at].isOperator("("))
        out.arguments = argumentsFrom(tokens, at + 1, text);
    return out;
}

/// What a DO block declares, hands over and sets afterwards.
struct Block {
    std::string variables, arguments, settings;
};

void addVariable(Block& block, const Parameter& p, std::string_view argument, Rewriter& rewriter,
                 SessionState& state) {
    if (!argument.starts_with("@") || argument.starts_with("@@"))
        throw Unsupported("an " + p.mode + " parameter that is no user variable");
    const std::string user = mysql::unquoteName(argument.substr(1));
    const std::string name = pg::quoteIdentifier(p.name);
    block.variables += fmt::format("    {} {}", name, p.type);
    if (p.mode == "INOUT")
        block.variables += " := " + rewriter.userVariable(user).text;
    block.variables += ";\n";
    block.arguments += name;
    state.variables[toLower(user)] = p.kind;
    block.settings += "    PERFORM " + rewriter.setUserVariable(user, name) + ";\n";
    rewriter.remark("sql.user_variable");
}

std::string withCursors(std::string call, int resultSets, Rewriter& rewriter) {
    if (resultSets == 0)
        return call;
    rewriter.remark("sql.call_rows");
    std::string out = "BEGIN;\n" + std::move(call);
    for (int i = 1; i <= resultSets; ++i)
        out += fmt::format("FETCH ALL FROM result_{};\n", i);
    return out + "COMMIT;\n";
}

} // namespace

std::string callStatement(const std::vector<mysql::Token>& tokens, std::string_view text,
                          const mysql::LexOptions& lexing, const Scope& scope, Rewriter& rewriter,
                          SessionState& state) {
    const TargetModel& model = rewriter.model;
    const Called called = calledBy(tokens, text, state.schema);
    const TargetProcedure* procedure = model.converted(called.schema, called.name);
    if (!procedure)
        throw Unsupported("procedure " + printable(called.name, 64) +
                          (model.open ? ": its parameters are not known without the schema"
                                      : " is not there, or not converted itself"));
    if (called.arguments.size() != procedure->parameters.size())
        throw Unsupported(fmt::format("procedure {} takes {} arguments", printable(called.name, 64),
                                      procedure->parameters.size()));
    Block block;
    for (std::size_t i = 0; i < called.arguments.size(); ++i) {
        const Parameter& p = procedure->parameters[i];
        block.arguments += i > 0 ? ", " : "";
        if (p.mode != "IN") {
            addVariable(block, p, called.arguments[i], rewriter, state);
            continue;
        }
        // Blanks stand for what precedes: places in the argument are places in the statement.
        const std::string_view argument = called.arguments[i];
        const std::string padded =
            std::string(std::size_t(argument.data() - text.data()), ' ') + std::string(argument);
        const auto parsed = mysql::parseExpression(padded, lexing);
        if (!parsed)
            throw Unsupported("an argument was not understood: " + parsed.failure.message);
        block.arguments += rewriter.argument(**parsed.value, p.kind, p.type, scope);
    }
    std::string call =
        fmt::format("CALL {}({});\n", model.procedure(called.schema, called.name), block.arguments);
    if (!block.settings.empty()) {
        if (std::any_of(tokens.begin(), tokens.end(),
                        [](const auto& t) { return t.kind == mysql::TokenKind::Parameter; }))
            throw Unsupported("values cannot be bound inside DO: give NULL for each OUT parameter, and read "
                              "the row that CALL returns");
        call = "DO " +
               pg::dollarQuote("\nDECLARE\n" + block.variables + "BEGIN\n    " + call + block.settings +
                               "END\n") +
               ";\n";
    }
    return withCursors(std::move(call), procedure->resultSets, rewriter);
}

} // namespace causeway::rewrite
