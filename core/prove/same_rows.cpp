// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/prove/same_rows.h"

#include "core/base/text.h"
#include "core/prove/test_rows.h"
#include "core/readiness/convert_query.h"
#include "core/sql/postgresql/quote.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

namespace causeway::prove {

namespace {

using Answered = ProbeResult::State;
constexpr std::size_t kMostCompared = 5000; ///< queries, heaviest first
constexpr std::size_t kManyTables = 300, kRowsOfMany = 8;
constexpr std::size_t kMessageBytes = 600;
constexpr live::ResultLimits kLimits{5000, std::size_t{16} << 20};

/// Session settings of PostgreSQL's side. Triggers of the schema must not change the rows that are loaded,
/// and tables that name one another in a circle could not be filled under their foreign keys; the original's
/// copy has neither.
constexpr const char* kPrepare =
    "SET TIME ZONE 'UTC'; SET statement_timeout = '10s'; SET synchronous_commit = off; "
    "DO $$ DECLARE r record; BEGIN FOR r IN SELECT conrelid::regclass AS name, conname FROM "
    "pg_catalog.pg_constraint WHERE contype = 'f' AND conparentid = 0 LOOP EXECUTE format('ALTER TABLE %s "
    "DROP "
    "CONSTRAINT %I', r.name, r.conname); END LOOP; FOR r IN SELECT c.oid::regclass AS name FROM "
    "pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind IN ('r', "
    "'p') AND n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname NOT LIKE 'pg\\_%' LOOP "
    "EXECUTE format('ALTER TABLE %s DISABLE TRIGGER USER', r.name); END LOOP; END $$";

std::string onlySchema(const Catalog& catalog) {
    std::set<std::string> names;
    for (const Table& table : catalog.tables)
        names.insert(table.schema);
    return names.size() == 1 ? *names.begin() : std::string();
}

class Comparison {
public:
    Comparison(const ReadinessReport& report, const Catalog& catalog, const ConversionOptions& options,
               SourceScratch& original, postgresql::PgConnection& session, Progress& progress)
        : report_(report), catalog_(catalog), options_(options), original_(original), session_(session),
          progress_(progress), only_(onlySchema(catalog)), index_(catalog) {}

    ComparedLoad run(const std::vector<std::string>& zeroDates, std::vector<ObjectProof>& proofs) {
        for (const Conversion& query : report_.queries)
            if (query.verdict != Verdict::Manual && wishes_.size() < kMostCompared)
                wishes_.push_back(readWish(query, index_, schemaOf(query)));
        TestRowOptions rows;
        rows.zeroDates = zeroDates;
        if (catalog_.tables.size() > kManyTables)
            rows.rowsPerTable = kRowsOfMany;
        const TestRows made = makeTestRows(catalog_, wishes_, rows);
        load(made);
        std::map<std::tuple<std::string, std::string, std::string>, std::size_t> known;
        for (std::size_t i = 0; i < proofs.size(); ++i)
            known[{proofs[i].kind, proofs[i].name, proofs[i].digest}] = i;
        for (std::size_t i = 0; i < wishes_.size(); ++i) {
            progress_.report("Comparing the queries' rows", i, wishes_.size());
            const Conversion& query = *wishes_[i].query;
            const std::string digest = conversionDigest(query);
            const auto [place, added] = known.try_emplace({query.kind, query.name, digest}, proofs.size());
            if (added) // its values were not known before
                proofs.push_back(
                    {query.kind, query.schema, query.name, digest, ObjectProof::Result::Untried, {}, {}});
            compare(wishes_[i], made.parameters[i], proofs[place->second]);
        }
        return load_;
    }

private:
    const std::string& schemaOf(const Conversion& query) const {
        return query.schema.empty() ? only_ : query.schema;
    }

    bool mysql(const std::string& sql, std::string* why = nullptr) {
        const auto answer = original_.session().run("load", sql, kLimits, progress_);
        if (why)
            *why = answer.message;
        return answer.state == Answered::Answered;
    }
    bool postgres(const std::string& sql, std::string* why = nullptr) {
        const auto answer = session_.run("load", sql, kLimits, progress_);
        if (why)
            *why = answer.message;
        return answer.state == Answered::Answered;
    }

    // --- rows --------------------------------------------------------------------------------------------

    void load(const TestRows& made) {
        load_.original = original_.version();
        std::string why;
        if (!postgres(kPrepare, &why))
            throw Error(ErrorCode::Connection, "the scratch database refused a setting", why);
        const auto model = queryModel(&catalog_, options_);
        allowNull(*model);
        QueryConverter converter(model);
        std::set<const Table*> filled;
        const Table* table = nullptr;
        for (std::size_t i = 0; i < made.rows.size(); ++i) {
            progress_.report("Filling both sides", i, made.rows.size());
            const TestRow& row = made.rows[i];
            if (row.table != table) {
                mysql("COMMIT");
                mysql("START TRANSACTION");
                table = row.table;
            }
            if (one(row, converter))
                filled.insert(row.table);
        }
        mysql("COMMIT");
        load_.tables = filled.size();
        if (!mysql("SET SESSION TRANSACTION READ ONLY", &why))
            throw Error(ErrorCode::Connection, "the scratch server of the source refused a setting", why);
    }

    /// Columns of types that no value is made for are NULL in every row, on both sides.
    void allowNull(const TargetModel& model) {
        for (const TargetTable& table : model.tables)
            for (const TargetColumn& column : table.columns)
                if (column.notNull && !column.source->generated && interestingValues(*column.source).empty())
                    postgres(fmt::format("ALTER TABLE {} ALTER COLUMN {} DROP NOT NULL", table.qualified(),
                                         pg::quoteIdentifier(column.name)));
    }

