// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"
#include "core/readiness/rewrite/rewriter.h"
#include "core/sql/postgresql/quote.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace causeway::rewrite {

namespace {

/// What an INSERT writes into: a table of the schema, or a temporary one of the routine.
struct Destination {
    std::string printed;
    std::vector<SourceColumn> columns;
    std::vector<std::string>
        types; ///< of the columns, for explicit casts; empty strings for temporary tables
    const TargetTable* table = nullptr;

    std::size_t index(const std::string& name) const {
        for (std::size_t i = 0; i < columns.size(); ++i)
            if (equalsIgnoreCase(columns[i].name, name))
                return i;
        throw Unsupported("column " + printable(name, 64) + " was not found");
    }
};

Destination destination(const Source& source, const std::string& printed) {
    Destination d{printed, source.columns, std::vector<std::string>(source.columns.size()), source.table};
    for (std::size_t i = 0; source.table && i < source.table->columns.size(); ++i)
        d.types[i] = source.table->columns[i].type.sql;
    return d;
}

/// True when every row that is inserted gets a new value in an auto-increment column of the key.
bool numbersItself(const Index& key, const Source& source, const std::vector<std::size_t>& targets) {
    for (const IndexPart& part : key.parts) {
        const TargetColumn* column = source.table->column(part.column);
        if (!column || !column->source->autoIncrement)
            continue;
        return std::none_of(targets.begin(), targets.end(), [&](std::size_t i) {
            return equalsIgnoreCase(source.columns[i].name, part.column);
        });
    }
    return false;
}

bool inKey(const Index& key, const SourceColumn& column) {
    return std::any_of(key.parts.begin(), key.parts.end(),
                       [&](const IndexPart& part) { return equalsIgnoreCase(part.column, column.name); });
}

std::string columnList(const Index& key, const Destination& d) {
    std::string out;
    for (const IndexPart& part : key.parts) {
        if (part.column.empty() || part.prefix)
            throw Unsupported("the unique key is an expression or a prefix");
        const SourceColumn& column = d.columns[d.index(part.column)];
        const bool folds = column.foldsIndexes && d.table && indexFoldsCase(key, *d.table);
        out += (out.empty() ? "" : ", ") + (folds ? "lower(" + column.printed + ")" : column.printed);
    }
    return out;
}

/// The unique keys that the inserted rows can violate, the primary key first.
std::vector<const Index*> conflictKeys(const Source& source, const std::vector<std::size_t>& targets) {
    std::vector<const Index*> keys;
    for (const Index& index : source.table->source->indexes)
        if (index.unique() && !numbersItself(index, source, targets))
            keys.push_back(&index);
    std::stable_partition(keys.begin(), keys.end(),
                          [](const Index* k) { return k->kind == IndexKind::Primary; });
    return keys;
}

} // namespace

/// The key that ON CONFLICT names: the only one that the inserted rows can violate. Where there are several,
/// the primary key, or the first, with a question.
std::string Rewriter::conflictColumns(const Source& source, const std::string& printed,
                                      const std::vector<std::size_t>& targets) {
    const Destination d = destination(source, printed);
    if (!source.table)
        throw Unsupported("the unique keys of " + printed + " are not known");
    const auto keys = conflictKeys(source, targets);
    if (keys.empty())
        throw Unsupported("the table has no unique key that the rows could violate");
    const Index& chosen = *keys.front();
    const std::string columns = columnList(chosen, d);
    if (keys.size() > 1)
        remark("sql.upsert_key", columns);
    for (const IndexPart& part : chosen.parts) {
        const SourceColumn& column = d.columns[d.index(part.column)];
        if (column.kind == ValueKind::Text && !column.exactCase && !column.members &&
            column.caseBlind == CaseBlind::No && !column.foldsIndexes)
            remark("sql.text_groups", "the unique key of " + column.printed);
    }
    return columns;
}

