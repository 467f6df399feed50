// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/growth/growth_page.h"

#include "core/base/text.h"
#include "core/base/units.h"
#include "core/report/charts.h"
#include "ui/charts/chart_view.h"
#include "ui/kit/card.h"
#include "ui/kit/clear_layout.h"
#include "ui/kit/icon_mark.h"
#include "ui/kit/label.h"
#include "ui/kit/page_header.h"
#include "ui/kit/scroll_box.h"
#include "ui/pages/growth/plans_card.h"
#include "ui/pages/growth/what_if.h"
#include "ui/pages/stage_view.h"
#include "ui/theme/theme_manager.h"

#include <QFileDialog>
#include <QHBoxLayout>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace causeway::ui {
namespace {

constexpr int kSide = 316; ///< width of the right column
constexpr const char* kMain = "volume";
constexpr const char* kSmall[] = {"memory", "cpu", "backup"};
constexpr int kSmallMargin = 44; ///< room for y labels, so that the small charts align

QString qt(const std::string& text) {
    return QString::fromStdString(text);
}

/// Nearer limits weigh more; without a date within the horizon there is none.
const char* urgency(const Limit& limit, Date start) {
    if (!limit.crossed)
        return "ok";
    const auto days = (*limit.crossed - start).count();
    return days <= 90 ? "critical" : days <= 270 ? "high" : "medium";
}

} // namespace

GrowthPage::GrowthPage(Workbench& workbench, QWidget* parent)
    : Page(workbench, "growth", tr("Growth"), "growth", parent) {
    auto* body = new QWidget;
    auto* column = new QVBoxLayout(body);
    column->setContentsMargins(metrics().margin, 0, metrics().margin, 16);
    column->setSpacing(metrics().gap);
    header_ = new PageHeader(body);
    column->addWidget(header_);
    auto* row = new QHBoxLayout;
    row->setSpacing(metrics().gap);
    row->addWidget(makeCharts(), 1);
    row->addWidget(makeSide());
    column->addLayout(row, 1);
    stage_ = new StageView(workbench, Workbench::Stage::Growth, body,
                           [this] { return bool(this->workbench().growth()); });
    stage_->setEmpty(
        "growth", tr("Nothing to project yet"),
        tr("Collect or import a snapshot, or state volume, growth and requests among the criteria."));
    connect(stage_, &StageView::toSources, this, [this] { emit navigate("sources"); });
    auto* page = new QVBoxLayout(this);
    page->setContentsMargins(0, 0, 0, 0);
    page->addWidget(stage_);
    connect(&workbench, &Workbench::snapshotChanged, this, &GrowthPage::refresh);
    connect(&workbench, &Workbench::criteriaChanged, this, [this] {
        if (!this->workbench().growth())
            this->workbench().run(Workbench::Stage::Growth);
    });
    connect(&workbench, &Workbench::stageChanged, this, [this](Workbench::Stage stage) {
        if (stage == Workbench::Stage::Growth)
            refresh();
    });
    refresh();
}

QWidget* GrowthPage::makeCharts() {
    auto* box = new QWidget(this);
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(metrics().gap);
    mainCard_ = new Card({}, {}, box);
    mainChart_ = new ChartView(mainCard_);
    mainCard_->body()->addWidget(mainChart_, 1);
    column->addWidget(mainCard_, 3);
    auto* row = new QHBoxLayout;
    row->setSpacing(metrics().gap);
    for (std::size_t i = 0; i < std::size(kSmall); ++i) {
        auto* card = new Card({}, {}, box);
        card->setTitleWraps();
        auto* chart = new ChartView(card);
        chart->setLeftMargin(kSmallMargin);
        card->body()->addWidget(chart, 1);
        row->addWidget(card, 1);
        small_.emplace_back(card, chart);
    }
    column->addLayout(row, 2);
    const auto share = [this](double x) {
        for (auto& [card, chart] : small_)
            chart->setCursorX(std::isnan(x) ? std::nullopt : std::optional(x));
    };
    connect(mainChart_, &ChartView::cursorMoved, this, share);
    return box;
}