    /// The row stands on both sides or on none.
    bool one(const TestRow& row, QueryConverter& converter) {
        const auto converted = converter.convert(insertStatement(row, row.table->schema));
        std::string why;
        if (converted.verdict == Verdict::Manual)
            return refuse("the row has no counterpart: " + row.table->name);
        mysql("SAVEPOINT causeway_row");
        if (!mysql(insertStatement(row, original_.database(row.table->schema)), &why)) {
            const bool twin = why.starts_with("1062"); // a unique key was met twice, as it may be
            return twin ? false : refuse(original_.version() + ": " + row.table->name + ": " + why);
        }
        if (postgres(converted.target, &why)) {
            ++load_.rows;
            return true;
        }
        mysql("ROLLBACK TO SAVEPOINT causeway_row");
        return refuse("PostgreSQL: " + row.table->name + ": " + why);
    }

    bool refuse(const std::string& why) {
        if (load_.refused++ == 0)
            load_.firstRefusal = printable(why, kMessageBytes);
        return false;
    }

    // --- queries -----------------------------------------------------------------------------------------

    void compare(const QueryWish& wish, const std::vector<std::string>& values, ObjectProof& proof) {
        using Result = ObjectProof::Result;
        if (proof.result != Result::Ran && proof.result != Result::Untried)
            return;
        if (!wish.refusal.empty()) {
            proof.compared = "Not compared: " + wish.refusal + ".";
            return;
        }
        const auto found = answers(wish, values);
        proof.compared = printable(found.words, kMessageBytes);
        switch (found.result) {
        case RowComparison::Result::Same:
            proof.result = Result::SameRows;
            break;
        case RowComparison::Result::Differ:
            proof.result = Result::RowsDiffer;
            break;
        case RowComparison::Result::Empty:
        case RowComparison::Result::Open:
            if (bothAnswered_)
                proof.result = Result::Ran;
            break;
        }
    }

    RowComparison answers(const QueryWish& wish, const std::vector<std::string>& values) {
        using Result = RowComparison::Result;
        bothAnswered_ = false;
        const Conversion& query = *wish.query;
        const std::string& database = original_.database(schemaOf(query));
        if (database != inUse_ && mysql("USE `" + database + "`"))
            inUse_ = database;
        const auto left = original_.session().run(
            "compare", original_.renamed(withValues(query.source, values)), kLimits, progress_);
        if (left.state != Answered::Answered)
            return {Result::Open, fmt::format("Not compared: {} says {}", original_.version(), left.message)};
        postgres("BEGIN READ ONLY; SET LOCAL statement_timeout = '5s'");
        const auto right =
            session_.run("compare", withNumberedValues(query.target, values), kLimits, progress_);
        postgres("ROLLBACK");
        if (right.state != Answered::Answered)
            return {Result::Differ, fmt::format("{} answers, PostgreSQL refuses it on the same rows: {}",
                                                original_.version(), right.message)};
        bothAnswered_ = true;
        auto found = compareRows(asMapped(normalised(left.rows)), normalised(right.rows),
                                 orderPromise(wish, left.columns));
        return inWords(wish, std::move(found));
    }

    RowComparison inWords(const QueryWish& wish, RowComparison found) const {
        using Result = RowComparison::Result;
        if (wish.momentary && found.result == Result::Differ)
            return {Result::Open, "Not compared: it asks for the moment, for chance or for its session, "
                                  "which differ on the two sides"};
        const std::string sides =
            fmt::format("{} and PostgreSQL {}", load_.original, session_.version().text(Engine::PostgreSQL));
        const std::string with = wish.parameters > 0 ? ", with values put in" : "";
        switch (found.result) {
        case Result::Same:
            found.words = fmt::format("The same on {}: {}{}.", sides, found.words, with);
            break;
        case Result::Empty:
            found.words = fmt::format("Not proven by its rows: {} ({}{}).", found.words, sides, with);
            break;
        case Result::Differ:
            found.words = fmt::format("Other rows on {}{}: {}.", sides, with, found.words);
            break;
        case Result::Open:
            found.words = fmt::format("Not compared: {}.", found.words);
            break;
        }
        return found;
    }

    /// Zero dates of the original as the type map has them loaded.
    Rows asMapped(Rows rows) const {
        const auto& choice = options_.choices.of("zero_dates");
        for (auto& row : rows)
            for (auto& cell : row)
                if (cell == "0000-00-00" || cell == "0000-00-00 00:00:00")
                    cell = choice == "epoch"      ? "1970-01-01" + cell.substr(10)
                           : choice == "infinity" ? "-infinity"
                           : choice == "null"     ? "(null)"
                                                  : cell;
        return rows;
    }

    const ReadinessReport& report_;
    const Catalog& catalog_;
    const ConversionOptions& options_;
    SourceScratch& original_;
    postgresql::PgConnection& session_;
    Progress& progress_;
    const std::string only_;
    TableIndex index_;
    std::vector<QueryWish> wishes_;
    ComparedLoad load_;
    std::string inUse_;
    bool bothAnswered_ = false;
};

} // namespace

ComparedLoad compareQueries(const ReadinessReport& report, const Catalog& catalog,
                            const ConversionOptions& options, const std::vector<std::string>& zeroDates,
                            SourceScratch& original, postgresql::PgConnection& session,
                            std::vector<ObjectProof>& proofs, Progress& progress) {
    return Comparison(report, catalog, options, original, session, progress).run(zeroDates, proofs);
}

} // namespace causeway::prove
