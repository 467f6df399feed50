// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "planted_support.h"

/// What is planted on MySQL and MariaDB servers, so that each rule has its defect.
namespace causeway::live_test {

struct MysqlKind {
    std::string name, variable;        ///< "mysql56", "CAUSEWAY_TEST_MYSQL56"
    bool mariadb = false, old = false; ///< old: MySQL 5.6
};

inline std::vector<MysqlKind> mysqlKinds() {
    return {{"mariadb", "CAUSEWAY_TEST_MARIADB", true, false},
            {"mysql56", "CAUSEWAY_TEST_MYSQL56", false, true},
            {"mysql97", "CAUSEWAY_TEST_MYSQL97", false, false}};
}

/// A configuration with as many faults as one server can start with.
inline std::vector<std::string> badConfiguration(const MysqlKind& kind) {
    std::vector<std::string> lines{"server_id = 1",
                                   "log_bin = binlog",
                                   "binlog_format = STATEMENT",
                                   "binlog_row_image = MINIMAL",
                                   "sync_binlog = 0",
                                   "binlog_checksum = NONE",
                                   "innodb_flush_log_at_trx_commit = 2",
                                   "innodb_doublewrite = OFF",
                                   "innodb_buffer_pool_size = 512M",
                                   "innodb_file_per_table = OFF",
                                   "innodb_flush_method = fsync",
                                   "max_connections = 2000",
                                   "tmp_table_size = 64M",
                                   "max_heap_table_size = 16M",
                                   "sort_buffer_size = 16M",
                                   "join_buffer_size = 16M",
                                   "read_buffer_size = 16M",
                                   "read_rnd_buffer_size = 16M",
                                   "general_log = ON",
                                   "slow_query_log = OFF",
                                   "sql_mode =",
                                   "local_infile = ON",
                                   "secure_file_priv =",
                                   "performance_schema = ON",
                                   "table_open_cache = 10",
                                   "table_definition_cache = 400",
                                   "thread_cache_size = 0"};
    const auto add = [&](std::initializer_list<const char*> more) {
        lines.insert(lines.end(), more.begin(), more.end());
    };
    if (kind.mariadb)
        add({"slave_skip_errors = all", "query_cache_size = 16M", "query_cache_type = ON",
             "rpl_semi_sync_master_enabled = ON", "innodb_log_file_size = 4M"});
    else if (kind.old)
        add({"slave_skip_errors = all", "query_cache_size = 16M", "query_cache_type = ON",
             "innodb_checksum_algorithm = none", "innodb_log_file_size = 4M"});
    else
        add({"replica_skip_errors = all", "binlog_expire_logs_seconds = 86400", "gtid_mode = OFF",
             "innodb_redo_log_capacity = 8M"});
    return lines;
}

/// Schemas, accounts and rows.
inline std::vector<std::string> badSchema(const MysqlKind& kind) {
    const std::string word = "'Cw-test-1 pass'";
    std::vector<std::string> sql{
        "SET SESSION sql_mode = ''",
        "CREATE DATABASE shop CHARACTER SET latin1",
        "CREATE DATABASE IF NOT EXISTS test",
        "CREATE TABLE shop.orders (id INT NOT NULL, customer VARCHAR(60), total FLOAT, card_number "
        "VARCHAR(20), "
        "placed DATETIME NOT NULL DEFAULT '0000-00-00 00:00:00', KEY k1 (customer), KEY k2 (customer), KEY "
        "k3 (id), "
        "KEY k4 (id, total)) ENGINE=MyISAM",
        "CREATE TABLE shop.status (id TINYINT NOT NULL AUTO_INCREMENT PRIMARY KEY, name VARCHAR(10) "
        "CHARACTER SET "
        "utf8mb4) ENGINE=InnoDB AUTO_INCREMENT=120",
        "CREATE TABLE shop.customer (id INT NOT NULL PRIMARY KEY, sku VARCHAR(20) CHARACTER SET utf8mb4 "
        "COLLATE "
        "utf8mb4_general_ci, name VARCHAR(20), KEY by_sku (sku), KEY by_name (name, id)) ENGINE=InnoDB "
        "ROW_FORMAT=COMPACT",
        "CREATE TABLE shop.product (id INT NOT NULL PRIMARY KEY, sku VARCHAR(20) CHARACTER SET utf8mb4 "
        "COLLATE "
        "utf8mb4_unicode_ci, KEY by_sku (sku)) ENGINE=InnoDB",
        "CREATE TABLE shop.stock (id INT NOT NULL PRIMARY KEY, n INT NOT NULL) ENGINE=InnoDB",
        "INSERT INTO shop.stock VALUES (1, 10), (2, 10), (3, 10)",
        "CREATE TABLE shop.visit (id INT NOT NULL AUTO_INCREMENT PRIMARY KEY, visitor INT NOT NULL, seen "
        "DATETIME, "
        "note TEXT, pad CHAR(200)) ENGINE=InnoDB",
        "INSERT INTO shop.visit (visitor, seen, note, pad) VALUES (1, NOW(), 'a', 'x'), (2, NOW(), 'b', 'y')",
        "CREATE TABLE shop.parent (id INT NOT NULL PRIMARY KEY) ENGINE=InnoDB",
        "CREATE TABLE shop.child (id INT NOT NULL PRIMARY KEY, parent_id INT, FOREIGN KEY (parent_id) "
        "REFERENCES "
        "shop.parent (id)) ENGINE=InnoDB",
        "CREATE TABLE shop.wide (id INT NOT NULL PRIMARY KEY, a INT, b INT, c INT, d INT, e INT, f INT, g "
        "INT, h INT, "
        "i INT, KEY (a), KEY (b), KEY (c), KEY (d), KEY (e), KEY (f), KEY (g), KEY (h), KEY (i)) "
        "ENGINE=InnoDB",
        "CREATE USER 'ghost'@'localhost'",
        "CREATE DEFINER='ghost'@'localhost' VIEW shop.paid AS SELECT id FROM shop.orders",
        "DROP USER 'ghost'@'localhost'",
    };
    for (int i = 0; i < 15; ++i)
        sql.push_back("INSERT INTO shop.visit (visitor, seen, note, pad) SELECT visitor + " +
                      std::to_string(1 << i) + ", seen, CONCAT(note, id), pad FROM shop.visit");
    const auto add = [&](std::initializer_list<std::string> more) {
        sql.insert(sql.end(), more.begin(), more.end());
    };
    if (kind.mariadb)
        add({"CREATE OR REPLACE USER ''@'localhost'"});
    else if (!kind.old)
        add({"CREATE USER ''@'10.0.0.8'"}); // at localhost it would take our own login's place
    add({"CREATE USER 'empty'@'10.0.0.9'", "CREATE USER 'web'@'%' IDENTIFIED BY " + word,
         "CREATE USER 'root'@'10.0.0.5' IDENTIFIED BY " + word,
         "CREATE USER 'app'@'10.0.0.6' IDENTIFIED BY " + word,
         "GRANT ALL ON *.* TO 'app'@'10.0.0.6' WITH GRANT OPTION"});
    return sql;
}

/// The client's machine is smaller than its configuration believes.
inline Criteria criteria() {
    Criteria c;
    c.set("ram", "512MB");
    c.set("growth", "50%/quarter");
    c.set("idle_time_budget", "1s");
    c.set("restore_tested", "2025-01-01");
    return c;
}

/// What the shop does while it is watched: new sessions, joins without an index, sorts, temporary tables.
class Traffic {
public:
    explicit Traffic(const Server& server) {
        for (const auto& statements : {light(), light(), heavy(), lookups()})
            threads_.emplace_back([this, server, statements] {
                while (!stop_)
                    try {
                        round(server, statements);
                    } catch (const Error&) {
                        // Refused connections are part of the traffic.
                    }
            });
    }
    ~Traffic() {
        stop_ = true;
        for (auto& thread : threads_)
            thread.join();
    }

private:
    static std::vector<std::string> light() {
        const std::string
            wide = "SELECT SQL_NO_CACHE a.id FROM customer a, product b, status c, stock d, wide e, "
                   "parent f, child g LIMIT 1",
            flush = "FLUSH TABLES customer, product, parent, child";
        return {"USE shop",
                wide,
                flush,
                wide,
                flush,
                wide,
                flush,
                wide,
                "BEGIN",
                "UPDATE stock SET n = n + 1 WHERE id = 3",
                "SELECT SLEEP(0.2)",
                "COMMIT",
                "INSERT INTO visit (visitor, pad) VALUES (1, REPEAT('x', 200)), (2, REPEAT('y', 200))"};
    }
    static std::vector<std::string> lookups() {
        std::vector<std::string> all{"USE shop"};
        for (int i = 0; i < 100; ++i)
            all.push_back("SELECT id, note FROM visit WHERE visitor = " + std::to_string(70 + i));
        return all;
    }
    static std::vector<std::string> heavy() {
        return {
            "SET SESSION sort_buffer_size = 32768, SESSION tmp_table_size = 1024, SESSION "
            "max_heap_table_size = "
            "16384",
            "USE shop",
            "SELECT COUNT(*) FROM wide w JOIN (SELECT id, pad FROM visit LIMIT 20) v ON w.h + 0 = v.id + 0",
            "SELECT id, note FROM visit WHERE visitor = 77",
            "SELECT COUNT(*) FROM (SELECT note, COUNT(*) FROM visit GROUP BY note) x",
            "SELECT COUNT(*) FROM (SELECT id, pad FROM visit ORDER BY pad, note LIMIT 100000) x"};
    }
    static void round(const Server& server, const std::vector<std::string>& statements) {
        const auto session = connect(server);
        Progress progress;
        for (const auto& sql : statements)
            session->run("traffic", sql, {}, progress);
    }

    std::atomic<bool> stop_{false};
    std::vector<std::thread> threads_;
};

/// Takes out the accounts that the tests themselves log in by.
inline void withoutOwnAccounts(Snapshot& snapshot) {
    for (auto& probe : snapshot.servers.at(0).probes)
        if (probe.id == "mysql.accounts" || probe.id == "mysql.admin_grants") {
            const int user = probe.column("user"), host = probe.column("host");
            std::erase_if(probe.rows, [&](const auto& row) {
                return user >= 0 && host >= 0 &&
                       (row[std::size_t(user)] == "causeway" ||
                        (row[std::size_t(user)] == "root" && row[std::size_t(host)] != "10.0.0.5"));
            });
        }
}

/// Reads a server twice with its traffic between, without the accounts that the test itself logs in by.
inline Snapshot watched(const Server& server) {
    Progress progress;
    Snapshot snapshot;
    {
        const Traffic traffic(server);
        snapshot = collect({server.target}, {2, 4.0}, server.secret(), progress);
    }
    withoutOwnAccounts(snapshot);
    return snapshot;
}

} // namespace causeway::live_test
