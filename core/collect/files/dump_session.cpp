// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/collect/files/dump_session.h"

#include "core/base/text.h"

#include <fmt/format.h>

namespace causeway::dump {

/// The value of a literal, a variable that is known, a bare word or a CONCAT of them.
std::optional<std::string> Session::value(const mysql::Expr& expr) const {
    if (const auto* literal = expr.as<mysql::Literal>())
        return literal->text;
    if (const auto* word = expr.as<mysql::ColumnRef>())
        return word->column;
    if (expr.as<mysql::DefaultWord>())
        return std::string();
    if (const auto* variable = expr.as<mysql::Variable>()) {
        if (variable->system)
            return variable->name == "sql_mode" ? std::optional(sqlMode_) : std::nullopt;
        const auto found = userVariables_.find(toLower(variable->name));
        return found == userVariables_.end() ? std::nullopt : std::optional(found->second);
    }
    const auto* call = expr.as<mysql::Call>();
    if (!call || call->name != "CONCAT")
        return {};
    std::string out;
    for (const auto& arg : call->args) {
        const auto part = value(*arg);
        if (!part)
            return {};
        out += *part;
    }
    return out;
}

void Session::apply(const mysql::SetVariables& set, std::vector<std::string>& remarks) {
    for (const auto& item : set.items) {
        const auto now = value(*item.value.expr);
        if (!item.system) {
            if (now)
                userVariables_[toLower(item.name)] = *now;
            else
                userVariables_.erase(toLower(item.name));
        } else if (item.name == "sql_mode") {
            if (now)
                sqlMode_ = *now;
            else
                remarks.push_back(
                    fmt::format("Line {}: this sql_mode is known only to the server; the one before it "
                                "is kept: {}",
                                item.value.expr->place.line, printable(item.value.text, 80)));
        } else if (now && (item.name == "default_storage_engine" || item.name == "storage_engine")) {
            storageEngine_ = *now;
        } else if (now && item.name == "explicit_defaults_for_timestamp") {
            explicitTimestamps_ = *now == "1" || equalsIgnoreCase(*now, "ON");
        }
    }
}

} // namespace causeway::dump
