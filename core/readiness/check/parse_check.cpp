// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/readiness/check/parse_check.h"

#include "core/base/text.h"

#include <fmt/format.h>
#include <pg_query.h>

#include <algorithm>
#include <cstdint>
#include <vector>

namespace causeway {

namespace {

constexpr std::size_t kMaxBytes = 1 << 20;
constexpr std::size_t kMaxParentheses = 200;
/// Tokens on the path from the statement to the deepest one: every one of them may be a level of the tree.
constexpr std::size_t kMaxPath = 4000;

bool opens(char c) {
    return c == '(' || c == '[';
}

bool isWord(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           std::uint8_t(c) >= 0x80;
}

/// Walks over tokens; literals, quoted names, comments and dollar-quoted bodies are one step each.
class DepthEstimate {
public:
    explicit DepthEstimate(std::string_view sql) : sql_(sql) {}

    bool within(std::string& reason) {
        while (at_ < sql_.size()) {
            step();
            if (counts_.size() > kMaxParentheses || path_ > kMaxPath) {
                reason = fmt::format("not given to the parser: nested too deeply near byte {}", at_);
                return false;
            }
        }
        return true;
    }

private:
    void step() {
        const char c = sql_[at_];
        if (isWord(c))
            return word();
        if (c == '\'' || c == '"')
            return skipTo(sql_.substr(at_, 1), 1);
        if (c == '$' && skipDollarQuote())
            return;
        if (c == '-' && sql_.substr(at_, 2) == "--")
            return skipLine();
        if (c == '/' && sql_.substr(at_, 2) == "/*")
            return skipTo("*/", 2);
        ++at_;
        if (c == '(' || c == '[')
            counts_.push_back(0);
        else if ((c == ')' || c == ']') && counts_.size() > 1)
            close();
        else if (c == ',' || c == ';')
            restart();
        else if (c > ' ')
            count();
    }

    void count() {
        ++counts_.back();
        ++path_;
    }
    void restart() {
        path_ -= counts_.back();
        counts_.back() = 0;
    }
    void close() {
        path_ -= counts_.back();
        counts_.pop_back();
        count();
    }
    void word() {
        while (at_ < sql_.size() && isWord(sql_[at_]))
            ++at_;
        count();
    }
    void skipLine() {
        const auto end = sql_.find('\n', at_);
        at_ = end == std::string_view::npos ? sql_.size() : end + 1;
    }
    void skipTo(std::string_view close, std::size_t from) {
        const auto end = sql_.find(close, at_ + from);
        at_ = end == std::string_view::npos ? sql_.size() : end + close.size();
        count();
    }
    bool skipDollarQuote() {
        std::size_t end = at_ + 1;
        while (end < sql_.size() && isWord(sql_[end]))
            ++end;
        if (end >= sql_.size() || sql_[end] != '$')
            return false;
        const auto tag = sql_.substr(at_, end - at_ + 1);
        skipTo(tag, tag.size());
        return true;
    }

    std::string_view sql_;
    std::size_t at_ = 0;
    std::size_t path_ = 0;
    std::vector<std::size_t> counts_{0};
};

} // namespace

bool parserCanTake(std::string_view sql, std::string& reason) {
    if (sql.size() > kMaxBytes) {
        reason =
            fmt::format("not given to the parser: {} bytes are over its bound of {}", sql.size(), kMaxBytes);
        return false;
    }
    if (sql.find('\0') != std::string_view::npos) {
        reason = "not given to the parser: the text holds a NUL byte";
        return false;
    }
    // What is short and has few brackets cannot pass the bounds, whatever it holds.
    if (sql.size() < kMaxPath && std::count_if(sql.begin(), sql.end(), opens) < long(kMaxParentheses))
        return true;
    return DepthEstimate(sql).within(reason);
}

ParseCheck checkParses(const std::string& sql) {
    ParseCheck check;
    if (!parserCanTake(sql, check.message))
        return check;
    // The parser that cuts into statements is the same one, and writes no tree, which takes longer than to
    // read.
    const PgQuerySplitResult result = pg_query_split_with_parser(sql.c_str());
    if (result.error)
        check.message =
            printable(fmt::format("{} at character {}", result.error->message, result.error->cursorpos));
    else
        check.proof = Proof::Parsed;
    pg_query_free_split_result(result);
    return check;
}

} // namespace causeway
