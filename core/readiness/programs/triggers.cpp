// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"
#include "core/readiness/programs/program_body.h"
#include "core/readiness/programs/programs.h"
#include "core/sql/postgresql/quote.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <list>
#include <map>
#include <utility>

namespace causeway {

namespace {

using rewrite::Unsupported;

using Moment = std::array<std::string, 4>; ///< table, timing and event, without regard to case

Moment momentOf(const Trigger& trigger) {
    return {toLower(trigger.schema), toLower(trigger.table), toLower(trigger.timing), toLower(trigger.event)};
}

/// MySQL's order: as created, but FOLLOWS and PRECEDES move a trigger beside another of its moment.
std::vector<const Trigger*> inOrder(const std::vector<Trigger>& triggers) {
    std::list<const Trigger*> order;
    std::map<std::pair<Moment, std::string>, std::list<const Trigger*>::iterator>
        placed; // names in lower case
    for (const Trigger& trigger : triggers) {
        const Moment moment = momentOf(trigger);
        const auto blank = trigger.order.find(' ');
        auto at = order.end();
        if (blank != std::string::npos) {
            const auto other = mysql::unquoteName(trim(std::string_view(trigger.order).substr(blank)));
            if (const auto found = placed.find({moment, toLower(other)}); found != placed.end())
                at = toUpper(trigger.order).starts_with("FOLLOWS") ? std::next(found->second) : found->second;
        }
        placed.emplace(std::pair(moment, toLower(trigger.name)), order.insert(at, &trigger));
    }
    return {order.begin(), order.end()};
}

class TriggerConverter {
public:
    explicit TriggerConverter(TargetModel& model) : model_(model), order_(inOrder(model.catalog->triggers)) {
        for (const Trigger* trigger : order_)
            places_[trigger] = ++counts_[momentOf(*trigger)];
    }

    std::vector<Conversion> all() {
        std::vector<Conversion> done;
        for (const Trigger* trigger : order_)
            done.push_back(convert(*trigger));
        return done;
    }

private:
    Conversion convert(const Trigger& trigger) {
        Conversion conversion;
        conversion.kind = "trigger";
        conversion.schema = trigger.schema;
        conversion.name = trigger.name;
        conversion.source = trigger.source.empty() ? trigger.body : trigger.source;
        conversion.place = trigger.place;
        Notes notes(trigger.schema.empty() ? trigger.name : trigger.schema + "." + trigger.name,
                    trigger.place);
        std::string text, reason;
        try {
            text = statements(trigger, notes);
        } catch (const Unsupported& refusal) {
            reason = refusal.what();
            notes.add("mysql.trigger_manual", {{"reason", "Not converted: " + reason + "."}});
        }
        conversion.obstacles = notes.take();
        conversion.parts.push_back(
            {ScriptPhase::Triggers,
             reason.empty() ? text : commented("Manual: " + reason + "\n" + conversion.source)});
        finish(conversion, !reason.empty());
        return conversion;
    }

    std::string statements(const Trigger& trigger, Notes& notes) {
        const TargetTable* table = model_.table(trigger.schema, trigger.table);
        if (!table)
            throw Unsupported("table " + printable(trigger.table, 64) + " was not found");
        const std::string timing = toUpper(trigger.timing), event = toUpper(trigger.event);
        if ((timing != "BEFORE" && timing != "AFTER") ||
            (event != "INSERT" && event != "UPDATE" && event != "DELETE"))
            throw Unsupported("the trigger's moment was not understood");
        ProgramContext context;
        context.kind = ProgramContext::Kind::Trigger;
        context.schema = trigger.schema;
        context.table = table;
        context.options.mode = mysql::parseSqlMode(trigger.sqlMode);
        context.ending = timing == "AFTER"   ? "RETURN NULL;"
                         : event == "DELETE" ? "RETURN OLD;"
                                             : "RETURN NEW;";
        for (const std::string_view row : {"OLD", "NEW"}) {
            if ((row == "OLD" && event == "INSERT") || (row == "NEW" && event == "DELETE"))
                continue;
            rewrite::Source source = rewrite::tableSource(*table);
            source.schema.clear();
            source.name = source.printed = std::string(row);
            for (auto& column : source.columns)
                column.nullable = column.nullable || timing == "BEFORE";
            context.scope.sources.push_back(std::move(source));
        }
        const ProgramBody body = convertBody(trigger.body, context, model_);
        for (const auto& [id, names] : body.remarks)
            notes.add(id, {{"names", join({names.begin(), names.end()}, ", ")}});
        const std::string name = orderedName(trigger, *table, notes);
        const std::string function = pg::qualified(model_.names.schema(trigger.schema),
                                                   model_.names.functions(trigger.schema).take(trigger.name));
        return fmt::format("CREATE FUNCTION {0}() RETURNS trigger\nLANGUAGE plpgsql AS {1};\n"
                           "CREATE TRIGGER {2} {3} {4} ON {5}\nFOR EACH ROW EXECUTE FUNCTION {0}();\n",
                           function, pg::dollarQuote("\n" + body.text + "\n"), pg::quoteIdentifier(name),
                           timing, event, table->qualified());
    }

