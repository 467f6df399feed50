// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"
#include "core/readiness/rewrite/function_table.h"
#include "core/sql/postgresql/quote.h"

#include <fmt/format.h>

namespace causeway::rewrite {

namespace {

Sql coalesce(Arguments& a) {
    std::vector<Sql> all;
    for (std::size_t i = 0; i < a.size(); ++i)
        all.push_back(a.value(i));
    const ValueKind kind = Rewriter::unify(all);
    std::string list;
    Sql sql = made("", kind, kPrimary, {});
    bool nullable = true, immutable = true, nonNegative = true;
    std::optional<int> scale = 0;
    for (const Sql& one : all) {
        list += (list.empty() ? "" : ", ") + one.text;
        nullable = nullable && one.nullable;
        immutable = immutable && one.immutable;
        nonNegative = nonNegative && one.nonNegative;
        scale = scale && one.scale ? std::optional(std::max(*scale, *one.scale)) : std::nullopt;
    }
    sql.text = "coalesce(" + list + ")";
    sql.nullable = nullable;
    sql.immutable = immutable;
    sql.nonNegative = nonNegative;
    sql.scale = scale;
    return sql;
}

Sql ifCall(Arguments& a) {
    const Sql condition = a.condition(0);
    std::vector<Sql> results{a.value(1), a.value(2)};
    const ValueKind kind = Rewriter::unify(results);
    Sql sql = made(
        fmt::format("CASE WHEN {} THEN {} ELSE {} END", condition.text, results[0].text, results[1].text),
        kind, kPrimary, {&results[0], &results[1]});
    sql.immutable = sql.immutable && condition.immutable;
    if (results[0].scale && results[1].scale)
        sql.scale = std::max(*results[0].scale, *results[1].scale);
    return sql;
}

Sql nullIf(Arguments& a) {
    const Sql l = a.value(0), r = a.value(1);
    if (l.kind != r.kind && !(isNumeric(l.kind) && isNumeric(r.kind)) && !r.literal)
        throw Unsupported("NULLIF compares different types");
    Sql sql = made(fmt::format("nullif({}, {})", l.text, isNumeric(l.kind) ? asNumber(r).text : r.text),
                   l.kind, kPrimary, {&l, &r});
    sql.nullable = true;
    return sql;
}

Sql isNull(Arguments& a) {
    const Sql operand = a.expr(0);
    Sql sql = made(wrap(operand, kIs + 1) + " IS NULL", ValueKind::Boolean, kIs, {&operand});
    sql.nullable = false;
    return sql;
}

Sql uuid(Arguments&) {
    Sql sql = made("gen_random_uuid()", ValueKind::Uuid, kPrimary, {});
    sql.immutable = false;
    return sql;
}

FunctionRow keyword(std::string text, ValueKind kind) {
    return {0, 1, [text = std::move(text), kind](Arguments&) {
                Sql sql = made(text, kind, kPrimary, {});
                sql.immutable = false;
                return sql;
            }};
}

Sql jsonPathCall(Arguments& a, bool words) {
    const Sql document = a.value(0), path = a.value(1);
    if (document.kind != ValueKind::Json || !path.literal || a.size() != 2)
        throw Unsupported("JSON_EXTRACT of a value that is not JSON, or with a computed path");
    std::string steps;
    for (const char c : *path.literal) {
        if (c == '*' || c == '{' || c == '}' || c == ',' || c == '\\' || c == ' ')
            throw Unsupported("the JSON path " + printable(*path.literal, 60));
        if (c == '.' || c == '[')
            steps += steps.empty() ? "" : ",";
        else if (c != '$' && c != ']' && c != '"')
            steps += c;
    }
    return made(fmt::format("{} {} {}", wrap(document, kOther), words ? "#>>" : "#>",
                            pg::quoteLiteral("{" + steps + "}")),
                words ? ValueKind::Text : ValueKind::Json, kOther, {&document});
}

Sql jsonUnquote(Arguments& a) {
    if (const auto* inner = a.tree(0).as<mysql::Call>(); inner && inner->name == "JSON_EXTRACT") {
        Arguments innerArguments(a.rewriter(), *inner, a.scope());
        return jsonPathCall(innerArguments, true);
    }
    return a.text(0);
}

FunctionRow jsonBuild(std::string name) {
    return {0, 99, [name = std::move(name)](Arguments& a) {
                std::string list;
                for (std::size_t i = 0; i < a.size(); ++i) {
                    const Sql one = a.value(i);
                    list += (i > 0 ? ", " : "") + one.text +
                            (one.kind == ValueKind::Text && one.literal ? "::text" : "");
                }
                Sql sql = made(name + "(" + list + ")", ValueKind::Json, kPrimary, {});
                sql.immutable = false;
                return sql;
            }};
}

Sql jsonContains(Arguments& a) {
    const Sql document = a.value(0), part = a.value(1);
    return made(
        fmt::format("{} @> {}", wrap(document, kOther), forTarget(part, ValueKind::Json, "jsonb").text),
        ValueKind::Boolean, kOther, {&document, &part});
}

Sql window(Arguments& a, const std::string& name, ValueKind kind) {
    std::string list;
    for (std::size_t i = 0; i < a.size(); ++i)
        list += (i > 0 ? ", " : "") + a.value(i).text;
    if (!a.call().over)
        throw Unsupported(a.call().name + " without OVER");
    Sql sql = made(fmt::format("{}({}) {}", name, list, a.rewriter().over(*a.call().over, a.scope())), kind,
                   kPrimary, {});
    sql.nullable = kind != ValueKind::Integer;
    sql.immutable = false;
    return sql;
}

FunctionRow windowRow(std::string name, ValueKind kind) {
    return {0, 3, [name = std::move(name), kind](Arguments& a) {
                ValueKind result = kind;
                if (kind == ValueKind::Unknown && a.size() > 0)
                    result = a.value(0).kind;
                return window(a, name, result);
            }};
}

const FunctionTable kTable{
    {"IFNULL", {2, 2, coalesce}},
    {"NVL", {2, 2, coalesce}},
    {"COALESCE", {1, 99, coalesce}},
    {"IF", {3, 3, ifCall}},
    {"NULLIF", {2, 2, nullIf}},
    {"ISNULL", {1, 1, isNull}},
    {"UUID", {0, 0, uuid}},
    {"DATABASE", keyword("current_schema()", ValueKind::Text)},
    {"SCHEMA", keyword("current_schema()", ValueKind::Text)},
    {"USER", keyword("current_user::text", ValueKind::Text)},
    {"CURRENT_USER", keyword("current_user::text", ValueKind::Text)},
    {"SESSION_USER", keyword("session_user::text", ValueKind::Text)},
    {"SYSTEM_USER", keyword("session_user::text", ValueKind::Text)},
    {"VERSION", keyword("version()", ValueKind::Text)},
    {"CONNECTION_ID", keyword("pg_backend_pid()", ValueKind::Integer)},
    {"LAST_INSERT_ID",
     {0, 0,
      [](Arguments&) {
          Sql sql = made("lastval()", ValueKind::Integer, kPrimary, {});
          sql.immutable = false;
          return sql;
      }}},
    {"JSON_EXTRACT",
     {2, 2,
      [](Arguments& a) {
          return jsonPathCall(a, false);
      }}},
    {"JSON_VALUE",
     {2, 2,
      [](Arguments& a) {
          return jsonPathCall(a, true);
      }}},
    {"JSON_UNQUOTE", {1, 1, jsonUnquote}},
    {"JSON_OBJECT", jsonBuild("jsonb_build_object")},
    {"JSON_ARRAY", jsonBuild("jsonb_build_array")},
    {"JSON_CONTAINS", {2, 2, jsonContains}},
    {"ROW_NUMBER", windowRow("row_number", ValueKind::Integer)},
    {"RANK", windowRow("rank", ValueKind::Integer)},
    {"DENSE_RANK", windowRow("dense_rank", ValueKind::Integer)},
    {"NTILE", windowRow("ntile", ValueKind::Integer)},
    {"PERCENT_RANK", windowRow("percent_rank", ValueKind::Float)},
    {"CUME_DIST", windowRow("cume_dist", ValueKind::Float)},
    {"LAG", windowRow("lag", ValueKind::Unknown)},
    {"LEAD", windowRow("lead", ValueKind::Unknown)},
    {"FIRST_VALUE", windowRow("first_value", ValueKind::Unknown)},
    {"LAST_VALUE", windowRow("last_value", ValueKind::Unknown)},
};

} // namespace

bool otherFunction(Rewriter& r, const mysql::Call& c, const Scope& scope, Sql& out) {
    return applyFunction(kTable, r, c, scope, out);
}

} // namespace causeway::rewrite
