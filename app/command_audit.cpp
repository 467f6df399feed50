// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands.h"
#include "app/context.h"
#include "app/job.h"
#include "app/waivers.h"
#include "build_info.h"
#include "core/audit/audit.h"
#include "core/audit/audit_sarif.h"
#include "core/audit/audit_text.h"
#include "core/audit/comparison.h"

#include <CLI/CLI.hpp>

namespace causeway::app {
namespace {

struct AuditOptions {
    std::string engagement, failOn;
    std::vector<std::string> compare; ///< one or two snapshots
};

void printReport(const AuditReport& report, const Context& context) {
    if (context.format == "json")
        printJson(toJson(report));
    else if (context.format == "sarif")
        printJson(auditSarif(report, context.language, kVersion));
    else if (context.format == "csv")
        print(auditCsv(report, context.language));
    else if (context.format == "md")
        print(auditMarkdown(report, context.language));
    else
        print(auditPlain(report, context.language));
}

int runComparison(const AuditOptions& options, Context& context, Progress& progress) {
    const auto engagement = Engagement::open(options.engagement);
    const auto before = snapshotNamed(engagement, options.compare.front());
    const auto after = options.compare.size() > 1 ? snapshotNamed(engagement, options.compare[1])
                                                  : openJob(options.engagement).snapshot;
    const auto criteria = engagement.criteria();
    const auto waivers = engagement.waivers();
    const auto comparison = compare(before, audit(before, criteria, waivers, context.language, progress),
                                    after, audit(after, criteria, waivers, context.language, progress));
    if (context.format == "json")
        printJson(toJson(comparison));
    else if (context.format == "md")
        print(comparisonMarkdown(comparison, context.language));
    else if (context.format == "text")
        print(comparisonPlain(comparison, context.language));
    else
        throw Error(ErrorCode::Usage, "a comparison has no form " + context.format, {},
                    "--format text, json or md");
    const auto limit = options.failOn.empty() ? std::nullopt : parseSeverity(options.failOn);
    for (const auto* list : {&comparison.added, &comparison.firstSeen})
        for (const auto& finding : *list)
            if (limit && finding.severity <= *limit && !finding.waived)
                return kFindings;
    return kDone;
}

int runAudit(const AuditOptions& options, Context& context, Progress& progress) {
    const Job job = openJob(options.engagement);
    const auto report = audit(job.snapshot, job.criteria, job.waivers, context.language, progress);
    printReport(report, context);
    const auto limit = options.failOn.empty() ? std::nullopt : parseSeverity(options.failOn);
    for (const auto& finding : report.findings())
        if (limit && finding.severity <= *limit)
            return kFindings;
    return kDone;
}

} // namespace

void addAudit(CLI::App& app, Context& context) {
    auto options = std::make_shared<AuditOptions>();
    auto* command = app.add_subcommand("audit", "findings of the newest snapshot, with the score");
    command->add_option("-e,--engagement", options->engagement, "engagement file")->required();
    command
        ->add_option("--fail-on", options->failOn,
                     "exit with 1 when a finding that is not waived is this severe or worse")
        ->check(CLI::IsMember(std::vector<std::string>{"critical", "high", "medium", "low", "info"}));
    command
        ->add_option(
            "--compare", options->compare,
            "what changed from snapshot A to B, or to the newest; with --fail-on, new findings count")
        ->type_name("A [B]")
        ->expected(1, 2);
    addCommonOptions(*command, context, {"text", "json", "csv", "md", "sarif"}, true);
    auto waivers = addWaiverCommands(*command);
    command->callback([options, waivers, &context] {
        context.run = [options, waivers](Context& c, Progress& progress) {
            if (const auto& action = waivers->action)
                return action(options->engagement, c, progress);
            if (!options->compare.empty())
                return runComparison(*options, c, progress);
            return runAudit(*options, c, progress);
        };
    });
}

} // namespace causeway::app
