// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/collect/files/dump_catalogs.h"

#include "core/base/text.h"
#include "core/collect/files/host_text.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <set>
#include <string>
#include <utility>

namespace causeway {
namespace {

template <class T> std::size_t append(std::vector<T>& known, std::vector<T>&& added) {
    std::set<std::pair<std::string, std::string>> names;
    for (const T& object : known)
        names.emplace(object.schema, object.name);
    std::size_t twice = 0;
    for (T& object : added)
        if (names.count({object.schema, object.name}))
            ++twice;
        else
            known.push_back(std::move(object));
    return twice;
}

bool startsIgnoringCase(std::string_view line, std::string_view word) {
    return line.size() > word.size() && equalsIgnoreCase(line.substr(0, word.size()), word);
}

} // namespace

bool looksLikeDump(std::string_view head) {
    constexpr std::array kHeaders{"-- MySQL dump",
                                  "-- MariaDB dump",
                                  "-- phpMyAdmin",
                                  "/*!40",
                                  "/*!50",
                                  "/*M!",
                                  "-- PostgreSQL database dump"};
    constexpr std::array kStatements{
        "CREATE TABLE ",     "CREATE DATABASE ", "CREATE SCHEMA ",  "CREATE TEMPORARY TABLE ",
        "DROP TABLE ",       "DROP DATABASE ",   "DROP SCHEMA ",    "INSERT INTO ",
        "LOCK TABLES ",      "ALTER TABLE ",     "DELIMITER ",      "CREATE VIEW ",
        "CREATE PROCEDURE ", "CREATE FUNCTION ", "CREATE TRIGGER ", "CREATE DEFINER"};
    bool statement = false;
    LineCursor lines(head);
    for (std::string_view line; lines.next(line);) {
        line = trim(line);
        if (line.starts_with("\xEF\xBB\xBF"))
            line.remove_prefix(3);
        for (const std::string_view header : kHeaders)
            if (line.starts_with(header))
                return true;
        if (line.starts_with("# Query_time: ") || line.starts_with("# User@Host: "))
            return false; // a slow log, whose statements may be of any kind
        for (const std::string_view word : kStatements)
            statement |= startsIgnoringCase(line, word);
    }
    return statement;
}

std::size_t addCatalog(Catalog& known, Catalog&& added) {
    for (auto& schema : added.schemas)
        if (std::find(known.schemas.begin(), known.schemas.end(), schema) == known.schemas.end())
            known.schemas.push_back(std::move(schema));
    const auto twice =
        append(known.tables, std::move(added.tables)) + append(known.views, std::move(added.views)) +
        append(known.routines, std::move(added.routines)) +
        append(known.triggers, std::move(added.triggers)) + append(known.events, std::move(added.events)) +
        append(known.sequences, std::move(added.sequences));
    std::move(added.unparsed.begin(), added.unparsed.end(), std::back_inserter(known.unparsed));
    return twice;
}

} // namespace causeway
