// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/readiness/table/partition_bounds.h"

#include "core/base/text.h"
#include "core/base/time.h"
#include "core/sql/mysql/lexer.h"
#include "core/sql/postgresql/quote.h"

#include <fmt/format.h>

#include <array>

namespace causeway {

namespace {

using mysql::TokenKind;

/// TO_DAYS('1970-01-01') (MySQL manual, Date and Time Functions).
constexpr long long kEpochDay = 719528;
constexpr long long kSecondsPerDay = 86400;
constexpr long long kLastDay = 3652424; ///< TO_DAYS('9999-12-31')

struct FunctionRow {
    std::string_view name;
    PartitionFunction function;
};
constexpr std::array kFunctions{FunctionRow{"YEAR", PartitionFunction::Year},
                                FunctionRow{"TO_DAYS", PartitionFunction::ToDays},
                                FunctionRow{"TO_SECONDS", PartitionFunction::ToSeconds},
                                FunctionRow{"UNIX_TIMESTAMP", PartitionFunction::UnixTimestamp}};

std::string dayText(long long toDays) {
    return toIso(Date(std::chrono::days(toDays - kEpochDay)));
}

std::optional<std::string> secondText(long long secondsSinceEpoch) {
    const long long day = secondsSinceEpoch / kSecondsPerDay, rest = secondsSinceEpoch % kSecondsPerDay;
    if (secondsSinceEpoch < 0 || day + kEpochDay > kLastDay)
        return std::nullopt;
    return fmt::format("{} {:02}:{:02}:{:02}", dayText(day + kEpochDay), rest / 3600, rest / 60 % 60,
                       rest % 60);
}

/// A number, or a function of a date literal as the DBA wrote it: TO_DAYS('2020-01-01').
std::optional<long long> number(const std::string& value) {
    long long n = 0;
    if (parseNumber(std::string(trim(value)), n))
        return n;
    const auto tokens = mysql::tokenize(value);
    if (tokens.size() < 5 || tokens[2].kind != TokenKind::String || !tokens[1].isOperator("(") ||
        !tokens[3].isOperator(")"))
        return std::nullopt;
    const std::string text = mysql::decodeString(tokens[2].text, {});
    const auto day = parseDate(text.substr(0, 10));
    if (!day)
        return std::nullopt;
    const long long days = day->time_since_epoch().count();
    const bool midnight = text.size() == 10 || text.substr(10) == " 00:00:00";
    if (tokens[0].is("TO_DAYS"))
        return days + kEpochDay;
    if (tokens[0].is("YEAR"))
        return int(std::chrono::year_month_day(*day).year());
    if (tokens[0].is("UNIX_TIMESTAMP") && midnight)
        return days * kSecondsPerDay;
    return std::nullopt;
}

std::optional<std::string> computed(long long n, PartitionFunction function) {
    switch (function) {
    case PartitionFunction::Year:
        return n >= 1 && n <= 9999 ? std::optional(fmt::format("'{:04}-01-01'", n)) : std::nullopt;
    case PartitionFunction::ToDays:
        return n > 366 && n <= kLastDay ? std::optional("'" + dayText(n) + "'") : std::nullopt;
    case PartitionFunction::ToSeconds: {
        const auto text = secondText(n - kEpochDay * kSecondsPerDay);
        return text ? std::optional("'" + *text + "'") : std::nullopt;
    }
    case PartitionFunction::UnixTimestamp: {
        const auto text = secondText(n);
        return text ? std::optional("'" + *text + "+00'") : std::nullopt;
    }
    case PartitionFunction::None:
        break;
    }
    return std::nullopt;
}

} // namespace

std::optional<PartitionExpression> readPartitionExpression(std::string_view text) {
    const auto tokens = mysql::tokenize(text);
    const auto isName = [&](std::size_t i) {
        return tokens[i].kind == TokenKind::Word || tokens[i].kind == TokenKind::QuotedName;
    };
    if (tokens.size() == 2 && isName(0))
        return PartitionExpression{PartitionFunction::None, mysql::unquoteName(tokens[0].text)};
    if (tokens.size() != 5 || !tokens[1].isOperator("(") || !isName(2) || !tokens[3].isOperator(")"))
        return std::nullopt;
    for (const auto& row : kFunctions)
        if (tokens[0].is(row.name))
            return PartitionExpression{row.function, mysql::unquoteName(tokens[2].text)};
    return std::nullopt;
}

std::vector<std::string> splitList(std::string_view list) {
    std::vector<std::string> items;
    int depth = 0;
    std::size_t start = 0;
    for (const auto& token : mysql::tokenize(list)) {
        if (token.isOperator("("))
            ++depth;
        else if (token.isOperator(")"))
            --depth;
        const bool end = token.kind == TokenKind::End;
        if (!end && !(depth == 0 && token.isOperator(",")))
            continue;
        const auto stop = end ? list.size() : token.offset;
        if (const auto item = trim(list.substr(start, stop - start)); !item.empty())
            items.emplace_back(item);
        start = end ? stop : token.end();
    }
    return items;
}

std::vector<std::string> boundValues(std::string_view values) {
    const auto open = values.find('('), close = values.rfind(')');
    if (open == std::string_view::npos || close == std::string_view::npos || close < open) {
        if (containsIgnoreCase(values, "MAXVALUE"))
            return {"MAXVALUE"};
        return {};
    }
    return splitList(values.substr(open + 1, close - open - 1));
}

std::optional<std::string> boundLiteral(const std::string& value, PartitionFunction function,
                                        ValueKind column) {
    if (equalsIgnoreCase(value, "MAXVALUE") || equalsIgnoreCase(value, "NULL"))
        return toUpper(value);
    if (function != PartitionFunction::None) {
        const auto n = number(value);
        return n ? computed(*n, function) : std::nullopt;
    }
    const auto tokens = mysql::tokenize(value);
    if (tokens.size() == 2 && tokens[0].kind == TokenKind::String)
        return pg::quoteLiteral(mysql::decodeString(tokens[0].text, {}));
    double n = 0;
    if (!parseNumber(value, n))
        return std::nullopt;
    return isNumeric(column) ? std::optional(value) : std::optional("'" + value + "'");
}

} // namespace causeway
