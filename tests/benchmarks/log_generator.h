// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <fmt/format.h>

#include <cstdint>
#include <cstdio>
#include <random>
#include <string>

namespace causeway::bench {

/// Slow logs as MariaDB writes them, the same bytes on every machine: std::mt19937_64 is specified, and no
/// distribution of the library is used.
class LogGenerator {
public:
    explicit LogGenerator(std::uint64_t seed) : random_(seed) {}

    std::uint64_t below(std::uint64_t limit) { return random_() % limit; }

    void entry(std::string& out, const std::string& statement) {
        const auto id = below(1'000'000);
        second_ += below(20) == 0;
        fmt::format_to(std::back_inserter(out),
                       "# User@Host: sbtest[sbtest] @ web{} [10.0.0.{}]\n"
                       "# Thread_id: {}  Schema: sbtest  QC_hit: No\n"
                       "# Query_time: 0.{:06}  Lock_time: 0.000{:03}  Rows_sent: {}  Rows_examined: {}\n"
                       "# Rows_affected: 0  Bytes_sent: {}\n"
                       "SET timestamp={};\n{};\n",
                       id % 4, id % 250, 100 + id % 50, id, id % 1000, id % 100, id % 5000, id % 9000,
                       second_, statement);
    }

    /// One statement of sysbench's oltp_read_write, tables 1 to 10.
    std::string sysbench() {
        const auto table = 1 + below(10), id = below(1'000'000), k = below(1'000'000);
        switch (below(18)) {
        case 10:
            return fmt::format("SELECT c FROM sbtest{} WHERE id BETWEEN {} AND {}", table, id, id + 99);
        case 11:
            return fmt::format("SELECT SUM(k) FROM sbtest{} WHERE id BETWEEN {} AND {}", table, id, id + 99);
        case 12:
            return fmt::format("SELECT c FROM sbtest{} WHERE id BETWEEN {} AND {} ORDER BY c", table, id,
                               id + 99);
        case 13:
            return fmt::format("SELECT DISTINCT c FROM sbtest{} WHERE id BETWEEN {} AND {} ORDER BY c", table,
                               id, id + 99);
        case 14:
            return fmt::format("UPDATE sbtest{} SET k=k+1 WHERE id={}", table, id);
        case 15:
            return fmt::format("UPDATE sbtest{} SET c='{}' WHERE id={}", table, text(10), id);
        case 16:
            return fmt::format("DELETE FROM sbtest{} WHERE id={}", table, id);
        case 17:
            return fmt::format("INSERT INTO sbtest{} (id, k, c, pad) VALUES ({}, {}, '{}', '{}')", table, id,
                               k, text(10), text(5));
        default:
            return fmt::format("SELECT c FROM sbtest{} WHERE id={}", table, id);
        }
    }

    /// One of `shapes` statements with fingerprints of their own: each once, then any.
    std::string manyShapes(std::uint64_t shapes) {
        const auto shape = made_ < shapes ? made_++ : below(shapes), id = below(1'000'000);
        return fmt::format(
            "SELECT o.id, o.total, c.name, o.col_{} FROM orders_{} o JOIN customer c ON c.id = "
            "o.customer_id WHERE o.status IN ({}, {}) AND c.city = 'Kyiv {}' LIMIT {}",
            shape % 1000, shape / 1000, id % 7, id % 5, id, id % 100);
    }

private:
    /// Groups of eleven digits, as sysbench fills c and pad.
    std::string text(int groups) {
        std::string result;
        for (int i = 0; i < groups; ++i)
            result += fmt::format("{}{:011}", i ? "-" : "", below(100'000'000'000));
        return result;
    }

    std::mt19937_64 random_;
    std::uint64_t made_ = 0;
    long long second_ = 1'795'000'000;
};

/// Writes a log of about so many bytes: of sysbench, or of `shapes` different queries when not 0.
inline std::uint64_t writeLog(const std::string& path, std::uint64_t bytes, std::uint64_t shapes) {
    LogGenerator generator(42);
    std::FILE* file = std::fopen(path.c_str(), "wb");
    if (!file)
        return 0;
    std::uint64_t written = 0;
    std::string text;
    while (written < bytes) {
        text.clear();
        for (int i = 0; i < 1000; ++i)
            generator.entry(text, shapes ? generator.manyShapes(shapes) : generator.sysbench());
        written += std::fwrite(text.data(), 1, text.size(), file);
    }
    std::fclose(file);
    return written;
}

} // namespace causeway::bench
