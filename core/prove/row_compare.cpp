// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/prove/row_compare.h"

#include "core/base/json.h"
#include "core/base/text.h"

#include <QByteArray>
#include <QString>

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace causeway::prove {

namespace {

constexpr std::size_t kShownBytes = 300;
constexpr const char* kNull = "(null)";

/// "2024-02-29 10:00:00.500000+00" as "2024-02-29 10:00:00.5".
std::string moment(std::string text) {
    if (text.size() >= 22 && text[4] == '-' && text.ends_with("+00"))
        text.resize(text.size() - 3);
    if (text.size() > 20 && text.size() <= 26 && text[4] == '-' && text[19] == '.') {
        text.erase(text.find_last_not_of('0') + 1);
        if (text.ends_with('.'))
            text.pop_back();
    }
    return text;
}

std::string plainNumber(std::string text) {
    if (text.find('.') == std::string::npos || text.find_first_of("eE") != std::string::npos)
        return text;
    text.erase(text.find_last_not_of('0') + 1);
    if (text.ends_with('.'))
        text.pop_back();
    return text == "-0" ? "0" : text;
}

std::string shown(const std::vector<std::string>& row) {
    return printable(join(row, " | "), kShownBytes);
}

/// Text as collations that ignore case, accents and blanks at the end see it.
std::string folded(const std::string& text) {
    const QString wide = QString::fromStdString(text).normalized(QString::NormalizationForm_D).toCaseFolded();
    QString out;
    for (const QChar c : wide)
        if (c.category() != QChar::Mark_NonSpacing)
            out += c;
    while (out.endsWith(' '))
        out.chop(1);
    return out.toStdString();
}

bool sameKeys(const Rows& a, const Rows& b, const std::vector<std::size_t>& keys) {
    for (std::size_t r = 0; r < a.size(); ++r)
        for (const std::size_t k : keys) {
            if (k >= a[r].size() || k >= b[r].size())
                return false;
            if (!sameValue(folded(a[r][k]), folded(b[r][k])))
                return false;
        }
    return true;
}

/// True when no value could tell two answers apart.
bool saysNothing(const Rows& rows) {
    return std::all_of(rows.begin(), rows.end(), [](const auto& row) {
        return std::all_of(row.begin(), row.end(), [](const std::string& cell) {
            return cell == kNull || cell == "0" || cell.empty();
        });
    });
}

std::string firstDifference(const Rows& original, const Rows& converted) {
    std::size_t i = 0;
    while (i < original.size() && i < converted.size() && sameRows({original[i]}, {converted[i]}))
        ++i;
    const auto row = [&](const Rows& rows) {
        return i < rows.size() ? shown(rows[i]) : std::string("no such row");
    };
    return fmt::format("{} and {} rows; the original has \"{}\", the converted one \"{}\"", original.size(),
                       converted.size(), row(original), row(converted));
}

std::string counted(std::size_t rows) {
    return rows == 1 ? "1 row" : fmt::format("{} rows", rows);
}

} // namespace

std::string normalised(const std::optional<std::string>& cell) {
    if (!cell)
        return kNull;
    std::string text = *cell;
    if (text == "{}" || text == "-0")
        return text == "-0" ? "0" : "";
    if (text == "t" || text == "f")
        return text == "t" ? "1" : "0";
    if (text.starts_with("{") || text.starts_with("[")) {
        const auto json = Json::parse(text, nullptr, false);
        if (!json.is_discarded())
            return nlohmann::json(json).dump(-1, ' ', false, Json::error_handler_t::replace);
        if (text.starts_with("{") && text.ends_with("}"))
            return replaceAll(text.substr(1, text.size() - 2), "\"", "");
    }
    if (text.starts_with("\\x"))
        return QByteArray::fromHex(QByteArray::fromStdString(text.substr(2))).toStdString();
    text = moment(std::move(text));
    double number = 0;
    if (parseNumber(text, number) && text.find_first_not_of("+-.0123456789eE") == std::string::npos)
        return plainNumber(std::move(text));
    return text;
}

Rows normalised(const std::vector<std::vector<std::optional<std::string>>>& rows) {
    Rows out;
    out.reserve(rows.size());
    for (const auto& row : rows) {
        auto& cells = out.emplace_back();
        for (const auto& cell : row)
            cells.push_back(normalised(cell));
    }
    return out;
}

bool sameValue(const std::string& a, const std::string& b) {
    if (a == b)
        return true;
    double x = 0, y = 0;
    const bool fraction =
        a.find_first_of(".eE") != std::string::npos && b.find_first_of(".eE") != std::string::npos;
    const bool precise = std::max(a.size(), b.size()) > 14;
    return fraction && precise && parseNumber(a, x) && parseNumber(b, y) &&
           std::abs(x - y) <= 1e-12 * std::max(std::abs(x), std::abs(y));
}

bool sameRows(const Rows& a, const Rows& b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const auto& x, const auto& y) {
        return std::equal(x.begin(), x.end(), y.begin(), y.end(), sameValue);
    });
}

RowComparison compareRows(const Rows& original, const Rows& converted, const OrderPromise& order) {
    using Result = RowComparison::Result;
    const bool asTheyCame = sameRows(original, converted);
    Rows left = original, right = converted;
    std::sort(left.begin(), left.end());
    std::sort(right.begin(), right.end());
    if (!asTheyCame && !sameRows(left, right)) {
        if (order.limited && !order.total)
            return {Result::Open, "LIMIT without a whole order leaves open which rows come"};
        return {Result::Differ, firstDifference(left, right)};
    }
    if (saysNothing(original))
        return {Result::Empty,
                original.empty() ? "no row on either side" : "nothing but NULL, 0 and '' on either side"};
    const std::string rows = counted(original.size());
    if (!order.ordered || original.size() == 1)
        return {Result::Same, rows};
    if (asTheyCame)
        return {Result::Same, rows + ", in the same order"};
    if (order.total)
        return {Result::Differ, "the same rows in another order: " + firstDifference(original, converted)};
    if (!sameKeys(original, converted, order.keys))
        return {Result::Differ, "the same rows in another order: " + firstDifference(original, converted)};
    return {Result::Same, rows + (order.allKeys ? ", in the same order but for ties"
                                                : ", in an order that the answer does not show whole")};
}

} // namespace causeway::prove
