// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef Q_MOC_RUN // moc 6.4 stumbles over C++20 headers of the standard library
#include "planted_mysql.h"
#include "planted_postgresql.h"
#include "proofs.h"

#include <QFileInfo>

#include <sched.h>
#include <sys/stat.h>
#include <unistd.h>
#endif

#include <QTest>

using namespace causeway;
using namespace causeway::live_test;

namespace {

bool run(const QString& program, const QStringList& arguments) {
    QProcess process;
    process.start(program, arguments);
    return process.waitForFinished(30000) && process.exitCode() == 0;
}

/// A key and a certificate of the test's own in a server's folder, owned by whoever owns its data.
void makeCertificate(const OwnServer& own, const std::string& certificate, const std::string& key) {
    const auto folder = text(own.folder()) + "/data/";
    if (!run("openssl", {"req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj",
                         "/CN=127.0.0.1", "-keyout", folder + text(key), "-out", folder + text(certificate)}))
        throw Error(ErrorCode::Internal, "openssl made no certificate");
    const QFileInfo data(folder);
    for (const auto& name : {certificate, key}) {
        const auto path = (folder + text(name)).toStdString();
        if (::chown(path.c_str(), data.ownerId(), data.groupId()) != 0 || ::chmod(path.c_str(), 0600) != 0)
            throw Error(ErrorCode::Internal, "the certificate cannot be given to the server");
    }
}

AuditReport auditOf(const OwnServer& own) {
    Progress progress;
    auto server = own.server();
    server.target.tls = Target::Tls::Prefer;
    auto snapshot = collect({server.target}, {}, server.secret(), progress);
    if (!own.postgresql())
        withoutOwnAccounts(snapshot);
    return audit(snapshot, Criteria(), "en", progress);
}

} // namespace

/// Servers that listen to everybody: in a network of the test's own, which nobody else can reach.
class TestPlantedNetwork : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() {
        // All servers that this thread starts from here on are in it as well.
        if (::unshare(CLONE_NEWNET) != 0 || !run("ip", {"link", "set", "lo", "up"}))
            QSKIP("a network of one's own needs root and the program ip");
    }

    void openServers_data() {
        QTest::addColumn<QString>("kind");
        for (const char* kind : {"mariadb", "mysql56", "mysql97", "pg15", "pg17"})
            QTest::newRow(kind) << QString(kind);
    }
    void openServers() {
        QFETCH(QString, kind);
        LIVE_SERVER(shared, "CAUSEWAY_TEST_" + kind.toUpper().toStdString());
        try {
            openServer(kind.toStdString());
        } catch (const Error& error) {
            QFAIL(error.what());
        }
    }

private:
    static void openServer(const std::string& kind) {
        const bool postgresql = kind.starts_with("pg");
        OwnServer own(kind, postgresql ? std::vector<std::string>{"listen_addresses = '*'"}
                                       : std::vector<std::string>{"bind_address = 0.0.0.0", "server_id = 1",
                                                                  "secure_file_priv ="});
        if (!postgresql)
            execute(own.server(), {"CREATE USER 'web'@'%' IDENTIFIED BY 'Cw-test-1 pass'"});
        makeCertificate(own, "server.crt", "server.key");
        const auto rules =
            ProofRegister::instance().rules("tst_planted_network", "open server", kind, "mended");
        QVERIFY(!rules.empty());
        const auto before = auditOf(own);
        QCOMPARE(notFound({&before}, rules), 0);
        QCOMPARE(text(badAdvice(before)), QString());
        for (const auto& rule : rules)
            mend(own, rule);
    }

    /// The fix as it stands, with the certificate where it is, as often as a new finding follows from the
    /// last: who can be encrypted may be required to be.
    static void mend(OwnServer& own, const std::string& rule) {
        for (int round = 0; round < 2; ++round) {
            const auto report = auditOf(own);
            if (checkOf(report, rule).findings.empty())
                return;
            std::vector<std::string> lines;
            for (const auto& finding : checkOf(report, rule).findings) {
                auto fix = replaceAll(finding.fix, "/etc/mysql/server-cert.pem", "server.crt");
                fix = replaceAll(replaceAll(fix, "/etc/mysql/server-key.pem", "server.key"),
                                 "/etc/mysql/ca.pem", "server.crt");
                fix = replaceAll(fix, "<private address of this machine>", "127.0.0.1");
                if (finding.fixLanguage == "sql")
                    for (const auto& sql : statementsOf(fix))
                        execute(own.server(), {sql});
                for (const auto& line : configurationOf(fix))
                    lines.push_back(line);
            }
            own.reconfigure(lines);
        }
        const auto after = auditOf(own);
        QCOMPARE(stillFound({&after}, {rule}), 0);
    }
};

QTEST_GUILESS_MAIN(TestPlantedNetwork)
#include "tst_planted_network.moc"
