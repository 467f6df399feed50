// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/collect/mysql/catalog_builder.h"

#include "core/base/mysql_literal.h"
#include "core/base/text.h"
#include "core/collect/live/rows.h"

#include <algorithm>
#include <array>

namespace causeway::mysql {
namespace {

using live::Rows;

/// Storage engines that keep another server's password in a table's comment or options.
bool keepsCredentials(const std::string& engine) {
    return equalsIgnoreCase(engine, "SPIDER") || equalsIgnoreCase(engine, "FEDERATED") ||
           equalsIgnoreCase(engine, "CONNECT");
}

/// CREATE_OPTIONS is "name=value name=value partitioned"; only the server's own options are kept, because an
/// engine's may hold a password.
std::map<std::string, std::string> parseOptions(const std::string& text) {
    constexpr std::array<std::string_view, 16> kKept{
        "KEY_BLOCK_SIZE",     "STATS_PERSISTENT", "STATS_AUTO_RECALC",
        "STATS_SAMPLE_PAGES", "CHECKSUM",         "DELAY_KEY_WRITE",
        "PACK_KEYS",          "MIN_ROWS",         "MAX_ROWS",
        "AVG_ROW_LENGTH",     "COMPRESSION",      "ENCRYPTION",
        "ENCRYPTED",          "PAGE_COMPRESSED",  "PAGE_COMPRESSION_LEVEL",
        "TRANSACTIONAL"};
    std::map<std::string, std::string> options;
    for (const auto word : split(text, ' ')) {
        const auto equals = word.find('=');
        if (equals == std::string_view::npos)
            continue;
        const std::string name = toUpper(replaceAll(std::string(word.substr(0, equals)), "`", ""));
        if (std::find(kKept.begin(), kKept.end(), name) != kKept.end())
            options[name] = replaceAll(replaceAll(std::string(word.substr(equals + 1)), "\"", ""), "'", "");
    }
    return options;
}

IndexKind kindOf(const std::string& name, const std::string& type, bool unique) {
    if (name == "PRIMARY")
        return IndexKind::Primary;
    if (type == "FULLTEXT")
        return IndexKind::Fulltext;
    if (type == "SPATIAL")
        return IndexKind::Spatial;
    return unique ? IndexKind::Unique : IndexKind::Plain;
}

/// A collation's name begins with its character set's.
std::string charsetOf(const std::string& collation) {
    return collation.substr(0, collation.find('_'));
}

std::string inQuotes(const std::string& identifier) {
    return "`" + replaceAll(identifier, "`", "``") + "`";
}

} // namespace

CatalogBuilder::CatalogBuilder(Engine engine, const Version& version, std::uint64_t pageSize)
    : engine_(engine),
      defaultStyle_(engine == Engine::MariaDB && version >= Version{10, 2, 7} ? DefaultStyle::Expression
                                                                              : DefaultStyle::Bare),
      pageSize_(pageSize) {
    catalog_.engine = engine;
}

void CatalogBuilder::add(const ProbeResult& answer) {
    using Handler = void (CatalogBuilder::*)(const ProbeResult&);
    static const std::map<std::string_view, Handler> kHandlers{
        {"mysql.catalog.schemata", &CatalogBuilder::addSchemata},
        {"mysql.catalog.tables", &CatalogBuilder::addTables},
        {"mysql.catalog.columns", &CatalogBuilder::addColumns},
        {"mysql.catalog.statistics", &CatalogBuilder::addStatistics},
        {"mysql.catalog.index_sizes", &CatalogBuilder::addIndexSizes},
        {"mysql.catalog.keys", &CatalogBuilder::addKeys},
        {"mysql.catalog.references", &CatalogBuilder::addReferences},
        {"mysql.catalog.checks", &CatalogBuilder::addChecks},
        {"mysql.catalog.partitions", &CatalogBuilder::addPartitions},
        {"mysql.catalog.views", &CatalogBuilder::addViews},
        {"mysql.catalog.routines", &CatalogBuilder::addRoutines},
        {"mysql.catalog.parameters", &CatalogBuilder::addParameters},
        {"mysql.catalog.triggers", &CatalogBuilder::addTriggers},
        {"mysql.catalog.events", &CatalogBuilder::addEvents}};
    if (const auto it = kHandlers.find(answer.id); it != kHandlers.end())
        (this->*it->second)(answer);
}

bool CatalogBuilder::findsNothing(std::string_view id) const {
    if (id == "mysql.catalog.references")
        return keysRead_ && !hasKeys_;
    if (id == "mysql.catalog.partitions")
        return tablesRead_ && !hasPartitions_;
    return id == "mysql.catalog.views" && tablesRead_ && !hasViews_;
}

Table* CatalogBuilder::table(const std::string& schema, const std::string& name) {
    const auto it = tables_.find({schema, name});
    return it == tables_.end() ? nullptr : &catalog_.tables[it->second];
}

/// MySQL 8 and later show expressions with every quote escaped once more.
std::string CatalogBuilder::expression(const std::string& text) const {
    return engine_ == Engine::MySQL ? replaceAll(text, "\\'", "'") : text;
}

void CatalogBuilder::addSchemata(const ProbeResult& answer) {
    const Rows rows(answer);
    const int name = rows.column("schema_name");
    for (std::size_t i = 0; i < rows.size(); ++i)
        catalog_.schemas.push_back(rows.text(i, name));
}

void CatalogBuilder::addTables(const ProbeResult& answer) {
    const Rows rows(answer);
    const auto column = [&](std::string_view name) {
        return rows.column(name);
    };
    const int schema = column("table_schema"), name = column("table_name"), type = column("table_type");
    tablesRead_ = true;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const std::string kind = rows.text(i, type);
        hasViews_ = hasViews_ || kind == "VIEW";
        if (kind == "SEQUENCE") {
            Sequence sequence;
            sequence.schema = rows.text(i, schema);
            sequence.name = rows.text(i, name);
            catalog_.sequences.push_back(std::move(sequence));
        }
        if (kind != "BASE TABLE" && kind != "SYSTEM VERSIONED")
            continue;
        Table table;
        table.schema = rows.text(i, schema);
        table.name = rows.text(i, name);
        table.engine = rows.text(i, column("engine"));
        table.systemVersioned = kind == "SYSTEM VERSIONED";
        table.rowFormat = rows.text(i, column("row_format"));
        table.collation = rows.text(i, column("table_collation"));
        table.charset = charsetOf(table.collation);
        table.comment =
            keepsCredentials(table.engine) ? std::string() : rows.text(i, column("table_comment"));
        const std::string options = rows.text(i, column("create_options"));
        hasPartitions_ = hasPartitions_ || containsIgnoreCase(options, "partitioned");
        table.options = parseOptions(options);
        table.autoIncrement = rows.number(i, column("auto_increment"));
        table.rows = rows.number(i, column("table_rows"));
        table.rowsExact = table.engine == "MyISAM" || table.engine == "Aria" || table.engine == "MEMORY";
        table.dataBytes = rows.number(i, column("data_length"));
        table.indexBytes = rows.number(i, column("index_length"));
        table.freeBytes = rows.number(i, column("data_free"));
        tables_[{table.schema, table.name}] = catalog_.tables.size();
        catalog_.tables.push_back(std::move(table));
    }
}

