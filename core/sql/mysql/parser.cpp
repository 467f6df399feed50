// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sql/mysql/parser.h"

#include "core/sql/mysql/parser_impl.h"

namespace causeway::mysql {

namespace {

/// Runs one production over the whole text and turns a syntax error into a value.
template <class Result, class Production>
Parsed<Result> whole(std::string_view text, const LexOptions& options, Place start, Production production) {
    Parsed<Result> out;
    try {
        Parser parser(text, options, start);
        Result result = production(parser);
        parser.expectEnd();
        out.value = std::move(result);
    } catch (SyntaxError& e) {
        out.failure = std::move(e.failure);
    }
    return out;
}

} // namespace

Parsed<StatementNode> parseStatement(std::string_view text, const LexOptions& options, Place start) {
    return whole<StatementNode>(text, options, start, [](Parser& p) { return p.statement(); });
}

Parsed<ExprPtr> parseExpression(std::string_view text, const LexOptions& options, Place start) {
    return whole<ExprPtr>(text, options, start, [](Parser& p) { return p.expression(); });
}

Parsed<QueryPtr> parseQuery(std::string_view text, const LexOptions& options, Place start) {
    return whole<QueryPtr>(text, options, start, [](Parser& p) { return p.query(); });
}

Parsed<DataType> parseDataType(std::string_view text, const LexOptions& options, Place start) {
    return whole<DataType>(text, options, start, [](Parser& p) { return p.dataType(); });
}

} // namespace causeway::mysql
