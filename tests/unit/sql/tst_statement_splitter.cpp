// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sql/mysql/statement_splitter.h"

#include <QtTest>

#include <random>

using namespace causeway;
using namespace causeway::mysql;

namespace {

/// Feeds a script in pieces of `size` bytes.
StatementSplitter::Refill pieces(std::string_view script, std::size_t size) {
    return [script, size]() mutable {
        const auto piece = script.substr(0, size);
        script.remove_prefix(piece.size());
        return piece;
    };
}

QStringList statements(std::string_view script, std::size_t size) {
    StatementSplitter splitter(pieces(script, size));
    Statement s;
    QStringList out;
    while (splitter.next(s))
        out << QString::fromUtf8(s.text.data(), qsizetype(s.text.size())) +
                   (s.rows ? QString(" #%1").arg(s.rows) : QString()) + (s.unfinished ? " ?" : "");
    return out;
}

} // namespace

class TestStatementSplitter : public QObject {
    Q_OBJECT
private slots:
    void cuts_data() {
        QTest::addColumn<QByteArray>("script");
        QTest::addColumn<QStringList>("expected");
        const auto row = [](const char* name, const char* script, QStringList expected) {
            QTest::newRow(name) << QByteArray(script) << expected;
        };
        row("plain", "a; b ;;\n c", {"a", "b", "c"});
        row("quotes", "a ';' \";\" `;` 'x\\';' 'y'';' ; b", {"a ';' \";\" `;` 'x\\';' 'y'';'", "b"});
        row("comments", "-- x;\n# y;\n/* z; */ a -- ;\n /* ; */ # ;\n b; c",
            {"a -- ;\n /* ; */ # ;\n b", "c"});
        row("not a comment", "a--1; b", {"a--1", "b"});
        row("slash star slash", "a /*/ ; */ b; c", {"a /*/ ; */ b", "c"});
        row("bom", "\xEF\xBB\xBFselect 1; b", {"select 1", "b"});
        row("delimiter", "DELIMITER ;;\na; b;;\ndelimiter $$\nc;;d$$\nDELIMITER ;\ne;",
            {"a; b", "c;;d", "e"});
        row("versioned code", "/*!50003 a */; /*!999999 x; */ /*M!999999\\- y */ b;", {"/*!50003 a */", "b"});
        row("use without delimiter", "use shop\ncreate x; source a.sql\nb;",
            {"use shop", "create x", "source a.sql", "b"});
        row("rows",
            "insert into t values (1,'(',(2)),(3,4,5); insert t (a,b) values (1,2) on duplicate key update "
            "a=values(a);"
            "insert into t select * from (select 1) x on duplicate key update a=values(a); replace t set "
            "a=(1);"
            "insert t values row(1,2), row(3,4) as new(a,b)",
            {"insert into t values (1,'(',(2)),(3,4,5) #2",
             "insert t (a,b) values (1,2) on duplicate key update a=values(a) #1",
             "insert into t select * from (select 1) x on duplicate key update a=values(a)",
             "replace t set a=(1) #1", "insert t values row(1,2), row(3,4) as new(a,b) #2"});
        row("program under ;",
            "CREATE DEFINER=`a`@`b` TRIGGER t BEFORE INSERT ON x FOR EACH ROW BEGIN IF a THEN SET b=1; END "
            "IF;"
            "CASE c WHEN 1 THEN SET d=2; END CASE; SET e = CASE WHEN f THEN 1 END; END; next;",
            {"CREATE DEFINER=`a`@`b` TRIGGER t BEFORE INSERT ON x FOR EACH ROW BEGIN IF a THEN SET b=1; END "
             "IF;"
             "CASE c WHEN 1 THEN SET d=2; END CASE; SET e = CASE WHEN f THEN 1 END; END",
             "next"});
        row("program without block", "CREATE TRIGGER t BEFORE INSERT ON x FOR EACH ROW SET NEW.a=1; b;",
            {"CREATE TRIGGER t BEFORE INSERT ON x FOR EACH ROW SET NEW.a=1", "b"});
        row("lost END", "CREATE PROCEDURE p() BEGIN a; b;\nc;", {"CREATE PROCEDURE p() BEGIN a ?", "b", "c"});
        row("lost quote", "a 'x;\nb;\nc", {"a 'x ?", "b", "c"});
        row("lost comment", "a /* x;\r\nb", {"a /* x ?", "b"});
        row("unfinished for good", "a 'x", {"a 'x ?"});
        row("blank", " \n -- only\n", {});
    }
    void cuts() {
        QFETCH(QByteArray, script);
        QFETCH(QStringList, expected);
        const std::string_view text(script.constData(), std::size_t(script.size()));
        for (const std::size_t size : {std::size_t(1), std::size_t(3), std::size_t(7), std::size_t(1) << 20})
            QCOMPARE(statements(text, size), expected);
    }

