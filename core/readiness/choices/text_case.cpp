// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/readiness/choices/text_case.h"

#include "core/base/text.h"
#include "core/readiness/choices/column_choice.h"
#include "core/readiness/choices/column_uses.h"
#include "core/readiness/obstacle_texts.h"
#include "core/readiness/source_scan.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>

namespace causeway {

namespace {

constexpr int kPatternsUnderIcuSince = 18; ///< PostgreSQL 18, Release Notes: LIKE and text search functions
constexpr std::size_t kMostDecisions = 5000;

struct Seen {
    std::uint64_t equal = 0, ordered = 0, parts = 0; ///< statements, not executions
    bool regexp = false;
};

/// What is known of the use of every column.
class Uses {
public:
    /// `names`: the columns asked for, in lower case; a statement without any of them is not parsed.
    Uses(const ServerEvidence& server, std::set<std::string> names)
        : index_(*server.catalog), names_(std::move(names)) {
        for (const QueryClass& query : server.workload->queries)
            statement(query.sample.empty() ? query.fingerprint : query.sample, query.schema);
        if (const auto* strings = server.probe(kApplicationProbe))
            for (std::size_t i = 0; i < strings->rows.size(); ++i)
                statement(strings->value(i, "statement").value_or(std::string()), {});
        for (const View& view : server.catalog->views)
            statement(view.select, view.schema);
        for (const Routine& routine : server.catalog->routines)
            program(routine.body);
        for (const Trigger& trigger : server.catalog->triggers)
            program(trigger.body);
        for (const ScheduledEvent& event : server.catalog->events)
            program(event.body);
    }

    Seen of(const Column& column) const {
        const auto found = seen_.find(&column);
        Seen seen = found == seen_.end() ? Seen{} : found->second;
        if (inPrograms_.contains(toLower(column.name))) {
            ++seen.parts;
            seen.regexp = true;
        }
        return seen;
    }

private:
    void statement(const std::string& text, const std::string& schema) {
        if (!mentions(text))
            return;
        const auto parsed = mysql::parseStatement(text);
        if (!parsed)
            return;
        std::set<std::pair<const Column*, ColumnUse::Kind>> once;
        for (const ColumnUse& use : columnUses(*parsed.value, text, index_, schema).uses) {
            if (!once.insert({use.column, use.kind}).second)
                continue;
            Seen& seen = seen_[use.column];
            switch (use.kind) {
            case ColumnUse::Kind::Equal:
            case ColumnUse::Kind::Grouped:
                ++seen.equal;
                break;
            case ColumnUse::Kind::Range:
            case ColumnUse::Kind::Ordered:
                ++seen.ordered;
                break;
            case ColumnUse::Kind::Pattern:
                seen.regexp = seen.regexp || use.op == "REGEXP";
                [[fallthrough]];
            case ColumnUse::Kind::Inside:
                ++seen.parts;
                break;
            }
        }
    }

    bool mentions(const std::string& text) const {
        mysql::Lexer lexer(text);
        for (auto token = lexer.next(); token.kind != mysql::TokenKind::End; token = lexer.next())
            if ((token.kind == mysql::TokenKind::Word || token.kind == mysql::TokenKind::QuotedName) &&
                names_.contains(toLower(mysql::unquoteName(token.text))))
                return true;
        return false;
    }

    /// In a stored program names are not resolved: where it holds a pattern, every name may be under it.
    void program(const std::string& body) {
        constexpr std::array<std::string_view, 8> kParts{"LIKE",  "REGEXP",  "RLIKE",     "LOCATE",
                                                         "INSTR", "REPLACE", "SUBSTRING", "SUBSTR"};
        const auto tokens = mysql::tokenize(body);
        const bool parts = std::any_of(tokens.begin(), tokens.end(), [&](const auto& token) {
            return std::any_of(kParts.begin(), kParts.end(), [&](auto word) { return token.is(word); });
        });
        for (const auto& token : tokens)
            if (parts && (token.kind == mysql::TokenKind::Word || token.kind == mysql::TokenKind::QuotedName))
                inPrograms_.insert(toLower(mysql::unquoteName(token.text)));
    }

