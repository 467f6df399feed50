// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"
#include "core/readiness/move/move_text.h"
#include "core/readiness/move/row_text.h"
#include "core/readiness/target_model.h"
#include "core/sql/postgresql/quote.h"

#include <fmt/format.h>

#include <algorithm>

namespace causeway {

namespace {

constexpr std::uint64_t kRangeBytes = std::uint64_t{1} << 30; ///< one range of a large table
constexpr int kMostRanges = 64;
constexpr std::uint64_t kRowsOfAPart = 1000000; ///< of a table that is compared in parts
constexpr int kMostParts = 64;
constexpr double kMegabyte = 1e6;

/// A text as COPY reads it: a backslash before itself, and signs of their own for what ends a field or a
/// line.
std::string copyText(const std::string& text) {
    return fmt::format("REPLACE(REPLACE(REPLACE(REPLACE({}, '\\\\', '\\\\\\\\'), '\\t', '\\\\t'), '\\n', "
                       "'\\\\n'), '\\r', '\\\\r')",
                       text);
}

/// MySQL's expression for the COPY text of one column, NULL where it is NULL.
std::string valueOf(const TargetColumn& column, const ConversionChoices& choices) {
    const std::string c = inBackticks(column.source->name);
    const std::string text = fmt::format("CAST({} AS CHAR)", c);
    const std::string& type = column.source->type.name;
    if (column.type.kind == ValueKind::Boolean)
        return fmt::format("IF({0} IS NULL, NULL, IF({0} + 0 = 0, 'f', 't'))", c);
    switch (column.type.family) {
    case TypeFamily::Bit:
        return fmt::format("LPAD(BIN({} + 0), {}, '0')", c, column.source->type.length.value_or(1));
    case TypeFamily::Bytes:
        return fmt::format("CONCAT('\\\\\\\\x', HEX({}))", c);
    case TypeFamily::Spatial:
        return fmt::format("CONCAT('\\\\\\\\x', HEX(ST_AsBinary({})))", c);
    case TypeFamily::Set:
        return fmt::format(
            "IF({0} = '', '{{}}', CONCAT('{{\"', REPLACE({1}, ',', '\",\"'), '\"}}'))", c,
            copyText(fmt::format("REPLACE(REPLACE({}, '\\\\', '\\\\\\\\'), '\"', '\\\\\"')", text)));
    case TypeFamily::Float: // a FLOAT is shown with six digits only; as a double it keeps all
        return type == "float" ? fmt::format("CAST({} + 0E0 AS CHAR)", c) : text;
    case TypeFamily::Date:
    case TypeFamily::Datetime:
    case TypeFamily::Timestamp: {
        const bool ofUtc = column.type.family == TypeFamily::Timestamp && type == "timestamp";
        const std::string zone = ofUtc ? fmt::format("CONCAT({}, '+00')", text) : text;
        const std::string zero = zeroDateLiteral(choices, ofUtc);
        return zero.empty() ? zone : fmt::format("IF({} LIKE '%-00%', {}, {})", text, zero, zone);
    }
    case TypeFamily::Integer:
    case TypeFamily::Decimal:
    case TypeFamily::Year:
    case TypeFamily::Time:
        return text;
    default:
        return copyText(text);
    }
}

/// pgloader decides by the source's type, and cannot leave a column out.
void judgePgloader(const TargetColumn& column, const Table& table, TableMove& move,
                   const ConversionChoices& choices) {
    const auto not_ = [&](const std::string& why) {
        move.pgloader = false;
        move.remarks.push_back(column.source->name + ": " + why);
    };
    const auto& family = column.type.family;
    if (column.source->generated)
        not_("generated, and pgloader cannot leave a column out");
    else if (family == TypeFamily::Spatial)
        not_("a shape, which pgloader reads as text");
    else if (family == TypeFamily::Text &&
             toLower(column.source->charset.empty() ? table.charset : column.source->charset) == "latin1")
        not_(
            "latin1, which is cp1252 in MySQL: pgloader 3.6 makes control characters of the euro sign and of "
            "quotation marks");
    else if (family == TypeFamily::Float && column.source->type.name == "float")
        not_("a FLOAT, of which pgloader reads the six digits that MySQL shows");
    else if (family == TypeFamily::Inet)
        not_("pgloader 3.6 stops at MariaDB's addresses");
    else if (family == TypeFamily::Time && column.type.sql.starts_with("time"))
        move.remarks.push_back(column.source->name + ": a time beyond a day is refused");
    else if ((family == TypeFamily::Date || family == TypeFamily::Datetime ||
              family == TypeFamily::Timestamp) &&
             !choices.is("zero_dates", "null") && !choices.is("zero_dates", "refuse"))
        not_("pgloader makes zero dates NULL, and the type map chose another value");
    else if (family == TypeFamily::Bit && column.source->type.length.value_or(1) > 1)
        not_("several bits");
}

void cutRanges(const Table& table, TableMove& move) {
    const Index* key = table.primaryKey();
    if (!key) {
        move.remarks.emplace_back("no primary key: one range, and changes cannot be followed");
        return;
    }
    const Column* column = key->parts.size() == 1 ? table.column(key->parts[0].column) : nullptr;
    const bool whole = column && column->type.name.ends_with("int");
    if (whole) {
        move.key = inBackticks(column->name);
        move.parts = int(std::clamp<std::uint64_t>(move.rows.value_or(0) / kRowsOfAPart, 1, kMostParts));
    }
    if (!move.bytes || *move.bytes <= kRangeBytes)
        return;
    if (!whole) {
        move.remarks.emplace_back("large, and without a whole-number key that could cut it");
        return;
    }
    move.ranges = int(std::min<std::uint64_t>(*move.bytes / kRangeBytes + 1, kMostRanges));
}

TableMove planTable(const TargetTable& table, const ConversionChoices& choices) {
    TableMove move;
    move.schema = table.source->schema;
    move.name = table.source->name;
    move.target = table.qualified();
    move.rows = table.source->rows;
    move.bytes = table.source->dataBytes;
    for (const TargetColumn& column : table.columns) {
        judgePgloader(column, *table.source, move, choices);
        if (column.source->generated)
            continue;
        move.columns.push_back(pg::quoteIdentifier(column.name));
        move.values.push_back(fmt::format("COALESCE({}, '\\\\N')", valueOf(column, choices)));
        auto text = rowText(column, choices);
        move.sourceTexts.push_back(std::move(text.source));
        move.targetTexts.push_back(std::move(text.target));
        if (!text.remark.empty())
            move.compareRemarks.push_back(column.source->name + ": " + text.remark);
    }
    if (!table.renamed.empty() || table.name != table.source->name) {
        move.pgloader = false;
        move.remarks.emplace_back("names are mapped, and pgloader looks for its own");
    }
    cutRanges(*table.source, move);
    if (const Index* key = table.source->primaryKey(); key && !move.key.empty())
        if (const TargetColumn* column = table.column(key->parts[0].column))
            move.targetKey = pg::quoteIdentifier(column->name);
    return move;
}

std::string csvCell(std::string text) {
    if (text.find_first_of("=+-@\t") == 0) // a spreadsheet must not take it for a formula
        text.insert(0, "'");
    return text.find_first_of(",\"\n") == std::string::npos ? text
                                                            : "\"" + replaceAll(text, "\"", "\"\"") + "\"";
}

} // namespace

MovePlan planMove(const Catalog& catalog, const ConversionOptions& options, const Criteria& criteria) {
    MovePlan plan;
    if (const auto rate = criteria.number("rate_copy_mb_s"); rate && *rate > 0)
        plan.megabytesPerSecond = *rate;
    const TargetModel model = buildTargetModel(catalog, options);
    for (const TargetTable& table : model.tables) {
        plan.tables.push_back(planTable(table, options.choices));
        TableMove& move = plan.tables.back();
        if (plan.megabytesPerSecond && move.bytes)
            move.seconds = double(*move.bytes) / kMegabyte / *plan.megabytesPerSecond;
    }
    std::stable_sort(plan.tables.begin(), plan.tables.end(), [](const TableMove& a, const TableMove& b) {
        return a.bytes.value_or(0) > b.bytes.value_or(0);
    });
    return plan;
}

std::string movePlanCsv(const MovePlan& plan) {
    std::string out = "order,table,target,rows,bytes,ranges,seconds,tool,remarks\n";
    int order = 0;
    for (const TableMove& t : plan.tables) {
        const auto number = [](const auto& value) {
            return value ? fmt::format("{}", *value) : std::string();
        };
        out += fmt::format("{},{},{},{},{},{},{},{},{}\n", ++order,
                           csvCell(t.schema.empty() ? t.name : t.schema + "." + t.name), csvCell(t.target),
                           number(t.rows), number(t.bytes), t.ranges,
                           t.seconds ? fmt::format("{:.0f}", *t.seconds) : "",
                           t.pgloader ? "copy.sh or pgloader" : "copy.sh", csvCell(join(t.remarks, "; ")));
    }
    return out;
}

std::pair<std::string, std::string> scriptAroundLoad(const ReadinessReport& report) {
    const std::string whole = report.script();
    const auto at = whole.find("-- Load the data here");
    if (at == std::string::npos)
        return {whole, {}};
    const auto line = whole.rfind("\n-- ---", at); // the rule above the title
    return {whole.substr(0, line + 1), whole.substr(line + 1)};
}

} // namespace causeway
