// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sql/mysql/lexer.h"

#include <QtTest>

#include <random>

using namespace causeway;
using namespace causeway::mysql;

namespace {

const char* kindLetter(TokenKind k) {
    switch (k) {
    case TokenKind::End:
        return "";
    case TokenKind::Word:
        return "w";
    case TokenKind::QuotedName:
        return "q";
    case TokenKind::String:
        return "s";
    case TokenKind::NationalString:
        return "N";
    case TokenKind::Integer:
        return "i";
    case TokenKind::Decimal:
        return "d";
    case TokenKind::Float:
        return "f";
    case TokenKind::Hex:
        return "x";
    case TokenKind::Bit:
        return "b";
    case TokenKind::UserVariable:
        return "u";
    case TokenKind::SystemVariable:
        return "v";
    case TokenKind::Parameter:
        return "p";
    case TokenKind::Operator:
        return "o";
    case TokenKind::Comment:
        return "c";
    case TokenKind::Invalid:
        return "!";
    }
    return "?";
}

/// "w:a o:. w:1b"
QString listing(std::string_view text, const LexOptions& options = {}) {
    QStringList parts;
    for (const auto& t : tokenize(text, options))
        if (t.kind != TokenKind::End)
            parts << QString("%1:%2").arg(kindLetter(t.kind),
                                          QString::fromUtf8(t.text.data(), qsizetype(t.text.size())));
    return parts.join(' ');
}

} // namespace

