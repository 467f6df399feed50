// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/chip.h"

#include "ui/theme/icons.h"
#include "ui/theme/theme_manager.h"

#include <QCoreApplication>
#include <QPainter>

namespace causeway::ui {
namespace {

constexpr int kHeight = 22, kPadding = 8, kGap = 6;

QString words(const char* text) {
    return QCoreApplication::translate("Severity", text);
}

} // namespace

QString severityWord(const std::string& word) {
    if (word == "critical")
        return words("Critical");
    if (word == "high")
        return words("High");
    if (word == "medium")
        return words("Medium");
    if (word == "low")
        return words("Low");
    if (word == "info")
        return words("Info");
    if (word == "ok")
        return words("Passed");
    if (word == "na")
        return words("Not assessed");
    return QString::fromStdString(word);
}

Chip::Chip(const QString& text, std::string toneWord, QWidget* parent)
    : QAbstractButton(parent), tone_(std::move(toneWord)) {
    setText(text);
    setFont(textFont(TextRole::SmallMedium));
    setFocusPolicy(Qt::NoFocus);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setAccessibleName(text);
}

Chip* Chip::severity(const std::string& word, QWidget* parent) {
    return new Chip(severityWord(word), word, parent);
}

Chip* Chip::environment(const std::string& environment, QWidget* parent) {
    const std::string token(environmentToken(environment));
    QString text = QString::fromStdString(environment);
    if (token == "prod")
        text = QCoreApplication::translate("Environment", "PRODUCTION");
    else if (token == "staging")
        text = QCoreApplication::translate("Environment", "STAGING");
    else if (token == "test")
        text = QCoreApplication::translate("Environment", "TEST");
    auto* chip = new Chip(text, token, parent);
    chip->setFont(textFont(TextRole::CaptionStrong));
    return chip;
}

void Chip::setTone(std::string toneWord) {
    tone_ = std::move(toneWord);
    updateGeometry();
    update();
}

void Chip::setClosable(bool closable) {
    closable_ = closable;
    setFocusPolicy(closable ? Qt::StrongFocus : Qt::NoFocus);
    setCursor(closable ? Qt::PointingHandCursor : Qt::ArrowCursor);
    setToolTip(closable ? tr("Remove this filter") : QString());
    updateGeometry();
}

QString Chip::iconName() const {
    return closable_ ? QStringLiteral("close") : tone(theme(), tone_).icon;
}

QSize Chip::sizeHint() const {
    const int iconWidth = iconName().isEmpty() ? 0 : metrics().iconChip + kGap;
    const int height = std::max(kHeight, fontMetrics().height() + 6);
    return {2 * kPadding + iconWidth + fontMetrics().horizontalAdvance(text()) + 1, height};
}

void Chip::paintEvent(QPaintEvent*) {
    const Tone look = tone(theme(), tone_);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(hasFocus() ? QPen(theme().focus, metrics().focusRing) : QPen(Qt::NoPen));
    painter.setBrush(closable_ && underMouse() ? theme().selection : look.soft);
    const double inset = hasFocus() ? 1 : 0;
    painter.drawRoundedRect(QRectF(rect()).adjusted(inset, inset, -inset, -inset), metrics().radiusControl,
                            metrics().radiusControl);
    int x = kPadding;
    if (const QString name = iconName(); !name.isEmpty()) {
        const int side = metrics().iconChip;
        painter.drawPixmap(x, (height() - side) / 2,
                           iconPixmap(name, look.colour, side, devicePixelRatioF(), look.soft));
        x += side + kGap;
    }
    painter.setPen(look.colour);
    painter.drawText(QRect(x, 0, width() - x, height()), Qt::AlignVCenter | Qt::AlignLeft, text());
}

void paintSeverity(QPainter& painter, const QRect& place, const std::string& word, const QString& text,
                   const QColor& ground) {
    const Tone look = tone(theme(), word);
    const int side = metrics().iconButton;
    int x = place.left();
    if (!look.icon.isEmpty()) {
        const double ratio = painter.device()->devicePixelRatioF();
        painter.drawPixmap(x, place.center().y() - side / 2 + 1,
                           iconPixmap(look.icon, look.colour, side, ratio, ground));
        x += side + kGap;
    }
    painter.setPen(look.colour);
    const QRect rest(x, place.top(), place.right() - x + 1, place.height());
    painter.drawText(rest, Qt::AlignVCenter | Qt::AlignLeft,
                     painter.fontMetrics().elidedText(text, Qt::ElideRight, rest.width()));
}

} // namespace causeway::ui
