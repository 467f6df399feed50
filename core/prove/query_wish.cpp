// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/prove/query_wish.h"

#include "core/base/text.h"
#include "core/sql/postgresql/lexer.h"
#include "core/sql/postgresql/quote.h"

#include <algorithm>
#include <array>

namespace causeway::prove {

namespace {

/// Functions that read the server's files, wait, take locks or depend on replicas.
constexpr std::array<std::string_view, 13> kRefused{
    "LOAD_FILE",         "SLEEP",        "BENCHMARK",       "GET_LOCK",     "RELEASE_LOCK",
    "RELEASE_ALL_LOCKS", "IS_FREE_LOCK", "MASTER_POS_WAIT", "IS_USED_LOCK", "MASTER_GTID_WAIT",
    "SOURCE_POS_WAIT",   "NEXTVAL",      "SETVAL"};
/// Functions whose answer is another one each time, on each server or in each session.
constexpr std::array<std::string_view, 28> kMomentary{
    "NOW",          "CURDATE",      "CURTIME",        "CURRENT_DATE",  "CURRENT_TIME", "CURRENT_TIMESTAMP",
    "SYSDATE",      "UTC_DATE",     "UTC_TIME",       "UTC_TIMESTAMP", "LOCALTIME",    "LOCALTIMESTAMP",
    "RAND",         "UUID",         "UUID_SHORT",     "CONNECTION_ID", "VERSION",      "USER",
    "CURRENT_USER", "SESSION_USER", "SYSTEM_USER",    "DATABASE",      "SCHEMA",       "UNIX_TIMESTAMP",
    "FOUND_ROWS",   "ROW_COUNT",    "LAST_INSERT_ID", "CURRENT_ROLE"};

template <std::size_t N> bool holds(const std::array<std::string_view, N>& words, const mysql::Token& token) {
    return token.kind == mysql::TokenKind::Word &&
           std::any_of(words.begin(), words.end(), [&](auto word) { return token.is(word); });
}

/// The Select whose ORDER BY and LIMIT are the statement's; null for a UNION.
const mysql::Select* outermost(const mysql::Query& query) {
    return query.single();
}

struct Outer {
    const std::vector<mysql::OrderItem>* order = nullptr;
    bool limited = false;
    const mysql::Select* select = nullptr;
};

Outer outer(const mysql::Query& query) {
    Outer out;
    out.select = outermost(query);
    out.order = &query.orderBy;
    out.limited = query.limit.has_value();
    if (out.select) {
        if (out.order->empty())
            out.order = &out.select->orderBy;
        out.limited = out.limited || out.select->limit.has_value();
    }
    return out;
}

/// The place in the answer that an ORDER BY term stands for, or nothing.
std::optional<std::size_t> placeOf(const mysql::Expr& e, const std::vector<std::string>& columns) {
    if (const auto* number = e.as<mysql::Literal>()) {
        long long place = 0;
        if (number->kind == mysql::Literal::Kind::Integer && parseNumber(number->text, place) && place > 0 &&
            std::size_t(place) <= columns.size())
            return std::size_t(place) - 1;
        return std::nullopt;
    }
    const auto* ref = e.as<mysql::ColumnRef>();
    if (!ref)
        return std::nullopt;
    const std::string name = toLower(ref->column);
    const auto found = std::find(columns.begin(), columns.end(), name);
    if (found == columns.end() || std::count(columns.begin(), columns.end(), name) != 1)
        return std::nullopt;
    return std::size_t(found - columns.begin());
}

/// True when the ordered columns hold a whole unique key of the only table.
bool coversKey(const Table& table, const std::vector<mysql::OrderItem>& order) {
    return std::any_of(table.indexes.begin(), table.indexes.end(), [&](const Index& index) {
        return index.unique() && std::all_of(index.parts.begin(), index.parts.end(), [&](const IndexPart& p) {
                   const Column* column = table.column(p.column);
                   return column && !p.prefix && !column->nullable &&
                          std::any_of(order.begin(), order.end(), [&](const mysql::OrderItem& item) {
                              const auto* ref = item.expr->as<mysql::ColumnRef>();
                              return ref && equalsIgnoreCase(ref->column, p.column);
                          });
               });
    });
}

std::string refusalOf(const mysql::StatementNode& statement, const std::vector<mysql::Token>& tokens) {
    const auto* query = std::get_if<mysql::QueryPtr>(&statement);
    if (!query)
        return "only SELECT statements are put to both sides";
    for (const auto& token : tokens) {
        if (token.is("INTO"))
            return "it writes into a file or a variable";
        if (holds(kRefused, token))
            return "it calls " + std::string(token.text);
        if (token.kind == mysql::TokenKind::UserVariable)
            return "it reads a variable of its session";
    }
    return {};
}

} // namespace

QueryWish readWish(const Conversion& query, const TableIndex& tables, const std::string& schema) {
    QueryWish wish;
    wish.query = &query;
    auto parsed = mysql::parseStatement(query.source);
    if (!parsed) {
        wish.refusal = "it was not understood";
        return wish;
    }
    wish.statement = std::move(*parsed.value);
    const auto tokens = mysql::tokenize(query.source);
    wish.refusal = refusalOf(wish.statement, tokens);
    if (!wish.refusal.empty())
        return wish;
    for (const auto& token : tokens) {
        wish.momentary =
            wish.momentary || holds(kMomentary, token) || token.kind == mysql::TokenKind::SystemVariable;
        wish.parameters += token.kind == mysql::TokenKind::Parameter ? 1 : 0;
    }
    wish.uses = columnUses(wish.statement, query.source, tables, schema);
    return wish;
}

OrderPromise orderPromise(const QueryWish& wish, const std::vector<std::string>& columns) {
    OrderPromise promise;
    const auto* query = std::get_if<mysql::QueryPtr>(&wish.statement);
    if (!query || !*query)
        return promise;
    const Outer top = outer(**query);
    promise.limited = top.limited;
    promise.ordered = !top.order->empty();
    promise.allKeys = promise.ordered;
    for (const mysql::OrderItem& item : *top.order) {
        const auto place = placeOf(*item.expr, columns);
        if (!place) {
            promise.allKeys = false;
            break;
        }
        promise.keys.push_back(*place);
    }
    const bool oneTable = top.select && top.select->from.size() == 1 && wish.uses.tables.size() == 1 &&
                          top.select->from[0]->as<mysql::NamedTable>();
    promise.total = oneTable && promise.ordered && coversKey(*wish.uses.tables[0], *top.order);
    return promise;
}

std::string withValues(const std::string& text, const std::vector<std::string>& values) {
    std::string out;
    std::size_t from = 0, n = 0;
    for (const auto& token : mysql::tokenize(text)) {
        if (token.kind != mysql::TokenKind::Parameter || n >= values.size())
            continue;
        out += text.substr(from, token.offset - from);
        const auto& value = values[n++];
        double number = 0;
        out += parseNumber(value, number) ? value : pg::quoteLiteral(replaceAll(value, "\\", "\\\\"));
        from = token.end();
    }
    return out + text.substr(from);
}

std::string withNumberedValues(const std::string& text, const std::vector<std::string>& values) {
    std::string out;
    std::size_t from = 0;
    postgresql::Lexer lexer(text);
    for (auto token = lexer.next(); token.kind != mysql::TokenKind::End; token = lexer.next()) {
        long long n = 0;
        if (token.kind != mysql::TokenKind::Parameter || !parseNumber(token.text.substr(1), n) || n < 1 ||
            std::size_t(n) > values.size())
            continue;
        out += text.substr(from, token.offset - from) + pg::quoteLiteral(values[std::size_t(n) - 1]);
        from = token.end();
    }
    return out + text.substr(from);
}

} // namespace causeway::prove
