// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef Q_MOC_RUN // moc 6.4 stumbles over C++20 headers of the standard library
#include "core/collect/files/dump.h"
#include "core/prove/scratch.h"
#include "core/prove/verify.h"
#include "core/readiness/convert_query.h"
#include "core/readiness/readiness.h"
#include "differential_suite.h"
#include "live_support.h"

#include <fmt/format.h>

#include <map>
#include <set>
#endif

#include <QTest>

using namespace causeway;
using namespace causeway::differential;

namespace {

const QString kFolder = QStringLiteral(CAUSEWAY_SOURCE_DIR "/tests/live/differential");
constexpr const char* kDatabase = "cw_differential";

struct Tally {
    int cases = 0, same = 0, differ = 0, automatic = 0, assisted = 0, manual = 0;
};

/// What a statement answered, or the server's words.
struct Answer {
    bool ran = false;
    std::string message;
    Rows rows;
};

/// The suite's tables, read before and after every change.
const std::vector<std::string> kTables{"person", "product", "sale", "item",   "note",
                                       "moment", "doc",     "tag",  "counter"};

bool isOrdered(const std::string& sql) {
    // ORDER BY of the outermost query: behind the last closing parenthesis.
    const auto close = sql.rfind(')');
    return containsIgnoreCase(
        close == std::string::npos || toUpper(sql).rfind("ORDER BY") != std::string::npos
            ? std::string_view(sql).substr(std::min(sql.size(), toUpper(sql).rfind("FROM ")))
            : std::string_view(),
        "order by");
}

bool changes(const std::string& sql) {
    const auto head = toUpper(std::string(trim(sql)).substr(0, 8));
    for (const char* word : {"INSERT", "UPDATE", "DELETE", "REPLACE", "WITH D"})
        if (head.starts_with(word))
            return true;
    return false;
}

class Side {
public:
    explicit Side(live::Session& session) : session_(session) {}
    Answer run(const std::string& sql, bool ordered) {
        Progress progress;
        const auto result = session_.run("case", sql, {}, progress);
        Answer answer;
        answer.ran = result.state == ProbeResult::State::Answered;
        answer.message = result.message;
        answer.rows = normalised(result.rows, ordered);
        return answer;
    }

private:
    live::Session& session_;
};

std::set<std::string> knownDifferences() {
    std::set<std::string> ids;
    const std::string list = readText(kFolder + "/known_differences.txt");
    for (const auto line : split(list, '\n'))
        if (!line.empty() && line.front() != '#')
            ids.insert(std::string(split(line, ' ').front()));
    return ids;
}

} // namespace

/// The suite's statements on MariaDB or MySQL and, converted, on PostgreSQL: the same rows.
class TestDifferential : public QObject {
    Q_OBJECT

private:
    std::vector<Case> cases_;
    std::map<std::string, std::string> seen_; ///< case id to its differences, of all pairs
    std::set<std::string> ran_;
    bool allPairs_ = true;

    static Catalog catalog(Engine engine) {
        Progress progress;
        auto source = TextSource::open((kFolder + "/schema.sql").toStdString());
        auto result = readDump(source, progress).catalog;
        result.engine = engine;
        return result;
    }

    static void setUp(Side& mysql) {
        for (const char* file : {"schema.sql", "data.sql"}) {
            const std::string script = replaceAll(readText(kFolder + "/" + file), ";\n", "\x01");
            for (const auto statement : split(script, '\x01'))
                if (!trim(statement).empty()) {
                    const auto answer = mysql.run(std::string(statement), false);
                    if (!answer.ran)
                        throw Error(ErrorCode::Internal, std::string(statement), answer.message);
                }
        }
    }