class TestLexer : public QObject {
    Q_OBJECT
private slots:
    void kinds_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("tokens");
        const auto row = [](const char* text, const char* tokens) {
            QTest::newRow(text) << QByteArray(text) << QString(tokens);
        };
        row("select a.b from `c``d`", "w:select w:a o:. w:b w:from q:`c``d`");
        row("1 1.5 .5 1. 1e5 1.5E-3 1ea 12ab", "i:1 d:1.5 d:.5 d:1. f:1e5 f:1.5E-3 w:1ea w:12ab");
        row("t.1a t.5 `t`.5", "w:t o:. w:1a w:t o:. w:5 q:`t` o:. w:5");
        row("0x4D 0xZZ x'4d' X'4D' 0b01 b'01' B'1' 0b2",
            "x:0x4D w:0xZZ x:x'4d' x:X'4D' b:0b01 b:b'01' b:B'1' w:0b2");
        row("'it''s' 'a\\'b' \"q\"\"q\" N'n' _utf8'x'",
            "s:'it''s' s:'a\\'b' s:\"q\"\"q\" N:N'n' w:_utf8 s:'x'");
        row("@a @`b c` @'d' @@g @@global.x @@session.`y`",
            "u:@a u:@`b c` u:@'d' v:@@g v:@@global.x v:@@session.`y`");
        row("`root`@`%` root@localhost", "q:`root` u:@`%` w:root u:@localhost");
        row("a<=>b a->'$.x' a->>'$.y' @a:=1 a!=b",
            "w:a o:<=> w:b w:a o:-> s:'$.x' w:a o:->> s:'$.y' u:@a o::= i:1 w:a o:!= w:b");
        row("a -- c\nb--c\nd # e\nf /* g */ h", "w:a w:b o:- o:- w:c w:d w:f w:h");
        row("a --", "w:a");
        row("'open", "!:'open");
        row("/* open", "!:/* open");
        row("a \x01 b", "w:a !:\x01 w:b");
        row("при_віт $x", "w:при_віт w:$x");
        row("?,?", "p:? o:, p:?");
        row("@ a @@", "o:@ w:a !:@@");
    }
    void kinds() {
        QFETCH(QByteArray, text);
        QFETCH(QString, tokens);
        QCOMPARE(listing(text.toStdString()), tokens);
    }

    void modes() {
        LexOptions ansi;
        ansi.mode = parseSqlMode("ANSI_QUOTES,NO_BACKSLASH_ESCAPES");
        QCOMPARE(listing("\"a\"\"b\" 'c\\' 'd'", ansi), QString("q:\"a\"\"b\" s:'c\\' s:'d'"));
        const auto combined = parseSqlMode("STRICT_ALL_TABLES, ansi");
        QVERIFY(combined.ansiQuotes && combined.pipesAsConcat && combined.realAsFloat &&
                !combined.noBackslashEscapes);
        QCOMPARE(parseSqlMode(""), SqlMode{});
    }

    void versionedComments_data() {
        QTest::addColumn<int>("flavour");
        QTest::addColumn<int>("version");
        QTest::addColumn<QString>("tokens");
        const int either = int(Flavour::Either), mysql = int(Flavour::MySQL), maria = int(Flavour::MariaDB);
        QTest::newRow("either") << either << 0 << QString("w:a w:b w:c w:d w:e w:z");
        QTest::newRow("mysql 5.6") << mysql << 50624 << QString("w:a w:b w:z");
        QTest::newRow("mysql 8") << mysql << 80036 << QString("w:a w:b w:c w:z");
        QTest::newRow("mariadb 10.11") << maria << 101119 << QString("w:a w:b w:d w:e w:z");
        QTest::newRow("mariadb 10.0") << maria << 100010 << QString("w:a w:b w:z");
    }
    void versionedComments() {
        QFETCH(int, flavour);
        QFETCH(int, version);
        QFETCH(QString, tokens);
        LexOptions options;
        options.flavour = Flavour(flavour);
        options.version = std::uint32_t(version);
        QCOMPARE(listing("/*!a*/ /*!50100 b /* in */ */ /*!80016 c*/ /*M!100100 d*/ /*!100101 e*/"
                         "/*!999999 f /* g */ h*/ /*M!999999\\- x*/ z",
                         options),
                 tokens);
    }

    void places() {
        const auto tokens = tokenize("a\n  'x\ny' b /*\n*/ c", {}, {10, 5});
        QCOMPARE(tokens[0].place, (Place{10, 5}));
        QCOMPARE(tokens[1].place, (Place{11, 3}));
        QCOMPARE(tokens[2].place, (Place{12, 4}));
        QCOMPARE(tokens[3].place, (Place{13, 4}));
        QCOMPARE(tokens[3].offset, std::size_t(18));
    }

    void decoding() {
        QCOMPARE(decodeString("'a\\n\\0\\%\\'''b'", {}), std::string("a\n\0\\%''b", 8));
        QCOMPARE(decodeString("'a\\n'", parseSqlMode("NO_BACKSLASH_ESCAPES")), std::string("a\\n"));
        QCOMPARE(decodeString("N'x'", {}), std::string("x"));
        QCOMPARE(decodeString("'", {}), std::string());
        QCOMPARE(unquoteName("`a``b`"), std::string("a`b"));
        QCOMPARE(unquoteName("\"a\"\"b\""), std::string("a\"b"));
        QCOMPARE(unquoteName("plain"), std::string("plain"));
        QCOMPARE(decodeHex("x'4d7A'"), std::string("Mz"));
        QCOMPARE(decodeHex("0x14D"), std::string("\x01\x4D"));
        QCOMPARE(decodeHex("x'zz'"), std::string());
        QCOMPARE(bitDigits("b'0101'"), std::string("0101"));
        QCOMPARE(bitDigits("0b11"), std::string("11"));
        QCOMPARE(variableName("@Name"), std::string("Name"));
        QCOMPARE(variableName("@`a b`"), std::string("a b"));
    }

    /// Every token lies in the text, in order, and every byte but blanks and comments is in one token.
    void anyBytes() {
        std::mt19937 random(7);
        const std::string_view alphabet = "'\"`\\/*!-#@.:<=>|&xXbBnN0159eE \n\tM;_$az\x80\xFF";
        for (int round = 0; round < 4000; ++round) {
            std::string text(random() % 60, ' ');
            for (auto& c : text)
                c = random() % 8 ? alphabet[random() % alphabet.size()] : char(random() % 256);
            LexOptions options;
            options.keepComments = round % 2;
            options.mode.ansiQuotes = round % 3 == 0;
            options.mode.noBackslashEscapes = round % 5 == 0;
            std::size_t end = 0;
            for (const auto& t : tokenize(text, options)) {
                QVERIFY(t.offset >= end && t.end() <= text.size());
                QVERIFY(t.kind == TokenKind::End || !t.text.empty());
                end = t.end();
                decodeString(t.text, options.mode);
                unquoteName(t.text);
                decodeHex(t.text);
                variableName(t.text);
            }
            QCOMPARE(end, text.size());
        }
    }
};

QTEST_APPLESS_MAIN(TestLexer)
#include "tst_lexer.moc"
