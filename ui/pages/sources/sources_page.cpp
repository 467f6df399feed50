// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/sources/sources_page.h"

#include "ui/kit/page_header.h"
#include "ui/kit/segment.h"
#include "ui/kit/states.h"
#include "ui/pages/centred.h"
#include "ui/pages/sources/facts_view.h"
#include "ui/pages/sources/server_view.h"
#include "ui/pages/sources/source_words.h"
#include "ui/theme/theme_manager.h"

#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace causeway::ui {
namespace {
enum View { Servers, Facts };
}

SourcesPage::SourcesPage(Workbench& workbench, QWidget* parent)
    : Page(workbench, "sources", tr("Sources"), "sources", parent) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(metrics().margin, 0, metrics().margin, 16);
    column->setSpacing(0);
    header_ = new PageHeader(this);
    choice_ = new Segment({tr("Servers and files"), tr("Criteria and interview")}, tr("View"), this);
    header_->addAction(choice_);
    column->addWidget(header_);
    stack_ = new QStackedWidget(this);
    servers_ = new ServerView(workbench, stack_);
    facts_ = new FactsView(workbench, stack_);
    stack_->addWidget(servers_);
    stack_->addWidget(facts_);
    auto* state = new EmptyState("folder", tr("No engagement is open"),
                                 tr("What is read and what the client says is kept in an engagement file, "
                                    "with its time and source. Make one, or open one you have."));
    auto* start = state->addButton(tr("Go to Start"), "start");
    start->setObjectName("to-start");
    connect(start, &QPushButton::clicked, this, [this] { emit navigate("start"); });
    empty_ = centred(state);
    stack_->addWidget(empty_);
    column->addWidget(stack_, 1);
    connect(choice_, &Segment::currentChanged, this, &SourcesPage::refresh);
    connect(servers_, &ServerView::workingChanged, this, &Page::stationChanged);
    for (const auto signal :
         {&Workbench::engagementChanged, &Workbench::snapshotChanged, &Workbench::criteriaChanged})
        connect(&workbench, signal, this, &SourcesPage::refresh);
    refresh();
}

void SourcesPage::refresh() {
    const auto snapshot = workbench().snapshot();
    const bool open = workbench().isOpen();
    choice_->setVisible(open);
    if (open) {
        header_->setHeadline(sourcesHeadline(snapshot.get(), workbench().criteria()),
                             sourcesBasis(snapshot.get()));
        stack_->setCurrentIndex(choice_->current());
    } else {
        header_->setHeadline(tr("Evidence needs an engagement to be kept in"));
        stack_->setCurrentWidget(empty_);
    }
    emit stationChanged();
}

StationState SourcesPage::station() const {
    StationState state;
    const auto snapshot = workbench().snapshot();
    if (servers_->working())
        state.state = StationState::State::Working;
    else if (snapshot)
        state.state = StationState::State::Built;
    if (snapshot)
        state.value = QString::number(snapshot->sources.size());
    return state;
}

void SourcesPage::rerun() {
    if (workbench().isOpen())
        servers_->collect();
}

void SourcesPage::showAnchor(const QString& anchor) {
    if (!workbench().isOpen())
        return;
    const bool facts = anchor == "criteria" || factDefinition(anchor.toStdString());
    if (facts || anchor == "servers")
        choice_->setCurrent(facts ? Facts : Servers);
    if (facts)
        facts_->showFact(anchor.toStdString());
}

} // namespace causeway::ui
