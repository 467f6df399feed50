// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef Q_MOC_RUN // moc 6.4 stumbles over C++20 headers of the standard library
#include "core/readiness/choices/column_uses.h"
#include "core/readiness/choices/text_case.h"

#include <algorithm>
#include <map>
#endif

#include <QTest>

using namespace causeway;

namespace {

Column text(const char* name, const char* collation) {
    Column c;
    c.name = name;
    c.type.name = "varchar";
    c.type.full = "varchar(40)";
    c.type.length = 40;
    c.charset = "utf8mb4";
    c.collation = collation;
    return c;
}

Index index(IndexKind kind, const char* column) {
    Index i;
    i.name = kind == IndexKind::Primary ? "PRIMARY" : column;
    i.kind = kind;
    i.parts = {{column, "", {}, false}};
    return i;
}

/// shop.person: email unique, login unique with accents, city with an index, code part of the primary key.
ServerEvidence server(const std::vector<std::string>& queries) {
    ServerEvidence out;
    out.id = "db1";
    Table t;
    t.schema = "shop";
    t.name = "person";
    t.columns = {text("code", "utf8mb4_general_ci"),  text("email", "utf8mb4_general_ci"),
                 text("login", "utf8mb4_0900_as_ci"), text("city", "utf8mb4_general_ci"),
                 text("note", "utf8mb4_general_ci"),  text("exact", "utf8mb4_bin")};
    t.indexes = {index(IndexKind::Primary, "code"), index(IndexKind::Unique, "email"),
                 index(IndexKind::Unique, "login"), index(IndexKind::Plain, "city"),
                 index(IndexKind::Unique, "exact")};
    Catalog c;
    c.schemas = {"shop"};
    c.tables = {t};
    out.catalog = c;
    out.workload.emplace();
    for (const auto& sql : queries) {
        QueryClass q;
        q.id = std::to_string(out.workload->queries.size() + 1);
        q.schema = "shop";
        q.sample = sql;
        q.count = 1;
        out.workload->queries.push_back(q);
    }
    return out;
}

std::map<std::string, TextCaseDecision> decided(const ServerEvidence& s, const char* choices = "",
                                                int target = 15) {
    ConversionOptions options;
    options.targetVersion = target;
    options.choices = ConversionChoices::parse(choices);
    std::map<std::string, TextCaseDecision> out;
    for (auto& d : decideTextCase(s, options))
        out[d.column] = d;
    return out;
}

} // namespace

