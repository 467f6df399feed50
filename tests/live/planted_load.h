// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planted_mysql.h"

/// A small MySQL or MariaDB server that does too much with too little, and what is done to it.
namespace causeway::live_test {

/// Sessions that repeat their statements until the object ends, one thread each; a refused one tries again.
class Load {
public:
    Load(const Server& server, const std::vector<std::vector<std::string>>& sessions) {
        for (const auto& statements : sessions)
            threads_.emplace_back([this, server, statements] {
                while (!stop_)
                    try {
                        const auto session = connect(server);
                        while (!stop_)
                            round(*session, statements);
                    } catch (const Error&) {
                        std::this_thread::sleep_for(std::chrono::milliseconds(50));
                    }
            });
    }
    ~Load() {
        stop_ = true;
        for (auto& thread : threads_)
            thread.join();
    }

private:
    void round(live::Session& session, const std::vector<std::string>& statements) {
        Progress progress;
        for (const auto& sql : statements) {
            if (stop_)
                return;
            if (sql.empty()) // the client pauses
                std::this_thread::sleep_for(std::chrono::milliseconds(10));
            else
                session.run("load", sql, {}, progress);
        }
    }

    std::atomic<bool> stop_{false};
    std::vector<std::thread> threads_;
};

/// MySQL 9.7 takes half a minute to make so many tables: there the rules about many are not demanded.
inline int manyTables(const MysqlKind& kind) {
    return kind.mariadb || kind.old ? 450 : 12;
}

/// Each of the many tables once, so that the server has them open.
inline std::vector<std::string> readMany(const MysqlKind& kind) {
    std::vector<std::string> all;
    for (int n = 0; n < manyTables(kind); ++n)
        all.push_back("SELECT COUNT(*) FROM many.t" + std::to_string(n));
    return all;
}

/// Too little memory for the pages, too few connections, handles and definitions, no binary log.
inline std::vector<std::string> smallConfiguration(const MysqlKind& kind) {
    std::vector<std::string> lines{"server_id = 1",
                                   "# open files 945",
                                   "skip_log_bin",
                                   "secure_file_priv =",
                                   "innodb_buffer_pool_size = 6M",
                                   "innodb_log_buffer_size = 256K",
                                   "innodb_read_ahead_threshold = 1",
                                   "innodb_flush_log_at_trx_commit = 2",
                                   "innodb_doublewrite = OFF",
                                   "max_connections = 60",
                                   "table_definition_cache = 400",
                                   "table_open_cache = 430",
                                   "open_files_limit = 945",
                                   "performance_schema = ON",
                                   "slow_query_log = ON",
                                   "slow_query_log_file = slow1.log",
                                   "long_query_time = 0",
                                   "sql_mode ="};
    if (!kind.mariadb && !kind.old)
        lines.emplace_back("innodb_redo_log_capacity = 100M");
    if (kind.mariadb) // each instance may hold as many tables, and asks for their handles
        lines.emplace_back("table_open_cache_instances = 1");
    return lines;
}

inline std::vector<std::string> smallSchema(const MysqlKind& kind) {
    std::vector<std::string> sql{
        "CREATE DATABASE shop CHARACTER SET utf8mb4",
        "CREATE TABLE shop.item (id INT NOT NULL PRIMARY KEY, k INT NOT NULL, colour INT NOT NULL, pad "
        "CHAR(200) CHARACTER SET ascii, KEY by_k (k), KEY by_colour (colour)) ENGINE=InnoDB",
        "INSERT INTO shop.item VALUES (0, 0, 0, REPEAT('p', 200))",
        "CREATE TABLE shop.stock (id INT NOT NULL PRIMARY KEY, n INT NOT NULL) ENGINE=InnoDB",
        "INSERT INTO shop.stock VALUES (1, 10), (2, 10), (3, 10)",
        "CREATE TABLE shop.queue (id INT NOT NULL PRIMARY KEY, n INT NOT NULL) ENGINE=MyISAM",
        "INSERT INTO shop.queue VALUES (1, 10), (2, 10)",
        "CREATE TABLE shop.scan (id INT NOT NULL AUTO_INCREMENT PRIMARY KEY, image LONGBLOB) ENGINE=InnoDB",
        "CREATE DATABASE many CHARACTER SET utf8mb4"};
    for (int n = 1; n < 131072; n *= 2) {
        const auto by = std::to_string(n);
        sql.push_back("INSERT INTO shop.item SELECT id + " + by + ", (id + " + by +
                      ") * 40503 % 131071, id % 4, pad FROM shop.item");
    }
    for (int n = 0; n < manyTables(kind); ++n)
        sql.push_back("CREATE TABLE many.t" + std::to_string(n) +
                      " (id INT NOT NULL PRIMARY KEY, owner_id INT NOT NULL) ENGINE=MyISAM");
    for (const char* host : {"localhost", "127.0.0.1"}) {
        sql.push_back(std::string("CREATE USER 'web'@'") + host + "' IDENTIFIED BY 'Cw-test-1 pass'");
        sql.push_back(std::string("GRANT SELECT ON shop.* TO 'web'@'") + host + "'");
    }
    sql.emplace_back("ANALYZE TABLE shop.item");
    const auto opens = readMany(kind);
    sql.insert(sql.end(), opens.begin(), opens.end());
    if (kind.old) // 5.6 installs accounts by host name, which keep name lookups needed
        sql.insert(sql.end(), {"DELETE FROM mysql.user WHERE user = '' OR host NOT IN ('localhost', "
                               "'127.0.0.1', '::1')",
                               "SET SESSION old_passwords = 1",
                               "INSERT INTO mysql.user (host, user, plugin, password, ssl_cipher, "
                               "x509_issuer, x509_subject) VALUES ('10.0.0.9', 'till', "
                               "'mysql_old_password', '5d2e19393cc5ef67', '', '', '')",
                               "FLUSH PRIVILEGES"});
    else if (kind.mariadb)
        sql.insert(sql.end(), {"DELETE FROM mysql.global_priv WHERE host NOT IN ('localhost', '127.0.0.1', "
                               "'::1') AND user <> 'PUBLIC'",
                               "FLUSH PRIVILEGES",
                               "CREATE USER 'till'@'10.0.0.9' IDENTIFIED VIA mysql_old_password USING "
                               "'5d2e19393cc5ef67'"});
    else
        sql.insert(sql.end(),
                   {"CREATE USER 'till'@'10.0.0.9' IDENTIFIED BY 'Cw-test-1 pass'",
                    "UPDATE mysql.user SET plugin = 'mysql_native_password', authentication_string "
                    "= '*6BB4837EB74329105EE4568DDA7DC67ED2CA2AD9' WHERE user = 'till'",
                    "FLUSH PRIVILEGES"});
    return sql;
}

/// What the sessions of a bad day do.
inline std::vector<std::vector<std::string>> badDay(const MysqlKind& kind) {
    std::vector<std::string> opens = readMany(kind), reads, rows, steps, writes, ahead;
    opens.emplace_back("SELECT SLEEP(0.5)");
    for (int n = 0; n < 6; ++n) {
        reads.push_back("SELECT SUM(LENGTH(pad)) FROM shop.item FORCE INDEX (by_k) WHERE k BETWEEN " +
                        std::to_string(n * 20000) + " AND " + std::to_string(n * 20000 + 9000));
        writes.push_back("UPDATE shop.item SET pad = REPEAT('" + std::string(1, char('a' + n)) +
                         "', 200) WHERE id BETWEEN " + std::to_string(n * 20000) + " AND " +
                         std::to_string(n * 20000 + 15000));
    }
    for (int n = 1; n < 28; ++n) // over the end of each extent and no further
        ahead.push_back("SELECT SUM(LENGTH(pad)) FROM shop.item WHERE id BETWEEN " +
                        std::to_string(n * 4480 - 900) + " AND " + std::to_string(n * 4480 + 100));
    for (int n = 0; n < 60; ++n)
        rows.push_back("SELECT pad FROM shop.item WHERE id = " + std::to_string(n * 999));
    for (int n = 0; n < 60; ++n)
        steps.emplace_back("SELECT SLEEP(0.001), 'paid'");
    steps.emplace_back("SELECT SLEEP(2.5), 'paid'");
    const std::vector<std::string> fails{"INSERT INTO shop.stock VALUES (3, 1)", "SELECT SLEEP(0.01)"};
    const std::vector<std::string> pages{"SELECT id, k FROM shop.item LIMIT 20000",
                                         "SELECT id FROM shop.item WHERE pad = 'nothing at all'"};
    const std::vector<std::string> searches{"SELECT id FROM shop.item WHERE pad LIKE '%nothing%'"};
    const std::vector<std::string> report{"SELECT SLEEP(0.4), n FROM shop.stock WHERE id = 2"};
    const std::vector<std::string> holds{"BEGIN", "UPDATE shop.stock SET n = n + 1 WHERE id = 1",
                                         "SELECT SLEEP(1.6)", "COMMIT"};
    const std::vector<std::string> queues{"UPDATE shop.queue SET n = n + SLEEP(0.005)"};
    const std::vector<std::string> scans{"INSERT INTO shop.scan (image) VALUES (REPEAT('x', 3000000))",
                                         "DELETE FROM shop.scan", "SELECT SLEEP(0.1)"};
    rows.insert(rows.end(), steps.begin(), steps.end());
    return {opens,  reads,  rows,  rows,   ahead,  ahead,  fails,  pages,  searches, writes, holds, holds,
            queues, queues, scans, report, report, report, report, report, report,   report, report};
}

/// The same shop after what was advised: short transactions, pages instead of tables, lists in one query.
inline std::vector<std::vector<std::string>> goodDay(const MysqlKind& kind) {
    std::vector<std::string> opens = readMany(kind), reads;
    opens.insert(opens.end(), 20, "");
    for (int n = 0; n < 6; ++n) {
        reads.push_back("SELECT SUM(LENGTH(pad)) FROM shop.item FORCE INDEX (by_k) WHERE k BETWEEN " +
                        std::to_string(n * 20000) + " AND " + std::to_string(n * 20000 + 900));
        reads.emplace_back("SELECT n FROM shop.stock WHERE id = 2");
    }
    const std::vector<std::string> list{"SELECT id, pad FROM shop.item WHERE id IN (1, 999, 1998, 2997)",
                                        "SELECT id, k FROM shop.item WHERE id > 5000 ORDER BY id LIMIT 50",
                                        ""};
    const std::vector<std::string> sells{"UPDATE shop.stock SET n = n + 1 WHERE id = 1",
                                         "UPDATE shop.queue SET n = n + 1 WHERE id = 1", ""};
    const std::vector<std::string> scans{"INSERT INTO shop.scan (image) VALUES (REPEAT('x', 3000000))",
                                         "DELETE FROM shop.scan", ""};
    return {opens, reads, list, sells, scans};
}

} // namespace causeway::live_test
