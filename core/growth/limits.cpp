// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/growth/limits.h"

#include "core/base/units.h"
#include "core/growth/assumptions.h"
#include "core/snapshot/rows_by_month.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace causeway::growth {

Basis weaker(Basis a, Basis b) {
    return std::max(a, b);
}

std::string growthText(const GrowthInput& factor) {
    return fmt::format("{}{} a quarter", factor.value >= 1 ? "+" : "", formatPercent(factor.value - 1));
}

std::string whenCrossed(const std::optional<Date>& crossed, const Span& span) {
    if (!crossed)
        return "not before " + longDate(span.end);
    return *crossed == span.start ? "already" : "on " + longDate(*crossed);
}

Curve makeCurve(std::string id, std::string title, std::string unit, const Growing& g,
                const GrowthInput& level, const GrowthInput& factor, const Span& span) {
    Curve c{std::move(id), std::move(title), std::move(unit), {}, monthly(g, span.start, span.months), {}};
    if (level.basis == Basis::Measured)
        c.measured.push_back({span.start, g.offset + g.value, g.offset + g.value, g.offset + g.value});
    c.method = fmt::format("growth of {} ({}), level {}", growthText(factor), basisName(factor.basis),
                           basisName(level.basis));
    return c;
}

Limit makeLimit(std::string id, std::string curve, std::string label, double value, const Growing& g,
                Basis basis, const Span& span) {
    const auto at = crossing(g, value, span.start, span.end);
    return {
        std::move(id), std::move(curve), std::move(label), value, at.crossed, at.earliest, at.latest, {}, {},
        basis};
}

namespace {

/// The volume at the end of past months: today's less what was added since, where the rows' own dates tell;
/// and the sizes of earlier visits. A copy's history is scaled as its volume is.
std::vector<ForecastPoint> pastVolume(const Inputs& in) {
    constexpr std::size_t kShown = 48; ///< months
    std::vector<ForecastPoint> points;
    const double scale = in.captureScale, total = in.server && in.server->catalog
                                                      ? double(in.server->catalog->totalBytes().value_or(0))
                                                      : 0;
    if (in.history.fit && total > 0 && (in.representative || scale > 1)) {
        const auto& added = in.history.added;
        double share = 1;
        for (std::size_t back = 0; back < std::min(kShown, added.values.size()); ++back) {
            const auto i = added.values.size() - 1 - back;
            const double value = total * scale * std::max(0.0, share);
            points.push_back({firstDay(added.firstMonth + int(i) + 1), value, value, value});
            share -= added.values[i] / (in.history.covered * total);
        }
    }
    if (in.representative || scale > 1)
        for (const auto& visit : in.visits)
            points.push_back({visit.day, visit.bytes * scale, visit.bytes * scale, visit.bytes * scale});
    std::stable_sort(points.begin(), points.end(),
                     [](const ForecastPoint& a, const ForecastPoint& b) { return a.date < b.date; });
    return points;
}

} // namespace

void addVolume(Forecast& f, const Inputs& in, const Span& span) {
    const auto g = growingSize(in, in.volume.value, in.volume.basis);
    const double end = project(g, span.start, span.end).value;
    auto curve =
        makeCurve("volume",
                  fmt::format("Data {} from {} to {} by {}", end < in.volume.value ? "shrinks" : "grows",
                              formatBytes(in.volume.value), formatBytes(end), longDate(span.end)),
                  "bytes", g, in.volume, in.growth, span);
    auto past = pastVolume(in);
    curve.measured.insert(curve.measured.begin(), past.begin(), past.end());
    if (in.fitted)
        curve.method = in.growth.source;
    f.curves.push_back(std::move(curve));
}

void addMemory(Forecast& f, const Inputs& in, const Span& span) {
    if (!in.pool || !in.hot)
        return;
    const auto g = growingSize(in, in.hot->value, in.hot->basis);
    auto limit = makeLimit("memory", "memory", "buffer pool " + formatBytes(in.pool->value), in.pool->value,
                           g, weaker(in.hot->basis, in.growth.basis), span);
    limit.reason = fmt::format(
        "Data in constant use is {} and grows {}; {} x {}^t reaches the {} of cache {}. From then on "
        "reads that memory served go to the disk.",
        formatBytes(in.hot->value), growthText(in.growth), formatBytes(in.hot->value),
        formatNumber(in.growth.value, 2), formatBytes(in.pool->value), whenCrossed(limit.crossed, span));
    const double ramPool = in.ram ? in.ram->value * assumption("pool_share").value : 0;
    const bool settingHelps = ramPool > assumption("pool_margin").value * in.pool->value;
    const double larger = settingHelps ? ramPool : 2 * in.pool->value;
    const auto then = crossing(g, larger, span.start, span.end).crossed;
    limit.remedy =
        settingHelps
            ? fmt::format("Raise the buffer pool from {} to {} of the {} RAM: the limit moves to {}",
                          formatBytes(in.pool->value), formatBytes(larger), formatBytes(in.ram->value),
                          then ? longDate(*then) : "beyond " + longDate(span.end))
            : fmt::format("{}: the cache holds {} and the limit moves to {}",
                          in.ram ? formatBytes(2 * in.ram->value) + " of RAM" : "Twice the memory",
                          formatBytes(larger), then ? longDate(*then) : "beyond " + longDate(span.end));
    f.curves.push_back(makeCurve("memory",
                                 fmt::format("Hot data outgrows {} of cache {}", formatBytes(in.pool->value),
                                             whenCrossed(limit.crossed, span)),
                                 "bytes", g, *in.hot, in.growth, span));
    f.limits.push_back(std::move(limit));
}