void CatalogBuilder::addColumns(const ProbeResult& answer) {
    const Rows rows(answer);
    const auto column = [&](std::string_view name) {
        return rows.column(name);
    };
    const int schema = column("table_schema"), tableName = column("table_name"), name = column("column_name");
    const int type = column("column_type"), nullable = column("is_nullable"),
              defaultText = column("column_default");
    const int extraText = column("extra"), charset = column("charset"), collation = column("collation");
    const int comment = column("column_comment"), generation = column("generation_expression");
    for (std::size_t i = 0; i < rows.size(); ++i) {
        Table* owner = table(rows.text(i, schema), rows.text(i, tableName));
        if (!owner)
            continue;
        const std::string extra = rows.text(i, extraText);
        Column result;
        result.name = rows.text(i, name);
        result.type = parseColumnType(rows.text(i, type));
        result.nullable = rows.text(i, nullable) == "YES";
        result.autoIncrement = containsIgnoreCase(extra, "auto_increment");
        result.onUpdateNow = containsIgnoreCase(extra, "on update");
        result.invisible = containsIgnoreCase(extra, "INVISIBLE");
        result.charset = rows.text(i, charset);
        result.collation = rows.text(i, collation);
        result.comment = keepsCredentials(owner->engine) ? std::string() : rows.text(i, comment);
        const std::string generated = rows.text(i, generation);
        if (!generated.empty())
            result.generated = Generated{expression(generated), containsIgnoreCase(extra, "STORED") ||
                                                                    containsIgnoreCase(extra, "PERSISTENT")};
        else if (!result.autoIncrement)
            result.defaultValue =
                parseDefault(rows.cell(i, defaultText), result.type, result.nullable, extra, defaultStyle_);
        if (result.defaultValue && result.defaultValue->kind == DefaultValue::Kind::Expression)
            result.defaultValue->text = expression(result.defaultValue->text);
        owner->columns.push_back(std::move(result));
    }
}

