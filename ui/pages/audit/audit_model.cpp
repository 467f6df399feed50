// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/audit/audit_model.h"

#include "core/audit/audit_text.h"
#include "core/base/units.h"
#include "ui/kit/chip.h"
#include "ui/kit/counted.h"
#include "ui/kit/table_view.h"

#include <algorithm>
#include <set>

namespace causeway::ui {
namespace {

QString qt(const std::string& text) {
    return QString::fromStdString(text);
}

QString searchedText(const CheckResult& check, const Finding* finding) {
    return qt((finding ? finding->title + " " + finding->where : check.title + " " + check.reason) + " " +
              check.rule + " " + check.family + " " + check.server);
}

int alignmentOf(int column) {
    return int((column == AuditModel::EffortColumn ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
}

} // namespace

std::string AuditRow::severity() const {
    if (isHead())
        return {};
    if (!finding)
        return check->state == CheckState::Passed ? "ok" : "na";
    return finding->waived ? "waived" : std::string(severityName(finding->severity));
}

int AuditModel::rank(const AuditRow& row) {
    constexpr int kNotAssessed = 9, kWaived = 10, kPassed = 11;
    if (row.isHead())
        return -1;
    if (!row.finding)
        return row.check->state == CheckState::Passed ? kPassed : kNotAssessed;
    return row.finding->waived ? kWaived : int(row.finding->severity);
}

double AuditModel::hours(const AuditRow& row) {
    return row.finding ? row.finding->effort.high : -1;
}

void AuditModel::setReport(std::shared_ptr<const AuditReport> report) {
    beginResetModel();
    report_ = std::move(report);
    rebuild();
    endResetModel();
}

void AuditModel::setGrouping(Grouping grouping) {
    if (grouping == grouping_)
        return;
    beginResetModel();
    grouping_ = grouping;
    group();
    endResetModel();
}

QString AuditModel::groupOf(const CheckResult& check) const {
    switch (grouping_) {
    case Grouping::Area:
        return qt(check.family);
    case Grouping::Server:
        return qt(check.server);
    case Grouping::Rule:
        return qt(check.rule);
    case Grouping::None:
        break;
    }
    return {};
}

void AuditModel::rebuild() {
    rows_.clear();
    if (!report_)
        return;
    for (const auto& check : report_->checks) {
        for (const auto& finding : check.findings)
            rows_.push_back({&check, &finding, {}, searchedText(check, &finding)});
        if (check.state == CheckState::NotAssessed || check.state == CheckState::Passed)
            rows_.push_back({&check, nullptr, {}, searchedText(check, nullptr)});
    }
    std::stable_sort(rows_.begin(), rows_.end(),
                     [](const AuditRow& a, const AuditRow& b) { return rank(a) < rank(b); });
    group();
}

/// Puts each row in its group; the heads of groups stand behind all others, for the filter to sort in.
void AuditModel::group() {
    while (!rows_.empty() && rows_.back().isHead())
        rows_.pop_back();
    std::set<QString> groups;
    for (auto& r : rows_) {
        r.group = groupOf(*r.check);
        groups.insert(r.group);
    }
    if (grouping_ != Grouping::None)
        for (const auto& name : groups)
            rows_.push_back({nullptr, nullptr, name, {}});
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

/// What a group comes to: an area's score with what it rests on, else how many findings stand in it.
QString AuditModel::headLine(const QString& group) const {
    if (grouping_ == Grouping::Area)
        for (const auto& f : report_->families)
            if (qt(f.family) == group)
                return (f.score ? tr("score %1, %2 points lost").arg(*f.score).arg(f.points(), 0, 'f', 1)
                                : tr("not assessed")) +
                       tr(", %1 assessed").arg(qt(formatPercent(f.coverage())));
    const auto n = std::count_if(rows_.begin(), rows_.end(), [&](const AuditRow& r) {
        return r.finding && !r.finding->waived && r.group == group;
    });
    return counted(n, tr("finding"), tr("findings"));
}

QVariant AuditModel::headData(const AuditRow& r, int column, int role) const {
    if (role == GroundRole)
        return QString("window");
    if (column != TitleColumn)
        return role == SortRole ? QVariant(0) : QVariant();
    switch (role) {
    case Qt::DisplayRole:
        return r.group;
    case SecondLineRole:
        return headLine(r.group);
    case ToneRole:
        return QString("accentText");
    case StrongRole:
        return true;
    default:
        return {};
    }
}

QVariant AuditModel::text(const AuditRow& r, int column) const {
    switch (column) {
    case SeverityColumn:
        return r.severity() == "waived" ? tr("Waived") : severityWord(r.severity());
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
    if (role == Qt::TextAlignmentRole)
        return alignmentOf(column);
    if (r.isHead())
        return headData(r, column, role);
    const bool waived = r.severity() == "waived";
    switch (role) {
    case Qt::DisplayRole:
        return text(r, column);
    case SortRole:
        if (column == SeverityColumn)
            return rank(r);
        if (column == EffortColumn)
            return hours(r);
        return text(r, column);
    case SeverityRole:
        return column == SeverityColumn && !waived ? QVariant(qt(r.severity())) : QVariant();
    case ToneRole:
        return waived ? QVariant(QString("muted")) : QVariant();
    case SecondLineRole:
        if (column != TitleColumn)
            return {};
        if (waived)
            return qt(waiverLine(*r.finding, "en"));
        if (!r.finding)
            return r.check->state == CheckState::Passed ? tr("on %1").arg(qt(r.check->server))
                                                        : qt(r.check->reason);
        return qt(r.finding->where);
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
        return alignmentOf(section);
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

} // namespace causeway::ui
