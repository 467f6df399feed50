// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"
#include "core/readiness/rewrite/function_table.h"
#include "core/sql/postgresql/quote.h"

#include <fmt/format.h>

#include <array>

namespace causeway::rewrite {

namespace {

struct Unit {
    std::string_view mysql, postgres;
    int factor;
    bool keepsDate; ///< a DATE shifted by it stays a DATE
};
constexpr std::array kUnits{Unit{"MICROSECOND", "microsecond", 1, false},
                            Unit{"SECOND", "second", 1, false},
                            Unit{"MINUTE", "minute", 1, false},
                            Unit{"HOUR", "hour", 1, false},
                            Unit{"DAY", "day", 1, true},
                            Unit{"WEEK", "week", 1, true},
                            Unit{"MONTH", "month", 1, true},
                            Unit{"QUARTER", "month", 3, true},
                            Unit{"YEAR", "year", 1, true}};

const Unit& unitNamed(const std::string& name) {
    for (const Unit& unit : kUnits)
        if (unit.mysql == name)
            return unit;
    throw Unsupported("the interval unit " + printable(name, 40) + " has no counterpart");
}

Sql shiftBy(const Sql& moment, const Sql& amount, const Unit& unit, bool minus) {
    std::string interval;
    long long n = 0;
    if (amount.literal && parseNumber(*amount.literal, n))
        interval = fmt::format("INTERVAL '{} {}'", n * unit.factor, unit.postgres);
    else
        interval = fmt::format("{} * INTERVAL '{} {}'", wrap(asNumber(amount), kMultiply), unit.factor,
                               unit.postgres);
    const bool staysDate = moment.kind == ValueKind::Date && unit.keepsDate;
    Sql sql =
        made(fmt::format("{} {} {}", wrap(moment, kAdd), minus ? "-" : "+", interval),
             moment.kind == ValueKind::Date ? ValueKind::Timestamp : moment.kind, kAdd, {&moment, &amount});
    sql.immutable = sql.immutable && moment.kind != ValueKind::TimestampTz;
    return staysDate ? castTo(sql, "date", ValueKind::Date) : sql;
}

FunctionRow present(std::string text, ValueKind kind) {
    return {0, 1, [text = std::move(text), kind](Arguments&) {
                Sql sql = made(text, kind, kPrimary, {});
                sql.immutable = false;
                return sql;
            }};
}

Sql dateOnly(Arguments& a) {
    const Sql moment = a.moment(0);
    if (moment.kind == ValueKind::Date)
        return moment;
    Sql sql = castTo(moment, "date", ValueKind::Date);
    sql.immutable = moment.immutable && moment.kind == ValueKind::Timestamp;
    return sql;
}

Sql asDate(const Sql& moment) {
    return moment.kind == ValueKind::Date ? moment : castTo(moment, "date", ValueKind::Date);
}

Sql field(const Sql& moment, std::string_view name, std::string_view tail = {}) {
    Sql sql = made(fmt::format("extract({} FROM {})::integer{}", name, moment.text, tail), ValueKind::Integer,
                   tail.empty() ? kCast : kAdd, {&moment});
    sql.immutable = moment.immutable && moment.kind != ValueKind::TimestampTz;
    sql.scale = 0;
    return sql;
}

FunctionRow part(std::string name, std::string tail = {}) {
    return {1, 1, [name = std::move(name), tail = std::move(tail)](Arguments& a) {
                return field(a.moment(0), name, tail);
            }};
}

Sql week(Arguments& a) {
    if (a.size() == 2) {
        const Sql mode = a.number(1);
        if (mode.literal && *mode.literal == "3")
            return field(a.moment(0), "week");
    }
    throw Unsupported("WEEK with this mode counts weeks in a way PostgreSQL does not have");
}

Sql patterned(const Sql& moment, const Sql& format) {
    if (!format.literal)
        throw Unsupported("a date format that is no plain text");
    Sql sql =
        made(fmt::format("to_char({}, {})", moment.text, pg::quoteLiteral(charPattern(*format.literal))),
             ValueKind::Text, kPrimary, {&moment});
    sql.immutable = false;
    return sql;
}

Sql strToDate(Arguments& a) {
    const Sql text = a.text(0), format = a.text(1);
    if (!format.literal)
        throw Unsupported("a date format that is no plain text");
    const std::string pattern = pg::quoteLiteral(charPattern(*format.literal));
    const bool time = format.literal->find_first_of("HhiIlkSsTrfp") != std::string::npos;
    Sql sql =
        time ? made(fmt::format("to_timestamp({}, {})::timestamp", text.text, pattern), ValueKind::Timestamp,
                    kCast, {&text})
             : made(fmt::format("to_date({}, {})", text.text, pattern), ValueKind::Date, kPrimary, {&text});
    sql.immutable = false;
    return sql;
}

Sql lastDay(Arguments& a) {
    const Sql moment = a.moment(0);
    Sql sql = made(fmt::format("(date_trunc('month', {}) + INTERVAL '1 month - 1 day')::date", moment.text),
                   ValueKind::Date, kCast, {&moment});
    sql.immutable = false;
    return sql;
}

/// Days since year 0 as MySQL counts them: TO_DAYS('0001-01-01') is 366.
Sql toDays(Arguments& a) {
    const Sql date = asDate(a.moment(0));
    Sql sql = made(wrap(date, kAdd) + " - DATE '0001-01-01' + 366", ValueKind::Integer, kAdd, {&date});
    sql.scale = 0;
    return sql;
}

Sql fromDays(Arguments& a) {
    const Sql days = a.number(0);
    return made(fmt::format("DATE '0001-01-01' + ({})::integer - 366", days.text), ValueKind::Date, kAdd,
                {&days});
}

Sql dateDiff(Arguments& a) {
    const Sql l = asDate(a.moment(0)), r = asDate(a.moment(1));
    Sql sql = made(wrap(l, kAdd) + " - " + wrap(r, kAdd + 1), ValueKind::Integer, kAdd, {&l, &r});
    sql.scale = 0;
    return sql;
}

Sql shiftCall(Arguments& a, bool minus) {
    if (const auto* interval = a.tree(1).as<mysql::Interval>())
        return shift(a.rewriter(), a.moment(0), *interval, minus, a.scope());
    return shiftBy(a.moment(0), a.number(1), unitNamed("DAY"), minus);
}

Sql timestampAdd(Arguments& a) {
    return shiftBy(a.moment(1), a.number(0), unitNamed(a.call().unit), false);
}

Sql timestampDiff(Arguments& a) {
    const Sql from = a.moment(0), to = a.moment(1);
    const auto stamp = [](const Sql& s) {
        return s.kind == ValueKind::Date ? wrap(s, kCast) + "::timestamp" : wrap(s, kAdd + 1);
    };
    const std::string& unit = a.call().unit;
    static const std::map<std::string, int> seconds{
        {"SECOND", 1}, {"MINUTE", 60}, {"HOUR", 3600}, {"DAY", 86400}, {"WEEK", 604800}};
    std::string text;
    if (const auto found = seconds.find(unit); found != seconds.end()) {
        const std::string epoch = fmt::format("extract(epoch FROM {} - {})", stamp(to), stamp(from));
        text = found->second == 1 ? fmt::format("trunc({})::bigint", epoch)
                                  : fmt::format("trunc({} / {})::bigint", epoch, found->second);
    } else {
        const std::string age = fmt::format("age({}, {})", stamp(to), stamp(from));
        const std::string months = fmt::format("extract(year FROM {0}) * 12 + extract(month FROM {0})", age);
        if (unit == "YEAR")
            text = fmt::format("extract(year FROM {})::bigint", age);
        else if (unit == "MONTH")
            text = fmt::format("({})::bigint", months);
        else if (unit == "QUARTER")
            text = fmt::format("trunc(({}) / 3)::bigint", months);
        else
            throw Unsupported("TIMESTAMPDIFF in " + printable(unit, 40) + " has no counterpart");
    }
    Sql sql = made(text, ValueKind::Integer, kCast, {&from, &to});
    sql.scale = 0;
    sql.immutable = false;
    return sql;
}

Sql unixTimestamp(Arguments& a) {
    const std::string moment = a.size() == 0
                                   ? "statement_timestamp()"
                                   : castTo(a.moment(0), "timestamptz", ValueKind::TimestampTz).text;
    Sql sql =
        made(fmt::format("floor(extract(epoch FROM {}))::bigint", moment), ValueKind::Integer, kCast, {});
    sql.immutable = false;
    sql.scale = 0;
    sql.nullable = a.size() > 0;
    return sql;
}

Sql fromUnixtime(Arguments& a) {
    const Sql seconds = a.number(0);
    Sql moment = made(fmt::format("to_timestamp({})::timestamp", seconds.text), ValueKind::Timestamp, kCast,
                      {&seconds});
    moment.immutable = false;
    return a.size() == 2 ? patterned(moment, a.text(1)) : moment;
}

Sql extractCall(Arguments& a) {
    const std::string unit = toLower(a.call().unit);
    if (unit.find('_') != std::string::npos)
        throw Unsupported("EXTRACT of a compound unit has no counterpart");
    return field(a.moment(0), unit);
}

Sql convertTz(Arguments& a) {
    const Sql moment = a.moment(0), from = a.text(1), to = a.text(2);
    Sql sql = made(fmt::format("{} AT TIME ZONE {} AT TIME ZONE {}", wrap(moment, kCast), wrap(from, kCast),
                               wrap(to, kCast)),
                   ValueKind::Timestamp, kOther, {&moment});
    sql.immutable = false;
    return sql;
}

Sql name(Arguments& a, std::string_view pattern) {
    const Sql moment = a.moment(0);
    Sql sql =
        made(fmt::format("to_char({}, '{}')", moment.text, pattern), ValueKind::Text, kPrimary, {&moment});
    sql.immutable = false;
    return sql;
}

Sql timeDiff(Arguments& a) {
    const Sql l = a.moment(0), r = a.moment(1);
    return made(wrap(l, kAdd) + " - " + wrap(r, kAdd + 1), ValueKind::Interval, kAdd, {&l, &r});
}

constexpr std::string_view kNow = "date_trunc('second', localtimestamp)";
const FunctionTable kTable{
    {"NOW", present(std::string(kNow), ValueKind::Timestamp)},
    {"CURRENT_TIMESTAMP", present(std::string(kNow), ValueKind::Timestamp)},
    {"LOCALTIME", present(std::string(kNow), ValueKind::Timestamp)},
    {"LOCALTIMESTAMP", present(std::string(kNow), ValueKind::Timestamp)},
    {"SYSDATE", present("date_trunc('second', clock_timestamp()::timestamp)", ValueKind::Timestamp)},
    {"CURDATE", present("current_date", ValueKind::Date)},
    {"CURRENT_DATE", present("current_date", ValueKind::Date)},
    {"CURTIME", present("date_trunc('second', localtimestamp)::time", ValueKind::Time)},
    {"CURRENT_TIME", present("date_trunc('second', localtimestamp)::time", ValueKind::Time)},
    {"UTC_TIMESTAMP", present("date_trunc('second', now() AT TIME ZONE 'UTC')", ValueKind::Timestamp)},
    {"UTC_DATE", present("(now() AT TIME ZONE 'UTC')::date", ValueKind::Date)},
    {"DATE", {1, 1, dateOnly}},
    {"TIMESTAMP",
     {1, 1,
      [](Arguments& a) {
          return castTo(a.moment(0), "timestamp", ValueKind::Timestamp);
      }}},
    {"TIME",
     {1, 1,
      [](Arguments& a) {
          return castTo(a.moment(0), "time", ValueKind::Time);
      }}},
    {"YEAR", part("year")},
    {"QUARTER", part("quarter")},
    {"MONTH", part("month")},
    {"DAY", part("day")},
    {"DAYOFMONTH", part("day")},
    {"HOUR", part("hour")},
    {"MINUTE", part("minute")},
    {"SECOND",
     {1, 1,
      [](Arguments& a) {
          const Sql moment = a.moment(0);
          return made(fmt::format("floor(extract(second FROM {}))::integer", moment.text), ValueKind::Integer,
                      kCast, {&moment});
      }}},
    {"DAYOFYEAR", part("doy")},
    {"DAYOFWEEK", part("dow", " + 1")},
    {"WEEKDAY", part("isodow", " - 1")},
    {"WEEKOFYEAR", part("week")},
    {"WEEK", {1, 2, week}},
    {"DAYNAME",
     {1, 1,
      [](Arguments& a) {
          return name(a, "FMDay");
      }}},
    {"MONTHNAME",
     {1, 1,
      [](Arguments& a) {
          return name(a, "FMMonth");
      }}},
    {"DATE_FORMAT",
     {2, 2,
      [](Arguments& a) {
          return patterned(a.moment(0), a.text(1));
      }}},
    {"TIME_FORMAT",
     {2, 2,
      [](Arguments& a) {
          return patterned(a.moment(0), a.text(1));
      }}},
    {"STR_TO_DATE", {2, 2, strToDate}},
    {"LAST_DAY", {1, 1, lastDay}},
    {"TO_DAYS", {1, 1, toDays}},
    {"FROM_DAYS", {1, 1, fromDays}},
    {"DATEDIFF", {2, 2, dateDiff}},
    {"TIMEDIFF", {2, 2, timeDiff}},
    {"DATE_ADD",
     {2, 2,
      [](Arguments& a) {
          return shiftCall(a, false);
      }}},
    {"ADDDATE",
     {2, 2,
      [](Arguments& a) {
          return shiftCall(a, false);
      }}},
    {"DATE_SUB",
     {2, 2,
      [](Arguments& a) {
          return shiftCall(a, true);
      }}},
    {"SUBDATE",
     {2, 2,
      [](Arguments& a) {
          return shiftCall(a, true);
      }}},
    {"TIMESTAMPADD", {2, 2, timestampAdd}},
    {"TIMESTAMPDIFF", {2, 2, timestampDiff}},
    {"UNIX_TIMESTAMP", {0, 1, unixTimestamp}},
    {"FROM_UNIXTIME", {1, 2, fromUnixtime}},
    {"EXTRACT", {1, 1, extractCall}},
    {"CONVERT_TZ", {3, 3, convertTz}},
    {"TIME_TO_SEC",
     {1, 1,
      [](Arguments& a) {
          const Sql time = a.moment(0);
          return made(fmt::format("extract(epoch FROM {}::time)::integer", wrap(time, kCast)),
                      ValueKind::Integer, kCast, {&time});
      }}},
};

} // namespace

Sql shift(Rewriter& r, const Sql& moment, const mysql::Interval& interval, bool minus, const Scope& scope) {
    return shiftBy(moment, r.number(*interval.value, scope), unitNamed(interval.unit), minus);
}

bool dateFunction(Rewriter& r, const mysql::Call& c, const Scope& scope, Sql& out) {
    return applyFunction(kTable, r, c, scope, out);
}

} // namespace causeway::rewrite
