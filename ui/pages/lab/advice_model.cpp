// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/lab/advice_model.h"

#include "core/base/units.h"
#include "ui/kit/table_view.h"

namespace causeway::ui {
namespace {

QString number(double value, int decimals) {
    return QString::fromStdString(formatNumber(value, decimals));
}

} // namespace

void AdviceModel::setAdvice(std::shared_ptr<const Advice> advice) {
    beginResetModel();
    advice_ = std::move(advice);
    endResetModel();
}

int AdviceModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() || !advice_ ? 0 : int(advice_->front.size());
}

int AdviceModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : int(kColumns);
}

QString AdviceModel::text(const Design& d, int column) const {
    const auto& f = d.figures;
    switch (column) {
    case DesignColumn:
        return QString::fromStdString(d.title);
    case OutageColumn:
        return f.neverBack > 0 ? tr("not back") : number(f.outageP95Seconds, 1);
    case LostColumn:
        return number(f.lostMost, 0);
    case CommitColumn:
        return number(f.commitWorstMs(), 1);
    case AvailabilityColumn:
        return number(f.availabilityLow() * 100, 3);
    case CostColumn:
        return number(f.costPerMonth, 0);
    default:
        return {};
    }
}

QVariant AdviceModel::data(const QModelIndex& index, int role) const {
    if (!advice_ || !index.isValid())
        return {};
    const auto& d = advice_->front[std::size_t(index.row())];
    if (role == Qt::DisplayRole)
        return text(d, index.column());
    if (role == Qt::TextAlignmentRole)
        return int((index.column() == DesignColumn ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    if (role == ToneRole && !d.misses.empty())
        return QStringLiteral("muted");
    if (index.column() != DesignColumn)
        return {};
    if (role == SecondLineRole || role == Qt::ToolTipRole)
        return QString::fromStdString(d.settings);
    if (role == StrongRole)
        return index.row() == advice_->recommended;
    if (role == IconRole && index.row() == advice_->recommended)
        return QStringLiteral("star");
    return {};
}

QVariant AdviceModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int((section == DesignColumn ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case DesignColumn:
        return tr("Design");
    case OutageColumn:
        return tr("Outage, s");
    case LostColumn:
        return tr("Lost");
    case CommitColumn:
        return tr("Commit, ms");
    case AvailabilityColumn:
        return tr("Up, %");
    case CostColumn:
        return tr("%1 a month").arg(advice_ ? QString::fromStdString(advice_->prices.currency) : QString());
    default:
        return {};
    }
}

} // namespace causeway::ui