void CatalogBuilder::addStatistics(const ProbeResult& answer) {
    const Rows rows(answer);
    const auto column = [&](std::string_view name) {
        return rows.column(name);
    };
    const int schema = column("table_schema"), tableName = column("table_name"), name = column("index_name");
    for (std::size_t i = 0; i < rows.size(); ++i) {
        Table* owner = table(rows.text(i, schema), rows.text(i, tableName));
        if (!owner)
            continue;
        const std::string indexName = rows.text(i, name);
        if (owner->indexes.empty() || owner->indexes.back().name != indexName) {
            const std::string type = rows.text(i, column("index_type"));
            Index index;
            index.name = indexName;
            index.kind = kindOf(indexName, type, rows.text(i, column("non_unique")) == "0");
            index.method =
                index.kind == IndexKind::Fulltext || index.kind == IndexKind::Spatial ? "" : toLower(type);
            index.comment = rows.text(i, column("index_comment"));
            index.visible =
                rows.text(i, column("is_visible")) != "NO" && rows.text(i, column("ignored")) != "YES";
            index.cardinality = rows.number(i, column("cardinality"));
            owner->indexes.push_back(std::move(index));
        }
        IndexPart part;
        part.column = rows.text(i, column("column_name"));
        part.expression = expression(rows.text(i, column("expression")));
        if (const auto prefix = rows.number(i, column("sub_part")); prefix && *prefix <= UINT32_MAX)
            part.prefix = std::uint32_t(*prefix);
        part.descending = rows.text(i, column("direction")) == "D";
        owner->indexes.back().parts.push_back(std::move(part));
    }
}

void CatalogBuilder::addIndexSizes(const ProbeResult& answer) {
    const Rows rows(answer);
    const int schema = rows.column("table_schema"), name = rows.column("table_name");
    const int index = rows.column("index_name"), pages = rows.column("pages");
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const std::string full = rows.text(i, name);
        // A partition's statistics stand under "table#P#partition" ("#p#" since MySQL 8).
        auto mark = full.find("#P#");
        mark = mark == std::string::npos ? full.find("#p#") : mark;
        Table* owner = table(rows.text(i, schema), full.substr(0, mark));
        const auto count = rows.number(i, pages);
        if (!owner || !count || *count > (std::uint64_t{1} << 44))
            continue;
        const std::string wanted = rows.text(i, index);
        for (auto& entry : owner->indexes)
            if (entry.name == wanted)
                entry.sizeBytes = entry.sizeBytes.value_or(0) + *count * pageSize_;
    }
}

std::string CatalogBuilder::sequenceQuery() const {
    constexpr std::size_t kMost = 500; // a statement of bounded length
    std::string sql;
    for (std::size_t i = 0; i < std::min(kMost, catalog_.sequences.size()); ++i) {
        const auto& sequence = catalog_.sequences[i];
        sql += std::string(sql.empty() ? "" : " UNION ALL ") + "SELECT " + mysqlLiteral(sequence.schema) +
               " AS sequence_schema, " + mysqlLiteral(sequence.name) +
               " AS sequence_name, next_not_cached_value AS next_value, minimum_value AS minimum_value, "
               "maximum_value AS maximum_value, increment AS increment FROM " +
               inQuotes(sequence.schema) + "." + inQuotes(sequence.name);
    }
    return sql;
}

void CatalogBuilder::addSequences(const ProbeResult& answer) {
    const Rows rows(answer);
    for (std::size_t i = 0; i < rows.size() && i < catalog_.sequences.size(); ++i) {
        const std::string schema = rows.text(i, rows.column("sequence_schema"));
        const std::string name = rows.text(i, rows.column("sequence_name"));
        for (auto& sequence : catalog_.sequences) {
            if (sequence.schema != schema || sequence.name != name)
                continue;
            sequence.type = "bigint";
            sequence.minimum = rows.signedNumber(i, rows.column("minimum_value"));
            sequence.maximum = rows.signedNumber(i, rows.column("maximum_value"));
            sequence.increment = rows.signedNumber(i, rows.column("increment"));
            if (const auto next = rows.signedNumber(i, rows.column("next_value")); next && *next > INT64_MIN)
                sequence.lastValue = *next - 1;
        }
    }
}

Catalog CatalogBuilder::finish() {
    for (auto& entry : catalog_.tables)
        std::stable_sort(entry.indexes.begin(), entry.indexes.end(), [](const Index& a, const Index& b) {
            return (a.kind == IndexKind::Primary) > (b.kind == IndexKind::Primary);
        });
    return std::move(catalog_);
}

} // namespace causeway::mysql
