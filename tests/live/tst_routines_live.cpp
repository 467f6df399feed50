// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef Q_MOC_RUN // moc 6.4 stumbles over C++20 headers of the standard library
#include "core/collect/files/dump.h"
#include "core/prove/scratch.h"
#include "core/prove/verify.h"
#include "core/readiness/convert_query.h"
#include "core/readiness/readiness.h"
#include "core/sql/mysql/statement_splitter.h"
#include "core/sql/postgresql/quote.h"
#include "differential_suite.h"
#include "live_support.h"

#include <fmt/format.h>

#include <set>
#endif

#include <QTest>

using namespace causeway;
using namespace causeway::differential;

namespace {

const QString kFolder = QStringLiteral(CAUSEWAY_SOURCE_DIR "/tests/live/routines");

Rows answer(live::Session& session, const std::string& sql, bool ordered = true) {
    Progress progress;
    live::ResultLimits limits;
    limits.rows = 100000;
    const auto result = session.run("case", sql, limits, progress);
    if (result.state != ProbeResult::State::Answered)
        throw Error(ErrorCode::Internal, sql.substr(0, 300), result.message);
    return normalised(result.rows, ordered);
}

void runScript(live::Session& session, const std::string& script) {
    mysql::StatementSplitter splitter(script);
    mysql::Statement statement;
    while (splitter.next(statement))
        answer(session, std::string(statement.text));
}

Catalog schemaOf(const QString& path, Engine engine) {
    Progress progress;
    auto source = TextSource::open(path.toStdString());
    Catalog catalog = readDump(source, progress).catalog;
    catalog.engine = engine;
    return catalog;
}

QString corpus(const char* name) {
    for (const char* place : {"/../shared/corpus/schemas/", "/../../shared/corpus/schemas/"})
        if (const QString path = QStringLiteral(CAUSEWAY_SOURCE_DIR) + place + name; QFile::exists(path))
            return path;
    return {};
}

/// A fresh database of the original, and a scratch database with the converted schema.
struct Pair {
    std::unique_ptr<live::Session> mysql;
    std::unique_ptr<prove::ScratchDatabase> scratch;
    Catalog catalog;
    ConversionOptions options;
    live::Session& postgres() { return scratch->session(); }
    static live_test::Server patient(live_test::Server server) {
        server.target.statementTimeout = 200;
        return server;
    }

