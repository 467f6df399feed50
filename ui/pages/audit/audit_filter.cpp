// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/audit/audit_filter.h"

#include <algorithm>

namespace causeway::ui {

AuditFilter::AuditFilter(AuditModel* model) : QSortFilterProxyModel(model), model_(model) {
    setSortRole(AuditModel::SortRole);
    // Before the proxy hears of it: its own slots ask filterAcceptsRow().
    connect(model, &AuditModel::modelAboutToBeReset, this, [this] { groups_.reset(); });
    setSourceModel(model);
}

void AuditFilter::set(const QString& words, std::set<std::string> severities) {
    auto list = words.split(' ', Qt::SkipEmptyParts);
    if (list == words_ && severities == severities_)
        return;
    words_ = std::move(list);
    severities_ = std::move(severities);
    groups_.reset();
    invalidate();
}

int AuditFilter::shownRows() const {
    int shown = 0;
    for (int i = 0; i < rowCount(); ++i)
        shown += !model_->row(mapToSource(index(i, 0)).row()).isHead();
    return shown;
}

bool AuditFilter::accepts(const AuditRow& r) const {
    const auto severity = r.severity();
    const bool asideOnly = severity == "na" || severity == "waived" || severity == "ok";
    if (severities_.empty() ? asideOnly : !severities_.count(severity))
        return false;
    return std::all_of(words_.begin(), words_.end(),
                       [&](const QString& word) { return r.searched.contains(word, Qt::CaseInsensitive); });
}

bool AuditFilter::filterAcceptsRow(int index, const QModelIndex&) const {
    const auto& r = model_->row(index);
    if (!r.isHead())
        return accepts(r);
    if (!groups_) {
        groups_.emplace();
        for (int i = 0; i < model_->rowCount(); ++i)
            if (const auto& other = model_->row(i); !other.isHead() && accepts(other))
                groups_->insert(other.group);
    }
    return groups_->contains(r.group);
}

bool AuditFilter::lessThan(const QModelIndex& left, const QModelIndex& right) const {
    const auto &a = model_->row(left.row()), &b = model_->row(right.row());
    const bool ascending = sortOrder() == Qt::AscendingOrder;
    if (a.group != b.group)
        return (a.group < b.group) == ascending;
    if (a.isHead() != b.isHead())
        return a.isHead() == ascending;
    // Ten thousands of rows are sorted while a letter is typed: figures are compared without a detour.
    switch (left.column()) {
    case AuditModel::SeverityColumn:
        return AuditModel::rank(a) < AuditModel::rank(b);
    case AuditModel::EffortColumn:
        return AuditModel::hours(a) < AuditModel::hours(b);
    default:
        return QSortFilterProxyModel::lessThan(left, right);
    }
}

} // namespace causeway::ui
