// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/units.h"
#include "core/growth/assumptions.h"
#include "core/growth/inputs_host.h"

#include <fmt/format.h>

#include <algorithm>

namespace causeway::growth {
namespace {

void readPool(Inputs& in) {
    if (in.representative && in.server->engine != Engine::PostgreSQL)
        if (const auto pool = in.server->variableNumber("innodb_buffer_pool_size"); pool && *pool > 0) {
            in.pool = GrowthInput{"pool", "Buffer pool", *pool, Basis::Measured,
                                  "innodb_buffer_pool_size on " + in.server->id};
            return;
        }
    if (!in.ram)
        return;
    const auto& share = assumption("pool_share");
    in.pool = GrowthInput{"pool", "Buffer pool", in.ram->value * share.value, Basis::Assumed,
                          fmt::format("{} of {} RAM; {}", formatPercent(share.value),
                                      formatBytes(in.ram->value), share.source)};
}

/// From the buffer pool's own counters. A pool with free pages holds all that was touched since the start; a
/// full one that misses serves uniform access to a hot set of pool / (1 - miss share).
std::optional<GrowthInput> measuredHot(const ServerEvidence& s, double pool) {
    const auto data = s.counter("innodb_buffer_pool_pages_data"),
               free = s.counter("innodb_buffer_pool_pages_free");
    const auto page = s.counter("innodb_page_size");
    const auto reads = s.rate("innodb_buffer_pool_reads"), asked = s.rate("innodb_buffer_pool_read_requests");
    if (data && free && *data > 0 && *free > assumption("pool_free").value * (*data + *free)) {
        const double bytes = *data * page.value_or(16384);
        return GrowthInput{
            "hot", "Data in constant use", bytes, Basis::Measured,
            fmt::format("{} pages of {} are in the pool of {} and {} are still free; an upper bound",
                        formatNumber(*data), formatBytes(page.value_or(16384)), s.id, formatNumber(*free))};
    }
    if (!reads || !asked || asked->perSecond <= 0)
        return std::nullopt;
    const double miss = std::min(0.99, reads->perSecond / asked->perSecond);
    if (miss < assumption("pool_misses").value)
        return std::nullopt;
    return GrowthInput{"hot", "Data in constant use", pool / (1 - miss), Basis::Measured,
                       fmt::format("{} of {} page reads a second miss the pool: {} / (1 - {})",
                                   formatNumber(reads->perSecond, 1), formatNumber(asked->perSecond, 1),
                                   formatBytes(pool), formatPercent(miss))};
}

void readHot(Inputs& in) {
    if (in.representative && in.server->engine != Engine::PostgreSQL && in.pool->basis == Basis::Measured)
        in.hot = measuredHot(*in.server, in.pool->value);
    if (in.hot)
        return;
    const auto& share = assumption("hot_share");
    in.hot = GrowthInput{
        "hot", "Data in constant use", in.volume.value * share.value, Basis::Assumed,
        fmt::format("{} of {}; {}", formatPercent(share.value), formatBytes(in.volume.value), share.source)};
}

/// The file system whose mount point is the longest prefix of the data directory, else the largest.
const Filesystem* dataFilesystem(const ServerEvidence& s) {
    const auto directory = s.variable("datadir").value_or(s.variable("data_directory").value_or(""));
    const Filesystem* best = nullptr;
    for (const auto& f : s.host.filesystems)
        if (f.sizeBytes > 0 && !directory.empty() && directory.starts_with(f.mount) &&
            (!best || f.mount.size() > best->mount.size()))
            best = &f;
    if (!best)
        for (const auto& f : s.host.filesystems)
            if (f.sizeBytes > 0 && (!best || f.sizeBytes > best->sizeBytes))
                best = &f;
    return best;
}

} // namespace

void readMemory(Inputs& in, const Criteria& criteria) {
    if (in.representative && in.server->host.ramBytes)
        in.ram =
            GrowthInput{"ram", "RAM", *in.server->host.ramBytes, Basis::Measured, "host of " + in.server->id};
    else
        in.ram = statedInput(criteria, "ram", "RAM");
    readPool(in);
    if (in.pool)
        readHot(in);
    else
        in.notAssessed.push_back(
            fmt::format("Memory for {}: neither RAM nor a buffer pool is known. Set the fact \"ram\".",
                        formatBytes(in.volume.value)));
}

void readDisk(Inputs& in, const Criteria& criteria) {
    if (in.representative)
        if (const auto* f = dataFilesystem(*in.server)) {
            in.diskSize =
                GrowthInput{"disk", "Disk", f->sizeBytes, Basis::Measured, f->mount + " on " + in.server->id};
            in.diskUsed = GrowthInput{"disk_used", "Disk used", std::max(f->usedBytes, in.volume.value),
                                      Basis::Measured, f->mount + " on " + in.server->id};
            return;
        }
    in.diskSize = statedInput(criteria, "disk", "Disk");
    if (in.diskSize)
        in.diskUsed = GrowthInput{"disk_used", "Disk used", in.volume.value, in.volume.basis,
                                  "the data volume alone; logs and other files are not known"};
    else
        in.notAssessed.push_back(
            fmt::format("The day the disk is full of today's {}: its size is unknown. Set the fact \"disk\".",
                        formatBytes(in.volume.value)));
}

void readConnections(Inputs& in) {
    if (!in.representative)
        return;
    const auto used = in.server->counter("max_used_connections");
    const auto limit = in.server->variableNumber("max_connections");
    if (!used || !limit || *used <= 0 || *limit <= 0)
        return;
    in.connections = GrowthInput{"connections", "Connections at the peak", *used, Basis::Measured,
                                 "Max_used_connections on " + in.server->id};
    in.maxConnections = GrowthInput{"max_connections", "Connections allowed", *limit, Basis::Measured,
                                    "max_connections on " + in.server->id};
}

} // namespace causeway::growth
