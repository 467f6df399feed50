// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands.h"
#include "app/context.h"
#include "core/base/units.h"
#include "core/collect/files/log_files.h"
#include "core/workload/digest_json.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

namespace causeway::app {
namespace {

struct DigestOptions {
    std::vector<std::string> logs;
    std::size_t top = 20;
};

std::string digestText(const WorkloadDigest& digest, std::size_t top) {
    const double total = double(digest.totalNs()) / 1e9;
    std::string text = fmt::format("{} executions of {} queries, {}", formatNumber(double(digest.entries)),
                                   digest.queries.size(), formatSeconds(total));
    if (digest.first && digest.last)
        text += fmt::format(", {} to {}", toIso(*digest.first), toIso(*digest.last));
    text += '\n';
    if (digest.skipped)
        text += fmt::format("{} entries were not whole\n", digest.skipped);
    for (const auto& remark : digest.remarks)
        text += remark + "\n";
    text += fmt::format("\n{:>7} {:>9} {:>10} {:>10} {:>10}  {}\n", "share", "count", "total", "mean", "p95", "query");
    for (std::size_t i = 0; i < std::min(top, digest.queries.size()); ++i) {
        const auto& q = digest.queries[i];
        const double seconds = double(q.totalNs) / 1e9;
        text += fmt::format("{:>6.1f}% {:>9} {:>9.3f}s {:>8.3f}ms {:>8.3f}ms  {}\n", total > 0 ? seconds / total * 100 : 0,
                            q.count, seconds, seconds * 1000 / double(q.count), double(q.p95Ns) / 1e6,
                            q.fingerprint.substr(0, 160));
    }
    if (digest.queries.size() > top)
        text += fmt::format("and {} more (--top)\n", digest.queries.size() - top);
    return text;
}

} // namespace

void addDigest(CLI::App& app, Context& context) {
    auto options = std::make_shared<DigestOptions>();
    auto* command = app.add_subcommand("digest", "which queries a slow log's time goes to");
    command->add_option("LOG", options->logs, "slow query logs of MySQL or MariaDB; .gz and .zst are read as they are")
        ->required();
    command->add_option("--top", options->top, "queries to print")->check(CLI::Range(1, 100000))->capture_default_str();
    addCommonOptions(*command, context, {"text", "json"});
    command->callback([options, &context] {
        context.run = [options](Context& c, Progress& progress) {
            const auto digest = digestLogFiles(options->logs, progress);
            if (c.format == "json")
                printJson(toJson(digest));
            else
                print(digestText(digest, options->top));
            return int(kDone);
        };
    });
}

} // namespace causeway::app
