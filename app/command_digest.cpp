// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands.h"
#include "app/context.h"
#include "core/base/units.h"
#include "core/collect/files/log_files.h"
#include "core/workload/digest_json.h"
#include "core/workload/digest_text.h"

#include <CLI/CLI.hpp>

#include <iostream>

namespace causeway::app {
namespace {

struct DigestOptions {
    std::vector<std::string> logs;
    std::size_t top = 20;
    unsigned threads = 0;
    std::string memory = "256MB", linePrefix;
};

DigestLimits limitsFrom(const DigestOptions& options) {
    DigestLimits limits;
    limits.threads = options.threads;
    const auto bytes = parseBytes(options.memory);
    if (!bytes || *bytes < 8e6 || *bytes > 1e15)
        throw Error(ErrorCode::Usage, "--memory " + options.memory + " is no size", "",
                    "Give 8 MB or more: 256MB, 2GB.");
    limits.memoryBytes = std::uint64_t(*bytes);
    return limits;
}

void printDigest(Digester& digester, WorkloadDigest digest, const std::vector<std::string>& remarks,
                 const std::string& format, std::size_t top) {
    digest.remarks.insert(digest.remarks.end(), remarks.begin(), remarks.end());
    if (format == "text")
        return print(digestText(digest, top));
    clearProgressLine();
    writeJson(
        digest, [&](const auto& take) { digester.forEachQuery(take); },
        [](std::string_view piece) { std::cout << piece; });
    std::cout << '\n';
}

} // namespace

void addDigest(CLI::App& app, Context& context) {
    auto options = std::make_shared<DigestOptions>();
    auto* command = app.add_subcommand("digest", "which queries a log's time goes to");
    command
        ->add_option(
            "LOG", options->logs,
            "slow query logs of MySQL, MariaDB and Percona Server; .gz and .zst are read as they are")
        ->required();
    command->add_option("--top", options->top, "queries to print as text; JSON holds all")
        ->check(CLI::Range(1, 100000))
        ->capture_default_str();
    command
        ->add_option("--memory", options->memory,
                     "memory for the queries; what is beyond goes to temporary files, and counts the same")
        ->capture_default_str();
    command->add_option("--log-line-prefix", options->linePrefix,
                        "PostgreSQL's log_line_prefix, where it is an unusual one (\"%m [%p] %u@%d \")");
    command->add_option("--threads", options->threads, "threads that read (default: all processors)")
        ->check(CLI::Range(1, 1024));
    addCommonOptions(*command, context, {"text", "json"});
    command->callback([options, &context] {
        context.run = [options](Context& c, Progress& progress) {
            Digester digester(limitsFrom(*options));
            const auto remarks = readLogFiles(options->logs, digester, progress, options->linePrefix);
            printDigest(digester, digester.summary(c.format == "text" ? options->top : 0), remarks, c.format,
                        options->top);
            return int(kDone);
        };
    });
}

} // namespace causeway::app
