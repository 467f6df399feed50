// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/readiness/value_kind.h"

#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace causeway::rewrite {

/// Thrown inside the rewriting only: this has no sound counterpart. Its text is the reason told to the
/// reader.
class Unsupported : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// PostgreSQL's operator precedence, as far as it is written here (manual, Lexical Structure).
enum Precedence : int {
    kOr = 1,
    kAnd,
    kNot,
    kIs,
    kCompare,
    kLike,
    kOther,
    kAdd,
    kMultiply,
    kUnary,
    kCast,
    kPrimary
};

/// A piece of PostgreSQL text with what must be known to use it in a larger one.
struct Sql {
    std::string text;
    ValueKind kind = ValueKind::Unknown;
    int precedence = kPrimary;
    bool nullable = true;
    bool immutable = true;
    bool predicate = false;             ///< a boolean that MySQL takes for the number 0 or 1
    std::optional<std::string> literal; ///< the value of a string or number literal
    std::optional<int> scale;           ///< decimal digits, where MySQL's result is known to have them
    bool exactCase = false;             ///< text that compares with regard to case
    bool nonNegative = false;
    bool positive = false;             ///< an integer above zero
    bool wide = false;                 ///< bigint: products of narrower integers can overflow in PostgreSQL
    std::optional<std::string> asTest; ///< the same as a condition, where that reads better
    bool labelList = false;            ///< the labels of a SET, by commas in a text
    bool truth = false;                ///< TRUE or FALSE, as it was written
    bool placeholder = false;          ///< ? of a prepared statement, of the kind that it is compared with
    bool alikeText = false;            ///< text without letters, such as a formatted date
    bool exactQuotient = false;        ///< pending, but of few decimals anyway
    bool pending = false;              ///< to be rounded to `scale` where it is shown, as MySQL does at last
    /// Labels of an ENUM column, which compare without regard to case and sort by their place.
    const std::vector<std::string>* members = nullptr;
    CaseBlind caseBlind = CaseBlind::No; ///< of a column that leaves case aside by itself
    std::string ownType;                 ///< an enum column before its cast to text
    std::optional<std::string> bytes;    ///< of a hexadecimal literal, which is text or a number by its place
};

/// `sql` in parentheses when it binds less than `precedence`.
inline std::string wrap(const Sql& sql, int precedence) {
    return sql.precedence < precedence ? "(" + sql.text + ")" : sql.text;
}

/// A text built from others: NULL and mutable when any of them is.
Sql made(std::string text, ValueKind kind, int precedence, std::initializer_list<const Sql*> from);

// Coercions. Each throws Unsupported where MySQL's would change the value in a way PostgreSQL cannot.
Sql asCondition(const Sql& sql); ///< a boolean, for WHERE and the like
/// asValue, rounded to the decimals that MySQL shows.
Sql asShown(const Sql& sql);
/// The same text where case counts: a column that leaves case aside by itself gets a cast.
Sql seesCase(const Sql& text);
/// The number that text begins with, 0 when there is none, as MySQL reads text as a number.
Sql numberOfText(const Sql& text);
/// True when text compares as PostgreSQL compares it: it holds no letter and no trailing blank.
bool comparesAlike(std::string_view literal);
Sql asValue(const Sql& sql); ///< predicates become integers, as MySQL shows them
Sql asNumber(const Sql& sql);
Sql asText(const Sql& sql);
Sql asMoment(const Sql& sql); ///< date, timestamp, timestamptz or time
Sql castTo(const Sql& sql, std::string_view type, ValueKind kind);
/// Ready to be stored in a column or variable of a kind; `type` is the SQL type for explicit casts.
Sql forTarget(const Sql& sql, ValueKind kind, const std::string& type);

Sql stringLiteral(std::string_view text);
Sql numberLiteral(std::string text, ValueKind kind);
/// True for a date or a date and time that PostgreSQL reads, in a loose spelling.
bool looksLikeMoment(std::string_view text);

} // namespace causeway::rewrite
