// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/progress.h"
#include "core/workload/digest_csv.h"
#include "ui/pages/workload/workload_source.h"

#include <QByteArray>

class QWidget;

namespace causeway::ui {

class Workbench;

enum class WorkloadForm { Tsv, Csv, Markdown, Json };
/// The form that a file's ending asks for; CSV for any other.
WorkloadForm workloadForm(const QString& path);

/// The shapes as a table with plain numbers and whole texts, in the order given; as JSON the whole digest,
/// as `causeway digest --format json` writes it. Throws Error(Cancelled).
QByteArray workloadExport(const WorkloadSource& source, const std::vector<const QueryClass*>& shapes,
                          WorkloadForm form, Progress& progress);

/// Another of the digest's tables, as `causeway digest --format csv --csv-of` writes it.
QByteArray workloadTable(const WorkloadDigest& digest, DigestTable table, Progress& progress);

/// Asks where, and writes in the background. keep: what the source and the shapes point into, besides the
/// snapshot. False when the user chose nothing.
bool exportWorkload(QWidget* parent, Workbench& workbench, const WorkloadSource& source,
                    std::vector<const QueryClass*> shapes, std::shared_ptr<const WorkloadDigest> keep);

} // namespace causeway::ui
