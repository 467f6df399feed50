// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"
#include "core/readiness/rewrite/function_table.h"
#include "core/sql/postgresql/quote.h"

#include <fmt/format.h>

#include <array>
#include <utility>

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

/// MySQL's compound units: which simple ones their numbers mean, from the left.
const std::map<std::string, std::vector<std::string>> kCompound{
    {"YEAR_MONTH", {"YEAR", "MONTH"}},         {"DAY_HOUR", {"DAY", "HOUR"}},
    {"DAY_MINUTE", {"DAY", "HOUR", "MINUTE"}}, {"DAY_SECOND", {"DAY", "HOUR", "MINUTE", "SECOND"}},
    {"HOUR_MINUTE", {"HOUR", "MINUTE"}},       {"HOUR_SECOND", {"HOUR", "MINUTE", "SECOND"}},
    {"MINUTE_SECOND", {"MINUTE", "SECOND"}}};

/// "1:30" of HOUR_MINUTE as "1 hour 30 minute". Fewer numbers than units are the last ones.
std::string compoundInterval(const std::string& value, const std::vector<std::string>& units) {
    std::vector<std::string> numbers;
    std::string number;
    const bool negative = trim(value).starts_with("-");
    for (const char c : value + " ") {
        if (c >= '0' && c <= '9')
            number += c;
        else if (!number.empty())
            numbers.push_back(std::exchange(number, {}));
    }
    if (numbers.empty() || numbers.size() > units.size())
        throw Unsupported("the interval " + printable(value, 40));
    std::string out;
    for (std::size_t i = 0; i < numbers.size(); ++i)
        out += fmt::format("{}{}{} {}", i > 0 ? " " : "", negative ? "-" : "", numbers[i],
                           unitNamed(units[units.size() - numbers.size() + i]).postgres);
    return out;
}

Sql shifted(const Sql& moment, const std::string& interval, bool minus, bool keepsDate, const Sql& amount) {
    const bool date = moment.kind == ValueKind::Date;
    Sql sql = made(fmt::format("{} {} {}", wrap(moment, kAdd), minus ? "-" : "+", interval),
                   date ? ValueKind::Timestamp : moment.kind, kAdd, {&moment, &amount});
    sql.immutable = sql.immutable && moment.kind != ValueKind::TimestampTz;
    sql.alikeText = true;
    return date && keepsDate ? castTo(sql, "date", ValueKind::Date) : sql;
}

