// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/sources/collection_plan.h"

#include "core/collect/script/grant_script.h"
#include "core/collect/script/script_writer.h"
#include "ui/kit/buttons.h"
#include "ui/kit/card.h"
#include "ui/kit/code_view.h"
#include "ui/kit/label.h"
#include "ui/kit/save_file.h"
#include "ui/kit/segment.h"
#include "ui/kit/table_view.h"
#include "ui/pages/sources/probe_list.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QSplitter>
#include <QStackedWidget>

namespace causeway::ui {
namespace {

constexpr int kNeedsWidth = 190, kCostWidth = 80;

QString engineWord(Engine engine) {
    return QString::fromUtf8(engineName(engine).data());
}

} // namespace

CollectionPlan::CollectionPlan(const Target& target, const CollectOptions& options, Sheet first,
                               QWidget* parent)
    : QDialog(parent), engine_(target.engine), grants_(grantScript(target.engine, {}, target.user)),
      script_(collectScript(target.engine, options)), probes_(new ProbeList(this)) {
    setWindowTitle(tr("What a collection does"));
    resize(1080, 720);
    probes_->setTarget(target);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(20, 16, 20, 16);
    column->setSpacing(12);
    auto* head = new QHBoxLayout;
    head->addWidget(makeLabel(tr("What a collection from %1 does").arg(engineWord(engine_)), TextRole::Title,
                              "text", this),
                    1);
    choice_ = new Segment({tr("Statements"), tr("Privileges"), tr("Offline script")}, tr("Sheet"), this);
    head->addWidget(choice_);
    column->addLayout(head);
    line_ = makeParagraph({}, TextRole::Body, "muted", this);
    column->addWidget(line_);
    stack_ = new QStackedWidget(this);
    stack_->addWidget(makeStatements());
    text_ = new CodeView(stack_);
    text_->setObjectName("plan-text");
    stack_->addWidget(text_);
    column->addWidget(stack_, 1);
    auto* buttons = new QHBoxLayout;
    auto* saving = makeButton(tr("Save as…"), "export", ButtonKind::Default, this);
    saving->setObjectName("plan-save");
    auto* close = makeButton(tr("Close"), {}, ButtonKind::Primary, this);
    buttons->addWidget(saving);
    buttons->addStretch(1);
    buttons->addWidget(close);
    column->addLayout(buttons);
    connect(saving, &QPushButton::clicked, this, &CollectionPlan::save);
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
    connect(choice_, &Segment::currentChanged, this, &CollectionPlan::showSheet);
    choice_->setCurrent(first);
    showSheet(first);
    close->setFocus();
}

QWidget* CollectionPlan::makeStatements() {
    auto* split = new QSplitter(Qt::Vertical, this);
    split->setChildrenCollapsible(false);
    split->setHandleWidth(metrics().gap);
    auto* card = new Card({}, {}, split);
    card->body()->setContentsMargins(0, 0, 0, 0);
    table_ = new TableView(tr("Statements"), card);
    card->body()->addWidget(table_);
    table_->setObjectName("plan-statements");
    table_->setModel(probes_);
    table_->verticalHeader()->setDefaultSectionSize(metrics().rowCompact);
    table_->setStretchColumn(ProbeList::StatementColumn);
    table_->setColumnWidth(ProbeList::ReadsColumn, 380);
    table_->setColumnWidth(ProbeList::NeedsColumn, kNeedsWidth);
    table_->setColumnWidth(ProbeList::CostColumn, kCostWidth);
    statement_ = new CodeView(split);
    statement_->setObjectName("plan-statement");
    split->addWidget(card);
    split->addWidget(statement_);
    split->setSizes({360, 220});
    connect(table_->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex& index) { showStatement(index.row()); });
    table_->selectRow(0);
    return split;
}

void CollectionPlan::showStatement(int row) {
    if (row >= 0)
        statement_->setCode(probes_->statement(row), engine_ == Engine::PostgreSQL ? "sql" : "mysql");
}

void CollectionPlan::showSheet(int sheet) {
    const QString lines[] = {
        tr("The session is made read-only and bounded in time first. %1 questions follow, one after the "
           "other: %2 of "
           "medium cost (they read the catalog or per-table counters), the others low (they read counters in "
           "memory). None of the client's own tables is read.")
            .arg(probes_->questions())
            .arg(probes_->mediumCost()),
        tr("For an administrator: makes an account that can read what a collection asks and write nothing. "
           "What it leaves out is named in it; with less, "
           "what it may not see is listed as not assessed."),
        tr("For a DBA who lets nobody in: run it with the server's own client and import what it prints. It "
           "gives the findings of a live collection.")};
    line_->setText(lines[sheet]);
    stack_->setCurrentIndex(sheet == Statements ? 0 : 1);
    if (sheet != Statements)
        text_->setCode(QString::fromStdString(sheet == Grants ? grants_ : script_),
                       engine_ == Engine::PostgreSQL ? "sql" : "mysql");
}

QString CollectionPlan::name(const QString& what) const {
    return "causeway-" + engineWord(engine_).toLower() + "-" + what + ".sql";
}

void CollectionPlan::save() {
    const int sheet = choice_->current();
    if (sheet == Statements)
        exportTable(this, *probes_, "causeway-statements");
    else
        saveAs(this, name(sheet == Grants ? "grants" : "collect"), tr("SQL (*.sql)"), [&](const QString&) {
            return QByteArray::fromStdString(sheet == Grants ? grants_ : script_);
        });
}

} // namespace causeway::ui
