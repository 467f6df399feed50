// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStandardItemModel>

namespace causeway {
struct Target;
}

namespace causeway::ui {

/// What a collection asks of a server, from the list that the collectors themselves run: first what makes the
/// session safe, then each probe's subject, SQL, the privilege it needs and its cost.
class ProbeList : public QStandardItemModel {
    Q_OBJECT
public:
    enum Column { ReadsColumn, StatementColumn, NeedsColumn, CostColumn };
    explicit ProbeList(QObject* parent = nullptr);
    void setTarget(const Target& target);
    /// How many questions are asked, without the statements that make the session safe.
    int questions() const { return rowCount() - 1; }
    /// How many of them cost more than a look at counters.
    int mediumCost() const { return medium_; }
    /// The whole SQL of a row.
    QString statement(int row) const;

private:
    int medium_ = 0;
};

} // namespace causeway::ui
