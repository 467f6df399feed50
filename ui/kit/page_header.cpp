// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/page_header.h"

#include "ui/kit/label.h"

#include <QHBoxLayout>

namespace causeway::ui {

PageHeader::PageHeader(QWidget* parent)
    : QWidget(parent), headline_(makeParagraph({}, TextRole::Title)),
      basis_(makeParagraph({}, TextRole::Body, "muted")), actions_(new QHBoxLayout) {
    auto* words = new QVBoxLayout;
    words->setSpacing(2);
    words->addWidget(headline_);
    words->addWidget(basis_);
    actions_->setSpacing(metrics().step);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, metrics().inside, 0, metrics().gap);
    row->setSpacing(metrics().margin);
    row->addLayout(words, 1);
    row->addLayout(actions_);
    row->setAlignment(actions_, Qt::AlignBottom);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Minimum);
}

void PageHeader::setHeadline(const QString& headline, const QString& basis) {
    headline_->setText(headline);
    basis_->setText(basis);
    basis_->setVisible(!basis.isEmpty());
    setAccessibleName(headline);
}

void PageHeader::addAction(QWidget* widget) {
    actions_->addWidget(widget);
}

} // namespace causeway::ui
