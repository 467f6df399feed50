// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"
#include "core/readiness/rewrite/function_table.h"
#include "core/sql/postgresql/quote.h"

#include <fmt/format.h>

namespace causeway::rewrite {

namespace {

Sql textResult(std::string text, std::initializer_list<const Sql*> from) {
    return made(std::move(text), ValueKind::Text, kPrimary, from);
}

Sql integerResult(std::string text, std::initializer_list<const Sql*> from, int precedence = kPrimary) {
    Sql sql = made(std::move(text), ValueKind::Integer, precedence, from);
    sql.scale = 0;
    return sql;
}

std::optional<long long> integerLiteral(const Sql& sql) {
    long long n = 0;
    return sql.literal && parseNumber(*sql.literal, n) ? std::optional(n) : std::nullopt;
}

/// An integer argument of PostgreSQL's text functions.
Sql asIndex(const Sql& number) {
    if (number.kind == ValueKind::Integer && (number.literal || !number.wide))
        return number;
    Sql index = castTo(number, "integer", ValueKind::Integer);
    index.nonNegative = number.nonNegative;
    index.positive = number.positive;
    return index;
}

Sql concat(Arguments& a) {
    Sql all;
    for (std::size_t i = 0; i < a.size(); ++i) {
        const Sql piece = a.text(i);
        all = i == 0 ? piece
                     : made(all.text + " || " + wrap(piece, kOther + 1), ValueKind::Text, kOther,
                            {&all, &piece});
        if (i == 0)
            all.text = wrap(piece, kOther);
    }
    if (a.size() > 1)
        all.literal.reset();
    return all;
}

Sql concatWs(Arguments& a) {
    std::string list = a.text(0).text;
    Sql first = a.text(0);
    for (std::size_t i = 1; i < a.size(); ++i)
        list += ", " + a.text(i).text;
    Sql sql = textResult("concat_ws(" + list + ")", {&first});
    sql.immutable = false;
    return sql;
}

/// A negative start counts from the end; PostgreSQL's substr does not know that.
Sql substring(Arguments& a) {
    const Sql text = a.text(0), start = a.number(1);
    const auto from = integerLiteral(start);
    const std::optional<Sql> length = a.size() > 2 ? std::optional(asIndex(a.number(2))) : std::nullopt;
    const std::string count =
        !length ? "" : ", " + (length->nonNegative ? length->text : "greatest(" + length->text + ", 0)");
    const Sql nothing = length ? *length : start;
    if (from && *from == 0)
        return textResult(fmt::format("left({}, 0)", text.text), {&text});
    if ((from && *from > 0) || start.positive)
        return textResult(fmt::format("substr({}, {}{})", text.text, asIndex(start).text, count),
                          {&text, &start, &nothing});
    const std::string index = asIndex(start).text;
    const std::string part =
        from ? fmt::format("CASE WHEN char_length({0}) < {1} THEN '' ELSE right({0}, {1}) END", text.text,
                           -*from)
             : fmt::format(
                   "CASE WHEN {1} > 0 THEN substr({0}, {1}) WHEN {1} < 0 AND -({1}) <= char_length({0}) "
                   "THEN right({0}, -({1})) ELSE left(repeat({0}, {1}), 0) END",
                   text.text, index);
    return textResult(length ? fmt::format("left({}{})", part, count) : part, {&text, &start, &nothing});
}

/// LEFT and RIGHT: a negative count gives nothing.
FunctionRow edge(std::string name) {
    return {2, 2, [name = std::move(name)](Arguments& a) {
                const Sql text = a.text(0), count = asIndex(a.number(1));
                Sql sql = textResult(
                    fmt::format("{}({}, {})", name, text.text,
                                count.nonNegative ? count.text : "greatest(" + count.text + ", 0)"),
                    {&text, &count});
                sql.alikeText = text.alikeText;
                return sql;
            }};
}

/// `text` as a regular expression that means itself.
std::string escapedPattern(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (std::string_view(".[]{}()*+?^$|\\").find(c) != std::string_view::npos)
            out += '\\';
        out += c;
    }
    return out;
}

Sql trimCall(Arguments& a) {
    const Sql text = a.text(0);
    const std::string side = a.call().unit.empty() ? "BOTH" : a.call().unit;
    if (a.size() == 1)
        return textResult(fmt::format("trim({} FROM {})", side, text.text), {&text});
    const Sql removed = a.text(1);
    if (!removed.literal || removed.literal->empty())
        throw Unsupported("TRIM of a computed text has no counterpart");
    if (removed.literal->size() == 1)
        return textResult(fmt::format("trim({} {} FROM {})", side, removed.text, text.text), {&text});
    const std::string unit = "(?:" + escapedPattern(*removed.literal) + ")+";
    const std::string pattern = side == "LEADING"    ? "^" + unit
                                : side == "TRAILING" ? unit + "$"
                                                     : "^" + unit + "|" + unit + "$";
    return textResult(fmt::format("regexp_replace({}, {}, '', 'g')", text.text, pg::quoteLiteral(pattern)),
                      {&text});
}

Sql lengthOf(Arguments& a) {
    const Sql operand = a.value(0);
    const Sql source = operand.kind == ValueKind::Bytes ? operand : asText(operand);
    Sql sql = integerResult("octet_length(" + source.text + ")", {&source});
    sql.nonNegative = true;
    return sql;
}

Sql charLength(Arguments& a) {
    const Sql text = a.text(0);
    Sql sql = integerResult("char_length(" + text.text + ")", {&text});
    sql.nonNegative = true;
    return sql;
}

/// Positions are found without regard to case, as in MySQL.
Sql position(const Sql& text, const Sql& part) {
    const bool exact = text.exactCase || part.exactCase;
    const std::string form = exact ? "strpos({}, {})" : "strpos(lower({}), lower({}))";
    Sql sql = integerResult(fmt::format(fmt::runtime(form), text.text, part.text), {&text, &part});
    sql.nonNegative = true;
    return sql;
}

Sql locate(Arguments& a) {
    if (a.size() == 2)
        return position(a.text(1), a.text(0));
    const Sql text = a.text(1), part = a.text(0), start = asIndex(a.number(2));
    Sql rest = textResult(fmt::format("substr({}, {})", text.text, start.text), {&text, &start});
    rest.exactCase = text.exactCase;
    const Sql found = position(rest, part);
    Sql sql = integerResult(
        fmt::format("CASE WHEN {0} > 0 AND {1} > 0 THEN {1} + {0} - 1 ELSE 0 END", start.text, found.text),
        {&text, &part, &start});
    sql.nonNegative = true;
    return sql;
}

Sql substringIndex(Arguments& a) {
    const Sql text = a.text(0), delimiter = a.text(1);
    const auto count = integerLiteral(a.number(2));
    if (!count)
        throw Unsupported("SUBSTRING_INDEX with a computed count has no counterpart");
    const std::string parts = fmt::format("string_to_array({}, {})", text.text, delimiter.text);
    if (*count == 1)
        return textResult(fmt::format("split_part({}, {}, 1)", text.text, delimiter.text),
                          {&text, &delimiter});
    if (*count == 0)
        return stringLiteral("");
    const std::string slice = *count > 0
                                  ? fmt::format("[1:{}]", *count)
                                  : fmt::format("[greatest(cardinality({}) - {}, 1):]", parts, -*count - 1);
    return textResult(fmt::format("array_to_string(({}){}, {})", parts, slice, delimiter.text),
                      {&text, &delimiter});
}

/// Texts that are searched for in a list, in one case where case does not matter.
std::string folded(Arguments& a, const Sql& sql, bool exact) {
    if (exact || sql.kind == ValueKind::Null || (sql.literal && comparesAlike(*sql.literal)) || sql.alikeText)
        return sql.text;
    if (!sql.literal)
        a.rewriter().remark("sql.text_compare", sql.text);
    return lowered(sql).text;
}

Sql findInSet(Arguments& a) {
    const Sql needle = a.text(0), list = a.value(1);
    const bool exact = needle.exactCase || list.exactCase || needle.alikeText ||
                       (needle.literal && comparesAlike(*needle.literal)) ||
                       list.kind == ValueKind::TextArray;
    std::string array = list.text, wanted = folded(a, needle, exact);
    if (list.kind != ValueKind::TextArray)
        array = fmt::format("string_to_array({}, ',')", folded(a, asText(list), exact));
    else if (const auto* ref = a.tree(1).as<mysql::ColumnRef>(); ref && needle.literal)
        if (const auto* members = a.rewriter().membersOf(*ref, a.scope()))
            wanted = pg::quoteLiteral(labelOf(*members, *needle.literal));
    if (list.kind == ValueKind::TextArray && !needle.literal)
        a.rewriter().remark("sql.text_compare", needle.text);
    const std::string place =
        fmt::format("array_position({}, {}{})", array, wanted, needle.literal ? "" : "::text");
    std::string known;
    for (const Sql* side : {&needle, &list})
        if (side->nullable)
            known += (known.empty() ? "" : " AND ") + wrap(*side, kIs + 1) + " IS NOT NULL";
    Sql sql =
        integerResult(known.empty() ? fmt::format("coalesce({}, 0)", place)
                                    : fmt::format("CASE WHEN {} THEN coalesce({}, 0) END", known, place),
                      {&needle, &list});
    sql.asTest = fmt::format("{} = ANY ({})", wanted, array);
    sql.nonNegative = true;
    return sql;
}

Sql field(Arguments& a) {
    const Sql needle = a.text(0);
    bool exact = needle.exactCase || needle.alikeText || needle.members;
    std::string list;
    for (std::size_t i = 1; i < a.size(); ++i)
        exact = exact || a.text(i).exactCase;
    for (std::size_t i = 1; i < a.size(); ++i) {
        const Sql one = a.text(i);
        const std::string text = needle.members && one.literal
                                     ? pg::quoteLiteral(labelOf(*needle.members, *one.literal))
                                     : folded(a, one, exact);
        list += (i > 1 ? ", " : "") + text;
    }
    Sql sql = integerResult(fmt::format("coalesce(array_position(ARRAY[{}]::text[], {}::text), 0)", list,
                                        folded(a, needle, exact).find(' ') == std::string::npos
                                            ? folded(a, needle, exact)
                                            : "(" + folded(a, needle, exact) + ")"),
                            {&needle});
    sql.nullable = false;
    sql.nonNegative = true;
    return sql;
}

Sql elt(Arguments& a) {
    const Sql index = a.number(0);
    std::string list;
    for (std::size_t i = 1; i < a.size(); ++i)
        list += (i > 1 ? ", " : "") + a.text(i).text;
    Sql sql = textResult(fmt::format("(ARRAY[{}]::text[])[{}]", list, index.text), {&index});
    sql.nullable = true;
    return sql;
}

/// FORMAT(x, 2): thousands separated by commas.
Sql formatNumber(Arguments& a) {
    if (a.size() > 2)
        throw Unsupported("FORMAT with a locale has no counterpart");
    const Sql number = a.number(0);
    const auto digits = integerLiteral(a.number(1));
    if (!digits || *digits < 0 || *digits > 30)
        throw Unsupported("FORMAT with computed decimals has no counterpart");
    const std::string tail = *digits > 0 ? "." + std::string(std::size_t(*digits), '0') : "";
    Sql sql = textResult(fmt::format("to_char(round({}::numeric, {}), 'FM999,999,999,999,999,999,999,990{}')",
                                     wrap(number, kCast), *digits, tail),
                         {&number});
    sql.immutable = false;
    return sql;
}

Sql hex(Arguments& a) {
    const Sql operand = a.value(0);
    if (operand.kind == ValueKind::Integer)
        return textResult("upper(to_hex(" + castTo(operand, "bigint", ValueKind::Integer).text + "))",
                          {&operand});
    if (operand.kind == ValueKind::Bytes)
        return textResult("upper(encode(" + operand.text + ", 'hex'))", {&operand});
    const Sql text = asText(operand);
    return textResult("upper(encode(convert_to(" + text.text + ", 'UTF8'), 'hex'))", {&text});
}

Sql sha2(Arguments& a) {
    const Sql text = a.text(0);
    const auto bits = integerLiteral(a.number(1));
    if (!bits || (*bits != 0 && *bits != 224 && *bits != 256 && *bits != 384 && *bits != 512))
        throw Unsupported("SHA2 with such a length has no counterpart");
    return textResult(
        fmt::format("encode(sha{}(convert_to({}, 'UTF8')), 'hex')", *bits == 0 ? 256 : *bits, text.text),
        {&text});
}

Sql charOf(Arguments& a) {
    Sql all;
    for (std::size_t i = 0; i < a.size(); ++i) {
        const Sql code = a.number(i);
        const std::string one = "chr(" + code.text + ")";
        all = i == 0 ? textResult(one, {&code})
                     : made(all.text + " || " + one, ValueKind::Text, kOther, {&all, &code});
    }
    return all;
}

} // namespace

