// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/readiness/conversion.h"
#include "ui/pages/workload/workload_source.h"

#include <QAbstractTableModel>
#include <QStringList>

#include <map>
#include <set>
#include <vector>

namespace causeway::ui {

/// The query shapes of a digest. Sorts and filters by itself on plain numbers, so that twenty thousand shapes
/// take some milliseconds.
class ShapeModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column {
        RankColumn,
        QueryColumn,
        ShareColumn,
        CallsColumn,
        TotalColumn,
        MeanColumn,
        P95Column,
        VarianceColumn,
        ExaminedColumn,
        RunColumn,
        VerdictColumn,
        SchemaColumn,
        UserColumn,
        kColumns
    };

    explicit ShapeModel(QObject* parent = nullptr) : QAbstractTableModel(parent) {}
    void setSource(const WorkloadSource& source);
    /// Words that must all occur in a shape's text, schema, user or id.
    void setWords(const QString& words);
    /// Only these ids; empty shows all.
    void setOnly(std::set<std::string> ids);
    /// What conversion says of a shape, by its id.
    void setVerdicts(std::map<std::string, Verdict> verdicts);
    /// Shapes to be marked as one query in a loop.
    void setLoops(std::set<std::string> ids);

    const QueryClass& shape(int row) const { return *rows_[std::size_t(row)].shape; }
    /// 1 for the shape with the most time.
    int rank(int row) const { return int(rows_[std::size_t(row)].rank) + 1; }
    /// The row that shows the shape, or -1.
    int find(const std::string& id) const;
    /// The shapes shown, in the order shown.
    std::vector<const QueryClass*> shown() const;
    std::size_t all() const { return all_.size(); }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override { return parent.isValid() ? 0 : kColumns; }
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    void sort(int column, Qt::SortOrder order) override;

    /// A column's name and unit.
    static QString title(int column);
    static bool isNumber(int column) {
        return column != QueryColumn && column != VerdictColumn && column != SchemaColumn &&
               column != UserColumn;
    }

private:
    struct Row {
        const QueryClass* shape = nullptr;
        std::size_t rank = 0;
    };
    QString text(const Row& row, int column) const;
    QVariant toolTip(const Row& row, int column) const;
    double key(const Row& row, int column) const;
    void rebuild();
    void sortRows();
    bool accepts(std::size_t index) const;

    WorkloadSource source_;
    double totalNs_ = 0, totalCount_ = 0;
    std::vector<Row> all_, rows_;
    mutable std::vector<std::string> haystacks_; ///< in lower case, made for the first search
    std::vector<std::string> words_;
    std::set<std::string> only_, loops_;
    std::map<std::string, Verdict> verdicts_;
    int sortColumn_ = RankColumn;
    Qt::SortOrder order_ = Qt::AscendingOrder;
};

} // namespace causeway::ui
