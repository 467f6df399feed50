// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/readiness/obstacle_list.h"

#include "core/base/units.h"
#include "ui/kit/chip.h"
#include "ui/kit/label.h"
#include "ui/pages/readiness/conversion_words.h"

#include <QHBoxLayout>

#include <algorithm>

namespace causeway::ui {
namespace {

constexpr int kVerdictWidth = 104; ///< of "Automatic" in its chip

QString qt(const std::string& text) {
    return QString::fromStdString(text);
}

/// "shop.orders.status · line 4 · mysql.enum".
QString whereOf(const Obstacle& obstacle) {
    QStringList parts;
    const bool named = obstacle.object == "line " + std::to_string(obstacle.place.line); // a query's own name
    if (!obstacle.object.empty() && !named)
        parts << qt(obstacle.object);
    if (obstacle.place.line)
        parts << ObstacleList::tr("line %1 of the source").arg(obstacle.place.line);
    parts << qt(obstacle.id);
    return parts.join(" · ");
}

} // namespace

ObstacleList::ObstacleList(QWidget* parent) : ScrollBox(parent) {
    column()->setContentsMargins(0, 0, 0, metrics().step);
    column()->setSpacing(0);
}

void ObstacleList::show(const std::vector<Obstacle>& obstacles, const QString& whenNone) {
    clear();
    std::vector<const Obstacle*> sorted;
    for (const auto& obstacle : obstacles)
        sorted.push_back(&obstacle);
    std::stable_sort(sorted.begin(), sorted.end(),
                     [](const Obstacle* a, const Obstacle* b) { return a->verdict > b->verdict; });
    for (const auto* obstacle : sorted)
        add(*obstacle);
    if (sorted.empty()) {
        auto* none = makeParagraph(whenNone, TextRole::Body, "muted", this);
        none->setContentsMargins(metrics().inside, metrics().step, metrics().inside, 0);
        column()->addWidget(none);
    }
    column()->addStretch(1);
}

void ObstacleList::add(const Obstacle& obstacle) {
    auto* box = new QWidget(this);
    box->setObjectName("obstacle");
    box->setAccessibleName(verdictWord(obstacle.verdict) + ": " + qt(obstacle.message));
    auto* row = new QHBoxLayout(box);
    row->setContentsMargins(metrics().inside, 10, metrics().inside, 10);
    row->setSpacing(12);
    auto* verdict = new QWidget(box);
    verdict->setFixedWidth(kVerdictWidth);
    auto* chipRow = new QHBoxLayout(verdict);
    chipRow->setContentsMargins(0, 0, 0, 0);
    chipRow->addWidget(new Chip(verdictWord(obstacle.verdict), verdictTone(obstacle.verdict), verdict));
    chipRow->addStretch(1);
    row->addWidget(verdict, 0, Qt::AlignTop);
    auto* words = new QVBoxLayout;
    words->setSpacing(3);
    words->addWidget(makeParagraph(qt(obstacle.message), TextRole::Body, "text", box));
    if (!obstacle.question.empty())
        words->addWidget(makeParagraph(qt(obstacle.question), TextRole::BodyMedium, "accentText", box));
    words->addWidget(makeParagraph(whereOf(obstacle), TextRole::Caption, "muted", box));
    row->addLayout(words, 1);
    if (obstacle.effort.high > 0)
        row->addWidget(makeLabel(qt(formatEffort(obstacle.effort.low, obstacle.effort.high)),
                                 TextRole::Number, "text", box),
                       0, Qt::AlignTop);
    column()->addWidget(box);
    column()->addWidget(makeLine(this));
}

} // namespace causeway::ui
