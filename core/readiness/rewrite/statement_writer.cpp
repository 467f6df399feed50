// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/readiness/rewrite/statement_writer.h"

#include "core/base/text.h"
#include "core/readiness/programs/program_body.h"
#include "core/readiness/rewrite/call_statement.h"
#include "core/readiness/table/partition_bounds.h"
#include "core/sql/postgresql/quote.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace causeway::rewrite {

namespace {

struct Verb {
    std::string_view mysql, postgres;
};
/// Statements that are the same, or nearly.
constexpr std::array kVerbs{Verb{"START TRANSACTION", "BEGIN"}, Verb{"BEGIN", "BEGIN"},
                            Verb{"COMMIT", "COMMIT"}, Verb{"ROLLBACK", "ROLLBACK"},
                            Verb{"UNLOCK TABLES", "COMMIT"}};

class Writer {
public:
    Writer(std::string_view text, const TargetModel& model, const mysql::LexOptions& lexing,
           SessionState& state)
        : text_(text), model_(model), lexing_(lexing), state_(state), rewriter_(model, state.schema, text) {
        rewriter_.temporaryTables = &state.temporaryTables;
        rewriter_.userVariables = &state.variables;
        rewriter_.lastIdentity = state.lastIdentity;
        if (model.open)
            rewriter_.remark("sql.schema_unknown");
    }

    std::string write(mysql::StatementNode& node) {
        using namespace mysql;
        if (auto* q = std::get_if<QueryPtr>(&node))
            return query(**q);
        if (auto* i = std::get_if<Insert>(&node)) {
            const std::string out = insert(*i);
            state_.lastIdentity = rewriter_.lastIdentity;
            return out;
        }
        if (const auto* u = std::get_if<Update>(&node))
            return rewriter_.update(*u, scope_) + ";\n";
        if (const auto* d = std::get_if<Delete>(&node))
            return rewriter_.remove(*d, scope_) + ";\n";
        if (const auto* s = std::get_if<SetVariables>(&node))
            return set(*s);
        if (const auto* t = std::get_if<CreateTable>(&node))
            return createTable(*t);
        if (const auto* d = std::get_if<DropObjects>(&node))
            return drop(*d);
        if (const auto* u = std::get_if<UseDatabase>(&node)) {
            state_.schema = u->name;
            return "SET search_path = " + pg::quoteIdentifier(model_.names.schema(u->name)) + ", public;\n";
        }
        if (const auto* o = std::get_if<OtherStatement>(&node))
            return other(*o);
        throw Unsupported("this statement changes the schema: convert the schema with 'convert schema'");
    }
    void addRemarks(Notes& notes) const { rewriter_.addRemarks(notes); }

private:
    /// Rows that meet the same key one after another are statements of their own.
    std::string insert(mysql::Insert& i) {
        std::string out = rewriter_.insert(i, scope_) + ";\n";
        if (!rewriter_.repeatsKey)
            return out;
        out.clear();
        auto rows = std::exchange(i.rows, {});
        for (auto& row : rows) {
            i.rows.clear();
            i.rows.push_back(std::move(row));
            out += rewriter_.insert(i, scope_) + ";\n";
        }
        return out;
    }

    std::string query(mysql::Query& q) {
        if (isFoundRows(q)) {
            if (state_.lastSelect.empty())
                throw Unsupported("FOUND_ROWS() without the query that it counts");
            rewriter_.remark("sql.found_rows");
            return "SELECT count(*) AS \"FOUND_ROWS()\" FROM (\n" + state_.lastSelect + "\n) AS counted;\n";
        }
        const std::string into = takeInto(q);
        if (!into.empty())
            return selectInto(q, into);
        rememberForFoundRows(q);
        return rewriter_.query(q, &scope_).text + ";\n";
    }

    /// SQL_CALC_FOUND_ROWS is taken away, and the query without LIMIT is kept.
    void rememberForFoundRows(mysql::Query& q) {
        auto* select = q.parts.size() == 1 ? std::get_if<mysql::Select>(&q.parts[0].body) : nullptr;
        if (!select)
            return;
        const auto found =
            std::find(select->modifiers.begin(), select->modifiers.end(), "SQL_CALC_FOUND_ROWS");
        if (found == select->modifiers.end())
            return;
        select->modifiers.erase(found);
        std::optional<mysql::Limit> limit;
        std::swap(limit, select->limit);
        state_.lastSelect = rewriter_.query(q, &scope_).text;
        std::swap(limit, select->limit);
    }

    std::string selectInto(mysql::Query& q, const std::string& into) {
        if (toUpper(into).find("OUTFILE") == 0 || toUpper(into).find("DUMPFILE") == 0)
            throw Unsupported(
                "SELECT ... INTO OUTFILE writes a file on the server: use COPY (query) TO or psql's "
                "\\copy");
        const QuerySql inner = rewriter_.query(q, &scope_);
        const auto targets = splitList(into);
        if (targets.size() != inner.columns.size())
            throw Unsupported("SELECT ... INTO gives another number of values than variables");
        std::string out;
        for (std::size_t i = 0; i < targets.size(); ++i) {
            const std::string name(trim(targets[i]));
            if (!name.starts_with("@"))
                throw Unsupported("SELECT ... INTO a name that is no user variable");
            state_.variables[toLower(name.substr(1))] = inner.columns[i].kind;
            out +=
                (i > 0 ? ", " : "") +
                rewriter_.setUserVariable(name.substr(1), "q." + pg::quoteIdentifier(inner.columns[i].name));
        }
        rewriter_.remark("sql.user_variable");
        return "SELECT " + out + " FROM (\n" + inner.text + "\n) AS q;\n";
    }

