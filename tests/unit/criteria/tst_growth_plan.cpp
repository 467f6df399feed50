// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"
#include "core/criteria/criteria.h"
#include "core/criteria/growth_plan.h"

#include <QTest>

using namespace causeway;

class TestGrowthPlan : public QObject {
    Q_OBJECT

private slots:
    void eventsAreRead() {
        const auto events =
            parseGrowthEvents("2027-03-01 +30 % second market;2027-11-20..2027-12-02 -12.5% strike ;");
        QVERIFY(events);
        QCOMPARE(events->size(), std::size_t(2));
        QVERIFY((*events)[0] == (GrowthEvent{*parseDate("2027-03-01"), {}, 1.3, "second market"}));
        QVERIFY((*events)[1] ==
                (GrowthEvent{*parseDate("2027-11-20"), *parseDate("2027-12-02"), 0.875, "strike"}));
    }
    void policiesAreRead() {
        const auto policies = parseArchivePolicies("shop.orders 24 months; page_views 1 month");
        QVERIFY(policies);
        QVERIFY((*policies)[0] == (ArchivePolicy{"shop.orders", 24}));
        QVERIFY((*policies)[1] == (ArchivePolicy{"page_views", 1}));
    }
    void whatIsNotUnderstoodIsRefused_data() {
        QTest::addColumn<QString>("key");
        QTest::addColumn<QString>("text");
        for (const char* text : {"soon +30%", "2027-02-30 +30%", "2027-03-01 30%", "2027-03-01 +30",
                                 "2027-03-01 +-30%", "2027-03-01 -130%", "2027-03-01 +99999%",
                                 "2027-03-01..2027-02-01 +3%", "2027-03-01..x +3%", ";", "2027-03-01", "+%"})
            QTest::newRow(text) << "growth_events" << text;
        for (const char* text : {"orders", "orders 0 months", "orders 1.5 months", "orders 9999 months",
                                 "orders 3 weeks", "orders 3 months old", "3 months"})
            QTest::newRow(text) << "archive_policies" << text;
    }
    void whatIsNotUnderstoodIsRefused() {
        QFETCH(QString, key);
        QFETCH(QString, text);
        Criteria c;
        QVERIFY_EXCEPTION_THROWN(c.set(key.toStdString(), text.toStdString()), Error);
    }
    void theExamplesAreUnderstood() {
        Criteria c;
        for (const char* key : {"growth_events", "archive_policies", "growth_basis"})
            c.set(key, factDefinition(key)->example);
        QVERIFY(Criteria::fromJson(c.toJson()) == c);
    }
};

QTEST_APPLESS_MAIN(TestGrowthPlan)
#include "tst_growth_plan.moc"
