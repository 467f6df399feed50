// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/sources/probe_list.h"

#include "core/base/resources.h"
#include "core/base/version.h"
#include "ui/kit/table_view.h"

#include <algorithm>

namespace causeway::ui {
namespace {

constexpr int kWholeRole = Qt::UserRole + 1;

QString qt(const std::string& text) {
    return QString::fromStdString(text);
}

/// The statement for this engine: newest versions stand first in the list.
std::string statementFor(const Json& variants, Engine engine) {
    for (const auto& variant : variants) {
        const auto engines = variant.value("engines", Json::array());
        const bool fits = std::any_of(engines.begin(), engines.end(), [&](const Json& name) {
            return name.get<std::string>() == engineName(engine);
        });
        if (engines.empty() || fits)
            return variant.at("sql").get<std::string>();
    }
    return {};
}

} // namespace

ProbeList::ProbeList(QObject* parent) : QStandardItemModel(parent) {
    setEngine(Engine::MySQL);
}

void ProbeList::add(const QString& title, const QString& sql, const QString& needs, const QString& cost) {
    auto* statement = new QStandardItem(sql.simplified());
    statement->setData(true, MonoRole);
    statement->setData("muted", ToneRole);
    statement->setData(sql, kWholeRole);
    statement->setToolTip(sql.left(1500));
    auto* needed = new QStandardItem(needs);
    auto* paid = new QStandardItem(cost);
    for (auto* item : {needed, paid})
        item->setData("muted", ToneRole);
    medium_ += cost == "medium";
    appendRow({new QStandardItem(title), statement, needed, paid});
}

void ProbeList::setEngine(Engine engine) {
    clear();
    medium_ = 0;
    setHorizontalHeaderLabels({tr("Reads"), tr("Statement"), tr("Needs"), tr("Cost")});
    const auto& file =
        resourceJson(engine == Engine::PostgreSQL ? "probes/postgresql.json" : "probes/mysql.json");
    QStringList session;
    for (const auto& statement : file.at("session"))
        if (const auto sql = statementFor(Json::array({statement}), engine); !sql.empty())
            session << qt(sql) + ";";
    add(tr("Makes the session read-only and bounded in time"), session.join('\n'), {}, tr("low"));
    for (const char* part : {"probes", "catalog"})
        for (const auto& probe : file.at(part)) {
            const auto sql = qt(statementFor(probe.at("variants"), engine));
            if (sql.isEmpty())
                continue;
            QStringList needs;
            for (const auto& privilege : probe.at("privileges"))
                needs << qt(privilege);
            add(qt(probe.at("title")), sql, needs.join(", "), qt(probe.value("cost", std::string("low"))));
        }
}

QString ProbeList::statement(int row) const {
    return item(row, StatementColumn)->data(kWholeRole).toString();
}

} // namespace causeway::ui
