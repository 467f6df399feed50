// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/collect/mysql/table_activity.h"

#include <QTest>

using namespace causeway;
using namespace causeway::mysql;

namespace {

using Row = std::vector<std::optional<std::string>>;

ProbeResult answerOf(std::vector<Row> rows) {
    ProbeResult answer;
    answer.id = "mysql.index_usage";
    answer.query = "SELECT";
    answer.columns = {"object_schema", "object_name",  "index_name",   "count_star",  "count_read",
                      "count_write",   "count_insert", "count_update", "count_delete"};
    answer.rows = std::move(rows);
    return answer;
}

const std::vector<Row> kRows{
    {"shop", "orders", "PRIMARY", "12", "7", "5", "0", "3", "2"},
    {"shop", "orders", "by_day", "0", "0", "0", "0", "0", "0"},
    {"shop", "orders", std::nullopt, "9", "0", "9", "9", "0", "0"},
    {"shop", "log", "PRIMARY", "1", "1", "0", "0", "0", "0"},
    {"shop", "log", std::nullopt, "500", "0", "500", "499", "1", "0"},
    {"shop", "still", "PRIMARY", "4", "4", "0", "0", "0", "0"},
    {"shop", "still", std::nullopt, "0", "0", "0", "0", "0", "0"},
};

} // namespace

class TestTableActivity : public QObject {
    Q_OBJECT
private slots:
    void theAnswerIsTakenApart() {
        const auto activity = activityFrom(answerOf(kRows), 100);
        const auto &usage = activity.indexUsage, &writes = activity.tableWrites;
        QCOMPARE(usage.rows.size(), std::size_t(4)); // no row without an index
        QCOMPARE(usage.value(1, "index_name"), std::optional<std::string>("by_day"));
        QCOMPARE(usage.value(1, "count_star"), std::optional<std::string>("0"));
        QVERIFY(usage.message.empty() && writes.message.empty());
        QCOMPARE(writes.id, std::string("mysql.table_writes"));
        QCOMPARE(writes.query, usage.query);
        // Most inserts first; a table without writes is not listed; updates count wherever they were found.
        QCOMPARE(writes.rows,
                 (std::vector<Row>{{"shop", "log", "499", "1", "0"}, {"shop", "orders", "9", "3", "2"}}));
    }
    void aFullAnswerMayBeAPart() {
        const auto activity = activityFrom(answerOf({kRows.begin(), kRows.begin() + 4}), 4);
        QCOMPARE(activity.indexUsage.rows.size(), std::size_t(2)); // log, which may be cut, is left out
        QVERIFY(activity.indexUsage.message.find("first 3 rows") != std::string::npos);
        QCOMPARE(activity.tableWrites.rows, (std::vector<Row>{{"shop", "orders", "9", "3", "2"}}));
        QCOMPARE(activity.tableWrites.message, activity.indexUsage.message);
        const auto one = activityFrom(answerOf({kRows.begin(), kRows.begin() + 3}), 3);
        QVERIFY(one.indexUsage.rows.empty() && !one.indexUsage.message.empty());
    }
    void whatTheServerRefusedStaysRefused() {
        auto refused = answerOf({});
        refused.state = ProbeResult::State::Denied;
        refused.message = "1142: denied";
        const auto activity = activityFrom(refused, 100);
        QVERIFY(activity.indexUsage.state == ProbeResult::State::Denied);
        QVERIFY(activity.tableWrites.state == ProbeResult::State::Denied);
        QCOMPARE(activity.tableWrites.message, refused.message);
    }
    void hostileRowsAreNotRead() {
        auto answer =
            answerOf({{}, {"shop"}, {"shop", "t", "k", "x", "-1", "", "99999999999999999999", "1", "1"}});
        QCOMPARE(activityFrom(answer, 100).indexUsage.rows.size(), std::size_t(1));
        QCOMPARE(activityFrom(answer, 100).tableWrites.rows,
                 (std::vector<Row>{{"shop", "t", "0", "1", "1"}}));
        answer.columns = {"object_name"};
        QVERIFY(activityFrom(answer, 100).indexUsage.rows.empty());
        QVERIFY(activityFrom(answer, 1).tableWrites.rows.empty());
    }
    void fewerRowsOfManyOpenTables() {
        QVERIFY(activityRows(8000) * 8000 <= 10'000'000);
        QCOMPARE(activityRows(2000), std::size_t(5000));
        QCOMPARE(activityRows({}), activityRows(2000));
        QCOMPARE(activityRows(0), std::size_t(100'000));
        QCOMPARE(activityRows(1e12), std::size_t(500));
    }
};

QTEST_APPLESS_MAIN(TestTableActivity)
#include "tst_table_activity.moc"
