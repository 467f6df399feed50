// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"
#include "core/base/units.h"
#include "core/decision/scoring.h"
#include "core/decision/tables.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace causeway::decision {
namespace {

/// Has the engine it from this version on?
bool hasSafeguard(const Json& safeguard, const Subject& s) {
    const auto it = safeguard.find(std::string(engineName(s.engine)));
    return it != safeguard.end() &&
           s.version >= parseServerVersion(it->at("since").get<std::string>(), s.engine).version;
}

/// The setting by which the server has switched it off; empty when it has not.
std::string switchedOff(const Json& safeguard, const ServerEvidence& server) {
    if (const auto off = safeguard.find("off"); off != safeguard.end())
        for (const auto& [variable, values] : off->items())
            if (const auto set = server.variable(variable))
                for (const auto& v : values)
                    if (equalsIgnoreCase(*set, v.get<std::string>()))
                        return fmt::format("{} is {}", variable, *set);
    return {};
}

/// Objects of the schema that use each feature of the table; features that nothing uses are absent.
std::map<std::string, std::size_t> featuresInUse(const Catalog& catalog) {
    std::map<std::string, std::size_t> used;
    const auto count = [&](const char* feature, std::size_t n) {
        if (n > 0)
            used[feature] += n;
    };
    for (const auto& t : catalog.tables) {
        count("partitions", t.partitioning.has_value());
        count("foreign_keys", t.foreignKeys.size());
        count("system_versioned", t.systemVersioned);
        for (const auto& i : t.indexes) {
            count("fulltext", i.kind == IndexKind::Fulltext);
            count("spatial", i.kind == IndexKind::Spatial);
        }
        for (const auto& column : t.columns) {
            count("json", column.type.name == "json" || column.type.name == "jsonb");
            count("generated", column.generated.has_value());
            count("unsigned", column.type.isUnsigned);
        }
        for (const auto& key : t.foreignKeys) {
            const auto* parent =
                catalog.table(key.refSchema.empty() ? t.schema : key.refSchema, key.refTable);
            count("partitioned_references", t.partitioning || (parent && parent->partitioning));
        }
    }
    count("events", catalog.events.size());
    count("triggers", catalog.triggers.size());
    count("routines", catalog.routines.size());
    return used;
}

double portable(Verdict v) {
    return v == Verdict::Automatic ? 1 : v == Verdict::Assisted ? value("assisted_share") : 0;
}

/// Share of the workload's time, else of the objects, that runs on PostgreSQL as the readiness found.
CriterionScore portableShare(const Case& c) {
    CriterionScore score;
    if (!c.readiness || (c.readiness->queries.empty() && c.readiness->conversions.empty())) {
        score.reason =
            fmt::format("Not assessed: neither schema nor queries of {} were converted", c.server.id);
        return score;
    }
    std::map<std::string, double> time;
    if (c.server.workload)
        for (const auto& q : c.server.workload->queries)
            time[q.id] = double(q.totalNs);
    double all = 0, runs = 0;
    for (const auto& q : c.readiness->queries)
        if (const auto it = time.find(q.name); it != time.end()) {
            all += it->second;
            runs += it->second * portable(q.verdict);
        }
    if (all > 0)
        return exactly(
            10 * runs / all, Known::Computed,
            fmt::format("{} of the time of {} converted queries is in queries that run on PostgreSQL; "
                        "one to confirm counts half",
                        formatPercent(runs / all), formatNumber(double(c.readiness->queries.size()))),
            {c.readiness->server});
    for (const auto& o : c.readiness->conversions) {
        all += 1;
        runs += portable(o.verdict);
    }
    if (all <= 0) {
        score.reason = fmt::format("Not assessed: no query of {} is known", c.server.id);
        return score;
    }
    return exactly(10 * runs / all, Known::Computed,
                   fmt::format("{} of {} objects convert, one to confirm counts half; the workload's queries "
                               "are not known",
                               formatPercent(runs / all), formatNumber(all)),
                   {c.readiness->server});
}

/// Share of the tables that the cluster can hold: those with a primary key, in InnoDB.
CriterionScore clusterShare(const Case& c, const Subject& s) {
    CriterionScore score;
    if (!c.server.catalog) {
        score.reason = fmt::format("Not assessed: the schema of {} was not read", c.server.id);
        return score;
    }
    std::size_t fit = 0;
    const auto& tables = c.server.catalog->tables;
    for (const auto& t : tables)
        fit += t.primaryKey() && (t.engine.empty() || equalsIgnoreCase(t.engine, "InnoDB"));
    const double share = tables.empty() ? 1 : double(fit) / double(tables.size());
    const auto title = entry(factTable().at("methods"), s.method).at("title").get<std::string>();
    score = exactly(10 * share, Known::Computed,
                    fmt::format("{} of {} tables have a primary key and are InnoDB, as {} asks",
                                formatNumber(double(fit)), formatNumber(double(tables.size())), title),
                    {c.server.id});
    if (s.engine != c.server.engine) {
        score.low = 0;
        score.reason +=
            fmt::format("; the queries of {} were not tried on {}", c.server.id, engineName(s.engine));
    }
    return score;
}

} // namespace

