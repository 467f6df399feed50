// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/collect/files/dump_header.h"

#include "core/base/text.h"

namespace causeway::dump {

namespace {

/// What follows `label` in the line, without blanks and a colon; nothing when the line has no such label.
std::optional<std::string_view> after(std::string_view line, std::string_view label) {
    if (!line.starts_with(label))
        return {};
    line.remove_prefix(label.size());
    if (line.starts_with(':'))
        line.remove_prefix(1);
    return trim(line);
}

} // namespace

std::string readHeaderLine(std::string_view line, DumpContents& out) {
    if (!line.starts_with("--"))
        return {};
    line = trim(line.substr(2));
    const bool named = out.tool.empty();
    if (named && (line.starts_with("MySQL dump") || line.starts_with("MariaDB dump") ||
                  line.starts_with("phpMyAdmin SQL Dump") || line.starts_with("Adminer"))) {
        out.tool = printable(line);
        if (line.starts_with("MariaDB"))
            out.server.engine = Engine::MariaDB;
    } else if (const auto version = after(line, "Server version"); version && out.versionText.empty()) {
        out.versionText = printable(*version, 80);
        out.server = parseServerVersion(out.versionText, out.server.engine);
    } else if (const auto host = after(line, "Host:"); host && out.host.empty()) {
        const auto database = host->find("Database:");
        out.host = printable(trim(host->substr(0, database)), 255);
        if (database != std::string_view::npos)
            out.database = printable(trim(host->substr(database + 9)), 255);
    } else if (const auto database = after(line, "Database:"); database && out.database.empty()) {
        out.database = mysql::unquoteName(*database);
    } else if (const auto completed = after(line, "Dump completed")) {
        const auto when = after(*completed, "on");
        out.completed = when && !when->empty() ? printable(*when, 80) : "yes";
    } else if (const auto table = after(line, "Dumping data for table")) {
        return mysql::unquoteName(*table);
    }
    return {};
}

bool hasEndMark(std::string_view tool) {
    return tool.starts_with("MySQL dump") || tool.starts_with("MariaDB dump");
}

std::optional<InsertTarget> insertTarget(std::string_view text, const mysql::LexOptions& options) {
    mysql::Lexer lexer(text, options);
    auto t = lexer.next();
    InsertTarget target;
    target.replace = t.is("REPLACE");
    if (!target.replace && !t.is("INSERT"))
        return {};
    for (t = lexer.next();
         t.is("LOW_PRIORITY") || t.is("DELAYED") || t.is("HIGH_PRIORITY") || t.is("IGNORE") || t.is("INTO");
         t = lexer.next())
        target.ignore = target.ignore || t.is("IGNORE");
    if (t.kind != mysql::TokenKind::Word && t.kind != mysql::TokenKind::QuotedName)
        return {};
    target.table = mysql::unquoteName(t.text);
    if (lexer.next().isOperator(".")) {
        target.schema = std::move(target.table);
        target.table = mysql::unquoteName(lexer.next().text);
    }
    return target;
}

std::string statementName(const mysql::StatementNode& node) {
    using namespace mysql;
    struct Namer {
        std::string operator()(const QueryPtr&) const { return "SELECT"; }
        std::string operator()(const Insert& i) const { return i.replace ? "REPLACE" : "INSERT"; }
        std::string operator()(const Update&) const { return "UPDATE"; }
        std::string operator()(const Delete&) const { return "DELETE"; }
        std::string operator()(const CreateTable&) const { return "CREATE TABLE"; }
        std::string operator()(const AlterTable&) const { return "ALTER TABLE"; }
        std::string operator()(const CreateIndex&) const { return "CREATE INDEX"; }
        std::string operator()(const DropObjects& d) const { return "DROP " + d.kind; }
        std::string operator()(const RenameTables&) const { return "RENAME TABLE"; }
        std::string operator()(const CreateView&) const { return "CREATE VIEW"; }
        std::string operator()(const CreateRoutine& r) const {
            return r.function ? "CREATE FUNCTION" : "CREATE PROCEDURE";
        }
        std::string operator()(const CreateTrigger&) const { return "CREATE TRIGGER"; }
        std::string operator()(const CreateEvent&) const { return "CREATE EVENT"; }
        std::string operator()(const CreateSequence&) const { return "CREATE SEQUENCE"; }
        std::string operator()(const SetSequence&) const { return "SETVAL"; }
        std::string operator()(const CreateDatabase& d) const {
            return d.alter ? "ALTER DATABASE" : "CREATE DATABASE";
        }
        std::string operator()(const UseDatabase&) const { return "USE"; }
        std::string operator()(const SetVariables&) const { return "SET"; }
        std::string operator()(const OtherStatement& o) const { return o.verb; }
    };
    return std::visit(Namer{}, node);
}

} // namespace causeway::dump
