// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/collect/target.h"
#include "many_tables.h"

#include <mysql.h>

#include <memory>
#include <optional>

namespace causeway::bench {

class PlainMysql final : public PlainClient {
public:
    PlainMysql(const Target& target, const std::optional<std::string>& password)
        : handle_(mysql_init(nullptr), &mysql_close) {
        mysql_options(handle_.get(), MYSQL_SET_CHARSET_NAME, "utf8mb4");
        const my_bool tls = target.tls == Target::Tls::Require, verify = 0;
        mysql_options(handle_.get(), MYSQL_OPT_SSL_ENFORCE, &tls);
        mysql_options(handle_.get(), MYSQL_OPT_SSL_VERIFY_SERVER_CERT, &verify);
        if (!mysql_real_connect(handle_.get(), target.host.c_str(), target.user.c_str(),
                                password.value_or("").c_str(), nullptr, target.port, nullptr, 0))
            throw Error(ErrorCode::Connection, "cannot connect to " + target.url(),
                        mysql_error(handle_.get()));
        // MySQL 8 and later answer sizes from a cache of a day; both sides ask for those of now.
        const std::string now = "SET SESSION information_schema_stats_expiry = 0";
        mysql_real_query(handle_.get(), now.data(), now.size());
    }

    std::uint64_t run(const std::string& sql) override {
        constexpr unsigned kUnknownView = 1109;
        if (mysql_real_query(handle_.get(), sql.data(), sql.size())) {
            if (mysql_errno(handle_.get()) == kUnknownView)
                return 0;
            throw Error(ErrorCode::Internal, sql, mysql_error(handle_.get()));
        }
        std::uint64_t rows = 0;
        if (MYSQL_RES* result = mysql_use_result(handle_.get())) {
            while (mysql_fetch_row(result))
                ++rows;
            mysql_free_result(result);
        }
        return rows;
    }

    std::vector<std::string> bareReads() const override {
        std::vector<std::string> reads;
        for (const char* view :
             {"SCHEMATA", "TABLES", "COLUMNS", "STATISTICS", "KEY_COLUMN_USAGE", "REFERENTIAL_CONSTRAINTS",
              "PARTITIONS", "VIEWS", "ROUTINES", "PARAMETERS", "TRIGGERS", "EVENTS", "CHECK_CONSTRAINTS"})
            reads.push_back(fmt::format("SELECT * FROM information_schema.{}", view));
        return reads;
    }

    void makeSchema(int schema) override {
        run(fmt::format("CREATE DATABASE IF NOT EXISTS bench_{}", schema));
        for (int n = 0; n < kTablesEach; ++n)
            run(fmt::format(
                "CREATE TABLE IF NOT EXISTS bench_{}.t{:04} (id int NOT NULL{}, owner int NOT NULL, "
                "day date, state varchar(20) DEFAULT 'new', total decimal(12,2), note text{}, "
                "KEY by_owner (owner), KEY by_day (day, state){}) ENGINE=InnoDB",
                schema, n, n % 50 == 7 ? "" : " AUTO_INCREMENT", keysOf(schema, n),
                n % 20 == 3 ? ", KEY by_owner_again (owner)" : ""));
    }

    std::uint64_t tablesMade() override {
        return run("SELECT 1 FROM information_schema.TABLES WHERE TABLE_SCHEMA LIKE 'bench\\_%'");
    }

    void widenCaches() override {
        run("SET GLOBAL table_definition_cache = 20000");
        run("SET GLOBAL table_open_cache = 20000");
    }

private:
    std::unique_ptr<MYSQL, decltype(&mysql_close)> handle_;
};

} // namespace causeway::bench
