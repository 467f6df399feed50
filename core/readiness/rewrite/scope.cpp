// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/readiness/rewrite/scope.h"

#include "core/base/text.h"
#include "core/readiness/general/general_obstacles.h"
#include "core/sql/postgresql/quote.h"

namespace causeway::rewrite {

std::vector<SourceColumn> sourceColumns(const TargetTable& table) {
    std::vector<SourceColumn> columns;
    for (const TargetColumn& column : table.columns) {
        SourceColumn c;
        c.name = column.source->name;
        c.printed = pg::quoteIdentifier(column.name);
        c.kind = column.type.kind;
        c.nullable = !column.notNull;
        if (c.kind == ValueKind::Integer)
            c.scale = 0;
        else if (c.kind == ValueKind::Decimal)
            c.scale = int(column.source->type.scale.value_or(0));
        c.identity = column.source->autoIncrement;
        c.generated = column.source->generated.has_value();
        c.wide = column.type.sql == "bigint";
        c.nonNegative = column.source->type.isUnsigned;
        c.padded = toLower(column.source->type.name) == "char";
        if (column.type.family == TypeFamily::Enum || column.type.family == TypeFamily::Set)
            c.members = &column.source->type.members;
        c.exactCase =
            c.kind == ValueKind::Text && column.type.family == TypeFamily::Text && !ignoresCase(column);
        if (column.type.family == TypeFamily::Text && !column.source->type.members.empty())
            c.listLabels = &column.source->type.members;
        c.caseBlind = column.caseBlind;
        c.foldsIndexes = column.foldsIndexes;
        c.labelType = column.labelType;
        columns.push_back(std::move(c));
    }
    return columns;
}

std::vector<SourceColumn> sourceColumns(const std::vector<ViewColumn>& columns) {
    std::vector<SourceColumn> out;
    for (const ViewColumn& column : columns) {
        SourceColumn c;
        c.name = column.name;
        c.printed = pg::quoteIdentifier(column.name);
        c.kind = column.kind;
        c.nullable = column.nullable;
        c.exactCase = column.exactCase;
        c.members = column.members;
        c.scale = column.scale;
        c.wide = column.wide;
        c.caseBlind = column.caseBlind;
        out.push_back(std::move(c));
    }
    return out;
}

Source tableSource(const TargetTable& table) {
    Source source;
    source.schema = table.source->schema;
    source.name = table.source->name;
    source.printed = pg::quoteIdentifier(table.name);
    source.columns = sourceColumns(table);
    source.table = &table;
    return source;
}

Sql columnSql(const SourceColumn& column, const Source& source, bool qualified) {
    Sql sql;
    sql.text = qualified ? source.printed + "." + column.printed : column.printed;
    sql.kind = column.kind;
    sql.nullable = column.nullable || source.nullable;
    sql.scale = column.scale;
    sql.exactCase = column.exactCase;
    sql.wide = column.wide;
    sql.nonNegative = column.nonNegative;
    sql.caseBlind = column.caseBlind;
    sql.labelList = column.listLabels != nullptr;
    if (column.kind == ValueKind::Text)
        sql.members = column.members;
    if (!column.labelType.empty()) {
        sql.ownType = sql.text;
        sql.text += "::text";
        sql.precedence = kCast;
    }
    return sql;
}

} // namespace causeway::rewrite
