// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/snapshot/snapshot.h"

#include <QAbstractListModel>

#include <memory>
#include <vector>

namespace causeway::ui {

/// One row of the list: a server that is described, or a file that tells of it.
struct SourceRow {
    const ServerEvidence* server = nullptr;
    const Source* source = nullptr; ///< of a server row: its live session, else null
};

/// The snapshot's servers, then its files, in the order in which they were read.
class SourceModel : public QAbstractListModel {
    Q_OBJECT
public:
    explicit SourceModel(QObject* parent = nullptr) : QAbstractListModel(parent) {}
    void setSnapshot(std::shared_ptr<const Snapshot> snapshot);
    const SourceRow& row(int index) const { return rows_[std::size_t(index)]; }

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    std::shared_ptr<const Snapshot> snapshot_;
    std::vector<SourceRow> rows_;
};

} // namespace causeway::ui
