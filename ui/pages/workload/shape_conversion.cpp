// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/workload/shape_conversion.h"

#include "core/readiness/readiness.h"
#include "ui/kit/buttons.h"
#include "ui/kit/chip.h"
#include "ui/kit/clear_layout.h"
#include "ui/kit/code_view.h"
#include "ui/kit/counted.h"
#include "ui/kit/label.h"
#include "ui/kit/side_by_side.h"
#include "ui/pages/readiness/conversion_words.h"
#include "ui/pages/readiness/obstacle_list.h"
#include "ui/pages/workload/shape_words.h"

#include <QDialog>
#include <QHBoxLayout>

namespace causeway::ui {
namespace {

constexpr QSize kWide{1040, 560};

} // namespace

ShapeConversionView::ShapeConversionView(QWidget* parent) : QWidget(parent) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, metrics().step, 0, 0);
    column->setSpacing(metrics().step);
    auto* head = new QHBoxLayout;
    head->setContentsMargins(metrics().inside, 0, metrics().step, 0);
    chips_ = new QHBoxLayout;
    chips_->setSpacing(metrics().step);
    head->addLayout(chips_);
    head->addStretch(1);
    wide_ = makeToolButton("fit", tr("Show both texts in a wide window"), this);
    wide_->setObjectName("wide-conversion");
    connect(wide_, &QToolButton::clicked, this, &ShapeConversionView::openWide);
    head->addWidget(wide_);
    column->addLayout(head);
    proof_ = makeParagraph({}, TextRole::Small, "muted", this);
    proof_->setContentsMargins(metrics().inside, 0, metrics().inside, 0);
    column->addWidget(proof_);
    words_ = makeParagraph({}, TextRole::Body, "muted", this);
    words_->setContentsMargins(metrics().inside, 0, metrics().inside, 0);
    column->addWidget(words_);
    sides_ = new SideBySide(this);
    column->addWidget(sides_, 3);
    column->addWidget(makeLine(this));
    obstacles_ = new ObstacleList(this);
    column->addWidget(obstacles_, 2);
    column->addStretch(0);
    clear();
}

void ShapeConversionView::clear() {
    say(tr("Choose a query at the left."));
}

void ShapeConversionView::say(const QString& words) {
    clearLayout(chips_);
    proof_->hide();
    wide_->hide();
    sides_->hide();
    obstacles_->hide();
    words_->setText(words);
    words_->show();
}

void ShapeConversionView::show(const QueryClass& shape, const ShapeConversion* converted, bool applies,
                               const QString& source) {
    if (!applies)
        return say(tr("This server is PostgreSQL: there is nothing to convert."));
    if (!converted)
        return say(tr("It is being converted."));
    if (!converted->conversion)
        return say(converted->reason);
    sourceTitle_ = tr("%1, as it ran").arg(source);
    source_ = laidOut(shape.sample.empty() ? shape.fingerprint : shape.sample);
    showConversion(*converted->conversion);
}

void ShapeConversionView::showConversion(const Conversion& conversion) {
    clearLayout(chips_);
    auto* badge = new Chip(proofWord(conversion.proof), proofTone(conversion.proof), this);
    badge->setObjectName("query-proof");
    chips_->addWidget(badge);
    auto sentence = proofSentence(conversion.proof);
    if (!conversion.proofMessage.empty())
        sentence += " " + QString::fromStdString(conversion.proofMessage);
    proof_->setText(sentence);
    proof_->show();
    words_->hide();
    wide_->show();
    const int version = ConversionOptions{}.targetVersion;
    targetTitle_ = conversion.verdict == Verdict::Manual ? tr("PostgreSQL %1, by hand").arg(version)
                                                         : tr("PostgreSQL %1").arg(version);
    target_ = laidOut(conversion.target);
    sides_->setTitles(sourceTitle_, targetTitle_);
    sides_->setTexts(source_, target_);
    const int changes = sides_->changes();
    sides_->setNotes({}, changes ? counted(changes, tr("change"), tr("changes")) : tr("as is"));
    sides_->show();
    obstacles_->show(conversion.obstacles, tr("It converts without a change of meaning that is known."));
    obstacles_->setVisible(true);
}

void ShapeConversionView::openWide() {
    auto* dialog = new QDialog(window());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("The query in MySQL and in PostgreSQL"));
    dialog->resize(kWide);
    auto* column = new QVBoxLayout(dialog);
    auto* sides = new SideBySide(dialog);
    sides->setTitles(sourceTitle_, targetTitle_);
    sides->setTexts(source_, target_);
    column->addWidget(sides);
    dialog->open();
}

} // namespace causeway::ui