CriterionScore scoreSafeguards(const Case& c, const Subject& s) {
    const auto& list = factTable().at("safeguards");
    if (!s.version.known()) {
        CriterionScore score;
        score.reason = fmt::format("Not assessed: the version of {} is not known", c.server.id);
        return score;
    }
    std::vector<std::string> lacks, evidence;
    for (const auto& safeguard : list) {
        const auto off = s.stays() ? switchedOff(safeguard, c.server) : std::string();
        if (!hasSafeguard(safeguard, s))
            lacks.push_back(safeguard.at("title"));
        else if (!off.empty())
            lacks.push_back(fmt::format("{} ({})", safeguard.at("title").get<std::string>(), off));
        else
            continue;
        evidence.push_back(safeguard.at("source"));
    }
    const auto has = list.size() - lacks.size();
    return exactly(10.0 * double(has) / double(list.size()),
                   s.stays() && !c.server.variables.empty() ? Known::Computed : Known::Fact,
                   lacks.empty() ? fmt::format("All {} safeguards", list.size())
                                 : fmt::format("{} of {} safeguards; lacks {}", has, list.size(),
                                               fmt::join(lacks, "; ")),
                   std::move(evidence));
}

CriterionScore scoreFeatures(const Case& c, const Subject& s) {
    CriterionScore score;
    if (!c.server.catalog) {
        score.reason = fmt::format("Not assessed: the schema of {} was not read", c.server.id);
        return score;
    }
    const auto used = featuresInUse(*c.server.catalog);
    const auto& list = factTable().at("features");
    double sum = 0, weighted = 0;
    std::vector<std::string> gaps, evidence;
    for (const auto& feature : list) {
        const auto it = used.find(feature.at("id"));
        if (it == used.end())
            continue;
        sum += 1;
        // What the server runs today it has, whatever the table says of the engine.
        const double has = s.stays() ? 1 : feature.at(std::string(engineName(s.engine))).get<double>();
        weighted += has;
        if (has < 1) {
            gaps.push_back(fmt::format("{} {}: {}", formatNumber(double(it->second)),
                                       feature.at("title").get<std::string>(),
                                       feature.at("why").get<std::string>()));
            evidence.push_back(feature.at("source"));
        }
    }
    evidence.push_back(c.server.id);
    return exactly(
        sum > 0 ? 10 * weighted / sum : 10, Known::Computed,
        sum == 0 ? fmt::format("The schema uses none of {} features that engines differ in", list.size())
        : gaps.empty() ? fmt::format("Has all {} features in use", formatNumber(sum))
                       : fmt::format("{} features in use; {}", formatNumber(sum), fmt::join(gaps, "; ")),
        std::move(evidence));
}

CriterionScore scoreWorkload(const Case& c, const Subject& s) {
    if (s.stays())
        return exactly(10, Known::Computed, "It runs the work of today", {c.server.id});
    if (s.engine == Engine::PostgreSQL && c.server.engine != Engine::PostgreSQL)
        return portableShare(c);
    if (entry(factTable().at("methods"), s.method).contains("needs") && c.server.engine != Engine::PostgreSQL)
        return clusterShare(c, s);
    CriterionScore score;
    if (s.engine == c.server.engine)
        return {8,
                10,
                Known::Fact,
                "The same engine in a newer series: plans and defaults change, the language stays",
                {"release notes of the series"}};
    score.reason = fmt::format("Not assessed: the queries of {} were not tried on {}", c.server.id,
                               engineName(s.engine));
    return score;
}

} // namespace causeway::decision
