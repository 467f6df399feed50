// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/concat.h"
#include "core/base/text.h"
#include "core/readiness/table/expression.h"
#include "core/readiness/table/table_parts.h"
#include "core/sql/postgresql/quote.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace causeway {

namespace {

/// A third of a page less its overhead: the largest B-tree entry (PostgreSQL manual, B-Tree Indexes).
constexpr std::uint64_t kBtreeEntryBytes = 2704;
constexpr std::uint64_t kBytesPerCharacter = 4;

/// One index of one table on its way to a statement.
class IndexWriter {
public:
    IndexWriter(const TargetTable& table, TargetModel& model, Notes& notes)
        : table_(table), model_(model), notes_(notes), qualified_(table.qualified()),
          relations_(model.names.relations(table.source->schema)) {}

    std::string all() {
        std::string out;
        for (const Index& index : table_.source->indexes)
            if (index.kind != IndexKind::Primary || hasPrefix(index))
                out += one(index);
        out += foreignKeyIndexes();
        if (!renamed_.empty())
            notes_.add("mysql.index_name", {{"names", join(renamed_, ", ")}});
        return out;
    }

private:
    std::string one(const Index& index) {
        const std::string source = sourceIndexName(index);
        if (const Index* twin = earlierTwin(index)) {
            notes_.add("mysql.duplicate_index", {{"name", source}, {"other", sourceIndexName(*twin)}});
            return {};
        }
        if (index.kind == IndexKind::Fulltext)
            return fulltext(index);
        if (index.kind == IndexKind::Spatial)
            return spatial(index);
        std::string reason;
        const auto parts = keyParts(index, reason);
        if (!reason.empty()) {
            notes_.add("mysql.index_manual", {{"name", source}, {"reason", reason}});
            return commented(fmt::format("Index {} of {} is left out: {}", source, table_.label(), reason));
        }
        noteWidth(index);
        const std::string statement = create(index, parts);
        if (index.visible)
            return statement;
        notes_.add("mysql.invisible_index", {{"name", source}});
        return commented("Invisible: " + statement);
    }

    std::string create(const Index& index, const std::vector<std::string>& parts) {
        const std::string name = pg::quoteIdentifier(newName(index));
        if (index.unique() && plainColumns(index) && !descending(index) && !indexFoldsCase(index, table_))
            return concat({"ALTER TABLE ", qualified_, " ADD CONSTRAINT ", name, " UNIQUE (",
                           join(parts, ", "), ");\n"});
        return concat({"CREATE ", index.unique() ? "UNIQUE " : "", "INDEX ", name, " ON ", qualified_, " (",
                       join(parts, ", "), ");\n"});
    }

    std::vector<std::string> keyParts(const Index& index, std::string& reason) {
        std::vector<std::string> parts;
        for (const IndexPart& part : index.parts)
            parts.push_back(keyPart(index, part, reason) + (part.descending ? " DESC" : ""));
        if (parts.empty())
            reason = "it has no columns";
        else if (reason.empty() && index.unique() && table_.source->partitioning && !plainColumns(index))
            reason = "a unique index of a partitioned table cannot hold expressions";
        return parts;
    }

    std::string keyPart(const Index& index, const IndexPart& part, std::string& reason) {
        if (part.column.empty())
            return expressionPart(index, part, reason);
        const TargetColumn* column = table_.column(part.column);
        if (!column) {
            reason = "column " + part.column + " was not found";
            return {};
        }
        const std::string quoted = pg::quoteIdentifier(column->name);
        if (!isPrefix(part, *column))
            return column->foldsIndexes && indexFoldsCase(index, table_) ? "lower(" + quoted + ")" : quoted;
        notes_.add(index.unique() ? "mysql.unique_prefix" : "mysql.prefix_index",
                   {{"name", sourceIndexName(index)}});
        if (column->type.family == TypeFamily::Bytes)
            return fmt::format("(substring({} FROM 1 FOR {}))", quoted, *part.prefix);
        return concat({"left(", quoted, ", ", std::to_string(*part.prefix), ")"});
    }

    std::string expressionPart(const Index& index, const IndexPart& part, std::string& reason) {
        const auto rewritten = rewriteExpression(part.expression, table_, model_);
        if (!rewritten.ok())
            reason = rewritten.reason;
        else if (!rewritten.immutable)
            reason = "its expression depends on settings or on the time and so is not immutable";
        notes_.add("mysql.functional_index", {{"name", sourceIndexName(index)}});
        return "(" + rewritten.sql + ")";
    }

    std::string fulltext(const Index& index) {
        std::vector<std::string> texts;
        for (const IndexPart& part : index.parts)
            if (const TargetColumn* column = table_.column(part.column))
                texts.push_back(column->notNull
                                    ? pg::quoteIdentifier(column->name)
                                    : fmt::format("coalesce({}, '')", pg::quoteIdentifier(column->name)));
        notes_.add("mysql.fulltext_index", {{"name", sourceIndexName(index)}});
        return fmt::format("CREATE INDEX {} ON {} USING gin (to_tsvector('simple', {}));\n",
                           pg::quoteIdentifier(newName(index)), qualified_, join(texts, " || ' ' || "));
    }

