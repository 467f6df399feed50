// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"
#include "core/readiness/target_model.h"
#include "core/sql/mysql/lexer.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace causeway {

/// What converting queries must know of the schema, built once and shared by any number of converters and
/// threads. `catalog` must outlive it; null: names are taken as they are, and every statement says that its
/// types are not known.
std::shared_ptr<const TargetModel> queryModel(const Catalog* catalog, const ConversionOptions& options);

/// Turns the statements of one session, in their order, into PostgreSQL's: what a statement leaves behind
/// (user variables, the database in use, temporary tables, the query that FOUND_ROWS() means) is known to
/// those that follow.
class QueryConverter {
public:
    /// `catalog` gives types and keys and must outlive the converter; null: names are taken as they are, and
    /// every statement says that its types are not known. `schema` is the database in use.
    QueryConverter(const Catalog* catalog, const ConversionOptions& options, std::string schema = {},
                   mysql::LexOptions lexing = {});
    explicit QueryConverter(std::shared_ptr<const TargetModel> model, std::string schema = {},
                            mysql::LexOptions lexing = {});
    ~QueryConverter();
    QueryConverter(const QueryConverter&) = delete;
    QueryConverter& operator=(const QueryConverter&) = delete;

    /// One statement without its delimiter. The conversion's kind is its first word in lower case; `name` is
    /// empty. Never throws for what the text holds: what has no counterpart is Verdict::Manual.
    Conversion convert(std::string_view statement, Place place = {1, 1});

private:
    struct Session;
    std::unique_ptr<Session> session_;
};

/// Every statement of a script, in order.
std::vector<Conversion> convertQueries(std::string_view script, const Catalog* catalog,
                                       const ConversionOptions& options, Progress& progress,
                                       const std::string& schema = {});
/// The same with a model that was built before.
std::vector<Conversion> convertQueries(std::string_view script, std::shared_ptr<const TargetModel> model,
                                       Progress& progress, const std::string& schema = {});
/// {"schema": "causeway.queries/1", "statements": [{"source", "target", "verdict", "obstacles"...}]}
Json queriesJson(const std::vector<Conversion>& statements);

} // namespace causeway
