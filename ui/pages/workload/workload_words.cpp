// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/workload/workload_words.h"

#include "core/base/units.h"
#include "ui/kit/counted.h"
#include "ui/pages/workload/load_charts.h"
#include "ui/pages/workload/shape_findings.h"
#include "ui/pages/workload/shape_words.h"

#include <QCoreApplication>

#include <algorithm>

namespace causeway::ui {
namespace {

constexpr double kWorthAHeadline = 0.05; ///< share of time of missing indexes
constexpr double kDominant = 0.2;        ///< share of time of one query
constexpr std::size_t kFew = 10;

QString tr(const char* text) {
    return QCoreApplication::translate("Workload", text);
}

QString percent(double share) {
    return QString::fromStdString(formatPercent(share));
}

/// "the slow log", "performance_schema".
QString originText(const WorkloadDigest& digest) {
    const auto name = QString::fromStdString(digest.origin);
    return name.contains('_') ? name : tr("the %1").arg(name);
}

/// A word longer than a line may be broken every 24 characters.
QString breakable(const QString& text) {
    constexpr int kLongestWord = 48, kPart = 24;
    QStringList words = text.split(' ');
    for (auto& word : words)
        for (qsizetype at = kPart; word.size() > kLongestWord && at < word.size(); at += kPart + 1)
            word.insert(at, QChar(0x200b));
    return words.join(' ');
}

QString shapesText(const WorkloadDigest& digest) {
    return countText(double(digest.queries.size() + digest.otherQueries));
}

QString shareHeadline(const WorkloadDigest& digest) {
    const double total = double(digest.totalNs());
    const auto& queries = digest.queries;
    if (queries.size() + digest.otherQueries == 1)
        return tr("One query takes all the time");
    const double first = double(queries.front().totalNs) / total;
    if (first >= kDominant)
        return tr("One query of %1 takes %2 of the time").arg(shapesText(digest), percent(first));
    double few = 0;
    const auto shown = std::min(kFew, queries.size());
    for (std::size_t i = 0; i < shown; ++i)
        few += double(queries[i].totalNs) / total;
    return tr("%1 of %2 queries take %3 of the time").arg(shown).arg(shapesText(digest), percent(few));
}

} // namespace

double executionsOf(const WorkloadDigest& digest) {
    return double(digest.executions());
}

std::optional<double> executionsPerSecond(const WorkloadDigest& digest) {
    if (!digest.first || !digest.last || digest.timeline.empty())
        return std::nullopt;
    const double span = std::chrono::duration<double>(*digest.last - *digest.first).count();
    return span >= 1 ? std::optional(executionsOf(digest) / span) : std::nullopt;
}

QString shareText(const std::optional<double>& share) {
    return share ? percent(*share) : tr("not known");
}

QString timeSeenText(const Coverage& coverage) {
    return !coverage.time && coverage.timeAtLeast ? tr("at least %1").arg(percent(*coverage.timeAtLeast))
                                                  : shareText(coverage.time);
}

QString workloadHeadline(const WorkloadSource& source, const AuditReport* audit) {
    const auto& digest = *source.digest;
    if (digest.queries.empty())
        return tr("The %1 holds no statement").arg(QString::fromStdString(digest.origin));
    if (digest.totalNs() == 0)
        return tr("%1 of %2 queries; the %3 has no times")
            .arg(counted(qint64(executionsOf(digest)), tr("execution"), tr("executions")), shapesText(digest),
                 QString::fromStdString(digest.origin));
    if (audit) {
        const auto missing = missingIndexes(*audit, source.server->id, digest);
        if (missing.share >= kWorthAHeadline)
            return missing.indexes == 1
                       ? tr("One missing index is %1 of the time seen").arg(percent(missing.share))
                       : tr("%1 missing indexes are %2 of the time seen")
                             .arg(missing.indexes)
                             .arg(percent(missing.share));
    }
    return shareHeadline(digest);
}

QString workloadBasis(const WorkloadSource& source) {
    const auto& digest = *source.digest;
    auto text = tr("%1 executions from %2 of %3")
                    .arg(countText(executionsOf(digest)), originText(digest),
                         QString::fromStdString(source.server->id));
    if (digest.thresholdSeconds)
        text += tr(" (threshold %1)").arg(QString::fromStdString(formatSeconds(*digest.thresholdSeconds)));
    if (const auto period = periodText(digest); !period.isEmpty())
        text += ", " + period;
    if (const auto* peak = peakOf(digest.timeline);
        peak && digest.timeline.size() > 1 && digest.bucketSeconds) {
        const double rate = double(peak->count) / double(digest.bucketSeconds);
        text += tr("; peak %1/s at %2")
                    .arg(QString::fromStdString(formatNumber(rate, rate < 10 ? 1 : 0)),
                         momentText(peak->start, digest.bucketSeconds < 60));
    }
    if (!source.stored)
        text += tr("; not stored: no engagement is open");
    return text + ".";
}

QStringList coverageSentences(const WorkloadDigest& digest) {
    QStringList sentences{tr("Of all executions it sees: %1. Of all execution time: %2.")
                              .arg(shareText(digest.coverage.executions), timeSeenText(digest.coverage))};
    for (const auto& reason : digest.coverage.reasons) {
        auto sentence = breakable(oneLine(reason, 500));
        if (!sentence.isEmpty() && !sentence.startsWith("long_") && !sentence.startsWith("log_") &&
            !sentence.startsWith("pg_") && !sentence.startsWith("min_"))
            sentence[0] = sentence[0].toUpper();
        sentences << (sentence.endsWith('.') ? sentence : sentence + ".");
    }
    return sentences;
}

QStringList skippedSentences(const WorkloadDigest& digest) {
    QStringList sentences;
    if (digest.skipped)
        sentences << tr("%1 not whole, and not counted.")
                         .arg(counted(qint64(digest.skipped), tr("entry was"), tr("entries were")));
    for (const auto& remark : digest.remarks) {
        auto sentence = breakable(oneLine(remark, 500));
        if (!sentence.isEmpty())
            sentence[0] = sentence[0].toUpper();
        sentences << (sentence.endsWith('.') ? sentence : sentence + ".");
    }
    if (digest.otherQueries)
        sentences << tr("%1 with less time each are not listed: together %2 executions.")
                         .arg(counted(qint64(digest.otherQueries), tr("query"), tr("queries")),
                              countText(double(digest.otherCount)));
    return sentences;
}

QString missingWords(const Snapshot& snapshot) {
    for (const auto& server : snapshot.servers)
        for (const char* id : {"mysql.digests", "pg.statements"})
            if (const auto* probe = server.probe(id); probe && probe->state != ProbeResult::State::Answered)
                return tr("%1 did not give its statement counters: %2")
                           .arg(QString::fromStdString(server.id), oneLine(probe->message, 300)) +
                       " " + tr("Open its slow log instead.");
    return tr("Open a slow log, a general log or a PostgreSQL log, or collect from a server with "
              "performance_schema or pg_stat_statements.");
}

} // namespace causeway::ui
