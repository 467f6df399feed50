// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/json.h"
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
    shareScale(all, sql);
    for (const Sql& one : all) {
        list += (list.empty() ? "" : ", ") + one.text;
        nullable = nullable && one.nullable;
        immutable = immutable && one.immutable;
        nonNegative = nonNegative && one.nonNegative;
    }
    sql.text = "coalesce(" + list + ")";
    sql.nullable = nullable;
    sql.immutable = immutable;
    sql.nonNegative = nonNegative;
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
    shareScale(results, sql);
    sql.alikeText = kind == ValueKind::Text;
    for (const Sql& one : results)
        sql.alikeText = sql.alikeText && (one.alikeText || (one.literal && comparesAlike(*one.literal)));
    return sql;
}

Sql nullIf(Arguments& a) {
    const Sql l = a.value(0), r = a.value(1);
    const bool plain = (l.kind == r.kind || (isNumeric(l.kind) && isNumeric(r.kind))) &&
                       (l.kind != ValueKind::Text || l.exactCase || r.exactCase || l.members ||
                        (r.literal && comparesAlike(*r.literal)));
    Sql sql =
        made(plain ? fmt::format("nullif({}, {})", l.text,
                                 l.members && r.literal ? stringLiteral(labelOf(*l.members, *r.literal)).text
                                                        : r.text)
                   : fmt::format("CASE WHEN {} THEN NULL ELSE {} END", a.rewriter().compare("=", l, r).text,
                                 l.text),
             l.kind, kPrimary, {&l, &r});
    sql.nullable = true;
    sql.scale = l.scale;
    sql.pending = l.pending;
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

Sql documentOf(Arguments& a, std::size_t i) {
    const Sql document = a.value(i);
    if (document.kind == ValueKind::Json || document.kind == ValueKind::Unknown ||
        document.kind == ValueKind::Null)
        return document;
    if (document.kind == ValueKind::Text) {
        if (!document.literal || !Json::accept(*document.literal))
            a.rewriter().remark("sql.text_as_json", document.text);
        return castTo(document, "jsonb", ValueKind::Json);
    }
    throw Unsupported(a.call().name + " of a value that is not JSON");
}

Sql jsonPathCall(Arguments& a, bool words) {
    const Sql document = documentOf(a, 0), path = a.value(1);
    Sql sql = made(fmt::format("{} {} {}", wrap(document, kOther), words ? "#>>" : "#>", jsonPath(path)),
                   words ? ValueKind::Text : ValueKind::Json, kOther, {&document});
    sql.nullable = true;
    sql.exactCase = true;
    return sql;
}

Sql jsonUnquote(Arguments& a) {
    if (const auto* inner = a.tree(0).as<mysql::Call>(); inner && inner->name == "JSON_EXTRACT") {
        Arguments innerArguments(a.rewriter(), *inner, a.scope());
        return jsonPathCall(innerArguments, true);
    }
    Sql text = a.text(0);
    text.exactCase = true;
    return text;
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

Sql asJson(const Sql& value) {
    if (value.kind == ValueKind::Json || value.kind == ValueKind::Null)
        return value;
    const bool literal = value.kind == ValueKind::Text && value.literal;
    Sql sql = made(fmt::format("to_jsonb({}{})", value.text, literal ? "::text" : ""), ValueKind::Json,
                   kPrimary, {&value});
    return sql;
}

Sql jsonContains(Arguments& a) {
    const Sql document = documentOf(a, 0), part = documentOf(a, 1);
    const std::string place = a.size() == 3
                                  ? fmt::format("({} #> {})", wrap(document, kOther), jsonPath(a.value(2)))
                                  : wrap(document, kOther);
    Sql sql = made(fmt::format("{} @> {}", place, part.text), ValueKind::Boolean, kOther, {&document, &part});
    sql.nullable = true;
    return sql;
}

/// JSON_SET makes or replaces, JSON_REPLACE only replaces, JSON_INSERT only makes.
FunctionRow jsonChange(bool makes, bool replaces) {
    return {3, 21, [makes, replaces](Arguments& a) {
                Sql document = documentOf(a, 0);
                for (std::size_t i = 1; i + 1 < a.size(); i += 2) {
                    const std::string path = jsonPath(a.value(i));
                    const Sql part = asJson(a.value(i + 1));
                    const std::string value =
                        part.nullable ? fmt::format("coalesce({}, 'null'::jsonb)", part.text) : part.text;
                    const std::string set =
                        fmt::format("jsonb_set({}, {}, {}, {})", document.text, path, value, makes);
                    document =
                        made(replaces ? set
                                      : fmt::format("CASE WHEN {0} #> {1} IS NULL THEN {2} ELSE {0} END",
                                                    wrap(document, kOther), path, set),
                             ValueKind::Json, kPrimary, {&document, &part});
                }
                return document;
            }};
}

Sql jsonRemove(Arguments& a) {
    Sql document = documentOf(a, 0);
    for (std::size_t i = 1; i < a.size(); ++i)
        document = made(fmt::format("{} #- {}", wrap(document, kOther), jsonPath(a.value(i))),
                        ValueKind::Json, kOther, {&document});
    return document;
}

std::string jsonAt(Arguments& a) {
    const Sql document = documentOf(a, 0);
    return a.size() > 1 ? fmt::format("({} #> {})", wrap(document, kOther), jsonPath(a.value(1)))
                        : wrap(document, kCast);
}

Sql jsonLength(Arguments& a) {
    const std::string at = jsonAt(a);
    Sql sql =
        made(fmt::format("CASE jsonb_typeof({0}) WHEN 'array' THEN jsonb_array_length({0}) WHEN 'object' "
                         "THEN (SELECT count(*)::integer FROM jsonb_object_keys({0})) "
                         "ELSE CASE WHEN {0} IS NOT NULL THEN 1 END END",
                         at),
             ValueKind::Integer, kPrimary, {});
    sql.nullable = true;
    sql.scale = 0;
    return sql;
}

Sql jsonKeys(Arguments& a) {
    const std::string at = jsonAt(a);
    Sql sql = made(fmt::format("(SELECT jsonb_agg(k) FROM jsonb_object_keys({}) AS k)", at), ValueKind::Json,
                   kPrimary, {});
    sql.nullable = true;
    return sql;
}

Sql jsonType(Arguments& a) {
    const std::string at = jsonAt(a);
    Sql sql = made(fmt::format("CASE jsonb_typeof({0}) WHEN 'number' THEN CASE WHEN {0}::text ~ '[.eE]' THEN "
                               "'DOUBLE' ELSE 'INTEGER' END ELSE upper(jsonb_typeof({0})) END",
                               at),
                   ValueKind::Text, kPrimary, {});
    sql.nullable = true;
    return sql;
}

Sql jsonValid(Arguments& a) {
    const Sql document = a.value(0);
    constexpr int kIsJsonSince = 16;
    Sql sql = made("", ValueKind::Boolean, kIs, {&document});
    if (document.kind == ValueKind::Json)
        sql.text = "CASE WHEN " + wrap(document, kIs + 1) + " IS NOT NULL THEN true END",
        sql.precedence = kPrimary;
    else if (a.rewriter().model.options.targetVersion >= kIsJsonSince)
        sql.text = wrap(asText(document), kIs + 1) + " IS JSON";
    else
        throw Unsupported("JSON_VALID of text has no counterpart before PostgreSQL 16");
    return sql;
}

Sql jsonQuote(Arguments& a) {
    const Sql text = a.text(0);
    return made(fmt::format("to_jsonb({}::text)::text", wrap(text, kCast)), ValueKind::Text, kCast, {&text});
}

Sql advisory(Arguments& a, std::string_view function) {
    a.rewriter().remark("sql.named_lock");
    const Sql name = a.text(0);
    Sql sql = castTo(
        made(fmt::format("{}(hashtext({}))", function, name.text), ValueKind::Boolean, kPrimary, {&name}),
        "integer", ValueKind::Integer);
    sql.immutable = false;
    return sql;
}

/// A time limit of zero tries once; any other waits for ever here.
Sql getLock(Arguments& a) {
    const Sql seconds = a.value(1);
    if (seconds.literal && *seconds.literal == "0")
        return advisory(a, "pg_try_advisory_lock");
    a.rewriter().remark("sql.named_lock");
    const Sql name = a.text(0);
    Sql sql = made(fmt::format("(SELECT 1 FROM pg_advisory_lock(hashtext({})))", name.text),
                   ValueKind::Integer, kPrimary, {&name});
    sql.immutable = false;
    return sql;
}

Sql window(Arguments& a, const std::string& name, ValueKind kind) {
    std::string list;
    for (std::size_t i = 0; i < a.size(); ++i)
        list += (i > 0 ? ", " : "") + a.value(i).text;
    if (!a.call().over)
        throw Unsupported(a.call().name + " without OVER");
    if (a.call().ignoreNulls || a.call().fromLast)
        throw Unsupported(a.call().name + " with IGNORE NULLS or FROM LAST");
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
    {"INET_ATON",
     {1, 1,
      [](Arguments& a) {
          const Sql address = a.text(0);
          Sql sql = made(fmt::format("{}::inet - '0.0.0.0'::inet", wrap(address, kCast)), ValueKind::Integer,
                         kAdd, {&address});
          sql.wide = true;
          return sql;
      }}},
    {"INET_NTOA",
     {1, 1,
      [](Arguments& a) {
          const Sql number = a.number(0);
          return made(fmt::format("host('0.0.0.0'::inet + {})", wrap(number, kAdd + 1)), ValueKind::Text,
                      kPrimary, {&number});
      }}},
    {"GET_LOCK", {2, 2, getLock}},
    {"RELEASE_LOCK",
     {1, 1,
      [](Arguments& a) {
          return advisory(a, "pg_advisory_unlock");
      }}},
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
      [](Arguments& a) {
          const std::string& known = a.rewriter().lastIdentity;
          a.rewriter().remark("sql.last_insert_id");
          Sql sql = made(known.empty() ? "lastval()" : known, ValueKind::Integer, kPrimary, {});
          sql.wide = sql.positive = sql.nonNegative = true;
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
    {"JSON_CONTAINS", {2, 3, jsonContains}},
    {"JSON_SET", jsonChange(true, true)},
    {"JSON_REPLACE", jsonChange(false, true)},
    {"JSON_INSERT", jsonChange(true, false)},
    {"JSON_REMOVE", {2, 9, jsonRemove}},
    {"JSON_LENGTH", {1, 2, jsonLength}},
    {"JSON_KEYS", {1, 2, jsonKeys}},
    {"JSON_TYPE", {1, 1, jsonType}},
    {"JSON_VALID", {1, 1, jsonValid}},
    {"JSON_QUOTE", {1, 1, jsonQuote}},
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
    {"NTH_VALUE", windowRow("nth_value", ValueKind::Unknown)},
};

} // namespace

bool otherFunction(Rewriter& r, const mysql::Call& c, const Scope& scope, Sql& out) {
    return applyFunction(kTable, r, c, scope, out);
}

} // namespace causeway::rewrite
