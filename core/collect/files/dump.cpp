// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/collect/files/dump.h"

#include "core/base/text.h"
#include "core/collect/files/dump_builder.h"
#include "core/collect/files/dump_header.h"
#include "core/collect/files/dump_session.h"
#include "core/sql/mysql/statement_splitter.h"

#include <fmt/format.h>

#include <algorithm>

namespace causeway {

namespace {

using dump::CatalogBuilder;
using mysql::Statement;

constexpr std::size_t kMaxUnparsed = 10'000; ///< a file that is no SQL must not fill the memory

class Reader {
public:
    Reader(TextSource& source, Progress& progress)
        : source_(source), progress_(progress), splitter_([this] { return refill(); }) {
        splitter_.onComment([this](std::string_view line, Place) { comment(line); });
    }
    DumpContents read();

private:
    std::string_view refill();
    void comment(std::string_view line);
    void insert(const Statement& s, const dump::InsertTarget& target);
    void parse(const Statement& s);
    void other(const mysql::OtherStatement& o, const Statement& s);
    void count(const mysql::StatementNode& node);
    void unparsed(const Statement& s, Place place, std::string message);
    void finish();
    DumpedRows& rowsOf(const std::string& schema, const std::string& table);

    TextSource& source_;
    Progress& progress_;
    mysql::StatementSplitter splitter_;
    mysql::LexOptions options_;
    DumpContents out_;
    CatalogBuilder builder_;
    dump::Session session_;
    std::map<std::pair<std::string, std::string>, DumpedRows> rows_;
    bool first_ = true;
};

std::string_view Reader::refill() {
    progress_.report("reading " + source_.name(), source_.bytesRead(), source_.size());
    const auto piece = source_.read();
    if (first_ && (piece.starts_with("\xFF\xFE") || piece.starts_with("\xFE\xFF")))
        throw Error(
            ErrorCode::Input, "cannot read " + printable(source_.name()), "the text is UTF-16",
            "PowerShell writes UTF-16 with \">\": make the dump again with mysqldump --result-file=FILE.");
    first_ = false;
    return piece;
}

void Reader::comment(std::string_view line) {
    if (line.starts_with("-- PostgreSQL database dump"))
        throw Error(ErrorCode::Input, "cannot read " + printable(source_.name()) + " as a MySQL dump",
                    "it is a PostgreSQL dump");
    if (const auto table = dump::readHeaderLine(line, out_); !table.empty())
        rowsOf(builder_.currentSchema(), table);
    builder_.rules.engine = out_.server.engine;
    builder_.rules.version = out_.server.version;
    if (out_.server.version.known() || !out_.tool.empty())
        options_.flavour =
            out_.server.engine == Engine::MariaDB ? mysql::Flavour::MariaDB : mysql::Flavour::MySQL;
    splitter_.setOptions(options_);
}

DumpedRows& Reader::rowsOf(const std::string& schema, const std::string& table) {
    auto& rows = rows_[{schema, table}];
    rows.schema = schema;
    rows.table = table;
    return rows;
}

DumpContents Reader::read() {
    Statement s;
    while (splitter_.next(s)) {
        if (const auto target = dump::insertTarget(s.text, options_)) {
            insert(s, *target);
        } else if (s.cut) {
            unparsed(s, s.place,
                     fmt::format("the statement is longer than {} bytes", mysql::StatementSplitter::kBound));
        } else if (s.unfinished) {
            unparsed(s, s.place, "the statement has no end: a string, a comment or a BEGIN is not closed");
        } else {
            parse(s);
        }
    }
    finish();
    return std::move(out_);
}

void Reader::insert(const Statement& s, const dump::InsertTarget& target) {
    ++out_.statements[target.replace ? "REPLACE" : "INSERT"];
    if (s.unfinished)
        unparsed(s, s.place, "the INSERT has no end: the file may be cut short");
    auto& rows = rowsOf(target.schema.empty() ? builder_.currentSchema() : target.schema, target.table);
    rows.rows += s.rows;
    rows.insertBytes += s.bytes;
    if (target.replace || target.ignore || s.rows == 0 || s.unfinished)
        rows.exact = false;
}

void Reader::parse(const Statement& s) {
    const auto parsed = mysql::parseStatement(s.text, options_, s.place);
    if (!parsed)
        return unparsed(s, parsed.failure.place, parsed.failure.message);
    count(*parsed.value);
    if (const auto* set = std::get_if<mysql::SetVariables>(&*parsed.value)) {
        session_.apply(*set, out_.remarks);
        options_.mode = mysql::parseSqlMode(session_.sqlMode());
        builder_.rules.realAsFloat = options_.mode.realAsFloat;
        builder_.rules.explicitTimestamps = session_.explicitTimestamps();
        builder_.storageEngine = dump::engineSpelling(session_.storageEngine());
        splitter_.setOptions(options_);
        return;
    }
    if (const auto* o = std::get_if<mysql::OtherStatement>(&*parsed.value))
        return other(*o, s);
    if (const auto* d = std::get_if<mysql::Delete>(&*parsed.value); d && !d->from.empty())
        if (const auto* t = d->from[0]->as<mysql::NamedTable>())
            rowsOf(t->schema.empty() ? builder_.currentSchema() : t->schema, t->name).exact = false;
    builder_.apply(*parsed.value, {s.text, s.place, session_.sqlMode()});
}

void Reader::other(const mysql::OtherStatement& o, const Statement& s) {
    if (o.verb.starts_with("SOURCE"))
        out_.remarks.push_back(fmt::format("Line {}: the script reads another file, which was not read: {}",
                                           s.place.line, printable(s.text, 100)));
    else if (o.verb == "LOAD DATA" || o.verb == "LOAD XML")
        out_.remarks.push_back(fmt::format("Line {}: rows come from another file, which was not read: {}",
                                           s.place.line, printable(s.text, 100)));
}

void Reader::unparsed(const Statement& s, Place place, std::string message) {
    ++out_.statements["not understood"];
    if (out_.statements["not understood"] <= kMaxUnparsed)
        builder_.unparsed(place, s.text, std::move(message));
}

void Reader::count(const mysql::StatementNode& node) {
    ++out_.statements[dump::statementName(node)];
}

/// Gives the tables their rows, and says what is missing.
void Reader::finish() {
    out_.catalog = builder_.finish(out_.remarks);
    std::map<std::pair<std::string, std::string>, Table*> tables;
    for (auto& t : out_.catalog.tables)
        tables[{t.schema, t.name}] = &t;
    for (auto& [name, rows] : rows_) {
        const auto found = tables.find(name);
        if (found != tables.end()) {
            found->second->rows = rows.rows;
            found->second->rowsExact = rows.exact;
        }
        out_.data.push_back(std::move(rows));
    }
    std::vector<std::string> modes;
    for (const auto& r : out_.catalog.routines)
        modes.push_back(r.sqlMode);
    for (const auto& t : out_.catalog.triggers)
        modes.push_back(t.sqlMode);
    std::ranges::sort(modes);
    modes.erase(std::unique(modes.begin(), modes.end()), modes.end());
    out_.sqlModes = std::move(modes);
    if (out_.statements["not understood"] > kMaxUnparsed)
        out_.remarks.push_back(fmt::format("{} statements were not understood; the first {} are listed.",
                                           out_.statements["not understood"], kMaxUnparsed));
    if (out_.statements["not understood"] == 0)
        out_.statements.erase("not understood");
    if (dump::hasEndMark(out_.tool) && out_.completed.empty())
        out_.remarks.emplace_back("The dump has no end mark (\"Dump completed\"): it may be cut short.");
}

} // namespace

DumpContents readDump(TextSource& source, Progress& progress) {
    return Reader(source, progress).read();
}

} // namespace causeway