    TableIndex index_;
    std::set<std::string> names_;
    std::map<const Column*, Seen> seen_;
    std::set<std::string> inPrograms_;
};

/// Columns of primary keys and of either side of a foreign key stay as they are.
std::set<const Column*> tied(const Catalog& catalog, const TableIndex& tables) {
    std::set<const Column*> out;
    const auto add = [&](const Table* table, const std::vector<std::string>& names) {
        for (const auto& name : names)
            if (const Column* column = table ? table->column(name) : nullptr)
                out.insert(column);
    };
    for (const Table& table : catalog.tables) {
        for (const ForeignKey& key : table.foreignKeys) {
            add(&table, key.columns);
            add(tables.find(key.refSchema.empty() ? table.schema : key.refSchema, key.refTable),
                key.refColumns);
        }
        if (const Index* primary = table.primaryKey())
            for (const IndexPart& part : primary->parts)
                add(&table, {part.column});
    }
    return out;
}

struct Indexed {
    bool unique = false, plain = false;
};

Indexed indexed(const Table& table, const Column& column) {
    Indexed out;
    for (const Index& index : table.indexes)
        for (const IndexPart& part : index.parts)
            if (equalsIgnoreCase(part.column, column.name)) {
                out.unique = out.unique || index.unique();
                out.plain = out.plain || index.kind == IndexKind::Plain;
            }
    return out;
}

std::string counted(std::uint64_t n) {
    return n == 1 ? "1 statement" : fmt::format("{} statements", n);
}

/// What the collation does that PostgreSQL will not do by itself.
std::string remainder(const Column& column, bool accents, const std::string& choice) {
    const std::string collation = toLower(column.collation);
    const bool pads =
        collation.find("_0900_") == std::string::npos && collation.find("nopad") == std::string::npos;
    std::string out;
    if (accents && choice != "icu")
        out += "; accents count from now on";
    if (pads)
        out += "; blanks at the end count from now on";
    return out;
}

std::optional<TextCaseDecision> decide(const Table& table, const Column& column, const Uses& uses,
                                       int targetVersion) {
    const auto [unique, plain] = indexed(table, column);
    const Seen seen = uses.of(column);
    const std::string collation = toLower(column.collation);
    const bool accents = collation.find("_as_") == std::string::npos; // the collation ignores accents
    const bool parts = seen.parts > 0 && (targetVersion < kPatternsUnderIcuSince || seen.regexp);
    TextCaseDecision out{table.schema, table.name, column.name, {}, {}};
    if (unique && parts) {
        out.choice = "lower";
        out.reason =
            fmt::format("text with a unique index on lower(): its key ignores case, and {} for a part "
                        "of it or by a pattern, which an ICU collation refuses before PostgreSQL 18",
                        seen.parts == 1 ? "1 statement looks" : counted(seen.parts) + " look");
    } else if (unique && accents) {
        out.choice = "icu";
        out.reason =
            fmt::format("an ICU collation: its key ignores case and accents, {} it whole, and no pattern "
                        "and no part of it is asked for",
                        seen.equal == 1 ? "1 statement compares" : counted(seen.equal) + " compare");
    } else if (unique) {
        out.choice = "citext";
        out.reason = fmt::format("citext: its key ignores case and tells accents apart, and {} it whole",
                                 seen.equal == 1 ? "1 statement compares" : counted(seen.equal) + " compare");
    } else if (plain && seen.equal > 0) {
        out.choice = "lower";
        out.reason = fmt::format("text with its index on lower(): {} it whole, and the index serves them",
                                 seen.equal == 1 ? "1 statement compares" : counted(seen.equal) + " compare");
    } else {
        return std::nullopt;
    }
    out.reason += remainder(column, accents, out.choice);
    return out;
}

/// True for a column that ignores case and is in an index, where nobody chose for it.
bool leftToUse(const Table& table, const Column& column, const ConversionChoices& choices) {
    const ChoiceDefinition* definition = choiceOf(column);
    if (!definition || definition->key != "text_case" || table.partitioning)
        return false;
    if (column.name.find_first_of(";=\n\r") != std::string::npos ||
        table.name.find_first_of(";=\n\r") != std::string::npos)
        return false; // a type map cannot name it
    const auto [unique, plain] = indexed(table, column);
    return (unique || plain) &&
           choices.of("text_case", columnKey(table.schema, table.name, column.name)) == "use";
}

} // namespace

std::vector<TextCaseDecision> decideTextCase(const ServerEvidence& server, const ConversionOptions& options) {
    std::vector<TextCaseDecision> out;
    if (!server.catalog || !server.workload || server.workload->queries.empty())
        return out;
    const auto fixed = tied(*server.catalog, TableIndex(*server.catalog));
    std::vector<std::pair<const Table*, const Column*>> asked;
    std::set<std::string> names;
    for (const Table& table : server.catalog->tables)
        for (const Column& column : table.columns)
            if (!fixed.contains(&column) && leftToUse(table, column, options.choices)) {
                asked.emplace_back(&table, &column);
                names.insert(toLower(column.name));
            }
    if (asked.empty())
        return out;
    const Uses uses(server, std::move(names));
    for (const auto& [table, column] : asked)
        if (out.size() < kMostDecisions)
            if (auto decision = decide(*table, *column, uses, options.targetVersion))
                out.push_back(std::move(*decision));
    return out;
}

ConversionOptions withTextCase(ConversionOptions options, const std::vector<TextCaseDecision>& decisions) {
    for (const auto& d : decisions)
        options.choices.set(columnKey(d.schema, d.table, d.column), d.choice);
    return options;
}

void noteTextCase(ReadinessReport& report, const std::vector<TextCaseDecision>& decisions) {
    std::map<std::pair<std::string, std::string>, std::vector<std::string>> byTable;
    for (const auto& d : decisions)
        byTable[{d.schema, d.table}].push_back(d.column + " becomes " + d.reason);
    for (Conversion& c : report.conversions) {
        const auto found = byTable.find({c.schema, c.name});
        if (c.kind != "table" || found == byTable.end())
            continue;
        c.obstacles.push_back(makeObstacle("choice.text_case_use",
                                           c.schema.empty() ? c.name : c.schema + "." + c.name,
                                           {{"decisions", join(found->second, ". ")}}, c.place));
    }
}

} // namespace causeway
