// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sql/mysql/lexer.h"
#include "core/sql/mysql/parser.h"
#include "core/sql/mysql/statement_splitter.h"

#include <benchmark/benchmark.h>

#include <cstring>
#include <ctime>

/// Rates in bytes a second, each with its ratio to copying the same bytes in the same run.
namespace {

using namespace causeway::mysql;

const std::string& definitions() {
    static const std::string text = [] {
        std::string out;
        for (int i = 0; i < 4000; ++i)
            out += "CREATE TABLE `orders_" + std::to_string(i) +
                   "` (\n  `id` int(10) unsigned NOT NULL AUTO_INCREMENT,\n  `name` varchar(255) COLLATE "
                   "utf8_unicode_ci "
                   "DEFAULT NULL COMMENT 'the customer''s name',\n  `total` decimal(10,2) NOT NULL DEFAULT "
                   "'0.00',\n"
                   "  PRIMARY KEY (`id`),\n  KEY `by_name` (`name`(20))\n) ENGINE=InnoDB DEFAULT "
                   "CHARSET=utf8;\n";
        return out;
    }();
    return text;
}

const std::string& rows() {
    static const std::string text = [] {
        std::string out = "INSERT INTO `orders` VALUES ";
        for (int i = 0; i < 40000; ++i)
            out += (i ? ",(" : "(") + std::to_string(i) +
                   ",'a customer\\'s name, and more of it',NULL,'2026-11-22 10:00:00',12.50)";
        return out + ";\n";
    }();
    return text;
}

double copySeconds(const std::string& text) {
    std::string target(text.size(), '\0');
    constexpr int kRounds = 200;
    const auto start = std::clock(); // processor time: other work on the machine does not count
    for (int i = 0; i < kRounds; ++i) {
        std::memcpy(target.data(), text.data(), text.size());
        benchmark::DoNotOptimize(target.data());
        benchmark::ClobberMemory();
    }
    return double(std::clock() - start) / CLOCKS_PER_SEC / kRounds;
}

template <class Work> void measure(benchmark::State& state, const std::string& text, Work work) {
    const double copy = copySeconds(text);
    const auto start = std::clock();
    for (auto _ : state)
        work(text);
    const double each = double(std::clock() - start) / CLOCKS_PER_SEC / double(state.iterations());
    state.SetBytesProcessed(int64_t(state.iterations()) * int64_t(text.size()));
    state.counters["times_memcpy"] = each / copy;
}

void lexDefinitions(benchmark::State& state) {
    measure(state, definitions(), [](const std::string& text) {
        Lexer lexer(text);
        while (lexer.next().kind != TokenKind::End) {
        }
    });
}
void lexRows(benchmark::State& state) {
    measure(state, rows(), [](const std::string& text) {
        Lexer lexer(text);
        while (lexer.next().kind != TokenKind::End) {
        }
    });
}
void findNewlines(benchmark::State& state) {
    measure(state, definitions(), [](const std::string& text) {
        const char* p = text.data();
        const char* end = p + text.size();
        std::size_t n = 0;
        while ((p = static_cast<const char*>(std::memchr(p, '\n', std::size_t(end - p)))) && ++p < end)
            ++n;
        benchmark::DoNotOptimize(n);
    });
}
void splitRows(benchmark::State& state) {
    measure(state, rows(), [](const std::string& text) {
        StatementSplitter splitter(text);
        Statement s;
        while (splitter.next(s))
            benchmark::DoNotOptimize(s.rows);
    });
}
void parseDefinitions(benchmark::State& state) {
    measure(state, definitions(), [](const std::string& text) {
        StatementSplitter splitter(text);
        Statement s;
        while (splitter.next(s))
            benchmark::DoNotOptimize(parseStatement(s.text).value.has_value());
    });
}

BENCHMARK(findNewlines);
BENCHMARK(lexDefinitions);
BENCHMARK(lexRows);
BENCHMARK(splitRows);
BENCHMARK(parseDefinitions);

} // namespace
