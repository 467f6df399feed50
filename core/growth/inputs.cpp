// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/growth/inputs.h"

#include "core/base/error.h"
#include "core/base/text.h"
#include "core/base/units.h"
#include "core/growth/assumptions.h"
#include "core/growth/inputs_host.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace causeway::growth {
namespace {

double bytesOf(const ServerEvidence& s) {
    return s.catalog ? double(s.catalog->totalBytes().value_or(0)) : 0;
}

/// The production server with the most data, else the one with the most data; ties: the first.
const ServerEvidence* subject(const Snapshot* snapshot) {
    const ServerEvidence* best = nullptr;
    const auto rank = [](const ServerEvidence& s) {
        return std::pair(s.environment == "production", bytesOf(s));
    };
    if (snapshot)
        for (const auto& s : snapshot->servers)
            if (!best || rank(*best) < rank(s))
                best = &s;
    return best;
}

void readVolume(Inputs& in, const Criteria& criteria) {
    const double measured = in.server ? bytesOf(*in.server) : 0;
    const auto stated = statedInput(criteria, "volume", "Data volume");
    if (measured <= 0 && !stated)
        throw Error(ErrorCode::Usage, "no volume is known",
                    "neither a snapshot with table sizes nor the fact \"volume\" is there",
                    "set it, for example: causeway facts -e FILE set volume=100GB");
    const double scale = criteria.number("capture_scale").value_or(1);
    if (measured > 0 && scale > 1 && !stated) {
        const auto factor = formatNumber(scale, scale == std::floor(scale) ? 0 : 1);
        in.volume = {"volume", "Data volume", measured * scale, Basis::Stated,
                     fmt::format("{} measured on a smaller copy of {} × {}, how many times larger the client "
                                 "states its own to be",
                                 formatBytes(measured), in.server->id, factor)};
        in.captureScale = scale;
        in.representative = false; // load and machine of the copy say nothing of the real server's
        return;
    }
    in.representative =
        measured > 0 && (!stated || stated->value <= assumption("representative_factor").value * measured);
    if (!in.representative) {
        in.volume = *stated;
        if (measured > 0)
            in.volume.source +=
                fmt::format("; {} holds {}, too little to plan from", in.server->id, formatBytes(measured));
        return;
    }
    in.volume = {
        "volume", "Data volume", measured, Basis::Measured,
        fmt::format("data and indexes of {} tables on {}", in.server->catalog->tables.size(), in.server->id)};
}

/// Requests a second over the sampled time, in the words of the counters they came from.
std::optional<GrowthInput> measuredRequests(const ServerEvidence& s) {
    if (const auto rate = s.rate("questions"))
        return GrowthInput{"rps", "Requests a second", rate->perSecond, Basis::Measured,
                           fmt::format("Questions on {} over {}{}", s.id, formatSeconds(rate->overSeconds),
                                       rate->sinceBoot ? ", since it started" : "")};
    const auto& w = s.workload;
    if (w && w->first && w->last && *w->last > *w->first && !(w->thresholdSeconds.value_or(0) > 0)) {
        const double seconds = std::chrono::duration<double>(*w->last - *w->first).count();
        return GrowthInput{
            "rps", "Requests a second", double(w->entries) / seconds, Basis::Measured,
            fmt::format("{} statements in {} of the {}", w->entries, formatSeconds(seconds), w->origin)};
    }
    return std::nullopt;
}

void readRequests(Inputs& in, const Criteria& criteria) {
    const auto stated = statedInput(criteria, "rps", "Requests a second");
    const auto measured = in.representative ? measuredRequests(*in.server) : std::nullopt;
    if (measured && measured->value > 0 &&
        (!stated || stated->value <= assumption("representative_factor").value * measured->value))
        in.requests = measured;
    else if (stated) {
        in.requests = stated;
        if (measured)
            in.requests->source += fmt::format("; {:.1f} a second were measured", measured->value);
    } else
        in.notAssessed.push_back(
            fmt::format("Throughput beside {}: no request rate was measured or stated. Set the "
                        "fact \"rps\" or take two status samples.",
                        formatBytes(in.volume.value)));
    if (in.requests)
        in.peak = peakFactor(in, criteria);
}

void readBackup(Inputs& in, const Criteria& criteria) {
    const auto method = toLower(criteria.text("backup_method").value_or(""));
    const bool physical =
        containsIgnoreCase(method, "xtrabackup") || containsIgnoreCase(method, "mariabackup") ||
        containsIgnoreCase(method, "basebackup") || containsIgnoreCase(method, "physical") ||
        containsIgnoreCase(method, "snapshot") || containsIgnoreCase(method, "pgbackrest");
    const std::string kind = physical ? "physical" : "logical";
    if (const auto rate = criteria.number("rate_copy_mb_s"); rate && *rate > 0) {
        const GrowthInput stated{
            "backup_rate", "Backup rate", *rate * kMiB, Basis::Stated,
            fmt::format("copy rate of {} MB/s stated in the interview", formatNumber(*rate))};
        in.backupRate = stated;
        in.restoreRate = stated;
        in.restoreRate->key = "restore_rate";
        in.restoreRate->label = "Restore rate";
    } else {
        in.backupRate = assumedInput("backup_rate", "Backup rate", "backup_mb_s_" + kind);
        in.restoreRate = assumedInput("restore_rate", "Restore rate", "restore_mb_s_" + kind);
        in.backupRate->value *= kMiB;
        in.restoreRate->value *= kMiB;
    }
    in.backupWindow = assumedInput("backup_window", "Backup window", "backup_window_s");
}

} // namespace

std::optional<GrowthInput> statedInput(const Criteria& criteria, std::string_view key,
                                       std::string_view label) {
    const auto value = criteria.number(key);
    if (!value || *value <= 0)
        return std::nullopt;
    const auto* fact = criteria.fact(key);
    return GrowthInput{std::string(key), std::string(label), *value, Basis::Stated,
                       fmt::format("{} ({})", fact->text, fact->source.empty() ? "interview" : fact->source)};
}

GrowthInput assumedInput(std::string_view key, std::string_view label, std::string_view assumptionKey) {
    const auto& a = assumption(assumptionKey);
    return {std::string(key), std::string(label), a.value, Basis::Assumed, a.source};
}

std::vector<GrowthInput> Inputs::list() const {
    std::vector<GrowthInput> all{volume, growth};
    for (const auto* i : {&requests, &peak, &cpus, &cpuBusy, &ram, &pool, &hot, &diskSize, &diskUsed,
                          &connections, &maxConnections, &backupRate, &restoreRate, &backupWindow})
        if (*i)
            all.push_back(**i);
    return all;
}

Inputs readInputs(const Criteria& criteria, const Snapshot* snapshot, Date start, int months,
                  const std::vector<Visit>& visits) {
    Inputs in;
    in.server = subject(snapshot);
    readVolume(in, criteria);
    readCourse(in, criteria, start, months, visits);
    readRequests(in, criteria);
    readCpu(in, criteria);
    readMemory(in, criteria);
    readDisk(in, criteria);
    readConnections(in);
    readBackup(in, criteria);
    return in;
}

} // namespace causeway::growth