QWidget* GrowthPage::makeSide() {
    auto* scroll = new ScrollBox(this);
    scroll->setFixedWidth(kSide);
    auto* column = scroll->column();
    column->setSpacing(metrics().gap);
    auto* limits = new Card(tr("When limits are reached"), {}, scroll);
    limits_ = new QVBoxLayout;
    limits_->setSpacing(10);
    limits->body()->addLayout(limits_);
    column->addWidget(limits);
    levers_ = new WhatIf(scroll);
    column->addWidget(levers_);
    growersCard_ = new Card(tr("Fastest growers"), tr("by the dates of their own rows"), scroll);
    growers_ = new QVBoxLayout;
    growers_->setSpacing(8);
    growersCard_->body()->addLayout(growers_);
    column->addWidget(growersCard_);
    column->addWidget(new PlansCard(workbench(), scroll));
    auto* inputs = new Card(tr("What it rests on"), {}, scroll);
    inputs_ = new QVBoxLayout;
    inputs_->setSpacing(6);
    inputs->body()->addLayout(inputs_);
    column->addWidget(inputs);
    column->addStretch(1);
    connect(levers_, &WhatIf::changed, this, &GrowthPage::tryLevers);
    connect(levers_, &WhatIf::reset, this, &GrowthPage::refresh);
    return scroll;
}

void GrowthPage::refresh() {
    if (const auto growth = workbench().growth(); growth && !levers_->moved())
        showForecast(*growth);
    emit stationChanged();
}

void GrowthPage::tryLevers() {
    const auto snapshot = workbench().snapshot();
    const auto growth = workbench().growth();
    if (!growth)
        return;
    try { // closed formulas over at most some hundred limits: a millisecond, so at once and in this thread
        showForecast(forecast(levers_->apply(workbench().criteria()), snapshot.get(), growth->start,
                              growth->horizonMonths, workbench().visits()));
    } catch (const Error&) {
        // The levers cover only what the forecast had as inputs, so it can be made; if not, the old one
        // stays.
    }
}

void GrowthPage::showForecast(const Forecast& forecast) {
    levers_->follow(forecast);
    const auto* volume = forecast.input("volume");
    const auto* growth = forecast.input("growth");
    QStringList basis;
    for (const auto* input : {volume, growth, forecast.input("rps")})
        if (input)
            basis << qt(input->label + ": " + input->source);
    header_->setHeadline(qt(forecast.headline()),
                         levers_->moved() ? tr("What if: the levers at the right, not the client's figures")
                                          : basis.join("; "));
    if (const auto* curve = forecast.curve(kMain)) {
        const auto spec = report::curveChart(forecast, *curve);
        mainCard_->setTitle(qt(spec.title));
        mainCard_->setSubtitle(qt(spec.subtitle));
        mainChart_->setSpec(spec);
    }
    for (std::size_t i = 0; i < small_.size(); ++i) {
        const auto* curve = forecast.curve(kSmall[i]);
        small_[i].first->setVisible(curve != nullptr);
        if (!curve)
            continue;
        const auto spec = report::curveChart(forecast, *curve);
        small_[i].first->setTitle(qt(spec.title));
        small_[i].first->setSubtitle(qt(spec.y.unit));
        small_[i].second->setSpec(spec);
    }
    showLimits(forecast);
    showGrowers(forecast);
    showInputs(forecast);
}

