// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/audit/audit_model.h"

#include <QSortFilterProxyModel>
#include <QStringList>

#include <optional>
#include <set>

namespace causeway::ui {

/// By words in title, place and rule, and by severities; an empty set shows all open findings, "na",
/// "waived" and "ok" only when asked. Groups keep together under their heads, whichever way the table is
/// sorted.
class AuditFilter : public QSortFilterProxyModel {
    Q_OBJECT
public:
    explicit AuditFilter(AuditModel* model);
    void set(const QString& words, std::set<std::string> severities);
    /// Rows shown, heads of groups left out.
    int shownRows() const;

protected:
    bool filterAcceptsRow(int row, const QModelIndex& parent) const override;
    bool lessThan(const QModelIndex& left, const QModelIndex& right) const override;

private:
    bool accepts(const AuditRow& row) const;
    AuditModel* model_;
    QStringList words_;
    std::set<std::string> severities_;
    mutable std::optional<std::set<QString>> groups_; ///< that have a row to show; made when first asked
};

} // namespace causeway::ui
