// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"
#include "core/base/text.h"
#include "core/engagement/engagement.h"
#include "core/snapshot/snapshot_json.h"

#include <QFile>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QTest>

#include <sys/wait.h>
#include <unistd.h>

#include <csignal>

using namespace causeway;

namespace {

Snapshot snapshotNamed(const std::string& server, std::size_t tables) {
    Snapshot s;
    s.sources = {{"S1", "dump", server + ".sql", *parseInstant("2026-11-20T09:14:03Z"), "", ""}};
    ServerEvidence evidence;
    evidence.id = server;
    evidence.catalog.emplace();
    for (std::size_t i = 0; i < tables; ++i) {
        Table t;
        t.name = "t" + std::to_string(i);
        t.source = std::string(400, char('a' + i % 26));
        evidence.catalog->tables.push_back(std::move(t));
    }
    s.servers.push_back(std::move(evidence));
    seal(s);
    return s;
}

/// Writes until it is killed, and says over a pipe after each change that it is kept.
[[noreturn]] void writeForEver(const std::string& path, int tell) {
    auto engagement = Engagement::open(path, true);
    for (std::uint32_t n = 1;; ++n) {
        auto criteria = engagement.criteria();
        criteria.set("rps", std::to_string(n));
        engagement.setCriteria(criteria);
        engagement.addSnapshot(snapshotNamed("server" + std::to_string(n), 300));
        if (write(tell, &n, sizeof n) != sizeof n)
            _exit(1);
    }
}

void runSql(const std::string& path, const char* sql) {
    {
        auto db = QSqlDatabase::addDatabase("QSQLITE", "by-hand");
        db.setDatabaseName(QString::fromStdString(path));
        QVERIFY(db.open());
        QVERIFY(QSqlQuery(db).exec(sql));
    }
    QSqlDatabase::removeDatabase("by-hand");
}

} // namespace

class TestEngagement : public QObject {
    Q_OBJECT

private:
    QTemporaryDir folder_;
    std::string file(const char* name) const { return folder_.filePath(name).toStdString(); }

private slots:
    void whatIsPutInComesOutOnAnotherDay() {
        const auto path = file("a.causeway");
        const auto one = snapshotNamed("one", 3), two = snapshotNamed("two", 1);
        {
            auto e = Engagement::open(path, true);
            Criteria c;
            c.set("client", "Квітка");
            e.setCriteria(c);
            e.addSnapshot(one);
            e.addSnapshot(two);
            e.addSnapshot(one); // known already
            LabEntry entry;
            entry.title = "three nodes";
            entry.topology = starterTopologies().front().topology;
            entry.scenario = Scenario{"crash", 7, {Fault{60, "kill", "leader", 0}}, 180};
            entry.outcome.emplace();
            entry.outcome->runs = 10;
            entry.outcome->outageHistogram = {0, 4, 6};
            entry.outcome->why = {{"lease rest", 21.5}};
            e.setLab({entry});
        }
        const auto e = Engagement::open(path);
        QVERIFY(e.criteria().text("client") == std::optional<std::string>("Квітка"));
        QCOMPARE(e.snapshots().size(), std::size_t(2));
        QVERIFY(e.snapshot(one.id) == one);
        QVERIFY(!e.snapshot("0000000000000000"));
        QCOMPARE(e.lab().size(), std::size_t(1));
        QVERIFY(e.lab()[0].outcome->outageHistogram == (std::vector<std::uint64_t>{0, 4, 6}));
        QVERIFY(e.lab()[0].scenario.faults[0].kind == "kill");
        QVERIFY(e.lab()[0].topology == starterTopologies().front().topology);
    }

    void opensAgainAfterAKillInTheMiddleOfWriting_data() {
        QTest::addColumn<int>("changes");
        for (int changes : {0, 1, 2, 5, 9, 14})
            QTest::newRow(qPrintable(QString::number(changes))) << changes;
    }
    void opensAgainAfterAKillInTheMiddleOfWriting() {
        QFETCH(int, changes);
        const auto path = file("killed.causeway");
        int tube[2];
        QCOMPARE(pipe(tube), 0);
        const pid_t child = fork();
        if (child == 0)
            writeForEver(path, tube[1]);
        close(tube[1]);
        std::uint32_t kept = 0, n = 0;
        for (int i = 0; i <= changes && read(tube[0], &n, sizeof n) == sizeof n; ++i)
            kept = n;
        kill(child, SIGKILL); // it is in the middle of the next change, wherever that is
        waitpid(child, nullptr, 0);
        while (read(tube[0], &n, sizeof n) == sizeof n)
            kept = n;
        close(tube[0]);
        QVERIFY(kept > 0);
        const auto e = Engagement::open(path);
        QVERIFY(e.criteria().number("rps").value_or(0) >= kept);
        bool found = false;
        for (const auto& info : e.snapshots()) {
            const auto s = e.snapshot(info.id); // every document that is there is whole
            QVERIFY(s && s->servers[0].catalog->tables.size() == 300);
            found = found || s->servers[0].id == "server" + std::to_string(kept);
        }
        QVERIFY(found);
        for (const char* part : {"", "-wal", "-shm"})
            QFile::remove(QString::fromStdString(path + part));
    }