    Pair(const live_test::Server& original, const live_test::Server& target, const std::string& database,
         const QString& schema, bool withDatabase)
        : mysql(live_test::connect(patient(original))), catalog(schemaOf(schema, original.target.engine)) {
        for (const std::string& sql :
             {std::string("SET SESSION TRANSACTION READ WRITE"),
              std::string("SET sql_mode = 'STRICT_TRANS_TABLES'"), std::string("SET time_zone = '+00:00'"),
              std::string("SET GLOBAL log_bin_trust_function_creators = 1"),
              "DROP DATABASE IF EXISTS " + database})
            answer(*mysql, sql);
        if (withDatabase) {
            answer(*mysql, "CREATE DATABASE " + database);
            answer(*mysql, "USE " + database);
        }
        answer(*mysql, "SET foreign_key_checks = 0");
        runScript(*mysql, readText(schema));
        Progress progress;
        scratch = std::make_unique<prove::ScratchDatabase>(target.target, target.password, progress);
        options.targetVersion = scratch->version().major >= 17 ? 17 : 15;
    }
    /// Runs the phases from `first` to `last` of the converted schema.
    void convert(ScriptPhase first, ScriptPhase last) {
        Progress progress;
        auto report = convertSchema(catalog, options, progress);
        if (first != ScriptPhase::Tables)
            report.preamble = "SELECT 1;";
        for (auto& c : report.conversions) {
            if (c.verdict == Verdict::Manual)
                throw Error(ErrorCode::Internal, c.name + " is manual", c.target);
            std::erase_if(c.parts, [&](const auto& p) { return p.phase < first || p.phase > last; });
        }
        for (const auto& proof : prove::runConversion(report, scratch->session(), progress))
            if (proof.result != ObjectProof::Result::Ran)
                throw Error(ErrorCode::Internal, proof.name, proof.message);
        answer(postgres(), "SET TIME ZONE 'UTC'");
    }
};

/// MariaDB passes over MySQL's versioned comments of 5.7 and later: the catalog loses what it has not made.
void dropMissingColumns(Pair& pair) {
    for (auto& table : pair.catalog.tables) {
        std::set<std::string> there;
        for (const auto& row : answer(*pair.mysql, "SHOW COLUMNS FROM `" + table.name + "`"))
            there.insert(row[0]);
        std::erase_if(table.columns, [&](const Column& c) { return !there.contains(c.name); });
        std::erase_if(table.indexes,
                      [&](const Index& i) { return !i.parts.empty() && !there.contains(i.parts[0].column); });
    }
}

/// GROUP_CONCAT without ORDER BY has no order: its pieces are sorted before they are compared.
Rows sortedPieces(Rows rows) {
    for (auto& row : rows)
        for (auto& cell : row) {
            QStringList pieces = QString::fromStdString(cell).split(", ");
            pieces.sort();
            cell = pieces.join(", ").toStdString();
        }
    std::sort(rows.begin(), rows.end());
    return rows;
}

/// One column as both servers give it without loss: bytes in hexadecimal digits.
std::string readable(const Column& column) {
    const std::string name = "`" + column.name + "`";
    if (column.type.name == "geometry" || column.type.name == "point")
        return "HEX(ST_AsBinary(" + name + "))";
    return column.type.name.ends_with("blob") || column.type.name.ends_with("binary") ? "HEX(" + name + ")"
                                                                                      : name;
}

std::string written(const Column& column, const std::optional<std::string>& cell) {
    if (!cell)
        return "NULL";
    if (readable(column).starts_with("HEX("))
        return "decode('" + *cell + "', 'hex')";
    return column.type.name == "set" ? "string_to_array(" + pg::quoteLiteral(*cell) + ", ',')"
                                     : pg::quoteLiteral(*cell);
}

void copyTable(Pair& pair, const Table& table) {
    std::string list;
    for (const auto& column : table.columns)
        list += (list.empty() ? "" : ", ") + readable(column);
    Progress progress;
    live::ResultLimits limits;
    limits.rows = 100000;
    const auto rows =
        pair.mysql->run("copy", "SELECT " + list + " FROM `" + table.name + "`", limits, progress);
    if (rows.state != ProbeResult::State::Answered)
        throw Error(ErrorCode::Internal, table.name, rows.message);
    constexpr std::size_t kBatch = 500;
    for (std::size_t from = 0; from < rows.rows.size(); from += kBatch) {
        std::string sql;
        for (std::size_t r = from; r < std::min(rows.rows.size(), from + kBatch); ++r) {
            std::string values;
            for (std::size_t c = 0; c < table.columns.size(); ++c)
                values += (c > 0 ? ", " : "") + written(table.columns[c], rows.rows[r][c]);
            sql += (sql.empty() ? "" : ", ") + std::string("(") + values + ")";
        }
        answer(pair.postgres(),
               fmt::format("INSERT INTO {} VALUES {}", pg::qualified(table.schema, table.name), sql));
    }
}

} // namespace

/// Stored programs on both sides: the same calls give the same results.
class TestRoutinesLive : public QObject {
    Q_OBJECT

private:
    /// "CALL p(1, OUT, INOUT 5)": the values that come back, on both sides.
    static std::pair<Rows, Rows> call(Pair& pair, const std::string& text) {
        const auto open = text.find('('), close = text.rfind(')');
        std::string left, right, names;
        int n = 0;
        const std::string inside = text.substr(open + 1, close - open - 1);
        for (const auto piece : split(inside, ',')) {
            const std::string argument(trim(piece));
            const bool out = argument == "OUT", both = argument.starts_with("INOUT ");
            const std::string variable = "@v" + std::to_string(++n);
            if (both)
                answer(*pair.mysql, "SET " + variable + " = " + argument.substr(6));
            left += (n > 1 ? ", " : "") + (out || both ? variable : argument);
            right += (n > 1 ? ", " : "") + (out ? "NULL" : both ? argument.substr(6) : argument);
            if (out || both)
                names += (names.empty() ? "" : ", ") + variable;
        }
        answer(*pair.mysql, text.substr(0, open + 1) + left + ")");
        return {answer(*pair.mysql, "SELECT " + names),
                answer(pair.postgres(), text.substr(0, open + 1) + right + ")")};
    }

