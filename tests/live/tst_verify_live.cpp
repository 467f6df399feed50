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
using live_test::text;

namespace {

constexpr const char* kSchema = "CREATE TABLE customer (id INT AUTO_INCREMENT PRIMARY KEY, name VARCHAR(40), "
                                "KEY k (name));\n"
                                "CREATE TABLE invoice (id INT PRIMARY KEY, customer_id INT,\n"
                                "  CONSTRAINT fk FOREIGN KEY (customer_id) REFERENCES customer (id));\n"
                                "CREATE VIEW named AS SELECT id, name FROM customer;\n"
                                "CREATE VIEW twice AS SELECT id FROM named;\n";

Catalog catalog(const std::string& sql) {
    QTemporaryFile file;
    if (!file.open() || file.write(sql.data(), qint64(sql.size())) < 0)
        throw Error(ErrorCode::Internal, "no temporary file");
    file.close();
    Progress progress;
    auto source = TextSource::open(file.fileName().toStdString());
    return readDump(source, progress).catalog;
}

ReadinessReport convert(const std::string& sql, int targetVersion = 15) {
    Progress progress;
    ConversionOptions options;
    options.targetVersion = targetVersion;
    return convertSchema(catalog(sql), options, progress);
}

Conversion& named(ReadinessReport& report, const std::string& kind, const std::string& name) {
    for (auto& c : report.conversions)
        if (c.kind == kind && c.name == name)
            return c;
    throw Error(ErrorCode::Internal, "no " + kind + " " + name);
}

void replaceInParts(Conversion& c, const std::string& from, const std::string& to) {
    c.target.clear();
    for (auto& part : c.parts) {
        const auto at = part.sql.find(from);
        if (at != std::string::npos)
            part.sql.replace(at, from.size(), to);
        c.target += part.sql;
    }
}

int scratchDatabases(const live_test::Server& server) {
    Progress progress;
    const auto rows = live_test::connect(server)->run("t", "SELECT datname FROM pg_database", {}, progress);
    int count = 0;
    for (std::size_t i = 0; i < rows.rows.size(); ++i)
        count += prove::isScratchName(*rows.value(i, "datname")) ? 1 : 0;
    return count;
}

} // namespace

/// Every converted statement on a real server, in a scratch database that leaves nothing behind.
class TestVerifyLive : public QObject {
    Q_OBJECT

private slots:
    void everyObjectRuns_data() {
        QTest::addColumn<QString>("variable");
        QTest::newRow("15") << "CAUSEWAY_TEST_PG15";
        QTest::newRow("17") << "CAUSEWAY_TEST_PG17";
    }
    void everyObjectRuns() {
        QFETCH(QString, variable);
        LIVE_SERVER(server, variable.toStdString());
        Progress progress;
        auto report = convert(kSchema);
        const auto found = prove::verify(report, server.target, server.secret(), progress);
        QCOMPARE(found.count(ObjectProof::Result::Ran), int(found.proofs.size()));
        QCOMPARE(found.proofs.size(), report.conversions.size());
        applyProofs(report, proofProbe(found.proofs, found.serverVersion));
        for (const auto& c : report.conversions)
            QVERIFY2(c.proof == Proof::Ran, c.name.c_str());
    }

    void refusalsAreToldAtTheirPlace() {
        LIVE_SERVER(server, "CAUSEWAY_TEST_PG15");
        Progress progress;
        auto report = convert(kSchema);
        replaceInParts(named(report, "view", "named"), "name\n", "nonsense\n");
        replaceInParts(named(report, "table", "customer"), "USING btree (name)", "USING btree (nothing)");
        replaceInParts(named(report, "table", "customer"), "ON customer (name)", "ON customer (nothing)");
        const auto found = prove::verify(report, server.target, server.secret(), progress);
        applyProofs(report, proofProbe(found.proofs, found.serverVersion));
        const auto& view = named(report, "view", "named");
        QCOMPARE(view.verdict, Verdict::Manual);
        QVERIFY(view.proof != Proof::Ran);
        QVERIFY2(view.proofMessage.find("42703") != std::string::npos &&
                     view.proofMessage.find("line 2 of the converted text: SELECT id, nonsense") !=
                         std::string::npos,
                 view.proofMessage.c_str());
        QCOMPARE(view.obstacles.back().id, std::string("verify.refused"));
        QCOMPARE(view.obstacles.back().place, view.place);
        const auto& reader = named(report, "view", "twice");
        QCOMPARE(reader.verdict, Verdict::Assisted);
        QCOMPARE(reader.obstacles.back().id, std::string("verify.blocked"));
        const auto& table = named(report, "table", "customer");
        QCOMPARE(table.obstacles.back().id, std::string("verify.part_refused"));
        QVERIFY(table.proof != Proof::Ran);
    }

    void aProofIsOfItsTextOnly() {
        LIVE_SERVER(server, "CAUSEWAY_TEST_PG15");
        Progress progress;
        auto report = convert(kSchema);
        const auto found = prove::verify(report, server.target, server.secret(), progress);
        replaceInParts(named(report, "view", "named"), "SELECT", "SELECT ");
        applyProofs(report, proofProbe(found.proofs, found.serverVersion));
        QCOMPARE(named(report, "view", "named").proof, Proof::Parsed);
        QCOMPARE(named(report, "view", "twice").proof, Proof::Ran);
    }

