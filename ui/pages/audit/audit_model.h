// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audit/finding.h"

#include <QAbstractTableModel>

#include <memory>
#include <vector>

namespace causeway::ui {

/// One row of the audit table: a finding, a check that passed or was not assessed, or the head of a group.
struct AuditRow {
    const CheckResult* check = nullptr; ///< null: the head of a group
    const Finding* finding = nullptr;   ///< null: passed or not assessed
    QString group;                      ///< which group it stands in; empty without grouping
    QString searched;                   ///< what the filter's words are looked for in
    bool isHead() const { return !check; }
    /// "critical".."info", "na", "waived", "ok", or empty for the head of a group.
    std::string severity() const;
};

/// Findings worst first, then the checks that could not be assessed, what is waived and what passed. Holds
/// the report that its rows point to.
class AuditModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { SeverityColumn, TitleColumn, FamilyColumn, ConfidenceColumn, EffortColumn, kColumns };
    enum class Grouping { None, Area, Server, Rule };

    explicit AuditModel(QObject* parent = nullptr) : QAbstractTableModel(parent) {}
    void setReport(std::shared_ptr<const AuditReport> report);
    void setGrouping(Grouping grouping);
    Grouping grouping() const { return grouping_; }
    const AuditRow& row(int index) const { return rows_[std::size_t(index)]; }
    /// The row of a finding's key, or -1.
    int find(const std::string& key) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    /// The order of severities: critical 0 to info 4, then not assessed, waived, passed.
    static int rank(const AuditRow& row);
    /// The effort's upper end; -1 for what is no finding.
    static double hours(const AuditRow& row);

    /// What sorting compares; severities by rank and effort by hours.
    static constexpr int SortRole = Qt::UserRole + 1;

private:
    void rebuild();
    void group();
    QString groupOf(const CheckResult& check) const;
    QString headLine(const QString& group) const;
    QVariant text(const AuditRow& row, int column) const;
    QVariant headData(const AuditRow& row, int column, int role) const;
    std::shared_ptr<const AuditReport> report_;
    std::vector<AuditRow> rows_;
    Grouping grouping_ = Grouping::None;
};

} // namespace causeway::ui
