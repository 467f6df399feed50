// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/workload/shape_words.h"

#include "core/base/text.h"
#include "core/base/units.h"
#include "core/workload/touched_tables.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace causeway::ui {
namespace {

constexpr qsizetype kMostTitle = 90;

QString qt(const std::string& text) {
    return QString::fromStdString(text);
}

bool isWordByte(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

/// Does a clause begin at the word? A line of its own makes it easy to find.
bool beginsClause(std::string_view rest) {
    static constexpr std::string_view kClauses[] = {
        "from ",         "where ",      "group by ",  "order by ", "having ",    "limit ",  "left join ",
        "inner join ",   "right join ", "join ",      "union ",    "values ",    "values(", "set ",
        "on duplicate ", "cross join ", "for update", "window ",   "returning ", "offset "};
    return std::any_of(std::begin(kClauses), std::end(kClauses), [&](std::string_view clause) {
        return rest.size() >= clause.size() && equalsIgnoreCase(rest.substr(0, clause.size()), clause);
    });
}

bool turnsDirection(char32_t c) {
    return c == 0x200E || c == 0x200F || c == 0x061C || (c >= 0x202A && c <= 0x202E) ||
           (c >= 0x2066 && c <= 0x2069);
}

QString harmless(const std::string& text, qsizetype most, bool lines) {
    // Four bytes a character are the most that UTF-8 takes.
    auto shown = QString::fromUtf8(text.data(), std::min<qsizetype>(qsizetype(text.size()), most * 4));
    const bool cut = shown.size() > most || qsizetype(text.size()) > most * 4;
    shown.truncate(most);
    for (auto& c : shown) {
        if (c == '\n' || c == '\t' || c == '\r' || c == QChar(0x2028) || c == QChar(0x2029))
            c = lines && c == '\n' ? '\n' : ' ';
        else if (c.unicode() < 0x20 || (c.unicode() >= 0x7F && c.unicode() < 0xA0) ||
                 turnsDirection(c.unicode()))
            c = QChar::ReplacementCharacter;
    }
    return cut ? shown + QStringLiteral("…") : shown;
}

} // namespace

QString oneLine(const std::string& text, qsizetype most) {
    return harmless(text, most, false);
}

QString plainText(const std::string& text, qsizetype most) {
    return harmless(text, most, true);
}

QString shapeTitle(const QueryClass& shape) {
    if (shape.fingerprint.empty())
        return QCoreApplication::translate("Workload", "(no text)");
    const auto text = std::string_view(shape.fingerprint).substr(0, 8192);
    const auto tables = touchedTables(text);
    const auto verb = statementVerb(text);
    if (tables.empty() || verb.empty())
        return oneLine(shape.fingerprint, kMostTitle);
    std::vector<std::string> names; // without schemas: the second line has them
    for (const auto& table : tables)
        names.push_back(table.substr(table.find_last_of('.') + 1));
    if (names.size() > 3) {
        const auto more = names.size() - 2;
        names.resize(2);
        names.push_back("and " + std::to_string(more) + " more");
    }
    return oneLine(verb + " " + join(names, ", "), kMostTitle);
}

QString laidOut(const std::string& sql, std::size_t most) {
    std::string out;
    int depth = 0;
    char quote = 0;
    const auto size = std::min(sql.size(), most);
    for (std::size_t i = 0; i < size; ++i) {
        const char c = sql[i];
        if (quote) {
            quote = c == quote ? char(0) : quote;
        } else if (c == '\'' || c == '"' || c == '`') {
            quote = c;
        } else if (c == '(') {
            ++depth;
        } else if (c == ')') {
            --depth;
        } else if (c == ' ' && depth <= 0 && i > 0 && i + 1 < size && isWordByte(sql[i + 1]) &&
                   beginsClause(std::string_view(sql).substr(i + 1, 16))) {
            out += '\n';
            continue;
        }
        out += c;
    }
    auto text = plainText(out, qsizetype(most));
    return size < sql.size() ? text + QStringLiteral("…") : text;
}

QString millisecondsText(double ns) {
    const double ms = ns / 1e6;
    const int decimals = ms >= 100 ? 0 : ms >= 10 ? 1 : ms >= 1 ? 2 : 3;
    return qt(formatNumber(ms, ms == 0 ? 0 : decimals));
}

QString countText(double count) {
    static constexpr std::pair<double, const char*> kUnits[] = {{1e12, "T"}, {1e9, "G"}, {1e6, "M"}};
    for (const auto& [size, unit] : kUnits)
        if (count >= size)
            return qt(formatNumber(count / size, count / size < 10 ? 1 : 0)) + QChar(0x00a0) + unit;
    return qt(formatNumber(count));
}

double meanNs(const QueryClass& shape) {
    return shape.count ? double(shape.totalNs) / double(shape.count) : 0;
}

bool onlySums(const QueryClass& shape) {
    return shape.totalNs > 0 && shape.maxNs == 0;
}

std::optional<double> examinedPerSent(const QueryClass& shape) {
    if (!shape.rowsExamined)
        return std::nullopt;
    return double(shape.rowsExamined) /
           double(std::max<std::uint64_t>(shape.rowsSent + shape.rowsAffected, 1));
}

} // namespace causeway::ui
