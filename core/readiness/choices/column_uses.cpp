// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/readiness/choices/column_uses.h"

#include "core/base/text.h"

#include <algorithm>
#include <array>

namespace causeway {

namespace {

using namespace mysql;

template <class... F> struct Overloaded : F... { using F::operator()...; };
template <class... F> Overloaded(F...) -> Overloaded<F...>;

/// Functions that look for a part of a text, or cut one out of it.
constexpr std::array<std::string_view, 14> kInside{
    "LOCATE", "INSTR", "POSITION", "REPLACE", "SUBSTRING_INDEX", "FIND_IN_SET", "SUBSTRING",
    "SUBSTR", "MID",   "LEFT",     "RIGHT",   "REGEXP_REPLACE",  "REGEXP_LIKE", "REGEXP_SUBSTR"};

const Expr& bare(const Expr& e) {
    const Expr* at = &e;
    while (true) {
        if (const auto* parens = at->as<Parens>())
            at = parens->inner.get();
        else if (const auto* collate = at->as<Collate>())
            at = collate->operand.get();
        else
            return *at;
    }
}

class Reader {
public:
    Reader(std::string_view text, const TableIndex& tables, const std::string& schema)
        : tables_(tables), schema_(schema) {
        for (const Token& token : tokenize(text))
            if (token.kind == TokenKind::Parameter)
                parameters_.push_back(token.offset);
    }

    StatementUses read(const StatementNode& statement) {
        std::visit(Overloaded{[&](const QueryPtr& q) { query(*q); },
                              [&](const Update& u) { change(u.with, u.tables, u.set, u.where, u.orderBy); },
                              [&](const Delete& d) { change(d.with, d.from, {}, d.where, d.orderBy); },
                              [&](const Insert& i) {
                                  if (i.query)
                                      query(*i.query);
                              },
                              [](const auto&) {
                              }},
                   statement);
        return std::move(out_);
    }

private:
    struct Named {
        std::string schema, name; ///< alias or table name, lower case
        std::optional<std::size_t> instance;
    };
    using Names = std::vector<Named>;

    // --- names -------------------------------------------------------------------------------------------

    const Table* table(const NamedTable& named) const {
        return tables_.find(named.schema.empty() ? schema_ : named.schema, named.name);
    }

    bool isCommon(const NamedTable& named) const {
        return named.schema.empty() &&
               std::find(common_.begin(), common_.end(), toLower(named.name)) != common_.end();
    }

    void add(const NamedTable& named) {
        Named entry{toLower(named.schema), toLower(named.alias.empty() ? named.name : named.alias), {}};
        if (const Table* found = isCommon(named) ? nullptr : table(named)) {
            entry.instance = out_.tables.size();
            out_.tables.push_back(found);
        }
        scopes_.back().push_back(std::move(entry));
    }

    std::optional<InstanceColumn> columnOf(const Expr& e) const {
        const auto* ref = bare(e).as<ColumnRef>();
        if (!ref)
            return std::nullopt;
        for (auto scope = scopes_.rbegin(); scope != scopes_.rend(); ++scope)
            for (const Named& named : *scope) {
                if (!named.instance || (!ref->table.empty() && !equalsIgnoreCase(ref->table, named.name)))
                    continue;
                if (const Column* column = out_.tables[*named.instance]->column(ref->column))
                    return InstanceColumn{*named.instance, column};
            }
        return std::nullopt;
    }

    // --- queries -----------------------------------------------------------------------------------------

    void query(const Query& q) {
        const std::size_t before = common_.size();
        for (const CommonTable& c : q.with) {
            common_.push_back(toLower(c.name));
            if (c.query)
                query(*c.query);
        }
        for (const QueryPart& part : q.parts)
            std::visit(Overloaded{[&](const Select& s) { select(s); },
                                  [&](const QueryPtr& inner) {
                                      if (inner)
                                          query(*inner);
                                  },
                                  [&](const ValuesQuery& values) {
                                      for (const auto& row : values.rows)
                                          each(row);
                                  }},
                       part.body);
        common_.resize(before);
    }

