// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"
#include "core/readiness/programs/program_body.h"
#include "core/readiness/programs/programs.h"
#include "core/readiness/table/partition_bounds.h"
#include "core/sql/postgresql/quote.h"

#include <fmt/format.h>

#include <map>

namespace causeway {

namespace {

using rewrite::Unsupported;

constexpr int kCallDepth = 8; ///< calls through which rows are followed to the client
constexpr int kOutSince = 14; ///< OUT parameters of procedures

struct Parameter {
    std::string mode, name, source;
    MappedType type;
};

mysql::LexOptions optionsOf(const std::string& sqlMode) {
    mysql::LexOptions options;
    options.mode = mysql::parseSqlMode(sqlMode);
    return options;
}

MappedType typeOf(std::string_view text, const mysql::LexOptions& options) {
    const auto parsed = mysql::parseDataType(trim(text), options);
    if (!parsed)
        throw Unsupported("a type was not understood: " + parsed.failure.message);
    return mapType(columnType(*parsed.value));
}

std::vector<Parameter> parametersOf(const Routine& routine, const mysql::LexOptions& options,
                                    const Naming& names) {
    std::vector<Parameter> all;
    for (const auto& text : splitList(routine.parameters)) {
        const auto tokens = mysql::tokenize(text, options);
        std::size_t at = 0;
        Parameter p;
        p.mode = "IN";
        if (tokens[0].is("IN") || tokens[0].is("OUT") || tokens[0].is("INOUT"))
            p.mode = toUpper(tokens[at++].text);
        if (tokens[at].kind != mysql::TokenKind::Word && tokens[at].kind != mysql::TokenKind::QuotedName)
            throw Unsupported("a parameter was not understood");
        p.source = mysql::unquoteName(tokens[at].text);
        p.name = names.spelled(p.source);
        p.type = typeOf(std::string_view(text).substr(tokens[at].end()), options);
        all.push_back(std::move(p));
    }
    return all;
}

std::string signature(const std::vector<Parameter>& parameters, int resultSets) {
    std::string out;
    const auto add = [&](const std::string& text) {
        out += (out.empty() ? "" : ", ") + text;
    };
    for (const Parameter& p : parameters)
        add((p.mode == "IN" ? "" : p.mode + " ") + pg::quoteIdentifier(p.name) + " " + p.type.sql);
    for (int i = 1; i <= resultSets; ++i)
        add(fmt::format("INOUT result_{0} refcursor DEFAULT 'result_{0}'", i));
    return out;
}

class RoutineConverter {
public:
    explicit RoutineConverter(TargetModel& model) : model_(model), names_(model.routineNames) {}

    std::vector<Conversion> all() {
        registerFunctions();
        // A function that falls out takes with it those that call it: go round until none falls. So does a
        // procedure that gives its callers' rows: go round until all of them are known.
        int rounds = 0;
        for (bool again = true; again;) {
            done_.clear();
            again = false;
            callers_ = false;
            const auto known = model_.procedures;
            for (std::size_t i = 0; i < names_.size() && !again; ++i) {
                done_.push_back(convert(model_.catalog->routines[i], names_[i]));
                if (done_.back().verdict == Verdict::Manual)
                    again = forget(names_[i], model_.catalog->routines[i].schema);
            }
            again = again || (callers_ && model_.procedures != known && ++rounds < kCallDepth);
        }
        return std::move(done_);
    }

private:
    void registerFunctions() {
        for (std::size_t i = 0; i < names_.size(); ++i) {
            const Routine& routine = model_.catalog->routines[i];
            if (routine.kind != Routine::Kind::Function)
                continue;
            try {
                const auto options = optionsOf(routine.sqlMode);
                TargetFunction f{
                    model_.names.schema(routine.schema),   names_[i], routine.schema, routine.name,
                    typeOf(routine.returns, options).kind, {}};
                for (const Parameter& p : parametersOf(routine, options, model_.names))
                    f.parameters.emplace_back(p.type.kind, p.type.sql);
                model_.functions.push_back(std::move(f));
            } catch (const Unsupported&) {
                continue; // convert() tells the reason
            }
        }
    }