Sql asPattern(const Sql& pattern) {
    if (!pattern.literal)
        return pattern;
    Sql sql = stringLiteral(replaceAll(*pattern.literal, "\\b", "\\y"));
    sql.exactCase = pattern.exactCase;
    return sql;
}

namespace {

std::string flags(const Sql& text, const Sql& pattern, std::string more) {
    return (text.exactCase || pattern.exactCase ? "" : "i") + std::move(more);
}

Sql regexpReplace(Arguments& a) {
    const Sql text = a.text(0), pattern = asPattern(a.text(1)), by = a.text(2);
    std::string replacement = by.text;
    if (by.literal) // MySQL writes $1 for what PostgreSQL and MariaDB write \1
        replacement = pg::quoteLiteral(replaceAll(*by.literal, "$", "\\"));
    return textResult(fmt::format("regexp_replace({}, {}, {}, '{}')", text.text, pattern.text, replacement,
                                  flags(text, pattern, "g")),
                      {&text, &pattern, &by});
}

Sql regexpSubstr(Arguments& a) {
    const Sql text = a.text(0), pattern = asPattern(a.text(1));
    if (!pattern.literal)
        throw Unsupported("REGEXP_SUBSTR with a computed pattern");
    // What stands in the first parentheses is taken: those are around the whole.
    const std::string whole = pg::quoteLiteral("(" + *pattern.literal + ")");
    Sql sql = textResult(
        fmt::format("(regexp_match({}, {}, '{}'))[1]", text.text, whole, flags(text, pattern, "")), {&text});
    sql.nullable = true;
    if (a.rewriter().model.catalog->engine == Engine::MariaDB)
        sql.text = text.nullable ? fmt::format("coalesce({}, left({}, 0))", sql.text, text.text)
                                 : fmt::format("coalesce({}, '')", sql.text);
    return sql;
}

Sql regexpLike(Arguments& a) {
    const Sql text = a.text(0), pattern = asPattern(a.text(1));
    const bool exact = text.exactCase || pattern.exactCase;
    if (!exact)
        a.rewriter().remark("sql.case_insensitive_match", text.text);
    return made(fmt::format("{} ~{} {}", wrap(text, kOther), exact ? "" : "*", wrap(pattern, kOther + 1)),
                ValueKind::Boolean, kOther, {&text, &pattern});
}

Sql regexpInstr(Arguments& a) {
    constexpr int kInstrSince = 15;
    const Sql text = a.text(0), pattern = asPattern(a.text(1));
    if (a.rewriter().model.options.targetVersion < kInstrSince)
        throw Unsupported("REGEXP_INSTR before PostgreSQL 15");
    return integerResult(
        fmt::format("regexp_instr({}, {}, 1, 1, 0, '{}')", text.text, pattern.text, flags(text, pattern, "")),
        {&text, &pattern});
}

Sql sha1(Arguments& a) {
    a.rewriter().remark("sql.extension", "pgcrypto");
    const Sql text = a.text(0);
    return textResult(fmt::format("encode(digest({}, 'sha1'), 'hex')", text.text), {&text});
}

Sql strcmpOf(Arguments& a) {
    const Sql l = a.text(0), r = a.text(1);
    const bool exact = l.exactCase || r.exactCase;
    return integerResult(
        fmt::format("CASE WHEN {0} = {1} THEN 0 WHEN {0} < {1} THEN -1 WHEN {0} > {1} THEN 1 END",
                    folded(a, l, exact), folded(a, r, exact)),
        {&l, &r});
}

Sql space(Arguments& a) {
    const Sql count = a.number(0);
    return textResult("repeat(' ', " + count.text + ")", {&count});
}

Sql insertText(Arguments& a) {
    const Sql text = a.text(0), start = a.number(1), length = a.number(2), part = a.text(3);
    return textResult(
        fmt::format("overlay({} PLACING {} FROM {} FOR {})", text.text, part.text, start.text, length.text),
        {&text, &start, &length, &part});
}

constexpr Kind kT = ValueKind::Text;
constexpr Kind kI = ValueKind::Integer;
const FunctionTable kTable{
    {"CONCAT", {1, 99, concat}},
    {"CONCAT_WS", {2, 99, concatWs}},
    {"UPPER", same("upper", "t", kT)},
    {"UCASE", same("upper", "t", kT)},
    {"LOWER", same("lower", "t", kT)},
    {"LCASE", same("lower", "t", kT)},
    {"LENGTH", {1, 1, lengthOf}},
    {"OCTET_LENGTH", {1, 1, lengthOf}},
    {"CHAR_LENGTH", {1, 1, charLength}},
    {"CHARACTER_LENGTH", {1, 1, charLength}},
    {"SUBSTR", {2, 3, substring}},
    {"SUBSTRING", {2, 3, substring}},
    {"MID", {3, 3, substring}},
    {"LEFT", edge("left")},
    {"RIGHT", edge("right")},
    {"LTRIM", same("ltrim", "t", kT)},
    {"RTRIM", same("rtrim", "t", kT)},
    {"TRIM", {1, 2, trimCall}},
    {"REPLACE", same("replace", "ttt", kT)},
    {"REVERSE", same("reverse", "t", kT)},
    {"REPEAT", same("repeat", "ti", kT)},
    {"LPAD", same("lpad", "tit", kT)},
    {"RPAD", same("rpad", "tit", kT)},
    {"ASCII", same("ascii", "t", kI)},
    {"CHAR", {1, 99, charOf}},
    {"SPACE", {1, 1, space}},
    {"STRCMP", {2, 2, strcmpOf}},
    {"INSTR",
     {2, 2,
      [](Arguments& a) {
          return position(a.text(0), a.text(1));
      }}},
    {"LOCATE", {2, 3, locate}},
    {"POSITION", {2, 2, locate}},
    {"SUBSTRING_INDEX", {3, 3, substringIndex}},
    {"FIND_IN_SET", {2, 2, findInSet}},
    {"FIELD", {2, 99, field}},
    {"ELT", {2, 99, elt}},
    {"FORMAT", {2, 3, formatNumber}},
    {"HEX", {1, 1, hex}},
    {"MD5", same("md5", "t", kT)},
    {"SHA2", {2, 2, sha2}},
    {"INSERT", {4, 4, insertText}},
    {"REGEXP_REPLACE", {3, 3, regexpReplace}},
    {"REGEXP_SUBSTR", {2, 2, regexpSubstr}},
    {"REGEXP_LIKE", {2, 2, regexpLike}},
    {"REGEXP_INSTR", {2, 2, regexpInstr}},
    {"SHA1", {1, 1, sha1}},
    {"SHA", {1, 1, sha1}},
    {"ORD", same("ascii", "t", kI)},
    {"BIT_LENGTH",
     {1, 1,
      [](Arguments& a) {
          return integerResult("8 * octet_length(" + a.text(0).text + ")", {}, kMultiply);
      }}},
    {"FROM_BASE64",
     {1, 1,
      [](Arguments& a) {
          const Sql text = a.text(0);
          return made("decode(" + text.text + ", 'base64')", ValueKind::Bytes, kPrimary, {&text});
      }}},
    {"TO_BASE64",
     {1, 1,
      [](Arguments& a) {
          const Sql text = a.text(0);
          return textResult("encode(convert_to(" + text.text + ", 'UTF8'), 'base64')", {&text});
      }}},
    {"UNHEX",
     {1, 1,
      [](Arguments& a) {
          const Sql text = a.text(0);
          return made("decode(" + text.text + ", 'hex')", ValueKind::Bytes, kPrimary, {&text});
      }}},
};

} // namespace

bool textFunction(Rewriter& r, const mysql::Call& c, const Scope& scope, Sql& out) {
    return applyFunction(kTable, r, c, scope, out);
}

} // namespace causeway::rewrite
