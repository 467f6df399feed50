// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/units.h"
#include "core/report/build.h"
#include "core/report/readiness_effort.h"
#include "core/report/type_map.h"
#include "core/roadmap/obstacle_titles.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

namespace causeway::report {
namespace {

struct KindCount {
    std::array<std::size_t, 3> verdicts{};
    std::array<std::size_t, 4> proofs{};
    Effort effort;
};

TableSpec kinds(const ReadinessReport& r) {
    std::map<std::string, KindCount> all;
    for (const auto* list : {&r.conversions, &r.queries})
        for (const auto& c : *list) {
            auto& k = all[c.kind];
            ++k.verdicts[std::size_t(c.verdict)];
            ++k.proofs[std::size_t(c.proof)];
            k.effort += c.effort;
        }
    TableSpec t;
    const auto queries = r.queries.empty() ? std::string() : fmt::format(" and {} queries", r.queries.size());
    t.title = fmt::format("{}{} of {} by kind, verdict and proof",
                          plan::counted(r.conversions.size(), "object"), queries, r.server);
    t.columns = {left("Kind", 2),    right("Automatic", 1), right("Assisted", 1),
                 right("Manual", 1), right("Same rows", 1), right("Ran", 1),
                 right("Parsed", 1), right("Unchecked", 1), right("Effort", 1)};
    for (const auto& [kind, k] : all) {
        std::vector<Cell> row{cell(kind)};
        for (const auto n : k.verdicts)
            row.push_back(cell(std::to_string(n)));
        for (std::size_t i = k.proofs.size(); i-- > 0;)
            row.push_back(cell(std::to_string(k.proofs[i])));
        row.push_back(cell(formatEffort(k.effort.low, k.effort.high)));
        t.rows.push_back(std::move(row));
    }
    return t;
}

struct Hard {
    Verdict verdict = Verdict::Automatic;
    std::vector<std::string> objects;
    std::string message, question;
    Place place;
};

void addHard(Section& s, Build& b, const ReadinessReport& r) {
    std::map<std::string, Hard> all;
    const auto take = [&](const Obstacle& o, const std::string& object) {
        if (o.verdict == Verdict::Automatic)
            return;
        auto& h = all[o.id];
        h.verdict = std::max(h.verdict, o.verdict);
        if (h.objects.empty()) {
            h.message = o.message;
            h.question = o.question;
            h.place = o.place;
        }
        h.objects.push_back(o.object.empty() ? object : o.object);
    };
    for (const auto& c : r.conversions)
        for (const auto& o : c.obstacles)
            take(o, c.schema.empty() ? c.name : c.schema + "." + c.name);
    for (const auto& o : r.general)
        take(o, r.server);
    if (all.empty())
        return;
    std::vector<std::pair<std::string, Hard>> list(all.begin(), all.end());
    std::stable_sort(list.begin(), list.end(), [](const auto& x, const auto& y) {
        return std::pair(x.second.verdict, x.second.objects.size()) >
               std::pair(y.second.verdict, y.second.objects.size());
    });
    TableSpec t;
    t.title = fmt::format("{} in the way on {}",
                          plan::counted(list.size(), "kind of obstacle stands", "kinds of obstacle stand"),
                          r.server);
    t.columns = {left("Verdict", 1), right("Places", 0.6), left("Obstacle", 2.4), left("Where", 2.4),
                 left("What it is, first place", 5)};
    for (const auto& [id, h] : list)
        t.rows.push_back(
            {severity(h.verdict == Verdict::Manual ? "high" : "medium", std::string(verdictName(h.verdict))),
             cell(std::to_string(h.objects.size())), cell(plan::obstacleTitle(id), id),
             cell(plan::listed(h.objects), h.place.line ? fmt::format("line {}", h.place.line) : ""),
             cell(brief(h.message, 320), h.question)});
    b.addTable(s, std::move(t), "all-obstacles-" + r.server, "Obstacles of " + r.server);
}

/// What comparing the queries' rows on both sides found, where it was tried.
void addCompared(Section& s, const ReadinessReport& r) {
    std::size_t tried = 0, same = 0;
    std::vector<std::string> differ, open;
    for (const auto& q : r.queries) {
        if (q.comparison.empty())
            continue;
        ++tried;
        same += q.proof == Proof::SameRows;
        const bool other = std::any_of(q.obstacles.begin(), q.obstacles.end(),
                                       [](const auto& o) { return o.id == "verify.rows_differ"; });
        if (auto& list = other ? differ : open; q.proof != Proof::SameRows && list.size() < kMostRows)
            list.push_back(fmt::format("{} {}: {}", q.kind, q.name, q.comparison));
    }
    if (tried == 0)
        return;
    s.blocks.push_back(
        Heading{2,
                fmt::format("{} of {} answered alike on both sides", formatNumber(double(same)),
                            plan::counted(tried, "query", "queries")),
                "compared-" + r.server});
    s.blocks.push_back(
        lead("Each query that only reads ran as it is on a MySQL or MariaDB server for tests and, "
             "converted, on PostgreSQL, over the same generated rows. The rows of the client "
             "were not used."));
    differ.insert(differ.end(), open.begin(), open.end());
    if (!differ.empty())
        s.blocks.push_back(bullets(differ));
}

void addRefused(Section& s, const ReadinessReport& r) {
    std::vector<std::string> items;
    for (const auto& c : r.conversions)
        if (!c.proofMessage.empty() && items.size() < kMostRows)
            items.push_back(fmt::format("{} {}: {}", c.kind,
                                        c.schema.empty() ? c.name : c.schema + "." + c.name, c.proofMessage));
    if (items.empty())
        return;
    s.blocks.push_back(Heading{2, fmt::format("What PostgreSQL {} said of {}", r.targetVersion, r.server),
                               "refusals-" + r.server});
    s.blocks.push_back(bullets(items));
}

void addTypes(Section& s, Build& b, const ReadinessReport& r) {
    const auto uses = typeMap(b.in.snapshot ? b.in.snapshot->server(r.server) : nullptr, r);
    if (uses.empty())
        return;
    TableSpec t;
    t.title = fmt::format("{} of {} and what becomes of them", plan::counted(uses.size(), "type"), r.server);
    t.columns = {left("Source", 3), left("PostgreSQL " + std::to_string(r.targetVersion), 3),
                 right("Columns", 1), left("First", 3)};
    for (const auto& u : uses)
        t.rows.push_back({cell(code(u.source)), cell(code(u.target)), cell(formatNumber(double(u.columns))),
                          cell(u.first)});
    b.addTable(s, std::move(t), "type-map-" + r.server, "Type map of " + r.server);
}

} // namespace

Part readiness(Build& b) {
    if (!b.context.migrating) {
        if (b.context.fromMySql)
            b.absent.push_back(
                fmt::format("Migration readiness of {}: the conversion was not run", b.word("server")));
        return {};
    }
    const auto& c = b.context;
    Section s =
        makeSection("readiness", "Migration readiness",
                    fmt::format("{} of {} objects convert by rule, {} by hand",
                                formatPercent(c.objects ? double(c.automatic) / double(c.objects) : 0),
                                formatNumber(double(c.objects)), formatNumber(double(c.manual))));
    s.blocks = {lead(fmt::format(
        "{} to confirm. Proven on a real PostgreSQL {}: {} of {} objects; converted and never run: {}.",
        plan::capital(plan::counted(c.assisted, "proposal")), c.target, formatNumber(double(c.proven)),
        formatNumber(double(c.objects)), formatNumber(double(c.unproven))))};
    for (const auto& r : b.in.readiness) {
        s.blocks.push_back(kinds(r));
        addReadinessEffort(s, r);
        addHard(s, b, r);
        addCompared(s, r);
        addRefused(s, r);
        addTypes(s, b, r);
    }
    return {s};
}

} // namespace causeway::report
