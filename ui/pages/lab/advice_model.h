// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/advice/advice.h"

#include <QAbstractTableModel>

#include <memory>

namespace causeway::ui {

/// The designs of an advice's front, in its order.
class AdviceModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column {
        DesignColumn,
        OutageColumn,
        LostColumn,
        CommitColumn,
        AvailabilityColumn,
        CostColumn,
        kColumns
    };

    using QAbstractTableModel::QAbstractTableModel;
    void setAdvice(std::shared_ptr<const Advice> advice);
    const Advice* advice() const { return advice_.get(); }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QString text(const Design& design, int column) const;
    static QString columnHelp(int column);
    std::shared_ptr<const Advice> advice_;
};

} // namespace causeway::ui