/// A value as the column takes it: labels in their spelling, CHAR without trailing blanks, 0 and NULL for the
/// next number of an AUTO_INCREMENT column, NULL for a zero date.
std::string Rewriter::stored(const mysql::Expr& e, const SourceColumn& column, const std::string& type,
                             const Scope& scope) {
    if (e.as<mysql::DefaultWord>())
        return "DEFAULT";
    Sql sql = expr(e, scope);
    if (column.identity && (sql.kind == ValueKind::Null || (sql.literal && *sql.literal == "0")))
        return "DEFAULT";
    if (isTemporal(column.kind) && sql.literal && sql.literal->starts_with("0000-00-00")) {
        remark("sql.zero_date", column.printed);
        return zeroDateValue(column.kind);
    }
    if (column.members && column.kind == ValueKind::Text && sql.kind == ValueKind::Text) {
        if (sql.literal)
            return stringLiteral(labelOf(*column.members, *sql.literal)).text;
        if (sql.members != column.members)
            remark("sql.enum_value", sql.text);
    }
    if (column.members && column.kind == ValueKind::Text && sql.kind == ValueKind::Integer && sql.literal) {
        long long place = 0;
        if (parseNumber(*sql.literal, place) && place >= 1 && std::size_t(place) <= column.members->size())
            return stringLiteral((*column.members)[std::size_t(place) - 1]).text;
    }
    if (column.listLabels && sql.literal && sql.kind == ValueKind::Text)
        return stringLiteral(listOf(*column.listLabels, *sql.literal)).text;
    if (column.listLabels && sql.kind == ValueKind::Text)
        remark("sql.enum_value", sql.text);
    if (column.kind == ValueKind::TextArray && sql.literal && column.members)
        sql = setLiteral(*column.members, *sql.literal);
    if (column.padded && sql.literal && sql.kind == ValueKind::Text) {
        const auto end = sql.literal->find_last_not_of(' ');
        sql = stringLiteral(sql.literal->substr(0, end == std::string::npos ? 0 : end + 1));
    } else if (column.padded && sql.kind == ValueKind::Text) {
        sql = made("rtrim(" + sql.text + ", ' ')", ValueKind::Text, kPrimary, {&sql});
    }
    if (sql.kind == ValueKind::Text && !sql.literal && isTemporal(column.kind))
        remark("sql.text_as_date", sql.text);
    const Sql value = forTarget(sql, column.kind, type);
    if (!column.labelType.empty() && !value.literal && value.kind != ValueKind::Null)
        return sql.ownType.empty() || sql.members != column.members
                   ? castTo(value, column.labelType, ValueKind::Text).text
                   : sql.ownType;
    return value.text;
}

/// What is stored for a zero date. Throws Unsupported where the type map refuses them.
std::string Rewriter::zeroDateValue(ValueKind kind) const {
    const std::string& choice = model.options.choices.of("zero_dates");
    if (choice == "refuse")
        throw Unsupported("a zero date is stored, and the type map refuses them");
    if (choice == "epoch")
        return kind == ValueKind::Date ? "'1970-01-01'" : "'1970-01-01 00:00:00'";
    return choice == "infinity" ? "'-infinity'" : "NULL";
}

std::string Rewriter::insert(const mysql::Insert& insert, const Scope& parent) {
    if (!insert.partitions.empty())
        throw Unsupported("INSERT into chosen partitions has no counterpart");
    std::string printed;
    const Source source = lookUpTable(insert.schema, insert.table, parent, printed);
    if (source.open)
        throw Unsupported("the columns of " + printed + " are not known");
    const Destination d = destination(source, printed);
    std::vector<std::size_t> targets;
    for (const auto& name : insert.columns)
        targets.push_back(d.index(name));
    const bool all = insert.columns.empty();
    for (std::size_t i = 0; all && i < d.columns.size(); ++i)
        targets.push_back(i);
    std::string names;
    for (const auto i : targets)
        names += (names.empty() ? "" : ", ") + d.columns[i].printed;
    std::string out = fmt::format("INSERT INTO {}{}", printed, all ? "" : " (" + names + ")");
    repeatsKey = false;
    const bool updates = insert.replace || !insert.onDuplicate.empty();
    const auto keys = updates && source.table ? conflictKeys(source, targets) : std::vector<const Index*>();
    if (insert.query && !keys.empty() && !oncePerKey(*insert.query, *keys.front(), source, targets))
        remark("sql.upsert_twice", printed);
    std::set<std::string> given; // keys of the rows so far
    if (insert.query) {
        for (const auto i : targets)
            insertKinds_.emplace_back(d.columns[i].kind, d.types[i]);
        if (!insert.query->single())
            insertKinds_.clear();
        out += "\n" + query(*insert.query, &parent, false).text;
        insertKinds_.clear();
    } else {
        out += insert.rows.size() == 1 && insert.rows[0].empty() ? " DEFAULT VALUES" : " VALUES ";
        for (std::size_t r = 0; r < insert.rows.size(); ++r) {
            const auto& row = insert.rows[r];
            if (row.empty() && insert.rows.size() == 1)
                break;
            if (row.size() != targets.size())
                throw Unsupported("INSERT gives another number of values than columns");
            std::string list, key;
            for (std::size_t i = 0; i < row.size(); ++i) {
                const std::string text = stored(*row[i], d.columns[targets[i]], d.types[targets[i]], parent);
                list += (i > 0 ? ", " : "") + text;
                if (!keys.empty() && inKey(*keys.front(), d.columns[targets[i]]))
                    key +=
                        (d.columns[targets[i]].exactCase || !text.starts_with('\'') ? text : toLower(text)) +
                        "\n";
            }
            const bool known = key.find('$') == std::string::npos &&
                               key.find("DEFAULT\n") == std::string::npos &&
                               key.find("NULL\n") == std::string::npos;
            repeatsKey = (!key.empty() && known && !given.insert(key).second) || repeatsKey;
            out += (r > 0 ? ", (" : "(") + list + ")";
        }
    }
    if (insert.ignore)
        remark("sql.insert_ignore");
    if (insert.ignore)
        out += "\nON CONFLICT DO NOTHING";
    else if (insert.replace)
        out += replaced(source, printed, targets);
    else if (!insert.onDuplicate.empty())
        out += "\nON CONFLICT (" + conflictColumns(source, printed, targets) + ") DO UPDATE SET " +
               onDuplicate(insert, source, parent);
    out += returning(insert.returning, source, parent);
    for (const SourceColumn& column : d.columns)
        if (column.identity && source.table)
            lastIdentity = fmt::format("currval(pg_get_serial_sequence({}, {}))", pg::quoteLiteral(printed),
                                       pg::quoteLiteral(source.table->column(column.name)->name));
    return out;
}

