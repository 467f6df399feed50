// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/query_shape.h"

#include "core/base/text.h"

#include <algorithm>
#include <array>

namespace causeway {
namespace {

constexpr std::size_t kLongestQuery = 20000;

enum class Kind { Word, Value, Sign, End };
struct Token {
    Kind kind = Kind::End;
    std::string text; ///< lower case; names without quotes
    bool quoted = false;
    int depth = 0; ///< parentheses around it
};

bool isWordStart(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
           static_cast<unsigned char>(c) >= 0x80;
}
bool isDigit(char c) {
    return c >= '0' && c <= '9';
}
bool isWordPart(char c) {
    return isWordStart(c) || isDigit(c) || c == '$';
}

/// Cuts a fingerprint into words, values (literals and placeholders) and signs.
class Cutter {
public:
    explicit Cutter(std::string_view text) : text_(text) {}

    std::vector<Token> all() {
        std::vector<Token> tokens;
        while (at_ < text_.size())
            if (auto token = next())
                tokens.push_back(std::move(*token));
        tokens.push_back({Kind::End, "", false, 0});
        return tokens;
    }

private:
    std::optional<Token> next() {
        const char c = text_[at_];
        if (isWordStart(c))
            return word();
        if (c == '`' || c == '"' || c == '\'')
            return quoted(c);
        if (c == '?' || c == ':' || c == '$' || c == '@' || isDigit(c) || text_.substr(at_, 3) == "...")
            return value();
        ++at_;
        if (c == ' ' || c == '\t' || c == '\n' || c == '\r')
            return std::nullopt;
        return sign(c);
    }
    Token word() {
        const auto start = at_;
        while (at_ < text_.size() && isWordPart(text_[at_]))
            ++at_;
        return {Kind::Word, toLower(text_.substr(start, at_ - start)), false, depth_};
    }
    Token quoted(char mark) {
        const auto close = text_.find(mark, at_ + 1);
        const auto end = close == std::string_view::npos ? text_.size() : close;
        const auto inside = toLower(text_.substr(at_ + 1, end - at_ - 1));
        at_ = std::min(end + 1, text_.size());
        return {mark == '\'' ? Kind::Value : Kind::Word, inside, true, depth_};
    }
    Token value() {
        ++at_;
        while (at_ < text_.size() && (isWordPart(text_[at_]) || text_[at_] == '.' || text_[at_] == '?'))
            ++at_;
        return {Kind::Value, "?", false, depth_};
    }
    Token sign(char c) {
        std::string text(1, c);
        if (at_ < text_.size() && (c == '<' || c == '>' || c == '!') &&
            (text_[at_] == '=' || text_[at_] == '>'))
            text += text_[at_++];
        if (c == ')')
            depth_ = std::max(0, depth_ - 1);
        Token token{Kind::Sign, text, false, depth_};
        depth_ += c == '(';
        return token;
    }

    std::string_view text_;
    std::size_t at_ = 0;
    int depth_ = 0;
};

template <std::size_t N> bool isOneOf(const Token& token, const std::array<std::string_view, N>& words) {
    return token.kind == Kind::Word && !token.quoted &&
           std::find(words.begin(), words.end(), token.text) != words.end();
}

constexpr std::array<std::string_view, 22> kNoAlias{
    "where", "set",     "on",    "using", "join",          "left",   "right", "inner",
    "cross", "natural", "group", "order", "limit",         "having", "for",   "force",
    "use",   "ignore",  "union", "outer", "straight_join", "values"};
constexpr std::array<std::string_view, 6> kEndOfWhere{"group", "order", "limit", "having", "for", "window"};

class ShapeReader {
public:
    explicit ShapeReader(std::vector<Token> tokens) : tokens_(std::move(tokens)) {}

    std::optional<QueryShape> read() {
        static constexpr std::array<std::string_view, 3> verbs{"select", "update", "delete"};
        if (!isOneOf(tokens_[0], verbs))
            return std::nullopt;
        shape_.verb = tokens_[0].text;
        for (const auto& token : tokens_)
            if (token.depth == 0 && !token.quoted && token.kind == Kind::Word && token.text == "union")
                return std::nullopt;
        if (!readTables() || !readConditions())
            return std::nullopt;
        readOrder();
        if (shape_.equal.empty() && shape_.range.empty())
            return std::nullopt;
        return shape_;
    }

private:
    bool word(std::size_t i, std::string_view text) const {
        return i < tokens_.size() && tokens_[i].kind == Kind::Word && !tokens_[i].quoted &&
               tokens_[i].text == text;
    }
    bool sign(std::size_t i, std::string_view text) const {
        return i < tokens_.size() && tokens_[i].kind == Kind::Sign && tokens_[i].text == text;
    }
    std::size_t find(std::string_view text, std::size_t from = 0) const {
        for (std::size_t i = from; i < tokens_.size(); ++i)
            if (tokens_[i].depth == 0 && word(i, text))
                return i;
        return tokens_.size();
    }

