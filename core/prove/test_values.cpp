// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/prove/test_values.h"

#include "core/base/text.h"
#include "core/sql/postgresql/quote.h"

#include <QDateTime>

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace causeway::prove {

namespace {

enum class Shape {
    Whole,
    Decimal,
    Float,
    Text,
    Date,
    Moment,
    Time,
    Year,
    Label,
    Labels,
    Bits,
    Json,
    Bytes,
    Uuid,
    Inet,
    Other
};

Shape shapeOf(const Column& column) {
    const std::string& name = column.type.name;
    const auto is = [&](std::initializer_list<std::string_view> names) {
        return std::find(names.begin(), names.end(), name) != names.end();
    };
    if (is({"tinyint", "smallint", "mediumint", "int", "integer", "bigint", "bool", "boolean"}))
        return Shape::Whole;
    if (is({"decimal", "numeric", "dec", "fixed"}))
        return Shape::Decimal;
    if (is({"float", "double", "real", "double precision"}))
        return Shape::Float;
    if (is({"char", "varchar", "tinytext", "text", "mediumtext", "longtext", "nchar", "nvarchar"}))
        return column.check.find("json_valid") != std::string::npos ? Shape::Json : Shape::Text;
    if (is({"datetime", "timestamp"}))
        return Shape::Moment;
    if (is({"binary", "varbinary", "tinyblob", "blob", "mediumblob", "longblob"}))
        return Shape::Bytes;
    if (is({"inet4", "inet6"}))
        return Shape::Inet;
    return name == "date"   ? Shape::Date
           : name == "time" ? Shape::Time
           : name == "year" ? Shape::Year
           : name == "enum" ? Shape::Label
           : name == "set"  ? Shape::Labels
           : name == "bit"  ? Shape::Bits
           : name == "json" ? Shape::Json
           : name == "uuid" ? Shape::Uuid
                            : Shape::Other;
}

std::vector<std::string> texts(const Column& column) {
    const std::size_t most = column.type.length.value_or(255);
    constexpr std::array<const char*, 18> kTexts{"alpha",       "Alpha", "ALPHA", "beta", "beta ",  "éclair",
                                                 "eclair",      "",      "100%",  "a_b",  "O'Neil", "zebra",
                                                 "back\\slash", " lead", "12abc", "42",   "a,b,c",  "x"};
    std::vector<std::string> out;
    for (const char* text : kTexts)
        if (QString::fromUtf8(text).size() <= qsizetype(most))
            out.emplace_back(text);
    if (toLower(column.charset).starts_with("ascii"))
        std::erase(out, "éclair");
    if (column.type.name == "char" || column.type.name == "nchar") // a blank at the end is not kept there
        std::erase(out, "beta ");
    return out;
}

/// Digits before the point that a DECIMAL keeps.
std::vector<std::string> decimals(const Column& column) {
    const auto scale = column.type.scale.value_or(0), whole = column.type.length.value_or(10) - scale;
    std::vector<std::string> out{"0", "1"};
    if (whole >= 2)
        out.insert(out.end(), {"10", "99"});
    if (scale >= 1)
        out.insert(out.end(), {"0.5", "1.5"});
    if (scale >= 2 && whole >= 2)
        out.insert(out.end(), {"19.99", "2.25"});
    if (!column.type.isUnsigned)
        out.insert(out.end(), {"-1", scale >= 1 ? "-2.5" : "-7"});
    return out;
}

std::vector<std::string> wholes(const Column& column) {
    if (column.type.name == "tinyint" && column.type.length == 1u)
        return {"0", "1", "1"};
    std::vector<std::string> out{"0", "1", "2", "3", "5", "7", "10", "42", "100"};
    if (!column.type.isUnsigned)
        out.insert(out.end(), {"-1", "-7"});
    if (largest(column) > 30000)
        out.emplace_back("20000");
    return out;
}

std::vector<std::string> moments(const Column& column) {
    std::vector<std::string> out{"2024-01-01 00:00:00", "2024-02-29 13:45:10", "2023-12-31 23:59:59",
                                 "2024-03-31 02:30:00", "2021-01-03 06:07:08", "1999-06-15 12:00:00"};
    if (column.type.length.value_or(0) >= 1)
        out.emplace_back("2024-02-29 13:45:10.5");
    return out;
}

std::vector<std::string> labelSets(const Column& column) {
    const auto& all = column.type.members;
    std::vector<std::string> out{""};
    out.insert(out.end(), all.begin(), all.end());
    if (all.size() > 1)
        out.push_back(all.front() + "," + all.back());
    return out;
}

std::string shifted(const std::string& value, int step) {
    const QString text = QString::fromStdString(value).trimmed();
    const auto date = QDate::fromString(text.left(10), Qt::ISODate);
    if (!date.isValid())
        return value;
    return (date.addDays(step).toString(Qt::ISODate) + text.mid(10)).toStdString();
}

} // namespace

bool isWholeNumber(const Column& column) {
    return shapeOf(column) == Shape::Whole;
}

std::int64_t largest(const Column& column) {
    const std::string& name = column.type.name;
    const int bits = name == "tinyint"          ? 8
                     : name == "smallint"       ? 16
                     : name == "mediumint"      ? 24
                     : name == "bigint"         ? 64
                     : name.starts_with("bool") ? 8
                                                : 32;
    if (bits == 64)
        return INT64_MAX;
    return (std::int64_t{1} << (column.type.isUnsigned ? bits : bits - 1)) - 1;
}

std::vector<std::string> interestingValues(const Column& column) {
    switch (shapeOf(column)) {
    case Shape::Whole:
        return wholes(column);
    case Shape::Decimal:
        return decimals(column);
    case Shape::Float:
        return column.type.isUnsigned ? std::vector<std::string>{"0", "1.5", "3.125"}
                                      : std::vector<std::string>{"0", "1.5", "-0.25", "3.125"};
    case Shape::Text:
        return texts(column);
    case Shape::Date:
        return {"2024-02-29", "2023-12-31", "2024-01-01", "1999-06-15", "2021-01-03"};
    case Shape::Moment:
        return moments(column);
    case Shape::Time:
        return {"00:00:00", "13:45:10", "23:59:59"};
    case Shape::Year:
        return {"1999", "2000", "2024"};
    case Shape::Label:
        return column.type.members;
    case Shape::Labels:
        return labelSets(column);
    case Shape::Bits:
        return {"0", "1"};
    case Shape::Json:
        return {R"({"a": 1, "b": {"c": "x"}})", "[1, 2, 3]", "{}", R"({"a": null, "name": "Anna"})"};
    case Shape::Bytes:
        return {"alpha", "beta", "x"};
    case Shape::Uuid:
        return {"123e4567-e89b-12d3-a456-426655440000", "00000000-0000-0000-0000-000000000001"};
    case Shape::Inet:
        return column.type.name == "inet4" ? std::vector<std::string>{"10.0.0.1", "192.168.1.20"}
                                           : std::vector<std::string>{"::1", "2001:db8::ff00:42:8329"};
    case Shape::Other:
        break;
    }
    return {};
}

std::string mysqlLiteral(const Column& column, const TestValue& value) {
    if (!value)
        return "NULL";
    const Shape shape = shapeOf(column);
    double number = 0;
    if (shape == Shape::Bits)
        return "b'" + *value + "'";
    if ((shape == Shape::Whole || shape == Shape::Decimal || shape == Shape::Float || shape == Shape::Year) &&
        parseNumber(*value, number))
        return *value;
    return pg::quoteLiteral(replaceAll(*value, "\\", "\\\\"));
}

std::string neighbour(const Column& column, const std::string& value, const std::string& op) {
    const int step = op.starts_with('<') ? -1 : 1;
    long long whole = 0;
    double number = 0;
    switch (shapeOf(column)) {
    case Shape::Whole:
    case Shape::Year:
        return parseNumber(value, whole) && whole > -1000000000000 && whole < 1000000000000
                   ? std::to_string(whole + step)
                   : value;
    case Shape::Decimal:
    case Shape::Float:
        return parseNumber(value, number) && std::abs(number) < 1e9
                   ? fmt::format("{}", std::int64_t(number) + step)
                   : value;
    case Shape::Date:
    case Shape::Moment:
        return shifted(value, step);
    case Shape::Text:
        return step > 0 ? value + "z" : value.substr(0, value.size() / 2);
    default:
        return value;
    }
}

std::string fitting(const std::string& pattern) {
    std::string out;
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        if (pattern[i] == '\\' && i + 1 < pattern.size())
            out += pattern[++i];
        else if (pattern[i] == '%')
            out += 'x';
        else
            out += pattern[i] == '_' ? 'a' : pattern[i];
    }
    return out;
}

} // namespace causeway::prove