/// True when a query surely gives every key once: it gives one row, or its groups or its table's own key are
/// in that key.
bool Rewriter::oncePerKey(const mysql::Query& query, const Index& key, const Source& source,
                          const std::vector<std::size_t>& targets) const {
    const mysql::Select* s = query.single();
    if (!s)
        return false;
    if (s->from.empty() || (s->groupBy.empty() && isGrouped(*s)))
        return true;
    std::vector<const mysql::SelectItem*> items; // those that are stored in the key
    for (std::size_t i = 0; i < s->items.size() && i < targets.size(); ++i) {
        if (s->items[i].expr->as<mysql::Star>())
            return false;
        if (inKey(key, source.columns[targets[i]]))
            items.push_back(&s->items[i]);
    }
    const auto stands = [&](const auto& sought) {
        return std::any_of(items.begin(), items.end(), sought);
    };
    if (!s->groupBy.empty())
        return !s->rollup && std::all_of(s->groupBy.begin(), s->groupBy.end(), [&](const auto& group) {
            return stands([&](const mysql::SelectItem* item) { return sameGroup(*group.expr, *item, *s); });
        });
    const auto* table = s->from.size() == 1 ? s->from[0]->as<mysql::NamedTable>() : nullptr;
    const TargetTable* read =
        table ? model.table(table->schema.empty() ? schema : table->schema, table->name) : nullptr;
    return read &&
           std::any_of(read->source->indexes.begin(), read->source->indexes.end(), [&](const Index& own) {
               return own.unique() &&
                      std::all_of(own.parts.begin(), own.parts.end(), [&](const IndexPart& part) {
                          return stands([&](const mysql::SelectItem* item) {
                              const auto* ref = item->expr->as<mysql::ColumnRef>();
                              return ref && !part.prefix && equalsIgnoreCase(ref->column, part.column);
                          });
                      });
           });
}

/// True when GROUP BY `group` groups by what `item` selects.
bool Rewriter::sameGroup(const mysql::Expr& group, const mysql::SelectItem& item,
                         const mysql::Select& s) const {
    const auto written = [&](const mysql::Expr& e) {
        return toLower(
            replaceAll(std::string(source_.substr(std::min(e.offset, source_.size()), e.length)), " ", ""));
    };
    long long place = 0;
    const auto* literal = group.as<mysql::Literal>();
    if (literal && parseNumber(literal->text, place) && place >= 1 && std::size_t(place) <= s.items.size())
        return &s.items[std::size_t(place) - 1] == &item;
    const auto *ref = group.as<mysql::ColumnRef>(), *own = item.expr->as<mysql::ColumnRef>();
    if (ref && own)
        return equalsIgnoreCase(ref->column, own->column);
    if (ref && ref->table.empty() && equalsIgnoreCase(ref->column, item.alias))
        return true;
    return group.length > 0 && written(group) == written(*item.expr);
}

