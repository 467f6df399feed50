// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/audit.h"
#include "core/base/error.h"
#include "core/collect/collect.h"

#include <benchmark/benchmark.h>
#include <fmt/format.h>
#include <mysql.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

using namespace causeway;

namespace {

constexpr int kSchemas = 8, kTablesEach = 1000; ///< six columns each: 48,000
/// The views that hold a schema, as a program would read them that wants nothing else.
constexpr const char* kViews[] = {
    "SCHEMATA",         "TABLES", "COLUMNS",  "STATISTICS", "KEY_COLUMN_USAGE", "REFERENTIAL_CONSTRAINTS",
    "PARTITIONS",       "VIEWS",  "ROUTINES", "PARAMETERS", "TRIGGERS",         "EVENTS",
    "CHECK_CONSTRAINTS"};

using Handle = std::unique_ptr<MYSQL, decltype(&mysql_close)>;

/// The server of CAUSEWAY_BENCH_MYSQL, as a URL without password, or of the live tests.
std::string serverUrl() {
    for (const char* name : {"CAUSEWAY_BENCH_MYSQL", "CAUSEWAY_TEST_MARIADB"})
        if (const char* url = std::getenv(name))
            return url;
    return {};
}

std::optional<std::string> password() {
    const char* word = std::getenv("CAUSEWAY_BENCH_MYSQL_PASSWORD");
    return word ? std::optional<std::string>(word) : std::nullopt;
}

Handle connect(const Target& target) {
    Handle handle(mysql_init(nullptr), &mysql_close);
    mysql_options(handle.get(), MYSQL_SET_CHARSET_NAME, "utf8mb4");
    const my_bool tls = target.tls == Target::Tls::Require, verify = 0;
    mysql_options(handle.get(), MYSQL_OPT_SSL_ENFORCE, &tls);
    mysql_options(handle.get(), MYSQL_OPT_SSL_VERIFY_SERVER_CERT, &verify);
    if (!mysql_real_connect(handle.get(), target.host.c_str(), target.user.c_str(),
                            password().value_or("").c_str(), nullptr, target.port, nullptr, 0))
        throw Error(ErrorCode::Connection, "cannot connect to " + target.url(), mysql_error(handle.get()));
    return handle;
}

/// Runs a statement and reads its rows without keeping them. A view that this version lacks has none.
std::uint64_t run(MYSQL* handle, const std::string& sql) {
    constexpr unsigned kUnknownView = 1109;
    if (mysql_real_query(handle, sql.data(), sql.size())) {
        if (mysql_errno(handle) == kUnknownView)
            return 0;
        throw Error(ErrorCode::Internal, sql, mysql_error(handle));
    }
    std::uint64_t rows = 0;
    if (MYSQL_RES* result = mysql_use_result(handle)) {
        while (mysql_fetch_row(result))
            ++rows;
        mysql_free_result(result);
    }
    return rows;
}

/// Tables as a shop's: a primary key, an index or two, now and then a foreign key or no key at all.
std::string tableSql(int schema, int n) {
    const auto name = fmt::format("bench_{}.t{:04}", schema, n);
    std::string keys = n % 50 == 7 ? "" : ", PRIMARY KEY (id)";
    keys += ", KEY by_owner (owner), KEY by_day (day, state)";
    if (n % 20 == 3)
        keys += ", KEY by_owner_again (owner)";
    if (n % 10 == 5)
        keys += fmt::format(", CONSTRAINT fk_{0}_{1} FOREIGN KEY (owner) REFERENCES bench_{0}.t0001 (id)",
                            schema, n);
    return fmt::format("CREATE TABLE IF NOT EXISTS {} (id int NOT NULL{}, owner int NOT NULL, day date, "
                       "state varchar(20) DEFAULT 'new', total decimal(12,2), note text{}) ENGINE=InnoDB",
                       name, n % 50 == 7 ? "" : " AUTO_INCREMENT", keys);
}

void makeTables(MYSQL* handle) {
    const std::string made = fmt::format("SELECT 1 FROM information_schema.TABLES WHERE TABLE_SCHEMA LIKE "
                                         "'bench\\_%' LIMIT {}",
                                         kSchemas * kTablesEach);
    if (run(handle, made) == kSchemas * kTablesEach)
        return;
    for (int schema = 0; schema < kSchemas; ++schema) {
        run(handle, fmt::format("CREATE DATABASE IF NOT EXISTS bench_{}", schema));
        for (int n = 0; n < kTablesEach; ++n)
            run(handle, tableSql(schema, n));
    }
}

double secondsOf(const std::function<void()>& work) {
    const auto start = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

double median(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

/// 8,000 tables and 48,000 columns (on a server whose table caches hold them, as such a server's should; the
/// benchmark sets them): the whole collection against the bare reads of the same views through the
/// same client library, in turns in one run, and the audit after it. Limits: ratio 1.5, audit 1 s.
void eightThousandTables(benchmark::State& state) {
    const auto url = serverUrl();
    if (url.empty()) {
        state.SkipWithError("set CAUSEWAY_BENCH_MYSQL or CAUSEWAY_TEST_MARIADB to a server's URL");
        return;
    }
    const Target target = parseTarget(url);
    auto handle = connect(target);
    makeTables(handle.get());
    run(handle.get(), "SET GLOBAL table_definition_cache = 20000");
    run(handle.get(), "SET GLOBAL table_open_cache = 20000");
    std::vector<double> bare, collected, audited;
    std::size_t columns = 0, findings = 0;
    const auto readBare = [&] {
        for (const char* view : kViews)
            benchmark::DoNotOptimize(
                run(handle.get(), fmt::format("SELECT * FROM information_schema.{}", view)));
    };
    readBare(); // the server's own caches are warm for both
    for (auto _ : state) {
        bare.push_back(secondsOf(readBare));
        Progress progress;
        Snapshot snapshot;
        collected.push_back(secondsOf([&] {
            snapshot = collect(
                {target}, {}, [](const Target&) { return password(); }, progress);
        }));
        audited.push_back(
            secondsOf([&] { findings = audit(snapshot, Criteria(), "en", progress).findings().size(); }));
        columns = 0;
        for (const auto& table : snapshot.servers.at(0).catalog->tables)
            columns += table.columns.size();
        state.SetIterationTime(collected.back());
    }
    state.counters["bare_s"] = median(bare);
    state.counters["collect_s"] = median(collected);
    state.counters["ratio"] = median(collected) / median(bare);
    state.counters["audit_s"] = median(audited);
    state.counters["columns"] = double(columns);
    state.counters["findings"] = double(findings);
}
BENCHMARK(eightThousandTables)->UseManualTime()->Iterations(5)->Unit(benchmark::kMillisecond);

} // namespace
