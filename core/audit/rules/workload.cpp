// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/families.h"
#include "core/audit/rule_helpers.h"
#include "core/audit/rule_parts.h"
#include "core/base/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>

namespace causeway {
namespace {

constexpr std::size_t kMostQueries = 5; ///< findings of one rule; the workload page lists all

double seconds(std::uint64_t ns) {
    return double(ns) / 1e9;
}

/// A short name for a query: its fingerprint's first characters.
std::string shortName(const QueryClass& q) {
    return printable(q.fingerprint, 60);
}

Draft queryDraft(const RuleContext& c, const QueryClass& q, Severity severity) {
    Draft d{severity, Confidence::Measured, q.id};
    const double share = double(q.totalNs) / std::max<double>(1, double(c.server.workload->totalNs()));
    d.holes = {{"query", shortName(q)},
               {"share", c.words.percent(share)},
               {"count", c.words.count(double(q.count))},
               {"mean", c.words.seconds(seconds(q.totalNs) / double(std::max<std::uint64_t>(1, q.count)))},
               {"sample", printable(q.sample, 2000)}};
    d.evidence = {c.workloadLine(c.label("query"), printable(q.fingerprint, 400)),
                  c.workloadLine(c.label("time_share"),
                                 fmt::format("{} / {} = {}", c.words.seconds(seconds(q.totalNs)),
                                             c.words.seconds(seconds(c.server.workload->totalNs())),
                                             c.words.percent(share)))};
    return d;
}

/// Reads the server about itself: monitoring, and this audit. No customer waits for it.
bool readsCatalogs(const QueryClass& q) {
    return containsIgnoreCase(q.fingerprint, "performance_schema") ||
           containsIgnoreCase(q.fingerprint, "information_schema");
}

using QueryTest = std::function<std::optional<Draft>(const QueryClass&)>;
RuleVerdict queriesWhere(const RuleContext& c, const QueryTest& test) {
    std::vector<Draft> drafts;
    for (const auto& q : c.server.workload->queries) {
        if (q.count == 0 || readsCatalogs(q) || drafts.size() == kMostQueries)
            continue;
        if (auto draft = test(q))
            drafts.push_back(std::move(*draft));
    }
    return foundAll(std::move(drafts));
}

bool isBackup(const QueryClass& q) {
    return containsIgnoreCase(q.sample, "SQL_NO_CACHE") || containsIgnoreCase(q.sample, "/*!40001");
}
bool isSelect(const QueryClass& q) {
    return toLower(trim(q.fingerprint)).starts_with("select");
}
bool aggregates(const QueryClass& q) {
    const auto text = toLower(q.fingerprint);
    for (const auto word : {"count(", "sum(", "avg(", "min(", "max(", "group by", "group_concat("})
        if (text.find(word) != std::string::npos)
            return true;
    return false;
}

RuleVerdict dominant(const RuleContext& c) {
    const double total = double(c.server.workload->totalNs());
    if (double(c.server.workload->entries) < c.limit("entries"))
        return askFor(c);
    return queriesWhere(c, [&](const QueryClass& q) -> std::optional<Draft> {
        if (total <= 0 || double(q.totalNs) / total <= c.limit("share"))
            return std::nullopt;
        auto d = queryDraft(c, q, Severity::High);
        d.evidence.push_back(c.workloadLine(c.label("executions"), c.words.number(double(q.count))));
        return d;
    });
}

RuleVerdict rowsRatio(const RuleContext& c) {
    return queriesWhere(c, [&](const QueryClass& q) -> std::optional<Draft> {
        const double read = double(q.rowsExamined) / double(q.count),
                     shown = double(q.rowsSent + q.rowsAffected) / double(q.count);
        if (aggregates(q) || isBackup(q) || read <= c.limit("examined") ||
            read / std::max(1.0, shown) <= c.limit("ratio"))
            return std::nullopt;
        auto d = queryDraft(c, q, Severity::High);
        d.holes.insert({{"read", c.words.number(read)},
                        {"shown", c.words.number(shown, shown < 10 && shown != 0 ? 1 : 0)}});
        d.evidence.push_back(
            c.workloadLine(c.label("rows_ratio"), fmt::format("{} / {} = {}", c.words.number(read),
                                                              c.words.number(std::max(1.0, shown)),
                                                              c.words.number(read / std::max(1.0, shown)))));
        return d;
    });
}

RuleVerdict fullScan(const RuleContext& c) {
    return queriesWhere(c, [&](const QueryClass& q) -> std::optional<Draft> {
        // Only executions that carry the attribute count: MariaDB prints it for some.
        const double read = double(q.rowsExamined) / double(q.count);
        if (q.fullScanKnown == 0 || q.fullScans == 0 || read <= c.limit("examined") || isBackup(q))
            return std::nullopt;
        auto d = queryDraft(c, q, Severity::High);
        d.holes.insert({"read", c.words.number(read)});
        d.evidence.push_back(
            c.workloadLine(c.label("full_scans"), fmt::format("{} / {}", c.words.number(double(q.fullScans)),
                                                              c.words.number(double(q.fullScanKnown)))));
        return d;
    });
}

RuleVerdict lockShare(const RuleContext& c) {
    const double total = double(c.server.workload->totalNs());
    return queriesWhere(c, [&](const QueryClass& q) -> std::optional<Draft> {
        const double share = double(q.lockNs) / std::max<double>(1, double(q.totalNs));
        if (share <= c.limit("share") || seconds(q.lockNs) < c.limit("seconds") ||
            double(q.totalNs) / std::max(1.0, total) < c.limit("weight"))
            return std::nullopt;
        auto d = queryDraft(c, q, Severity::High);
        d.variant = c.mariadb() ? "mariadb" : "";
        d.holes.insert_or_assign("locked", c.words.percent(share));
        d.evidence.push_back(c.workloadLine(
            c.label("lock_share"), fmt::format("{} / {} = {}", c.words.seconds(seconds(q.lockNs)),
                                               c.words.seconds(seconds(q.totalNs)), c.words.percent(share))));
        return d;
    });
}

RuleVerdict variance(const RuleContext& c) {
    const double total = double(c.server.workload->totalNs());
    return queriesWhere(c, [&](const QueryClass& q) -> std::optional<Draft> {
        if (q.varianceToMean <= c.limit("ratio") || double(q.count) < c.limit("count") ||
            double(q.totalNs) / std::max(1.0, total) < c.limit("weight"))
            return std::nullopt;
        auto d = queryDraft(c, q, Severity::Medium);
        d.holes.insert(
            {{"p50", c.words.seconds(seconds(q.p50Ns))}, {"p99", c.words.seconds(seconds(q.p99Ns))}});
        d.evidence.push_back(c.workloadLine("V/M", fmt::format("{} s", c.words.number(q.varianceToMean, 2))));
        return d;
    });
}

RuleVerdict queryPerRow(const RuleContext& c) {
    return queriesWhere(c, [&](const QueryClass& q) -> std::optional<Draft> {
        if (!isSelect(q) || double(q.longestRunSameThread) < c.limit("run"))
            return std::nullopt;
        auto d = queryDraft(c, q, Severity::High);
        d.holes.insert({"run", c.words.count(double(q.longestRunSameThread))});
        d.evidence.push_back(c.workloadLine(c.label("run"), c.words.number(double(q.longestRunSameThread))));
        return d;
    });
}

RuleVerdict unbounded(const RuleContext& c) {
    return queriesWhere(c, [&](const QueryClass& q) -> std::optional<Draft> {
        const double shown = double(q.rowsSent) / double(q.count);
        if (!isSelect(q) || isBackup(q) || shown <= c.limit("rows"))
            return std::nullopt;
        auto d = queryDraft(c, q, Severity::Medium);
        d.holes.insert({"shown", c.words.number(shown)});
        d.evidence.push_back(c.workloadLine(c.label("rows_sent"), c.words.number(shown)));
        return d;
    });
}

enum class Pattern { None, Open, Unknown };

/// Does a LIKE pattern start with a wildcard? Unknown where the source shows a placeholder in its place. SHOW
/// searches no table: it is how monitors, and the script of an audit, read settings.
Pattern likePattern(std::string_view sql) {
    const auto text = toLower(trim(sql));
    if (text.starts_with("show"))
        return Pattern::None;
    auto pattern = Pattern::None;
    for (std::size_t at = text.find("like"); at != std::string::npos; at = text.find("like", at + 4)) {
        const auto rest = trim(std::string_view(text).substr(at + 4));
        if (rest.starts_with("'%") || rest.starts_with("\"%") || rest.starts_with("concat('%'") ||
            rest.starts_with("_utf8mb4'%"))
            return Pattern::Open;
        if (rest.starts_with("?") || rest.starts_with("$") || rest.empty())
            pattern = Pattern::Unknown;
    }
    return pattern;
}

RuleVerdict wildcard(const RuleContext& c) {
    std::size_t rank = 0;
    bool unknown = false;
    auto verdict = queriesWhere(c, [&](const QueryClass& q) -> std::optional<Draft> {
        if (++rank > std::size_t(c.limit("top")))
            return std::nullopt;
        const auto pattern = likePattern(q.sample.empty() ? q.fingerprint : q.sample);
        unknown = unknown || pattern == Pattern::Unknown;
        return pattern == Pattern::Open ? std::optional(queryDraft(c, q, Severity::Medium)) : std::nullopt;
    });
    return verdict.state == CheckState::Passed && unknown ? askFor(c) : verdict;
}

RuleVerdict errors(const RuleContext& c) {
    const auto* digests = answered(c, "mysql.digests");
    std::vector<Draft> drafts;
    for (std::size_t row = 0; row < digests->rows.size() && drafts.size() < kMostQueries; ++row) {
        const double failed = cellNumber(*digests, row, "sum_errors").value_or(0),
                     all = cellNumber(*digests, row, "count_star").value_or(0);
        if (all < c.limit("count") || failed / all <= c.limit("share"))
            continue;
        Draft d{Severity::Medium, Confidence::Measured, cell(*digests, row, "digest")};
        d.holes = {{"ratio", c.words.percent(failed / all)},
                   {"query", printable(cell(*digests, row, "digest_text"), 60)}};
        d.evidence = {c.probeLine(c.label("query"), printable(cell(*digests, row, "digest_text"), 400),
                                  "mysql.digests", int(row)),
                      c.probeLine(c.label("errors"),
                                  fmt::format("{} / {} = {}", c.words.number(failed), c.words.number(all),
                                              c.words.percent(failed / all)),
                                  "mysql.digests", int(row))};
        drafts.push_back(std::move(d));
    }
    return foundAll(std::move(drafts));
}

} // namespace

std::vector<Rule> workloadRules() {
    const std::vector<Rule> rules{
        {.id = "wl.dominant", .needs = {.workload = true}, .check = dominant},
        {.id = "wl.rows_ratio", .engines = kMySqlFamily, .needs = {.workload = true}, .check = rowsRatio},
        {.id = "wl.full_scan", .engines = kMySqlFamily, .needs = {.workload = true}, .check = fullScan},
        {.id = "wl.lock_share", .engines = kMySqlFamily, .needs = {.workload = true}, .check = lockShare},
        {.id = "wl.variance", .needs = {.workload = true}, .check = variance},
        {.id = "wl.n_plus_1", .engines = kMySqlFamily, .needs = {.workload = true}, .check = queryPerRow},
        {.id = "wl.unbounded", .needs = {.workload = true}, .check = unbounded},
        {.id = "wl.leading_wildcard", .needs = {.workload = true}, .check = wildcard},
        {.id = "wl.errors", .engines = kMySqlFamily, .needs = {.probes = {"mysql.digests"}}, .check = errors},
    };
    return joinRules({rules, shapeWorkloadRules(), postgresqlWorkloadRules()});
}

} // namespace causeway