/// REPLACE deletes the old row: columns that are not given fall back to their defaults.
std::string Rewriter::replaced(const Source& source, const std::string& printed,
                               const std::vector<std::size_t>& targets) {
    remark("sql.replace");
    std::string set;
    for (std::size_t i = 0; i < source.columns.size(); ++i) {
        const SourceColumn& column = source.columns[i];
        if (column.generated)
            continue;
        const bool given = std::find(targets.begin(), targets.end(), i) != targets.end();
        set += fmt::format("{}{} = {}", set.empty() ? "" : ", ", column.printed,
                           given ? "excluded." + column.printed : "DEFAULT");
    }
    return "\nON CONFLICT (" + conflictColumns(source, printed, targets) + ") DO UPDATE SET " + set;
}

/// VALUES(c), or a column of the row's alias, is the row that was refused.
std::string Rewriter::onDuplicate(const mysql::Insert& insert, const Source& source, const Scope& parent) {
    Scope scope;
    scope.parent = &parent;
    scope.qualify = true;
    scope.sources.push_back(source);
    Source refused = source;
    refused.name = refused.printed = "excluded";
    refused.schema.clear();
    scope.ctes.emplace("excluded", refused);
    Scope aliased;
    aliased.parent = &scope;
    aliased.qualify = true;
    if (!insert.rowAlias.empty()) {
        refused.name = insert.rowAlias;
        for (std::size_t i = 0; i < insert.columnAliases.size() && i < insert.columns.size(); ++i)
            for (SourceColumn& column : refused.columns)
                if (equalsIgnoreCase(column.name, insert.columns[i]))
                    column.name = insert.columnAliases[i];
        scope.sources.push_back(refused);
    }
    std::string set;
    for (const auto& [name, text] : assignments(insert.onDuplicate, source, scope))
        set += (set.empty() ? "" : ", ") + name + " = " + text;
    return set;
}

std::string Rewriter::returning(const std::vector<mysql::SelectItem>& items, const Source& source,
                                const Scope& parent) {
    if (items.empty())
        return {};
    Scope scope;
    scope.parent = &parent;
    scope.sources.push_back(source);
    mysql::Select select;
    std::string out;
    for (std::size_t i = 0; i < items.size(); ++i) {
        if (items[i].expr->as<mysql::Star>()) {
            out += (out.empty() ? "" : ", ") + std::string("*");
            continue;
        }
        out += (out.empty() ? "" : ", ") + asShown(expr(*items[i].expr, scope)).text + " AS " +
               pg::quoteIdentifier(itemName(items[i], i + 1));
    }
    return "\nRETURNING " + out;
}

/// MySQL assigns from the left: what was set before is seen. PostgreSQL sees the old row, so the new value is
/// written in its place.
std::vector<std::pair<std::string, std::string>>
Rewriter::assignments(const std::vector<mysql::Assignment>& set, const Source& source, const Scope& scope) {
    std::vector<std::pair<std::string, std::string>> out;
    for (const auto& assignment : set) {
        const auto column =
            std::find_if(source.columns.begin(), source.columns.end(), [&](const SourceColumn& c) {
                return equalsIgnoreCase(c.name, assignment.column.column);
            });
        if (column == source.columns.end())
            throw Unsupported("column " + printable(assignment.column.column, 64) + " was not found");
        const std::string type =
            source.table ? source.table->columns[std::size_t(column - source.columns.begin())].type.sql : "";
        const std::string text = stored(*assignment.value, *column, type, scope);
        out.emplace_back(column->printed, text);
        if (text == "DEFAULT")
            continue;
        Sql now = columnSql(*column, source, true);
        const bool simple = text.find_first_of(" (") == std::string::npos;
        now.text = simple && text == now.text ? text
                   : type.empty()             ? "(" + text + ")"
                                              : fmt::format("({})::{}", text, type);
        now.precedence = kCast;
        now.nullable = true;
        assigned_[source.printed + "." + column->printed] = now;
    }
    assigned_.clear();
    return out;
}

std::string Rewriter::selectInto(const mysql::Query& q, const std::vector<std::string>& into,
                                 const std::vector<std::pair<ValueKind, std::string>>& kinds,
                                 const Scope& parent) {
    const QuerySql inner = query(q, &parent, false);
    if (inner.columns.size() != into.size())
        throw Unsupported("SELECT ... INTO gives another number of values than variables");
    for (std::size_t i = 0; i < into.size(); ++i) {
        Sql column;
        column.text = "x";
        column.kind = inner.columns[i].kind;
        if (kinds[i].first != ValueKind::Text &&
            forTarget(column, kinds[i].first, kinds[i].second).text != "x")
            throw Unsupported("SELECT ... INTO changes the type of " + into[i]);
    }
    return inner.text;
}

} // namespace causeway::rewrite
