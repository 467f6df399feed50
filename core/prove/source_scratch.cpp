// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/prove/source_scratch.h"

#include "core/base/text.h"
#include "core/prove/scratch_name.h"
#include "core/prove/test_values.h"
#include "core/sql/mysql/lexer.h"

#include <QRandomGenerator>

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace causeway::prove {

namespace {

constexpr std::size_t kShownBytes = 300;

std::string inBackticks(std::string_view name) {
    return "`" + replaceAll(std::string(name), "`", "``") + "`";
}

/// A name of a character set or collation: nothing else is put into a statement.
bool isWord(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
    });
}

bool hasCharset(const Column& column) {
    const std::string& name = column.type.name;
    return name.find("char") != std::string::npos || name.find("text") != std::string::npos ||
           name == "enum" || name == "set";
}

std::string columnDefinition(const Column& column, const Table& table) {
    std::string out = inBackticks(column.name) + " " + column.type.full;
    const auto& charset = column.charset.empty() ? table.charset : column.charset;
    const auto& collation = column.collation.empty() ? table.collation : column.collation;
    if (hasCharset(column) && !containsIgnoreCase(column.type.full, "character set")) {
        if (isWord(charset))
            out += " CHARACTER SET " + charset;
        if (isWord(collation))
            out += " COLLATE " + collation;
    }
    if (column.generated)
        return out + fmt::format(" GENERATED ALWAYS AS ({}) {}", column.generated->expression,
                                 column.generated->stored ? "STORED" : "VIRTUAL");
    const bool filled = !interestingValues(column).empty(); // no row has a value of another type
    out += column.nullable || !filled ? " NULL" : " NOT NULL";
    return out + (column.autoIncrement ? " AUTO_INCREMENT" : "");
}

std::string keyDefinition(const Index& index) {
    std::vector<std::string> parts;
    for (const IndexPart& part : index.parts) {
        if (part.column.empty())
            return {};
        parts.push_back(inBackticks(part.column) + (part.prefix ? fmt::format("({})", *part.prefix) : ""));
    }
    const char* word = index.kind == IndexKind::Primary    ? "PRIMARY KEY"
                       : index.kind == IndexKind::Unique   ? "UNIQUE KEY"
                       : index.kind == IndexKind::Fulltext ? "FULLTEXT KEY"
                       : index.kind == IndexKind::Plain    ? "KEY"
                                                           : "";
    return parts.empty() || !*word ? std::string() : fmt::format("{} ({})", word, join(parts, ", "));
}

std::string viewStatement(const View& view, const std::string& database) {
    std::vector<std::string> columns;
    for (const auto& name : view.columns)
        columns.push_back(inBackticks(name));
    return fmt::format("CREATE VIEW {}.{}{} AS {}", inBackticks(database), inBackticks(view.name),
                       columns.empty() ? "" : " (" + join(columns, ", ") + ")", view.select);
}

std::string functionStatement(const Routine& routine, const std::string& database) {
    return fmt::format("CREATE FUNCTION {}.{} ({}) RETURNS {} DETERMINISTIC READS SQL DATA {}",
                       inBackticks(database), inBackticks(routine.name), routine.parameters, routine.returns,
                       routine.body);
}

} // namespace

std::string createTableStatement(const Table& table, const std::string& schema) {
    std::vector<std::string> lines;
    for (const Column& column : table.columns)
        lines.push_back(columnDefinition(column, table));
    for (const Index& index : table.indexes)
        if (auto key = keyDefinition(index); !key.empty())
            lines.push_back(std::move(key));
    std::string out = fmt::format("CREATE TABLE {}{} (\n  {}\n) ENGINE=InnoDB",
                                  schema.empty() ? "" : inBackticks(schema) + ".", inBackticks(table.name),
                                  join(lines, ",\n  "));
    if (isWord(table.charset))
        out += " DEFAULT CHARSET=" + table.charset;
    if (isWord(table.collation))
        out += " COLLATE=" + table.collation;
    return out;
}

SourceScratch::SourceScratch(const Target& server, std::optional<std::string> password,
                             const Catalog& catalog, const Snapshot& known, Progress& progress) {
    progress.report("Connecting to the scratch server of the source");
    Target target = server;
    target.database.clear();
    mysql::LoginFailure failure;
    session_ = mysql::Connection::open(target, std::move(password), progress, failure);
    if (!session_)
        throw Error(ErrorCode::Connection, "cannot connect to " + target.url(), failure.message,
                    failure.hint);
    refuseKnown(known, progress);
    for (const char* sql :
         {"SET NAMES utf8mb4", "SET SESSION TRANSACTION READ WRITE", "SET time_zone = '+00:00'",
          "SET SESSION sql_mode = 'STRICT_ALL_TABLES,NO_ENGINE_SUBSTITUTION,NO_AUTO_VALUE_ON_ZERO'"})
        must(sql, "the scratch server of the source refused a setting", progress);
    reserve(progress);
    try {
        create(catalog, progress);
    } catch (...) {
        for (const auto& [schema, database] : databases_)
            drop(database, progress);
        throw;
    }
}

SourceScratch::~SourceScratch() {
    try {
        Progress unstoppable;
        ask("ROLLBACK", unstoppable);
        ask("SET SESSION TRANSACTION READ WRITE", unstoppable);
        for (const auto& [schema, database] : databases_)
            drop(database, unstoppable);
    } catch (const Error&) {
        return; // the server is gone; the next run removes the databases by their names
    }
}