    std::string spatial(const Index& index) {
        std::vector<std::string> columns;
        for (const IndexPart& part : index.parts)
            if (const TargetColumn* column = table_.column(part.column))
                columns.push_back(pg::quoteIdentifier(column->name));
        notes_.add("mysql.spatial_index", {{"name", sourceIndexName(index)}});
        return commented(fmt::format("With PostGIS: CREATE INDEX {} ON {} USING gist ({});",
                                     pg::quoteIdentifier(newName(index)), qualified_, join(columns, ", ")));
    }

    /// InnoDB makes an index for every foreign key that has none; a hand-written dump does not show it.
    std::string foreignKeyIndexes() {
        std::string out;
        std::set<std::vector<std::string>> made;
        for (const ForeignKey& key : table_.source->foreignKeys) {
            if (covered(key))
                continue;
            std::vector<std::string> columns;
            for (const auto& name : key.columns)
                if (const TargetColumn* column = table_.column(name))
                    columns.push_back(column->name);
            if (columns.size() != key.columns.size() || columns.empty() || !made.insert(columns).second)
                continue;
            const auto name = relations_.take(table_.name + "_" + join(columns, "_") + "_idx");
            append(out, {"CREATE INDEX ", pg::quoteIdentifier(name), " ON ", qualified_, " (",
                         pg::quoteList(columns), ");\n"});
        }
        return out;
    }

    bool covered(const ForeignKey& key) const {
        return std::any_of(
            table_.source->indexes.begin(), table_.source->indexes.end(), [&](const Index& index) {
                if (index.parts.size() < key.columns.size() || index.kind == IndexKind::Fulltext)
                    return false;
                for (std::size_t i = 0; i < key.columns.size(); ++i)
                    if (!equalsIgnoreCase(index.parts[i].column, key.columns[i]))
                        return false;
                return true;
            });
    }

    /// An index before this one that serves the same: the same parts, and unique if this one is.
    const Index* earlierTwin(const Index& index) const {
        for (const Index& other : table_.source->indexes) {
            if (&other == &index)
                return nullptr;
            const bool sameKind =
                other.kind == index.kind || (other.unique() && index.kind == IndexKind::Plain);
            if (sameKind && other.parts == index.parts && other.visible)
                return &other;
        }
        return nullptr;
    }

    void noteWidth(const Index& index) {
        std::uint64_t bytes = 0;
        for (const IndexPart& part : index.parts) {
            const TargetColumn* column = table_.column(part.column);
            if (!column || column->type.family != TypeFamily::Text)
                continue;
            const auto length = column->source->type.length.value_or(0);
            bytes += std::uint64_t(part.prefix.value_or(length)) * kBytesPerCharacter;
        }
        if (bytes > kBtreeEntryBytes)
            notes_.add("mysql.wide_index",
                       {{"name", sourceIndexName(index)}, {"bytes", std::to_string(bytes)}});
    }

    std::string newName(const Index& index) {
        std::string wanted =
            index.kind == IndexKind::Primary ? table_.name + "_pkey" : sourceIndexName(index);
        NameSpace* constraints = index.unique() ? &model_.names.constraints(table_.label()) : nullptr;
        const std::string spelled = model_.names.spelled(wanted);
        if (relations_.taken(spelled) || (constraints && constraints->taken(spelled)) || isShared(wanted))
            wanted = table_.name + "_" + wanted;
        std::string name = relations_.take(wanted);
        while (constraints && constraints->taken(name))
            name = relations_.take(wanted);
        if (constraints)
            constraints->take(name);
        if (index.kind != IndexKind::Primary && !index.name.empty())
            model_.names.changed("index", table_.label(), index.name, name);
        if (name != index.name)
            renamed_.push_back(sourceIndexName(index) + " to " + name);
        return name;
    }

    /// Do several indexes of the schema carry this name?
    bool isShared(const std::string& name) const {
        const auto count = model_.indexNames.find(table_.source->schema + '\0' + name);
        return count != model_.indexNames.end() && count->second > 1;
    }
    bool hasPrefix(const Index& index) const {
        return std::any_of(index.parts.begin(), index.parts.end(), [&](const IndexPart& p) {
            const TargetColumn* column = table_.column(p.column);
            return column && isPrefix(p, *column);
        });
    }
    bool plainColumns(const Index& index) const {
        return !hasPrefix(index) && std::none_of(index.parts.begin(), index.parts.end(),
                                                 [](const IndexPart& p) { return p.column.empty(); });
    }
    static bool descending(const Index& index) {
        return std::any_of(index.parts.begin(), index.parts.end(),
                           [](const IndexPart& p) { return p.descending; });
    }

    const TargetTable& table_;
    TargetModel& model_;
    Notes& notes_;
    const std::string qualified_;
    NameSpace& relations_;
    std::vector<std::string> renamed_;
};

} // namespace

std::string indexStatements(const TargetTable& table, TargetModel& model, Notes& notes) {
    return IndexWriter(table, model, notes).all();
}

} // namespace causeway