    static void compare(const std::string& what, const Rows& left, const Rows& right) {
        const auto found = difference(left, right);
        if (!found.empty())
            throw Error(ErrorCode::Internal, what, found);
    }

    static void ownRoutines(const live_test::Server& original, const live_test::Server& target) {
        Pair pair(original, target, "cw_routines", kFolder + "/routines.sql", true);
        pair.convert(ScriptPhase::Tables, ScriptPhase::ForeignKeys);
        for (const auto& table : pair.catalog.tables)
            copyTable(pair, table);
        pair.convert(ScriptPhase::Routines, ScriptPhase::Events);
        QueryConverter converter(&pair.catalog, pair.options);
        int cases = 0;
        const std::string script = readText(kFolder + "/cases.sql");
        for (const auto line : split(script, '\n')) {
            std::string text(trim(line));
            if (text.empty())
                continue;
            text.pop_back(); // ;
            ++cases;
            if (text.starts_with("CALL ")) {
                const auto [left, right] = call(pair, text);
                compare(text, left, right);
                continue;
            }
            const auto converted = converter.convert(text);
            compare(text, answer(*pair.mysql, text), answer(pair.postgres(), converted.target));
        }
        answer(*pair.mysql, "DROP DATABASE cw_routines");
        qInfo("%d calls and statements give the same", cases);
    }

    static void sakila(const live_test::Server& original, const live_test::Server& target) {
        Pair pair(original, target, "sakila", corpus("sakila-schema.sql"), false);
        answer(*pair.mysql, "USE sakila");
        {
            Progress progress;
            auto source = TextSource::open(corpus("sakila-data.sql.gz").toStdString());
            mysql::StatementSplitter splitter([&] { return source.read(); });
            mysql::Statement statement;
            while (splitter.next(statement))
                if (!statement.text.starts_with("SET SQL_MODE") &&
                    !statement.text.starts_with("SET FOREIGN") && !statement.text.starts_with("SET UNIQUE"))
                    answer(*pair.mysql, std::string(statement.text));
            answer(*pair.mysql, "SET autocommit = 1");
        }
        dropMissingColumns(pair);
        for (const auto& table : pair.catalog.tables)
            answer(*pair.mysql, "ANALYZE TABLE `" + table.name + "`");
        pair.convert(ScriptPhase::Tables, ScriptPhase::Tables);
        for (const auto& table : pair.catalog.tables)
            copyTable(pair, table);
        pair.convert(ScriptPhase::AfterLoad, ScriptPhase::Events);
        answer(pair.postgres(), "SET search_path = sakila, public");
        for (const auto& view : pair.catalog.views)
            compare("view " + view.name, sortedPieces(answer(*pair.mysql, "SELECT * FROM " + view.name)),
                    sortedPieces(answer(pair.postgres(), "SELECT * FROM " + view.name)));
        for (const char* sql : {"SELECT customer_id, get_customer_balance(customer_id, '2005-08-01 "
                                "00:00:00') FROM customer ORDER BY 1 LIMIT 60",
                                "SELECT inventory_id, inventory_in_stock(inventory_id), "
                                "inventory_held_by_customer(inventory_id) FROM "
                                "inventory ORDER BY 1 LIMIT 300"}) {
            QueryConverter converter(&pair.catalog, pair.options, "sakila");
            compare(sql, answer(*pair.mysql, sql), answer(pair.postgres(), converter.convert(sql).target));
        }
        procedures(pair);
        triggers(pair);
        answer(*pair.mysql, "DROP DATABASE sakila");
    }

