// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/query_list.h"

#include "core/base/units.h"
#include "core/collect/script/sql_layout.h"
#include "ui/kit/buttons.h"
#include "ui/kit/card.h"
#include "ui/kit/code_view.h"
#include "ui/kit/counted.h"
#include "ui/kit/label.h"
#include "ui/kit/table_view.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QSplitter>
#include <QStandardItemModel>

namespace causeway::ui {
namespace {

enum Column { When, Server, Query, Took, Answer, kColumns };

bool isLive(const Source& source) {
    return source.kind == "mysql" || source.kind == "mariadb" || source.kind == "postgresql";
}

bool ranLive(const Snapshot& snapshot, const ProbeResult& probe) {
    const auto* source = snapshot.source(probe.source);
    return source && isLive(*source) && probe.state != ProbeResult::State::Absent && !probe.query.empty();
}

QString answerOf(const ProbeResult& probe) {
    switch (probe.state) {
    case ProbeResult::State::Answered:
        return counted(qint64(probe.rows.size()), QueryList::tr("row"), QueryList::tr("rows"));
    case ProbeResult::State::Denied:
        return QueryList::tr("denied");
    case ProbeResult::State::Absent:
        return QueryList::tr("absent");
    case ProbeResult::State::Failed:
        break;
    }
    return QueryList::tr("failed");
}

QStandardItem* item(const QString& text) {
    auto* made = new QStandardItem(text);
    made->setEditable(false);
    return made;
}

void addRow(QStandardItemModel& model, const ServerEvidence& server, const ProbeResult& probe) {
    QList<QStandardItem*> row;
    row << item(QString::fromStdString(toIso(probe.at)).mid(11, 8)) << item(QString::fromStdString(server.id))
        << item(QString::fromStdString(probe.query).simplified())
        << item(QString::fromStdString(formatSeconds(probe.elapsedMs / 1000))) << item(answerOf(probe));
    row[When]->setToolTip(QString::fromStdString(toIso(probe.at)));
    row[Query]->setData(true, MonoRole);
    row[Query]->setData(QString::fromStdString(probe.query), Qt::UserRole);
    row[Took]->setData(int(Qt::AlignRight | Qt::AlignVCenter), Qt::TextAlignmentRole);
    row[Answer]->setToolTip(QString::fromStdString(probe.message));
    if (probe.state != ProbeResult::State::Answered)
        row[Answer]->setData("na", SeverityRole);
    model.appendRow(row);
}

/// What a server refused of the settings that make a session safe stands in its source's remark.
QString remarks(const Snapshot& snapshot) {
    QString text;
    for (const auto& source : snapshot.sources)
        if (!source.remark.empty() && isLive(source))
            text += "\n" + QString::fromStdString(source.label + ": " + source.remark);
    return text;
}

} // namespace

std::size_t queriesRun(const Snapshot& snapshot) {
    std::size_t n = 0;
    for (const auto& server : snapshot.servers)
        for (const auto& probe : server.probes)
            n += ranLive(snapshot, probe);
    return n;
}

QueryList::QueryList(const Snapshot& snapshot, QWidget* parent) : QDialog(parent) {
    setWindowTitle(tr("Queries that ran"));
    resize(1080, 700);
    auto* model = new QStandardItemModel(0, kColumns, this);
    model->setHorizontalHeaderLabels({tr("At, UTC"), tr("Server"), tr("Query"), tr("Took"), tr("Answer")});
    for (const auto& server : snapshot.servers)
        for (const auto& probe : server.probes)
            if (ranLive(snapshot, probe))
                addRow(*model, server, probe);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(20, 16, 20, 16);
    column->setSpacing(12);
    column->addWidget(makeLabel(
        tr("%1, none of them wrote").arg(counted(model->rowCount(), tr("query ran"), tr("queries ran"))),
        TextRole::Title, "text", this));
    column->addWidget(
        makeParagraph(tr("Each session was read-only and every statement bounded in time. The report "
                         "lists the same in an appendix.") +
                          remarks(snapshot),
                      TextRole::Body, "muted", this));
    auto* split = new QSplitter(Qt::Vertical, this);
    split->setChildrenCollapsible(false);
    auto* card = new Card({}, {}, split);
    card->body()->setContentsMargins(0, 0, 0, 0);
    auto* table = new TableView(tr("Queries that ran"), card);
    card->body()->addWidget(table);
    table->setObjectName("queries-run");
    table->setModel(model);
    table->setStretchColumn(Query);
    table->setColumnWidth(When, 86);
    table->setColumnWidth(Server, 140);
    table->setColumnWidth(Took, 90);
    table->setColumnWidth(Answer, 130);
    auto* code = new CodeView(split);
    split->addWidget(card);
    split->addWidget(code);
    split->setSizes({400, 160});
    column->addWidget(split, 1);
    connect(table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [model, code](const QModelIndex& index) {
                const auto query = model->index(index.row(), Query).data(Qt::UserRole).toString();
                code->setCode(QString::fromStdString(script::laidOut(query.toStdString())), "mysql");
            });
    table->selectRow(0);
    auto* buttons = new QHBoxLayout;
    auto* save = makeButton(tr("Export"), "export", ButtonKind::Default, this);
    auto* close = makeButton(tr("Close"), {}, ButtonKind::Primary, this);
    buttons->addWidget(save);
    buttons->addStretch(1);
    buttons->addWidget(close);
    column->addLayout(buttons);
    connect(save, &QPushButton::clicked, this, [this, model] { exportTable(this, *model, tr("queries")); });
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
    close->setFocus();
}

} // namespace causeway::ui
