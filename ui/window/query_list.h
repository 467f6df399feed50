// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/snapshot/snapshot.h"

#include <QDialog>

class QAbstractItemModel;

namespace causeway::ui {

/// How many queries the snapshot's live collections ran.
std::size_t queriesRun(const Snapshot& snapshot);

/// Every query that ran on the client's servers: when, what, how long and what came of it. The same list is
/// an appendix of the report.
class QueryList : public QDialog {
    Q_OBJECT
public:
    explicit QueryList(const Snapshot& snapshot, QWidget* parent = nullptr);
};

} // namespace causeway::ui
