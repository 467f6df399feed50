// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/lab/advice_model.h"

#include "core/base/units.h"
#include "ui/kit/table_view.h"

namespace causeway::ui {
namespace {

constexpr QChar kNbsp(0x00a0);

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
        return f.neverBack > 0 ? tr("not back") : number(f.outageP95Seconds, 1) + kNbsp + "s";
    case LostColumn:
        return number(f.lostMost, 0);
    case CommitColumn:
        return number(f.commitWorstMs(), 1) + kNbsp + "ms";
    case AvailabilityColumn:
        return number(f.availabilityLow() * 100, 3) + kNbsp + "%";
    case CostColumn:
        return number(f.costPerMonth, 0) + kNbsp + QString::fromStdString(advice_->prices.currency);
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

QString AdviceModel::columnHelp(int column) {
    switch (column) {
    case OutageColumn:
        return tr("How long no commit is answered: the p95 of the worst fault that the design must survive");
    case LostColumn:
        return tr("Acknowledged commits lost, at most, in any run of those faults");
    case CommitColumn:
        return tr("What a commit takes, p95");
    case AvailabilityColumn:
        return tr("Availability over a year, the lower end of its band");
    case CostColumn:
        return tr("Servers, sites and traffic, a month");
    default:
        return {};
    }
}

QVariant AdviceModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int((section == DesignColumn ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    if (role == Qt::ToolTipRole)
        return columnHelp(section);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case DesignColumn:
        return tr("Design");
    case OutageColumn:
        return tr("Outage");
    case LostColumn:
        return tr("Lost");
    case CommitColumn:
        return tr("Commit");
    case AvailabilityColumn:
        return tr("Up");
    case CostColumn:
        return tr("Cost");
    default:
        return {};
    }
}

} // namespace causeway::ui
