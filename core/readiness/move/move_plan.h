// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/readiness/readiness.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace causeway {

/// How the rows of one table move.
struct TableMove {
    std::string schema, name;                 ///< the source's
    std::string target;                       ///< qualified and quoted, as PostgreSQL has it
    std::vector<std::string> columns;         ///< the target's, quoted; generated columns are left out
    std::vector<std::string> values;          ///< for each, a MySQL expression of its COPY text, never NULL
    std::optional<std::uint64_t> rows, bytes; ///< as the server estimates them
    int ranges = 1;                           ///< how many ranges of `key` are copied apart
    std::string key;       ///< the whole-number primary key that cuts ranges and parts, quoted; empty: none
    std::string targetKey; ///< the same in the target
    int parts = 1;         ///< how many lines compare it: rows by the remainder of the key
    std::vector<std::string> sourceTexts, targetTexts; ///< of each column, alike on both servers
    std::vector<std::string> compareRemarks;           ///< what the comparison leaves out
    std::optional<double> seconds;                     ///< at the stated copy rate
    bool pgloader = true; ///< pgloader's own reading gives what the type map asks for
    std::vector<std::string> remarks;
};

/// The move of a schema's data: tables in the order in which they are copied, the largest first, between the
/// part of the script that makes tables and the part that makes indexes and constraints.
struct MovePlan {
    std::vector<TableMove> tables;
    std::optional<double> megabytesPerSecond; ///< the fact rate_copy_mb_s; absent: no times
};

/// `options` as convertSchema() got them, so that values fit the tables that it writes.
MovePlan planMove(const Catalog& catalog, const ConversionOptions& options, const Criteria& criteria);

/// A table with a line for each TableMove: order, names, rows, bytes, ranges, seconds, tool, remarks.
std::string movePlanCsv(const MovePlan& plan);
/// A bash script that copies with the clients mysql and psql alone; what it needs is told in its head.
std::string copyScript(const MovePlan& plan);
/// Two scripts whose output is the same, line for line, when the same rows stand in every table: for the
/// client mysql and for psql.
std::string compareSource(const MovePlan& plan);
std::string compareTarget(const MovePlan& plan);
/// A command file for pgloader 3.6, with the tables that it can move; empty when there is none. pgloader
/// takes one database a file.
std::string pgloaderCommands(const MovePlan& plan, const std::string& schema);
/// The script up to the load, and from there on.
std::pair<std::string, std::string> scriptAroundLoad(const ReadinessReport& report);

} // namespace causeway
