// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audit/finding.h"
#include "ui/pages/workload/workload_source.h"

#include <QStringList>

namespace causeway::ui {

/// The page's answer: what missing indexes cost, or which queries take the time.
QString workloadHeadline(const WorkloadSource& source, const AuditReport* audit);
/// What it rests on: executions, source, period, peak.
QString workloadBasis(const WorkloadSource& source);
/// Which share of executions and of time the source can see, and why: sentences.
QStringList coverageSentences(const WorkloadDigest& digest);
/// What was not whole or odd in the log: sentences; empty when nothing was.
QStringList skippedSentences(const WorkloadDigest& digest);
/// "87 %", or "not known".
QString shareText(const std::optional<double>& share);
/// All executions that the digest counts.
/// "98 %", "at least 69 %", "not known".
QString timeSeenText(const Coverage& coverage);
double executionsOf(const WorkloadDigest& digest);
/// Executions a second between the first and the last; nothing where the source knows no times.
std::optional<double> executionsPerSecond(const WorkloadDigest& digest);
/// Why the snapshot's servers hold no workload, and what would change it.
QString missingWords(const Snapshot& snapshot);

} // namespace causeway::ui
