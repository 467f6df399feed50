// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/readiness/conversion_panel.h"

#include "core/base/units.h"
#include "ui/kit/buttons.h"
#include "ui/kit/card.h"
#include "ui/kit/chip.h"
#include "ui/kit/clear_layout.h"
#include "ui/kit/counted.h"
#include "ui/kit/label.h"
#include "ui/kit/side_by_side.h"
#include "ui/pages/readiness/conversion_words.h"
#include "ui/pages/readiness/obstacle_list.h"

#include <QHBoxLayout>
#include <QSplitter>

namespace causeway::ui {
namespace {

QString qt(const std::string& text) {
    return QString::fromStdString(text);
}

/// "Table, line 120 of the dump".
QString placeOf(const Conversion& conversion) {
    auto text = objectKind(conversion.kind);
    if (conversion.kind == "application query")
        text += ", " + qt(conversion.name);
    if (conversion.place.line)
        text += ConversionPanel::tr(", line %1 of the dump").arg(conversion.place.line);
    if (conversion.countedElsewhere)
        text += ConversionPanel::tr(", in the application's source too: its work is counted there");
    if (conversion.effort.high > 0)
        text += ", " + qt(formatEffort(conversion.effort.low, conversion.effort.high));
    return text;
}

} // namespace

ConversionPanel::ConversionPanel(QWidget* parent) : QWidget(parent) {
    auto* split = new QSplitter(Qt::Vertical, this);
    split->setHandleWidth(metrics().gap);
    split->setChildrenCollapsible(false);
    texts_ = makeTexts();
    split->addWidget(texts_);
    split->addWidget(makeObstacles());
    split->setSizes({360, 250});
    split->setStretchFactor(0, 3);
    split->setStretchFactor(1, 2);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(split);
    clear();
}

QWidget* ConversionPanel::makeTexts() {
    auto* card = new Card({}, {}, this);
    auto* head = new QHBoxLayout;
    head->setSpacing(metrics().step);
    name_ = new ElidedLabel({}, TextRole::Object, "text", card);
    name_->setObjectName("object-name");
    name_->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    head->addWidget(name_, 1);
    chips_ = new QHBoxLayout;
    head->addLayout(chips_);
    place_ = makeLabel({}, TextRole::Small, "muted", card);
    head->addWidget(place_);
    head->addStretch(1);
    previous_ = makeToolButton("chevup", tr("Previous change (Shift+F8)"), card);
    next_ = makeToolButton("chevdown", tr("Next change (F8)"), card);
    change_ = makeLabel({}, TextRole::Small, "muted", card);
    head->addWidget(change_);
    head->addWidget(previous_);
    head->addWidget(next_);
    connect(previous_, &QToolButton::clicked, this, [this] { step(false); });
    connect(next_, &QToolButton::clicked, this, [this] { step(true); });
    card->body()->addLayout(head);
    sides_ = new SideBySide(card);
    card->body()->addWidget(sides_, 1);
    return card;
}

QWidget* ConversionPanel::makeObstacles() {
    way_ = new Card(tr("What stands in the way"), {}, this);
    way_->setFlush();
    proofRow_ = new QWidget(way_);
    proof_ = new QHBoxLayout(proofRow_);
    proof_->setContentsMargins(metrics().inside, 0, metrics().inside, 0);
    proof_->setSpacing(metrics().step);
    way_->body()->addWidget(proofRow_);
    way_->body()->addWidget(makeLine(way_));
    obstacles_ = new ObstacleList(way_);
    way_->body()->addWidget(obstacles_, 1);
    return way_;
}

void ConversionPanel::setChips(const Conversion* conversion) {
    clearLayout(chips_);
    clearLayout(proof_);
    proofRow_->setVisible(conversion);
    if (!conversion)
        return;
    chips_->addWidget(new Chip(verdictWord(conversion->verdict), verdictTone(conversion->verdict), texts_));
    auto* badge = new Chip(proofWord(conversion->proof), proofTone(conversion->proof), way_);
    badge->setObjectName("proof-badge");
    proof_->addWidget(badge, 0, Qt::AlignTop);
    auto words = proofSentence(conversion->proof);
    if (!conversion->proofMessage.empty())
        words += " " + qt(conversion->proofMessage);
    if (!conversion->comparison.empty())
        words += " " + qt(conversion->comparison);
    proof_->addWidget(makeParagraph(words, TextRole::Body, "muted", way_), 1);
}

void ConversionPanel::showConversion(const Conversion& conversion, const QString& source, int targetVersion) {
    texts_->show();
    name_->setFullText(conversionName(conversion));
    setChips(&conversion);
    place_->setText(placeOf(conversion));
    sides_->setTitles(tr("%1, as found").arg(source),
                      conversion.verdict == Verdict::Manual
                          ? tr("PostgreSQL %1, a sketch to write by hand").arg(targetVersion)
                          : tr("PostgreSQL %1, proposed").arg(targetVersion));
    sides_->setTexts(qt(conversion.source), qt(conversion.target));
    sayChange();
    const auto n = qint64(conversion.obstacles.size());
    way_->setTitle(n == 0   ? tr("Nothing stands in the way of %1").arg(qt(conversion.name))
                   : n == 1 ? tr("1 thing stands in the way of %1").arg(qt(conversion.name))
                            : tr("%1 things stand in the way of %2").arg(n).arg(qt(conversion.name)));
    obstacles_->show(conversion.obstacles, tr("It converts without a change of meaning that is known."));
}

void ConversionPanel::showGeneral(const ReadinessReport& report) {
    texts_->hide();
    setChips(nullptr);
    way_->setTitle(
        tr("%1 of %2 as a whole")
            .arg(counted(qint64(report.general.size()), tr("obstacle"), tr("obstacles")), qt(report.server)));
    obstacles_->show(report.general, {});
}

void ConversionPanel::clear() {
    texts_->show();
    name_->setFullText({});
    setChips(nullptr);
    place_->clear();
    sides_->setTitles(tr("Source"), tr("Target"));
    sides_->setTexts({}, {});
    sayChange();
    way_->setTitle(tr("What stands in the way"));
    obstacles_->show({}, tr("Choose an object at the left."));
}

bool ConversionPanel::step(bool forward) {
    const bool stepped = texts_->isVisibleTo(this) && sides_->step(forward);
    sayChange();
    return stepped;
}

void ConversionPanel::sayChange() {
    const int all = sides_->changes(), at = sides_->currentChange();
    change_->setText(all == 0 ? tr("no change")
                     : at > 0 ? tr("change %1 of %2").arg(at).arg(all)
                              : counted(all, tr("change"), tr("changes")));
    previous_->setEnabled(all > 0);
    next_->setEnabled(all > 0);
}

} // namespace causeway::ui
