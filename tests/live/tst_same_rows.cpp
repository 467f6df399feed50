// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef Q_MOC_RUN // moc 6.4 stumbles over C++20 headers of the standard library
#include "core/collect/files/dump.h"
#include "core/prove/scratch.h"
#include "core/prove/scratch_name.h"
#include "core/prove/verify.h"
#include "core/readiness/readiness.h"
#include "live_support.h"

#include <QTemporaryFile>
#endif

#include <QTest>

using namespace causeway;

namespace {

constexpr const char* kSchema =
    "CREATE DATABASE shop; USE shop;\n"
    "CREATE TABLE customer (id INT AUTO_INCREMENT PRIMARY KEY, name VARCHAR(40), level TINYINT NOT NULL,\n"
    "  seen DATETIME DEFAULT '0000-00-00 00:00:00', status ENUM('new','paid') NOT NULL DEFAULT 'new')\n"
    "  DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;\n"
    "CREATE TABLE invoice (id INT PRIMARY KEY, customer_id INT NOT NULL, total DECIMAL(10,2), paid DATE,\n"
    "  CONSTRAINT fk FOREIGN KEY (customer_id) REFERENCES customer (id))\n"
    "  DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;\n"
    "CREATE VIEW named AS SELECT id, name FROM customer WHERE name IS NOT NULL;\n";

Catalog catalog() {
    QTemporaryFile file;
    if (!file.open() || file.write(kSchema) < 0)
        throw Error(ErrorCode::Internal, "no temporary file");
    file.close();
    Progress progress;
    auto source = TextSource::open(file.fileName().toStdString());
    return readDump(source, progress).catalog;
}

struct Asked {
    const char* sql;
    Proof proof;
};
constexpr Asked kQueries[] = {
    {"SELECT id, name FROM customer WHERE name = 'ann'", Proof::SameRows},
    {"SELECT c.name, SUM(i.total) AS sum FROM invoice i JOIN customer c ON c.id = i.customer_id WHERE c.name "
     "LIKE 'An%' GROUP BY c.name ORDER BY sum DESC",
     Proof::SameRows},
    {"SELECT id, level / 3, level DIV 3 FROM customer WHERE status = 'paid' ORDER BY id LIMIT 3",
     Proof::SameRows},
    {"SELECT name FROM shop.customer ORDER BY level IS NULL, level DESC, id", Proof::SameRows},
    {"SELECT id, seen FROM customer ORDER BY seen, id", Proof::SameRows},
    {"SELECT COUNT(*), MAX(name) FROM named", Proof::SameRows},
    {"SELECT id FROM customer WHERE id = ? AND level >= ?", Proof::SameRows},
    {"SELECT id FROM customer WHERE id = 1 AND id = 2", Proof::Ran}, // no row proves nothing
    {"SELECT UUID()", Proof::Ran},
    {"UPDATE customer SET level = 2 WHERE id = 1", Proof::Ran},
    {"SELECT LOAD_FILE('/etc/hostname')", Proof::Unchecked},
};

Snapshot snapshot() {
    ServerEvidence evidence;
    evidence.id = "db1";
    evidence.catalog = catalog();
    evidence.workload.emplace();
    int n = 0;
    for (const Asked& asked : kQueries) {
        QueryClass q;
        q.id = std::to_string(++n);
        q.sample = asked.sql;
        q.schema = "shop";
        q.count = 1;
        evidence.workload->queries.push_back(q);
    }
    Snapshot out;
    out.servers = {evidence};
    return out;
}

int scratchDatabases(const live_test::Server& server) {
    Progress progress;
    const auto rows = live_test::connect(server)->run(
        "t", "SELECT schema_name AS name FROM information_schema.schemata", {}, progress);
    int count = 0;
    for (std::size_t i = 0; i < rows.rows.size(); ++i)
        count += prove::isScratchName(*rows.value(i, "name")) ? 1 : 0;
    return count;
}

SecretProvider secrets(const live_test::Server& original, const live_test::Server& target) {
    return [original, target](const Target& asked) {
        return asked.engine == Engine::PostgreSQL ? target.password : original.password;
    };
}

} // namespace

/// The workload's SELECTs on both sides over the same generated rows.
class TestSameRows : public QObject {
    Q_OBJECT

private slots:
    void queriesWearWhatTheirRowsProve_data() {
        QTest::addColumn<QString>("original");
        QTest::addColumn<QString>("target");
        QTest::newRow("MariaDB 15") << "CAUSEWAY_TEST_MARIADB"
                                    << "CAUSEWAY_TEST_PG15";
        QTest::newRow("MySQL 17") << "CAUSEWAY_TEST_MYSQL97"
                                  << "CAUSEWAY_TEST_PG17";
        QTest::newRow("MySQL 5.6 15") << "CAUSEWAY_TEST_MYSQL56"
                                      << "CAUSEWAY_TEST_PG15";
    }
    void queriesWearWhatTheirRowsProve() {
        QFETCH(QString, original);
        QFETCH(QString, target);
        LIVE_SERVER(source, original.toStdString());
        LIVE_SERVER(postgres, target.toStdString());
        Progress progress;
        prove::Verification found;
        const auto kept = prove::verifyServer(snapshot(), "db1", {}, {}, {postgres.target, source.target},
                                              secrets(source, postgres), progress, &found);
        QVERIFY(found.compared);
        QVERIFY2(found.compared->rows > 40, std::to_string(found.compared->rows).c_str());
        QCOMPARE(found.compared->tables, std::size_t(2));
        const auto report = assessReadiness(kept.servers[0], {}, {}, progress);
        QCOMPARE(report.queries.size(), std::size(kQueries));
        for (std::size_t i = 0; i < std::size(kQueries); ++i) {
            const auto& q = report.queries[i];
            const auto said = std::string(kQueries[i].sql) + ": " + std::string(proofName(q.proof)) + " " +
                              q.comparison + " " + q.proofMessage + " " + q.target;
            if (kQueries[i].proof == Proof::Unchecked)
                QVERIFY2(q.proof < Proof::Ran || q.verdict == Verdict::Manual, said.c_str());
            else
                QVERIFY2(q.proof == kQueries[i].proof, said.c_str());
        }
        QCOMPARE(scratchDatabases(source), 0);
    }

