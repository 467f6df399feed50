// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"
#include "core/readiness/programs/program_writer.h"
#include "core/readiness/rewrite/statement_writer.h"
#include "core/readiness/table/partition_bounds.h"

#include <fmt/format.h>

#include <algorithm>

namespace causeway {

std::string ProgramWriter::sql(rewrite::Scope& scope) {
    const auto text = until({});
    auto parsed = mysql::parseStatement(text, context_.options);
    if (!parsed)
        fail("a statement was not understood: " + parsed.failure.message);
    semicolon();
    auto& node = *parsed.value;
    rewriter_.setSource(text);
    // Errors of the rewriter name columns and functions; the line is added here.
    if (auto* query = std::get_if<mysql::QueryPtr>(&node))
        return select(**query, scope);
    if (const auto* insert = std::get_if<mysql::Insert>(&node)) {
        out_.writes = true;
        const std::string out = rewriter_.insert(*insert, scope);
        if (rewriter_.repeatsKey)
            fail("an INSERT that updates on a conflict gives a key twice");
        return line(out + ";");
    }
    if (const auto* update = std::get_if<mysql::Update>(&node)) {
        out_.writes = true;
        return line(rewriter_.update(*update, scope) + ";");
    }
    if (const auto* remove = std::get_if<mysql::Delete>(&node)) {
        out_.writes = true;
        return line(rewriter_.remove(*remove, scope) + ";");
    }
    if (const auto* table = std::get_if<mysql::CreateTable>(&node)) {
        out_.writes = true;
        return temporaryTable(*table);
    }
    if (const auto* drop = std::get_if<mysql::DropObjects>(&node)) {
        const bool own =
            drop->kind == "TABLE" && std::all_of(drop->names.begin(), drop->names.end(), [&](const auto& n) {
                return n.schema.empty() && (drop->ifExists || temporaryTables_.contains(toLower(n.name)));
            });
        // Made with ON COMMIT DROP, since an open cursor may still read it.
        if (own)
            return {};
    }
    fail("the statement " + printable(std::string(text.substr(0, text.find_first_of(" \n\t"))), 40) +
         " has no counterpart here");
}

std::string ProgramWriter::select(mysql::Query& query, const rewrite::Scope& scope) {
    const std::string into = rewrite::takeInto(query);
    if (!into.empty())
        return selectInto(query, into, scope);
    if (context_.kind != ProgramContext::Kind::Procedure)
        fail("a query that returns rows has no counterpart here");
    lastSelect_ = rewriter_.query(query, &scope).text;
    return line(fmt::format("OPEN result_{} FOR\n{};", ++out_.resultSets, lastSelect_));
}

std::string ProgramWriter::selectInto(mysql::Query& query, const std::string& into,
                                      const rewrite::Scope& scope) {
    std::vector<std::string> targets;
    std::vector<std::pair<ValueKind, std::string>> kinds;
    std::string list;
    for (const auto& item : splitList(into)) {
        const Target to = target(item, scope);
        targets.push_back(to.text);
        kinds.emplace_back(to.kind, to.type);
        list += (list.empty() ? "" : ", ") + to.text;
    }
    if (rewrite::isFoundRows(query) && !lastSelect_.empty())
        return line(fmt::format("SELECT count(*) INTO {} FROM (\n{}\n) AS counted;", list, lastSelect_));
    const std::string text = rewriter_.selectInto(query, targets, kinds, scope);
    std::string out = line("SELECT q.* INTO " + list + " FROM (\n" + text + "\n) AS q;");
    // A plain SELECT reads better with INTO after its list.
    if (query.parts.size() == 1 && query.with.empty() && text.starts_with("SELECT ")) {
        const auto from = text.find("\nFROM ");
        if (from != std::string::npos && text.find("\nFROM ") == text.rfind("\nFROM "))
            out = line(text.substr(0, from) + "\nINTO " + list + text.substr(from) + ";");
        else if (from == std::string::npos)
            out = line(text + "\nINTO " + list + ";");
    }
    return out + (handlers_.empty() ? "" : line(std::string(trim(handlers_))));
}

std::string ProgramWriter::temporaryTable(const mysql::CreateTable& table) {
    rewrite::Source source;
    const std::string text = rewrite::temporaryTable(table, source, " ON COMMIT DROP");
    temporaryTables_[toLower(source.name)] = source;
    return line(text);
}

std::string ProgramWriter::call(const rewrite::Scope& scope) {
    ++at_;
    std::string schema = context_.schema, procedure = name();
    if (peek().isOperator(".")) {
        ++at_;
        schema = procedure;
        procedure = name();
    }
    std::string list;
    if (peek().isOperator("(")) {
        ++at_;
        const std::size_t from = peek().offset;
        int depth = 1;
        while (depth > 0 && peek().kind != mysql::TokenKind::End) {
            depth += peek().isOperator("(") ? 1 : peek().isOperator(")") ? -1 : 0;
            ++at_;
        }
        const auto inside = body_.substr(from, tokens_[at_ - 1].offset - from);
        for (const auto& argument : splitList(inside))
            list += (list.empty() ? "" : ", ") + rewriter_.value(*tree(argument), scope).text;
    }
    semicolon();
    const std::string target = model_.procedure(schema, procedure);
    if (target.empty())
        fail("procedure " + printable(procedure, 64) + " was not found");
    out_.writes = out_.calls = true;
    // What the procedure returns to its caller is returned by this one as well.
    const TargetProcedure* converted = model_.converted(schema, procedure);
    for (int i = 0; converted && i < converted->resultSets; ++i)
        list += fmt::format("{}result_{}", list.empty() ? "" : ", ", ++out_.resultSets);
    return line("CALL " + target + "(" + list + ");");
}

} // namespace causeway
