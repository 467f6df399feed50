// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/units.h"
#include "core/report/build.h"

#include <fmt/format.h>

#include <algorithm>

namespace causeway::report {
namespace {

std::string orNot(const std::optional<double>& bytes) {
    return bytes ? formatBytes(*bytes) : "not assessed";
}

void addServers(Section& s, Build& b) {
    TableSpec t;
    t.columns = {left("Server", 2), left("Version", 2), left("Environment", 1), right("CPUs", 1),
                 right("RAM", 1),   right("Data", 1),   right("Tables", 1)};
    for (const auto& server : b.in.snapshot->servers) {
        const auto bytes = server.catalog ? server.catalog->totalBytes() : std::nullopt;
        t.rows.push_back(
            {cell(strong(server.id)),
             cell(fmt::format("{} {}", engineName(server.engine),
                              server.version.known() ? server.version.text(server.engine)
                                                     : "of unknown version"),
                  server.version.known() && server.versionText == server.version.text(server.engine)
                      ? ""
                      : server.versionText),
             cell(server.environment.empty() ? "not stated" : server.environment),
             cell(server.host.cpus ? std::to_string(*server.host.cpus) : "not assessed"),
             cell(orNot(server.host.ramBytes)), bytes ? b.sizeCell(double(*bytes)) : cell("not assessed"),
             cell(server.catalog ? formatNumber(double(server.catalog->tables.size())) : "not assessed")});
    }
    t.source = b.source("snapshot " + b.in.snapshot->id) +
               (b.context.scaling ? ". First what was read, below it the same times the factor stated" : "");
    b.addTable(s, std::move(t), "all-servers", "Servers");
}

void addInventory(Section& s, const ServerEvidence& server) {
    const auto& c = *server.catalog;
    TableSpec t;
    t.title = fmt::format("{} holds {}", server.id, plan::counted(c.objectCount(), "object"));
    t.columns = {left("Kind", 2), right("Count", 1), left("First", 4)};
    const auto add = [&](const char* kind, const auto& list) {
        if (list.empty())
            return;
        std::vector<std::string> names;
        for (const auto& o : list)
            names.push_back(o.schema.empty() ? o.name : o.schema + "." + o.name);
        t.rows.push_back({cell(kind), cell(formatNumber(double(list.size()))), cell(plan::listed(names))});
    };
    add("Tables", c.tables);
    add("Views", c.views);
    add("Routines", c.routines);
    add("Triggers", c.triggers);
    add("Events", c.events);
    add("Sequences", c.sequences);
    if (!c.unparsed.empty())
        t.rows.push_back({cell("Not understood"), cell(formatNumber(double(c.unparsed.size()))),
                          cell(c.unparsed.front().message)});
    s.blocks.push_back(std::move(t));
}

void addLargest(Section& s, const Build& b, const ServerEvidence& server) {
    std::vector<const Table*> tables;
    double total = 0;
    for (const auto& t : server.catalog->tables)
        if (t.dataBytes || t.indexBytes) {
            tables.push_back(&t);
            total += double(t.dataBytes.value_or(0) + t.indexBytes.value_or(0));
        }
    if (tables.empty())
        return;
    const auto size = [](const Table* t) {
        return t->dataBytes.value_or(0) + t->indexBytes.value_or(0);
    };
    std::stable_sort(tables.begin(), tables.end(),
                     [&](const auto* x, const auto* y) { return size(x) > size(y); });
    // Up to ten, and none of less than half a percent once three are shown.
    std::size_t n = std::min<std::size_t>(3, tables.size());
    while (n < tables.size() && n < 10 && double(size(tables[n])) >= 0.005 * total)
        ++n;
    double top = 0;
    TableSpec t;
    t.columns = {left("Table", 3), left("Engine", 1),   right("Rows", 1),
                 right("Data", 1), right("Indexes", 1), right("Share", 1)};
    for (std::size_t i = 0; i < n; ++i) {
        const auto* x = tables[i];
        top += double(size(x));
        t.rows.push_back(
            {cell(code(x->qualifiedName())), cell(x->engine.empty() ? "heap" : x->engine),
             x->rows ? b.countCell(double(*x->rows), x->rowsExact ? "" : "estimate") : cell("not assessed"),
             b.sizeCell(double(x->dataBytes.value_or(0))), b.sizeCell(double(x->indexBytes.value_or(0))),
             share(formatPercent(double(size(x)) / total), double(size(x)), total)});
    }
    t.title = fmt::format("{} make up {} of {} {} {}", plan::capital(plan::counted(n, "table")),
                          formatPercent(top / total), formatBytes(total),
                          b.context.scaling ? "in the copy of" : "on", server.id);
    t.source = b.source(server.catalogSource.empty()
                            ? "catalog of " + server.id
                            : "catalog of " + server.id + " [" + server.catalogSource + "]") +
               (b.context.scaling ? ". Below each figure the same times the factor stated" : "");
    s.blocks.push_back(std::move(t));
}

} // namespace

Part estate(Build& b) {
    if (!b.in.snapshot || b.in.snapshot->servers.empty()) {
        b.absent.push_back(fmt::format("Current estate of {}: no server or dump was read", b.word("client")));
        return {};
    }
    const auto n = b.in.snapshot->servers.size();
    Section s = makeSection(
        "estate", "Current estate",
        n == 1 ? fmt::format("{} runs {} and holds {}", b.word("server"), b.word("source"), b.word("volume"))
               : fmt::format("{} servers, the main one {} with {} and {}", plan::capital(plan::numberWord(n)),
                             b.word("server"), b.word("source"), b.word("volume")));
    addServers(s, b);
    for (const auto& server : b.in.snapshot->servers)
        if (server.catalog) {
            addInventory(s, server);
            addLargest(s, b, server);
        }
    return {s};
}

} // namespace causeway::report
