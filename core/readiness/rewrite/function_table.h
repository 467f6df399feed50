// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/readiness/rewrite/rewriter.h"

#include <functional>
#include <map>
#include <string>
#include <string_view>

namespace causeway::rewrite {

using Kind = ValueKind;

/// The arguments of one call, rewritten when asked for.
class Arguments {
public:
    Arguments(Rewriter& rewriter, const mysql::Call& call, const Scope& scope)
        : rewriter_(rewriter), call_(call), scope_(scope) {}
    std::size_t size() const { return call_.args.size(); }
    Sql expr(std::size_t i) { return rewriter_.expr(*call_.args.at(i), scope_); }
    Sql condition(std::size_t i) { return rewriter_.condition(*call_.args.at(i), scope_); }
    Sql value(std::size_t i) { return rewriter_.value(*call_.args.at(i), scope_); }
    Sql text(std::size_t i) { return rewriter_.text(*call_.args.at(i), scope_); }
    Sql number(std::size_t i) { return rewriter_.number(*call_.args.at(i), scope_); }
    Sql moment(std::size_t i) { return rewriter_.moment(*call_.args.at(i), scope_); }
    const mysql::Expr& tree(std::size_t i) const { return *call_.args.at(i); }
    const mysql::Call& call() const { return call_; }
    const Scope& scope() const { return scope_; }
    Rewriter& rewriter() { return rewriter_; }

private:
    Rewriter& rewriter_;
    const mysql::Call& call_;
    const Scope& scope_;
};

struct FunctionRow {
    std::size_t fewest = 0, most = 0;
    std::function<Sql(Arguments&)> write;
};
using FunctionTable = std::map<std::string, FunctionRow, std::less<>>;

/// A function that PostgreSQL has under `name` with the same arguments: "t" text, "n" number, "i" integer,
/// "f" number cast to double precision, "d" number cast to numeric.
FunctionRow same(std::string name, std::string kinds, ValueKind result);

/// Looks the call up and writes it; false when the table does not have the name.
bool applyFunction(const FunctionTable& table, Rewriter& r, const mysql::Call& c, const Scope& scope,
                   Sql& out);

} // namespace causeway::rewrite
