// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStandardItemModel>

namespace causeway {
enum class Engine;
}

namespace causeway::ui {

/// What a collection asks of a server of an engine: each probe's subject, its first words of SQL and its
/// cost, from the list that the collectors themselves run.
class ProbeList : public QStandardItemModel {
    Q_OBJECT
public:
    explicit ProbeList(QObject* parent = nullptr);
    void setEngine(Engine engine);
    /// How many of them cost more than a look at counters.
    int mediumCost() const { return medium_; }

private:
    int medium_ = 0;
};

} // namespace causeway::ui