    /// The workload's statements run on the empty tables, are undone, and wear what the server said.
    void queriesOfTheWorkloadRun() {
        LIVE_SERVER(server, "CAUSEWAY_TEST_PG15");
        Snapshot snapshot;
        ServerEvidence evidence;
        evidence.id = "db1";
        evidence.catalog = catalog(kSchema);
        evidence.workload.emplace();
        const auto add = [&](const char* id, const char* sample) {
            QueryClass q;
            q.id = id;
            q.sample = sample;
            q.count = 1;
            evidence.workload->queries.push_back(q);
        };
        add("1", "INSERT INTO customer (id, name) VALUES (7, 'Ann')");
        add("2", "SELECT id FROM customer WHERE name = 'Ann' LIMIT 2, 3");
        add("3", "INSERT INTO invoice (id, customer_id) VALUES (1, 99)");
        add("4", "SELECT id FROM customer WHERE id = ?");
        add("5", "SELECT nothing FROM customer");
        snapshot.servers = {evidence};
        Progress progress;
        prove::Verification found;
        snapshot =
            prove::verifyServer(snapshot, "db1", {}, {}, {server.target}, server.secret(), progress, &found);
        const auto report = assessReadiness(snapshot.servers[0], {}, {}, progress);
        QCOMPARE(report.queries.size(), std::size_t(5));
        QCOMPARE(report.queries[0].proof, Proof::Ran);
        QCOMPARE(report.queries[1].proof, Proof::Ran);
        QVERIFY(report.queries[2].proof != Proof::Ran); // the parent is not there: nothing stayed
        QVERIFY2(report.queries[2].proofMessage.find("23503") != std::string::npos,
                 report.queries[2].proofMessage.c_str());
        QCOMPARE(report.queries[3].proof, Proof::Parsed); // its value is not known: it was not run
        QCOMPARE(report.queries[4].verdict, Verdict::Manual);
        for (const auto& c : report.conversions)
            QCOMPARE(c.proof, Proof::Ran);
        // Other choices make another text, which nobody ran.
        Criteria other;
        other.set("type_map", "text_case=citext");
        const auto changed = assessReadiness(snapshot.servers[0], other, {}, progress);
        for (const auto& c : changed.conversions)
            if (c.name == "customer")
                QCOMPARE(c.proof, Proof::Parsed);
        QCOMPARE(scratchDatabases(server), 0);
    }

    void nothingStaysBehind() {
        LIVE_SERVER(server, "CAUSEWAY_TEST_PG15");
        Progress progress;
        prove::verify(convert(kSchema), server.target, server.secret(), progress);
        QCOMPARE(scratchDatabases(server), 0);
        Progress stopped([&](std::string_view stage, std::uint64_t, std::uint64_t) {
            if (stage.starts_with("Running"))
                throw Error(ErrorCode::Cancelled, "stopped at your request");
        });
        QVERIFY_EXCEPTION_THROWN(prove::verify(convert(kSchema), server.target, server.secret(), stopped),
                                 Error);
        QCOMPARE(scratchDatabases(server), 0);
    }

    /// A killed run leaves its database; the next run removes it, and nothing that only looks like it.
    void leftoversAreRemoved() {
        LIVE_SERVER(server, "CAUSEWAY_TEST_PG15");
        const std::string leftover = prove::scratchName(7);
        const std::string foreign = "causeway_scratch_0000000000000007_00000000";
        live_test::execute(server,
                           {"SET default_transaction_read_only = off", "DROP DATABASE IF EXISTS " + leftover,
                            "DROP DATABASE IF EXISTS " + foreign, "CREATE DATABASE " + leftover,
                            "CREATE DATABASE " + foreign});
        Progress progress;
        {
            auto inUse = server;
            inUse.target.database = leftover;
            const auto holder = live_test::connect(inUse);
            QCOMPARE(
                prove::verify(convert(kSchema), server.target, server.secret(), progress).leftoversRemoved,
                0);
        }
        // The holder's session ends on the server a moment after its connection is closed here.
        int removed = 0;
        for (int i = 0; i < 20 && removed == 0; ++i)
            removed =
                prove::verify(convert(kSchema), server.target, server.secret(), progress).leftoversRemoved;
        QCOMPARE(removed, 1);
        const auto rows = live_test::connect(server)->run(
            "t", "SELECT datname FROM pg_database WHERE datname = '" + foreign + "'", {}, progress);
        QCOMPARE(rows.rows.size(), std::size_t(1));
        live_test::execute(server, {"DROP DATABASE " + foreign});
    }

    void aRoleWithoutCreatedbIsRefusedClearly() {
        LIVE_SERVER(server, "CAUSEWAY_TEST_PG15");
        live_test::execute(server,
                           {"DROP ROLE IF EXISTS causeway_plain", "CREATE ROLE causeway_plain LOGIN"});
        auto plain = server;
        plain.target.user = "causeway_plain";
        Progress progress;
        try {
            prove::verify(convert(kSchema), plain.target, plain.secret(), progress);
            QFAIL("a role without CREATEDB was taken");
        } catch (const Error& e) {
            QCOMPARE(e.code(), ErrorCode::Connection);
            QVERIFY2(std::string(e.what()).find("causeway_plain may not create databases") !=
                         std::string::npos,
                     e.what());
        }
        live_test::execute(server, {"DROP ROLE causeway_plain"});
    }

    void anOlderServerIsRefusedClearly() {
        LIVE_SERVER(server, "CAUSEWAY_TEST_PG15");
        Progress progress;
        try {
            prove::verify(convert(kSchema, 17), server.target, server.secret(), progress);
            QFAIL("an older server was taken");
        } catch (const Error& e) {
            QCOMPARE(e.code(), ErrorCode::Usage);
            QVERIFY(e.next().find("--target-version 15") != std::string::npos);
        }
        QCOMPARE(scratchDatabases(server), 0);
    }
};

QTEST_GUILESS_MAIN(TestVerifyLive)
#include "tst_verify_live.moc"
