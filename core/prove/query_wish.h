// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/prove/row_compare.h"
#include "core/readiness/choices/column_uses.h"
#include "core/readiness/conversion.h"

#include <string>
#include <vector>

namespace causeway::prove {

/// A query of the workload that can be put to both sides, and what its answer needs.
struct QueryWish {
    const Conversion* query = nullptr;
    StatementUses uses;
    std::string refusal;    ///< why it cannot be put to both sides; empty: it can
    bool momentary = false; ///< asks for the moment, for chance or for the session
    int parameters = 0;     ///< how many ? it has
    mysql::StatementNode statement;
};

/// Reads one converted statement of the workload. Only a SELECT that writes nothing, reads no file and waits
/// for nobody is put to a server.
QueryWish readWish(const Conversion& query, const TableIndex& tables, const std::string& schema);

/// What the query's ORDER BY promises; `columns` are the names of its answer.
OrderPromise orderPromise(const QueryWish& wish, const std::vector<std::string>& columns);

/// `text` with its n-th ? (from 1) replaced by values[n - 1].
std::string withValues(const std::string& text, const std::vector<std::string>& values);
/// `text`, PostgreSQL's, with its $n replaced by values[n - 1] as a constant whose type is taken from its
/// place.
std::string withNumberedValues(const std::string& text, const std::vector<std::string>& values);

} // namespace causeway::prove
