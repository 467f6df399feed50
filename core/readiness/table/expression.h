// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/readiness/target_model.h"

#include <string>
#include <string_view>

namespace causeway {

/// A MySQL expression in PostgreSQL's words, or the reason why there is none.
struct RewrittenExpression {
    std::string sql;
    ValueKind kind = ValueKind::Unknown;
    bool immutable = true; ///< false: not allowed in generated columns and indexes
    std::string reason;    ///< not empty: not converted
    bool ok() const { return reason.empty(); }
};

/// Rewrites an expression over the columns of one table (a check, a generated column, an index part, a
/// default).
RewrittenExpression rewriteExpression(std::string_view text, const TargetTable& table,
                                      const TargetModel& model);
/// The same as a condition: a boolean, where MySQL takes any number.
RewrittenExpression rewriteCondition(std::string_view text, const TargetTable& table,
                                     const TargetModel& model);
/// The same, cast where needed so that a column of `type` can hold it.
RewrittenExpression rewriteAs(const MappedType& type, std::string_view text, const TargetTable& table,
                              const TargetModel& model);

} // namespace causeway
