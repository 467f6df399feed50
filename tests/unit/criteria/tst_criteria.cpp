// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"
#include "core/base/units.h"
#include "core/criteria/criteria.h"

#include <QTest>

#include <set>

using namespace causeway;

class TestCriteria : public QObject {
    Q_OBJECT
private slots:
    void everyDefinitionIsWholeAndItsExampleParses() {
        std::set<std::string> keys;
        for (const auto& d : factDefinitions()) {
            QVERIFY2(keys.insert(d.key).second, d.key.c_str());
            QVERIFY2(!d.label.empty() && !d.help.empty() && !d.group.empty(), d.key.c_str());
            Criteria c;
            c.set(d.key, d.example);
            QCOMPARE(c.text(d.key), std::optional(d.example));
        }
        QVERIFY(keys.size() >= 25);
    }
    void theCase() {
        Criteria c;
        c.set("volume", "100GB");
        c.set("growth", "50%/quarter");
        c.set("rps", "100/s");
        c.set("ram", "16GB");
        c.set("rpo", "0s");
        c.set("freezes", "2026-12-01..2027-01-10, 2027-11-20..2027-12-01");
        QCOMPARE(c.number("volume"), 100 * kGiB);
        QCOMPARE(c.number("growth"), 1.5);
        QCOMPARE(c.number("rpo"), 0.0);
        QCOMPARE(c.dateRanges("freezes").size(), std::size_t(2));
        QVERIFY(!c.number("cpus"));
    }
    void badValuesAreRefusedWithAnExample() {
        Criteria c;
        for (const auto& [key, value] : {std::pair{"volume", "much"},
                                         {"deadline", "2027-02-30"},
                                         {"environment", "prod"},
                                         {"freezes", "2027-01-10..2026-12-01"},
                                         {"cpus", "-4"},
                                         {"client", ""},
                                         {"nonsense", "1"}}) {
            try {
                c.set(key, value);
                QFAIL(key);
            } catch (const Error& e) {
                QCOMPARE(e.code(), ErrorCode::Usage);
                QVERIFY(!e.next().empty());
            }
        }
        QVERIFY(c.facts().empty());
    }
    void linesAreAllOrNothing() {
        Criteria c;
        c.assignLines("# the case\n\nvolume = 100GB\nrto=60s\n", "file", {});
        QCOMPARE(c.number("rto"), 60.0);
        c.assign("rto=", "file", {});
        QVERIFY(!c.fact("rto"));
        try {
            c.assignLines("rpo=0s\nvolume=much\n", "file", {});
            QFAIL("a bad line was taken");
        } catch (const Error& e) {
            QVERIFY(std::string(e.what()).starts_with("line 2"));
        }
        QVERIFY(!c.fact("rpo"));
    }
    void jsonKeepsEverything() {
        Criteria c;
        c.set("client", "Квітка", "contract", parseInstant("2026-11-20T10:00:00Z"));
        c.set("rto", "60s");
        QCOMPARE(Criteria::fromJson(c.toJson()), c);
        QVERIFY_EXCEPTION_THROWN(Criteria::fromJson(Json::array()), Error);
    }
};

QTEST_APPLESS_MAIN(TestCriteria)
#include "tst_criteria.moc"
