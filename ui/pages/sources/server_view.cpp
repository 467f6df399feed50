// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/sources/server_view.h"

#include "ui/kit/buttons.h"
#include "ui/kit/card.h"
#include "ui/kit/chip.h"
#include "ui/kit/clear_layout.h"
#include "ui/kit/label.h"
#include "ui/kit/table_view.h"
#include "ui/pages/sources/collection_plan.h"
#include "ui/pages/sources/connection_form.h"
#include "ui/pages/sources/connection_panel.h"
#include "ui/pages/sources/probe_list.h"
#include "ui/pages/sources/source_panel.h"
#include "ui/pages/sources/task_place.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QShortcut>
#include <QSplitter>

#include <algorithm>

namespace causeway::ui {
namespace {

QString nameOf(const Target& target) {
    return QString::fromStdString(target.name.empty() ? target.host + ":" + std::to_string(target.port)
                                                      : target.name);
}

constexpr int kStatementWidth = 130, kCostWidth = 74;

/// Two targets are one to a password when they log in alike.
std::string loginOf(const Target& target) {
    return target.url() + " " + target.socket;
}

} // namespace

ServerView::ServerView(Workbench& workbench, QWidget* parent) : QWidget(parent), workbench_(workbench) {
    auto* split = new QSplitter(this);
    split->setHandleWidth(metrics().gap);
    split->setChildrenCollapsible(false);
    sources_ = new SourcePanel(workbench_, split);
    split->addWidget(sources_);
    split->addWidget(makeMiddle());
    result_ = new ConnectionPanel(split);
    split->addWidget(result_);
    split->setSizes({304, 580, 292});
    split->setStretchFactor(1, 1);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(split);
    connect(sources_, &SourcePanel::filesChosen, this, &ServerView::importFiles);
    connect(form_, &ConnectionForm::edited, this, &ServerView::edited);
    // Also what was begun elsewhere: by dropping files on the window, or by opening the sample.
    connect(&workbench_, &Workbench::gathering, this, [this](Task* task) { place_->watch(task); });
    connect(&workbench_, &Workbench::engagementChanged, place_, &TaskPlace::clear);
    connect(place_, &TaskPlace::changed, this, [this] {
        refreshActions();
        emit workingChanged();
    });
    const std::pair<QKeySequence, void (ServerView::*)()> keys[] = {
        {QKeySequence("Ctrl+T"), &ServerView::test}, {QKeySequence("Ctrl+Return"), &ServerView::collect}};
    for (const auto& [key, slot] : keys)
        connect(new QShortcut(key, this, nullptr, nullptr, Qt::WidgetWithChildrenShortcut),
                &QShortcut::activated, this, slot);
    edited();
}

QWidget* ServerView::makeMiddle() {
    auto* middle = new QWidget(this);
    auto* column = new QVBoxLayout(middle);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    place_ = new TaskPlace(middle);
    column->addWidget(place_);
    auto* card = new Card(tr("Connection"), {}, middle);
    form_ = new ConnectionForm(card);
    card->body()->addWidget(form_);
    card->body()->addWidget(makeLine(card));
    card->body()->addWidget(makeProbes(card), 1);
    card->body()->addWidget(makeActions(card));
    column->addWidget(card, 1);
    return middle;
}

QWidget* ServerView::makeProbes(QWidget* parent) {
    auto* box = new QWidget(parent);
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto* head = new QHBoxLayout;
    head->addWidget(makeLabel(tr("What will run"), TextRole::BodyStrong, "text", box));
    head->addStretch(1);
    const std::tuple<QString, const char*, CollectionPlan::Sheet> links[] = {
        {tr("Full SQL"), "show-statements", CollectionPlan::Statements},
        {tr("GRANT script"), "show-grants", CollectionPlan::Grants},
        {tr("Offline script"), "show-script", CollectionPlan::Script}};
    for (const auto& [text, name, sheet] : links) {
        auto* link = makeButton(text, {}, ButtonKind::Link, box);
        link->setObjectName(name);
        connect(link, &QPushButton::clicked, this, [this, sheet = sheet] { showPlan(sheet); });
        head->addWidget(link);
    }
    column->addLayout(head);
    cost_ = new ElidedLabel({}, TextRole::Small, "muted", box);
    column->addWidget(cost_);
    probes_ = new ProbeList(this);
    auto* table = new TableView(tr("What will run"), box);
    table->setModel(probes_);
    table->verticalHeader()->setDefaultSectionSize(metrics().rowCompact);
    table->setMinimumHeight(64);
    table->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    const auto shape = [table] {
        table->horizontalHeader()->setStretchLastSection(false);
        table->setColumnWidth(ProbeList::CostColumn, kCostWidth);
        table->setColumnWidth(ProbeList::StatementColumn, kStatementWidth);
        table->setColumnHidden(ProbeList::NeedsColumn, true);
        table->setStretchColumn(ProbeList::ReadsColumn);
    };
    shape();
    // Changing the engine makes a new list of columns, whose widths Qt would begin anew.
    connect(probes_, &QAbstractItemModel::columnsInserted, table, shape);
    column->addWidget(table, 1);
    return box;
}

QWidget* ServerView::makeActions(QWidget* parent) {
    auto* box = new QWidget(parent);
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(0, metrics().stepTiny, 0, 0);
    column->setSpacing(metrics().step);
    waitingBox_ = new QWidget(box);
    waitingRow_ = new QHBoxLayout(waitingBox_);
    waitingRow_->setContentsMargins(0, 0, 0, 0);
    waitingRow_->setSpacing(metrics().step);
    column->addWidget(waitingBox_);
    waitingBox_->hide();
    auto* row = new QHBoxLayout;
    row->setSpacing(metrics().step);
    another_ = makeButton(tr("Another server"), "add", ButtonKind::Default, box);
    another_->setToolTip(tr("Keeps this one for the same collection and empties the form"));
    test_ = makeButton(tr("Test connection"), "refresh", ButtonKind::Default, box);
    collect_ = makeButton(tr("Collect"), "download", ButtonKind::Primary, box);
    another_->setObjectName("another-server");
    test_->setObjectName("test-connection");
    collect_->setObjectName("collect");
    lacking_ = new ElidedLabel({}, TextRole::Small, "muted", box);
    column->addWidget(lacking_);
    row->addWidget(another_);
    row->addStretch(1);
    row->addWidget(test_);
    row->addWidget(collect_);
    column->addLayout(row);
    connect(another_, &QPushButton::clicked, this, &ServerView::addAnother);
    connect(test_, &QPushButton::clicked, this, &ServerView::test);
    connect(collect_, &QPushButton::clicked, this, &ServerView::collect);
    return box;
}

void ServerView::edited() {
    form_->blame({});
    if (!testing_)
        result_->clear();
    refreshActions();
}

void ServerView::refreshActions() {
    const auto lacking = form_->lacking();
    lacking_->setFullText(form_->urlRefused() ? QString() : lacking);
    lacking_->setVisible(!lacking.isEmpty() && !form_->urlRefused());
    const bool ready = lacking.isEmpty();
    test_->setEnabled(ready && !testing_);
    another_->setEnabled(ready);
    collect_->setEnabled((ready || !waiting_.empty()) && !working());
    const auto target = form_->target();
    if (target.engine != engine_)
        probes_->setTarget(target);
    engine_ = target.engine;
    cost_->setFullText(tr("%1 questions, read only; %2 of medium cost, the others low")
                           .arg(probes_->questions())
                           .arg(probes_->mediumCost()));
}

void ServerView::showPlan(int sheet) {
    auto* plan = new CollectionPlan(form_->target(), form_->options(), CollectionPlan::Sheet(sheet), this);
    plan->setAttribute(Qt::WA_DeleteOnClose);
    plan->open();
}

bool ServerView::working() const {
    return place_->working();
}

SecretProvider ServerView::secretsOf(const std::vector<Waiting>& servers) {
    std::map<std::string, std::string> secrets;
    for (const auto& server : servers)
        if (!server.password.empty())
            secrets[loginOf(server.target)] = server.password;
    return [secrets](const Target& target) -> std::optional<std::string> {
        const auto it = secrets.find(loginOf(target));
        return it == secrets.end() ? std::nullopt : std::optional(it->second);
    };
}

void ServerView::test() {
    if (testing_ || !form_->lacking().isEmpty())
        return;
    const auto target = form_->target();
    auto result = std::make_shared<ConnectionTest>();
    auto* task = workbench_.tasks().start(tr("Testing %1").arg(nameOf(target)),
                                          [result, target, secret = secretsOf({{target, form_->password()}}),
                                           run = workbench_.services().testConnection](Progress& progress) {
                                              *result = run(target, secret, progress);
                                          });
    testing_ = task;
    refreshActions();
    result_->showWorking(task);
    connect(task, &Task::finished, this, [this, task, result, target] {
        testing_.clear();
        refreshActions();
        if (task->state() == Task::State::Failed) {
            result_->showFailure(*task->error());
        } else if (task->state() == Task::State::Cancelled) {
            result_->clear();
        } else {
            result_->show(*result, target);
            form_->blame(result->ok ? std::string() : result->failedStep);
        }
    });
}

void ServerView::collect() {
    if (working() || !collect_->isEnabled())
        return;
    auto servers = waiting_;
    if (form_->lacking().isEmpty())
        servers.push_back({form_->target(), form_->password()});
    std::vector<Target> targets;
    for (const auto& server : servers)
        targets.push_back(server.target);
    auto* task = workbench_.collect(std::move(targets), form_->options(), secretsOf(servers));
    place_->watch(task, [this] { collect(); });
}

void ServerView::importFiles(const QStringList& paths) {
    if (working() || paths.isEmpty())
        return;
    auto* task = workbench_.importFiles(paths, sources_->serverName());
    place_->watch(task, [this, paths] { importFiles(paths); });
}

void ServerView::addAnother() {
    waiting_.push_back({form_->target(), form_->password()});
    form_->clearServer();
    refreshWaiting();
}

void ServerView::refreshWaiting() {
    clearLayout(waitingRow_);
    waitingRow_->addWidget(makeLabel(tr("Collected together with"), TextRole::Small, "muted", waitingBox_));
    for (std::size_t i = 0; i < waiting_.size(); ++i) {
        auto* chip = new Chip(nameOf(waiting_[i].target), "accent", waitingBox_);
        chip->setClosable(true);
        chip->setToolTip(tr("Leave this server out"));
        connect(chip, &Chip::clicked, this, [this, i] {
            waiting_.erase(waiting_.begin() + std::ptrdiff_t(i));
            refreshWaiting();
        });
        waitingRow_->addWidget(chip);
    }
    waitingRow_->addStretch(1);
    waitingBox_->setVisible(!waiting_.empty());
    edited();
}

} // namespace causeway::ui