    void remember(const Routine& routine, const std::vector<Parameter>& parameters, int resultSets) {
        TargetProcedure p{routine.schema, routine.name, {}, resultSets};
        for (const Parameter& one : parameters)
            p.parameters.push_back({one.name, one.mode, one.type.sql, one.type.kind});
        const auto [place, isNew] =
            places_.try_emplace({p.sourceSchema, p.sourceName}, model_.procedures.size());
        if (isNew)
            model_.procedures.emplace_back();
        model_.procedures[place->second] = std::move(p);
    }

    bool forget(const std::string& name, const std::string& schema) {
        const auto size = model_.functions.size();
        std::erase_if(model_.functions,
                      [&](const TargetFunction& f) { return f.name == name && f.sourceSchema == schema; });
        return model_.functions.size() < size;
    }

    Conversion convert(const Routine& routine, const std::string& name) {
        Conversion conversion;
        conversion.kind = routine.kind == Routine::Kind::Function ? "function" : "procedure";
        conversion.schema = routine.schema;
        conversion.name = routine.name;
        conversion.source = routine.source.empty() ? routine.body : routine.source;
        conversion.place = routine.place;
        Notes notes(routine.schema.empty() ? routine.name : routine.schema + "." + routine.name,
                    routine.place);
        std::string text, reason;
        try {
            text = statement(routine, name, notes);
        } catch (const Unsupported& refusal) {
            reason = refusal.what();
            notes.add("mysql.routine_manual", {{"reason", "Not converted: " + reason + "."}});
        }
        conversion.obstacles = notes.take();
        conversion.parts.push_back(
            {ScriptPhase::Routines,
             reason.empty() ? text : commented("Manual: " + reason + "\n" + conversion.source)});
        finish(conversion, !reason.empty());
        return conversion;
    }

    std::string statement(const Routine& routine, const std::string& name, Notes& notes) {
        ProgramContext context;
        context.options = optionsOf(routine.sqlMode);
        context.schema = routine.schema;
        const bool function = routine.kind == Routine::Kind::Function;
        context.kind = function ? ProgramContext::Kind::Function : ProgramContext::Kind::Procedure;
        const auto parameters = parametersOf(routine, context.options, model_.names);
        for (const Parameter& p : parameters) {
            if (p.mode == "OUT" && model_.options.targetVersion < kOutSince)
                throw Unsupported("OUT parameters of procedures came with PostgreSQL 14");
            rewrite::Sql sql;
            sql.text = pg::quoteIdentifier(p.name);
            sql.kind = p.type.kind;
            context.scope.variables[toLower(p.source)] = sql;
        }
        if (function) {
            const MappedType type = typeOf(routine.returns, context.options);
            context.returns = type.kind;
            context.returnType = type.sql;
        }
        const ProgramBody body = convertBody(routine.body, context, model_);
        for (const auto& [id, names] : body.remarks)
            notes.add(id, {{"names", join({names.begin(), names.end()}, ", ")}});
        if (body.resultSets > 0)
            notes.add("mysql.result_set",
                      {{"reason", fmt::format("Queries that return rows: {}; each has a refcursor parameter.",
                                              body.resultSets)}});
        callers_ = callers_ || body.calls;
        if (!function)
            remember(routine, parameters, body.resultSets);
        notes.add("mysql.routine_rewrite", {{"reason", "The body is rewritten in PL/pgSQL."}});
        const std::string head = fmt::format("CREATE {} {}({})", function ? "FUNCTION" : "PROCEDURE",
                                             pg::qualified(model_.names.schema(routine.schema), name),
                                             signature(parameters, body.resultSets));
        const std::string result = function ? " RETURNS " + context.returnType : "";
        const std::string volatility = function && !body.writes ? " STABLE" : "";
        return fmt::format("{}{}\nLANGUAGE plpgsql{} AS {};\n", head, result, volatility,
                           pg::dollarQuote("\n" + body.text + "\n"));
    }

    TargetModel& model_;
    const std::vector<std::string>& names_;
    std::vector<Conversion> done_;
    std::map<std::pair<std::string, std::string>, std::size_t> places_; ///< in the model's procedures
    bool callers_ = false; ///< a routine of this round calls another
};

} // namespace

std::vector<Conversion> convertRoutines(TargetModel& model) {
    return RoutineConverter(model).all();
}

} // namespace causeway
