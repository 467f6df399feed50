// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/growth/what_if.h"

#include "core/base/units.h"
#include "ui/kit/buttons.h"
#include "ui/kit/label.h"

#include <QHBoxLayout>
#include <QSlider>
#include <QVBoxLayout>

#include <fmt/format.h>

#include <cmath>

namespace causeway::ui {
namespace {

/// Memory and CPUs come in powers of two; the slider walks the exponent.
constexpr int kLargestCpuStep = 7, kLargestRamStep = 10;
/// Requests a second are spread over a logarithmic slider: 10^(position / 20).
constexpr double kRateSteps = 20;

std::string textOf(const std::string& key, int position) {
    if (key == "growth")
        return fmt::format("{}%/quarter", position);
    if (key == "rps")
        return fmt::format("{:.0f}/s", std::pow(10, position / kRateSteps));
    if (key == "cpus")
        return fmt::format("{}", 1 << position);
    return fmt::format("{}GB", 1 << position);
}

int positionOf(const std::string& key, double value) {
    if (key == "growth")
        return int(std::lround((value - 1) * 100));
    if (key == "rps")
        return int(std::lround(std::log10(std::max(1.0, value)) * kRateSteps));
    if (key == "cpus")
        return int(std::lround(std::log2(std::max(1.0, value))));
    return int(std::lround(std::log2(std::max(1.0, value / kGiB))));
}

} // namespace

WhatIf::WhatIf(QWidget* parent) : Card(tr("What if"), {}, parent) {
    auto* back = makeButton(tr("Reset"), "undo", ButtonKind::Default, this);
    addAction(back);
    addLever("growth", tr("Growth a quarter"), 0, 150);
    addLever("rps", tr("Requests"), 20, 100);
    addLever("cpus", tr("CPUs"), 0, kLargestCpuStep);
    addLever("ram", tr("Memory"), 0, kLargestRamStep);
    connect(back, &QPushButton::clicked, this, [this] {
        moved_ = false;
        for (auto& [key, lever] : levers_)
            lever.moved = false;
        emit reset();
    });
}

void WhatIf::addLever(const char* key, const QString& label, int low, int high) {
    auto* words = new QHBoxLayout;
    words->addWidget(makeLabel(label, TextRole::Small, "muted", this));
    words->addStretch(1);
    auto& lever = levers_[key];
    lever.value = makeLabel({}, TextRole::SmallStrong, "text", this);
    words->addWidget(lever.value);
    lever.slider = new QSlider(Qt::Horizontal, this);
    lever.slider->setRange(low, high);
    lever.slider->setAccessibleName(label);
    lever.slider->setObjectName(QString("lever-") + key);
    body()->addLayout(words);
    body()->addWidget(lever.slider);
    connect(lever.slider, &QSlider::valueChanged, this, [this, &lever] {
        describe();
        if (following_)
            return;
        lever.moved = moved_ = true;
        emit changed();
    });
}

void WhatIf::describe() {
    for (auto& [key, lever] : levers_) {
        const auto text = textOf(key, lever.slider->value());
        lever.value->setText(key == "growth" ? QString::number(lever.slider->value()) + " %"
                             : key == "ram"  ? QString::fromStdString(formatBytes(*parseBytes(text)))
                                             : QString::fromStdString(text));
    }
}

void WhatIf::follow(const Forecast& forecast) {
    if (moved_)
        return;
    following_ = true;
    for (auto& [key, lever] : levers_) {
        const auto* input = forecast.input(key);
        lever.slider->setEnabled(input != nullptr);
        if (input)
            lever.slider->setValue(positionOf(key, input->value));
    }
    following_ = false;
    describe();
}

Criteria WhatIf::apply(Criteria criteria) const {
    for (const auto& [key, lever] : levers_)
        if (lever.moved)
            criteria.set(key, textOf(key, lever.slider->value()), "what if");
    if (levers_.at("growth").moved)
        criteria.set("growth_basis", "plan", "what if");
    return criteria;
}

} // namespace causeway::ui
