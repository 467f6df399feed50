// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/sources/source_words.h"

#include "ui/kit/counted.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>

namespace causeway::ui {
namespace {

QString tr(const char* text) {
    return QCoreApplication::translate("Sources", text);
}

QString qt(const std::string& text) {
    return QString::fromStdString(text);
}

constexpr std::pair<const char*, const char*> kKinds[] = {
    {"mysql", "MySQL server"},
    {"mariadb", "MariaDB server"},
    {"postgresql", "PostgreSQL server"},
    {"dump", "Dump"},
    {"variables", "SHOW VARIABLES"},
    {"status", "SHOW STATUS"},
    {"table-status", "SHOW TABLE STATUS"},
    {"slow-log", "Slow log"},
    {"unrecognised", "Not recognised"},
};

/// "1 server and 5 files"; either part only where there are any.
QString counts(const Snapshot& snapshot) {
    const auto live = std::count_if(snapshot.sources.begin(), snapshot.sources.end(), isLive);
    const auto files = qint64(snapshot.sources.size()) - live;
    QStringList parts;
    if (live)
        parts << counted(live, tr("server"), tr("servers"));
    if (files)
        parts << counted(files, tr("file"), tr("files"));
    return parts.join(tr(" and "));
}

qint64 tablesOf(const Snapshot& snapshot) {
    qint64 tables = 0;
    for (const auto& server : snapshot.servers)
        tables += server.catalog ? qint64(server.catalog->tables.size()) : 0;
    return tables;
}

} // namespace

bool isLive(const Source& source) {
    return source.kind == "mysql" || source.kind == "mariadb" || source.kind == "postgresql";
}

QString kindWord(const std::string& kind) {
    for (const auto& [key, word] : kKinds)
        if (kind == key)
            return tr(word);
    return qt(kind);
}

QString momentText(Instant at) {
    const auto day = std::chrono::floor<std::chrono::days>(at);
    return tr("%1, %2 UTC").arg(qt(longDate(day)), qt(toIso(at)).mid(11, 5));
}

QString serverLine(const ServerEvidence& server) {
    QStringList parts;
    const auto engine = QString::fromUtf8(engineName(server.engine).data());
    parts << (server.version.known() ? engine + " " + qt(server.version.text(server.engine))
                                     : tr("%1, version unknown").arg(engine));
    if (const auto& catalog = server.catalog) {
        QStringList objects{counted(qint64(catalog->tables.size()), tr("table"), tr("tables"))};
        if (!catalog->views.empty())
            objects << counted(qint64(catalog->views.size()), tr("view"), tr("views"));
        if (!catalog->routines.empty())
            objects << counted(qint64(catalog->routines.size()), tr("routine"), tr("routines"));
        parts << objects.join(", ");
    } else {
        parts << tr("no schema read");
    }
    return parts.join(" · ");
}

QString sourceLine(const Source& source) {
    const auto day = std::chrono::floor<std::chrono::days>(source.captured);
    QStringList parts{kindWord(source.kind), qt(longDate(day))};
    if (!source.remark.empty())
        parts << qt(source.remark);
    return parts.join(" · ");
}

int unknownFacts(const Criteria& criteria) {
    const auto& all = factDefinitions();
    return int(std::count_if(all.begin(), all.end(), [&](const auto& d) { return !criteria.fact(d.key); }));
}

QString sourcesHeadline(const Snapshot* snapshot, const Criteria& criteria) {
    const int open = unknownFacts(criteria);
    const auto asked = open == 0   ? tr("no fact is left to ask")
                       : open == 1 ? tr("1 fact is still unknown")
                                   : tr("%1 facts are still unknown").arg(open);
    if (!snapshot || snapshot->sources.empty())
        return tr("Nothing has been read yet; %1").arg(asked);
    const auto told = counts(*snapshot);
    const bool one = snapshot->sources.size() == 1;
    const auto tables = tablesOf(*snapshot);
    const auto tell =
        tables == 0
            ? (one ? tr("tells of no table yet") : tr("tell of no table yet"))
            : (one ? tr("tells of %1") : tr("tell of %1")).arg(counted(tables, tr("table"), tr("tables")));
    return QString("%1 %2; %3").arg(told, tell, asked);
}

QString sourcesBasis(const Snapshot* snapshot) {
    if (!snapshot)
        return tr("Sessions on servers are read only; files are read where they lie.");
    const bool live = std::any_of(snapshot->sources.begin(), snapshot->sources.end(), isLive);
    return tr("Newest evidence: %1. ").arg(momentText(snapshot->taken)) +
           (live ? tr("Nothing was written on any server.") : tr("Read from files; no server was asked."));
}

} // namespace causeway::ui
