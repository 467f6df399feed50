// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef Q_MOC_RUN // moc 6.4 stumbles over C++20 headers of the standard library
#include "core/collect/collect.h"
#include "core/collect/live/server_collector.h"
#include "core/collect/mysql/connection.h"

#include <QElapsedTimer>
#include <QFile>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <functional>
#include <mutex>
#include <thread>
#endif

#include <QTest>

using namespace causeway;

namespace {

/// A server on the loopback that serves one client after another with a script, and keeps what clients sent.
class FakeServer {
public:
    using Script = std::function<void(FakeServer&, int)>;

    explicit FakeServer(Script script)
        : script_(std::move(script)), listener_(::socket(AF_INET, SOCK_STREAM, 0)) {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        ::bind(listener_, reinterpret_cast<sockaddr*>(&address), sizeof address);
        ::listen(listener_, 8);
        socklen_t length = sizeof address;
        ::getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &length);
        port_ = ntohs(address.sin_port);
        thread_ = std::thread([this] { serve(); });
    }
    ~FakeServer() {
        stopping_ = true;
        thread_.join();
        ::close(listener_);
    }

    std::uint16_t port() const { return port_; }
    /// What all clients sent so far.
    std::string received() const {
        const std::lock_guard lock(mutex_);
        return received_;
    }
    void send(int client, const std::string& bytes) const {
        ::send(client, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    }
    /// Reads for a while; true when something came.
    bool receive(int client, int milliseconds = 500) {
        pollfd entry{client, POLLIN, 0};
        for (int waited = 0; waited < milliseconds && !stopping_; waited += 50) {
            if (::poll(&entry, 1, 50) <= 0)
                continue;
            char buffer[4096];
            const auto count = ::recv(client, buffer, sizeof buffer, 0);
            if (count <= 0)
                return false;
            const std::lock_guard lock(mutex_);
            received_.append(buffer, std::size_t(count));
            return true;
        }
        return false;
    }
    bool stopping() const { return stopping_; }

private:
    void serve() {
        while (!stopping_) {
            pollfd entry{listener_, POLLIN, 0};
            if (::poll(&entry, 1, 50) <= 0)
                continue;
            const int client = ::accept(listener_, nullptr, nullptr);
            script_(*this, client);
            ::close(client);
        }
    }

    Script script_;
    int listener_;
    std::uint16_t port_ = 0;
    std::atomic<bool> stopping_{false};
    mutable std::mutex mutex_;
    std::string received_;
    std::thread thread_;
};

/// A packet of the MySQL protocol: length, sequence number, payload.
std::string packet(int sequence, const std::string& payload) {
    std::string result;
    for (int shift = 0; shift < 24; shift += 8)
        result += char((payload.size() >> shift) & 0xFF);
    return result + char(sequence) + payload;
}

std::string greeting() {
    using namespace std::string_literals;
    const std::string zero(1, '\0');
    // Capabilities: protocol 4.1, secure connection, plugin authentication, transactions; no TLS.
    return packet(0, "\x0a"
                     "8.0.30"s +
                         zero + "\x01\0\0\0"s + "abcdefgh" + zero + "\x01\xa2"s + "\x21" + "\x02\0"s +
                         "\x08\0"s + "\x15" + std::string(10, '\0') + "ijklmnopqrst" + zero +
                         "mysql_native_password" + zero);
}

const std::string kOk("\0\0\0\2\0\0\0", 7);

Target targetOf(const FakeServer& server) {
    Target target;
    target.port = server.port();
    target.user = "audit";
    target.connectTimeout = 1;
    target.statementTimeout = 1;
    return target;
}

std::optional<std::string> word(const Target&) {
    return "s3cret-word";
}

} // namespace

class TstHostileServer : public QObject {
    Q_OBJECT

private slots:
    void engines() {
        QTest::addColumn<int>("engine");
        QTest::newRow("MySQL") << int(Engine::MySQL);
        QTest::newRow("PostgreSQL") << int(Engine::PostgreSQL);
    }

    void silence_data() { engines(); }
    void silence() {
        QFETCH(int, engine);
        FakeServer server([](FakeServer& self, int client) {
            while (!self.stopping() && self.receive(client, 5000)) {
            }
        });
        Target target = targetOf(server);
        target.engine = Engine(engine);
        Progress progress;
        QElapsedTimer clock;
        clock.start();
        const auto test = testConnection(target, word, progress);
        QVERIFY(!test.ok && !test.failedStep.empty() && !test.message.empty());
        QVERIFY2(clock.elapsed() < 6000, qPrintable(QString::number(clock.elapsed())));
    }

    void cancelWhileConnecting_data() { engines(); }
    void cancelWhileConnecting() {
        QFETCH(int, engine);
        FakeServer server([](FakeServer& self, int client) {
            while (!self.stopping() && self.receive(client, 5000)) {
            }
        });
        Target target = targetOf(server);
        target.engine = Engine(engine);
        target.connectTimeout = 60;
        Progress progress;
        std::thread stopper([&] {
            std::this_thread::sleep_for(std::chrono::milliseconds(200));
            progress.cancel();
        });
        QElapsedTimer clock;
        clock.start();
        bool cancelled = false;
        try {
            testConnection(target, word, progress);
        } catch (const Error& error) {
            cancelled = error.code() == ErrorCode::Cancelled;
        }
        stopper.join();
        QVERIFY(cancelled);
        QVERIFY2(clock.elapsed() < 2200, qPrintable(QString::number(clock.elapsed())));
    }

