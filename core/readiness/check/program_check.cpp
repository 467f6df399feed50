// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/readiness/check/program_check.h"

#include "core/base/json.h"
#include "core/base/text.h"

#include <fmt/format.h>
#include <pg_query.h>

#include <memory>
#include <vector>

namespace causeway {

namespace {

/// Where an expression of PL/pgSQL stands decides how PostgreSQL reads its text.
enum class Role { Expression, Assignment, Statement };

struct Embedded {
    std::string text;
    Role role = Role::Expression;
};

Role roleOf(const std::string& key, Role parent) {
    if (key == "PLpgSQL_stmt_assign")
        return Role::Assignment;
    if (key == "sqlstmt" || key == "query" || key == "cursor_explicit_expr")
        return Role::Statement;
    if (key == "PLpgSQL_stmt_call")
        return Role::Statement;
    // "expr" of an assignment or a CALL is a child of it; any other key begins anew.
    return key == "expr" || key == "PLpgSQL_expr" ? parent : Role::Expression;
}

/// Every PLpgSQL_expr of the tree. The tree's depth is that of the body, which parserCanTake has bounded.
void collect(const Json& node, Role role, std::vector<Embedded>& out) {
    if (node.is_object())
        for (const auto& [key, value] : node.items()) {
            if (key == "PLpgSQL_expr" && value.contains("query"))
                out.push_back({value.at("query").get<std::string>(), role});
            else
                collect(value, roleOf(key, role), out);
        }
    else if (node.is_array())
        for (const Json& item : node)
            collect(item, role, out);
}

/// PL/pgSQL looks a name up among all that stand before it, so that thousands of variables or handlers in one
/// body would take the square of their number. Each is a line of its own in what we write.
constexpr std::size_t kMaxDeclared = 4000;

bool declaresTooMany(std::string_view body) {
    std::size_t declared = 0;
    bool declaring = false;
    for (const auto line : split(body, '\n')) {
        const auto text = trim(line);
        if (text == "DECLARE" || text == "BEGIN")
            declaring = text == "DECLARE";
        else if (declaring || text.starts_with("WHEN "))
            ++declared;
    }
    return declared > kMaxDeclared;
}

/// What PostgreSQL's SQL parser can read: a statement as it is, an expression as the item of a SELECT.
std::string asStatement(const Embedded& embedded) {
    if (embedded.role == Role::Statement)
        return embedded.text;
    const auto sign = embedded.role == Role::Assignment ? embedded.text.find(":=") : std::string::npos;
    return "SELECT " + (sign == std::string::npos ? embedded.text : embedded.text.substr(sign + 2));
}

/// libpg_query does not know the type of cursors, so that it refuses every OPEN, FETCH and CLOSE. Those are
/// whole lines in what we write: the query of an OPEN is checked as that of an INSERT.
std::string withoutCursors(const std::string& program) {
    std::string out;
    for (const auto line : split(program, '\n')) {
        const auto text = trim(line);
        const bool cursor =
            text.starts_with("OPEN ") || text.starts_with("CLOSE ") || text.starts_with("FETCH ");
        if (text.starts_with("OPEN ") && text.ends_with(" FOR"))
            out += "INSERT INTO causeway_rows\n";
        else if (cursor && text.ends_with(";"))
            out += "NULL;\n";
        else
            out += std::string(line) + "\n";
    }
    return out;
}

/// The statements of the text that have a body in PL/pgSQL. `tree` is libpg_query's own cut into statements.
std::vector<std::string> programs(const std::string& sql) {
    std::vector<std::string> out;
    const PgQuerySplitResult split = pg_query_split_with_parser(sql.c_str());
    for (int i = 0; !split.error && i < split.n_stmts; ++i) {
        const auto text = trim(std::string_view(sql).substr(std::size_t(split.stmts[i]->stmt_location),
                                                            std::size_t(split.stmts[i]->stmt_len)));
        if (containsIgnoreCase(text, "LANGUAGE plpgsql"))
            out.emplace_back(text);
    }
    pg_query_free_split_result(split);
    return out;
}

ParseCheck checkProgram(const std::string& text) {
    ParseCheck check;
    const PgQueryPlpgsqlParseResult result = pg_query_parse_plpgsql(withoutCursors(text).c_str());
    Json tree;
    if (result.error)
        check.message = printable(fmt::format("in the body: {}", result.error->message));
    else
        tree = Json::parse(result.plpgsql_funcs, nullptr, false);
    pg_query_free_plpgsql_parse_result(result);
    if (!check.message.empty())
        return check;
    std::vector<Embedded> embedded;
    collect(tree, Role::Expression, embedded);
    for (const Embedded& one : embedded) {
        const ParseCheck inner = checkParses(asStatement(one));
        if (inner.proof != Proof::Parsed) {
            check.message = "in the body: " + inner.message + ": " + printable(one.text, 120);
            return check;
        }
    }
    check.proof = Proof::Parsed;
    return check;
}

/// The text between the first pair of the same dollar quotes.
std::string_view bodyOf(std::string_view program) {
    const auto open = program.find('$');
    const auto end = open == std::string_view::npos ? open : program.find('$', open + 1);
    if (end == std::string_view::npos)
        return {};
    const auto tag = program.substr(open, end - open + 1);
    const auto close = program.find(tag, end + 1);
    return close == std::string_view::npos ? std::string_view() : program.substr(end + 1, close - end - 1);
}

} // namespace

ParseCheck checkPrograms(const std::string& sql) {
    ParseCheck check;
    check.proof = Proof::Parsed;
    if (!containsIgnoreCase(sql, "LANGUAGE plpgsql"))
        return check;
    for (const std::string& program : programs(sql)) {
        const auto body = bodyOf(program);
        std::string reason;
        if (!parserCanTake(body, reason))
            return {Proof::Unchecked, "in the body: " + reason};
        if (declaresTooMany(body))
            return {Proof::Unchecked, fmt::format("in the body: not given to the parser: more than {} "
                                                  "declarations and handlers",
                                                  kMaxDeclared)};
        const ParseCheck one = checkProgram(program);
        if (one.proof != Proof::Parsed)
            return one;
    }
    return check;
}

} // namespace causeway
