// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/label.h"

#include <QFrame>
#include <QStyle>

namespace causeway::ui {

QLabel* makeLabel(const QString& text, TextRole role, const char* tone, QWidget* parent) {
    auto* label = new QLabel(text, parent);
    label->setTextFormat(Qt::PlainText);
    label->setFont(textFont(role));
    label->setProperty("tone", tone);
    return label;
}

QLabel* makeParagraph(const QString& text, TextRole role, const char* tone, QWidget* parent) {
    QLabel* label = makeLabel(text, role, tone, parent);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return label;
}

void setTone(QLabel* label, const char* tone) {
    label->setProperty("tone", tone);
    label->style()->unpolish(label);
    label->style()->polish(label);
}

QWidget* makeLine(QWidget* parent) {
    auto* line = new QFrame(parent);
    line->setProperty("kind", "line");
    line->setFixedHeight(1);
    return line;
}

ElidedLabel::ElidedLabel(const QString& text, TextRole role, const char* tone, QWidget* parent)
    : QLabel(parent), full_(text) {
    setTextFormat(Qt::PlainText);
    setFont(textFont(role));
    setProperty("tone", tone);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    elide();
}

void ElidedLabel::setFullText(const QString& text) {
    full_ = text;
    elide();
    updateGeometry();
}

QSize ElidedLabel::minimumSizeHint() const {
    return {fontMetrics().horizontalAdvance(QStringLiteral("…")) * 4, fontMetrics().height()};
}

QSize ElidedLabel::sizeHint() const {
    return {fontMetrics().horizontalAdvance(full_) + 2, fontMetrics().height()};
}

void ElidedLabel::resizeEvent(QResizeEvent* event) {
    QLabel::resizeEvent(event);
    elide();
}

void ElidedLabel::elide() {
    const QString shown = fontMetrics().elidedText(full_, Qt::ElideRight, std::max(width(), 8));
    setText(shown);
    setToolTip(shown == full_ ? QString() : full_);
    setAccessibleName(full_);
}

} // namespace causeway::ui
