// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef Q_MOC_RUN // moc 6.4 stumbles over C++20 headers of the standard library
#include "planted_mysql.h"
#include "planted_postgresql.h"
#include "proofs.h"
#endif

#include <QTest>

using namespace causeway;
using namespace causeway::live_test;

namespace {

constexpr double kMonth = 40 * 86400.0;

/// A redo log that is full at once, pages that nobody is in a hurry to write.
const std::vector<std::string> kTightLog{"server_id = 1",
                                         "skip_log_bin",
                                         "secure_file_priv =",
                                         "performance_schema = ON",
                                         "innodb_log_file_size = 4M",
                                         "innodb_buffer_pool_size = 256M",
                                         "innodb_flush_log_at_trx_commit = 0",
                                         "innodb_doublewrite = OFF",
                                         "innodb_adaptive_flushing = OFF",
                                         "innodb_max_dirty_pages_pct = 99",
                                         "innodb_io_capacity = 100",
                                         "innodb_io_capacity_max = 100"};

const std::vector<std::string> kSmallRows{
    "CREATE DATABASE shop",
    "CREATE TABLE shop.stock (id INT NOT NULL PRIMARY KEY, k INT NOT NULL, pad CHAR(200), KEY by_k (k)) "
    "ENGINE=InnoDB",
    "INSERT INTO shop.stock SELECT seq, seq * 7919 % 100003, REPEAT('x', 200) FROM shop.seq_1_to_20000",
};

/// 1.7 GB in few rows, a quarter of which go again; 120 MB with an index that nobody reads.
const std::vector<std::string> kLargeRows{
    "CREATE TABLE shop.scan (id CHAR(36) CHARACTER SET ascii NOT NULL PRIMARY KEY, image LONGBLOB NOT NULL) "
    "ENGINE=InnoDB",
    "CREATE TABLE shop.log (id INT NOT NULL PRIMARY KEY, k INT NOT NULL, body LONGBLOB NOT NULL, KEY by_k "
    "(k)) "
    "ENGINE=InnoDB",
    "INSERT INTO shop.log SELECT seq, seq, REPEAT('y', 8000000) FROM shop.seq_1_to_15",
    "INSERT INTO shop.scan SELECT UUID(), REPEAT('x', 8000000) FROM shop.seq_1_to_55",
    "INSERT INTO shop.scan SELECT UUID(), REPEAT('x', 8000000) FROM shop.seq_1_to_55",
    "INSERT INTO shop.scan SELECT UUID(), REPEAT('x', 8000000) FROM shop.seq_1_to_55",
    "INSERT INTO shop.scan SELECT UUID(), REPEAT('x', 8000000) FROM shop.seq_1_to_55",
    "DELETE FROM shop.scan ORDER BY id LIMIT 68",
    "SELECT COUNT(*) FROM shop.log FORCE INDEX (PRIMARY) WHERE id > 3",
};

AuditReport auditOf(const OwnServer& own, double seconds = 0) {
    Progress progress;
    auto snapshot = collect({own.server().target}, {}, own.server().secret(), progress);
    withoutOwnAccounts(snapshot);
    return audit(later(snapshot, seconds), Criteria(), "en", progress);
}

std::vector<std::string> demanded(const char* scenario, const char* level) {
    return ProofRegister::instance().rules("tst_planted_size", scenario, "mariadb", level);
}

} // namespace

/// A MariaDB that writes more than its redo log holds, and tables larger than a gibibyte.
class TestPlantedSize : public QObject {
    Q_OBJECT
private slots:
    void sizes() {
        LIVE_SERVER(shared, "CAUSEWAY_TEST_MARIADB");
        try {
            OwnServer own("mariadb", kTightLog);
            fullRedoLog(own);
            largeTables(own);
        } catch (const Error& error) {
            QFAIL(error.what());
        }
    }

private:
    /// Each round changes an eighth of the rows, after which the pages wait to be written.
    static void write(const OwnServer& own, int round) {
        execute(own.server(),
                {"UPDATE shop.stock SET k = k * 31 % 99991 WHERE id % 8 = " + std::to_string(round % 8)});
    }

    static void fullRedoLog(OwnServer& own) {
        execute(own.server(), kSmallRows);
        const auto rules = demanded("full redo log", "followed");
        AuditReport full;
        for (int round = 0; round < 40; ++round) {
            write(own, round);
            full = auditOf(own);
            if (std::all_of(rules.begin(), rules.end(),
                            [&](const auto& rule) { return checkOf(full, rule).state == CheckState::Found; }))
                break;
        }
        QCOMPARE(notFound({&full}, rules), 0);
        QCOMPARE(text(badAdvice(full)), QString());
        own.reconfigure(
            {"innodb_log_file_size = 512M", "innodb_io_capacity = 2000", "innodb_io_capacity_max = 4000"});
        for (int round = 0; round < 8; ++round)
            write(own, round);
        const auto after = auditOf(own);
        QCOMPARE(stillFound({&after}, rules), 0);
    }

    /// The counters of a morning, read as those of a month.
    static void largeTables(OwnServer& own) {
        execute(own.server(), kLargeRows);
        const auto mended = demanded("large tables", "mended"),
                   followed = demanded("large tables", "followed"), found = demanded("large tables", "found");
        AuditReport before;
        for (int n = 0; n < 30; ++n) { // what the deleted rows held is free when it is purged
            execute(own.server(), {"ANALYZE TABLE shop.scan"});
            before = auditOf(own, kMonth);
            if (checkOf(before, "inno.fragmentation").state == CheckState::Found)
                break;
            QTest::qWait(500);
        }
        QCOMPARE(notFound({&before}, mended) + notFound({&before}, followed) + notFound({&before}, found), 0);
        QCOMPARE(text(badAdvice(before)), QString());
        for (const auto& rule : mended)
            for (const auto& finding : checkOf(before, rule).findings)
                execute(own.server(), statementsOf(finding.fix));
        execute(own.server(), {"ALTER TABLE shop.scan ADD COLUMN made DATE, ADD KEY by_made (made)"});
        execute(own.server(), {"ANALYZE TABLE shop.scan"});
        const auto after = auditOf(own, kMonth);
        QCOMPARE(stillFound({&after}, mended) + stillFound({&after}, followed), 0);
    }
};

QTEST_GUILESS_MAIN(TestPlantedSize)
#include "tst_planted_size.moc"