/// Which of PostgreSQL's means a column of text that ignores case gets, from what is done with it.
class TestTextCase : public QObject {
    Q_OBJECT

private slots:
    void withoutAWorkloadNothingIsDecided() {
        auto s = server({});
        QVERIFY(decided(s).empty());
        s.workload.reset();
        QVERIFY(decided(s).empty());
    }
    void aKeyThatIsComparedWhole() {
        const auto all = decided(server({"SELECT code FROM person WHERE email = 'a'"}));
        QCOMPARE(all.at("email").choice, std::string("icu"));
        QVERIFY2(all.at("email").reason.find("1 statement compares it whole") != std::string::npos,
                 all.at("email").reason.c_str());
        QVERIFY(all.at("email").reason.find("blanks at the end count") != std::string::npos);
        QCOMPARE(all.at("login").choice, std::string("citext")); // its collation tells accents apart
        QVERIFY(all.at("login").reason.find("blanks") == std::string::npos); // NO PAD
        QVERIFY(!all.contains("code"));                                      // a primary key stays
        QVERIFY(!all.contains("exact"));                                     // tells case apart
        QVERIFY(!all.contains("city"));                                      // no equality seen
    }
    void aPatternForbidsTheCollation_data() {
        QTest::addColumn<QString>("sql");
        QTest::addColumn<QString>("on15");
        QTest::addColumn<QString>("on18");
        QTest::newRow("like") << "SELECT code FROM person p WHERE p.email LIKE 'a%'"
                              << "lower"
                              << "icu";
        QTest::newRow("locate") << "SELECT LOCATE('@', email) FROM person"
                                << "lower"
                                << "icu";
        QTest::newRow("substring") << "SELECT SUBSTRING(email, 2) FROM person"
                                   << "lower"
                                   << "icu";
        QTest::newRow("regexp") << "SELECT code FROM person WHERE email REGEXP '^a'"
                                << "lower"
                                << "lower";
        QTest::newRow("in a subquery")
            << "SELECT 1 FROM person x WHERE EXISTS (SELECT 1 FROM person y WHERE y.email LIKE x.code)"
            << "lower"
            << "icu";
        QTest::newRow("of a delete") << "DELETE FROM person WHERE email LIKE '%@x'"
                                     << "lower"
                                     << "icu";
        QTest::newRow("another column") << "SELECT code FROM person WHERE note LIKE 'a%'"
                                        << "icu"
                                        << "icu";
        QTest::newRow("not understood") << "SELECT FROM WHERE email LIKE"
                                        << "icu"
                                        << "icu";
    }
    void aPatternForbidsTheCollation() {
        QFETCH(QString, sql);
        QFETCH(QString, on15);
        QFETCH(QString, on18);
        const auto s = server({sql.toStdString()});
        QCOMPARE(decided(s).at("email").choice, on15.toStdString());
        QCOMPARE(decided(s, "", 18).at("email").choice, on18.toStdString());
    }
    void aStoredProgramMayHoldAPattern() {
        auto s = server({"SELECT 1"});
        Routine r;
        r.body = "BEGIN SELECT code FROM person WHERE `Email` LIKE p; END";
        s.catalog->routines = {r};
        QCOMPARE(decided(s).at("email").choice, std::string("lower"));
        QCOMPARE(decided(s).at("login").choice, std::string("citext"));
    }
    void anIndexServesEquality() {
        QCOMPARE(decided(server({"SELECT code FROM person WHERE city IN ('a', 'b')"})).at("city").choice,
                 std::string("lower"));
        QVERIFY(!decided(server({"SELECT code FROM person ORDER BY city"})).contains("city"));
    }
    void aPersonDecidesOtherwise() {
        const auto s = server({"SELECT code FROM person WHERE email = 'a'"});
        QVERIFY(decided(s, "text_case=fold").empty());
        QVERIFY(decided(s, "text_case=citext").empty());
        const auto one = decided(s, "shop.person.email=fold");
        QVERIFY(!one.contains("email") && one.contains("login"));
    }
    void itIsSaidAtTheTable() {
        Progress progress;
        const auto report =
            assessReadiness(server({"SELECT code FROM person WHERE email = 'a'"}), {}, {}, progress);
        const auto& table = report.conversions.front();
        const auto told = std::find_if(table.obstacles.begin(), table.obstacles.end(),
                                       [](const auto& o) { return o.id == "choice.text_case_use"; });
        QVERIFY(told != table.obstacles.end());
        QVERIFY2(told->message.find("email becomes an ICU collation") != std::string::npos,
                 told->message.c_str());
        QVERIFY2(table.target.find("email varchar(40) COLLATE public.ignore_case_and_accents") !=
                     std::string::npos,
                 table.target.c_str());
        QVERIFY(table.target.find("login citext") != std::string::npos);
        QVERIFY2(report.queries[0].target.find("email = 'a'") != std::string::npos,
                 report.queries[0].target.c_str());
    }

    void usesKnowTheirTable() {
        const auto s = server({});
        const std::string sql =
            "WITH x AS (SELECT email FROM person) SELECT 1 FROM person a JOIN person b ON "
            "a.email = b.login JOIN x ON x.email = a.code WHERE b.city = ? AND "
            "'k' < a.note AND missing = 1";
        const auto parsed = mysql::parseStatement(sql);
        const auto uses = columnUses(*parsed.value, sql, TableIndex(*s.catalog), "shop");
        QCOMPARE(uses.tables.size(), std::size_t(3));
        QCOMPARE(uses.joined.size(), std::size_t(1));
        const auto of = [&](const char* name) {
            return std::find_if(uses.uses.begin(), uses.uses.end(),
                                [&](const auto& u) { return u.column->name == name; });
        };
        QCOMPARE(of("city")->parameter, 1);
        QCOMPARE(of("city")->instance, std::size_t(2));
        QCOMPARE(of("note")->op, std::string(">"));
        QCOMPARE(of("note")->literal.value_or(""), std::string("k"));
    }
};

QTEST_APPLESS_MAIN(TestTextCase)
#include "tst_text_case.moc"
