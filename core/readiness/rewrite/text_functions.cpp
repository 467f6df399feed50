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
    if (from && *from == 0)
        return stringLiteral("");
    const std::string source =
        from && *from < 0 ? fmt::format("right({}, {})", text.text, -*from) : text.text;
    if (a.size() == 2)
        return from && *from < 0
                   ? textResult(source, {&text})
                   : textResult(fmt::format("substr({}, {})", text.text, start.text), {&text, &start});
    const Sql length = a.number(2);
    const std::string count = length.nonNegative ? length.text : "greatest(" + length.text + ", 0)";
    if (from && *from < 0)
        return textResult(fmt::format("left({}, {})", source, count), {&text, &length});
    return textResult(fmt::format("substr({}, {}, {})", text.text, start.text, count),
                      {&text, &start, &length});
}

Sql trimCall(Arguments& a) {
    const Sql text = a.text(0);
    const std::string side = a.call().unit.empty() ? "BOTH" : a.call().unit;
    if (a.size() == 1)
        return textResult(fmt::format("trim({} FROM {})", side, text.text), {&text});
    const Sql removed = a.text(1);
    if (!removed.literal || removed.literal->size() != 1)
        throw Unsupported("TRIM of more than one character has no counterpart");
    return textResult(fmt::format("trim({} {} FROM {})", side, removed.text, text.text), {&text});
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
    if (a.size() == 3)
        throw Unsupported("LOCATE with a start has no counterpart");
    return position(a.text(1), a.text(0));
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

Sql findInSet(Arguments& a) {
    const Sql needle = a.text(0), list = a.value(1);
    const std::string array = list.kind == ValueKind::TextArray
                                  ? list.text
                                  : fmt::format("string_to_array({}, ',')", asText(list).text);
    return integerResult(fmt::format("coalesce(array_position({}, {}), 0)", array,
                                     needle.kind == ValueKind::Text && !needle.literal
                                         ? wrap(needle, kCast) + "::text"
                                         : needle.text),
                         {&needle, &list});
}

Sql field(Arguments& a) {
    const Sql needle = a.text(0);
    std::string list;
    for (std::size_t i = 1; i < a.size(); ++i)
        list += (i > 1 ? ", " : "") + a.text(i).text;
    return integerResult(
        fmt::format("coalesce(array_position(ARRAY[{}]::text[], {}::text), 0)", list, wrap(needle, kCast)),
        {&needle});
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
    Sql sql = textResult(fmt::format("to_char(round({}::numeric, {}), 'FM999,999,999,999,999,990{}')",
                                     wrap(number, kCast), *digits, tail),
                         {&number});
    sql.immutable = false;
    return sql;
}

Sql hex(Arguments& a) {
    const Sql operand = a.value(0);
    if (operand.kind == ValueKind::Integer)
        return textResult("upper(to_hex(" + operand.text + "))", {&operand});
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

Sql strcmpOf(Arguments& a) {
    const Sql l = a.text(0), r = a.text(1);
    return integerResult(
        fmt::format("CASE WHEN {0} = {1} THEN 0 WHEN {0} < {1} THEN -1 WHEN {0} > {1} THEN 1 END",
                    wrap(l, kCompare + 1), wrap(r, kCompare + 1)),
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
    {"LEFT", same("left", "ti", kT)},
    {"RIGHT", same("right", "ti", kT)},
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
