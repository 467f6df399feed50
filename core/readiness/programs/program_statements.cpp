// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"
#include "core/readiness/programs/program_writer.h"

#include <fmt/format.h>

#include <algorithm>

namespace causeway {

std::string ProgramWriter::statements(rewrite::Scope& scope, std::initializer_list<std::string_view> stops) {
    std::string out;
    ++indent_;
    while (std::none_of(stops.begin(), stops.end(), [&](std::string_view s) { return peek().is(s); })) {
        if (peek().kind == mysql::TokenKind::End)
            fail("the end of the body");
        out += statement(scope);
    }
    --indent_;
    return out;
}

std::string ProgramWriter::endWord(std::string_view word) {
    expect("END");
    expect(word);
    if (!peek().isOperator(";"))
        ++at_; // the label again
    semicolon();
    return {};
}

std::string ProgramWriter::statement(rewrite::Scope& scope) {
    if (++depth_ > kMaxDepth)
        fail("statements are nested too deeply");
    std::string label, text;
    if (isLabel()) {
        label = mysql::unquoteName(peek().text);
        at_ += 2;
    }
    const auto& first = peek();
    if (first.is("BEGIN")) {
        ++at_;
        --indent_;
        text = block(label, scope, false);
        ++indent_;
        semicolon();
    } else if (first.is("SET")) {
        text = assignment(scope);
    } else if (first.is("IF")) {
        text = ifStatement(scope);
    } else if (first.is("CASE")) {
        text = caseStatement(scope);
    } else if (first.is("WHILE") || first.is("LOOP") || first.is("REPEAT")) {
        text = loop(label, scope);
    } else if (first.is("LEAVE") || first.is("ITERATE")) {
        text = leave(first.is("ITERATE"));
    } else if (first.is("RETURN")) {
        text = returnStatement(scope);
    } else if (first.is("SIGNAL")) {
        text = signal(scope);
    } else if (first.is("RESIGNAL")) {
        text = resignal(scope);
    } else if (first.is("GET")) {
        text = diagnostics(scope);
    } else if (first.is("COMMIT") || first.is("ROLLBACK") ||
               (first.is("START") && peek(1).is("TRANSACTION"))) {
        text = transaction();
    } else if (first.is("OPEN") || first.is("CLOSE")) {
        const std::string word = toUpper(tokens_[at_++].text);
        text = line(word + " " + variableName(name()) + ";");
        semicolon();
    } else if (first.is("FETCH")) {
        text = fetch(scope);
    } else if (first.is("CALL")) {
        text = call(scope);
    } else if (first.is("DO")) {
        ++at_;
        text = line("PERFORM " + rewriter_.value(*tree(until({","})), scope).text + ";");
        semicolon();
    } else {
        text = sql(scope);
    }
    --depth_;
    return text;
}

/// A variable or NEW.column that a statement assigns to.
ProgramWriter::Target ProgramWriter::target(const std::string& text, const rewrite::Scope& scope) {
    const auto parsed = mysql::parseExpression(text, context_.options);
    const auto* ref = parsed ? (*parsed.value)->as<mysql::ColumnRef>() : nullptr;
    if (!ref)
        fail("a value is assigned to " + printable(text, 60));
    if (ref->table.empty()) {
        for (const rewrite::Scope* at = &scope; at; at = at->parent)
            if (const auto found = at->variables.find(toLower(ref->column)); found != at->variables.end())
                return {found->second.text, types_[found->second.text], found->second.kind};
        fail("variable " + printable(ref->column, 64) + " is not declared");
    }
    const TargetColumn* column =
        context_.table && equalsIgnoreCase(ref->table, "NEW") ? context_.table->column(ref->column) : nullptr;
    if (!column)
        fail("a value is assigned to " + printable(text, 60));
    return {"NEW." + pg::quoteIdentifier(column->name), column->type.sql, column->type.kind};
}

std::string ProgramWriter::assignment(const rewrite::Scope& scope) {
    ++at_;
    std::string out;
    while (true) {
        if (peek().kind == mysql::TokenKind::UserVariable) {
            const std::string variable(tokens_[at_++].text.substr(1));
            if (!peek().isOperator("=") && !peek().isOperator(":="))
                fail("expected =");
            ++at_;
            const rewrite::Sql value = rewrite::asValue(rewriter_.expr(*tree(until({","})), scope));
            userVariables_[toLower(variable)] = value.kind;
            rewriter_.remark("sql.user_variable");
            out += line("PERFORM " + rewriter_.setUserVariable(variable, value.text) + ";");
            if (!peek().isOperator(","))
                break;
            ++at_;
            continue;
        }
        const std::size_t from = peek().offset;
        while (!peek().isOperator("=") && !peek().isOperator(":=")) {
            if (peek().isOperator(";") || peek().kind == mysql::TokenKind::End ||
                peek().kind == mysql::TokenKind::SystemVariable ||
                peek().kind == mysql::TokenKind::UserVariable || peek().is("TRANSACTION") ||
                peek().is("GLOBAL") || peek().is("SESSION"))
                fail("SET of a setting or of a user variable has no counterpart");
            ++at_;
        }
        const Target to = target(std::string(trim(body_.substr(from, peek().offset - from))), scope);
        ++at_;
        out += line(to.text + " := " + valueFor(until({","}), to.kind, to.type, scope) + ";");
        if (!peek().isOperator(","))
            break;
        ++at_;
    }
    semicolon();
    return out;
}

std::string ProgramWriter::ifStatement(rewrite::Scope& scope) {
    ++at_;
    std::string out = line("IF " + condition(until({"THEN"}), scope) + " THEN");
    expect("THEN");
    out += statements(scope, {"ELSEIF", "ELSE", "END"});
    while (peek().is("ELSEIF")) {
        ++at_;
        out += line("ELSIF " + condition(until({"THEN"}), scope) + " THEN");
        expect("THEN");
        out += statements(scope, {"ELSEIF", "ELSE", "END"});
    }
    if (peek().is("ELSE")) {
        ++at_;
        out += line("ELSE") + statements(scope, {"END"});
    }
    endWord("IF");
    return out + line("END IF;");
}

std::string ProgramWriter::caseStatement(rewrite::Scope& scope) {
    ++at_;
    std::string operand;
    if (!peek().is("WHEN"))
        operand = std::string(until({"WHEN"}));
    std::string out = line("CASE");
    while (peek().is("WHEN")) {
        ++at_;
        const std::string when(until({"THEN"}));
        out +=
            line("WHEN " + condition(operand.empty() ? when : "(" + operand + ") = (" + when + ")", scope) +
                 " THEN");
        expect("THEN");
        out += statements(scope, {"WHEN", "ELSE", "END"});
    }
    if (peek().is("ELSE")) {
        ++at_;
        out += line("ELSE") + statements(scope, {"END"});
    }
    endWord("CASE");
    return out + line("END CASE;");
}

std::string ProgramWriter::loop(const std::string& label, rewrite::Scope& scope) {
    const std::string head = label.empty() ? "" : line("<<" + variableName(label) + ">>");
    const std::string kind = toUpper(tokens_[at_++].text);
    std::string out;
    if (kind == "WHILE") {
        out = line("WHILE " + condition(until({"DO"}), scope) + " LOOP");
        expect("DO");
        out += statements(scope, {"END"});
    } else if (kind == "LOOP") {
        out = line("LOOP") + statements(scope, {"END"});
    } else {
        out = line("LOOP") + statements(scope, {"UNTIL"});
        expect("UNTIL");
        out += line("    EXIT WHEN " + condition(until({"END"}), scope) + ";");
    }
    endWord(kind);
    return head + out + line("END LOOP;");
}

std::string ProgramWriter::leave(bool again) {
    ++at_;
    const std::string label = name();
    semicolon();
    if (!again && !outerLabel_.empty() && equalsIgnoreCase(label, outerLabel_)) {
        if (context_.kind == ProgramContext::Kind::Function)
            fail("a function is left without a value");
        return line(context_.ending.empty() ? "RETURN;" : context_.ending);
    }
    return line((again ? "CONTINUE " : "EXIT ") + variableName(label) + ";");
}

std::string ProgramWriter::returnStatement(const rewrite::Scope& scope) {
    ++at_;
    if (context_.kind != ProgramContext::Kind::Function)
        fail("RETURN outside a function");
    rewrite::Sql sql =
        rewrite::forTarget(rewriter_.expr(*tree(until({})), scope), context_.returns, context_.returnType);
    semicolon();
    // PostgreSQL does not apply the length and scale of a result type.
    if (context_.returns == ValueKind::Decimal && sql.kind != ValueKind::Null)
        sql = rewrite::castTo(sql, context_.returnType, ValueKind::Decimal);
    return line("RETURN " + sql.text + ";");
}

std::string ProgramWriter::fetch(const rewrite::Scope& scope) {
    ++at_;
    if (peek().is("NEXT"))
        ++at_;
    if (peek().is("FROM"))
        ++at_;
    const std::string cursorName = variableName(name());
    expect("INTO");
    std::string list;
    while (true) {
        list += (list.empty() ? "" : ", ") + target(std::string(until({","})), scope).text;
        if (!peek().isOperator(","))
            break;
        ++at_;
    }
    semicolon();
    return line("FETCH " + cursorName + " INTO " + list + ";") +
           (handlers_.empty() ? "" : line(std::string(trim(handlers_))));
}

} // namespace causeway
