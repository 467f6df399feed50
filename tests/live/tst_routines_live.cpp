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
#include <mysql.h>

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

    Pair(const live_test::Server& original, const live_test::Server& target, const std::string& choices,
         const std::string& database, const QString& schema, bool withDatabase)
        : mysql(live_test::connect(patient(original))), catalog(schemaOf(schema, original.target.engine)) {
        options.choices = ConversionChoices::parse(choices);
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

/// Three of sakila's triggers stand in its data file, behind the rows of their tables.
void addTriggersOfData(Pair& pair) {
    Progress progress;
    auto source = TextSource::open(corpus("sakila-data.sql.gz").toStdString());
    auto more = readDump(source, progress).catalog.triggers;
    for (auto& trigger : more) {
        trigger.schema = "sakila";
        pair.catalog.triggers.push_back(std::move(trigger));
    }
    constexpr std::size_t kTriggers = 6;
    if (pair.catalog.triggers.size() != kTriggers)
        throw Error(ErrorCode::Internal,
                    "sakila has 6 triggers, not " + std::to_string(pair.catalog.triggers.size()));
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

/// A connection to MySQL or MariaDB that reads every result set of a CALL.
class ManyResults {
public:
    explicit ManyResults(const live_test::Server& server) : handle_(mysql_init(nullptr), &mysql_close) {
        const my_bool tls = server.target.tls == Target::Tls::Require, verify = 0;
        mysql_options(handle_.get(), MYSQL_SET_CHARSET_NAME, "utf8mb4");
        mysql_options(handle_.get(), MYSQL_OPT_SSL_ENFORCE, &tls);
        mysql_options(handle_.get(), MYSQL_OPT_SSL_VERIFY_SERVER_CERT, &verify);
        if (!mysql_real_connect(handle_.get(), server.target.host.c_str(), server.target.user.c_str(),
                                server.password.value_or("").c_str(), "sakila", unsigned(server.target.port),
                                nullptr, CLIENT_MULTI_RESULTS))
            throw Error(ErrorCode::Connection, mysql_error(handle_.get()));
        run("SET time_zone = '+00:00'");
    }
    std::vector<Rows> run(const std::string& sql) {
        std::vector<Rows> sets;
        int next = mysql_real_query(handle_.get(), sql.data(), sql.size());
        for (; next == 0; next = mysql_next_result(handle_.get()))
            if (const std::unique_ptr<MYSQL_RES, decltype(&mysql_free_result)> result{
                    mysql_store_result(handle_.get()), &mysql_free_result})
                sets.push_back(rowsOf(result.get()));
        if (next > 0)
            throw Error(ErrorCode::Internal, sql, mysql_error(handle_.get()));
        return sets;
    }

private:
    static Rows rowsOf(MYSQL_RES* result) {
        std::vector<std::vector<std::optional<std::string>>> rows;
        const unsigned count = mysql_num_fields(result);
        while (MYSQL_ROW row = mysql_fetch_row(result)) {
            const auto* lengths = mysql_fetch_lengths(result);
            rows.emplace_back();
            for (unsigned i = 0; i < count; ++i)
                rows.back().push_back(row[i] ? std::optional(std::string(row[i], lengths[i])) : std::nullopt);
        }
        return normalised(rows, false);
    }
    std::unique_ptr<MYSQL, decltype(&mysql_close)> handle_;
};

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
    /// "CALL p(1, OUT, INOUT 5)": the values that come back, on both sides, each called as an application
    /// does.
    static std::pair<Rows, Rows> call(Pair& pair, QueryConverter& converter, const std::string& text) {
        const auto open = text.find('('), close = text.rfind(')');
        std::string left, names;
        const auto both = [&](const std::string& sql) {
            const auto converted = converter.convert(sql);
            if (converted.verdict == Verdict::Manual)
                throw Error(ErrorCode::Internal, sql, converted.target);
            return std::pair(answer(*pair.mysql, sql), answer(pair.postgres(), converted.target));
        };
        int n = 0;
        const std::string inside = text.substr(open + 1, close - open - 1);
        for (const auto piece : split(inside, ',')) {
            const std::string argument(trim(piece));
            const bool out = argument == "OUT", inOut = argument.starts_with("INOUT ");
            const std::string variable = "@v" + std::to_string(++n);
            if (inOut)
                both("SET " + variable + " = " + argument.substr(6));
            left += (n > 1 ? ", " : "") + (out || inOut ? variable : argument);
            if (out || inOut)
                names += (names.empty() ? "" : ", ") + variable;
        }
        both(text.substr(0, open + 1) + left + ")");
        return both("SELECT " + names);
    }

    static void compare(const std::string& what, const Rows& left, const Rows& right) {
        const auto found = difference(left, right);
        if (!found.empty())
            throw Error(ErrorCode::Internal, what, found);
    }

    static void ownRoutines(const live_test::Server& original, const live_test::Server& target,
                            const std::string& choices) {
        Pair pair(original, target, choices, "cw_routines", kFolder + "/routines.sql", true);
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
                const auto [left, right] = call(pair, converter, text);
                compare(text, left, right);
                continue;
            }
            const auto converted = converter.convert(text);
            compare(text, answer(*pair.mysql, text), answer(pair.postgres(), converted.target));
        }
        answer(*pair.mysql, "DROP DATABASE cw_routines");
        qInfo("%d calls and statements give the same", cases);
    }

    static void sakila(const live_test::Server& original, const live_test::Server& target,
                       const std::string& choices) {
        Pair pair(original, target, choices, "sakila", corpus("sakila-schema.sql"), false);
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
        addTriggersOfData(pair);
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
        procedures(pair, original);
        triggers(pair);
        answer(*pair.mysql, "DROP DATABASE sakila");
    }

    /// CALL on both sides with the same arguments: the result sets in their order, and the OUT parameter.
    static void calledAlike(Pair& pair, ManyResults& original, const std::string& procedure,
                            const std::string& mysqlArguments, const std::string& arguments) {
        const auto wanted = original.run("CALL sakila." + procedure + "(" + mysqlArguments + ", @answer)");
        const Rows out = original.run("SELECT @answer").at(0);
        answer(pair.postgres(), "BEGIN");
        const Rows called = answer(pair.postgres(), "CALL sakila." + procedure + "(" + arguments + ", NULL)");
        compare(procedure + " OUT", {{out.at(0).at(0)}}, {{called.at(0).at(0)}});
        std::vector<Rows> sets;
        for (std::size_t i = 1; i < called.at(0).size(); ++i) {
            const Rows open = answer(pair.postgres(), "SELECT 1 FROM pg_cursors WHERE name = 'result_" +
                                                          std::to_string(i) + "'");
            if (!open.empty())
                sets.push_back(answer(pair.postgres(), "FETCH ALL FROM result_" + std::to_string(i), false));
        }
        answer(pair.postgres(), "COMMIT");
        if (sets.size() != wanted.size())
            throw Error(ErrorCode::Internal, procedure,
                        fmt::format("{} result sets, not {}", sets.size(), wanted.size()));
        for (std::size_t i = 0; i < sets.size(); ++i)
            compare(procedure + "(" + arguments + ")", wanted[i], sets[i]);
    }

    static void procedures(Pair& pair, const live_test::Server& server) {
        ManyResults original(server);
        for (const char* procedure : {"film_in_stock", "film_not_in_stock"})
            for (const char* arguments : {"1, 1", "2, 2", "5, 1", "1000, 2", "9999, 1"})
                calledAlike(pair, original, procedure, arguments, arguments);
        // Payments of the last month, on both sides: the report is about them.
        answer(pair.postgres(), "UPDATE sakila.payment SET payment_date = current_date - interval '1 month' "
                                "WHERE customer_id < 20");
        answer(*pair.mysql,
               "UPDATE payment SET payment_date = CURRENT_DATE() - INTERVAL 1 MONTH WHERE customer_id < 20");
        for (const char* arguments : {"7, 20", "30, 100", "0, 10", "7, 0.00", "100, 100"})
            calledAlike(pair, original, "rewards_report", arguments,
                        std::string(arguments).insert(std::string(arguments).find(','), "::smallint"));
    }

    /// The triggers of customer, payment and rental give each new row the present time, whatever is sent.
    static void datesByTriggers(Pair& pair) {
        QueryConverter converter(&pair.catalog, pair.options, "sakila");
        for (const char* sql :
             {"INSERT INTO customer (customer_id, store_id, first_name, last_name, address_id, create_date) "
              "VALUES (9000, 1, 'A', 'B', 1, '2001-01-01 00:00:00')",
              "INSERT INTO rental (rental_id, rental_date, inventory_id, customer_id, staff_id) VALUES "
              "(90000, "
              "'2001-01-01 00:00:00', 1, 1, 1)",
              "INSERT INTO payment (payment_id, customer_id, staff_id, rental_id, amount, payment_date) "
              "VALUES "
              "(60000, 1, 1, 90000, 1.25, '2001-01-01 00:00:00')"}) {
            answer(*pair.mysql, sql);
            answer(pair.postgres(), converter.convert(sql).target);
        }
        for (const char* sql : {"SELECT first_name, TIMESTAMPDIFF(HOUR, create_date, NOW()) FROM customer "
                                "WHERE customer_id = 9000",
                                "SELECT inventory_id, TIMESTAMPDIFF(HOUR, rental_date, NOW()) FROM rental "
                                "WHERE rental_id = 90000",
                                "SELECT amount, TIMESTAMPDIFF(HOUR, payment_date, NOW()) FROM payment WHERE "
                                "payment_id = 60000"}) {
            const Rows rows = answer(*pair.mysql, sql);
            compare(sql, rows, answer(pair.postgres(), converter.convert(sql).target));
            if (rows.at(0).at(1) != "0")
                throw Error(ErrorCode::Internal, "the trigger did not give the present time", sql);
        }
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
        datesByTriggers(pair);
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
        QTest::addColumn<QString>("choices");
        for (const char* original : {"CAUSEWAY_TEST_MARIADB", "CAUSEWAY_TEST_MYSQL97"})
            for (const char* target : {"CAUSEWAY_TEST_PG15", "CAUSEWAY_TEST_PG17"})
                QTest::addRow("%s %s", original + 14, target + 14) << original << target << "";
        QTest::newRow("quoted and in lower case") << "CAUSEWAY_TEST_MARIADB"
                                                  << "CAUSEWAY_TEST_PG15"
                                                  << "names=lower; quotes=always";
    }
    static void run(void (*test)(const live_test::Server&, const live_test::Server&, const std::string&)) {
        QFETCH(QString, original);
        QFETCH(QString, target);
        QFETCH(QString, choices);
        LIVE_SERVER(source, original.toStdString());
        LIVE_SERVER(postgres, target.toStdString());
        try {
            test(source, postgres, choices.toStdString());
        } catch (const Error& e) {
            qWarning("%s", e.what());
            QFAIL("see above");
        }
    }
};

QTEST_GUILESS_MAIN(TestRoutinesLive)
#include "tst_routines_live.moc"
