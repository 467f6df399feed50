// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/readiness/workload_queries.h"

#include "core/base/text.h"
#include "core/readiness/convert_query.h"
#include "core/readiness/notes.h"
#include "core/sql/mysql/parser.h"
#include "core/workload/fingerprint.h"

#include <fmt/format.h>

#include <set>

namespace causeway {

namespace {

constexpr std::size_t kFingerprintShown = 160;

/// The statement that stands for a query shape: its example, else its fingerprint where that is a statement
/// of its own; empty when both are cut or folded.
std::string statementOf(const QueryClass& query) {
    for (const std::string& text : {query.sample, query.fingerprint})
        if (!trim(text).empty() && mysql::parseStatement(text))
            return text;
    return {};
}

/// The database that unqualified names belong to: the only one, or any.
std::string onlySchema(const Catalog& catalog) {
    std::string schema = catalog.tables.empty() ? std::string() : catalog.tables.front().schema;
    for (const Table& table : catalog.tables)
        if (table.schema != schema)
            return {};
    return schema;
}

/// A statement of the workload has no place but its name.
void nameObstacles(Conversion& conversion) {
    for (Obstacle& obstacle : conversion.obstacles) {
        obstacle.object = conversion.name;
        obstacle.place = {};
    }
}

} // namespace

void countOnce(std::vector<Conversion>& queries) {
    std::set<std::string> inSource;
    for (const Conversion& c : queries)
        if (c.kind == "application query")
            inSource.insert(fingerprint(c.source));
    if (inSource.empty())
        return;
    for (Conversion& c : queries) {
        if (c.kind != "query" || !inSource.contains(fingerprint(c.source)))
            continue;
        c.countedElsewhere = true;
        for (Obstacle& o : c.obstacles)
            o.occurrences = 0;
    }
}

WorkloadQueries convertApplication(const ProbeResult& strings, const Catalog& catalog,
                                   const ConversionOptions& options, Progress& progress) {
    WorkloadQueries out;
    const auto model = queryModel(&catalog, options);
    const std::string schema = onlySchema(catalog);
    std::uint64_t unread = 0;
    std::string first;
    for (std::size_t i = 0; i < strings.rows.size(); ++i) {
        progress.report("Converting the application's statements", i, strings.rows.size());
        const auto cell = [&](std::string_view column) {
            return strings.value(i, column).value_or(std::string());
        };
        const std::string place = cell("file") + ":" + cell("line") + ":" + cell("column");
        if (!mysql::parseStatement(cell("statement"))) {
            if (unread++ == 0)
                first = printable(place, kFingerprintShown);
            continue;
        }
        Conversion conversion = QueryConverter(model, schema).convert(cell("statement"));
        conversion.kind = "application query";
        conversion.schema.clear();
        conversion.name = place;
        conversion.place = {};
        nameObstacles(conversion);
        out.queries.push_back(std::move(conversion));
    }
    Notes notes("application");
    int byVerdict[3] = {};
    for (const Conversion& c : out.queries)
        ++byVerdict[std::size_t(c.verdict)];
    if (const int changed = byVerdict[1] + byVerdict[2]; changed > 0) {
        notes.add("application.statements", {{"count", std::to_string(out.queries.size())},
                                             {"assisted", std::to_string(byVerdict[1])},
                                             {"manual", std::to_string(byVerdict[2])}});
    }
    if (unread > 0)
        notes.add("application.not_assessed", {{"count", std::to_string(unread)}, {"first", first}});
    out.obstacles = notes.take();
    for (Obstacle& o : out.obstacles)
        if (o.id == "application.statements")
            o.occurrences = 0; // each statement's own obstacles are counted
    return out;
}

WorkloadQueries convertWorkload(const WorkloadDigest& workload, const Catalog& catalog,
                                const ConversionOptions& options, Progress& progress) {
    WorkloadQueries out;
    const auto model = queryModel(&catalog, options);
    std::uint64_t without = 0, executions = 0;
    std::string first;
    for (const QueryClass& query : workload.queries) {
        progress.report("Converting queries", out.queries.size() + without, workload.queries.size());
        const std::string text = statementOf(query);
        if (text.empty()) {
            if (without++ == 0)
                first = printable(query.fingerprint, kFingerprintShown);
            executions += query.count;
            continue;
        }
        Conversion conversion = QueryConverter(model, query.schema).convert(text);
        conversion.kind = "query";
        conversion.schema = query.schema;
        conversion.name = query.id;
        conversion.place = {};
        nameObstacles(conversion);
        out.queries.push_back(std::move(conversion));
    }
    Notes notes("workload");
    if (without > 0)
        notes.add("workload.no_sample", {{"count", std::to_string(without)},
                                         {"executions", std::to_string(executions)},
                                         {"fingerprint", first}});
    out.obstacles = notes.take();
    return out;
}

} // namespace causeway
