// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands.h"
#include "app/context.h"
#include "core/base/units.h"
#include "core/collect/files/log_files.h"
#include "core/workload/digest_csv.h"
#include "core/workload/digest_text.h"

#include <CLI/CLI.hpp>

#include <iostream>

namespace causeway::app {
namespace {

struct DigestOptions {
    std::vector<std::string> logs;
    std::size_t top = 20;
    unsigned threads = 0;
    std::string memory = "256MB", linePrefix, csvOf = "queries";
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
                 const std::string& format, const DigestOptions& options) {
    if (!digest.coverage.executions)
        digest.coverage.reasons.push_back(
            "a log alone does not tell how much is not in it: import it together "
            "with the server's settings and status, or collect from the server");
    digest.remarks.insert(digest.remarks.end(), remarks.begin(), remarks.end());
    if (format == "text")
        return print(digestText(digest, options.top));
    clearProgressLine();
    const auto all = [&](const auto& take) {
        digester.forEachQuery(take);
    };
    const auto out = [](std::string_view piece) {
        std::cout << piece;
    };
    if (format == "csv") { // it has no place for what is odd
        for (const auto& remark : digest.remarks)
            std::cerr << "causeway: " << remark << '\n';
        return writeCsv(*digestTable(options.csvOf), digest, all, out);
    }
    writeJson(digest, all, out);
    std::cout << '\n';
}

} // namespace

void addDigest(CLI::App& app, Context& context) {
    auto options = std::make_shared<DigestOptions>();
    auto* command = app.add_subcommand("digest", "which queries a log's time goes to");
    command
        ->add_option("LOG", options->logs,
                     "slow query and general logs of MySQL, MariaDB, Percona Server and RDS, logs of "
                     "PostgreSQL (stderr, "
                     "csvlog, jsonlog); gzip and zstd are read as they are; - is standard input")
        ->required();
    command->add_option("--top", options->top, "queries to print as text; JSON and CSV hold all")
        ->check(CLI::Range(1, 100000))
        ->capture_default_str();
    command
        ->add_option("--memory", options->memory,
                     "memory for the queries; what is beyond goes to temporary files, and counts the same")
        ->capture_default_str();
    command->add_option("--log-line-prefix", options->linePrefix,
                        "PostgreSQL's log_line_prefix, where it is an unusual one (\"%m [%p] %u@%d \")");
    command
        ->add_option(
            "--csv-of", options->csvOf,
            "what --format csv writes: queries, timeline (load and p95 over time), schemas, users, or "
            "details (each query by schema, user, time and latency)")
        ->check(CLI::IsMember(std::vector<std::string>(std::begin(kDigestTables), std::end(kDigestTables))))
        ->capture_default_str();
    command->add_option("--threads", options->threads, "threads that read (default: all processors)")
        ->check(CLI::Range(1, 1024));
    addCommonOptions(*command, context, {"text", "json", "csv"});
    command->callback([options, &context] {
        context.run = [options](Context& c, Progress& progress) {
            if (options->csvOf != "queries" && c.format != "csv")
                throw Error(ErrorCode::Usage, "--csv-of is for CSV", "", "Add --format csv.");
            Digester digester(limitsFrom(*options));
            const auto read = readLogFiles(options->logs, digester, progress, options->linePrefix);
            printDigest(digester, digester.summary(c.format == "text" ? options->top : 0), read.remarks,
                        c.format, *options);
            return int(read.whole ? kDone : kPartly);
        };
    });
}

} // namespace causeway::app
