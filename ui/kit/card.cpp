// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/card.h"

#include "ui/kit/label.h"

#include <QHBoxLayout>

namespace causeway::ui {

Card::Card(const QString& title, const QString& subtitle, QWidget* parent)
    : QFrame(parent), header_(new QWidget(this)), title_(new ElidedLabel(title, TextRole::Section)),
      subtitle_(makeParagraph(subtitle, TextRole::Small, "muted")), words_(new QVBoxLayout),
      actions_(new QHBoxLayout), body_(new QVBoxLayout) {
    setProperty("kind", "card");
    const int inside = metrics().inside;
    words_->setSpacing(2);
    words_->addWidget(title_);
    words_->addWidget(subtitle_);
    actions_->setSpacing(metrics().step);
    auto* header = new QHBoxLayout(header_);
    header->setContentsMargins(inside, inside - 4, inside, 0);
    header->addLayout(words_, 1);
    header->addLayout(actions_);
    body_->setContentsMargins(inside, metrics().step, inside, inside);
    body_->setSpacing(metrics().step);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(1, 1, 1, 1);
    all->setSpacing(0);
    all->addWidget(header_);
    all->addLayout(body_, 1);
    setTitle(title);
    setSubtitle(subtitle);
}

void Card::setTitle(const QString& title) {
    title_->setFullText(title);
    title_->setVisible(!title.isEmpty() && !wrapped_);
    if (wrapped_)
        wrapped_->setText(title);
    header_->setVisible(!title.isEmpty() || actions_->count() > 0);
    setAccessibleName(title);
}

void Card::setSubtitle(const QString& subtitle) {
    subtitle_->setText(subtitle);
    subtitle_->setVisible(!subtitle.isEmpty());
}

void Card::addAction(QWidget* widget) {
    actions_->addWidget(widget, 0, Qt::AlignTop);
    header_->show();
}

void Card::setTitleWraps() {
    wrapped_ = makeParagraph(title_->fullText(), TextRole::Section);
    wrapped_->setMinimumHeight(2 * wrapped_->fontMetrics().lineSpacing());
    wrapped_->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    words_->insertWidget(0, wrapped_);
    title_->hide();
}

void Card::setFlush() {
    body_->setContentsMargins(0, metrics().step, 0, 0);
}

} // namespace causeway::ui
