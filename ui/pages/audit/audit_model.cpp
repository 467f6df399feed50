// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/audit/audit_model.h"

#include "core/base/units.h"
#include "ui/kit/chip.h"
#include "ui/kit/table_view.h"

#include <algorithm>

namespace causeway::ui {
namespace {

QString qt(const std::string& text) {
    return QString::fromStdString(text);
}

int rank(const AuditRow& row) {
    return row.finding ? int(row.finding->severity) : 9;
}

} // namespace

void AuditModel::setReport(std::shared_ptr<const AuditReport> report) {
    beginResetModel();
    report_ = std::move(report);
    rows_.clear();
    if (report_)
        for (const auto& check : report_->checks) {
            for (const auto& finding : check.findings)
                rows_.push_back({&check, &finding});
            if (check.state == CheckState::NotAssessed)
                rows_.push_back({&check, nullptr});
        }
    std::stable_sort(rows_.begin(), rows_.end(),
                     [](const AuditRow& a, const AuditRow& b) { return rank(a) < rank(b); });
    endResetModel();
}

int AuditModel::find(const std::string& key) const {
    const auto it = std::find_if(rows_.begin(), rows_.end(),
                                 [&](const AuditRow& r) { return r.finding && r.finding->key == key; });
    return it == rows_.end() ? -1 : int(it - rows_.begin());
}

int AuditModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : int(rows_.size());
}
int AuditModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : kColumns;
}

QVariant AuditModel::text(const AuditRow& r, int column) const {
    switch (column) {
    case SeverityColumn:
        return severityWord(r.severity());
    case TitleColumn:
        return qt(r.finding ? r.finding->title : r.check->title);
    case FamilyColumn:
        return qt(r.check->family);
    case ConfidenceColumn:
        return r.finding ? qt(std::string(confidenceName(r.finding->confidence))) : QString();
    case EffortColumn:
        return r.finding ? qt(formatEffort(r.finding->effort.low, r.finding->effort.high)) : QString();
    default:
        return {};
    }
}

QVariant AuditModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid())
        return {};
    const auto& r = row(index.row());
    const int column = index.column();
    switch (role) {
    case Qt::DisplayRole:
        return text(r, column);
    case SortRole:
        if (column == SeverityColumn)
            return rank(r);
        if (column == EffortColumn)
            return r.finding ? r.finding->effort.high : -1.0;
        return text(r, column);
    case SeverityRole:
        return column == SeverityColumn ? QVariant(qt(r.severity())) : QVariant();
    case SecondLineRole:
        if (column != TitleColumn)
            return {};
        return r.finding ? qt(r.finding->where) : qt(r.check->reason);
    case Qt::TextAlignmentRole:
        return int((column == EffortColumn ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    case Qt::ToolTipRole:
        return column == TitleColumn ? text(r, column) : QVariant();
    default:
        return {};
    }
}

QVariant AuditModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int((section == EffortColumn ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case SeverityColumn:
        return tr("Severity");
    case TitleColumn:
        return tr("Finding");
    case FamilyColumn:
        return tr("Area");
    case ConfidenceColumn:
        return tr("Confidence");
    case EffortColumn:
        return tr("Effort");
    default:
        return {};
    }
}

AuditFilter::AuditFilter(AuditModel* model) : QSortFilterProxyModel(model), model_(model) {
    setSourceModel(model);
    setSortRole(AuditModel::SortRole);
}

void AuditFilter::setWords(const QString& words) {
    words_ = words.split(' ', Qt::SkipEmptyParts);
    invalidateFilter();
}

void AuditFilter::setSeverities(std::set<std::string> severities) {
    severities_ = std::move(severities);
    invalidateFilter();
}

bool AuditFilter::filterAcceptsRow(int index, const QModelIndex&) const {
    const auto& r = model_->row(index);
    const auto severity = r.severity();
    if (severities_.empty() ? severity == "na" : !severities_.count(severity))
        return false;
    const auto text = qt(r.finding ? r.finding->title + " " + r.finding->where : r.check->title) + " " +
                      qt(r.check->rule) + " " + qt(r.check->family);
    return std::all_of(words_.begin(), words_.end(),
                       [&](const QString& word) { return text.contains(word, Qt::CaseInsensitive); });
}

} // namespace causeway::ui
