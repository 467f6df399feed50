// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"
#include "core/collect/live/rows.h"
#include "core/collect/mysql/catalog_builder.h"

#include <algorithm>

namespace causeway::mysql {
namespace {

using live::Rows;

/// "EVERY 1 DAY STARTS '2026-01-01 00:00:00'" or "AT '2026-01-01 00:00:00'".
std::string scheduleOf(const Rows& rows, std::size_t i) {
    const auto text = [&](std::string_view name) {
        return rows.text(i, rows.column(name));
    };
    if (text("event_type") == "ONE TIME")
        return "AT '" + text("execute_at") + "'";
    const std::string value = text("interval_value");
    const bool number = !value.empty() && value.find_first_not_of("0123456789") == std::string::npos;
    const bool quotedAlready = value.starts_with('\'');
    std::string schedule =
        "EVERY " + (number || quotedAlready ? value : "'" + value + "'") + " " + text("interval_field");
    if (const auto starts = text("starts"); !starts.empty())
        schedule += " STARTS '" + starts + "'";
    if (const auto ends = text("ends"); !ends.empty())
        schedule += " ENDS '" + ends + "'";
    return schedule;
}

} // namespace

void CatalogBuilder::addViews(const ProbeResult& answer) {
    const Rows rows(answer);
    const auto text = [&](std::size_t i, std::string_view name) {
        return rows.text(i, rows.column(name));
    };
    for (std::size_t i = 0; i < rows.size(); ++i) {
        View view;
        view.schema = text(i, "table_schema");
        view.name = text(i, "table_name");
        view.select = text(i, "view_definition");
        view.definer = text(i, "definer");
        view.security = text(i, "security_type");
        view.algorithm = text(i, "algorithm");
        if (const auto check = text(i, "check_option"); check != "NONE")
            view.checkOption = check;
        catalog_.views.push_back(std::move(view));
    }
}

void CatalogBuilder::addRoutines(const ProbeResult& answer) {
    const Rows rows(answer);
    const auto text = [&](std::size_t i, std::string_view name) {
        return rows.text(i, rows.column(name));
    };
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const std::string type = text(i, "routine_type");
        if (type != "FUNCTION" && type != "PROCEDURE") {
            catalog_.unparsed.push_back({{},
                                         printable(text(i, "routine_schema") + "." + text(i, "routine_name")),
                                         "a " + toLower(type) + " is not read"});
            continue;
        }
        Routine routine;
        routine.schema = text(i, "routine_schema");
        routine.name = text(i, "routine_name");
        routine.kind = type == "FUNCTION" ? Routine::Kind::Function : Routine::Kind::Procedure;
        routine.returns = routine.kind == Routine::Kind::Function ? text(i, "dtd_identifier") : std::string();
        routine.body = text(i, "routine_definition");
        routine.definer = text(i, "definer");
        routine.security = text(i, "security_type");
        routine.sqlMode = text(i, "sql_mode");
        routine.characteristics["DETERMINISTIC"] = text(i, "is_deterministic");
        routine.characteristics["DATA ACCESS"] = text(i, "sql_data_access");
        if (const auto comment = text(i, "routine_comment"); !comment.empty())
            routine.characteristics["COMMENT"] = comment;
        catalog_.routines.push_back(std::move(routine));
    }
}

void CatalogBuilder::addParameters(const ProbeResult& answer) {
    const Rows rows(answer);
    const auto text = [&](std::size_t i, std::string_view name) {
        return rows.text(i, rows.column(name));
    };
    std::map<std::pair<Key, Routine::Kind>, Routine*> routines;
    for (auto& routine : catalog_.routines)
        routines[{{routine.schema, routine.name}, routine.kind}] = &routine;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const auto kind =
            text(i, "routine_type") == "FUNCTION" ? Routine::Kind::Function : Routine::Kind::Procedure;
        const auto it = routines.find({{text(i, "routine_schema"), text(i, "routine_name")}, kind});
        if (it == routines.end())
            continue;
        const std::string mode =
            kind == Routine::Kind::Procedure ? text(i, "parameter_mode") + " " : std::string();
        auto& parameters = it->second->parameters;
        parameters += (parameters.empty() ? "" : ", ") + mode + "`" +
                      replaceAll(text(i, "parameter_name"), "`", "``") + "` " + text(i, "dtd_identifier");
    }
}

void CatalogBuilder::addTriggers(const ProbeResult& answer) {
    const Rows rows(answer);
    const auto text = [&](std::size_t i, std::string_view name) {
        return rows.text(i, rows.column(name));
    };
    for (std::size_t i = 0; i < rows.size(); ++i) {
        Trigger trigger;
        trigger.schema = text(i, "trigger_schema");
        trigger.name = text(i, "trigger_name");
        trigger.table = text(i, "event_object_table");
        trigger.timing = text(i, "action_timing");
        trigger.event = text(i, "event_manipulation");
        trigger.body = text(i, "action_statement");
        trigger.definer = text(i, "definer");
        trigger.sqlMode = text(i, "sql_mode");
        if (!catalog_.triggers.empty()) {
            const Trigger& before = catalog_.triggers.back();
            if (before.schema == trigger.schema && before.table == trigger.table &&
                before.timing == trigger.timing && before.event == trigger.event)
                trigger.order = "FOLLOWS " + before.name;
        }
        catalog_.triggers.push_back(std::move(trigger));
    }
}

void CatalogBuilder::addEvents(const ProbeResult& answer) {
    const Rows rows(answer);
    const auto text = [&](std::size_t i, std::string_view name) {
        return rows.text(i, rows.column(name));
    };
    for (std::size_t i = 0; i < rows.size(); ++i) {
        ScheduledEvent event;
        event.schema = text(i, "event_schema");
        event.name = text(i, "event_name");
        event.schedule = scheduleOf(rows, i);
        event.body = text(i, "event_definition");
        event.definer = text(i, "definer");
        event.enabled = text(i, "status") == "ENABLED";
        catalog_.events.push_back(std::move(event));
    }
}

} // namespace causeway::mysql
