// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"
#include "core/readiness/table/table_parts.h"
#include "core/sql/postgresql/quote.h"

#include <fmt/format.h>

#include <algorithm>

namespace causeway {

namespace {

std::string presentTime(const TargetColumn& column) {
    return column.type.family == TypeFamily::Timestamp ? "statement_timestamp()"
                                                       : "statement_timestamp()::timestamp";
}

/// "ROW(NEW.a, NEW.b)" of the columns that are not generated: those have no value yet before the row is
/// stored.
std::string row(const TargetTable& table, std::string_view which) {
    const bool generated = std::any_of(table.columns.begin(), table.columns.end(),
                                       [](const TargetColumn& c) { return c.source->generated.has_value(); });
    if (!generated)
        return std::string(which);
    std::vector<std::string> fields;
    for (const TargetColumn& column : table.columns)
        if (!column.source->generated)
            fields.push_back(fmt::format("{}.{}", which, pg::quoteIdentifier(column.name)));
    return "ROW(" + join(fields, ", ") + ")";
}

} // namespace

std::string onUpdateTriggers(const TargetTable& table, TargetModel& model, Notes& notes) {
    std::string body;
    for (const TargetColumn& column : table.columns) {
        if (!column.source->onUpdateNow)
            continue;
        notes.column("mysql.on_update_now", column.source->name);
        const std::string name = pg::quoteIdentifier(column.name);
        body +=
            fmt::format("        IF NEW.{0} IS NOT DISTINCT FROM OLD.{0} THEN\n            NEW.{0} := {1};\n"
                        "        END IF;\n",
                        name, presentTime(column));
    }
    if (body.empty())
        return {};
    const std::string bare = model.names.functions(table.source->schema).take(table.name + "_on_update");
    const std::string trigger = model.names.triggers(table.label()).take(bare);
    const std::string function = pg::qualified(table.schema, bare);
    const std::string code =
        fmt::format("\nBEGIN\n    IF {} IS DISTINCT FROM {} THEN\n{}    END IF;\n    RETURN NEW;\nEND\n",
                    row(table, "NEW"), row(table, "OLD"), body);
    return fmt::format("CREATE FUNCTION {0}() RETURNS trigger LANGUAGE plpgsql AS {1};\n"
                       "CREATE TRIGGER {2} BEFORE UPDATE ON {3} FOR EACH ROW EXECUTE FUNCTION {0}();\n",
                       function, pg::dollarQuote(code), pg::quoteIdentifier(trigger), table.qualified());
}

} // namespace causeway
