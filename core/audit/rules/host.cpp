// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/families.h"
#include "core/audit/rule_helpers.h"
#include "core/base/text.h"

#include <fmt/format.h>

namespace causeway {
namespace {

std::optional<std::string> setting(const RuleContext& c, const char* name) {
    const auto it = c.server.host.settings.find(name);
    return it == c.server.host.settings.end() ? std::nullopt : std::optional(it->second);
}

RuleVerdict unknown(const RuleContext& c, const char* name) {
    return notAssessed(c.words.phrase("need_host_setting", {{"name", name}}));
}

RuleVerdict swappiness(const RuleContext& c) {
    const auto text = setting(c, "vm.swappiness");
    double value = 0;
    if (!text || !parseNumber(trim(*text), value))
        return unknown(c, "vm.swappiness");
    if (value <= c.limit("most"))
        return passed();
    Draft d{Severity::Low};
    d.holes = {{"value", *text}};
    d.evidence = {{"vm.swappiness", *text, {}, {}}};
    return found(d);
}

RuleVerdict hugePages(const RuleContext& c) {
    const auto text = setting(c, "transparent_hugepage");
    if (!text)
        return unknown(c, "transparent_hugepage");
    if (*text != "always" && text->find("[always]") == std::string::npos)
        return passed();
    Draft d{Severity::Low};
    d.evidence = {{"transparent_hugepage", *text, {}, {}}};
    return found(d);
}

RuleVerdict fileSystem(const RuleContext& c) {
    const auto* fs = dataFilesystem(c);
    if (!fs)
        return askFor(c);
    const auto type = toLower(fs->type);
    const bool memory = type == "tmpfs" || type == "ramfs";
    if (!memory && !type.starts_with("nfs") && type != "ext3" && type != "cifs" && type != "vfat")
        return type.empty() ? askFor(c) : passed();
    Draft d{memory ? Severity::Critical : Severity::Medium};
    d.variant = memory ? "memory" : type.starts_with("nfs") || type == "cifs" ? "network" : "";
    d.holes = {{"type", fs->type}, {"mount", fs->mount}};
    d.evidence = {{fs->mount, fs->type, {}, {}}, c.variableLine("datadir|data_directory")};
    return found(d);
}

/// With its memory on several nodes, one node can swap while the other is half empty.
RuleVerdict numa(const RuleContext& c) {
    const auto text = setting(c, "numa_nodes");
    double nodes = 0;
    if (!text || !parseNumber(trim(*text), nodes))
        return unknown(c, "numa_nodes");
    const auto ram = c.ram();
    if (nodes < 2 || (ram && ram->value <= c.limit("bytes")))
        return passed();
    if (!ram)
        return notAssessed(c.words.phrase("need_ram"));
    if (c.on("innodb_numa_interleave"))
        return passed();
    Draft d{Severity::Low};
    d.variant = c.server.variables.contains("innodb_numa_interleave") ? "" : "start";
    d.holes = {{"nodes", c.words.number(nodes)}};
    d.evidence = {{"NUMA node(s)", *text, {}, {}}, ram->line, c.variableLine("innodb_numa_interleave")};
    return found(d);
}

RuleVerdict swapping(const RuleContext& c) {
    double known = 0, busy = 0;
    for (const auto& sample : c.server.host.samples) {
        known += sample.swapInPerSecond.has_value();
        busy += sample.swapInPerSecond.value_or(0) > c.limit("pages");
    }
    if (known < c.limit("samples"))
        return askFor(c);
    if (busy / known <= c.limit("share"))
        return passed();
    Draft d{Severity::High};
    d.holes = {{"ratio", c.words.percent(busy / known)}};
    d.evidence = {{c.label("swapping"),
                   fmt::format("{} / {} = {}", c.words.number(busy), c.words.number(known),
                               c.words.percent(busy / known)),
                   {},
                   c.server.host.samples.back().at}};
    return found(d);
}

} // namespace

std::vector<Rule> hostRules() {
    return {
        {.id = "os.swappiness", .needs = {.host = true}, .check = swappiness},
        {.id = "os.thp", .needs = {.host = true}, .check = hugePages},
        {.id = "os.fs", .needs = {.host = true}, .check = fileSystem},
        {.id = "os.numa", .engines = kMySqlFamily, .needs = {.host = true}, .check = numa},
        {.id = "os.swapping", .check = swapping},
    };
}

} // namespace causeway
