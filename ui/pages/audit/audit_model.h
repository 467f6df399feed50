// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audit/finding.h"

#include <QAbstractTableModel>
#include <QSortFilterProxyModel>

#include <memory>
#include <set>
#include <vector>

namespace causeway::ui {

/// One row of the audit table: a finding, or a check that was not assessed.
struct AuditRow {
    const CheckResult* check = nullptr;
    const Finding* finding = nullptr; ///< null: not assessed
    std::string severity() const { return finding ? std::string(severityName(finding->severity)) : "na"; }
};

/// Findings worst first, then the checks that could not be assessed. Holds the report that its rows point to.
class AuditModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { SeverityColumn, TitleColumn, FamilyColumn, ConfidenceColumn, EffortColumn, kColumns };

    explicit AuditModel(QObject* parent = nullptr) : QAbstractTableModel(parent) {}
    void setReport(std::shared_ptr<const AuditReport> report);
    const AuditRow& row(int index) const { return rows_[std::size_t(index)]; }
    /// The row of a finding's key, or -1.
    int find(const std::string& key) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    /// What sorting compares; severities by rank and effort by hours.
    static constexpr int SortRole = Qt::UserRole + 1;

private:
    QVariant text(const AuditRow& row, int column) const;
    std::shared_ptr<const AuditReport> report_;
    std::vector<AuditRow> rows_;
};

/// By words in title, place and rule, and by severities; an empty set shows all findings, "na" only when
/// asked.
class AuditFilter : public QSortFilterProxyModel {
    Q_OBJECT
public:
    explicit AuditFilter(AuditModel* model);
    void setWords(const QString& words);
    void setSeverities(std::set<std::string> severities);

protected:
    bool filterAcceptsRow(int row, const QModelIndex& parent) const override;

private:
    AuditModel* model_;
    QStringList words_;
    std::set<std::string> severities_;
};

} // namespace causeway::ui
