// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/sources/probe_list.h"

#include "core/base/resources.h"
#include "core/base/version.h"
#include "ui/kit/table_view.h"

#include <algorithm>

namespace causeway::ui {
namespace {

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

void ProbeList::setEngine(Engine engine) {
    clear();
    medium_ = 0;
    setHorizontalHeaderLabels({tr("Reads"), tr("Statement"), tr("Cost")});
    const auto& file =
        resourceJson(engine == Engine::PostgreSQL ? "probes/postgresql.json" : "probes/mysql.json");
    for (const char* part : {"probes", "catalog"})
        for (const auto& probe : file.at(part)) {
            const auto sql = qt(statementFor(probe.at("variants"), engine));
            if (sql.isEmpty())
                continue;
            auto* title = new QStandardItem(qt(probe.at("title")));
            auto* statement = new QStandardItem(sql.simplified());
            statement->setData(true, MonoRole);
            statement->setData("muted", ToneRole);
            statement->setToolTip(sql.left(1500));
            auto* cost = new QStandardItem(qt(probe.value("cost", std::string("low"))));
            cost->setData("muted", ToneRole);
            medium_ += cost->text() == "medium";
            appendRow({title, statement, cost});
        }
}

} // namespace causeway::ui