    bool readTables() {
        auto i = shape_.verb == "update" ? std::size_t{1} : find("from") + 1;
        while (i < tokens_.size() && (word(i, "low_priority") || word(i, "ignore") || word(i, "only")))
            ++i;
        if (i >= tokens_.size() || !readTable(i))
            return false;
        const auto stop = shape_.verb == "update" ? find("set") : find("where");
        for (; i < std::min(stop, tokens_.size()); ++i) {
            if (tokens_[i].depth != 0 || !(word(i, "join") || word(i, "straight_join") || sign(i, ",")))
                continue;
            if (isAfterOrder(i))
                break;
            ++i;
            if (!readTable(i))
                return false;
            --i;
        }
        return true;
    }
    /// Commas of GROUP BY and ORDER BY are no tables.
    bool isAfterOrder(std::size_t i) const {
        return i > std::min({find("group"), find("order"), find("limit"), find("having")});
    }

    bool readTable(std::size_t& i) {
        if (i >= tokens_.size() || tokens_[i].kind != Kind::Word)
            return false;
        ShapeTable table{"", tokens_[i++].text, ""};
        if (sign(i, ".") && i + 1 < tokens_.size() && tokens_[i + 1].kind == Kind::Word) {
            table.schema = table.name;
            table.name = tokens_[i + 1].text;
            i += 2;
        }
        i += word(i, "as");
        if (i < tokens_.size() && tokens_[i].kind == Kind::Word &&
            (tokens_[i].quoted || !isOneOf(tokens_[i], kNoAlias)))
            table.alias = tokens_[i++].text;
        shape_.tables.push_back(std::move(table));
        return true;
    }

    /// A column at i, not a function's name; i moves behind it.
    std::optional<ShapeColumn> column(std::size_t& i) const {
        if (tokens_[i].kind != Kind::Word)
            return std::nullopt;
        ShapeColumn c{"", tokens_[i].text};
        auto next = i + 1;
        while (sign(next, ".") && next + 1 < tokens_.size() && tokens_[next + 1].kind == Kind::Word) {
            c.qualifier = c.name;
            c.name = tokens_[next + 1].text;
            next += 2;
        }
        if (sign(next, "("))
            return std::nullopt;
        i = next;
        return c;
    }

    bool readConditions() {
        const auto where = find("where");
        auto end = tokens_.size();
        for (std::size_t i = std::min(where, tokens_.size()); i < tokens_.size(); ++i)
            if (tokens_[i].depth == 0 && isOneOf(tokens_[i], kEndOfWhere)) {
                end = i;
                break;
            }
        for (std::size_t i = where; i < end; ++i)
            if (tokens_[i].depth == 0 && word(i, "or"))
                return false;
        for (auto i = where; i < end;)
            predicate(++i, end);
        for (auto on = find("on"); on < std::min(where, tokens_.size()); on = find("on", on + 1)) {
            auto i = on + 1;
            predicate(i, std::min(where, tokens_.size()));
        }
        return true;
    }

    void predicate(std::size_t& i, std::size_t end) {
        const auto start = i;
        if (i >= end || tokens_[i].depth != 0)
            return;
        auto left = column(i);
        if (!left || i >= end) {
            i = start;
            return;
        }
        if (sign(i, "=") || word(i, "in")) {
            auto right = i + 1;
            const auto other = sign(i, "=") && right < end ? column(right) : std::nullopt;
            shape_.equal.push_back(std::move(*left));
            if (other && !isConstant(*other))
                shape_.equal.push_back(*other);
        } else if (sign(i, "<") || sign(i, ">") || sign(i, "<=") || sign(i, ">=") || word(i, "between"))
            shape_.range.push_back(std::move(*left));
    }
    static bool isConstant(const ShapeColumn& c) {
        static constexpr std::array<std::string_view, 4> names{"true", "false", "null", "current_timestamp"};
        return c.qualifier.empty() && std::find(names.begin(), names.end(), c.name) != names.end();
    }

    void readOrder() {
        auto i = find("order") + 1;
        if (!word(i, "by"))
            return;
        std::optional<bool> down;
        for (++i; i < tokens_.size();) {
            const auto c = column(i);
            const bool desc = word(i, "desc");
            if (!c || (down && *down != desc)) {
                shape_.order.clear();
                return;
            }
            down = desc;
            shape_.order.push_back(*c);
            i += desc || word(i, "asc");
            if (!sign(i, ","))
                return;
            ++i;
        }
    }

    std::vector<Token> tokens_;
    QueryShape shape_;
};

} // namespace

std::optional<QueryShape> readShape(std::string_view sql) {
    if (sql.size() > kLongestQuery)
        return std::nullopt;
    return ShapeReader(Cutter(sql).all()).read();
}

} // namespace causeway
