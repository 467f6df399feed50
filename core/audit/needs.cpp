// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/needs.h"

#include "core/base/text.h"

#include <algorithm>

namespace causeway {
namespace {

/// A list this long is a whole SHOW GLOBAL VARIABLES or STATUS, not an extract: what it lacks, the server
/// lacks.
constexpr std::size_t kWholeList = 100;

std::string shown(std::string_view names) {
    return replaceAll(std::string(names), "|", " / ");
}

/// The verdict for a variable or counter that a list does not hold.
RuleVerdict absent(const RuleContext& context, std::string_view names, std::size_t listed,
                   std::string_view given) {
    if (listed >= kWholeList)
        return notApplicable(context.words.phrase("no_such_variable", {{"name", shown(names)}}));
    return notAssessed(context.words.phrase(given, {{"name", shown(names)}}));
}

std::optional<RuleVerdict> missingVariables(const RuleContext& context,
                                            const std::vector<std::string_view>& needed) {
    const auto& have = context.server.variables;
    for (const auto names : needed) {
        const auto all = split(names, '|');
        if (std::any_of(all.begin(), all.end(), [&](auto name) { return have.contains(std::string(name)); }))
            continue;
        if (have.empty())
            return notAssessed(
                context.words.phrase(context.postgresql() ? "need_settings" : "need_variables"));
        return absent(context, names, have.size(), "need_variable");
    }
    return std::nullopt;
}

std::optional<RuleVerdict> missingNumbers(const RuleContext& context, const Rule& rule) {
    if (auto verdict = missingVariables(context, rule.needs.numbers))
        return verdict;
    for (const auto names : rule.needs.numbers)
        if (!context.number(names))
            return notAssessed(context.words.phrase(
                "need_number", {{"name", context.variableName(names)},
                                {"value", printable(context.variable(names).value_or(""))}}));
    return std::nullopt;
}

std::optional<RuleVerdict> missingStatus(const RuleContext& context, const Rule& rule) {
    for (const auto names : rule.needs.status) {
        if (context.counter(names))
            continue;
        if (context.server.status.empty())
            return notAssessed(context.words.phrase("need_status"));
        return absent(context, names, context.server.status.back().values.size(), "need_counter");
    }
    if (rule.needs.uptimeSeconds <= 0)
        return std::nullopt;
    const auto uptime = context.counter("uptime");
    if (!uptime)
        return notAssessed(context.words.phrase(
            context.server.status.empty() ? "need_status" : "need_counter", {{"name", "Uptime"}}));
    if (*uptime < rule.needs.uptimeSeconds)
        return notAssessed(context.words.phrase(
            "need_uptime", {{"uptime", context.words.seconds(*uptime)},
                            {"least", context.words.seconds(rule.needs.uptimeSeconds)}}));
    return std::nullopt;
}

std::optional<RuleVerdict> missingProbe(const RuleContext& context, std::string_view id) {
    const ProbeResult* probe = context.server.probe(id);
    const Holes holes{{"probe", std::string(id)},
                      {"message", probe ? printable(probe->message) : std::string()},
                      {"grant", context.facts.grantFor(id, context.server.engine)}};
    if (!probe)
        return notAssessed(context.words.phrase("need_probe", holes));
    switch (probe->state) {
    case ProbeResult::State::Answered:
        return std::nullopt;
    case ProbeResult::State::Denied:
        return notAssessed(context.words.phrase("probe_denied", holes));
    case ProbeResult::State::Absent:
        return notApplicable(context.words.phrase("probe_absent", holes));
    case ProbeResult::State::Failed:
        break;
    }
    return notAssessed(context.words.phrase("probe_failed", holes));
}

} // namespace

std::optional<RuleVerdict> missingEvidence(const RuleContext& context, const Rule& rule) {
    if (auto verdict = missingVariables(context, rule.needs.variables))
        return verdict;
    if (auto verdict = missingNumbers(context, rule))
        return verdict;
    if (auto verdict = missingStatus(context, rule))
        return verdict;
    for (const auto id : rule.needs.probes) {
        const auto all = split(id, '|');
        const auto answered =
            std::find_if(all.begin(), all.end(), [&](auto one) { return !missingProbe(context, one); });
        if (answered == all.end())
            return missingProbe(context, all.front());
    }
    const auto& server = context.server;
    if ((rule.needs.catalog || rule.needs.sizes) && !server.catalog)
        return notAssessed(context.words.phrase("need_catalog"));
    if (rule.needs.sizes && !server.catalog->totalBytes())
        return notAssessed(context.words.phrase("need_sizes"));
    if (rule.needs.workload && !server.workload)
        return notAssessed(context.words.phrase("need_workload"));
    if (rule.needs.ram && !context.ram())
        return notAssessed(context.words.phrase("need_ram"));
    if (rule.needs.host && server.host.filesystems.empty() && server.host.settings.empty())
        return notAssessed(context.words.phrase("need_host"));
    return std::nullopt;
}

} // namespace causeway
