// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/effort.h"
#include "core/base/place.h"

#include <string>
#include <vector>

namespace causeway {

enum class Verdict { Automatic, Assisted, Manual };
/// What stands behind a conversion; the report never says more than this.
enum class Proof { Unchecked, Parsed, Ran, SameRows };

std::string_view verdictName(Verdict v); ///< "automatic", "assisted", "manual"
std::string_view proofName(Proof p);     ///< "unchecked", "parsed", "ran", "same rows"

/// One thing in the way of the move.
struct Obstacle {
    std::string id; ///< "mysql.zero_date_default": stable; resources/readiness describes each
    Verdict verdict = Verdict::Automatic;
    std::string object;   ///< "shop.orders.created"
    std::string message;  ///< what is in the way and what was done about it
    std::string question; ///< assisted: what a human must answer, and the default taken
    Place place;
    Effort effort; ///< of all its occurrences, with their test; set by estimateEffort (effort/estimate.h)
    /// Places in the object, such as columns; 0 where it was settled or is counted elsewhere.
    double occurrences = 1;
    bool operator==(const Obstacle&) const = default;
};

/// Where statements stand in the whole script: data are loaded between Tables and Indexes.
enum class ScriptPhase { Tables, AfterLoad, Indexes, ForeignKeys, Routines, Views, Triggers, Events };

struct ConversionPart {
    ScriptPhase phase = ScriptPhase::Tables;
    std::string sql; ///< whole statements, or comments
    bool operator==(const ConversionPart&) const = default;
};

/// One source object and what becomes of it.
struct Conversion {
    std::string kind; ///< "table", "foreign key", "view", "function", "procedure", "trigger", "event",
                      ///< "sequence", "statement"
    std::string schema, name;
    std::string source;
    std::string target;                ///< statements that end with ";", or a commented sketch for manual
    std::vector<ConversionPart> parts; ///< the same text by its phase in the script
    Verdict verdict = Verdict::Automatic;
    Proof proof = Proof::Unchecked;
    std::string proofMessage; ///< the parser's or the server's words where it refused
    std::vector<Obstacle> obstacles;
    Place place;
    Effort effort;
    std::string comparison{}; ///< of a query: what comparing its rows on both sides found; empty: not tried
    /// Of a query: it stands in the application's source too, and the work on it is counted there.
    bool countedElsewhere = false;
    bool operator==(const Conversion&) const = default;
};

/// A name of the source that another one stands for in PostgreSQL: too long, taken, or spelled otherwise by
/// choice. One to one: no two of a kind that share a name space get the same.
struct NameChange {
    std::string kind;   ///< "schema", "table", "column", "partition", "index", "constraint", "sequence",
                        ///< "view", "function", "procedure", "trigger", "event"
    std::string within; ///< the schema, or the table of a column, index or constraint; may be empty
    std::string from, to;
    /// True when letters changed their case, and nothing else.
    bool onlyCase() const;
    bool operator==(const NameChange&) const = default;
};

struct ReadinessReport {
    std::string server;
    int targetVersion = 15;
    std::vector<Conversion> conversions; ///< in an order in which the targets can run
    std::vector<Obstacle> general;       ///< of server and workload, not of one object
    /// The workload's statements, heaviest first: kind "query", named by their digest's id; then those of the
    /// application's source: kind "application query", named by their place.
    std::vector<Conversion> queries;
    std::vector<NameChange> names; ///< of what was converted, in the order of the objects
    std::string preamble;          ///< statements that run first (schemas, helper functions)
    int count(Verdict v) const;
    Effort effort() const; ///< conversions, queries and general
    /// The whole script, which runs under psql -v ON_ERROR_STOP=1; manual objects are in comments.
    std::string script() const;
    bool operator==(const ReadinessReport&) const = default;
};

} // namespace causeway