    std::string set(const mysql::SetVariables& s) {
        std::string out;
        for (const auto& item : s.items) {
            if (!item.system)
                out += userVariable(item);
            else if (item.name == "autocommit" || item.name == "names" || item.name == "character set" ||
                     item.name == "foreign_key_checks" || item.name == "unique_checks" ||
                     item.name == "sql_mode" || item.name == "time_zone")
                out += setting(item);
            else
                throw Unsupported("the setting " + printable(item.name, 60) + " has no counterpart");
        }
        return out;
    }

    std::string userVariable(const mysql::SetVariables::Item& item) {
        auto parsed = mysql::parseExpression(item.value.text, lexing_);
        if (!parsed)
            throw Unsupported("a value was not understood: " + parsed.failure.message);
        const Sql value = asValue(rewriter_.expr(**parsed.value, scope_));
        state_.variables[toLower(item.name)] = value.kind;
        rewriter_.remark("sql.user_variable");
        return "SELECT " + rewriter_.setUserVariable(item.name, value.text) + ";\n";
    }

    std::string setting(const mysql::SetVariables::Item& item) {
        const std::string value = toUpper(trim(item.value.text));
        if (item.name == "names")
            return "SET client_encoding = 'UTF8';\n";
        if (item.name == "time_zone" && value.size() > 2 && value.front() == '\'')
            return "SET TIME ZONE " + std::string(trim(item.value.text)) + ";\n";
        throw Unsupported("SET " + item.name +
                          " has no counterpart: it is a matter of the driver or of the load");
    }

    std::string createTable(const mysql::CreateTable& table) {
        if (!table.temporary)
            throw Unsupported("this statement changes the schema: convert the schema with 'convert schema'");
        rewriter_.remark("sql.temporary_table");
        if (table.select && table.columns.empty() && table.keys.empty()) {
            const QuerySql inner = rewriter_.query(*table.select, &scope_);
            Source source;
            source.name = table.table.name;
            source.printed = pg::quoteIdentifier(model_.names.spelled(table.table.name));
            source.columns = sourceColumns(inner.columns);
            state_.temporaryTables[toLower(source.name)] = source;
            return fmt::format("CREATE TEMPORARY TABLE {}{} AS\n{};\n",
                               table.ifNotExists ? "IF NOT EXISTS " : "", source.printed, inner.text);
        }
        Source source;
        const std::string out = temporaryTable(table, source, "");
        state_.temporaryTables[toLower(source.name)] = source;
        return out + "\n";
    }

    std::string drop(const mysql::DropObjects& drop) {
        std::string names;
        for (const auto& n : drop.names) {
            if (drop.kind != "TABLE" || !state_.temporaryTables.contains(toLower(n.name)))
                throw Unsupported(
                    "this statement changes the schema: convert the schema with 'convert schema'");
            names += (names.empty() ? "" : ", ") + state_.temporaryTables.at(toLower(n.name)).printed;
            state_.temporaryTables.erase(toLower(n.name));
        }
        return fmt::format("DROP TABLE {}{};\n", drop.ifExists ? "IF EXISTS " : "", names);
    }

    std::string other(const mysql::OtherStatement& o) {
        const std::string verb = toUpper(o.verb);
        const auto tokens = mysql::tokenize(text_, lexing_);
        for (const Verb& v : kVerbs)
            if (verb == v.mysql && tokens.size() <= 3) {
                if (verb == "UNLOCK TABLES")
                    rewriter_.remark("sql.lock_tables");
                return std::string(v.postgres) + ";\n";
            }
        if (verb.starts_with("SAVEPOINT") || verb.starts_with("RELEASE") || verb.starts_with("ROLLBACK"))
            return savepoint(tokens);
        if (verb.starts_with("TRUNCATE"))
            return truncate(tokens);
        if (verb.starts_with("LOCK TABLE"))
            return lockTables(tokens);
        if (tokens[0].is("DO"))
            return doStatement();
        if (tokens[0].is("CALL"))
            return callStatement(tokens, text_, lexing_, scope_, rewriter_, state_);
        throw Unsupported(printable(o.verb, 40) + " has no counterpart");
    }

    static std::string nameOf(const mysql::Token& token) {
        if (token.kind != mysql::TokenKind::Word && token.kind != mysql::TokenKind::QuotedName)
            throw Unsupported("a name was expected");
        return mysql::unquoteName(token.text);
    }