    /// A conversion that runs and answers otherwise is found out, and says which rows.
    void aWrongConversionIsFoundOut() {
        LIVE_SERVER(source, "CAUSEWAY_TEST_MARIADB");
        LIVE_SERVER(postgres, "CAUSEWAY_TEST_PG15");
        Progress progress;
        const auto evidence = snapshot().servers[0];
        auto report = assessReadiness(evidence, {}, {}, progress);
        report.queries.resize(2);
        report.queries[0].target = "SELECT id, upper(name) FROM shop.customer WHERE lower(name) = 'ann';\n";
        report.queries[1].target = "SELECT 1/0;\n";
        prove::ScratchDatabase scratch(postgres.target, postgres.password, progress);
        auto proofs = prove::runConversion(report, scratch.session(), progress);
        prove::SourceScratch original(source.target, source.password, *evidence.catalog, {}, progress);
        prove::compareQueries(report, *evidence.catalog, {}, {}, original, scratch.session(), proofs,
                              progress);
        applyProofs(report, prove::withProofs(snapshot(), "db1", {proofs, "15", 0, {}}, postgres.target)
                                .servers[0]
                                .probes[0]);
        QCOMPARE(report.queries[0].verdict, Verdict::Assisted);
        QVERIFY2(report.queries[0].comparison.starts_with("Other rows"),
                 report.queries[0].comparison.c_str());
        QVERIFY(report.queries[0].proof != Proof::SameRows);
        QVERIFY(report.queries[1].proof != Proof::SameRows);
    }

    /// What the workload's use of a column decides answers as the original does.
    void decidedColumnsAnswerAlike() {
        LIVE_SERVER(source, "CAUSEWAY_TEST_MARIADB");
        LIVE_SERVER(postgres, "CAUSEWAY_TEST_PG15");
        Progress progress;
        auto known = snapshot();
        auto& evidence = known.servers[0];
        for (auto& column : evidence.catalog->tables[0].columns)
            if (column.name == "name") {
                Index unique;
                unique.name = "by_name";
                unique.kind = IndexKind::Unique;
                unique.parts = {{"name", "", {}, false}};
                evidence.catalog->tables[0].indexes.push_back(unique);
            }
        evidence.workload->queries.resize(1); // WHERE name = 'ann'
        const auto decided = assessReadiness(evidence, {}, {}, progress);
        QVERIFY(std::any_of(decided.conversions.begin(), decided.conversions.end(), [](const auto& c) {
            return c.target.find("COLLATE public.ignore_case_and_accents") != std::string::npos;
        }));
        const auto kept = prove::verifyServer(known, "db1", {}, {}, {postgres.target, source.target},
                                              secrets(source, postgres), progress);
        const auto report = assessReadiness(kept.servers[0], {}, {}, progress);
        QVERIFY2(report.queries[0].proof == Proof::SameRows, report.queries[0].comparison.c_str());
        QVERIFY2(report.queries[0].target.find("lower(") == std::string::npos,
                 report.queries[0].target.c_str());
    }

    void theClientsServerIsRefused() {
        LIVE_SERVER(source, "CAUSEWAY_TEST_MARIADB");
        LIVE_SERVER(postgres, "CAUSEWAY_TEST_PG15");
        Progress progress;
        auto known = snapshot();
        const auto self = live_test::connect(source)->run(
            "t", "SELECT @@hostname AS h, @@port AS p, @@datadir AS d", {}, progress);
        known.servers[0].variables = {{"hostname", *self.value(0, "h")},
                                      {"port", *self.value(0, "p")},
                                      {"datadir", *self.value(0, "d")}};
        try {
            prove::verifyServer(known, "db1", {}, {}, {postgres.target, source.target},
                                secrets(source, postgres), progress);
            QFAIL("it was not refused");
        } catch (const Error& e) {
            QCOMPARE(e.code(), ErrorCode::Usage);
        }
        QCOMPARE(scratchDatabases(source), 0);
    }

    void nothingStaysBehindWhenItIsStopped() {
        LIVE_SERVER(source, "CAUSEWAY_TEST_MARIADB");
        LIVE_SERVER(postgres, "CAUSEWAY_TEST_PG15");
        Progress stopped([&](std::string_view stage, std::uint64_t, std::uint64_t) {
            if (stage.starts_with("Comparing"))
                throw Error(ErrorCode::Cancelled, "stopped at your request");
        });
        QVERIFY_EXCEPTION_THROWN(prove::verifyServer(snapshot(), "db1", {}, {},
                                                     {postgres.target, source.target},
                                                     secrets(source, postgres), stopped),
                                 Error);
        QCOMPARE(scratchDatabases(source), 0);
    }
};

QTEST_GUILESS_MAIN(TestSameRows)
#include "tst_same_rows.moc"
