// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/rule_context.h"

#include "core/base/text.h"
#include "core/base/units.h"

#include <array>
#include <cmath>

namespace causeway {
namespace {

/// Units of PostgreSQL's own memory settings where pg_settings was not read (SHOW ALL gives text with units).
constexpr std::array<std::pair<std::string_view, double>, 8> kSettingUnits{{
    {"shared_buffers", 8 * kKiB},
    {"effective_cache_size", 8 * kKiB},
    {"wal_buffers", 8 * kKiB},
    {"temp_buffers", 8 * kKiB},
    {"work_mem", kKiB},
    {"maintenance_work_mem", kKiB},
    {"max_wal_size", kMiB},
    {"max_slot_wal_keep_size", kMiB},
}};

std::optional<Instant> sourceTime(const Snapshot& snapshot, std::string_view id) {
    const Source* source = snapshot.source(id);
    return source ? std::optional(source->captured) : std::nullopt;
}

/// A value that arithmetic can use: "inf" and "nan" in a hostile file count as not given.
std::optional<double> finite(std::optional<double> value) {
    return value && std::isfinite(*value) ? value : std::nullopt;
}

} // namespace

std::string RuleContext::variableName(std::string_view names) const {
    const auto all = split(names, '|');
    for (const auto name : all)
        if (server.variables.contains(std::string(name)))
            return std::string(name);
    return std::string(all.front());
}

std::optional<std::string> RuleContext::variable(std::string_view names) const {
    return server.variable(variableName(names));
}

std::optional<double> RuleContext::number(std::string_view names) const {
    return finite(server.variableNumber(variableName(names)));
}

bool RuleContext::variableIs(std::string_view names, std::initializer_list<std::string_view> wanted) const {
    const auto value = variable(names);
    if (!value)
        return false;
    for (const auto word : wanted)
        if (equalsIgnoreCase(trim(*value), word))
            return true;
    return false;
}

std::optional<double> RuleContext::settingBytes(std::string_view name) const {
    const auto text = server.variable(name);
    if (!text)
        return std::nullopt;
    double value = 0;
    if (!parseNumber(trim(*text), value))
        return parseBytes(*text);
    if (value < 0)
        return value;
    if (const auto* settings = server.probe("pg.settings"))
        for (std::size_t row = 0; row < settings->rows.size(); ++row)
            if (settings->value(row, "name") == name)
                if (const auto unit = settings->value(row, "unit"))
                    if (const auto factor =
                            parseBytes(unit->empty() || (*unit)[0] > '9' ? "1" + *unit : *unit))
                        return value * *factor;
    for (const auto& [known, factor] : kSettingUnits)
        if (known == name)
            return value * factor;
    return value;
}

std::optional<double> RuleContext::counter(std::string_view names) const {
    for (const auto name : split(names, '|'))
        if (const auto value = finite(server.counter(name)))
            return value;
    return std::nullopt;
}

std::optional<ServerEvidence::Rate> RuleContext::rate(std::string_view names) const {
    for (const auto name : split(names, '|'))
        if (const auto value = server.rate(name); value && std::isfinite(value->perSecond))
            return value;
    return std::nullopt;
}

std::optional<bool> RuleContext::isReplica() const {
    const auto* probe = server.probe("mysql.replica_status");
    if (!probe || probe->state != ProbeResult::State::Answered)
        return std::nullopt;
    return !probe->rows.empty();
}

std::optional<Figure> RuleContext::ram() const {
    if (server.host.ramBytes) {
        const auto source = server.host.sources.empty() ? std::string() : server.host.sources.front();
        return Figure{*server.host.ramBytes,
                      Confidence::Measured,
                      {label("ram"), words.bytes(*server.host.ramBytes), {}, sourceTime(snapshot, source)}};
    }
    if (const auto value = criteria.number("ram"))
        return Figure{
            *value,
            Confidence::Inferred,
            {label("ram"), words.phrase("from_interview", {{"value", words.bytes(*value)}}), {}, {}}};
    return std::nullopt;
}

std::optional<Figure> RuleContext::cpus() const {
    if (server.host.cpus)
        return Figure{double(*server.host.cpus),
                      Confidence::Measured,
                      {label("cpus"), words.number(*server.host.cpus), {}, {}}};
    if (const auto value = criteria.number("cpus"))
        return Figure{
            *value,
            Confidence::Inferred,
            {label("cpus"), words.phrase("from_interview", {{"value", words.number(*value)}}), {}, {}}};
    return std::nullopt;
}

std::optional<double> RuleContext::innodbBytes() const {
    if (!server.catalog)
        return std::nullopt;
    std::optional<double> sum;
    for (const auto& table : server.catalog->tables)
        if (equalsIgnoreCase(table.engine, "InnoDB") && table.dataBytes)
            sum = sum.value_or(0) + double(*table.dataBytes) + double(table.indexBytes.value_or(0));
    return sum;
}

EvidenceLine RuleContext::variableLine(std::string_view names) const {
    const auto name = variableName(names);
    EvidenceLine line{name, server.variable(name).value_or(words.phrase("absent")), {}, {}};
    if (line.value.empty())
        line.value = "''";
    if (const auto* probe = server.probe(server.variablesProbe)) {
        line.at = probe->at;
        for (std::size_t row = 0; row < probe->rows.size(); ++row)
            if (!probe->rows[row].empty() && probe->rows[row].front() &&
                equalsIgnoreCase(*probe->rows[row].front(), name)) {
                line.ref = EvidenceRef{server.id, probe->id, int(row)};
                return line;
            }
        line.ref = EvidenceRef{server.id, probe->id, -1};
    }
    return line;
}

EvidenceLine RuleContext::statusLine(std::string lineLabel, std::string value) const {
    EvidenceLine line{std::move(lineLabel), std::move(value), {}, {}};
    if (!server.status.empty())
        line.at = server.status.back().at;
    for (const auto& probe : server.probes)
        if (probe.id.ends_with(".status") || probe.id == "status")
            line.ref = EvidenceRef{server.id, probe.id, -1};
    return line;
}

EvidenceLine RuleContext::counterLine(std::string_view names) const {
    for (const auto name : split(names, '|'))
        if (const auto value = server.counter(name))
            return statusLine(std::string(name), words.number(*value));
    return statusLine(std::string(split(names, '|').front()), words.phrase("absent"));
}

std::string RuleContext::span(const ServerEvidence::Rate& r) const {
    return words.phrase(r.sinceBoot ? "since_boot" : "over", {{"span", words.seconds(r.overSeconds)}});
}

EvidenceLine RuleContext::rateLine(std::string_view names) const {
    for (const auto name : split(names, '|'))
        if (const auto r = server.rate(name))
            return statusLine(
                std::string(name),
                words.phrase("rate", {{"rate", words.number(r->perSecond, r->perSecond < 10 ? 2 : 0)},
                                      {"span", span(*r)}}));
    return counterLine(names);
}

EvidenceLine RuleContext::probeLine(std::string lineLabel, std::string value, std::string_view probe,
                                    int row) const {
    EvidenceLine line{
        std::move(lineLabel), std::move(value), EvidenceRef{server.id, std::string(probe), row}, {}};
    if (const auto* result = server.probe(probe))
        line.at = result->at;
    return line;
}

/// The probe that reads tables, or the dump that they come from.
EvidenceLine RuleContext::catalogLine(std::string lineLabel, std::string value) const {
    EvidenceLine line{std::move(lineLabel), std::move(value), {}, sourceTime(snapshot, server.catalogSource)};
    for (const auto& probe : server.probes)
        if (probe.id.ends_with(".catalog.tables")) {
            line.ref = EvidenceRef{server.id, probe.id, -1};
            return line;
        }
    if (snapshot.source(server.catalogSource))
        line.ref = EvidenceRef{server.id, {}, -1, server.catalogSource};
    return line;
}

/// The probe that reads the counters, or the log.
EvidenceLine RuleContext::workloadLine(std::string lineLabel, std::string value) const {
    EvidenceLine line{std::move(lineLabel), std::move(value), {}, {}};
    if (!server.workload)
        return line;
    const auto& origin = server.workload->origin;
    line.at = server.workload->last;
    const std::string_view counters = origin == "performance_schema"   ? "mysql.digests"
                                      : origin == "pg_stat_statements" ? "pg.statements"
                                                                       : "";
    if (!counters.empty() && server.probe(counters)) {
        line.ref = EvidenceRef{server.id, std::string(counters), -1};
        return line;
    }
    const auto kind = replaceAll(toLower(origin), " ", "-"); // as the sources of logs name it
    for (const auto& source : snapshot.sources)
        if (source.kind == kind) {
            line.ref = EvidenceRef{server.id, {}, -1, source.id};
            break;
        }
    return line;
}

} // namespace causeway
