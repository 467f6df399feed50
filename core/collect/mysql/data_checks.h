// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/catalog/catalog.h"
#include "core/snapshot/snapshot.h"

#include <string>
#include <string_view>
#include <vector>

namespace causeway::mysql {

/// What decides which checks make sense on a server, beside its catalog.
struct DataSource {
    const Catalog& catalog;
    Engine engine = Engine::MySQL;
    bool lax = false; ///< sql_mode without strict mode: a value that is left out became '' or 0
    /// The zone of the server's clock, when it may skip and repeat hours; empty when it cannot, or when it is
    /// not known.
    std::string zone;
};
/// Of evidence with a catalog.
DataSource dataSource(const ServerEvidence& evidence);

/// What is counted for one column, as SQL that names the column alone.
struct DataCheck {
    std::string name;
    std::string count; ///< an aggregate, never NULL
    std::string rows;  ///< the condition of a row that counts; empty where only the whole column tells
    std::string place; ///< where in the value it is, as a number; empty where that says nothing
};

/// The checks of a column, which need no privilege beyond SELECT.
std::vector<DataCheck> dataChecks(const DataSource& source, const Table& table, const Column& column);

/// A type of text: CHAR to LONGTEXT.
bool isTextType(std::string_view lowerCaseType);
/// A name between backticks.
std::string inBackticks(std::string_view name);

} // namespace causeway::mysql
