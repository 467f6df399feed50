// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workload/fingerprint.h"

#include "core/base/text.h"
#include "core/sql/mysql/lexer.h"
#include "core/sql/postgresql/lexer.h"
#include "core/workload/sql_words.h"

#include <algorithm>
#include <cstring>
#include <memory>
#include <new>
#include <type_traits>

namespace causeway {
namespace {

using mysql::Token;
using mysql::TokenKind;

constexpr std::size_t kLongest = 64 * 1024;
constexpr std::size_t kLongestWord = 64; ///< longer words are no keywords and stay as they are

constexpr std::uint64_t kHashBasis = 0xcbf29ce484222325ull;
constexpr std::uint64_t hashed(std::uint64_t hash, char c) {
    return (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3ull;
}

/// Where a fingerprint is written, and hashed on the way: what follows kLongest bytes is left out.
class Output {
public:
    void operator+=(char c) {
        if (size_ == kLongest)
            return;
        data_[size_++] = c;
        hash_ = hashed(hash_, c);
    }
    void operator+=(std::string_view text) {
        const auto n = std::min(text.size(), kLongest - size_);
        std::memcpy(data_.get() + size_, text.data(), n);
        size_ += n;
        for (std::size_t i = 0; i < n; ++i)
            hash_ = hashed(hash_, text[i]);
    }
    std::size_t size() const { return size_; }
    void clear() {
        size_ = 0;
        hash_ = kHashBasis;
    }
    void trimEnd() {
        const auto whole = size_;
        while (size_ && (data_[size_ - 1] == ';' || data_[size_ - 1] == ' '))
            --size_;
        if (size_ != whole)
            hash_ = stableHash(text());
    }
    std::string_view text() const { return {data_.get(), size_}; }
    std::uint64_t hash() const { return hash_; }

private:
    std::unique_ptr<char[]> data_ = std::make_unique<char[]>(kLongest);
    std::size_t size_ = 0;
    std::uint64_t hash_ = kHashBasis;
};

inline bool isQuoteStart(const Token& token) {
    return !token.text.empty() && (token.text.front() == '\'' || token.text.front() == '"');
}
inline bool isString(const Token& token) {
    return token.isString() || (token.kind == TokenKind::Invalid && isQuoteStart(token));
}
inline bool isLiteral(const Token& token) {
    return isString(token) || token.isNumber() || token.kind == TokenKind::Hex ||
           token.kind == TokenKind::Bit || token.kind == TokenKind::Parameter;
}
bool isIntroducer(const Token& word, const Token& next) {
    return word.kind == TokenKind::Word && word.text.front() == '_' &&
           (isString(next) || next.kind == TokenKind::Hex || next.kind == TokenKind::Bit);
}

/// Prints the tokens of a lexer.
template <class Lexer> class Printer {
public:
    Printer(std::string_view sql, Output& out) : lexer_(sql), out_(out) { read(); }

    void run() {
        while (next().kind != TokenKind::End && out_.size() < kLongest)
            one(take());
        out_.trimEnd();
    }

private:
    /// PostgreSQL takes names without quotes as lower-case.
    static constexpr bool kFoldsNames = std::is_same_v<Lexer, postgresql::Lexer>;
    /// What stood before, as far as blanks and NULL depend on it.
    enum class Before { Start, Value, Name, Function, Keyword, Operator, Open, Dot, Comma };

    /// The token after the one that was taken last.
    const Token& next() const { return tokens_[upcoming_]; }
    /// Built in place: copies of tokens just written would be what this costs most.
    void read() { ::new (static_cast<void*>(&tokens_[upcoming_])) Token(lexer_.next()); }
    /// The next token, valid until the call after this.
    const Token& take() {
        if (next().kind == TokenKind::End)
            return next();
        upcoming_ ^= 1;
        read();
        return tokens_[upcoming_ ^ 1];
    }

    void one(const Token& token) {
        if (isLiteral(token))
            literal(token);
        else if (token.kind == TokenKind::Word)
            word(token);
        else if (token.kind == TokenKind::Operator)
            symbol(token);
        else if (token.kind != TokenKind::Invalid) // an unfinished comment or a stray byte says nothing
            name(token.text, Before::Name);
    }

    void blank() {
        if (before_ != Before::Start && before_ != Before::Open && before_ != Before::Dot)
            out_ += ' ';
    }
    void name(std::string_view text, Before kind) {
        blank();
        out_ += text;
        before_ = kind;
        last_ = {};
    }
    void literal(const Token& token) {
        const bool joins = stringBefore_ && isString(token);
        if (!joins)
            name("?", Before::Value);
        stringBefore_ = isString(token);
    }

    void word(const Token& token) {
        stringBefore_ = false;
        if (isIntroducer(token, next()))
            return;
        char lower[kLongestWord];
        const auto n = token.text.size();
        if (n > kLongestWord || (before_ == Before::Dot && !kFoldsNames))
            return name(token.text, Before::Name);
        for (std::size_t i = 0; i < n; ++i)
            lower[i] =
                token.text[i] >= 'A' && token.text[i] <= 'Z' ? char(token.text[i] + 32) : token.text[i];
        const std::string_view low(lower, n);
        if (before_ != Before::Dot)
            if (const auto sqlWord = lookUpSqlWord(low); sqlWord != SqlWord::None)
                return keyword(low, sqlWord == SqlWord::Function);
        const bool called = next().isOperator("(") && last_ != "into" && last_ != "table" &&
                            last_ != "references" && last_ != "on" && last_ != "view" && last_ != "as" &&
                            last_ != "index" && last_ != "key";
        name(called || kFoldsNames ? low : token.text, called ? Before::Function : Before::Name);
    }

    void keyword(std::string_view low, bool isFunctionWord) {
        if (low == "null" && nullIsValue())
            return name("?", Before::Value);
        if (before_ == Before::Start)
            writes_ = low == "insert" || low == "replace" || low == "values";
        if (low == "duplicate")
            duplicate_ = true;
        const bool opens = next().isOperator("(");
        const bool rows =
            writes_ && !duplicate_ && (low == "values" || low == "value") && (opens || next().is("ROW"));
        const bool function = opens && !rows && (isFunctionWord || (duplicate_ && low == "values"));
        blank();
        out_ += low;
        before_ = function ? Before::Function : Before::Keyword;
        lastWord_.assign(low);
        last_ = lastWord_;
        if (rows)
            foldRows();
        else if (low == "in" && opens)
            foldList();
    }

    bool nullIsValue() const {
        return before_ == Before::Operator || before_ == Before::Comma || before_ == Before::Open ||
               last_ == "then" || last_ == "else" || last_ == "select";
    }

    void symbol(const Token& token) {
        stringBefore_ = false;
        const char c = token.text.front();
        if ((c == '-' || c == '+') && token.text.size() == 1 && next().isNumber() &&
            before_ != Before::Value && before_ != Before::Name)
            return;
        if (c == '(') {
            if (before_ != Before::Function && before_ != Before::Name)
                blank();
            out_ += '(';
            before_ = Before::Open;
        } else if (c == ')') {
            out_ += ')';
            before_ = Before::Name;
        } else if (c == '.' || token.text == "::") {
            out_ += token.text;
            before_ = Before::Dot;
        } else if (c == ',' || c == ';') {
            out_ += c;
            before_ = Before::Comma;
        } else {
            blank();
            out_ += token.text;
            before_ = Before::Operator;
        }
        last_ = {};
    }

    /// IN (1, 2, 3): read ahead; only a list of nothing but literals is folded.
    void foldList() {
        Lexer ahead = lexer_;
        Token token = next();
        std::size_t depth = 0;
        do {
            depth += token.isOperator("(");
            depth -= token.isOperator(")");
            const Token following = depth ? ahead.next() : Token{};
            const bool plain = isLiteral(token) || token.is("NULL") || isIntroducer(token, following) ||
                               (token.kind == TokenKind::Operator && token.text.size() == 1 &&
                                std::string_view("(),+-").find(token.text) != std::string_view::npos);
            if (!plain)
                return;
            token = following;
        } while (depth);
        out_ += " (...)";
        before_ = Before::Name;
        last_ = {};
        lexer_ = ahead;
        read();
    }

    /// VALUES (1, 'a'), (2, 'b'): one row stands for all, whatever the rows hold.
    void foldRows() {
        for (;;) {
            if (next().is("ROW"))
                take();
            std::size_t depth = 0;
            do {
                const Token token = take();
                depth += token.isOperator("(");
                depth -= token.isOperator(")") && depth;
            } while (depth && next().kind != TokenKind::End);
            if (!next().isOperator(","))
                break;
            const Lexer mark = lexer_;
            const Token comma = take();
            if (!next().isOperator("(") && !next().is("ROW")) {
                lexer_ = mark;
                tokens_[upcoming_] = comma;
                break;
            }
        }
        out_ += " (...)";
        before_ = Before::Name;
        last_ = {};
    }

    Lexer lexer_;
    Output& out_;
    Token tokens_[2];
    unsigned upcoming_ = 0;
    Before before_ = Before::Start;
    std::string lastWord_;
    std::string_view last_; ///< the keyword just written, else empty
    bool stringBefore_ = false, writes_ = false, duplicate_ = false;
};

} // namespace

std::uint64_t fingerprintInto(std::string_view sql, std::string& result, SqlDialect dialect) {
    constexpr std::string_view kAdmin = "# administrator command: ";
    result.clear();
    if (sql.starts_with(kAdmin)) {
        result = "administrator command: ";
        result += trim(sql.substr(kAdmin.size(), 200));
        return stableHash(result);
    }
    thread_local Output out; // memory that is used again
    out.clear();
    if (dialect == SqlDialect::PostgreSql)
        Printer<postgresql::Lexer>(sql, out).run();
    else
        Printer<mysql::Lexer>(sql, out).run();
    result = out.text();
    return out.hash();
}

std::string fingerprint(std::string_view sql, SqlDialect dialect) {
    std::string result;
    fingerprintInto(sql, result, dialect);
    return toValidUtf8(result);
}

std::uint64_t stableHash(std::string_view bytes) {
    std::uint64_t hash = kHashBasis;
    for (const char c : bytes)
        hash = hashed(hash, c);
    return hash;
}

std::string hexId(std::uint64_t hash) {
    std::string text(16, '0');
    for (auto at = text.size(); at-- > 0; hash >>= 4)
        text[at] = "0123456789abcdef"[hash & 15];
    return text;
}

} // namespace causeway
