// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"
#include "core/collect/live/rows.h"
#include "core/collect/postgresql/pg_catalog.h"

namespace causeway::postgresql {
namespace {

using live::Rows;

// Bits of pg_trigger.tgtype, from the server's catalog/pg_trigger.h.
constexpr std::uint64_t kBefore = 2, kInsert = 4, kDelete = 8, kUpdate = 16, kTruncate = 32, kInstead = 64;

std::string timingOf(std::uint64_t bits) {
    return bits & kInstead ? "INSTEAD OF" : bits & kBefore ? "BEFORE" : "AFTER";
}

std::string eventsOf(std::uint64_t bits) {
    std::string events;
    const auto add = [&](std::uint64_t bit, const char* name) {
        if (bits & bit)
            events += (events.empty() ? "" : " OR ") + std::string(name);
    };
    add(kInsert, "INSERT");
    add(kUpdate, "UPDATE");
    add(kDelete, "DELETE");
    add(kTruncate, "TRUNCATE");
    return events;
}

std::string volatilityOf(const std::string& code) {
    return code == "i" ? "IMMUTABLE" : code == "s" ? "STABLE" : "VOLATILE";
}

} // namespace

void PgCatalogBuilder::addViews(const ProbeResult& answer) {
    const Rows rows(answer);
    const auto text = [&](std::size_t i, std::string_view name) {
        return rows.text(i, rows.column(name));
    };
    for (std::size_t i = 0; i < rows.size(); ++i) {
        View view;
        view.schema = text(i, "view_schema");
        view.name = text(i, "view_name");
        view.select = text(i, "definition");
        view.definer = text(i, "owner");
        view.algorithm = text(i, "relkind") == "m" ? "MATERIALIZED" : "";
        const std::string options = text(i, "options");
        view.security = options.find("security_invoker=true") != std::string::npos ? "INVOKER" : "DEFINER";
        if (options.find("check_option=local") != std::string::npos)
            view.checkOption = "LOCAL";
        if (options.find("check_option=cascaded") != std::string::npos)
            view.checkOption = "CASCADED";
        catalog_.views.push_back(std::move(view));
    }
}

void PgCatalogBuilder::addRoutines(const ProbeResult& answer) {
    const Rows rows(answer);
    const auto text = [&](std::size_t i, std::string_view name) {
        return rows.text(i, rows.column(name));
    };
    for (std::size_t i = 0; i < rows.size(); ++i) {
        Routine routine;
        routine.schema = text(i, "routine_schema");
        routine.name = text(i, "routine_name");
        routine.kind = text(i, "prokind") == "p" ? Routine::Kind::Procedure : Routine::Kind::Function;
        routine.parameters = text(i, "parameters");
        routine.returns = text(i, "returns");
        routine.body = text(i, "body");
        routine.definer = text(i, "owner");
        routine.security = text(i, "prosecdef") == "t" ? "DEFINER" : "INVOKER";
        routine.characteristics["LANGUAGE"] = text(i, "language");
        routine.characteristics["VOLATILITY"] = volatilityOf(text(i, "provolatile"));
        catalog_.routines.push_back(std::move(routine));
    }
}

void PgCatalogBuilder::addTriggers(const ProbeResult& answer) {
    const Rows rows(answer);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const auto bits = rows.number(i, rows.column("tgtype")).value_or(0);
        Trigger trigger;
        trigger.schema = rows.text(i, rows.column("table_schema"));
        trigger.table = rows.text(i, rows.column("table_name"));
        trigger.name = rows.text(i, rows.column("tgname"));
        trigger.body = rows.text(i, rows.column("definition"));
        trigger.timing = timingOf(bits);
        trigger.event = eventsOf(bits);
        catalog_.triggers.push_back(std::move(trigger));
    }
}

void PgCatalogBuilder::addSequences(const ProbeResult& answer) {
    const Rows rows(answer);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        Sequence sequence;
        sequence.schema = rows.text(i, rows.column("schemaname"));
        sequence.name = rows.text(i, rows.column("sequencename"));
        sequence.type = rows.text(i, rows.column("data_type"));
        sequence.lastValue = rows.signedNumber(i, rows.column("last_value"));
        sequence.minimum = rows.signedNumber(i, rows.column("min_value"));
        sequence.maximum = rows.signedNumber(i, rows.column("max_value"));
        sequence.increment = rows.signedNumber(i, rows.column("increment_by"));
        if (!catalog_.sequences.empty() && catalog_.sequences.back().schema == sequence.schema &&
            catalog_.sequences.back().name == sequence.name)
            continue; // a sequence that feeds two columns is listed twice
        catalog_.sequences.push_back(std::move(sequence));
    }
}

} // namespace causeway::postgresql
