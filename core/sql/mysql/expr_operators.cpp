// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"
#include "core/sql/mysql/parser_impl.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

/// Operators by precedence, from OR down to the unary ones.
namespace causeway::mysql {

namespace {

struct BitOperator {
    std::string_view spelling, op;
    int precedence;
};

constexpr int kConcatPrecedence = 7;
constexpr std::array kBitOperators{
    BitOperator{"|", "|", 1},   BitOperator{"&", "&", 2},   BitOperator{"<<", "<<", 3},
    BitOperator{">>", ">>", 3}, BitOperator{"+", "+", 4},   BitOperator{"-", "-", 4},
    BitOperator{"*", "*", 5},   BitOperator{"/", "/", 5},   BitOperator{"DIV", "DIV", 5},
    BitOperator{"%", "%", 5},   BitOperator{"MOD", "%", 5}, BitOperator{"^", "^", 6},
};

std::optional<BitOperator> bitOperator(const Token& t, bool pipesAsConcat) {
    if (pipesAsConcat && t.isOperator("||"))
        return BitOperator{"||", "||", kConcatPrecedence};
    for (const auto& op : kBitOperators)
        if (t.isOperator(op.spelling) || t.is(op.spelling))
            return op;
    return {};
}

std::string_view comparisonOperator(const Token& t) {
    if (t.isOperator("!="))
        return "<>";
    for (const std::string_view op : {"=", "<=>", "<>", "<", "<=", ">", ">="})
        if (t.isOperator(op))
            return op;
    return {};
}

enum Level { kOr = 0, kXor = 1, kAnd = 2, kNot = 3 };

} // namespace

/// Gives a tree its source range and depth. The trees inside it are those finished since `start`.
void Parser::finish(Expr& e, std::size_t start) {
    e.depth = noteDepth(start);
    e.place = tokens_[start].place;
    e.offset = tokens_[start].offset;
    e.length = at_ > start ? tokens_[at_ - 1].end() - e.offset : 0;
}

int Parser::noteDepth(std::size_t start) {
    int depth = 0;
    while (!depths_.empty() && depths_.back().first >= start) {
        depth = std::max(depth, depths_.back().second);
        depths_.pop_back();
    }
    depths_.emplace_back(start, ++depth);
    if (depth > kMaxTreeDepth)
        failAt(tokens_[start], fmt::format("more than {} operators one inside the other", kMaxTreeDepth));
    return depth;
}

ExprPtr Parser::expression() {
    const Nested guard(*this);
    return logicalExpr(kOr);
}

ExprPtr Parser::logicalExpr(int level) {
    if (level == kNot)
        return notExpr();
    const auto start = at_;
    auto left = logicalExpr(level + 1);
    const auto matches = [&] {
        switch (level) {
        case kOr:
            return is("OR") || (isOp("||") && !options_.mode.pipesAsConcat);
        case kXor:
            return is("XOR");
        default:
            return is("AND") || isOp("&&");
        }
    };
    if (!matches())
        return left;
    if (level == kXor) {
        while (matches()) {
            take();
            Binary b{"XOR", std::move(left), logicalExpr(level + 1)};
            left = make(std::move(b), start);
        }
        return left;
    }
    Logical l;
    l.op = level == kOr ? "OR" : "AND";
    l.operands.push_back(std::move(left));
    while (matches()) {
        take();
        l.operands.push_back(logicalExpr(level + 1));
    }
    return make(std::move(l), start);
}

ExprPtr Parser::notExpr() {
    const auto start = at_;
    if (!accept("NOT"))
        return comparison();
    const Nested guard(*this);
    Unary u{"NOT", options_.mode.highNotPrecedence ? unary() : notExpr()};
    return make(std::move(u), start);
}

ExprPtr Parser::comparison() {
    const auto start = at_;
    auto left = predicate();
    for (;;) {
        if (accept("IS")) {
            Is test;
            test.negated = accept("NOT");
            if (!isAny({"NULL", "TRUE", "FALSE", "UNKNOWN"}))
                fail("NULL, TRUE, FALSE or UNKNOWN");
            test.what = toUpper(take().text);
            test.operand = std::move(left);
            left = make(std::move(test), start);
            continue;
        }
        const auto op = comparisonOperator(peek());
        if (op.empty())
            return left;
        take();
        if (isAny({"ANY", "ALL", "SOME"}) && isOp("(", 1)) {
            Quantified q;
            q.op = op;
            q.quantifier = is("ALL") ? "ALL" : "ANY";
            take();
            expectOp("(");
            q.query = queryExpr();
            expectOp(")");
            q.operand = std::move(left);
            left = make(std::move(q), start);
            continue;
        }
        Binary b{std::string(op), std::move(left), predicate()};
        left = make(std::move(b), start);
    }
}

ExprPtr Parser::predicate() {
    const auto start = at_;
    auto operand = bitExpr(0);
    for (;;) {
        const bool negated = is("NOT") && isAny({"IN", "BETWEEN", "LIKE", "REGEXP", "RLIKE"}, 1);
        if (negated)
            take();
        if (accept("IN")) {
            operand = inTail(std::move(operand), negated, start);
        } else if (accept("BETWEEN")) {
            Between b;
            b.negated = negated;
            b.low = bitExpr(0);
            expect("AND");
            b.high = bitExpr(0);
            b.operand = std::move(operand);
            operand = make(std::move(b), start);
        } else if (isAny({"LIKE", "REGEXP", "RLIKE"}) || sequence({"SOUNDS", "LIKE"})) {
            Like l;
            l.negated = negated;
            l.op = is("LIKE") ? "LIKE" : accept("SOUNDS") ? "SOUNDS LIKE" : "REGEXP";
            take();
            l.pattern = bitExpr(0);
            if (l.op == "LIKE" && accept("ESCAPE"))
                l.escape = unary();
            l.operand = std::move(operand);
            operand = make(std::move(l), start);
        } else if (accept({"MEMBER", "OF"})) {
            expectOp("(");
            Binary b{"MEMBER OF", std::move(operand), expression()};
            expectOp(")");
            operand = make(std::move(b), start);
        } else {
            return operand;
        }
    }
}

ExprPtr Parser::inTail(ExprPtr operand, bool negated, std::size_t start) {
    In in;
    in.negated = negated;
    in.operand = std::move(operand);
    if (!isOp("("))
        fail("\"(\" after IN");
    if (queryAhead(at_)) {
        take();
        in.query = queryExpr();
    } else {
        take();
        in.items = expressionList();
    }
    expectOp(")");
    return make(std::move(in), start);
}

ExprPtr Parser::bitExpr(int minPrecedence) {
    const auto start = at_;
    auto left = unary();
    for (;;) {
        const auto op = bitOperator(peek(), options_.mode.pipesAsConcat);
        if (!op || op->precedence < minPrecedence)
            return left;
        take();
        Binary b{std::string(op->op), std::move(left), bitExpr(op->precedence + 1)};
        left = make(std::move(b), start);
    }
}

ExprPtr Parser::unary() {
    const auto start = at_;
    for (const std::string_view op : {"-", "+", "~", "!"})
        if (acceptOp(op)) {
            const Nested guard(*this);
            Unary u{std::string(op), unary()};
            return make(std::move(u), start);
        }
    if (accept("BINARY")) {
        const Nested guard(*this);
        Unary u{"BINARY", unary()};
        return make(std::move(u), start);
    }
    return postfix(primary(), start);
}

ExprPtr Parser::postfix(ExprPtr operand, std::size_t start) {
    for (;;) {
        if (accept("COLLATE")) {
            Collate c{std::move(operand), nameOrString("a collation")};
            operand = make(std::move(c), start);
        } else if (isOp("->") || isOp("->>")) {
            std::string op(take().text);
            const auto pathStart = at_;
            if (!peek().isString())
                fail("a JSON path in quotes");
            Binary b{std::move(op), std::move(operand), stringLiteral(pathStart, {})};
            operand = make(std::move(b), start);
        } else {
            return operand;
        }
    }
}

std::vector<ExprPtr> Parser::expressionList() {
    std::vector<ExprPtr> items;
    do
        items.push_back(expression());
    while (acceptOp(","));
    return items;
}

std::vector<OrderItem> Parser::orderItems() {
    std::vector<OrderItem> items;
    do {
        OrderItem item;
        item.expr = expression();
        item.descending = accept("DESC");
        if (!item.descending)
            accept("ASC");
        items.push_back(std::move(item));
    } while (acceptOp(","));
    return items;
}

} // namespace causeway::mysql