Sql shiftBy(const Sql& moment, const Sql& amount, const Unit& unit, bool minus) {
    std::string interval;
    long long n = 0;
    if (amount.literal && parseNumber(*amount.literal, n))
        interval = fmt::format("INTERVAL '{} {}'", n * unit.factor, unit.postgres);
    else
        interval = fmt::format("{} * INTERVAL '{} {}'", wrap(asNumber(amount), kMultiply), unit.factor,
                               unit.postgres);
    return shifted(moment, interval, minus, unit.keepsDate, amount);
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

Sql wholeSeconds(const Sql& moment) {
    Sql sql = made(fmt::format("floor(extract(second FROM {}))::integer", moment.text), ValueKind::Integer,
                   kCast, {&moment});
    sql.scale = 0;
    return sql;
}

Sql microseconds(const Sql& moment) {
    Sql sql = made(fmt::format("extract(microseconds FROM {})::integer % 1000000", moment.text),
                   ValueKind::Integer, kMultiply, {&moment});
    sql.scale = 0;
    return sql;
}

/// Modes of WEEK (MySQL manual): 0 and 5 count from the first Sunday or Monday of the year, 1 from the first
/// week with four days in the year, 3 is ISO 8601.
Sql weekOf(const Sql& moment, std::string_view mode) {
    const auto number = [&](const std::string& text) {
        Sql sql = made(text, ValueKind::Integer, kMultiply, {&moment});
        sql.scale = 0;
        sql.immutable = moment.immutable && moment.kind != ValueKind::TimestampTz;
        return sql;
    };
    if (mode == "3")
        return field(moment, "week");
    if (mode == "0")
        return number(fmt::format("(extract(doy FROM {0})::integer + 6 - extract(dow FROM {0})::integer) / 7",
                                  moment.text));
    if (mode == "5")
        return number(fmt::format(
            "(extract(doy FROM {0})::integer + 7 - extract(isodow FROM {0})::integer) / 7", moment.text));
    if (mode == "1") {
        Sql sql =
            number(fmt::format("(extract(doy FROM {0})::integer + extract(isodow FROM date_trunc('year', "
                               "{0}))::integer - 2) / 7 + (extract(isodow FROM date_trunc('year', {0})) <= "
                               "4)::integer",
                               moment.text));
        sql.precedence = kAdd;
        return sql;
    }
    throw Unsupported("WEEK with this mode counts weeks in a way PostgreSQL does not have");
}

Sql week(Arguments& a) {
    if (a.size() == 1)
        return weekOf(a.moment(0), "0");
    const Sql mode = a.number(1);
    if (!mode.literal)
        throw Unsupported("WEEK with a computed mode");
    return weekOf(a.moment(0), *mode.literal);
}

Sql yearWeek(Arguments& a) {
    const std::string mode = a.size() == 2 ? a.number(1).literal.value_or("") : "0";
    if (mode != "1" && mode != "3")
        throw Unsupported("YEARWEEK with this mode counts weeks in a way PostgreSQL does not have");
    const Sql moment = a.moment(0);
    Sql sql = made(fmt::format("to_char({}, 'IYYYIW')::integer", moment.text), ValueKind::Integer, kCast,
                   {&moment});
    sql.scale = 0;
    sql.immutable = false;
    return sql;
}

/// A date format without its specifiers.
std::string stripped(std::string_view format) {
    std::string out;
    for (std::size_t i = 0; i < format.size(); ++i) {
        if (format[i] == '%')
            ++i;
        else
            out += format[i];
    }
    return out;
}

Sql patterned(const Sql& moment, const Sql& format) {
    if (!format.literal)
        throw Unsupported("a date format that is no plain text");
    Sql sql =
        made(fmt::format("to_char({}, {})", moment.text, pg::quoteLiteral(charPattern(*format.literal))),
             ValueKind::Text, kPrimary, {&moment});
    sql.immutable = false;
    sql.alikeText = format.literal->find_first_of("MbWaDpr") == std::string::npos &&
                    comparesAlike(stripped(*format.literal));
    return sql;
}

Sql strToDate(Arguments& a) {
    const Sql text = a.text(0), format = a.text(1);
    if (!format.literal)
        throw Unsupported("a date format that is no plain text");
    const std::string pattern = pg::quoteLiteral(charPattern(*format.literal));
    bool time = false, date = false;
    for (std::size_t i = 0; i + 1 < format.literal->size(); ++i)
        if ((*format.literal)[i] == '%') {
            const char c = (*format.literal)[++i];
            time = time || std::string_view("HhiIlkSsTrfp").find(c) != std::string_view::npos;
            date = date || std::string_view("YymcMbdeDj").find(c) != std::string_view::npos;
        }
    if (!text.literal)
        a.rewriter().remark("sql.text_as_date", text.text);
    if (time && !date) {
        Sql clock = made(fmt::format("to_timestamp({}, {})::time", text.text, pattern), ValueKind::Time,
                         kCast, {&text});
        clock.immutable = false;
        return clock;
    }
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
    static const std::map<std::string, int> seconds{{"MICROSECOND", 0}, {"SECOND", 1},  {"MINUTE", 60},
                                                    {"HOUR", 3600},     {"DAY", 86400}, {"WEEK", 604800}};
    std::string text;
    if (const auto found = seconds.find(unit); found != seconds.end()) {
        const std::string epoch = fmt::format("extract(epoch FROM {} - {})", stamp(to), stamp(from));
        text = found->second == 0   ? fmt::format("({} * 1000000)::bigint", epoch)
               : found->second == 1 ? fmt::format("trunc({})::bigint", epoch)
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
    const std::string unit = toUpper(a.call().unit);
    const Sql moment = a.moment(0);
    static const std::map<std::string, std::string> patterns{
        {"YEAR_MONTH", "YYYYMM"},     {"DAY_HOUR", "DDHH24"},    {"DAY_MINUTE", "DDHH24MI"},
        {"DAY_SECOND", "DDHH24MISS"}, {"HOUR_MINUTE", "HH24MI"}, {"HOUR_SECOND", "HH24MISS"},
        {"MINUTE_SECOND", "MISS"}};
    if (const auto found = patterns.find(unit); found != patterns.end()) {
        Sql sql = made(fmt::format("to_char({}, '{}')::bigint", moment.text, found->second),
                       ValueKind::Integer, kCast, {&moment});
        sql.scale = 0;
        sql.immutable = false;
        return sql;
    }
    if (unit.find('_') != std::string::npos)
        throw Unsupported("EXTRACT of a compound unit has no counterpart");
    if (unit == "WEEK")
        return weekOf(moment, "0");
    if (unit == "SECOND")
        return wholeSeconds(moment);
    if (unit == "MICROSECOND")
        return microseconds(moment);
    return field(moment, toLower(unit));
}

/// "+02:00" means east of Greenwich here, but west of it as the name of a zone in PostgreSQL.
std::string zone(const Sql& sql) {
    if (!sql.literal)
        throw Unsupported("CONVERT_TZ with a computed time zone");
    if (sql.literal->starts_with("+") || sql.literal->starts_with("-"))
        return "INTERVAL " + sql.text;
    return sql.text;
}

Sql convertTz(Arguments& a) {
    const Sql moment = a.moment(0), from = a.text(1), to = a.text(2);
    Sql sql =
        made(fmt::format("{} AT TIME ZONE {} AT TIME ZONE {}", wrap(moment, kCast), zone(from), zone(to)),
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

/// Hours are not turned into days: make_interval keeps them.
Sql timeDiff(Arguments& a) {
    const Sql l = a.moment(0), r = a.moment(1);
    return made(fmt::format("make_interval(secs => extract(epoch FROM {} - {})::double precision)",
                            wrap(l, kAdd), wrap(r, kAdd + 1)),
                ValueKind::Interval, kPrimary, {&l, &r});
}

Sql secToTime(Arguments& a) {
    const Sql seconds = a.number(0);
    return made(fmt::format("make_interval(secs => {})", seconds.text), ValueKind::Interval, kPrimary,
                {&seconds});
}

Sql makeDate(Arguments& a) {
    const Sql year = a.number(0), day = a.number(1);
    return made(fmt::format("make_date({}, 1, 1) + ({})::integer - 1", year.text, day.text), ValueKind::Date,
                kAdd, {&year, &day});
}

Sql makeTime(Arguments& a) {
    const Sql h = a.number(0), m = a.number(1), s = a.number(2);
    return made(fmt::format("make_interval(hours => {}, mins => {}, secs => {})", h.text, m.text, s.text),
                ValueKind::Interval, kPrimary, {&h, &m, &s});
}

/// ADDTIME and SUBTIME.
FunctionRow moveBy(std::string sign) {
    return {2, 2, [sign = std::move(sign)](Arguments& a) {
                const Sql moment = a.moment(0), by = a.value(1);
                const std::string interval =
                    by.literal ? "INTERVAL " + by.text : wrap(by, kCast) + "::interval";
                const Sql from =
                    moment.kind == ValueKind::Time ? castTo(moment, "interval", ValueKind::Interval) : moment;
                return made(fmt::format("{} {} {}", wrap(from, kAdd), sign, interval), from.kind, kAdd,
                            {&moment, &by});
            }};
}

/// PERIOD_DIFF and PERIOD_ADD count months in numbers like 202401.
std::string monthsOf(const Sql& period) {
    return fmt::format("({0} / 100 * 12 + {0} % 100)", wrap(period, kMultiply));
}

Sql periodDiff(Arguments& a) {
    const Sql l = a.number(0), r = a.number(1);
    Sql sql = made(monthsOf(l) + " - " + monthsOf(r), ValueKind::Integer, kAdd, {&l, &r});
    sql.scale = 0;
    return sql;
}

Sql periodAdd(Arguments& a) {
    const Sql period = a.number(0), months = a.number(1);
    const std::string all = fmt::format("({} + {} - 1)", monthsOf(period), wrap(months, kAdd + 1));
    Sql sql =
        made(fmt::format("{0} / 12 * 100 + {0} % 12 + 1", all), ValueKind::Integer, kAdd, {&period, &months});
    sql.scale = 0;
    return sql;
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
     {1, 2,
      [](Arguments& a) {
          const Sql moment = castTo(a.moment(0), "timestamp", ValueKind::Timestamp);
          if (a.size() == 1)
              return moment;
          const Sql clock = a.value(1);
          return made(
              fmt::format("{} + {}", moment.text,
                          clock.literal ? "INTERVAL " + clock.text : wrap(clock, kCast) + "::interval"),
              ValueKind::Timestamp, kAdd, {&moment, &clock});
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
          return wholeSeconds(a.moment(0));
      }}},
    {"MICROSECOND",
     {1, 1,
      [](Arguments& a) {
          return microseconds(a.moment(0));
      }}},
    {"YEARWEEK", {1, 2, yearWeek}},
    {"SEC_TO_TIME", {1, 1, secToTime}},
    {"MAKEDATE", {2, 2, makeDate}},
    {"MAKETIME", {3, 3, makeTime}},
    {"ADDTIME", moveBy("+")},
    {"SUBTIME", moveBy("-")},
    {"PERIOD_DIFF", {2, 2, periodDiff}},
    {"PERIOD_ADD", {2, 2, periodAdd}},
    {"UTC_TIME", present("date_trunc('second', now() AT TIME ZONE 'UTC')::time", ValueKind::Time)},
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
    if (const auto compound = kCompound.find(interval.unit); compound != kCompound.end()) {
        const Sql value = r.text(*interval.value, scope);
        if (!value.literal)
            throw Unsupported("a computed interval of " + interval.unit);
        return shifted(moment, "INTERVAL '" + compoundInterval(*value.literal, compound->second) + "'", minus,
                       interval.unit == "YEAR_MONTH", value);
    }
    return shiftBy(moment, r.number(*interval.value, scope), unitNamed(interval.unit), minus);
}

bool dateFunction(Rewriter& r, const mysql::Call& c, const Scope& scope, Sql& out) {
    return applyFunction(kTable, r, c, scope, out);
}

} // namespace causeway::rewrite
