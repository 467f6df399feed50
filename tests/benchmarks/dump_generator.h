// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <fmt/format.h>

#include <cstdint>
#include <iterator>
#include <random>
#include <string>

namespace causeway::bench {

/// A dump as mysqldump writes it, one table of short and long rows; the same bytes on every machine.
class DumpGenerator {
public:
    /// `bytes` at least; a line of INSERT ends at `lineBytes`: 1 MB as mysqldump has it, 0: one row a line.
    std::string dump(std::size_t bytes, std::size_t lineBytes) {
        std::string out = "-- MySQL dump 10.13  Distrib 8.0.36, for Linux (x86_64)\n--\n-- Host: db    "
                          "Database: shop\n-- Server version\t8.0.36\n\nUSE `shop`;\nCREATE TABLE `orders` "
                          "(`id` int NOT NULL, `customer` int, `status` varchar(10), `name` varchar(100), "
                          "`mail` varchar(100), `made` datetime, `total` decimal(10,2), `words` text, `n` "
                          "int, PRIMARY KEY (`id`)) ENGINE=InnoDB;\nLOCK TABLES `orders` WRITE;\n";
        while (out.size() < bytes) {
            out += "INSERT INTO `orders` VALUES ";
            const auto start = out.size();
            row(out);
            while (out.size() - start < lineBytes) {
                out += ',';
                row(out);
            }
            out += ";\n";
        }
        return out + "UNLOCK TABLES;\n-- Dump completed on 2026-11-22 10:00:00\n";
    }

private:
    std::uint64_t below(std::uint64_t limit) { return random_() % limit; }

    void row(std::string& out) {
        static constexpr const char* kWords[] = {"the",   "quick", "it\\'s", "\\\"hello\\\"", "(all)",
                                                 "10-20", "of",    "rain;",  "C:\\\\dir",     "naïve"};
        fmt::format_to(
            std::back_inserter(out), "({},{},'{}','{} Smith',{},'2026-{:02}-{:02} 10:00:00',{}.{:02},'",
            ++id_, below(1'000'000), below(2) ? "new" : "paid", kWords[below(10)],
            below(3) ? "NULL" : "'x@example.com'", 1 + below(12), 1 + below(28), below(1000), below(100));
        static constexpr unsigned kLengths[] = {0, 3, 8, 30};
        for (auto left = kLengths[below(4)]; left > 0; --left)
            fmt::format_to(std::back_inserter(out), "{} ", kWords[below(10)]);
        fmt::format_to(std::back_inserter(out), "',{})", std::int64_t(below(11)) - 5);
    }

    std::mt19937_64 random_{1};
    std::uint64_t id_ = 0;
};

} // namespace causeway::bench
