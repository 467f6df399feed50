// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/readiness/workload_queries.h"

#include "core/base/text.h"
#include "core/readiness/convert_query.h"
#include "core/readiness/notes.h"
#include "core/sql/mysql/parser.h"

#include <fmt/format.h>

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

} // namespace

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
        for (Obstacle& obstacle : conversion.obstacles) {
            obstacle.object = query.id;
            obstacle.place = {};
            obstacle.effort = {};
        }
        conversion.effort = {};
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
