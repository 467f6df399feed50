// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"
#include "core/readiness/general/general_obstacles.h"
#include "core/readiness/notes.h"
#include "core/sql/mysql/lexer.h"

#include <array>

namespace causeway {

namespace {

constexpr std::size_t kFingerprintShown = 160;

/// Words that stand one after another in a statement; "*" is any token, "@" a user variable.
struct Pattern {
    std::string_view id;
    std::array<std::string_view, 4> words;
};
constexpr std::array kPatterns{
    Pattern{"workload.upsert", {"ON", "DUPLICATE", "KEY", "UPDATE"}},
    Pattern{"workload.replace", {"REPLACE", "INTO"}},
    Pattern{"workload.insert_ignore", {"INSERT", "IGNORE"}},
    Pattern{"workload.found_rows", {"SQL_CALC_FOUND_ROWS"}},
    Pattern{"workload.found_rows", {"FOUND_ROWS"}},
    Pattern{"workload.user_variable", {"@"}},
    Pattern{"workload.fulltext", {"AGAINST", "("}},
    Pattern{"workload.index_hint", {"STRAIGHT_JOIN"}},
    Pattern{"workload.index_hint", {"FORCE", "INDEX"}},
    Pattern{"workload.index_hint", {"USE", "INDEX"}},
    Pattern{"workload.index_hint", {"IGNORE", "INDEX"}},
    Pattern{"workload.lock_tables", {"LOCK", "TABLES"}},
    Pattern{"workload.lock_tables", {"GET_LOCK"}},
    Pattern{"workload.last_insert_id", {"LAST_INSERT_ID"}},
};

bool fits(const mysql::Token& token, std::string_view word) {
    if (word == "@")
        return token.kind == mysql::TokenKind::UserVariable;
    if (word == "(")
        return token.isOperator("(");
    return token.is(word);
}

bool holds(const std::vector<mysql::Token>& tokens, const Pattern& pattern) {
    for (std::size_t start = 0; start < tokens.size(); ++start) {
        std::size_t n = 0;
        while (n < pattern.words.size() && !pattern.words[n].empty() && start + n < tokens.size() &&
               fits(tokens[start + n], pattern.words[n]))
            ++n;
        if (n == pattern.words.size() || (n > 0 && pattern.words[n].empty()))
            return true;
    }
    return false;
}

bool limitsAWrite(const std::vector<mysql::Token>& tokens) {
    if (tokens.empty() || !(tokens[0].is("UPDATE") || tokens[0].is("DELETE")))
        return false;
    int depth = 0;
    for (const auto& token : tokens) {
        depth += token.isOperator("(") ? 1 : token.isOperator(")") ? -1 : 0;
        if (depth == 0 && token.is("LIMIT"))
            return true;
    }
    return false;
}

struct Seen {
    std::uint64_t shapes = 0, executions = 0;
    std::string first;
};

} // namespace

std::vector<Obstacle> workloadObstacles(const WorkloadDigest& workload) {
    std::map<std::string, Seen, std::less<>> seen;
    for (const QueryClass& query : workload.queries) {
        const auto tokens = mysql::tokenize(query.fingerprint);
        std::map<std::string_view, bool> found;
        for (const Pattern& pattern : kPatterns)
            if (holds(tokens, pattern))
                found[pattern.id] = true;
        if (limitsAWrite(tokens))
            found["workload.update_limit"] = true;
        for (const auto& [id, yes] : found) {
            Seen& entry = seen[std::string(id)];
            if (entry.shapes++ == 0)
                entry.first = printable(query.fingerprint, kFingerprintShown);
            entry.executions += query.count;
        }
    }
    Notes notes("workload");
    for (const auto& [id, entry] : seen)
        notes.add(id, {{"count", std::to_string(entry.shapes)},
                       {"executions", std::to_string(entry.executions)},
                       {"fingerprint", entry.first}});
    return notes.take();
}

} // namespace causeway