ProbeResult SourceScratch::ask(const std::string& sql, Progress& progress) {
    return session_->run("scratch", sql, {}, progress);
}

void SourceScratch::must(const std::string& sql, const std::string& what, Progress& progress) {
    const auto result = ask(sql, progress);
    if (result.state != ProbeResult::State::Answered)
        throw Error(ErrorCode::Connection, what, result.message);
}

void SourceScratch::refuseKnown(const Snapshot& known, Progress& progress) {
    const auto self = ask("SELECT @@hostname AS hostname, @@port AS port, @@datadir AS datadir, "
                          "VERSION() AS version",
                          progress);
    const auto cell = [&](std::string_view name) {
        return self.value(0, name).value_or(std::string());
    };
    version_ = cell("version");
    version_ = (containsIgnoreCase(version_, "mariadb") ? "MariaDB " : "MySQL ") +
               version_.substr(0, version_.find('-'));
    for (const auto& server : known.servers) {
        const auto same = [&](std::string_view name) {
            const auto value = server.variable(name);
            return value && *value == cell(name);
        };
        if (same("hostname") && same("port") && same("datadir"))
            throw Error(ErrorCode::Usage, "this is the server that " + printable(server.id, 80) + " is",
                        "rows are written to the scratch server of the source",
                        "use a server of your own, of the client's kind and version");
    }
}

void SourceScratch::reserve(Progress& progress) {
    const auto lock = ask("SELECT GET_LOCK('causeway_scratch', 10) AS got", progress);
    if (lock.value(0, "got").value_or("0") != "1")
        throw Error(ErrorCode::Connection, "another verification is at work on the scratch server", {},
                    "wait until it has ended");
    const auto all = ask("SELECT schema_name AS name FROM information_schema.schemata ORDER BY 1", progress);
    for (std::size_t i = 0; i < all.rows.size(); ++i)
        if (const auto name = all.value(i, "name").value_or(std::string()); isScratchName(name))
            drop(name, progress);
}

void SourceScratch::create(const Catalog& catalog, Progress& progress) {
    std::set<std::string> schemas(catalog.schemas.begin(), catalog.schemas.end());
    for (const Table& table : catalog.tables)
        schemas.insert(table.schema);
    for (const auto& schema : schemas) {
        const std::string name = scratchName(QRandomGenerator::system()->generate64());
        must("CREATE DATABASE " + inBackticks(name), "the scratch server of the source made no database",
             progress);
        databases_[schema] = name;
    }
    std::uint64_t done = 0;
    for (const Table& table : catalog.tables) {
        progress.report("Making the tables of the source", ++done, catalog.tables.size());
        if (table.temporary)
            continue;
        const auto made = ask(createTableStatement(table, database(table.schema)), progress);
        if (made.state != ProbeResult::State::Answered)
            refused_[table.qualifiedName()] = printable(made.message, kShownBytes);
    }
    createFunctions(catalog, progress);
    createViews(catalog, progress);
}

/// Functions may call one another only when they run, so any order will do.
void SourceScratch::createFunctions(const Catalog& catalog, Progress& progress) {
    for (const Routine& routine : catalog.routines) {
        if (routine.kind != Routine::Kind::Function)
            continue;
        const std::string& into = database(routine.schema);
        must("USE " + inBackticks(into), "the scratch database is gone", progress);
        const auto made = ask(renamed(functionStatement(routine, into)), progress);
        if (made.state != ProbeResult::State::Answered)
            refused_[routine.name] = printable(made.message, kShownBytes);
    }
}

/// A view may read another one that comes later: as long as one more is made, the rest is tried again.
void SourceScratch::createViews(const Catalog& catalog, Progress& progress) {
    std::vector<const View*> left;
    for (const View& view : catalog.views)
        left.push_back(&view);
    for (std::size_t before = 0; before != left.size();) {
        before = left.size();
        std::erase_if(left, [&](const View* view) {
            const std::string& into = database(view->schema);
            must("USE " + inBackticks(into), "the scratch database is gone", progress);
            const auto made = ask(renamed(viewStatement(*view, into)), progress);
            const bool stands = made.state == ProbeResult::State::Answered;
            if (stands)
                refused_.erase(view->name);
            else
                refused_[view->name] = printable(made.message, kShownBytes);
            return stands;
        });
    }
}

void SourceScratch::drop(const std::string& database, Progress& progress) {
    ask("DROP DATABASE IF EXISTS " + inBackticks(database), progress);
}

const std::string& SourceScratch::database(const std::string& schema) const {
    const auto found = databases_.find(schema);
    return found == databases_.end() ? databases_.begin()->second : found->second;
}

std::string SourceScratch::renamed(const std::string& statement) const {
    using mysql::TokenKind;
    const auto tokens = mysql::tokenize(statement);
    std::string out;
    std::size_t from = 0;
    for (std::size_t i = 0; i + 1 < tokens.size(); ++i) {
        const auto& token = tokens[i];
        if ((token.kind != TokenKind::Word && token.kind != TokenKind::QuotedName) ||
            !tokens[i + 1].isOperator(".") || (i > 0 && tokens[i - 1].isOperator(".")))
            continue;
        const auto found = databases_.find(mysql::unquoteName(token.text));
        if (found == databases_.end() || found->first.empty())
            continue;
        out += statement.substr(from, token.offset - from) + inBackticks(found->second);
        from = token.end();
    }
    return out + statement.substr(from);
}

} // namespace causeway::prove
