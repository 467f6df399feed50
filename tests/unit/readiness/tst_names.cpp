// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/readiness/naming.h"
#include "core/readiness/notes.h"
#include "core/sql/postgresql/quote.h"

#include <QtTest>

using namespace causeway;

class TestNames : public QObject {
    Q_OBJECT

private slots:
    void quoting() {
        QCOMPARE(pg::quoteIdentifier("plain_name2"), std::string("plain_name2"));
        QCOMPARE(pg::quoteIdentifier("user"), std::string("\"user\""));
        QCOMPARE(pg::quoteIdentifier("Mixed"), std::string("\"Mixed\""));
        QCOMPARE(pg::quoteIdentifier("a\"b"), std::string("\"a\"\"b\""));
        QCOMPARE(pg::quoteIdentifier(std::string("a\0b", 3)), std::string("\"ab\""));
        QCOMPARE(pg::quoteIdentifier("2nd"), std::string("\"2nd\""));
        QCOMPARE(pg::quoteLiteral("it's \\ x"), std::string("'it''s \\ x'"));
        QCOMPARE(pg::byteaLiteral("\x01\xff"), std::string("'\\x01ff'::bytea"));
        QCOMPARE(pg::qualified("", "t"), std::string("t"));
        QCOMPARE(pg::qualified("My", "t"), std::string("\"My\".t"));
    }
    /// The policy holds for this thread while it lives, and an inner one for as long as that lives.
    void quotingByPolicy() {
        {
            const pg::QuotingPolicy always(true);
            QCOMPARE(pg::quoteIdentifier("plain"), std::string("\"plain\""));
            QCOMPARE(pg::qualified("s", "t"), std::string("\"s\".\"t\""));
            const pg::QuotingPolicy needed(false);
            QCOMPARE(pg::quoteIdentifier("plain"), std::string("plain"));
        }
        QCOMPARE(pg::quoteIdentifier("plain"), std::string("plain"));
    }
    void databasesThatMeetInLowerCase() {
        Naming names;
        names.setStyle(NameStyle::Lower);
        names.takeSchema("Shop");
        names.takeSchema("shop");
        names.takeSchema("Shop");
        QCOMPARE(names.schema("Shop"), std::string("shop"));
        QCOMPARE(names.schema("shop"), std::string("shop_2"));
        QCOMPARE(names.schema("Unknown"), std::string("unknown"));
        QCOMPARE(names.changes().size(), std::size_t(2));
        QVERIFY(names.changes()[0].onlyCase() && !names.changes()[1].onlyCase());
    }
    void dollarQuotesDoNotEndEarly() {
        QCOMPARE(pg::dollarQuote("x"), std::string("$$x$$"));
        QCOMPARE(pg::dollarQuote("a $$ b"), std::string("$body1$a $$ b$body1$"));
        QCOMPARE(pg::dollarQuote("ends in $"), std::string("$body1$ends in $$body1$"));
        QCOMPARE(pg::dollarQuote("$$ $body1$body2$ $body4$"),
                 std::string("$body3$$$ $body1$body2$ $body4$$body3$"));
        QCOMPARE(pg::dollarQuote("$$ $body1"), std::string("$body2$$$ $body1$body2$"));
    }
    /// Names are cut at a character's edge and stay apart by their hash.
    void longNames() {
        const std::string a(64, 'a'), b = std::string(63, 'a') + "b";
        QCOMPARE(pg::fitIdentifier(std::string(63, 'x')), std::string(63, 'x'));
        QVERIFY(pg::fitIdentifier(a) != pg::fitIdentifier(b));
        QCOMPARE(pg::fitIdentifier(a).size(), std::size_t(63));
        std::string cyrillic;
        for (int i = 0; i < 64; ++i)
            cyrillic += "\u0436";
        const auto cut = pg::fitIdentifier(cyrillic);
        QVERIFY(cut.size() <= 63);
        QVERIFY(QString::fromStdString(cut).toStdString() == cut);
    }
    void takenNamesGetANumber() {
        NameSpace names;
        QCOMPARE(names.take("idx"), std::string("idx"));
        QCOMPARE(names.take("idx"), std::string("idx_2"));
        QCOMPARE(names.take("idx"), std::string("idx_3"));
        QVERIFY(names.taken("idx_2") && !names.taken("idx_4"));
        const std::string longName(80, 'q');
        QVERIFY(names.take(longName) != names.take(longName));
    }
    /// Nothing of a hostile text leaves the comment.
    void commentsHoldEverything() {
        QCOMPARE(commented("a\nDROP TABLE x;\r\n\rDROP y"),
                 std::string("-- a\n-- DROP TABLE x;\n-- DROP y\n"));
    }
};

QTEST_GUILESS_MAIN(TestNames)
#include "tst_names.moc"