    void placesAndComments() {
        const std::string script = "-- Host: h\n\n  a\nb;\n/* m\n */ c; d";
        for (const std::size_t size : {std::size_t(2), std::size_t(1000)}) {
            StatementSplitter splitter(pieces(script, size));
            std::vector<std::string> comments;
            splitter.onComment([&](std::string_view line, Place) { comments.emplace_back(line); });
            Statement s;
            QVERIFY(splitter.next(s));
            QCOMPARE(s.place, (Place{3, 3}));
            QCOMPARE(s.offset, std::uint64_t(14));
            QCOMPARE(s.bytes, std::uint64_t(3));
            QVERIFY(splitter.next(s));
            QCOMPARE(s.place, (Place{6, 5}));
            QVERIFY(splitter.next(s));
            QCOMPARE(s.place, (Place{6, 8}));
            QVERIFY(!splitter.next(s));
            QVERIFY(!splitter.next(s));
            QCOMPARE(comments, std::vector<std::string>{"-- Host: h"});
        }
    }

    void modeChanges() {
        StatementSplitter splitter("a; 'x\\'; b");
        Statement s;
        QVERIFY(splitter.next(s));
        LexOptions options;
        options.mode.noBackslashEscapes = true;
        splitter.setOptions(options);
        QVERIFY(splitter.next(s));
        QCOMPARE(s.text, std::string_view("'x\\'"));
    }

    /// An INSERT of 40 MB passes with its rows counted and without being kept.
    void longInsertIsBounded() {
        std::string head = "INSERT INTO `t` VALUES ", row = "(1,'a(b\\'c;d',NULL,'Ω'),";
        int left = 1'700'000;
        bool first = true, last = false;
        std::string piece;
        StatementSplitter splitter([&]() -> std::string_view {
            piece.clear();
            if (first)
                piece = head;
            first = false;
            for (int i = 0; i < 9000 && left > 0; ++i, --left)
                piece += row;
            if (piece.empty() && !last) {
                last = true;
                piece = "(2);\nSELECT 1;";
            }
            return piece;
        });
        Statement s;
        QVERIFY(splitter.next(s));
        QVERIFY(s.cut);
        QCOMPARE(s.rows, std::uint64_t(1'700'001));
        QCOMPARE(s.text.size(), StatementSplitter::kHead);
        QCOMPARE(s.bytes, std::uint64_t(head.size() + 1'700'000 * row.size() + 3));
        QVERIFY(splitter.next(s));
        QCOMPARE(s.text, std::string_view("SELECT 1"));
        QCOMPARE(s.place, (Place{2, 1}));
    }

    /// Whatever the bytes, the pieces' size changes nothing, and it ends.
    void anyBytes() {
        std::mt19937 random(11);
        const std::string_view parts[] = {
            "'",         "\"",         "`",  "\\",     "/*",      "*/",
            "/*!50001 ", "-- ",        "#",  "\n",     ";",       "a ",
            "INSERT t ", "VALUES (",   ")",  "BEGIN ", "END ",    "CREATE TRIGGER ",
            "CASE ",     "DELIMITER ", "$$", "/*M!9 ", "USE x\n", "\xFF"};
        for (int round = 0; round < 3000; ++round) {
            std::string script;
            for (int i = 0, n = int(random() % 40); i < n; ++i)
                script += parts[random() % std::size(parts)];
            const auto whole = statements(script, script.size() + 1);
            QCOMPARE(statements(script, 1 + random() % 5), whole);
        }
    }
};

QTEST_APPLESS_MAIN(TestStatementSplitter)
#include "tst_statement_splitter.moc"
