// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/roadmap/runbook.h"

#include "core/base/resources.h"

#include <algorithm>

namespace causeway::plan {

std::vector<RunbookStep> runbook(const Context& c) {
    const auto copy = c.copySeconds();
    if (!c.migrating || !copy)
        return {};
    static const Json file = resourceJson("roadmap/runbook.en.json");
    const auto window = c.in.criteria.number("cutover_window");
    const double share = file.at("copy_window_share").at("value").get<double>();
    const std::string now = window && *copy <= share * *window ? "copy" : "replicated";
    Words words = c.words;
    words["table_count"] = counted(c.tables, "table");
    const auto language = c.in.criteria.text("app_language");
    words["application"] = "the application" + (language ? " (" + *language + ")" : "");
    std::vector<RunbookStep> steps;
    for (const auto& step : file.at("steps")) {
        if (step.contains("when") && step.at("when").get<std::string>() != now)
            continue;
        const double seconds = step.contains("seconds")
                                   ? std::max(step.at("seconds").get<double>(),
                                              step.value("seconds_per_table", 0.0) * double(c.tables))
                                   : *copy;
        steps.push_back({fill(step.at("text").get<std::string>(), words), step.at("role").get<std::string>(),
                         seconds, fill(step.at("source").get<std::string>(), words)});
    }
    return steps;
}

double runbookSeconds(const Context& c) {
    double sum = 0;
    for (const auto& step : runbook(c))
        sum += step.seconds;
    return sum;
}

} // namespace causeway::plan