    void select(const Select& s) {
        scopes_.emplace_back();
        for (const auto& ref : s.from)
            from(*ref);
        for (const SelectItem& item : s.items) {
            expr(item.expr);
            if (s.distinct && item.expr)
                use(*item.expr, ColumnUse::Kind::Grouped, "DISTINCT");
        }
        expr(s.where);
        for (const OrderItem& item : s.groupBy)
            use(*item.expr, ColumnUse::Kind::Grouped, "GROUP BY");
        each(s.groupBy);
        expr(s.having);
        for (const OrderItem& item : s.orderBy)
            use(*item.expr, ColumnUse::Kind::Ordered, "ORDER BY");
        each(s.orderBy);
        scopes_.pop_back();
    }

    void change(const std::vector<CommonTable>& with, const std::vector<TableRefPtr>& tables,
                const std::vector<Assignment>& set, const ExprPtr& where,
                const std::vector<OrderItem>& orderBy) {
        for (const CommonTable& c : with)
            if (c.query)
                query(*c.query);
        scopes_.emplace_back();
        for (const auto& ref : tables)
            from(*ref);
        for (const Assignment& a : set)
            expr(a.value);
        expr(where);
        for (const OrderItem& item : orderBy)
            use(*item.expr, ColumnUse::Kind::Ordered, "ORDER BY");
        scopes_.pop_back();
    }

    void from(const TableRef& ref) {
        std::visit(Overloaded{[&](const NamedTable& t) { add(t); },
                              [&](const DerivedTable& d) {
                                  if (d.query)
                                      query(*d.query);
                              },
                              [](const JsonTable&) {}, [&](const Join& j) { join(j); },
                              [&](const TableList& list) {
                                  for (const auto& item : list.items)
                                      from(*item);
                              }},
                   ref.node);
    }

    void join(const Join& j) {
        const std::size_t first = out_.tables.size();
        if (j.left)
            from(*j.left);
        const std::size_t middle = out_.tables.size();
        if (j.right)
            from(*j.right);
        for (const auto& name : j.usingColumns)
            for (std::size_t l = first; l < middle; ++l)
                for (std::size_t r = middle; r < out_.tables.size(); ++r)
                    if (const Column* a = out_.tables[l]->column(name), *b = out_.tables[r]->column(name);
                        a && b)
                        out_.joined.push_back({{l, a}, {r, b}});
        expr(j.on);
    }

    // --- expressions -------------------------------------------------------------------------------------

    void each(const std::vector<ExprPtr>& list) {
        for (const auto& e : list)
            expr(e);
    }
    void each(const std::vector<OrderItem>& list) {
        for (const auto& item : list)
            expr(item.expr);
    }

    /// Goes through an expression, noting what it does with columns.
    void expr(const ExprPtr& e) {
        if (!e)
            return;
        std::visit(Overloaded{[&](const Unary& n) { expr(n.operand); },
                              [&](const Binary& n) { binary(n); },
                              [&](const Logical& n) { each(n.operands); },
                              [&](const Quantified& n) {
                                  use(*n.operand, ColumnUse::Kind::Equal, n.op);
                                  expr(n.operand);
                                  query(*n.query);
                              },
                              [&](const Between& n) {
                                  compare(*n.operand, *n.low, ColumnUse::Kind::Range, "BETWEEN");
                                  compare(*n.operand, *n.high, ColumnUse::Kind::Range, "BETWEEN");
                                  expr(n.operand);
                                  expr(n.low);
                                  expr(n.high);
                              },
                              [&](const In& n) { in(n); },
                              [&](const Like& n) {
                                  compare(*n.operand, *n.pattern, ColumnUse::Kind::Pattern, n.op);
                                  expr(n.operand);
                                  expr(n.pattern);
                              },
                              [&](const Is& n) { expr(n.operand); },
                              [&](const Case& n) {
                                  expr(n.operand);
                                  for (const auto& when : n.whens) {
                                      if (n.operand)
                                          compare(*n.operand, *when.condition, ColumnUse::Kind::Equal, "=");
                                      expr(when.condition);
                                      expr(when.result);
                                  }
                                  expr(n.otherwise);
                              },
                              [&](const Cast& n) { expr(n.operand); },
                              [&](const ConvertUsing& n) { expr(n.operand); },
                              [&](const Collate& n) { expr(n.operand); },
                              [&](const Interval& n) { expr(n.value); },
                              [&](const Call& n) { call(n); },
                              [&](const Match& n) { each(n.columns); },
                              [&](const Exists& n) { query(*n.query); },
                              [&](const Subquery& n) { query(*n.query); },
                              [&](const mysql::Row& n) { each(n.items); },
                              [&](const Parens& n) { expr(n.inner); },
                              [](const auto&) {
                              }},
                   e->node);
    }

