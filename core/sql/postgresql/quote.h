// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace causeway::pg {

/// PostgreSQL cuts identifiers to 63 bytes (NAMEDATALEN - 1).
inline constexpr std::size_t kMaxIdentifierBytes = 63;

/// True for a word that cannot stand unquoted as every kind of name (resources/postgresql/reserved.json).
bool isReservedWord(std::string_view lowerCaseWord);
/// True when `name` must be quoted to keep its exact spelling.
bool needsQuotes(std::string_view name);
/// While one lives, quoteIdentifier() of this thread quotes every name (`always`), or only where it must: a
/// script's policy, which all of its writers share.
class QuotingPolicy {
public:
    explicit QuotingPolicy(bool always);
    ~QuotingPolicy();
    QuotingPolicy(const QuotingPolicy&) = delete;
    QuotingPolicy& operator=(const QuotingPolicy&) = delete;

private:
    bool outer_;
};

/// `name`, in double quotes where it needs them or the policy asks for them. NUL bytes, which no identifier
/// can hold, are dropped.
std::string quoteIdentifier(std::string_view name);
/// "schema.name", each quoted where needed; the bare name without a schema.
std::string qualified(std::string_view schema, std::string_view name);
/// Identifiers quoted and joined by ", ".
std::string quoteList(const std::vector<std::string>& names);
/// A string constant under standard_conforming_strings = on. NUL bytes, which text cannot hold, are dropped.
std::string quoteLiteral(std::string_view text);
/// '\x...'::bytea.
std::string byteaLiteral(std::string_view bytes);
/// A body in dollar quotes whose tag does not occur in it.
std::string dollarQuote(std::string_view body);
/// `name` in at most 63 bytes: longer names are cut at a character's edge and end in "_" and 8 hex digits
/// of the whole name's FNV-1a hash, so that equal beginnings stay apart.
std::string fitIdentifier(std::string_view name);

} // namespace causeway::pg
