// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/workload/workload_export.h"

#include "core/workload/digest_json.h"
#include "ui/kit/save_file.h"
#include "ui/kit/table_export.h"
#include "ui/pages/workload/shape_words.h"
#include "ui/workbench/workbench.h"

#include <QAbstractTableModel>
#include <QFileDialog>
#include <QSaveFile>

namespace causeway::ui {
namespace {

enum Column {
    Id,
    Calls,
    TotalS,
    MeanMs,
    P95Ms,
    MaxMs,
    Variance,
    Examined,
    Sent,
    Changed,
    Run,
    Schema,
    User,
    Query,
    kColumns
};
constexpr const char* kTitles[] = {"id",
                                   "calls",
                                   "total_s",
                                   "mean_ms",
                                   "p95_ms",
                                   "max_ms",
                                   "variance_to_mean_s",
                                   "rows_examined",
                                   "rows_sent",
                                   "rows_affected",
                                   "longest_run_same_thread",
                                   "schema",
                                   "user",
                                   "query"};

/// The shapes with numbers as machines read them. Lives in the thread that writes.
class RawShapes : public QAbstractTableModel {
public:
    RawShapes(const std::vector<const QueryClass*>& shapes, bool timed) : shapes_(shapes), timed_(timed) {}
    int rowCount(const QModelIndex& = {}) const override { return int(shapes_.size()); }
    int columnCount(const QModelIndex& = {}) const override { return kColumns; }
    QVariant headerData(int section, Qt::Orientation, int role) const override {
        return role == Qt::DisplayRole ? QVariant(QString::fromLatin1(kTitles[section])) : QVariant();
    }
    QVariant data(const QModelIndex& index, int role) const override {
        return role == Qt::DisplayRole ? QVariant(text(*shapes_[std::size_t(index.row())], index.column()))
                                       : QVariant();
    }

private:
    QString time(double ns, double unit) const {
        return timed_ ? QString::number(ns / unit, 'g', 12) : QString();
    }
    QString text(const QueryClass& q, int column) const {
        switch (column) {
        case Id:
            return QString::fromStdString(q.id);
        case Calls:
            return QString::number(q.count);
        case TotalS:
            return time(double(q.totalNs), 1e9);
        case MeanMs:
            return time(meanNs(q), 1e6);
        case P95Ms:
            return q.p95Ns ? time(double(q.p95Ns), 1e6) : QString();
        case MaxMs:
            return onlySums(q) ? QString() : time(double(q.maxNs), 1e6);
        case Variance:
            return onlySums(q) ? QString() : time(q.varianceToMean, 1);
        case Examined:
            return onlySums(q) ? QString() : QString::number(q.rowsExamined);
        case Sent:
            return onlySums(q) ? QString() : QString::number(q.rowsSent);
        case Changed:
            return onlySums(q) ? QString() : QString::number(q.rowsAffected);
        case Run:
            return onlySums(q) ? QString() : QString::number(q.longestRunSameThread);
        case Schema:
            return plainText(q.schema, 256);
        case User:
            return plainText(q.user, 256);
        default:
            return plainText(q.fingerprint, 65536);
        }
    }
    const std::vector<const QueryClass*>& shapes_;
    bool timed_;
};

/// The digest's queries, one after the other.
QuerySource queriesOf(const WorkloadDigest& digest, Progress& progress) {
    return [&digest, &progress](const std::function<bool(const QueryClass&)>& take) {
        std::uint64_t done = 0;
        for (const auto& query : digest.queries) {
            progress.report("writing", done++, digest.queries.size());
            if (!take(query))
                return;
        }
    };
}

std::function<void(std::string_view)> appendTo(QByteArray& bytes) {
    return [&bytes](std::string_view piece) {
        bytes.append(piece.data(), qsizetype(piece.size()));
    };
}

QByteArray jsonOf(const WorkloadDigest& digest, Progress& progress) {
    QByteArray bytes;
    writeJson(digest, queriesOf(digest, progress), appendTo(bytes));
    return bytes + '\n';
}

/// The tables besides the one shown, as the dialog offers them.
std::vector<std::pair<QString, DigestTable>> otherTables() {
    return {{QObject::tr("Load over time, CSV (*.csv)"), DigestTable::Timeline},
            {QObject::tr("By schema, CSV (*.csv)"), DigestTable::Schemas},
            {QObject::tr("By user, CSV (*.csv)"), DigestTable::Users},
            {QObject::tr("Each query by schema, user, time and latency, CSV (*.csv)"), DigestTable::Details}};
}

} // namespace

WorkloadForm workloadForm(const QString& path) {
    if (path.endsWith(".json", Qt::CaseInsensitive))
        return WorkloadForm::Json;
    if (path.endsWith(".md", Qt::CaseInsensitive))
        return WorkloadForm::Markdown;
    return path.endsWith(".tsv", Qt::CaseInsensitive) ? WorkloadForm::Tsv : WorkloadForm::Csv;
}

QByteArray workloadExport(const WorkloadSource& source, const std::vector<const QueryClass*>& shapes,
                          WorkloadForm form, Progress& progress) {
    if (form == WorkloadForm::Json)
        return jsonOf(*source.digest, progress);
    progress.report("writing");
    const RawShapes raw(shapes, source.digest->totalNs() > 0);
    return tableText(raw, form == WorkloadForm::Csv        ? TableText::Csv
                          : form == WorkloadForm::Markdown ? TableText::Markdown
                                                           : TableText::Tsv)
        .toUtf8();
}

QByteArray workloadTable(const WorkloadDigest& digest, DigestTable table, Progress& progress) {
    QByteArray bytes;
    writeCsv(table, digest, queriesOf(digest, progress), appendTo(bytes));
    return bytes;
}

bool exportWorkload(QWidget* parent, Workbench& workbench, const WorkloadSource& source,
                    std::vector<const QueryClass*> shapes, std::shared_ptr<const WorkloadDigest> keep) {
    QString filter,
        filters = QObject::tr("Table shown, CSV (*.csv);;Table shown, TSV (*.tsv);;Table shown, Markdown "
                              "(*.md);;Whole digest, JSON (*.json)");
    for (const auto& [words, table] : otherTables())
        filters += ";;" + words;
    const auto asked = QFileDialog::getSaveFileName(parent, QObject::tr("Export"),
                                                    QObject::tr("workload") + ".csv", filters, &filter);
    if (asked.isEmpty())
        return false;
    const auto path = withEnding(asked, filter);
    std::optional<DigestTable> other;
    for (const auto& [words, table] : otherTables())
        if (filter == words)
            other = table;
    workbench.tasks().start(
        QObject::tr("Exporting the workload"),
        [path, source, other, keep = std::move(keep), shapes = std::move(shapes)](Progress& progress) {
            const auto bytes = other ? workloadTable(*source.digest, *other, progress)
                                     : workloadExport(source, shapes, workloadForm(path), progress);
            QSaveFile file(path);
            if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit())
                throw Error(ErrorCode::Storage, "cannot write " + path.toStdString(),
                            file.errorString().toStdString(), "Choose another folder.");
        });
    return true;
}

} // namespace causeway::ui