    std::string savepoint(const std::vector<mysql::Token>& tokens) const {
        // The name is the last token before the end.
        if (tokens.size() < 3)
            throw Unsupported("a savepoint without a name");
        const std::string name = pg::quoteIdentifier(nameOf(tokens[tokens.size() - 2]));
        const std::string_view head = tokens[0].is("SAVEPOINT") ? "SAVEPOINT "
                                      : tokens[0].is("RELEASE") ? "RELEASE SAVEPOINT "
                                                                : "ROLLBACK TO SAVEPOINT ";
        return std::string(head) + name + ";\n";
    }

    /// [schema.]table from `at`, which is moved behind it.
    std::string tableAt(const std::vector<mysql::Token>& tokens, std::size_t& at) const {
        std::string schema = state_.schema, name = nameOf(tokens[at++]);
        if (tokens[at].isOperator(".")) {
            schema = name;
            name = nameOf(tokens[at + 1]);
            at += 2;
        }
        if (const TargetTable* table = model_.table(schema, name))
            return table->qualified();
        if (!model_.open)
            throw Unsupported("table " + printable(name, 64) + " was not found");
        return pg::qualified(model_.names.schema(schema), model_.names.spelled(name));
    }

    std::string truncate(const std::vector<mysql::Token>& tokens) const {
        std::size_t at = 1;
        if (tokens[at].is("TABLE"))
            ++at;
        return "TRUNCATE " + tableAt(tokens, at) + " RESTART IDENTITY;\n";
    }

    std::string lockTables(const std::vector<mysql::Token>& tokens) {
        rewriter_.remark("sql.lock_tables");
        std::string out = "BEGIN;\n";
        for (std::size_t at = 2; at + 1 < tokens.size();) {
            const std::string table = tableAt(tokens, at);
            while (at + 1 < tokens.size() && !tokens[at].is("READ") && !tokens[at].is("WRITE"))
                ++at;
            out += fmt::format("LOCK TABLE {} IN {} MODE;\n", table,
                               tokens[at].is("WRITE") ? "ACCESS EXCLUSIVE" : "SHARE");
            while (at + 1 < tokens.size() && !tokens[at].isOperator(","))
                ++at;
            ++at;
        }
        return out;
    }

    std::string doStatement() {
        const auto inside = text_.substr(mysql::tokenize(text_, lexing_)[0].end());
        auto parsed = mysql::parseExpression(inside, lexing_);
        if (!parsed)
            throw Unsupported("DO was not understood: " + parsed.failure.message);
        rewriter_.setSource(inside);
        return "SELECT " + rewriter_.value(**parsed.value, scope_).text + ";\n";
    }

    std::string_view text_;
    const TargetModel& model_;
    const mysql::LexOptions& lexing_;
    SessionState& state_;
    Rewriter rewriter_;
    Scope scope_;
};

} // namespace

std::string writeStatement(mysql::StatementNode& node, std::string_view text, const TargetModel& model,
                           const mysql::LexOptions& lexing, SessionState& state, Notes& notes) {
    Writer writer(text, model, lexing, state);
    std::string out = writer.write(node);
    writer.addRemarks(notes);
    return out;
}

bool isFoundRows(const mysql::Query& query) {
    const auto* select = query.single();
    const auto* call =
        select && select->items.size() == 1 ? select->items[0].expr->as<mysql::Call>() : nullptr;
    return call && call->name == "FOUND_ROWS";
}

std::string takeInto(mysql::Query& query) {
    std::string into;
    std::swap(into, query.into);
    if (query.parts.size() == 1)
        if (auto* select = std::get_if<mysql::Select>(&query.parts[0].body); select && into.empty())
            std::swap(into, select->into);
    if (toUpper(into.substr(0, 5)) == "INTO ")
        into.erase(0, 5);
    return into;
}

std::string temporaryTable(const mysql::CreateTable& table, Source& source, std::string_view tail) {
    if (!table.temporary || table.like || table.select || !table.table.schema.empty())
        throw Unsupported("CREATE TABLE of this form has no counterpart here");
    source.name = table.table.name;
    source.printed = pg::quoteIdentifier(table.table.name);
    std::string lines;
    for (const auto& column : table.columns) {
        if (column.defaultValue || column.generated)
            throw Unsupported("this column of a temporary table has no counterpart here");
        const MappedType type = mapType(columnType(column.type));
        SourceColumn c;
        c.name = column.name;
        c.printed = pg::quoteIdentifier(column.name);
        c.kind = type.kind;
        c.nullable = column.nullable.value_or(true) && !column.primary;
        source.columns.push_back(c);
        lines += (lines.empty() ? "" : ", ") + c.printed + " " + type.sql + (c.nullable ? "" : " NOT NULL") +
                 (column.autoIncrement ? " GENERATED BY DEFAULT AS IDENTITY" : "") +
                 (column.primary  ? " PRIMARY KEY"
                  : column.unique ? " UNIQUE"
                                  : "");
    }
    if (!table.keys.empty())
        throw Unsupported("a temporary table with keys has no counterpart here");
    return fmt::format("CREATE TEMPORARY TABLE {}{} ({}){};", table.ifNotExists ? "IF NOT EXISTS " : "",
                       source.printed, lines, tail);
}

} // namespace causeway::rewrite
