// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/readiness/rewrite/rewriter.h"

#include <set>
#include <string>
#include <vector>

namespace causeway::rewrite {

/// Finds the columns that have one value in each group: those that are grouped, those of a row whose primary
/// key is known, and those equal to a known one by a join or by WHERE. MySQL lets such columns stand without
/// being grouped; adding them to GROUP BY changes no group.
class GroupAnalysis {
public:
    GroupAnalysis(Rewriter& rewriter, const mysql::Select& select, const Scope& scope);

    /// `grouped`: printed columns "source.column". Returns all printed columns determined by them.
    std::set<std::string> determined(std::set<std::string> grouped) const;
    /// Printed columns of every source whose primary key is among `grouped`: PostgreSQL knows these itself.
    std::set<std::string> ofGroupedKeys(const std::set<std::string>& grouped) const;

private:
    struct Rule {
        std::string from; ///< empty: a constant
        std::string to;
    };
    void joins(const mysql::TableRef& ref);
    void equalities(const mysql::Expr& e, bool inner);
    void equality(const mysql::Binary& b, bool inner);
    std::string printedColumn(const mysql::Expr& e) const;
    static std::vector<std::string> primaryKey(const Source& source);

    Rewriter& rewriter_;
    const Scope& scope_;
    std::vector<Rule> rules_;
};

/// True when the expression calls an aggregate outside a subquery.
bool holdsAggregate(const mysql::Expr& e);

} // namespace causeway::rewrite
