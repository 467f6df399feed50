// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace causeway {

enum class SqlDialect : std::uint8_t { MySql, PostgreSql };

/// The shape of a MySQL, MariaDB or PostgreSQL statement, so that executions that differ only in values count
/// as one query:
///  - numbers, strings, hex and bit values, parameters and values that are NULL become ?; a sign goes with
///  its
///    number, adjacent strings and a charset introducer with their string;
///  - IN (...) of literals only, and the rows of INSERT ... VALUES, become (...);
///  - comments go, white space and the blanks around operators are folded;
///  - keywords and the names of called functions are lower-case, other names stay as they were written.
/// What follows 64 KiB of result is left out.
std::string fingerprint(std::string_view sql, SqlDialect dialect = SqlDialect::MySql);
/// The same into a string whose memory is used again. Returns stableHash() of it.
std::uint64_t fingerprintInto(std::string_view sql, std::string& result,
                              SqlDialect dialect = SqlDialect::MySql);

/// 64-bit FNV-1a of the bytes (offset basis 0xcbf29ce484222325, prime 0x100000001b3): the same on every
/// machine and in every version, so that ids can be compared between reports.
std::uint64_t stableHash(std::string_view bytes);
/// 16 lower-case hex digits.
std::string hexId(std::uint64_t hash);

} // namespace causeway
