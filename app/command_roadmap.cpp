// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands.h"
#include "app/context.h"
#include "app/job.h"
#include "core/base/effort_text.h"
#include "core/base/text.h"
#include "core/base/units.h"
#include "core/engagement/visits.h"
#include "core/report/builder.h"
#include "core/roadmap/assemble.h"
#include "ui/print/pdf.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

namespace causeway::app {
namespace {

struct RoadmapOptions {
    std::string engagement, output;
    AssembleOptions assemble;
};

std::string summary(const Roadmap& roadmap) {
    std::string text = fmt::format("{}: {}\n{} to {}, {} tasks\nEffort {}\n", roadmap.verdict,
                                   roadmap.headline, longDate(roadmap.start), longDate(roadmap.finish),
                                   roadmap.tasks.size(), formatEffort(roadmap.effortTotal()));
    for (const auto& phase : roadmap.phases)
        text += fmt::format("  {} to {}  {}\n", longDate(phase.start), longDate(phase.finish), phase.title);
    return text;
}

int runRoadmap(const RoadmapOptions& options, Context& context, Progress& progress) {
    const Job job = openJob(options.engagement);
    auto assembleOptions = options.assemble;
    assembleOptions.language = context.language;
    assembleOptions.waivers = job.waivers;
    assembleOptions.visits = storedVisits(Engagement::open(options.engagement), job.snapshot.taken);
    const auto input = assemble(job.snapshot, job.criteria, keptResults(job.lab), assembleOptions, progress);
    const auto roadmap = buildRoadmap(input);
    const auto ending = toLower(options.output.substr(options.output.rfind('.') + 1));
    if (ending == "pdf")
        ui::writePdf(report::buildReport(input, roadmap), QString::fromStdString(options.output), progress);
    else if (ending == "md")
        writeFile(options.output, report::toMarkdown(report::buildReport(input, roadmap)));
    else
        writeFile(options.output, report::toJson(report::buildReport(input, roadmap)).dump(2) + "\n");
    if (context.format == "json")
        printJson(toJson(roadmap));
    else
        print(summary(roadmap) + "Written to " + options.output);
    return kDone;
}

} // namespace

void addRoadmap(CLI::App& app, Context& context) {
    auto options = std::make_shared<RoadmapOptions>();
    auto* command = app.add_subcommand("roadmap", "the migration roadmap as a document");
    command->add_option("-e,--engagement", options->engagement, "engagement file")->required();
    command->add_option("-o,--output", options->output, "roadmap.pdf, roadmap.md or roadmap.json")
        ->required()
        ->check([](const std::string& name) {
            const auto ending = toLower(name.substr(name.rfind('.') + 1));
            return ending == "pdf" || ending == "md" || ending == "json"
                       ? std::string()
                       : name + " must end in .pdf, .md or .json";
        });
    command
        ->add_option("--target-version", options->assemble.targetVersion,
                     "PostgreSQL major version to write for")
        ->check(CLI::Range(12, 19))
        ->capture_default_str();
    addCommonOptions(*command, context, {"text", "json"});
    command->callback([options, &context] {
        context.run = [options](Context& c, Progress& progress) {
            return runRoadmap(*options, c, progress);
        };
    });
}

} // namespace causeway::app