    /// PostgreSQL fires triggers of one moment by name: several get a number in front.
    std::string orderedName(const Trigger& trigger, const TargetTable& table, Notes& notes) {
        const bool several = counts_.at(momentOf(trigger)) > 1;
        const std::string name =
            model_.names.triggers(table.label())
                .take(several ? fmt::format("t{:03}_{}", places_.at(&trigger), trigger.name) : trigger.name);
        if (several)
            notes.add("mysql.trigger_order", {{"names", trigger.name + " to " + name}});
        model_.names.changed("trigger", table.label(), trigger.name, name);
        return name;
    }

    TargetModel& model_;
    std::vector<const Trigger*> order_;
    std::map<Moment, int> counts_;         ///< how many triggers a moment has
    std::map<const Trigger*, int> places_; ///< of each among those of its moment, from 1
};

/// A pg_cron expression for EVERY n unit where there is one; else empty.
std::string cronExpression(const std::string& schedule) {
    const auto tokens = mysql::tokenize(schedule);
    long long n = 0;
    if (tokens.size() < 3 || !tokens[0].is("EVERY") || !parseNumber(tokens[1].text, n) || n < 1)
        return {};
    const std::string unit = toUpper(tokens[2].text);
    if (unit == "MINUTE" && n < 60 && 60 % n == 0)
        return n == 1 ? "* * * * *" : fmt::format("*/{} * * * *", n);
    if (unit == "HOUR" && n < 24 && 24 % n == 0)
        return n == 1 ? "0 * * * *" : fmt::format("0 */{} * * *", n);
    if (unit == "DAY" && n == 1)
        return "0 0 * * *";
    if (unit == "WEEK" && n == 1)
        return "0 0 * * 0";
    if (unit == "MONTH" && n == 1)
        return "0 0 1 * *";
    return {};
}

Conversion convertEvent(const ScheduledEvent& event, TargetModel& model) {
    Conversion conversion;
    conversion.kind = "event";
    conversion.schema = event.schema;
    conversion.name = event.name;
    conversion.source = event.source.empty() ? event.body : event.source;
    conversion.place = event.place;
    Notes notes(event.schema.empty() ? event.name : event.schema + "." + event.name, event.place);
    std::string text, reason;
    try {
        ProgramContext context;
        context.kind = ProgramContext::Kind::Event;
        context.schema = event.schema;
        const ProgramBody body = convertBody(event.body, context, model);
        for (const auto& [id, names] : body.remarks)
            notes.add(id, {{"names", join({names.begin(), names.end()}, ", ")}});
        const std::string taken = model.names.functions(event.schema).take(event.name);
        model.names.changed("event", event.schema, event.name, taken);
        const std::string name = pg::qualified(model.names.schema(event.schema), taken);
        const std::string cron = cronExpression(event.schedule);
        text = fmt::format("CREATE PROCEDURE {}()\nLANGUAGE plpgsql AS {};\n", name,
                           pg::dollarQuote("\n" + body.text + "\n"));
        text += commented(
            fmt::format("Schedule on MySQL: {}{}\nWith pg_cron: SELECT cron.schedule({}, {}, {});",
                        event.schedule, event.enabled ? "" : " (disabled)", pg::quoteLiteral(event.name),
                        pg::quoteLiteral(cron.empty() ? "minute hour day month weekday" : cron),
                        pg::quoteLiteral("CALL " + name + "()")));
        notes.add("mysql.event", {{"reason", "The job is a procedure; its schedule (" + event.schedule +
                                                 ") is in a comment."}});
    } catch (const Unsupported& refusal) {
        reason = refusal.what();
        notes.add("mysql.event_manual", {{"reason", "Not converted: " + reason + "."}});
    }
    conversion.obstacles = notes.take();
    conversion.parts.push_back(
        {ScriptPhase::Events,
         reason.empty() ? text : commented("Manual: " + reason + "\n" + conversion.source)});
    finish(conversion, !reason.empty());
    return conversion;
}

} // namespace

std::vector<Conversion> convertTriggers(TargetModel& model) {
    return TriggerConverter(model).all();
}

std::vector<Conversion> convertEvents(TargetModel& model) {
    std::vector<Conversion> done;
    for (const ScheduledEvent& event : model.catalog->events)
        done.push_back(convertEvent(event, model));
    return done;
}

} // namespace causeway