void addDisk(Forecast& f, const Inputs& in, const Span& span) {
    if (!in.diskSize)
        return;
    const double other = std::max(0.0, in.diskUsed->value - in.volume.value);
    const auto g = growingSize(in, in.volume.value, in.volume.basis, other);
    const double share = assumption("disk_full").value, value = in.diskSize->value * share;
    auto limit = makeLimit(
        "disk", "disk", fmt::format("{} of disk {}", formatPercent(share), formatBytes(in.diskSize->value)),
        value, g, weaker(weaker(in.diskSize->basis, in.volume.basis), in.growth.basis), span);
    limit.reason = fmt::format("{} of data growing {}{} reaches {} of {} {}; {} stays free for "
                               "temporary files, logs and one table copy.",
                               formatBytes(in.volume.value), growthText(in.growth),
                               other > 0 ? " on top of " + formatBytes(other) + " of other files" : "",
                               formatBytes(value), formatBytes(in.diskSize->value),
                               whenCrossed(limit.crossed, span), formatBytes(in.diskSize->value - value));
    const auto then = crossing(g, 2 * value, span.start, span.end).crossed;
    limit.remedy = fmt::format("A disk of {} lasts until {}; archiving a third of the data now gives back {}",
                               formatBytes(2 * in.diskSize->value), longDate(then.value_or(span.end)),
                               formatBytes(in.volume.value / 3));
    f.curves.push_back(makeCurve("disk",
                                 fmt::format("The disk of {} is {} full {}", formatBytes(in.diskSize->value),
                                             formatPercent(share), whenCrossed(limit.crossed, span)),
                                 "bytes", g, *in.diskUsed, in.growth, span));
    f.limits.push_back(std::move(limit));
}

void addBackup(Forecast& f, const Inputs& in, const Criteria& criteria, const Span& span) {
    const auto level = [&](const GrowthInput& rate) {
        return growingSize(in, in.volume.value / rate.value, weaker(in.volume.basis, rate.basis));
    };
    const auto backup = level(*in.backupRate), restore = level(*in.restoreRate);
    auto window =
        makeLimit("backup", "backup", "window " + formatSeconds(in.backupWindow->value),
                  in.backupWindow->value, backup, weaker(in.backupRate->basis, in.backupWindow->basis), span);
    window.reason = fmt::format(
        "A full backup takes {} / {}/s = {} and grows {}; it outgrows the night's {} {}.",
        formatBytes(in.volume.value), formatBytes(in.backupRate->value), formatSeconds(backup.value),
        growthText(in.growth), formatSeconds(in.backupWindow->value), whenCrossed(window.crossed, span));
    window.remedy = fmt::format("Incremental physical backups copy only what changed of the {}",
                                formatBytes(in.volume.value));
    f.curves.push_back(
        makeCurve("backup",
                  fmt::format("A backup outgrows its {} {}", formatSeconds(in.backupWindow->value),
                              whenCrossed(window.crossed, span)),
                  "seconds", backup, *in.backupRate, in.growth, span));
    f.limits.push_back(std::move(window));

    f.curves.push_back(makeCurve(
        "restore",
        fmt::format("A restore takes {} today and {} on {}", formatSeconds(restore.value),
                    formatSeconds(project(restore, span.start, span.end).value), longDate(span.end)),
        "seconds", restore, *in.restoreRate, in.growth, span));
    const auto rto = criteria.number("rto");
    if (!rto || *rto <= 0)
        return;
    auto limit = makeLimit("restore", "restore", "RTO " + formatSeconds(*rto), *rto, restore,
                           weaker(in.restoreRate->basis, in.growth.basis), span);
    limit.reason = fmt::format(
        "Restoring {} at {}/s takes {}; the client wants service back in {}, which a restore alone "
        "misses {}.",
        formatBytes(in.volume.value), formatBytes(in.restoreRate->value), formatSeconds(restore.value),
        formatSeconds(*rto), whenCrossed(limit.crossed, span));
    limit.remedy = fmt::format("A standby that takes over within {}; the backup then serves disasters only",
                               formatSeconds(*rto));
    f.limits.push_back(std::move(limit));
}

} // namespace causeway::growth
