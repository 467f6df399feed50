// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sql/mysql/ast_query.h"

#include <string>

namespace causeway::mysql {

/// An expression as (op operand operand): for comparing trees in tests.
std::string sexpr(const Expr* e);

namespace sexprDetail {

inline std::string list(const std::vector<ExprPtr>& items) {
    std::string out;
    for (const auto& i : items)
        out += " " + sexpr(i.get());
    return out;
}

inline std::string order(const std::vector<OrderItem>& items) {
    std::string out;
    for (const auto& i : items)
        out += " " + sexpr(i.expr.get()) + (i.descending ? " desc" : "");
    return out;
}

struct Printer {
    std::string operator()(const Literal& l) const {
        using K = Literal::Kind;
        const std::string cs = l.charset.empty() ? "" : "_" + l.charset;
        switch (l.kind) {
        case K::Null:
            return "NULL";
        case K::True:
            return "TRUE";
        case K::False:
            return "FALSE";
        case K::String:
            return cs + "'" + l.text + "'";
        case K::National:
            return "N'" + l.text + "'";
        case K::Hex:
            return cs + "x<" + l.text + ">";
        case K::Bit:
            return "b" + l.text;
        case K::Date:
            return "DATE'" + l.text + "'";
        case K::Time:
            return "TIME'" + l.text + "'";
        case K::Timestamp:
            return "TIMESTAMP'" + l.text + "'";
        default:
            return l.text;
        }
    }
    std::string operator()(const ColumnRef& c) const {
        return (c.schema.empty() ? "" : c.schema + ".") + (c.table.empty() ? "" : c.table + ".") + c.column;
    }
    std::string operator()(const Star& s) const { return (s.table.empty() ? "" : s.table + ".") + "*"; }
    std::string operator()(const Variable& v) const {
        return (v.system ? "@@" : "@") + (v.scope.empty() ? "" : v.scope + ".") + v.name;
    }
    std::string operator()(const Parameter&) const { return "?"; }
    std::string operator()(const Unary& u) const { return "(" + u.op + " " + sexpr(u.operand.get()) + ")"; }
    std::string operator()(const Binary& b) const {
        return "(" + b.op + " " + sexpr(b.left.get()) + " " + sexpr(b.right.get()) + ")";
    }
    std::string operator()(const Logical& l) const { return "(" + l.op + list(l.operands) + ")"; }
    std::string operator()(const Quantified& q) const {
        return "(" + q.op + " " + q.quantifier + " " + sexpr(q.operand.get()) + " query)";
    }
    std::string operator()(const Between& b) const {
        return std::string("(") + (b.negated ? "NOT-" : "") + "BETWEEN " + sexpr(b.operand.get()) + " " +
               sexpr(b.low.get()) + " " + sexpr(b.high.get()) + ")";
    }
    std::string operator()(const In& i) const {
        return std::string("(") + (i.negated ? "NOT-" : "") + "IN " + sexpr(i.operand.get()) +
               (i.query ? " query" : list(i.items)) + ")";
    }
    std::string operator()(const Like& l) const {
        return std::string("(") + (l.negated ? "NOT-" : "") + l.op + " " + sexpr(l.operand.get()) + " " +
               sexpr(l.pattern.get()) + (l.escape ? " " + sexpr(l.escape.get()) : "") + ")";
    }
    std::string operator()(const Is& i) const {
        return std::string("(IS ") + (i.negated ? "NOT " : "") + i.what + " " + sexpr(i.operand.get()) + ")";
    }
    std::string operator()(const Case& c) const {
        std::string out = "(CASE";
        if (c.operand)
            out += " " + sexpr(c.operand.get());
        for (const auto& w : c.whens)
            out += " [" + sexpr(w.condition.get()) + " " + sexpr(w.result.get()) + "]";
        return out + (c.otherwise ? " " + sexpr(c.otherwise.get()) : "") + ")";
    }
    std::string operator()(const Cast& c) const {
        return "(CAST " + sexpr(c.operand.get()) + " " + c.type.full +
               (c.type.charset.empty() ? "" : " " + c.type.charset) + ")";
    }
    std::string operator()(const ConvertUsing& c) const {
        return "(USING " + sexpr(c.operand.get()) + " " + c.charset + ")";
    }
    std::string operator()(const Collate& c) const {
        return "(COLLATE " + sexpr(c.operand.get()) + " " + c.collation + ")";
    }
    std::string operator()(const Interval& i) const {
        return "(INTERVAL " + sexpr(i.value.get()) + " " + i.unit + ")";
    }
    std::string operator()(const Call& c) const {
        std::string out = "(" + (c.schema.empty() ? "" : c.schema + ".") + c.name +
                          (c.distinct ? " distinct" : "") + (c.unit.empty() ? "" : " :" + c.unit) +
                          list(c.args);
        if (!c.orderBy.empty())
            out += " order" + order(c.orderBy);
        if (c.separator)
            out += " sep'" + *c.separator + "'";
        if (!c.charset.empty())
            out += " tail:" + c.charset;
        if (c.over)
            out += " over[" + c.over->name + list(c.over->partitionBy) + " |" + order(c.over->orderBy) +
                   " | " + c.over->frame + "]";
        return out + ")";
    }
    std::string operator()(const Match& m) const {
        return "(MATCH" + list(m.columns) + " " + sexpr(m.against.get()) + " " + m.modifier + ")";
    }
    std::string operator()(const Exists&) const { return "(EXISTS query)"; }
    std::string operator()(const Subquery&) const { return "query"; }
    std::string operator()(const Row& r) const { return "(ROW" + list(r.items) + ")"; }
    std::string operator()(const Parens& p) const { return sexpr(p.inner.get()); }
    std::string operator()(const DefaultWord&) const { return "DEFAULT"; }
    std::string operator()(const SequenceValue& s) const {
        return (s.next ? "(NEXT " : "(PREVIOUS ") + s.name + ")";
    }
};

} // namespace sexprDetail

inline std::string sexpr(const Expr* e) {
    return e ? std::visit(sexprDetail::Printer{}, e->node) : "null";
}

} // namespace causeway::mysql