void GrowthPage::showGrowers(const Forecast& forecast) {
    clearLayout(growers_);
    constexpr int kShown = 8; ///< the JSON lists all
    int shown = 0;
    for (const auto& t : forecast.tables) {
        if (t.shape.empty() || shown++ == kShown)
            continue;
        auto* row = new QWidget(this);
        auto* words = new QVBoxLayout(row);
        words->setContentsMargins(0, 0, 0, 0);
        words->setSpacing(1);
        auto* first = new QHBoxLayout;
        first->addWidget(new ElidedLabel(qt(t.table), TextRole::BodyStrong, "text", row), 1);
        first->addWidget(makeLabel("+" + qt(formatBytes(t.bytesInYear - t.bytes)) + tr(" a year"),
                                   TextRole::BodyMedium, "text", row));
        words->addLayout(first);
        words->addWidget(new ElidedLabel(
            tr("%1 today, %2 to %3 in a year (80 %)")
                .arg(qt(formatBytes(t.bytes)), qt(formatBytes(t.low)), qt(formatBytes(t.high))),
            TextRole::Small, "muted", row));
        QString fit = qt(t.shape) + (t.seasonal ? tr(" with a yearly season") : QString()) +
                      tr(", %1 months").arg(t.months);
        if (t.backtestError)
            fit += tr(", backtest error %1").arg(qt(formatPercent(*t.backtestError)));
        words->addWidget(new ElidedLabel(fit, TextRole::Caption, "muted", row));
        growers_->addWidget(row);
    }
    growersCard_->setVisible(shown > 0);
}

void GrowthPage::showLimits(const Forecast& forecast) {
    clearLayout(limits_);
    constexpr std::size_t kShown = 5; ///< the levers below stay in sight; the report lists all
    for (std::size_t i = 0; i < std::min(kShown, forecast.limits.size()); ++i) {
        const auto& limit = forecast.limits[i];
        auto* row = new QWidget(this);
        auto* line = new QHBoxLayout(row);
        line->setContentsMargins(0, 0, 0, 0);
        line->setSpacing(8);
        const char* word = urgency(limit, forecast.start);
        line->addWidget(new IconMark(tone(theme(), word).icon, word, metrics().iconButton, row), 0,
                        Qt::AlignTop);
        auto* words = new QVBoxLayout;
        words->setSpacing(1);
        auto* first = new QHBoxLayout;
        first->addWidget(new ElidedLabel(qt(limit.label), TextRole::BodyStrong, "text", row), 1);
        first->addWidget(makeLabel(limit.crossed ? qt(longDate(*limit.crossed)) : tr("not in sight"),
                                   TextRole::BodyMedium, "text", row));
        words->addLayout(first);
        words->addWidget(new ElidedLabel(qt(limit.remedy), TextRole::Small, "muted", row));
        if (limit.earliest && limit.latest && *limit.earliest != *limit.latest)
            words->addWidget(makeLabel(
                tr("80 %: %1 to %2").arg(qt(longDate(*limit.earliest)), qt(longDate(*limit.latest))),
                TextRole::Caption, "muted", row));
        line->addLayout(words, 1);
        row->setToolTip(qt(limit.reason));
        limits_->addWidget(row);
    }
    if (forecast.limits.empty())
        limits_->addWidget(
            makeParagraph(tr("No limit is known: state memory, disk and CPUs among the criteria."),
                          TextRole::Body, "muted", this));
}

void GrowthPage::showInputs(const Forecast& forecast) {
    clearLayout(inputs_);
    for (const auto& input : forecast.inputs) {
        const auto basis = QString::fromUtf8(basisName(input.basis).data());
        auto* label = makeParagraph(qt(input.label) + " – " + basis, TextRole::SmallMedium,
                                    input.basis == Basis::Assumed ? "medium" : "text", this);
        inputs_->addWidget(label);
        inputs_->addWidget(makeParagraph(qt(input.source), TextRole::Caption, "muted", this));
    }
}

StationState GrowthPage::station() const {
    StationState state;
    const auto growth = workbench().growth();
    if (workbench().working(Workbench::Stage::Growth))
        state.state = StationState::State::Working;
    else if (growth)
        state.state = workbench().stale(Workbench::Stage::Growth) ? StationState::State::Stale
                                                                  : StationState::State::Built;
    if (growth)
        if (const auto* limit = growth->firstLimit())
            state.value = qt(longDate(*limit->crossed)).section(' ', 1).replace(" 20", " ");
    return state;
}

bool GrowthPage::exportResult() {
    const auto path =
        QFileDialog::getSaveFileName(this, tr("Export the chart"), "growth.png", tr("Picture (*.png)"));
    return !path.isEmpty() && mainCard_->grab().save(path);
}

} // namespace causeway::ui
