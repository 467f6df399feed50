// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/lab/lever.h"

#include "ui/kit/label.h"

#include <QHBoxLayout>
#include <QSignalBlocker>
#include <QSlider>

#include <algorithm>
#include <cmath>

namespace causeway::ui {
namespace {
constexpr int kLogSteps = 200;
} // namespace

QString leverSeconds(double seconds) {
    return QString::number(seconds, 'g', 4) + "\u00a0s";
}

Lever::Lever(const QString& name, Range range, std::function<QString(double)> text, QWidget* parent)
    : QWidget(parent), range_(range), text_(std::move(text)),
      name_(new ElidedLabel(name, TextRole::Small, "muted", this)),
      figure_(makeLabel({}, TextRole::SmallStrong, "text", this)),
      slider_(new QSlider(Qt::Horizontal, this)) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(2);
    auto* words = new QHBoxLayout;
    words->addWidget(name_, 1);
    words->addWidget(figure_);
    column->addLayout(words);
    column->addWidget(slider_);
    slider_->setAccessibleName(name);
    slider_->setFixedHeight(18);
    slider_->setRange(0, range.log ? kLogSteps : int(std::lround((range.high - range.low) / range.step)));
    slider_->setPageStep(std::max(1, slider_->maximum() / 10));
    connect(slider_, &QSlider::valueChanged, this, [this](int position) {
        value_ = valueAt(position);
        showValue();
        emit moved(value_);
    });
}

double Lever::valueAt(int position) const {
    if (!range_.log)
        return range_.low + position * range_.step;
    const double value = range_.low * std::pow(range_.high / range_.low, double(position) / kLogSteps);
    // Two digits are what a hand on a lever means.
    const double unit = std::max(range_.step, std::pow(10.0, std::floor(std::log10(value)) - 1));
    return std::clamp(std::round(value / unit) * unit, range_.low, range_.high);
}

int Lever::positionOf(double value) const {
    if (!range_.log)
        return int(std::lround((value - range_.low) / range_.step));
    return int(std::lround(kLogSteps * std::log(std::max(value, range_.low) / range_.low) /
                           std::log(range_.high / range_.low)));
}

void Lever::setValue(double value) {
    const QSignalBlocker quiet(slider_);
    // A hand that is on the slider leads; following it would make it jump.
    if (!slider_->isSliderDown())
        slider_->setValue(std::clamp(positionOf(value), 0, slider_->maximum()));
    value_ = value;
    showValue();
}

void Lever::showValue() {
    figure_->setText(text_(value_));
    slider_->setAccessibleDescription(text_(value_));
}

} // namespace causeway::ui