    /// The rows that the procedures select come through cursors; the counts are OUT parameters.
    static void procedures(Pair& pair) {
        const auto count = [&](const std::string& name, const std::string& negation) {
            answer(pair.postgres(), "BEGIN");
            const Rows out = answer(pair.postgres(), "CALL sakila." + name + "(1, 1, NULL)");
            const Rows rows = answer(pair.postgres(), "FETCH ALL FROM result_1", false);
            answer(pair.postgres(), "COMMIT");
            const Rows wanted =
                answer(*pair.mysql,
                       "SELECT inventory_id FROM inventory WHERE film_id = 1 AND store_id = 1 AND " +
                           negation + " inventory_in_stock(inventory_id)",
                       false);
            compare(name, wanted, rows);
            compare(name, {{std::to_string(wanted.size()), "result_1"}}, out);
        };
        count("film_in_stock", "");
        count("film_not_in_stock", "NOT");
        answer(pair.postgres(), "BEGIN");
        const Rows none = answer(pair.postgres(), "CALL sakila.rewards_report(0::smallint, 10, NULL)");
        compare("rewards_report", {{"Minimum monthly purchases parameter must be > 0"}},
                answer(pair.postgres(), "FETCH ALL FROM result_1"));
        answer(pair.postgres(), "COMMIT");
        answer(pair.postgres(), "BEGIN");
        answer(pair.postgres(), "UPDATE sakila.payment SET payment_date = current_date - interval '1 month' "
                                "WHERE customer_id < 20");
        answer(*pair.mysql,
               "UPDATE payment SET payment_date = CURRENT_DATE() - INTERVAL 1 MONTH WHERE customer_id < 20");
        answer(pair.postgres(), "CALL sakila.rewards_report(7::smallint, 20, NULL)");
        compare(
            "rewards_report",
            answer(*pair.mysql,
                   "SELECT customer_id FROM payment WHERE DATE(payment_date) BETWEEN "
                   "DATE_FORMAT(CURRENT_DATE() - "
                   "INTERVAL 1 MONTH, '%Y-%m-01') AND LAST_DAY(CURRENT_DATE() - INTERVAL 1 MONTH) GROUP BY "
                   "customer_id HAVING SUM(amount) > 20 AND COUNT(*) > 7",
                   false),
            firstColumn(answer(pair.postgres(), "FETCH ALL FROM result_3", false)));
        answer(pair.postgres(), "COMMIT");
    }

    static Rows firstColumn(Rows rows) {
        for (auto& row : rows)
            row.resize(1);
        return rows;
    }

    static void triggers(Pair& pair) {
        const std::string text =
            "SELECT film_id, title, description FROM film_text WHERE film_id IN (1, 2, 3, 5000) ORDER BY 1";
        QueryConverter converter(&pair.catalog, pair.options, "sakila");
        answer(*pair.mysql, "SET foreign_key_checks = 0");
        for (const char* sql :
             {"UPDATE film SET title = 'NEW TITLE', description = 'other words' WHERE film_id = 1",
              "UPDATE film SET rental_rate = 1.50 WHERE film_id = 2",
              "INSERT INTO film (film_id, title, description, language_id) VALUES (5000, 'FIFTY', 'x', 1)",
              "UPDATE film SET description = NULL WHERE film_id = 3",
              "DELETE FROM film WHERE film_id = 5000"}) {
            const auto converted = converter.convert(sql);
            answer(*pair.mysql, sql);
            answer(pair.postgres(), converted.target);
            compare(sql, answer(*pair.mysql, text), answer(pair.postgres(), text));
        }
    }

private slots:
    void own_data() { pairs(); }
    void own() { run(&TestRoutinesLive::ownRoutines); }
    void sakilaWithItsData_data() { pairs(); }
    void sakilaWithItsData() {
        if (corpus("sakila-schema.sql").isEmpty())
            QSKIP("no corpus beside the checkout");
        run(&TestRoutinesLive::sakila);
    }

private:
    static void pairs() {
        QTest::addColumn<QString>("original");
        QTest::addColumn<QString>("target");
        for (const char* original : {"CAUSEWAY_TEST_MARIADB", "CAUSEWAY_TEST_MYSQL97"})
            for (const char* target : {"CAUSEWAY_TEST_PG15", "CAUSEWAY_TEST_PG17"})
                QTest::addRow("%s %s", original + 14, target + 14) << original << target;
    }
    static void run(void (*test)(const live_test::Server&, const live_test::Server&)) {
        QFETCH(QString, original);
        QFETCH(QString, target);
        LIVE_SERVER(source, original.toStdString());
        LIVE_SERVER(postgres, target.toStdString());
        try {
            test(source, postgres);
        } catch (const Error& e) {
            qWarning("%s", e.what());
            QFAIL("see above");
        }
    }
};

QTEST_GUILESS_MAIN(TestRoutinesLive)
#include "tst_routines_live.moc"
