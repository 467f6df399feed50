// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/readiness/convert_query.h"

#include "core/base/text.h"
#include "core/readiness/effort/estimate.h"
#include "core/readiness/programs/programs.h"
#include "core/readiness/rewrite/statement_writer.h"
#include "core/sql/mysql/statement_splitter.h"
#include "core/sql/postgresql/quote.h"

#include <fmt/format.h>

namespace causeway {

namespace {

/// Words that a statement begins with, without comments: "select", "insert"...
std::string firstWord(std::string_view text, const mysql::LexOptions& options) {
    const auto tokens = mysql::tokenize(text.substr(0, 2000), options);
    for (const auto& token : tokens)
        if (token.kind == mysql::TokenKind::Word)
            return toLower(token.text);
    return "statement";
}

} // namespace

std::shared_ptr<const TargetModel> queryModel(const Catalog* catalog, const ConversionOptions& options) {
    static const Catalog empty;
    const pg::QuotingPolicy quoting(options.choices.is("quotes", "always"));
    auto model = std::make_shared<TargetModel>(buildTargetModel(catalog ? *catalog : empty, options));
    model->open = catalog == nullptr;
    convertRoutines(*model);
    convertViews(*model);
    return model;
}

struct QueryConverter::Session {
    std::shared_ptr<const TargetModel> model;
    mysql::LexOptions lexing;
    rewrite::SessionState state;
};

QueryConverter::QueryConverter(const Catalog* catalog, const ConversionOptions& options, std::string schema,
                               mysql::LexOptions lexing)
    : QueryConverter(queryModel(catalog, options), std::move(schema), lexing) {}

QueryConverter::QueryConverter(std::shared_ptr<const TargetModel> model, std::string schema,
                               mysql::LexOptions lexing)
    : session_(std::make_unique<Session>()) {
    session_->model = std::move(model);
    session_->lexing = lexing;
    session_->state.schema = std::move(schema);
}

QueryConverter::~QueryConverter() = default;

Conversion QueryConverter::convert(std::string_view statement, Place place) {
    const pg::QuotingPolicy quoting(session_->model->options.choices.is("quotes", "always"));
    Conversion out;
    out.kind = firstWord(statement, session_->lexing);
    out.source = std::string(trim(statement));
    out.place = place;
    Notes notes(fmt::format("line {}", place.line), place);
    std::string text, reason;
    auto parsed = mysql::parseStatement(statement, session_->lexing, place);
    if (!parsed) {
        reason = "not understood: " + parsed.failure.message;
        notes.add("mysql.unparsed", {{"message", parsed.failure.message}});
    } else {
        try {
            text = rewrite::writeStatement(*parsed.value, statement, *session_->model, session_->lexing,
                                           session_->state, notes);
        } catch (const rewrite::Unsupported& refusal) {
            reason = refusal.what();
            notes.add("sql.manual", {{"reason", reason}});
        }
    }
    out.obstacles = notes.take();
    out.parts.push_back(
        {ScriptPhase::Routines, reason.empty() ? text : commented("Manual: " + reason + "\n" + out.source)});
    finish(out, !reason.empty());
    return out;
}

std::vector<Conversion> convertQueries(std::string_view script, const Catalog* catalog,
                                       const ConversionOptions& options, Progress& progress,
                                       const std::string& schema) {
    return convertQueries(script, queryModel(catalog, options), progress, schema);
}

std::vector<Conversion> convertQueries(std::string_view script, std::shared_ptr<const TargetModel> model,
                                       Progress& progress, const std::string& schema) {
    QueryConverter converter(std::move(model), schema);
    std::vector<Conversion> all;
    mysql::StatementSplitter splitter(script);
    mysql::Statement statement;
    while (splitter.next(statement)) {
        progress.report("Converting statements", statement.offset, script.size());
        all.push_back(converter.convert(statement.text, statement.place));
    }
    estimateEffort(all);
    return all;
}

} // namespace causeway
