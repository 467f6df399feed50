// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sql/mysql/plain_rows.h"
#include "core/sql/mysql/statement_splitter.h"

#include <QtTest>

#include <random>
#include <tuple>

using namespace causeway::mysql;

namespace {

/// `text` behind so many blanks that it begins at a block's byte `at`, and blanks up to two blocks' end.
std::string inBlocks(const std::string& text, std::size_t at) {
    std::string out(at, ' ');
    out += text;
    out.resize(2 * kRowBlock, ' ');
    return out;
}

using Cut = std::tuple<std::string, std::uint64_t, std::uint64_t, std::uint64_t, bool>;

/// Statements, their rows and places. Pieces below a block's size make the splitter go byte by byte.
std::vector<Cut> statements(std::string_view script, std::size_t pieceSize, bool noBackslashEscapes) {
    LexOptions options;
    options.mode.noBackslashEscapes = noBackslashEscapes;
    StatementSplitter splitter(
        [script, pieceSize]() mutable {
            const auto piece = script.substr(0, pieceSize);
            script.remove_prefix(piece.size());
            return piece;
        },
        options);
    std::vector<Cut> out;
    Statement s;
    while (splitter.next(s))
        out.emplace_back(std::string(s.text), s.rows, s.offset, s.bytes, s.unfinished);
    return out;
}

} // namespace

class TestPlainRows : public QObject {
    Q_OBJECT
private slots:
    void passes_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<int>("rows");
        const auto row = [](const char* text, int rows) {
            QTest::newRow(text) << QByteArray(text) << rows;
        };
        row("(1,'a',NULL),(-2,'b',0x4D)", 2);
        row("('it''s'),('(--#;/*\"`)')", 2);
        row("('\\'(;'),('\\\\'),('\\\\\\'(')", 3);
        row("(1)\r\n,(2)", 2);
        row("(-1),(1-1)", 2);
    }
    /// Wherever it stands in a block.
    void passes() {
        QFETCH(QByteArray, text);
        QFETCH(int, rows);
        for (std::size_t at = 0; at < kRowBlock; ++at) {
            const auto blocks = inBlocks(text.toStdString(), at);
            RowScan scan;
            const auto stopped = skipPlainRows(blocks, 0, blocks.size(), true, scan);
            QVERIFY(stopped + kRowBlock > blocks.size()); // a last byte may be left to the next block
            QCOMPARE(scan.rows, std::uint64_t(rows));
            QVERIFY(!scan.inString && !scan.inRow);
        }
    }

    void stops_data() {
        QTest::addColumn<QByteArray>("text");
        for (const char* text : {"(1);", "((1))", "(1))", "(\"a\")", "(`a`)", "(1 -- x\n)", "(1--1)", "(1/2)",
                                 "(1 # x\n)", "(\\N)", "(1) AS n", "(1),'a',(1)", "(1),x", "('\\\\'\"')"})
            QTest::newRow(text) << QByteArray(text);
    }
    /// Wherever it stands in a block: never behind the block where it ends.
    void stops() {
        QFETCH(QByteArray, text);
        for (std::size_t at = 0; at < kRowBlock; ++at) {
            const auto blocks = inBlocks(text.toStdString(), at);
            RowScan scan;
            const auto stopped = skipPlainRows(blocks, 0, blocks.size(), true, scan);
            QVERIFY(stopped <= at + std::size_t(text.size()));
        }
    }

    void entersAndLeavesStringsAndRows() {
        const std::string text = std::string(200, 'x') + "'),(1,'" + std::string(200, 'y');
        RowScan scan{true, true};
        const auto stopped = skipPlainRows(text, 0, text.size(), true, scan);
        QVERIFY(stopped + kRowBlock > text.size());
        QVERIFY(scan.inString && scan.inRow);
        QCOMPARE(scan.rows, std::uint64_t(1));
        QCOMPARE(skipPlainRows(text, 0, kRowBlock - 1, true, scan), std::size_t(0));
    }

    /// Blocks and single bytes cut the same, whatever the rows hold.
    void asByteByByte() {
        std::mt19937 random(5);
        const std::string_view common[] = {"1",    "-2.5",  ",", "'a b'",        "NULL", "),(",
                                           "0xAB", "'\\''", ",", "'it''s \\\\'", "'('",  "),\n("};
        const std::string_view rare[] = {"'",  "\\", "(",    ")",   "--", "-- ",      "#",
                                         "/*", "*/", "\"",   "`",   ";",  " as ",     ");\nINSERT t VALUES (",
                                         "\n", "/",  "\xFF", "row", "-",  "/*!99999 "};
        for (int round = 0; round < 2000; ++round) {
            std::string script = "INSERT INTO t VALUES (";
            const auto rarity = 1 + random() % 120;
            for (int i = 0, n = int(random() % 300); i < n; ++i)
                script += random() % rarity == 0 ? rare[random() % std::size(rare)]
                                                 : common[random() % std::size(common)];
            script += ");\nSELECT 1;\n";
            const bool mode = random() % 4 == 0;
            const auto single = statements(script, 1, mode);
            QCOMPARE(statements(script, script.size(), mode), single);
            QCOMPARE(statements(script, 100 + random() % 400, mode), single);
        }
    }
};

QTEST_APPLESS_MAIN(TestPlainRows)
#include "tst_plain_rows.moc"
