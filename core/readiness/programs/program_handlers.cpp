// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"
#include "core/readiness/programs/program_writer.h"

#include <fmt/format.h>

#include <array>

/// Conditions, handlers, SIGNAL and transactions of stored programs.
namespace causeway {

namespace {

struct ServerError {
    std::string_view number, condition;
};
/// MySQL's error numbers that handlers name (Server Error Message Reference) as PostgreSQL's conditions
/// (appendix A of its manual).
constexpr std::array kErrors{
    ServerError{"1022", "unique_violation"},      ServerError{"1048", "not_null_violation"},
    ServerError{"1062", "unique_violation"},      ServerError{"1146", "undefined_table"},
    ServerError{"1172", "too_many_rows"},         ServerError{"1205", "lock_not_available"},
    ServerError{"1213", "deadlock_detected"},     ServerError{"1216", "foreign_key_violation"},
    ServerError{"1217", "foreign_key_violation"}, ServerError{"1264", "numeric_value_out_of_range"},
    ServerError{"1365", "division_by_zero"},      ServerError{"1406", "string_data_right_truncation"},
    ServerError{"1451", "foreign_key_violation"}, ServerError{"1452", "foreign_key_violation"},
    ServerError{"1644", "SQLSTATE '45000'"},      ServerError{"3819", "check_violation"}};

std::string conditionOfState(const std::string& state) {
    if (state == "23000")
        return "integrity_constraint_violation"; // the whole class, as in MySQL
    return "SQLSTATE " + pg::quoteLiteral(state);
}

} // namespace

/// DECLARE name CONDITION FOR SQLSTATE '45000' or an error's number.
void ProgramWriter::namedCondition(const std::string& conditionName) {
    ++at_;
    expect("FOR");
    std::vector<std::string> errors;
    if (handledCondition(errors))
        conditions_[toLower(conditionName)] = "";
    else
        conditions_[toLower(conditionName)] = errors.front();
    semicolon();
}

/// Reads one condition of a handler. True for NOT FOUND; else its PostgreSQL name is added.
bool ProgramWriter::handledCondition(std::vector<std::string>& errors) {
    const auto& token = peek();
    if (token.is("NOT")) {
        ++at_;
        expect("FOUND");
        return true;
    }
    if (token.is("SQLSTATE")) {
        ++at_;
        if (peek().is("VALUE"))
            ++at_;
        if (!peek().isString())
            fail("a handler of this kind has no counterpart");
        const std::string state = mysql::decodeString(tokens_[at_++].text, {});
        if (state == "02000")
            return true;
        errors.push_back(conditionOfState(state));
        return false;
    }
    if (token.is("SQLEXCEPTION")) {
        ++at_;
        errors.emplace_back("OTHERS");
        return false;
    }
    if (token.is("SQLWARNING"))
        fail("a handler of warnings has no counterpart: PostgreSQL does not hand them to the program");
    const std::string text(token.text);
    ++at_;
    for (const ServerError& error : kErrors)
        if (error.number == text) {
            errors.emplace_back(error.condition);
            return false;
        }
    if (text == "1329")
        return true;
    const auto named = conditions_.find(toLower(mysql::unquoteName(text)));
    if (named == conditions_.end())
        fail("a handler of error " + printable(text, 40) + " has no counterpart");
    if (named->second.empty())
        return true;
    errors.push_back(named->second);
    return false;
}

std::string ProgramWriter::handler(rewrite::Scope& scope, bool outermost) {
    const bool leaves = peek().is("EXIT");
    if (!leaves && !peek().is("CONTINUE"))
        fail("this handler has no counterpart");
    at_ += 2;
    expect("FOR");
    std::vector<std::string> errors;
    bool notFound = handledCondition(errors);
    while (peek().isOperator(",")) {
        ++at_;
        notFound = handledCondition(errors) || notFound;
    }
    if (!errors.empty() && (notFound || !leaves))
        fail(leaves ? "a handler for both errors and NOT FOUND"
                    : "a CONTINUE handler for errors has no counterpart: PostgreSQL undoes the block first");
    return notFound ? notFoundHandler(scope, outermost, leaves) : errorHandler(scope, errors);
}

/// NOT FOUND becomes a test after each SELECT INTO and FETCH.
std::string ProgramWriter::notFoundHandler(rewrite::Scope& scope, bool outermost, bool leaves) {
    const int saved = indent_;
    indent_ = 1;
    const bool returns = peek().is("RETURN");
    std::string action = statement(scope);
    if (leaves && !returns) {
        if (!outermost || context_.kind == ProgramContext::Kind::Function)
            fail("an EXIT handler of an inner block has no counterpart");
        action += line(context_.ending.empty() ? "RETURN;" : context_.ending);
    }
    indent_ = saved;
    handlers_ += "IF NOT FOUND THEN\n" + action + "END IF;\n";
    return {};
}

/// An EXIT handler of errors is a branch of the block's EXCEPTION part.
std::string ProgramWriter::errorHandler(rewrite::Scope& scope, const std::vector<std::string>& errors) {
    rewriter_.remark("sql.error_handler");
    const int saved = indent_;
    const bool inside = std::exchange(inHandler_, true);
    std::string notFound = std::exchange(handlers_, {});
    std::string branch = line("WHEN " + causeway::join(errors, " OR ") + " THEN");
    ++indent_;
    std::string outer = std::exchange(exceptions_, {});
    const std::string action = statement(scope);
    exceptions_ = std::move(outer);
    branch += action.empty() ? line("NULL;") : action;
    branch += ending();
    indent_ = saved;
    inHandler_ = inside;
    handlers_ = std::move(notFound);
    exceptions_ += branch;
    return {};
}

/// The items of SIGNAL ... SET and RESIGNAL ... SET as options of RAISE.
std::string ProgramWriter::signalItems(const rewrite::Scope& scope) {
    std::string text;
    if (!peek().is("SET"))
        return text;
    ++at_;
    while (!peek().isOperator(";")) {
        const std::string what = toUpper(name());
        if (!peek().isOperator("="))
            fail("expected =");
        ++at_;
        const auto value = until({","});
        if (what == "MESSAGE_TEXT")
            text += ", MESSAGE = " + rewriter_.text(*tree(value), scope).text;
        else if (what != "MYSQL_ERRNO")
            fail("SIGNAL with " + printable(what, 40) + " has no counterpart");
        if (peek().isOperator(","))
            ++at_;
    }
    return text;
}

/// SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'x', or SIGNAL name.
std::string ProgramWriter::signal(const rewrite::Scope& scope) {
    ++at_;
    std::string state;
    if (peek().is("SQLSTATE")) {
        ++at_;
        if (peek().is("VALUE"))
            ++at_;
        if (!peek().isString())
            fail("SIGNAL without a state");
        state = mysql::decodeString(tokens_[at_++].text, {});
    } else {
        const auto named = conditions_.find(toLower(name()));
        constexpr std::string_view kState = "SQLSTATE '";
        if (named == conditions_.end() || !named->second.starts_with(kState))
            fail("SIGNAL of a condition that is no SQLSTATE");
        state = named->second.substr(kState.size(), 5);
    }
    std::string text = "RAISE EXCEPTION USING ERRCODE = " + pg::quoteLiteral(state) + signalItems(scope);
    semicolon();
    return line(text + ";");
}

std::string ProgramWriter::resignal(const rewrite::Scope& scope) {
    ++at_;
    if (!inHandler_)
        fail("RESIGNAL outside a handler of errors");
    const std::string items = signalItems(scope);
    semicolon();
    return line(items.empty() ? "RAISE;" : "RAISE EXCEPTION USING ERRCODE = SQLSTATE" + items + ";");
}

/// GET DIAGNOSTICS CONDITION 1 v = MESSAGE_TEXT, w = RETURNED_SQLSTATE in a handler.
std::string ProgramWriter::diagnostics(const rewrite::Scope& scope) {
    ++at_;
    if (peek().is("STACKED") || peek().is("CURRENT"))
        ++at_;
    expect("DIAGNOSTICS");
    if (!inHandler_ || !peek().is("CONDITION"))
        fail("GET DIAGNOSTICS of this form has no counterpart");
    at_ += 2;
    std::string list;
    while (!peek().isOperator(";")) {
        const std::size_t from = peek().offset;
        while (!peek().isOperator("=") && !peek().isOperator(";"))
            ++at_;
        const Target to = target(std::string(trim(body_.substr(from, peek().offset - from))), scope);
        ++at_;
        const std::string what = toUpper(name());
        if (what != "MESSAGE_TEXT" && what != "RETURNED_SQLSTATE")
            fail("GET DIAGNOSTICS of " + printable(what, 40) + " has no counterpart");
        list += (list.empty() ? "" : ", ") + to.text + " = " + what;
        if (peek().isOperator(","))
            ++at_;
    }
    semicolon();
    return line("GET STACKED DIAGNOSTICS " + list + ";");
}

/// A procedure of PostgreSQL is always inside a transaction. Beside a handler of errors it can neither commit
/// nor roll back, and need not: the handler has undone the block.
std::string ProgramWriter::transaction() {
    const bool commits = peek().is("COMMIT"), undoes = peek().is("ROLLBACK");
    until({});
    semicolon();
    rewriter_.remark("sql.transaction_in_program");
    if (context_.kind != ProgramContext::Kind::Procedure)
        fail("a transaction is controlled outside a procedure");
    if ((!commits && !undoes) || guards_ > 0 || inHandler_)
        return {};
    return line(commits ? "COMMIT;" : "ROLLBACK;");
}

} // namespace causeway
