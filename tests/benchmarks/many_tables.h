// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <fmt/format.h>

#include <cstdint>
#include <string>
#include <vector>

/// A server with many tables, and the plainest client that reads what describes them.
namespace causeway::bench {

constexpr int kSchemas = 8, kTablesEach = 1000; ///< six columns each: 48,000

/// A connection that runs statements and reads their rows without keeping them.
class PlainClient {
public:
    PlainClient() = default;
    PlainClient(const PlainClient&) = delete;
    PlainClient& operator=(const PlainClient&) = delete;
    virtual ~PlainClient() = default;

    /// The number of rows. A view that this version lacks has none; any other error is thrown.
    virtual std::uint64_t run(const std::string& sql) = 0;
    /// Statements that read, whole and in bulk, what the server keeps of its schemas.
    virtual std::vector<std::string> bareReads() const = 0;
    /// The same by information_schema alone, where that is another thing.
    virtual std::vector<std::string> standardReads() const { return {}; }
    /// Makes a schema with its tables; what is there already stays.
    virtual void makeSchema(int schema) = 0;
    virtual std::uint64_t tablesMade() = 0;
    /// Table caches that hold all tables, as those of a server with so many should.
    virtual void widenCaches() = 0;
};

/// What follows the columns of a shop's table: a primary key, now and then a foreign key or no key at all.
inline std::string keysOf(int schema, int n) {
    std::string keys = n % 50 == 7 ? "" : ", PRIMARY KEY (id)";
    if (n % 10 == 5)
        keys += fmt::format(", CONSTRAINT fk_{0}_{1} FOREIGN KEY (owner) REFERENCES bench_{0}.t0001 (id)",
                            schema, n);
    return keys;
}

} // namespace causeway::bench
