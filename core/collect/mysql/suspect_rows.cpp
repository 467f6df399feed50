// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/collect/mysql/suspect_rows.h"

#include "core/base/mysql_literal.h"
#include "core/base/text.h"
#include "core/collect/mysql/data_checks.h"
#include "core/collect/mysql/data_probes.h"

#include <fmt/format.h>

#include <algorithm>

namespace causeway::mysql {

namespace {

constexpr int kShown = 20; ///< rows of one check
constexpr const char* kHead = "-- The rows that the counts in the data found, the first 20 of each check: "
                              "table, column, check, place in the\n"
                              "-- value (0: not told), key. Reads only:\n"
                              "--   mysql --defaults-extra-file=source.cnf --table < suspects.sql\n"
                              "SET NAMES utf8mb4;\n"
                              "SET SESSION sql_mode = '';\n"
                              "SET SESSION TRANSACTION READ ONLY;\n";

bool hasRegexpInstr(const ServerEvidence& evidence) {
    return evidence.engine == Engine::MariaDB || evidence.version >= Version{8, 0, 4};
}

/// The columns of the primary key.
std::string keyOf(const Table& table) {
    std::string key;
    if (const Index* primary = table.primaryKey())
        for (const IndexPart& part : primary->parts)
            key += (key.empty() ? "" : ", ") + inBackticks(part.column);
    return key.empty() ? "'no primary key'" : key;
}

std::string select(const ServerEvidence& evidence, const Table& table, const Column& column,
                   const DataCheck& check) {
    const bool placed = !check.place.empty() &&
                        (hasRegexpInstr(evidence) || check.place.find("REGEXP_INSTR") == std::string::npos);
    return fmt::format(
        "SELECT {} AS `table`, {} AS `column`, '{}' AS `check`, {} AS place, {} FROM {}{} WHERE {} "
        "LIMIT {};\n",
        mysqlLiteral(table.qualifiedName()), mysqlLiteral(column.name), check.name,
        placed ? check.place : "0", keyOf(table), table.schema.empty() ? "" : inBackticks(table.schema) + ".",
        inBackticks(table.name), check.rows, kShown);
}

} // namespace

std::string suspectRows(const ServerEvidence& evidence) {
    const ProbeResult* probe = evidence.probe(kDataProbe);
    if (!probe || !evidence.catalog)
        return {};
    const DataSource source = dataSource(evidence);
    std::string out;
    for (std::size_t i = 0; i < probe->rows.size(); ++i) {
        const auto cell = [&](std::string_view name) {
            return probe->value(i, name).value_or("");
        };
        const Table* table = evidence.catalog->table(cell("schema_name"), cell("table_name"));
        const Column* column = table ? table->column(cell("column_name")) : nullptr;
        if (!column || cell("found").empty() || cell("found") == "0")
            continue;
        // The conditions come from the catalog anew: what a file says is never run.
        for (const DataCheck& check : dataChecks(source, *table, *column))
            if (check.name == cell("check_name") && !check.rows.empty())
                out += select(evidence, *table, *column, check);
    }
    return out.empty() ? out : kHead + out;
}

} // namespace causeway::mysql
