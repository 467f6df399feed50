// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/concat.h"
#include "core/readiness/naming.h"
#include "core/readiness/table/expression.h"
#include "core/readiness/table/table_parts.h"
#include "core/sql/postgresql/quote.h"

#include <fmt/format.h>

#include <algorithm>

namespace causeway {

namespace {

bool isJsonCheck(const TargetTable& table, const std::string& expression) {
    return std::any_of(table.columns.begin(), table.columns.end(), [&](const TargetColumn& c) {
        return c.type.family == TypeFamily::Json && isJsonValidCheck(expression, c.source->name);
    });
}

std::string checkLine(const std::string& name, const std::string& expression, const TargetTable& table,
                      TargetModel& model, Notes& notes) {
    if (isJsonCheck(table, expression))
        return {};
    const auto rewritten = rewriteCondition(expression, table, model);
    if (!rewritten.ok()) {
        notes.add("mysql.check_manual",
                  {{"name", name.empty() ? expression : name}, {"reason", rewritten.reason}});
        return {};
    }
    if (name.empty())
        return fmt::format("CHECK ({})", rewritten.sql);
    const std::string taken = model.names.constraints(table.label()).take(name);
    model.names.changed("constraint", table.label(), name, taken);
    return fmt::format("CONSTRAINT {} CHECK ({})", pg::quoteIdentifier(taken), rewritten.sql);
}

} // namespace

std::vector<std::string> checkLines(const TargetTable& table, TargetModel& model, Notes& notes) {
    std::vector<std::string> lines;
    const auto add = [&](std::string line) {
        if (!line.empty())
            lines.push_back(std::move(line));
    };
    for (const Column& column : table.source->columns)
        if (!column.check.empty())
            add(checkLine({}, column.check, table, model, notes));
    for (const Check& check : table.source->checks) {
        if (!check.enforced)
            notes.add("mysql.check_not_enforced", {{"name", check.name}});
        else
            add(checkLine(check.name, check.expression, table, model, notes));
    }
    return lines;
}

std::string primaryKeyLine(const TargetTable& table, TargetModel& model) {
    const Index* key = table.source->primaryKey();
    if (!key)
        return {};
    std::vector<std::string> columns;
    for (const IndexPart& part : key->parts) {
        const TargetColumn* column = table.column(part.column);
        if (!column || isPrefix(part, *column))
            return {};
        columns.push_back(column->name);
    }
    const std::string name = model.names.relations(table.source->schema).take(table.name + "_pkey");
    model.names.constraints(table.label()).take(name);
    return concat({"CONSTRAINT ", pg::quoteIdentifier(name), " PRIMARY KEY (", pg::quoteList(columns), ")"});
}

} // namespace causeway