    void pair(const live_test::Server& original, const live_test::Server& target, int version,
              const ConversionChoices& choices = {}) {
        const auto mysqlSession = live_test::connect(original);
        Side mysql(*mysqlSession);
        for (const char* sql :
             {"SET SESSION TRANSACTION READ WRITE", "SET NAMES utf8mb4 COLLATE utf8mb4_general_ci",
              "SET sql_mode = 'STRICT_TRANS_TABLES,NO_ENGINE_SUBSTITUTION'", "SET time_zone = '+00:00'",
              "DROP DATABASE IF EXISTS cw_differential",
              "CREATE DATABASE cw_differential CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci",
              "USE cw_differential"})
            if (const auto answer = mysql.run(sql, false); !answer.ran)
                throw Error(ErrorCode::Internal, sql, answer.message);
        setUp(mysql);
        ConversionOptions options;
        options.targetVersion = version;
        options.choices = choices;
        const Catalog schema = catalog(original.target.engine);
        Progress progress;
        prove::ScratchDatabase scratch(target.target, target.password, progress);
        Side postgres(scratch.session());
        for (const auto& proof :
             prove::runConversion(convertSchema(schema, options, progress), scratch.session(), progress))
            if (proof.result != ObjectProof::Result::Ran)
                throw Error(ErrorCode::Internal, proof.name, proof.message);
        postgres.run("SET TIME ZONE 'UTC'", false);
        postgres.run("CREATE EXTENSION IF NOT EXISTS pgcrypto", false);
        for (const auto& c : convertQueries(readText(kFolder + "/data.sql"), &schema, options, progress)) {
            const auto answer = postgres.run(c.target, false);
            if (!answer.ran || c.verdict == Verdict::Manual)
                throw Error(ErrorCode::Internal, c.target, answer.message);
        }
        postgres.run(
            "DO $$ DECLARE r record; BEGIN FOR r IN SELECT table_name FROM information_schema.columns WHERE "
            "column_name = 'id' AND is_identity = 'YES' LOOP EXECUTE format('SELECT "
            "setval(pg_get_serial_sequence(%L, ''id''), coalesce(max(id), 0) + 1, false) FROM %I', "
            "r.table_name, r.table_name); END LOOP; END $$",
            false);
        std::map<std::string, Tally> tallies;
        std::vector<std::string> failures;
        for (const auto& c : cases_)
            one(c, original, schema, options, mysql, postgres, tallies[c.kind], failures);
        report(tallies, original, version);
        mysql.run(std::string("DROP DATABASE ") + kDatabase, false);
        for (const auto& failure : failures)
            qWarning("%s", failure.c_str());
        QCOMPARE(failures.size(), std::size_t(0));
    }

    void one(const Case& c, const live_test::Server& original, const Catalog& schema,
             const ConversionOptions& options, Side& mysql, Side& postgres, Tally& tally,
             std::vector<std::string>& failures) {
        const bool mariadb = original.target.engine == Engine::MariaDB;
        if (!c.only.empty() && (c.only == "mariadb") != mariadb)
            return;
        ++tally.cases;
        QueryConverter converter(&schema, options);
        mysql.run("START TRANSACTION", false);
        postgres.run("BEGIN", false);
        Verdict verdict = Verdict::Automatic;
        std::string found, target;
        bool ran = true;
        for (const auto& statement : c.statements) {
            const auto converted = converter.convert(statement);
            verdict = std::max(verdict, converted.verdict);
            target += converted.target;
            if (verdict == Verdict::Manual)
                break;
            found += compared(statement, converted.target, mysql, postgres, ran);
        }
        mysql.run("ROLLBACK", false);
        postgres.run("ROLLBACK", false);
        postgres.run("SELECT pg_advisory_unlock_all()", false);
        count(verdict, found, tally);
        const std::string where = fmt::format("{} [{} {}] {}\n", c.id, engineName(original.target.engine),
                                              options.targetVersion, join(c.statements, "; "));
        if (!ran)
            failures.push_back(where + "    the original did not run: " + found);
        else if (options.choices.empty() && verdictName(verdict) != c.expected)
            failures.push_back(where + fmt::format("    {} where {} is expected: {}\n    {}",
                                                   verdictName(verdict), c.expected, found, target));
        else if (verdict == Verdict::Automatic && !found.empty())
            failures.push_back(where + "    called automatic, but " + found + "\n    " + target);
        if (options.choices.empty() && verdict == Verdict::Assisted && !found.empty())
            seen_[c.id] += where + "    " + found + "\n    " + target + "\n";
        ran_.insert(c.id);
    }

    static std::string compared(const std::string& statement, const std::string& target, Side& mysql,
                                Side& postgres, bool& ran) {
        const bool ordered = isOrdered(statement);
        const auto left = mysql.run(statement, ordered);
        const auto right = postgres.run(target, ordered);
        if (!left.ran) {
            ran = false;
            return left.message;
        }
        if (!right.ran)
            return "PostgreSQL refuses it: " + right.message;
        // Setting a variable answers nothing in MySQL, and a converted SET or DO answers what it called.
        const std::string head = toUpper(statement);
        const bool silent =
            head.starts_with("SET ") || head.starts_with("DO ") || head.find(" INTO @") != std::string::npos;
        if (silent)
            return {};
        if (!changes(statement))
            return difference(left.rows, right.rows);
        std::string found = difference(left.rows, right.rows);
        // Numbers of an AUTO_INCREMENT column go on after a rollback, each server by its own count.
        const bool numbered = containsIgnoreCase(statement, "LAST_INSERT_ID");
        for (const auto& table : kTables)
            if (found.empty() && !numbered && containsIgnoreCase(statement, table))
                found = difference(mysql.run("SELECT * FROM " + table, false).rows,
                                   postgres.run("SELECT * FROM " + table, false).rows);
        return found;
    }

