// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStandardItemModel>

namespace causeway {
enum class Engine;
}

namespace causeway::ui {

/// What a collection asks of a server of an engine, from the list that the collectors themselves run: first
/// what makes the session safe, then each probe's subject, SQL, the privilege it needs and its cost.
class ProbeList : public QStandardItemModel {
    Q_OBJECT
public:
    enum Column { ReadsColumn, StatementColumn, NeedsColumn, CostColumn };
    explicit ProbeList(QObject* parent = nullptr);
    void setEngine(Engine engine);
    /// How many questions are asked, without the statements that make the session safe.
    int questions() const { return rowCount() - 1; }
    /// How many of them cost more than a look at counters.
    int mediumCost() const { return medium_; }
    /// The whole SQL of a row.
    QString statement(int row) const;

private:
    void add(const QString& title, const QString& sql, const QString& needs, const QString& cost);
    int medium_ = 0;
};

} // namespace causeway::ui