    void otherFilesAreRefusedWithAReason() {
        const auto refused = [](const std::string& path, bool create) {
            try {
                (void)Engagement::open(path, create);
                return std::string();
            } catch (const Error& e) {
                return std::string(e.code() == ErrorCode::Storage ? e.what() : "another code");
            }
        };
        QVERIFY(containsIgnoreCase(refused(file("none.causeway"), false), "no such file"));
        const auto text = file("text.causeway");
        QFile plain(QString::fromStdString(text));
        QVERIFY(plain.open(QIODevice::WriteOnly));
        QVERIFY(plain.write("this is no database, and long enough to tell") > 0);
        plain.close();
        QVERIFY(!refused(text, true).empty());
        QVERIFY(plain.open(QIODevice::ReadOnly) && plain.readAll().startsWith("this is no database"));
        QVERIFY(!refused(file("no/such/folder/x.causeway"), true).empty());
        const auto other = file("other.causeway");
        runSql(other, "create table notes (t text)");
        QVERIFY(containsIgnoreCase(refused(other, false), "another program"));
    }

    void waiversAreKeptReplacedAndWithdrawn() {
        const auto path = file("waivers.causeway");
        const Waiver one{"dur.trx_commit@a", "Захищений кеш", "Olena", *parseInstant("2026-11-22T10:00:00Z"),
                         *parseDate("2027-03-31")};
        auto two = one;
        two.key = "idx.duplicate@a/shop.orders.'x'";
        {
            auto e = Engagement::open(path, true);
            e.setWaiver(two);
            e.setWaiver(one);
            two.reason = "decided again";
            e.setWaiver(two);
            auto bad = one;
            bad.reason.clear();
            QVERIFY_EXCEPTION_THROWN(e.setWaiver(bad), Error);
        }
        auto e = Engagement::open(path);
        QVERIFY(e.waivers() == (std::vector<Waiver>{one, two}));
        QVERIFY(e.withdrawWaiver(one.key));
        QVERIFY(!e.withdrawWaiver(one.key));
        QCOMPARE(e.waivers().size(), std::size_t(1));
    }

    void aFileOfTheFirstVersionIsBroughtForwardWithABackup() {
        const auto path = file("old.causeway");
        const auto copy = QString::fromStdString(path + ".v1");
        QVERIFY(QFile::copy(CAUSEWAY_SOURCE_DIR "/tests/unit/engagement/data/v1.causeway",
                            QString::fromStdString(path)));
        for (int i = 0; i < 2; ++i) { // the second time nothing is left to do
            auto e = Engagement::open(path);
            QVERIFY(e.criteria().text("client") == std::optional<std::string>("Квітка"));
            QCOMPARE(e.snapshots().size(), std::size_t(1));
            QCOMPARE(e.latestSnapshot()->servers.at(0).id, std::string("shop-db-1"));
            QCOMPARE(e.waivers().size(), std::size_t(i));
            e.setWaiver({"k", "r", "a", {}, *parseDate("2027-01-01")});
        }
        QVERIFY(QFile::exists(copy));
        const auto again = file("again.causeway");
        QVERIFY(QFile::copy(copy, QString::fromStdString(again))); // the backup is an engagement itself
        QCOMPARE(Engagement::open(again).snapshots().size(), std::size_t(1));
        QVERIFY(Engagement::open(again).waivers().empty());
    }

    void aNewerFileIsLeftAlone() {
        const auto path = file("newer.causeway");
        (void)Engagement::open(path, true);
        runSql(path, "pragma user_version = 99");
        QVERIFY_EXCEPTION_THROWN((void)Engagement::open(path), Error);
    }

    void aDamagedDocumentIsSaidSo() {
        const auto path = file("damaged.causeway");
        Engagement::open(path, true).addSnapshot(snapshotNamed("x", 1));
        runSql(path, "update snapshot set document = x'28b52ffd00'");
        const auto e = Engagement::open(path);
        QCOMPARE(e.snapshots().size(), std::size_t(1));
        QVERIFY_EXCEPTION_THROWN((void)e.latestSnapshot(), Error);
    }
};

QTEST_GUILESS_MAIN(TestEngagement)
#include "tst_engagement.moc"
