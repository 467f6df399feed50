// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/lab/lab_results.h"

#include "ui/charts/chart_view.h"
#include "ui/kit/card.h"
#include "ui/kit/label.h"
#include "ui/kit/scroll_box.h"
#include "ui/kit/segment.h"
#include "ui/pages/lab/lab_words.h"

#include <QHBoxLayout>
#include <QStackedWidget>

#include <algorithm>

namespace causeway::ui {
namespace {

constexpr int kHeight = 206;

/// One issue: what it is, what it rests on, what it costs, what mends it.
QWidget* issueRow(const HazardCheck& h) {
    auto* row = new QWidget;
    auto* lines = new QVBoxLayout(row);
    lines->setContentsMargins(0, 0, 0, metrics().gap);
    lines->setSpacing(2);
    const auto text = [](const std::string& words) {
        return QString::fromStdString(words);
    };
    lines->addWidget(makeParagraph(text(h.title), TextRole::BodyStrong));
    lines->addWidget(
        makeParagraph(LabResults::tr("Here: %1.").arg(text(h.evidence)), TextRole::Body, "muted"));
    lines->addWidget(
        makeParagraph(LabResults::tr("Data: %1. Service: %2.").arg(text(h.dataEffect), text(h.serviceEffect)),
                      TextRole::Body, "muted"));
    lines->addWidget(makeParagraph(LabResults::tr("To do: %1.").arg(text(h.action))));
    return row;
}

} // namespace

LabResults::LabResults(QWidget* advice, QWidget* parent) : QWidget(parent) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(metrics().gap / 2);
    auto* head = new QHBoxLayout;
    head->setSpacing(metrics().gap);
    shown_ = new Segment({tr("Outcome"), tr("Known issues"), tr("Advice")}, tr("Results"), this);
    shown_->setObjectName("lab-results");
    dangers_ = new ElidedLabel({}, TextRole::Body, "muted", this);
    dangers_->setObjectName("lab-dangers");
    head->addWidget(shown_);
    head->addWidget(dangers_, 1);
    column->addLayout(head);
    pages_ = new QStackedWidget(this);
    pages_->setFixedHeight(kHeight);
    pages_->addWidget(makeCharts());
    pages_->addWidget(makeIssues());
    pages_->addWidget(advice);
    column->addWidget(pages_);
    connect(shown_, &Segment::currentChanged, pages_, &QStackedWidget::setCurrentIndex);
}

QWidget* LabResults::makeCharts() {
    auto* row = new QWidget(this);
    auto* cards = new QHBoxLayout(row);
    cards->setContentsMargins(0, 0, 0, 0);
    cards->setSpacing(metrics().gap);
    for (int i = 0; i < 3; ++i) {
        cards_[i] = new Card({}, {}, row);
        charts_[i] = new ChartView(cards_[i]);
        cards_[i]->body()->addWidget(charts_[i], 1);
        cards->addWidget(cards_[i], 1);
    }
    return row;
}

QWidget* LabResults::makeIssues() {
    issues_ = new Card({}, {}, this);
    issues_->setObjectName("lab-issues");
    list_ = new ScrollBox(issues_);
    issues_->body()->addWidget(list_, 1);
    return issues_;
}

void LabResults::setCharts(const std::array<report::ChartSpec, 3>& charts) {
    for (std::size_t i = 0; i < charts.size(); ++i) {
        cards_[i]->setTitle(QString::fromStdString(charts[i].title));
        cards_[i]->setSubtitle(QString::fromStdString(charts[i].subtitle));
        charts_[i]->setSpec(charts[i]);
    }
}

void LabResults::setDangers(const Outcome& outcome) {
    const QString words = dangersText(outcome);
    dangers_->setFullText(words);
    setTone(dangers_,
            std::max(outcome.twoPrimariesSeconds.max, outcome.stuckSeconds.max) >= kNoticeableSeconds
                ? "high"
                : "muted");
}

void LabResults::setHazards(const std::vector<HazardCheck>& found) {
    if (found == hazards_ && list_->column()->count() > 0)
        return;
    hazards_ = found;
    issues_->setTitle(found.empty()
                          ? tr("None of the 40 known issues was found in this cluster")
                          : tr("%n of 40 known issues found in this cluster", nullptr, int(found.size())));
    issues_->setSubtitle(
        tr("judged from the drawing, the fault and its outcome, and the snapshot if there is one"));
    list_->clear();
    for (const auto& hazard : found)
        list_->column()->addWidget(issueRow(hazard));
}

} // namespace causeway::ui
