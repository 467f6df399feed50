// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/readiness/readiness_text.h"

#include "core/base/csv.h"
#include "core/base/effort_text.h"
#include "core/base/markdown.h"
#include "core/base/text.h"
#include "core/readiness/effort/breakdown.h"

#include <fmt/format.h>

namespace causeway {
namespace {

std::string obstacleLine(const Obstacle& o) {
    const auto place = o.place.line ? fmt::format(" (line {})", o.place.line) : "";
    return fmt::format("    {}: {}{}\n", verdictName(o.verdict), o.message, place);
}

std::string objectCounts(const ReadinessReport& report) {
    return fmt::format("{} objects automatic, {} assisted, {} manual", report.count(Verdict::Automatic),
                       report.count(Verdict::Assisted), report.count(Verdict::Manual));
}

std::string queryCounts(const ReadinessReport& report) {
    int counts[3] = {};
    for (const auto& q : report.queries)
        ++counts[std::size_t(q.verdict)];
    return fmt::format("{} query shapes automatic, {} assisted, {} manual", counts[0], counts[1], counts[2]);
}

std::string label(const Conversion& c) {
    return c.schema.empty() ? c.name : c.schema + "." + c.name;
}

std::string csvLine(const std::string& server, const Conversion& c, const Obstacle* o) {
    const Effort& effort = o ? o->effort : c.effort;
    return csvRow({server, c.kind, c.schema, c.name, std::string(verdictName(c.verdict)),
                   std::string(proofName(c.proof)), o ? o->id : "",
                   o ? std::string(verdictName(o->verdict)) : "", o ? o->message : c.proofMessage,
                   o ? o->question : "", std::to_string(o ? o->place.line : c.place.line),
                   o ? fmt::format("{:g}", o->occurrences) : "", fmt::format("{:.2f}", effort.low),
                   fmt::format("{:.2f}", effort.likely), fmt::format("{:.2f}", effort.high)});
}

std::string csvLines(const ReadinessReport& report) {
    std::string out;
    for (const auto* list : {&report.conversions, &report.queries})
        for (const Conversion& c : *list) {
            if (c.obstacles.empty())
                out += csvLine(report.server, c, nullptr);
            for (const Obstacle& o : c.obstacles)
                out += csvLine(report.server, c, &o);
        }
    Conversion server;
    server.kind = "server";
    server.name = report.server;
    for (const Obstacle& o : report.general) {
        server.verdict = o.verdict;
        out += csvLine(report.server, server, &o);
    }
    return out;
}

/// Rows of the obstacles of one verdict, in all objects and queries.
std::string obstacleRows(const ReadinessReport& report, Verdict verdict, std::string Obstacle::*text) {
    std::string rows;
    const auto add = [&](const std::string& kind, const std::string& name, const Obstacle& o) {
        if (o.verdict == verdict && !(o.*text).empty())
            rows += fmt::format("| {} | {} | {} | `{}` |\n", markdownText(kind), markdownText(name),
                                markdownText(o.*text), o.id);
    };
    for (const auto* list : {&report.conversions, &report.queries})
        for (const Conversion& c : *list)
            for (const Obstacle& o : c.obstacles)
                add(c.kind, label(c), o);
    for (const Obstacle& o : report.general)
        add("server", report.server, o);
    return rows;
}

std::string section(const char* title, const char* columns, const std::string& rows) {
    if (rows.empty())
        return {};
    std::string rule = "|";
    for (const char* c = columns + 1; *c; ++c)
        if (*c == '|')
            rule += "---|";
    return fmt::format("## {}\n\n{}\n{}\n{}\n", title, columns, rule, rows);
}

} // namespace

std::string readinessText(const ReadinessReport& report) {
    const auto effort = effortBreakdown(report);
    std::string text =
        fmt::format("{}: {} objects automatic, {} assisted, {} manual; effort {}\n", report.server,
                    report.count(Verdict::Automatic), report.count(Verdict::Assisted),
                    report.count(Verdict::Manual), formatEffort(effort.total));
    if (const auto roles = roleHours(effort); !roles.empty())
        text += fmt::format("  expected by role: {}\n", roles);
    for (const auto& o : report.general)
        text += obstacleLine(o);
    if (!report.queries.empty()) {
        text += "  workload: " + queryCounts(report) + "\n";
        for (const auto& q : report.queries)
            if (!q.comparison.empty() && q.proof != Proof::SameRows)
                text += fmt::format("  {} {}: {}\n    {}\n", q.kind, q.name, printable(q.source, 120),
                                    q.comparison);
    }
    for (const auto& c : report.conversions) {
        if (c.verdict == Verdict::Automatic && c.proof >= Proof::Parsed)
            continue;
        text += fmt::format("  {} {}: {}, {}\n", c.kind, c.name, verdictName(c.verdict), proofName(c.proof));
        if (!c.proofMessage.empty())
            text += fmt::format("    PostgreSQL says: {}\n", c.proofMessage);
        for (const auto& o : c.obstacles)
            if (o.verdict != Verdict::Automatic)
                text += obstacleLine(o);
    }
    return text;
}

std::string readinessCsv(const std::vector<ReadinessReport>& reports) {
    std::string out = "server,kind,schema,name,verdict,proof,obstacle,obstacle_verdict,message,question,line,"
                      "occurrences,effort_low_h,effort_likely_h,effort_high_h\n";
    for (const ReadinessReport& report : reports)
        out += csvLines(report);
    return out;
}

std::string readinessMarkdown(const ReadinessReport& report) {
    const auto effort = effortBreakdown(report);
    std::string out = fmt::format("# {}\n\n{} to PostgreSQL {}; effort {}.\n\n", markdownText(report.server),
                                  objectCounts(report), report.targetVersion, formatEffort(effort.total));
    if (const auto roles = roleHours(effort); !roles.empty())
        out += fmt::format("Expected by role: {}.\n\n", roles);
    if (!report.queries.empty())
        out += fmt::format("Workload: {}.\n\n", queryCounts(report));
    out += section("Questions to answer", "| Kind | Name | Question and the answer taken | Obstacle |",
                   obstacleRows(report, Verdict::Assisted, &Obstacle::question));
    out += section("Manual work", "| Kind | Name | Why | Obstacle |",
                   obstacleRows(report, Verdict::Manual, &Obstacle::message));
    std::string objects, names;
    for (const Conversion& c : report.conversions)
        objects += fmt::format("| {} | {} | {} | {} |\n", c.kind, markdownText(label(c)),
                               verdictName(c.verdict), proofName(c.proof));
    for (const NameChange& n : report.names)
        names += fmt::format("| {} | {} | {} | {} |\n", n.kind, markdownText(n.within), markdownText(n.from),
                             markdownText(n.to));
    out += section("Objects", "| Kind | Name | Verdict | Proof |", objects);
    return out + section("Changed names", "| Kind | Within | MySQL | PostgreSQL |", names);
}

} // namespace causeway