    static void count(Verdict verdict, const std::string& found, Tally& tally) {
        tally.automatic += verdict == Verdict::Automatic ? 1 : 0;
        tally.assisted += verdict == Verdict::Assisted ? 1 : 0;
        tally.manual += verdict == Verdict::Manual ? 1 : 0;
        if (verdict != Verdict::Manual)
            ++(found.empty() ? tally.same : tally.differ);
    }

    static void report(const std::map<std::string, Tally>& tallies, const live_test::Server& original,
                       int version) {
        Tally all;
        std::string text = fmt::format("{} against PostgreSQL {}\n{:<44}{:>6}{:>6}{:>8}{:>10}{:>10}{:>8}\n",
                                       engineName(original.target.engine), version, "kind", "cases", "same",
                                       "differ", "automatic", "assisted", "manual");
        const auto line = [&](const std::string& name, const Tally& t) {
            text += fmt::format("{:<44}{:>6}{:>6}{:>8}{:>10}{:>10}{:>8}\n", name, t.cases, t.same, t.differ,
                                t.automatic, t.assisted, t.manual);
        };
        for (const auto& [kind, t] : tallies) {
            line(kind, t);
            all.cases += t.cases;
            all.same += t.same;
            all.differ += t.differ;
            all.automatic += t.automatic;
            all.assisted += t.assisted;
            all.manual += t.manual;
        }
        line("all", all);
        qInfo("%s", text.c_str());
    }

private slots:
    void initTestCase() {
        cases_ = readCases(kFolder);
        std::set<std::string> ids;
        for (const auto& c : cases_) {
            QVERIFY2(ids.insert(c.id).second, c.id.c_str());
            QVERIFY2(!c.statements.empty(), c.id.c_str());
        }
        QVERIFY2(cases_.size() >= 400, std::to_string(cases_.size()).c_str());
    }
    void sameRows_data() {
        QTest::addColumn<QString>("original");
        QTest::addColumn<QString>("target");
        for (const char* original : {"CAUSEWAY_TEST_MARIADB", "CAUSEWAY_TEST_MYSQL97"})
            for (const char* target : {"CAUSEWAY_TEST_PG15", "CAUSEWAY_TEST_PG17"})
                QTest::addRow("%s %s", original + 14, target + 14) << original << target;
    }
    void sameRows() {
        QFETCH(QString, original);
        QFETCH(QString, target);
        allPairs_ = allPairs_ && !live_test::environment(original.toStdString()).empty() &&
                    !live_test::environment(target.toStdString()).empty();
        LIVE_SERVER(source, original.toStdString());
        LIVE_SERVER(postgres, target.toStdString());
        try {
            pair(source, postgres, target.endsWith("17") ? 17 : 15);
        } catch (const Error& e) {
            QFAIL(qPrintable(QString::fromStdString(e.what())));
        }
    }
    /// Whatever the type map chooses: what is called automatic gives the same rows.
    void sameRowsWithChoices_data() {
        QTest::addColumn<QString>("choices");
        for (const char* choices :
             {"text_case=citext", "text_case=icu", "text_case=lower", "enum=type; names=lower",
              "enum=lookup; set=list; unsigned=plain", "tinyint1=boolean; zero_dates=infinity",
              "datetime=timestamptz; zero_dates=epoch", "quotes=always", "quotes=always; names=lower",
              "names=snake"})
            QTest::addRow("%s", choices) << choices;
    }
    void sameRowsWithChoices() {
        QFETCH(QString, choices);
        LIVE_SERVER(source, "CAUSEWAY_TEST_MARIADB");
        LIVE_SERVER(postgres, "CAUSEWAY_TEST_PG15");
        try {
            pair(source, postgres, 15, ConversionChoices::parse(choices.toStdString()));
        } catch (const Error& e) {
            QFAIL(qPrintable(QString::fromStdString(e.what()) + " " + QString::fromStdString(e.why())));
        }
    }
    /// What is called assisted may differ where a person answers otherwise; the list of those must not grow,
    /// and what does not differ any more must leave it.
    void theListOfDifferencesDoesNotGrow() {
        if (ran_.empty())
            QSKIP("no pair of servers");
        const auto known = knownDifferences();
        int wrong = 0;
        for (const auto& [id, text] : seen_)
            if (!known.contains(id) && ++wrong)
                qWarning("differs and is not listed: %s", text.c_str());
        for (const auto& id : known)
            if (allPairs_ && !seen_.contains(id) && ++wrong)
                qWarning("listed and does not differ: %s", id.c_str());
        QCOMPARE(wrong, 0);
        qInfo("%zu known differences of %zu cases", seen_.size(), cases_.size());
    }
};

QTEST_GUILESS_MAIN(TestDifferential)
#include "tst_differential.moc"
