// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/rule_helpers.h"
#include "core/audit/rule_parts.h"
#include "core/base/text.h"
#include "core/base/units.h"

#include <fmt/format.h>

#include <algorithm>

namespace causeway {
namespace {

double poolSize(const RuleContext& c) {
    return c.number("innodb_buffer_pool_size").value_or(0);
}

/// Share of page requests that went to the disk. Reads are a subset of requests, so they are not added to
/// them.
std::optional<double> missRate(const RuleContext& c) {
    const auto reads = c.counter("innodb_buffer_pool_reads"),
               requests = c.counter("innodb_buffer_pool_read_requests");
    if (!reads || !requests || *requests <= 0)
        return std::nullopt;
    return *reads / *requests;
}

EvidenceLine missLine(const RuleContext& c) {
    return c.statusLine(c.label("miss_rate"),
                        fmt::format("{} / {} = {}", c.words.number(*c.counter("innodb_buffer_pool_reads")),
                                    c.words.number(*c.counter("innodb_buffer_pool_read_requests")),
                                    c.words.percent(*missRate(c))));
}

RuleVerdict poolTooSmall(const RuleContext& c) {
    const auto ram = *c.ram();
    const auto data = c.innodbBytes();
    if (!data)
        return notAssessed(c.words.phrase("need_sizes"));
    const double pool = poolSize(c);
    if (pool >= c.limit("share") * ram.value || *data <= pool || recommendedPool(ram.value) <= pool)
        return passed();
    Draft d{Severity::Medium, ram.confidence};
    d.holes = {{"ratio", c.words.percent(pool / ram.value)}, {"setting", digits(recommendedPool(ram.value))}};
    d.evidence = {c.variableLine("innodb_buffer_pool_size"), ram.line,
                  c.catalogLine(c.label("innodb_data"), c.words.bytes(*data))};
    return found(d);
}

RuleVerdict poolTooBig(const RuleContext& c) {
    const auto ram = *c.ram();
    const double need = poolSize(c) * 1.1;
    if (need <= c.limit("share") * ram.value)
        return passed();
    Draft d{Severity::High, ram.confidence};
    d.holes = {{"ratio", c.words.percent(need / ram.value)}, {"setting", digits(recommendedPool(ram.value))}};
    d.evidence = {c.variableLine("innodb_buffer_pool_size"),
                  ram.line,
                  {c.label("pool_share"),
                   fmt::format("{} × 1.1 / {} = {}", c.words.bytes(poolSize(c)), c.words.bytes(ram.value),
                               c.words.percent(need / ram.value)),
                   {},
                   {}}};
    return found(d);
}

RuleVerdict poolAgainstData(const RuleContext& c) {
    const auto data = c.innodbBytes();
    const auto miss = missRate(c);
    const auto reads = c.rate("innodb_buffer_pool_reads");
    if (!data)
        return notAssessed(c.words.phrase("need_sizes"));
    if (*data <= poolSize(c) || !miss || *miss <= c.limit("miss") || !reads ||
        reads->perSecond <= c.limit("reads_per_second"))
        return passed();
    Draft d{Severity::Low};
    d.holes = {{"data", c.words.bytes(*data)}, {"pool", c.words.bytes(poolSize(c))}};
    d.evidence = {c.catalogLine(c.label("innodb_data"), c.words.bytes(*data)),
                  c.variableLine("innodb_buffer_pool_size"), missLine(c)};
    return found(d);
}

RuleVerdict poolMisses(const RuleContext& c) {
    const auto miss = missRate(c);
    const auto reads = c.rate("innodb_buffer_pool_reads");
    if (!miss || *c.counter("innodb_buffer_pool_read_requests") < c.limit("requests"))
        return askFor(c);
    if (*miss <= c.limit("warn") || !reads || reads->perSecond <= c.limit("reads_per_second"))
        return passed();
    Draft d{*miss > c.limit("high") ? Severity::High : Severity::Medium};
    d.holes = {{"rate", c.words.number(reads->perSecond)}, {"ratio", c.words.percent(*miss)}};
    d.evidence = {missLine(c), c.rateLine("innodb_buffer_pool_reads"),
                  c.variableLine("innodb_buffer_pool_size")};
    return found(d);
}

RuleVerdict waitFree(const RuleContext& c) {
    const auto rate = c.rate("innodb_buffer_pool_wait_free");
    if (!rate || rate->perSecond <= c.limit("info"))
        return passed();
    Draft d{rate->perSecond > c.limit("high") ? Severity::High : Severity::Info};
    d.holes = {{"rate", c.words.number(rate->perSecond * 3600)}};
    d.evidence = {c.rateLine("innodb_buffer_pool_wait_free"), c.variableLine("innodb_buffer_pool_size")};
    return found(d);
}

/// Memory that is taken once, and memory that each connection may take.
double globalBuffers(const RuleContext& c) {
    double sum = 0;
    for (const auto name : {"innodb_buffer_pool_size", "innodb_log_buffer_size", "key_buffer_size",
                            "query_cache_size", "aria_pagecache_buffer_size"})
        sum += c.number(name).value_or(0);
    return sum;
}
double perConnection(const RuleContext& c) {
    double sum = 0;
    for (const auto name : {"read_buffer_size", "read_rnd_buffer_size", "sort_buffer_size",
                            "join_buffer_size", "thread_stack", "binlog_cache_size"})
        sum += c.number(name).value_or(0);
    return sum;
}

RuleVerdict memoryUse(const RuleContext& c) {
    const auto ram = *c.ram();
    const double global = globalBuffers(c), each = perConnection(c),
                 used = *c.counter("max_used_connections");
    const double observed = global + each * used, bound = global + each * *c.number("max_connections");
    // The bound is no use: it alone never makes more than an information.
    if (observed <= c.limit("share") * ram.value && bound <= ram.value)
        return passed();
    const bool seen = observed > c.limit("share") * ram.value;
    Draft d{seen ? Severity::High : Severity::Info,
            ram.confidence == Confidence::Measured ? Confidence::Inferred : ram.confidence};
    d.variant = seen ? "" : "bound";
    d.holes = {{"ratio", c.words.percent((seen ? observed : bound) / ram.value)}};
    const auto formula = [&](double n, double total) {
        return fmt::format("{} + {} × {} = {}", c.words.bytes(global), c.words.number(n), c.words.bytes(each),
                           c.words.bytes(total));
    };
    d.evidence = {c.statusLine(c.label("memory_observed"), formula(used, observed)),
                  c.statusLine(c.label("memory_bound"), formula(*c.number("max_connections"), bound)),
                  ram.line};
    return found(d);
}

RuleVerdict perThread(const RuleContext& c) {
    std::vector<Draft> drafts;
    for (const auto& [name, key] :
         {std::pair{"sort_buffer_size", "sort"}, std::pair{"join_buffer_size", "join"},
          std::pair{"read_buffer_size", "read"}, std::pair{"read_rnd_buffer_size", "read_rnd"}}) {
        const auto value = c.number(name);
        if (!value || *value <= c.limit(key))
            continue;
        Draft d{Severity::Medium, Confidence::Measured, name};
        d.holes = {{"name", name},
                   {"value", c.words.bytes(*value)},
                   {"setting", digits(c.limit(std::string(key) + "_default"))}};
        d.evidence = {c.variableLine(name)};
        drafts.push_back(std::move(d));
    }
    return foundAll(std::move(drafts));
}

RuleVerdict sharedBuffers(const RuleContext& c) {
    const auto ram = *c.ram();
    const double size = c.settingBytes("shared_buffers").value_or(0);
    const double share = size / ram.value;
    // Above 8 GiB a smaller share is common practice: the operating system's cache does the rest.
    const bool small = share < c.limit("low") && size<8 * kGiB, big = share> c.limit("high");
    if (!small && !big)
        return passed();
    Draft d{big ? Severity::High : Severity::Medium, ram.confidence};
    d.variant = big ? "big" : "";
    d.holes = {{"ratio", c.words.percent(share)},
               {"setting", digits(std::max(128.0, ram.value / 4 / kMiB)) + "MB"}};
    d.evidence = {
        c.variableLine("shared_buffers"),
        ram.line,
        {c.label("pool_share"),
         fmt::format("{} / {} = {}", c.words.bytes(size), c.words.bytes(ram.value), c.words.percent(share)),
         {},
         {}}};
    return found(d);
}

RuleVerdict workMem(const RuleContext& c) {
    const auto ram = *c.ram();
    const double shared = c.settingBytes("shared_buffers").value_or(0),
                 work = c.settingBytes("work_mem").value_or(0);
    const double connections = *c.number("max_connections"),
                 workers = c.number("max_worker_processes").value_or(8);
    const double advised = (ram.value - shared) / ((connections + workers) * 3) / 4;
    if (advised <= 0 || work >= advised)
        return passed();
    Draft d{Severity::Low, ram.confidence};
    d.holes = {{"work", c.words.bytes(work)},
               {"setting", digits(advised / kMiB < 1 ? 1 : advised / kMiB) + "MB"}};
    d.evidence = {c.variableLine("work_mem"),
                  ram.line,
                  {c.label("advised"),
                   fmt::format("({} - {}) / (({} + {}) × 3) / 4 = {}", c.words.bytes(ram.value),
                               c.words.bytes(shared), connections, workers, c.words.bytes(advised)),
                   {},
                   {}}};
    return found(d);
}

} // namespace

std::vector<Rule> memoryRules() {
    constexpr double kDay = 86400;
    return {
        {.id = "cfg.bp_too_small_ram",
         .engines = kMySqlFamily,
         .needs = {.numbers = {"innodb_buffer_pool_size"}, .sizes = true, .ram = true},
         .check = poolTooSmall},
        {.id = "cfg.bp_too_big",
         .engines = kMySqlFamily,
         .needs = {.numbers = {"innodb_buffer_pool_size"}, .ram = true},
         .check = poolTooBig},
        {.id = "cfg.bp_vs_data",
         .engines = kMySqlFamily,
         .needs = {.numbers = {"innodb_buffer_pool_size"},
                   .status = {"innodb_buffer_pool_reads", "innodb_buffer_pool_read_requests"},
                   .sizes = true,
                   .uptimeSeconds = kDay},
         .check = poolAgainstData},
        {.id = "cfg.bp_miss",
         .engines = kMySqlFamily,
         .needs = {.status = {"innodb_buffer_pool_reads", "innodb_buffer_pool_read_requests"},
                   .uptimeSeconds = kDay},
         .check = poolMisses},
        {.id = "cfg.bp_wait_free",
         .engines = kMySqlFamily,
         .needs = {.status = {"innodb_buffer_pool_wait_free"}, .uptimeSeconds = kDay},
         .check = waitFree},
        {.id = "cfg.memory_use",
         .engines = kMySqlFamily,
         .needs = {.numbers = {"innodb_buffer_pool_size", "max_connections", "sort_buffer_size"},
                   .status = {"max_used_connections"},
                   .ram = true},
         .check = memoryUse},
        {.id = "cfg.perthread_big",
         .engines = kMySqlFamily,
         .needs = {.numbers = {"sort_buffer_size", "join_buffer_size"}},
         .check = perThread},
        {.id = "cfg.pg_shared_buffers",
         .engines = kPostgreSql,
         .needs = {.variables = {"shared_buffers"}, .ram = true},
         .check = sharedBuffers},
        {.id = "cfg.pg_work_mem",
         .engines = kPostgreSql,
         .needs = {.variables = {"shared_buffers", "work_mem"}, .numbers = {"max_connections"}, .ram = true},
         .check = workMem},
    };
}

} // namespace causeway