    void garbage_data() { engines(); }
    void garbage() {
        QFETCH(int, engine);
        for (const std::string& bytes :
             {std::string(70000, 'A'), std::string(300, '\xFF'), std::string(300, '\0'),
              std::string("\x05\0\0\0\x0a\x38", 6), greeting().substr(0, 30)}) {
            FakeServer server([&](FakeServer& self, int client) {
                self.send(client, bytes);
                self.receive(client, 200);
                self.send(client, bytes);
            });
            Target target = targetOf(server);
            target.engine = Engine(engine);
            Progress progress;
            QVERIFY(!testConnection(target, word, progress).ok);
        }
    }

    void clearPasswordIsNotSent() {
        std::string received;
        {
            FakeServer server([](FakeServer& self, int client) {
                self.send(client, greeting());
                if (!self.receive(client))
                    return;
                self.send(client, packet(2, std::string("\xFEmysql_clear_password\0", 22)));
                self.receive(client);
                self.send(client, packet(4, kOk));
                self.receive(client);
            });
            Progress progress;
            const auto test = testConnection(targetOf(server), word, progress);
            QVERIFY(!test.ok);
            QCOMPARE(test.failedStep, std::string("login"));
            received = server.received();
        }
        QVERIFY(!received.empty());
        QVERIFY(received.find("s3cret-word") == std::string::npos);
    }

    void requiredTlsSendsNoLoginWithoutIt() {
        FakeServer server([](FakeServer& self, int client) {
            self.send(client, greeting());
            self.receive(client, 1000);
        });
        Target target = targetOf(server);
        target.tls = Target::Tls::Require;
        Progress progress;
        QCOMPARE(testConnection(target, word, progress).failedStep, std::string("tls"));
        QVERIFY(server.received().find("audit") == std::string::npos);
    }

    void noFileOfOursIsSent() {
        FakeServer server([](FakeServer& self, int client) {
            self.send(client, greeting());
            if (!self.receive(client))
                return;
            self.send(client, packet(2, kOk));
            while (self.receive(client, 1000))
                self.send(client, packet(1, "\xFB/etc/hostname"));
        });
        mysql::LoginFailure failure;
        Progress progress;
        const auto connection = mysql::Connection::open(targetOf(server), word({}), progress, failure);
        QVERIFY2(connection, failure.message.c_str());
        try {
            const auto answer = connection->run("q", "SELECT 1", {}, progress);
            QVERIFY(answer.state != ProbeResult::State::Answered || answer.rows.empty());
        } catch (const Error& error) {
            QCOMPARE(error.code(), ErrorCode::Connection);
        }
        QFile file("/etc/hostname");
        QVERIFY(file.open(QIODevice::ReadOnly));
        const std::string own = file.readAll().trimmed().toStdString();
        if (own.size() > 3)
            QVERIFY(server.received().find(own) == std::string::npos);
    }

    void endlessAnswerIsGivenUp() {
        FakeServer server([](FakeServer& self, int client) {
            self.send(client, greeting());
            if (!self.receive(client))
                return;
            self.send(client, packet(2, kOk));
            if (!self.receive(client))
                return;
            // One column named x, then rows without end.
            const std::string column = std::string("\x03"
                                                   "def\0\0\0\x01x\0\x0c\x21\0\xff\0\0\0\xfd\0\0\0\0\0",
                                                   23);
            self.send(client,
                      packet(1, "\x01") + packet(2, column) + packet(3, std::string("\xFE\0\0\2\0", 5)));
            const std::string row = packet(4, "\x05hello");
            std::string many;
            for (int i = 0; i < 1000; ++i)
                many += row;
            while (!self.stopping()) {
                pollfd entry{client, POLLOUT, 0};
                if (::poll(&entry, 1, 50) > 0 && ::send(client, many.data(), many.size(), MSG_NOSIGNAL) < 0)
                    return;
            }
        });
        mysql::LoginFailure failure;
        Progress progress;
        const auto connection = mysql::Connection::open(targetOf(server), word({}), progress, failure);
        QVERIFY2(connection, failure.message.c_str());
        QElapsedTimer clock;
        clock.start();
        bool ended = false;
        try {
            ended = connection->run("q", "SELECT x", {.rows = 100, .bytes = 1 << 20}, progress).state ==
                    ProbeResult::State::Failed;
        } catch (const Error& error) {
            ended = error.code() == ErrorCode::Connection;
        }
        QVERIFY(ended);
        QVERIFY2(clock.elapsed() < 8000, qPrintable(QString::number(clock.elapsed())));
    }

    void secretsInSettings_data() {
        QTest::addColumn<std::string>("before");
        QTest::addColumn<std::string>("after");
        const auto row = [](const char* before, const char* after) {
            QTest::newRow(before) << std::string(before) << std::string(after);
        };
        row("host=h password=abc user=u", "host=h password=(not kept) user=u");
        row("host=h PassWord = 'a b c' user=u", "host=h PassWord = (not kept) user=u");
        row("curl -d secret=xyz", "curl -d secret=(not kept)");
        row("password", "password");
        row("password_encryption", "password_encryption");
        row("password=", "password=(not kept)");
        row("password='open", "password=(not kept)");
        row("a password=x;password=y", "a password=(not kept);password=(not kept)");
    }
    void secretsInSettings() {
        QFETCH(std::string, before);
        QFETCH(std::string, after);
        QCOMPARE(live::withoutSecrets(before), after);
    }
};

QTEST_GUILESS_MAIN(TstHostileServer)
#include "tst_hostile_server.moc"
