// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/readiness/table/expression.h"

#include "core/readiness/rewrite/rewriter.h"
#include "core/sql/mysql/parser.h"

namespace causeway {

namespace {

template <typename Write>
RewrittenExpression rewriteWith(std::string_view text, const TargetTable& table, const TargetModel& model,
                                Write write) {
    RewrittenExpression out;
    const auto parsed = mysql::parseExpression(text);
    if (!parsed) {
        out.reason = "the expression was not understood: " + parsed.failure.message;
        return out;
    }
    try {
        rewrite::Rewriter rewriter(model, table.source->schema, text);
        rewrite::Scope scope;
        scope.sources.push_back(rewrite::tableSource(table));
        const rewrite::Sql sql = write(rewriter, **parsed.value, scope);
        out.sql = sql.text;
        out.kind = sql.kind;
        out.immutable = sql.immutable;
    } catch (const rewrite::Unsupported& refusal) {
        out.reason = refusal.what();
    }
    return out;
}

} // namespace

RewrittenExpression rewriteExpression(std::string_view text, const TargetTable& table,
                                      const TargetModel& model) {
    return rewriteWith(text, table, model, [](auto& rewriter, const auto& tree, const auto& scope) {
        return rewriter.value(tree, scope);
    });
}

RewrittenExpression rewriteCondition(std::string_view text, const TargetTable& table,
                                     const TargetModel& model) {
    return rewriteWith(text, table, model, [](auto& rewriter, const auto& tree, const auto& scope) {
        return rewriter.condition(tree, scope);
    });
}

RewrittenExpression rewriteAs(const MappedType& type, std::string_view text, const TargetTable& table,
                              const TargetModel& model) {
    return rewriteWith(text, table, model, [&](auto& rewriter, const auto& tree, const auto& scope) {
        return rewrite::forTarget(rewriter.expr(tree, scope), type.kind, type.sql);
    });
}

} // namespace causeway
