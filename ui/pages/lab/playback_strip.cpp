// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/buttons.h"
#include "ui/kit/label.h"
#include "ui/pages/lab/timeline_bar.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme_manager.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QTimer>
#include <QToolButton>

namespace causeway::ui {
namespace {

constexpr int kFrameMs = 40;
constexpr double kSpeed = 4; ///< seconds of the run in a second

} // namespace

PlaybackStrip::PlaybackStrip(QWidget* parent)
    : QWidget(parent), bar_(new TimelineBar(this)),
      play_(makeToolButton("play", tr("Play the median run"), this)),
      clock_(makeLabel({}, TextRole::Object, "text", this)),
      speed_(makeLabel({}, TextRole::Small, "muted", this)), timer_(new QTimer(this)) {
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(8, 4, 8, 2);
    row->setSpacing(4);
    auto* back = makeToolButton("first", tr("Last event"), this);
    auto* forward = makeToolButton("last", tr("Next event"), this);
    play_->setObjectName("lab-play");
    play_->setProperty("kind", "round");
    play_->setIcon(icon("play", "onAccent"));
    row->addWidget(back);
    row->addWidget(play_);
    row->addWidget(forward);
    auto* words = new QVBoxLayout;
    words->setSpacing(0);
    words->addStretch(1);
    words->addWidget(clock_);
    words->addWidget(speed_);
    words->addStretch(1);
    speed_->setFixedWidth(112);
    row->addSpacing(8);
    row->addLayout(words);
    row->addSpacing(12);
    row->addWidget(bar_, 1);
    timer_->setInterval(kFrameMs);
    connect(timer_, &QTimer::timeout, this, &PlaybackStrip::tick);
    connect(play_, &QToolButton::clicked, this, &PlaybackStrip::togglePlay);
    connect(back, &QToolButton::clicked, this, [this] { bar_->step(false); });
    connect(forward, &QToolButton::clicked, this, [this] { bar_->step(true); });
    connect(bar_, &TimelineBar::moved, this, &PlaybackStrip::showClock);
    showClock();
}

void PlaybackStrip::setTimeline(RunTimeline timeline) {
    bar_->setTimeline(std::move(timeline));
    showClock();
}

void PlaybackStrip::togglePlay() {
    if (timer_->isActive())
        return stop();
    const auto& line = bar_->timeline();
    if (line.stretches.empty())
        return;
    if (bar_->at() >= line.end - 0.01)
        bar_->setAt(line.begin);
    play_->setIcon(icon("pause", "onAccent"));
    play_->setToolTip(tr("Pause"));
    timer_->start();
}

void PlaybackStrip::stop() {
    timer_->stop();
    play_->setIcon(icon("play", "onAccent"));
    play_->setToolTip(tr("Play the median run"));
}

void PlaybackStrip::tick() {
    bar_->setAt(bar_->at() + kSpeed * kFrameMs / 1000.0);
    if (bar_->at() >= bar_->timeline().end)
        stop();
}

void PlaybackStrip::showClock() {
    const auto& line = bar_->timeline();
    if (line.stretches.empty()) {
        clock_->setText("–");
        speed_->setText(tr("no run yet"));
        return;
    }
    const double since = bar_->at() - line.fault;
    clock_->setText(QString::number(since, 'f', 1).replace('-', QChar(0x2212)) + "\u00a0s");
    speed_->setText(since < 0 ? tr("to the fault") : tr("after the fault, %1×").arg(kSpeed));
}

} // namespace causeway::ui
