// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/readiness/object_model.h"

#include "core/base/units.h"
#include "ui/kit/table_view.h"
#include "ui/pages/readiness/conversion_words.h"

#include <algorithm>

namespace causeway::ui {
namespace {

ObjectRow generalRow(const ReadinessReport& report) {
    ObjectRow row;
    for (const auto& obstacle : report.general) {
        row.verdict = std::max(row.verdict, obstacle.verdict);
        row.effort += obstacle.effort;
    }
    return row;
}

bool harder(const ObjectRow& a, const ObjectRow& b) {
    if (a.verdict != b.verdict)
        return a.verdict > b.verdict;
    return a.effort.expected() > b.effort.expected();
}

} // namespace

void ObjectModel::setReport(std::shared_ptr<const std::vector<ReadinessReport>> reports,
                            const ReadinessReport* report) {
    beginResetModel();
    reports_ = std::move(reports);
    report_ = report;
    rows_.clear();
    if (report_) {
        std::set<std::string> schemas;
        for (const auto& conversion : report_->conversions)
            schemas.insert(conversion.schema);
        oneSchema_ = schemas.size() == 1;
        for (const auto* list : {&report_->conversions, &report_->queries})
            for (const auto& conversion : *list)
                rows_.push_back({&conversion, conversion.verdict, conversion.effort});
        std::stable_sort(rows_.begin(), rows_.end(), harder);
        if (!report_->general.empty())
            rows_.insert(rows_.begin(), generalRow(*report_));
    }
    endResetModel();
}

int ObjectModel::find(const QString& name) const {
    int found = -1;
    for (int i = 0; i < int(rows_.size()); ++i) {
        const auto* conversion = row(i).conversion;
        if (!conversion ||
            (conversionName(*conversion) != name && QString::fromStdString(conversion->name) != name))
            continue;
        if (conversion->kind == "table")
            return i;
        if (found < 0)
            found = i;
    }
    return found;
}

int ObjectModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : int(rows_.size());
}
int ObjectModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : kColumns;
}

QString ObjectModel::text(const ObjectRow& r, int column) const {
    switch (column) {
    case VerdictColumn:
        return verdictWord(r.verdict);
    case NameColumn:
        return r.conversion ? conversionName(*r.conversion) : tr("Server and workload");
    case KindColumn:
        return r.conversion ? objectKind(r.conversion->kind) : tr("As a whole");
    case ProofColumn:
        return r.conversion ? proofWord(r.conversion->proof) : QString();
    case EffortColumn:
        return r.effort.high > 0 ? QString::fromStdString(formatEffort(r.effort.low, r.effort.high))
                                 : QStringLiteral("0");
    default:
        return {};
    }
}

QVariant ObjectModel::sortKey(const ObjectRow& r, int column) const {
    if (column == VerdictColumn)
        return r.conversion ? -int(r.verdict) : -9;
    if (column == EffortColumn)
        return r.effort.high;
    if (column == ProofColumn)
        return r.conversion ? int(r.conversion->proof) : -1;
    return text(r, column);
}

QVariant ObjectModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid())
        return {};
    const auto& r = row(index.row());
    const int column = index.column();
    switch (role) {
    case Qt::DisplayRole:
        return text(r, column);
    case SortRole:
        return sortKey(r, column);
    case SeverityRole:
        return column == VerdictColumn ? QVariant(QString::fromStdString(verdictTone(r.verdict)))
                                       : QVariant();
    case ToneRole:
        return column == ProofColumn ? QVariant("muted") : QVariant();
    case Qt::TextAlignmentRole:
        return int((column == EffortColumn ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    case Qt::ToolTipRole:
        return column == ProofColumn && r.conversion ? QVariant(proofSentence(r.conversion->proof))
               : column == NameColumn                ? QVariant(text(r, column))
                                                     : QVariant();
    default:
        return {};
    }
}

QVariant ObjectModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int((section == EffortColumn ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    const QString titles[] = {tr("Verdict"), tr("Object"), tr("Kind"), tr("Proof"), tr("Effort")};
    return titles[section];
}

ObjectFilter::ObjectFilter(ObjectModel* model) : QSortFilterProxyModel(model), model_(model) {
    setSourceModel(model);
    setSortRole(ObjectModel::SortRole);
}

void ObjectFilter::setFilter(const QString& words, std::set<Verdict> verdicts, std::set<QString> groups) {
    words_ = words.split(' ', Qt::SkipEmptyParts);
    verdicts_ = std::move(verdicts);
    groups_ = std::move(groups);
    invalidateFilter();
}

QVariant ObjectFilter::data(const QModelIndex& index, int role) const {
    if (role == Qt::DisplayRole && index.column() == ObjectModel::NameColumn && model_->oneSchema())
        if (const auto* conversion = model_->row(mapToSource(index).row()).conversion)
            return isQuery(*conversion) ? conversionName(*conversion)
                                        : QString::fromStdString(conversion->name);
    if (role == SecondLineRole && index.column() == ObjectModel::NameColumn)
        return index.siblingAtColumn(ObjectModel::KindColumn).data();
    return QSortFilterProxyModel::data(index, role);
}

bool ObjectFilter::filterAcceptsRow(int index, const QModelIndex&) const {
    const auto& r = model_->row(index);
    if (!verdicts_.empty() && !verdicts_.count(r.verdict))
        return false;
    if (!groups_.empty() && (!r.conversion || !groups_.count(kindGroup(r.conversion->kind))))
        return false;
    const auto text = model_->index(index, ObjectModel::NameColumn).data().toString() + " " +
                      model_->index(index, ObjectModel::KindColumn).data().toString();
    return std::all_of(words_.begin(), words_.end(),
                       [&](const QString& word) { return text.contains(word, Qt::CaseInsensitive); });
}

} // namespace causeway::ui
