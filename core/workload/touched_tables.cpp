// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workload/touched_tables.h"

#include "core/base/text.h"
#include "core/workload/sql_words.h"

#include <algorithm>

namespace causeway {
namespace {

constexpr std::size_t kMostNames = 64;

bool isNameByte(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '$' || static_cast<unsigned char>(c) >= 0x80;
}

struct Token {
    enum class Kind { End, Word, Quoted, Mark } kind = Kind::End;
    std::string text; ///< of a word in lower case; of a quoted name without quotes
    std::string name; ///< of a word as it is written
};

/// Words, quoted names and single marks; strings are one mark.
class Tokens {
public:
    explicit Tokens(std::string_view sql) : sql_(sql) {}
    Token next() {
        while (at_ < sql_.size() && static_cast<unsigned char>(sql_[at_]) <= ' ')
            ++at_;
        if (at_ == sql_.size())
            return {};
        const char c = sql_[at_];
        if (isNameByte(c)) {
            const auto from = at_;
            while (at_ < sql_.size() && isNameByte(sql_[at_]))
                ++at_;
            const std::string name(sql_.substr(from, at_ - from));
            return {Token::Kind::Word, toLower(name), name};
        }
        ++at_;
        if (c == '`' || c == '"') {
            auto name = quoted(c);
            return {Token::Kind::Quoted, name, name};
        }
        if (c == '\'')
            quoted(c);
        return {Token::Kind::Mark, std::string(1, c), {}};
    }

private:
    std::string quoted(char quote) {
        const auto end = std::min(sql_.find(quote, at_), sql_.size());
        std::string name(sql_.substr(at_, end - at_));
        at_ = std::min(end + 1, sql_.size());
        return name;
    }
    std::string_view sql_;
    std::size_t at_ = 0;
};

class Finder {
public:
    explicit Finder(std::string_view sql) : tokens_(sql) { step(); }

    std::vector<std::string> find() {
        while (token_.kind != Token::Kind::End && names_.size() < kMostNames) {
            if (token_.kind == Token::Kind::Mark)
                mark();
            else if (token_.kind == Token::Kind::Word && beginsTables())
                tables();
            else
                step();
        }
        std::erase_if(names_, [this](const std::string& name) {
            return std::find(queries_.begin(), queries_.end(), name) != queries_.end();
        });
        return names_;
    }

private:
    void step() {
        before_ = std::move(token_);
        token_ = tokens_.next();
    }
    bool is(const char* mark) const { return token_.kind == Token::Kind::Mark && token_.text == mark; }

    /// Inside the parentheses of a function FROM names no table: extract(year from x).
    void mark() {
        if (is("(")) {
            const bool called =
                before_.kind == Token::Kind::Quoted ||
                (before_.kind == Token::Kind::Word && lookUpSqlWord(before_.text) != SqlWord::Keyword);
            functions_.push_back(called);
            step();
            if (token_.kind == Token::Kind::Word && (token_.text == "select" || token_.text == "with"))
                functions_.back() = false;
            return;
        }
        if (is(")") && !functions_.empty())
            functions_.pop_back();
        step();
    }

    bool beginsTables() {
        const auto& word = token_.text;
        if (word == "as" && withQueries_ && before_.kind != Token::Kind::Mark)
            queries_.push_back(before_.name);
        if (word == "with")
            withQueries_ = true;
        const bool inFunction = !functions_.empty() && functions_.back();
        if (word == "from")
            return !inFunction && before_.text != "distinct";
        if (word == "update")
            return before_.text != "key" && before_.text != "for" && before_.text != "on" &&
                   before_.text != "do";
        return word == "join" || word == "straight_join" || word == "into" || word == "table" ||
               (word == "replace" && before_.kind == Token::Kind::End);
    }

    static bool isModifier(const std::string& word) {
        return word == "low_priority" || word == "ignore" || word == "only" || word == "lateral" ||
               word == "if" || word == "exists" || word == "into" || word == "delayed";
    }

    /// name [[as] alias], name ...
    void tables() {
        do {
            step();
            while (token_.kind == Token::Kind::Word && isModifier(token_.text))
                step();
            if (!name())
                return;
            if (token_.kind == Token::Kind::Word && token_.text == "as")
                step();
            if (token_.kind == Token::Kind::Quoted ||
                (token_.kind == Token::Kind::Word && lookUpSqlWord(token_.text) == SqlWord::None))
                step();
        } while (is(",") && names_.size() < kMostNames);
    }

    bool name() {
        if (token_.kind != Token::Kind::Quoted &&
            (token_.kind != Token::Kind::Word || lookUpSqlWord(token_.text) != SqlWord::None))
            return false;
        std::string whole = token_.name;
        step();
        while (is(".")) {
            step();
            if (token_.kind != Token::Kind::Quoted && token_.kind != Token::Kind::Word)
                break;
            whole += "." + token_.name;
            step();
        }
        if (!whole.empty() && whole != "dual" && whole != "outfile" &&
            std::find(names_.begin(), names_.end(), whole) == names_.end())
            names_.push_back(std::move(whole));
        return true;
    }

    Tokens tokens_;
    Token token_, before_;
    std::vector<bool> functions_; ///< of each open parenthesis: it is a function's
    std::vector<std::string> names_, queries_;
    bool withQueries_ = false;
};

} // namespace

std::vector<std::string> touchedTables(std::string_view sql) {
    return Finder(sql).find();
}

std::string statementVerb(std::string_view sql) {
    Tokens tokens(sql);
    auto token = tokens.next();
    while (token.kind == Token::Kind::Mark && token.text == "(")
        token = tokens.next();
    return token.kind == Token::Kind::Word ? toUpper(token.text) : std::string();
}

} // namespace causeway
