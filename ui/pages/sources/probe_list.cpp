// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/sources/probe_list.h"

#include "core/collect/script/planned_statements.h"
#include "ui/kit/table_view.h"

namespace causeway::ui {
namespace {

constexpr int kWholeRole = Qt::UserRole + 1;
constexpr int kLongestTip = 1500;

QString qt(const std::string& text) {
    return QString::fromStdString(text);
}

} // namespace

ProbeList::ProbeList(QObject* parent) : QStandardItemModel(parent) {
    setTarget({});
}

void ProbeList::setTarget(const Target& target) {
    clear();
    medium_ = 0;
    setHorizontalHeaderLabels({tr("Reads"), tr("Statement"), tr("Needs"), tr("Cost")});
    for (const auto& planned : plannedStatements(target)) {
        QStringList needs;
        for (const auto& privilege : planned.privileges)
            needs << qt(privilege);
        auto* statement = new QStandardItem(qt(planned.sql).simplified());
        statement->setData(true, MonoRole);
        statement->setData(qt(planned.sql), kWholeRole);
        statement->setToolTip(qt(planned.sql).left(kLongestTip));
        auto* needed = new QStandardItem(needs.join(", "));
        auto* cost = new QStandardItem(qt(planned.cost));
        for (auto* item : {statement, needed, cost})
            item->setData("muted", ToneRole);
        medium_ += planned.cost == "medium";
        appendRow({new QStandardItem(qt(planned.title)), statement, needed, cost});
    }
}

QString ProbeList::statement(int row) const {
    return item(row, StatementColumn)->data(kWholeRole).toString();
}

} // namespace causeway::ui
