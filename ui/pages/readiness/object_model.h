// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/readiness/conversion.h"

#include <QAbstractTableModel>
#include <QSortFilterProxyModel>

#include <memory>
#include <optional>
#include <set>
#include <vector>

namespace causeway::ui {

/// One row of the objects: a conversion, or what concerns the server and its workload as a whole.
struct ObjectRow {
    const Conversion* conversion = nullptr; ///< null: the general obstacles
    Verdict verdict = Verdict::Automatic;
    Effort effort;
};

/// The objects of one report, hardest first: manual, assisted, automatic, within each by effort; before
/// them all a row for the general obstacles where there are any.
class ObjectModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { VerdictColumn, NameColumn, KindColumn, ProofColumn, EffortColumn, kColumns };

    explicit ObjectModel(QObject* parent = nullptr) : QAbstractTableModel(parent) {}
    /// A report of those kept alive by `reports`; null for none.
    void setReport(std::shared_ptr<const std::vector<ReadinessReport>> reports,
                   const ReadinessReport* report);
    const ReadinessReport* report() const { return report_; }
    const ObjectRow& row(int index) const { return rows_[std::size_t(index)]; }
    /// All objects are of one schema, so that its name says nothing.
    bool oneSchema() const { return oneSchema_; }
    /// The row of an object by "schema.name" or name, a table before others; -1 when there is none.
    int find(const QString& name) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    static constexpr int SortRole = Qt::UserRole + 1;

private:
    QString text(const ObjectRow& row, int column) const;
    QVariant sortKey(const ObjectRow& row, int column) const;
    std::shared_ptr<const std::vector<ReadinessReport>> reports_;
    const ReadinessReport* report_ = nullptr;
    std::vector<ObjectRow> rows_;
    bool oneSchema_ = false;
};

/// By words in name and kind, by verdicts and by groups of kinds; an empty set lets all through. Shows an
/// object's kind below its name, which the export has in a column of its own.
class ObjectFilter : public QSortFilterProxyModel {
    Q_OBJECT
public:
    explicit ObjectFilter(ObjectModel* model);
    void setFilter(const QString& words, std::set<Verdict> verdicts, std::set<QString> groups);
    QVariant data(const QModelIndex& index, int role) const override;

protected:
    bool filterAcceptsRow(int index, const QModelIndex& parent) const override;

private:
    ObjectModel* model_;
    QStringList words_;
    std::set<Verdict> verdicts_;
    std::set<QString> groups_;
};

} // namespace causeway::ui
