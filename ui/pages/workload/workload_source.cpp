// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/workload/workload_source.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

namespace causeway::ui {
namespace {

QDateTime dateTime(Instant at) {
    return QDateTime::fromMSecsSinceEpoch(at.time_since_epoch().count(), Qt::UTC);
}

QString written(const QDateTime& at, const char* form) {
    return QLocale(QLocale::English).toString(at, form);
}

} // namespace

std::vector<WorkloadSource> workloadSources(std::shared_ptr<const Snapshot> snapshot, bool stored) {
    std::vector<WorkloadSource> sources;
    if (!snapshot)
        return sources;
    for (const auto& server : snapshot->servers) {
        if (server.workload)
            sources.push_back({snapshot, &server, &*server.workload, stored});
        for (const auto& other : server.otherWorkloads)
            sources.push_back({snapshot, &server, &other, stored});
    }
    return sources;
}

QString momentText(Instant at, bool withSeconds) {
    return written(dateTime(at), withSeconds ? "d MMM yyyy, HH:mm:ss" : "d MMM yyyy, HH:mm");
}

QString periodText(const WorkloadDigest& digest) {
    if (!digest.first || !digest.last)
        return {};
    const auto from = dateTime(*digest.first), to = dateTime(*digest.last);
    const auto join = [](const QString& a, const QString& b) {
        return QCoreApplication::translate("Workload", "%1 to %2").arg(a, b);
    };
    if (from.date() == to.date()) {
        const bool minutes = from.secsTo(to) >= 120;
        return written(from, "d MMM yyyy, ") + join(written(from, minutes ? "HH:mm" : "HH:mm:ss"),
                                                    written(to, minutes ? "HH:mm" : "HH:mm:ss"));
    }
    const bool sameYear = from.date().year() == to.date().year();
    return join(written(from, sameYear ? "d MMM" : "d MMM yyyy"), written(to, "d MMM yyyy"));
}

QString sourceLabel(const WorkloadSource& source) {
    auto label = QString::fromStdString(source.server->id + ": " + source.digest->origin);
    if (const auto period = periodText(*source.digest); !period.isEmpty())
        label += ", " + period;
    return label;
}

} // namespace causeway::ui
