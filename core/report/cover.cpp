// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/units.h"
#include "core/report/build.h"

#include <fmt/format.h>

#include <algorithm>

namespace causeway::report {
namespace {

std::string workloadResult(const Build& b) {
    const auto* rps = b.in.growth ? b.in.growth->input("rps") : nullptr;
    if (rps)
        return formatNumber(rps->value, rps->value < 10 ? 1 : 0) +
               (rps->basis == Basis::Measured ? " req/s" : " req/s stated");
    return plan::counted(b.context.server->workload->queries.size(), "class", "classes");
}

std::vector<Station> stations(const Build& b) {
    const auto& c = b.context;
    std::vector<Station> all;
    const auto add = [&](std::string name, bool built, const std::string& result) {
        all.push_back({std::move(name), built ? result : "", built});
    };
    add("Sources", b.in.snapshot,
        b.in.snapshot ? plan::counted(b.in.snapshot->servers.size(), "server") : "");
    add("Audit", b.in.audit.has_value(), b.in.audit ? fmt::format("{} of 100", b.in.audit->score) : "");
    const bool workload = c.server && c.server->workload;
    add("Workload", workload, workload ? workloadResult(b) : "");
    add("Readiness", c.migrating && c.objects > 0,
        fmt::format("{} of {} ran", formatNumber(double(c.proven)), formatNumber(double(c.objects))));
    add("Cluster", c.best(), c.best() ? formatNumber(c.best()->lostMax) + " lost, simulated" : "");
    const auto* limit = b.in.growth ? b.in.growth->firstLimit() : nullptr;
    add("Growth", b.in.growth.has_value(), limit ? longDate(*limit->crossed) : "no limit");
    add("Roadmap", true, b.map.verdict);
    return all;
}

} // namespace

Cover cover(const Build& b) {
    const auto& c = b.context;
    const auto& facts = b.in.criteria;
    Cover v;
    v.client = facts.text("client").value_or("");
    v.title = c.migrating ? fmt::format("From {} to PostgreSQL {}", c.word("source"), c.target)
                          : fmt::format("Roadmap for {}", c.word("server"));
    v.subtitle = facts.text("project").value_or(fmt::format("{} of {}", c.word("volume"), c.word("server")));
    v.consultancy = facts.text("consultancy").value_or("");
    v.confidentiality = "Confidential";
    v.stations = stations(b);
    const auto add = [&](std::string label, std::string value) {
        if (!value.empty())
            v.control.emplace_back(std::move(label), std::move(value));
    };
    add("Prepared for", v.client);
    add("Prepared by", v.consultancy + (v.consultancy.empty() || !facts.text("consultant") ? "" : ", ") +
                           facts.text("consultant").value_or(""));
    if (b.in.snapshot) {
        std::vector<std::string> names;
        Instant first = b.in.snapshot->taken;
        for (const auto& s : b.in.snapshot->servers)
            names.push_back(s.id);
        for (const auto& s : b.in.snapshot->sources)
            first = std::min(first, s.captured);
        add("Scope", plan::listed(names, 4));
        const auto from = std::chrono::floor<std::chrono::days>(first),
                   to = std::chrono::floor<std::chrono::days>(b.in.snapshot->taken);
        add("Evidence window", from == to ? longDate(to) : longDate(from) + " to " + longDate(to));
        add("Snapshot", b.in.snapshot->id);
        add("Tool", "Causeway " + b.in.snapshot->tool);
    }
    add("Language", "English");
    return v;
}

} // namespace causeway::report
