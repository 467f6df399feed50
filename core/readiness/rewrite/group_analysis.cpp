// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/readiness/rewrite/group_analysis.h"

#include "core/base/text.h"

#include <algorithm>

namespace causeway::rewrite {

GroupAnalysis::GroupAnalysis(Rewriter& rewriter, const mysql::Select& select, const Scope& scope)
    : rewriter_(rewriter), scope_(scope) {
    for (const auto& ref : select.from)
        joins(*ref);
    if (select.where)
        equalities(*select.where, true);
}

void GroupAnalysis::joins(const mysql::TableRef& ref) {
    using Kind = mysql::Join::Kind;
    if (const auto* list = ref.as<mysql::TableList>())
        for (const auto& item : list->items)
            joins(*item);
    const auto* join = ref.as<mysql::Join>();
    if (!join)
        return;
    joins(*join->left);
    joins(*join->right);
    if (!join->on)
        return;
    const bool inner = join->kind == Kind::Inner || join->kind == Kind::Cross;
    // On the outer side a row is missing or not by the whole condition: take it only when it is one equality.
    if (inner || (join->kind == Kind::Left && join->on->as<mysql::Binary>()))
        equalities(*join->on, inner);
}

void GroupAnalysis::equalities(const mysql::Expr& e, bool inner) {
    if (const auto* parens = e.as<mysql::Parens>())
        return equalities(*parens->inner, inner);
    if (const auto* logical = e.as<mysql::Logical>(); logical && logical->op == "AND" && inner) {
        for (const auto& operand : logical->operands)
            equalities(*operand, inner);
        return;
    }
    if (const auto* binary = e.as<mysql::Binary>(); binary && binary->op == "=")
        equality(*binary, inner);
}

void GroupAnalysis::equality(const mysql::Binary& b, bool inner) {
    const std::string l = printedColumn(*b.left), r = printedColumn(*b.right);
    if (!l.empty() && !r.empty()) {
        const auto sourceOf = [&](const std::string& printed) {
            for (std::size_t i = 0; i < scope_.sources.size(); ++i)
                if (printed.starts_with(scope_.sources[i].printed + "."))
                    return i;
            return scope_.sources.size();
        };
        // Of LEFT JOIN only from the kept side to the other; sources stand in the order of FROM.
        const bool forward = sourceOf(l) < sourceOf(r);
        if (inner || forward)
            rules_.push_back({l, r});
        if (inner || !forward)
            rules_.push_back({r, l});
    } else if (inner && (b.left->as<mysql::Literal>() || b.right->as<mysql::Literal>())) {
        rules_.push_back({"", l.empty() ? r : l});
    }
}

std::string GroupAnalysis::printedColumn(const mysql::Expr& e) const {
    if (const auto* parens = e.as<mysql::Parens>())
        return printedColumn(*parens->inner);
    const auto* ref = e.as<mysql::ColumnRef>();
    if (!ref)
        return {};
    const auto found = rewriter_.find(*ref, scope_);
    if (!found.column || found.scope != &scope_)
        return {};
    return columnSql(*found.column, *found.source, true).text;
}

std::vector<std::string> GroupAnalysis::primaryKey(const Source& source) {
    std::vector<std::string> columns;
    const Index* key = source.table ? source.table->source->primaryKey() : nullptr;
    if (!key)
        return columns;
    for (const IndexPart& part : key->parts)
        for (const SourceColumn& column : source.columns)
            if (equalsIgnoreCase(column.name, part.column))
                columns.push_back(source.printed + "." + column.printed);
    return columns;
}

std::set<std::string> GroupAnalysis::ofGroupedKeys(const std::set<std::string>& grouped) const {
    std::set<std::string> known;
    for (const Source& source : scope_.sources) {
        const auto key = primaryKey(source);
        if (key.empty() ||
            !std::all_of(key.begin(), key.end(), [&](const auto& c) { return grouped.contains(c); }))
            continue;
        for (const SourceColumn& column : source.columns)
            known.insert(source.printed + "." + column.printed);
    }
    return known;
}

std::set<std::string> GroupAnalysis::determined(std::set<std::string> known) const {
    for (std::size_t before = known.size() + 1; before != known.size();) {
        before = known.size();
        for (const auto& column : ofGroupedKeys(known))
            known.insert(column);
        for (const Rule& rule : rules_)
            if (rule.from.empty() || known.contains(rule.from))
                known.insert(rule.to);
    }
    return known;
}

bool holdsAggregate(const mysql::Expr& e) {
    using namespace mysql;
    const auto any = [](const std::vector<ExprPtr>& list) {
        return std::any_of(list.begin(), list.end(),
                           [](const ExprPtr& x) { return x && holdsAggregate(*x); });
    };
    const auto one = [](const ExprPtr& x) {
        return x && holdsAggregate(*x);
    };
    if (const auto* c = e.as<Call>())
        return isAggregate(*c) || any(c->args);
    if (const auto* u = e.as<Unary>())
        return one(u->operand);
    if (const auto* b = e.as<Binary>())
        return one(b->left) || one(b->right);
    if (const auto* l = e.as<Logical>())
        return any(l->operands);
    if (const auto* b = e.as<Between>())
        return one(b->operand) || one(b->low) || one(b->high);
    if (const auto* i = e.as<In>())
        return one(i->operand) || any(i->items);
    if (const auto* l = e.as<Like>())
        return one(l->operand) || one(l->pattern);
    if (const auto* i = e.as<Is>())
        return one(i->operand);
    if (const auto* c = e.as<Case>()) {
        for (const auto& when : c->whens)
            if (one(when.condition) || one(when.result))
                return true;
        return one(c->operand) || one(c->otherwise);
    }
    if (const auto* c = e.as<Cast>())
        return one(c->operand);
    if (const auto* c = e.as<ConvertUsing>())
        return one(c->operand);
    if (const auto* c = e.as<Collate>())
        return one(c->operand);
    if (const auto* p = e.as<Parens>())
        return one(p->inner);
    if (const auto* i = e.as<Interval>())
        return one(i->value);
    return false;
}

} // namespace causeway::rewrite
