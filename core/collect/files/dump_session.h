// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sql/mysql/ast_ddl.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace causeway::dump {

/// The session variables that change how a script is read: sql_mode, the storage engine, timestamps'
/// defaults.
class Session {
public:
    /// Takes SET; a sql_mode that cannot be computed leaves the old one and a remark.
    void apply(const mysql::SetVariables& set, std::vector<std::string>& remarks);

    const std::string& sqlMode() const { return sqlMode_; }
    const std::string& storageEngine() const { return storageEngine_; } ///< empty: not set
    std::optional<bool> explicitTimestamps() const { return explicitTimestamps_; }

private:
    std::optional<std::string> value(const mysql::Expr& expr) const;

    std::string sqlMode_, storageEngine_;
    std::optional<bool> explicitTimestamps_;
    std::map<std::string, std::string> userVariables_; ///< lower-case name
};

} // namespace causeway::dump
