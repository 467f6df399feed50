// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/readiness/check/program_check.h"

#include <QTest>

using namespace causeway;

/// What stands inside a PL/pgSQL body is read too.
class TestProgramCheck : public QObject {
    Q_OBJECT

    static std::string program(const std::string& body) {
        return "CREATE FUNCTION f(a integer) RETURNS integer\nLANGUAGE plpgsql AS $$\n" + body + "\n$$;\n";
    }

private slots:
    void bodies_data() {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<bool>("sound");
        const auto row = [](const char* name, const char* body, bool sound) {
            QTest::newRow(name) << QByteArray(body) << sound;
        };
        row("return", "BEGIN RETURN a + 1; END", true);
        row("assignment", "DECLARE b integer := 2; BEGIN b := a * b; RETURN b; END", true);
        row("query", "DECLARE b integer; BEGIN SELECT count(*) INTO b FROM t WHERE x = a; RETURN b; END",
            true);
        row("loop", "BEGIN WHILE a > 0 LOOP a := a - 1; CONTINUE WHEN a = 3; END LOOP; RETURN a; END", true);
        row("cursor",
            "DECLARE c CURSOR FOR SELECT x FROM t; v integer; BEGIN\nOPEN c;\nFETCH c INTO v;\nCLOSE "
            "c;\nRETURN v; END",
            true);
        row("handler",
            "BEGIN UPDATE t SET x = 1; RETURN 1; EXCEPTION WHEN unique_violation THEN RETURN 0; END", true);
        row("rows", "DECLARE r refcursor; BEGIN\nOPEN r FOR\nSELECT x FROM t WHERE y = a;\nRETURN 1; END",
            true);
        row("broken rows",
            "DECLARE r refcursor; BEGIN\nOPEN r FOR\nSELECT x FROM t WHERE y y a a;\nRETURN 1; END", false);
        row("broken cursor", "DECLARE c CURSOR FOR SELECT FROM WHERE; BEGIN\nOPEN c;\nRETURN 1; END", false);
        row("garbage", "this is no body at all", false);
        row("garbage inside", "BEGIN complete nonsense here; RETURN 1; END", false);
        row("broken expression", "BEGIN RETURN a + * 2; END", false);
        row("broken assignment", "DECLARE b integer; BEGIN b := (a; RETURN b; END", false);
        row("broken query", "DECLARE b integer; BEGIN SELECT FROM WHERE INTO b; RETURN b; END", false);
        row("broken condition", "BEGIN IF a = = 1 THEN RETURN 1; END IF; RETURN 0; END", false);
        row("MySQL's words", "BEGIN UPDATE t SET x = 1 LIMIT 1; RETURN 1; END", false);
        row("no end", "BEGIN RETURN 1;", false);
    }
    void bodies() {
        QFETCH(QByteArray, body);
        QFETCH(bool, sound);
        const auto check = checkPrograms(program(body.toStdString()));
        QVERIFY2((check.proof == Proof::Parsed) == sound, check.message.c_str());
        QCOMPARE(check.message.empty(), sound);
    }
    void otherTextIsNotLookedAt() {
        QCOMPARE(checkPrograms("SELECT 1;").proof, Proof::Parsed);
        QCOMPARE(checkPrograms("").proof, Proof::Parsed);
    }
    void nestingIsBounded() {
        const auto check = checkPrograms(
            program("BEGIN RETURN " + std::string(5000, '(') + "1" + std::string(5000, ')') + "; END"));
        QCOMPARE(check.proof, Proof::Unchecked);
        QVERIFY(check.message.find("nested too deeply") != std::string::npos);
    }
    void declarationsAreBounded_data() {
        QTest::addColumn<int>("variables");
        QTest::addColumn<int>("handlers");
        QTest::addColumn<bool>("looked");
        QTest::newRow("hundreds") << 500 << 500 << true;
        QTest::newRow("thousands of variables") << 30000 << 0 << false;
        QTest::newRow("thousands of handlers") << 0 << 10000 << false;
    }
    /// Beyond the bound PostgreSQL's parser would take the square of their number.
    void declarationsAreBounded() {
        QFETCH(int, variables);
        QFETCH(int, handlers);
        QFETCH(bool, looked);
        std::string body = "DECLARE\n";
        for (int i = 0; i < variables; ++i)
            body += "    v" + std::to_string(i) + " integer;\n";
        body += "BEGIN\n    RETURN 1;\n";
        if (handlers > 0)
            body += "EXCEPTION\n";
        for (int i = 0; i < handlers; ++i)
            body += "    WHEN unique_violation THEN\n        RETURN 2;\n";
        const auto check = checkPrograms(program(body + "END"));
        QCOMPARE(check.proof, looked ? Proof::Parsed : Proof::Unchecked);
        QCOMPARE(check.message.find("declarations and handlers") != std::string::npos, !looked);
    }
};

QTEST_APPLESS_MAIN(TestProgramCheck)
#include "tst_program_check.moc"
