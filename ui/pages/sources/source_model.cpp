// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/sources/source_model.h"

#include "ui/kit/table_view.h"
#include "ui/pages/sources/source_words.h"

#include <algorithm>

namespace causeway::ui {
namespace {

QString titleOf(const SourceRow& row) {
    return QString::fromStdString(row.server ? row.server->id : row.source->label);
}

QString lineOf(const SourceRow& row) {
    return row.server ? serverLine(*row.server) : sourceLine(*row.source);
}

QString iconOf(const SourceRow& row) {
    if (row.server)
        return "server";
    return row.source->kind == "unrecognised" ? "sev-medium" : "file";
}

} // namespace

void SourceModel::setSnapshot(std::shared_ptr<const Snapshot> snapshot) {
    beginResetModel();
    snapshot_ = std::move(snapshot);
    rows_.clear();
    if (snapshot_) {
        for (const auto& server : snapshot_->servers) {
            const auto& all = snapshot_->sources;
            const auto live = std::find_if(
                all.begin(), all.end(), [&](const Source& s) { return isLive(s) && s.label == server.id; });
            rows_.push_back({&server, live == all.end() ? nullptr : &*live});
        }
        for (const auto& source : snapshot_->sources)
            if (!isLive(source))
                rows_.push_back({nullptr, &source});
    }
    endResetModel();
}

int SourceModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : int(rows_.size());
}

QVariant SourceModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid())
        return {};
    const auto& r = row(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return titleOf(r);
    case SecondLineRole:
        return lineOf(r);
    case IconRole:
        return iconOf(r);
    case Qt::ToolTipRole:
        return QString(titleOf(r) + "\n" + lineOf(r));
    case Qt::AccessibleTextRole:
        return QString(titleOf(r) + ", " + lineOf(r));
    default:
        return {};
    }
}

QVariant SourceModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (section == 0 && orientation == Qt::Horizontal && role == Qt::DisplayRole)
        return tr("Server or file");
    return {};
}

} // namespace causeway::ui