    void binary(const Binary& n) {
        const bool equal = n.op == "=" || n.op == "<=>" || n.op == "<>";
        if (equal || n.op == "<" || n.op == "<=" || n.op == ">" || n.op == ">=")
            compare(*n.left, *n.right, equal ? ColumnUse::Kind::Equal : ColumnUse::Kind::Range, n.op);
        expr(n.left);
        expr(n.right);
    }

    void in(const In& n) {
        if (n.items.empty())
            use(*n.operand, ColumnUse::Kind::Equal, "IN");
        for (const auto& item : n.items)
            compare(*n.operand, *item, ColumnUse::Kind::Equal, n.negated ? "NOT IN" : "IN");
        expr(n.operand);
        each(n.items);
        if (n.query)
            query(*n.query);
    }

    void call(const Call& n) {
        if (std::find(kInside.begin(), kInside.end(), n.name) != kInside.end())
            for (const auto& argument : n.args)
                use(*argument, ColumnUse::Kind::Inside, n.name);
        if (n.distinct)
            for (const auto& argument : n.args)
                use(*argument, ColumnUse::Kind::Grouped, "DISTINCT");
        if (n.name == "MIN" || n.name == "MAX")
            for (const auto& argument : n.args)
                use(*argument, ColumnUse::Kind::Ordered, n.name);
        each(n.args);
        for (const OrderItem& item : n.orderBy)
            use(*item.expr, ColumnUse::Kind::Ordered, "ORDER BY");
        each(n.orderBy);
    }

    static std::string turned(const std::string& op) {
        return op == "<" ? ">" : op == "<=" ? ">=" : op == ">" ? "<" : op == ">=" ? "<=" : op;
    }

    void compare(const Expr& left, const Expr& right, ColumnUse::Kind kind, const std::string& op) {
        const auto a = columnOf(left), b = columnOf(right);
        if (a && b && op == "=")
            out_.joined.push_back({*a, *b});
        if (a)
            note(*a, right, kind, op);
        if (b && kind != ColumnUse::Kind::Pattern)
            note(*b, left, kind, turned(op));
    }

    void note(const InstanceColumn& column, const Expr& other, ColumnUse::Kind kind, const std::string& op) {
        ColumnUse noted{column.first, column.second, kind, op, {}, 0};
        const Expr& value = bare(other);
        if (const auto* literal = value.as<Literal>()) {
            if (literal->kind != Literal::Kind::Null)
                noted.literal = literal->kind == Literal::Kind::True    ? "1"
                                : literal->kind == Literal::Kind::False ? "0"
                                                                        : literal->text;
        } else if (const auto* minus = value.as<Unary>(); minus && minus->op == "-") {
            if (const auto* number = bare(*minus->operand).as<Literal>())
                noted.literal = "-" + number->text;
        } else if (value.as<Parameter>()) {
            const auto place = std::find(parameters_.begin(), parameters_.end(), value.offset);
            if (place != parameters_.end())
                noted.parameter = int(place - parameters_.begin()) + 1;
        }
        out_.uses.push_back(std::move(noted));
    }

    void use(const Expr& e, ColumnUse::Kind kind, const std::string& op) {
        if (const auto column = columnOf(e))
            out_.uses.push_back({column->first, column->second, kind, op, {}, 0});
    }

    const TableIndex& tables_;
    const std::string& schema_;
    std::vector<std::size_t> parameters_;
    std::vector<Names> scopes_;
    std::vector<std::string> common_;
    StatementUses out_;
};

} // namespace

TableIndex::TableIndex(const Catalog& catalog) {
    for (const Table& table : catalog.tables)
        byName_[toLower(table.name)].push_back(&table);
}

const Table* TableIndex::find(std::string_view schema, std::string_view name) const {
    const auto found = byName_.find(toLower(name));
    if (found == byName_.end())
        return nullptr;
    for (const Table* table : found->second)
        if (schema.empty() || table->schema.empty() || equalsIgnoreCase(table->schema, schema))
            return table;
    return nullptr;
}

StatementUses columnUses(const StatementNode& statement, std::string_view text, const TableIndex& tables,
                         const std::string& schema) {
    return Reader(text, tables, schema).read(statement);
}

} // namespace causeway
