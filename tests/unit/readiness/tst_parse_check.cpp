// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/readiness/check/parse_check.h"

#include <QtTest>

using namespace causeway;

namespace {
std::string repeated(std::string_view piece, int times) {
    std::string out;
    for (int i = 0; i < times; ++i)
        out += piece;
    return out;
}
} // namespace

class TestParseCheck : public QObject {
    Q_OBJECT

private slots:
    void goodAndBad() {
        QCOMPARE(checkParses("CREATE TABLE t (a integer);").proof, Proof::Parsed);
        const auto bad = checkParses("CREATE TABLE t (a integer;");
        QCOMPARE(bad.proof, Proof::Unchecked);
        QVERIFY(!bad.message.empty());
    }
    /// Each of these would run PostgreSQL's parser out of its stack.
    void deepTextIsNotGivenToTheParser_data() {
        QTest::addColumn<QString>("sql");
        const auto add = [](const char* name, const std::string& sql) {
            QTest::newRow(name) << QString::fromStdString(sql);
        };
        add("chain", "SELECT 1" + repeated("+1", 100000));
        add("parentheses", "SELECT " + repeated("(", 50000) + "1" + repeated(")", 50000));
        add("not", "SELECT " + repeated("NOT ", 100000) + "true");
        add("case", "SELECT " + repeated("CASE WHEN true THEN ", 30000) + "1" + repeated(" END", 30000));
        add("union", "SELECT 1" + repeated(" UNION SELECT 1", 50000));
        add("minus", "SELECT " + repeated("- ", 100000) + "1");
        add("functions in a chain", "SELECT 1" + repeated("+f(1,1)", 50000));
        add("calls in calls", "SELECT " + repeated("f(1, ", 50000) + "1" + repeated(")", 50000));
        add("brackets", "SELECT " + repeated("ARRAY[", 50000) + "1" + repeated("]", 50000));
        add("long", "SELECT '" + repeated("x", 2000000) + "'");
    }
    void deepTextIsNotGivenToTheParser() {
        QFETCH(QString, sql);
        const auto check = checkParses(sql.toStdString());
        QCOMPARE(check.proof, Proof::Unchecked);
        QVERIFY(check.message.find("not given to the parser") != std::string::npos);
    }
    /// What is wide but flat is read, and text in literals counts for nothing.
    void wideTextIsRead() {
        std::string columns = "c0 integer";
        for (int i = 1; i < 1600; ++i)
            columns +=
                ", c" + std::to_string(i) + " integer NOT NULL CHECK (c" + std::to_string(i) + " >= 0)";
        QCOMPARE(checkParses("CREATE TABLE t (" + columns + ");").proof, Proof::Parsed);
        QCOMPARE(
            checkParses("SELECT '" + repeated("(+", 10000) + "', $$" + repeated("((", 10000) + "$$;").proof,
            Proof::Parsed);
        QCOMPARE(checkParses("SELECT 1" + repeated("+1", 1900) + ";").proof, Proof::Parsed);
    }
    void nulByte() { QCOMPARE(checkParses(std::string("SELECT 1\0;", 10)).proof, Proof::Unchecked); }
};

QTEST_GUILESS_MAIN(TestParseCheck)
#include "tst_parse_check.moc"
