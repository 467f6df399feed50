// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands.h"
#include "app/context.h"
#include "app/job.h"
#include "core/audit/audit.h"
#include "core/audit/audit_text.h"
#include "core/base/text.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

namespace causeway::app {
namespace {

std::string auditText(const AuditReport& report) {
    std::string text = fmt::format("Health score {} of 100; {} checks passed, {} not assessed\n", report.score,
                                   report.count(CheckState::Passed), report.count(CheckState::NotAssessed));
    for (const auto& f : report.findings()) {
        text += fmt::format("\n{:<8} {}\n         {}\n         {}\n", severityName(f.severity), f.title, f.where, f.why);
        for (const auto& line : f.evidence)
            text += fmt::format("         {} = {}\n", line.label, line.value);
        if (!f.fix.empty())
            text += "         fix: " + replaceAll(f.fix, "\n", "\n              ") + "\n";
    }
    std::string open;
    for (const auto& check : report.checks)
        if (check.state == CheckState::NotAssessed)
            open += fmt::format("  {} on {}: {}\n", check.rule, check.server, check.reason);
    return open.empty() ? text : text + "\nNot assessed\n" + open;
}

struct AuditOptions {
    std::string engagement, failOn;
};

int runAudit(const AuditOptions& options, Context& context, Progress& progress) {
    const Job job = openJob(options.engagement);
    const auto report = audit(job.snapshot, job.criteria, context.language, progress);
    if (context.format == "json")
        printJson(toJson(report));
    else if (context.format == "csv")
        print(auditCsv(report, context.language));
    else if (context.format == "md")
        print(auditMarkdown(report, context.language));
    else
        print(auditText(report));
    const auto limit = options.failOn.empty() ? std::nullopt : parseSeverity(options.failOn);
    for (const auto& finding : report.findings())
        if (limit && finding.severity <= *limit)
            return kFindings;
    return kDone;
}

} // namespace

void addAudit(CLI::App& app, Context& context) {
    auto options = std::make_shared<AuditOptions>();
    auto* command = app.add_subcommand("audit", "findings of the newest snapshot");
    command->add_option("-e,--engagement", options->engagement, "engagement file")->required();
    command->add_option("--fail-on", options->failOn, "exit with 1 when a finding is this severe or worse")
        ->check(CLI::IsMember(std::vector<std::string>{"critical", "high", "medium", "low", "info"}));
    addCommonOptions(*command, context, {"text", "json", "csv", "md"}, true);
    command->callback([options, &context] {
        context.run = [options](Context& c, Progress& progress) {
            return runAudit(*options, c, progress);
        };
    });
}

} // namespace causeway::app
