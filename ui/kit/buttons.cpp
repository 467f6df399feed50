// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/buttons.h"

#include "ui/theme/icons.h"
#include "ui/theme/theme_manager.h"

#include <QEvent>
#include <QPainter>
#include <QStyleOptionButton>

namespace causeway::ui {
namespace {

/// The focus ring of a primary button stands inside it, since blue on blue would not be seen.
class PrimaryButton : public QPushButton {
public:
    using QPushButton::QPushButton;

protected:
    void paintEvent(QPaintEvent* event) override {
        QPushButton::paintEvent(event);
        if (!hasFocus())
            return;
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(theme().onAccent, 2));
        painter.drawRoundedRect(QRectF(rect()).adjusted(4, 4, -4, -4), 2, 2);
    }
};

} // namespace

QPushButton* makeButton(const QString& text, const QString& iconName, ButtonKind kind, QWidget* parent) {
    QPushButton* button = kind == ButtonKind::Primary ? new PrimaryButton(parent) : new QPushButton(parent);
    button->setFont(textFont(TextRole::BodyMedium));
    button->setCursor(Qt::PointingHandCursor);
    button->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    if (kind == ButtonKind::Primary)
        button->setProperty("kind", "primary");
    else if (kind == ButtonKind::Link)
        button->setProperty("kind", "link");
    button->setText(iconName.isEmpty() || kind == ButtonKind::Link ? text : " " + text);
    button->setAccessibleName(text);
    if (!iconName.isEmpty()) {
        const char* token = kind == ButtonKind::Primary ? "onAccent"
                            : kind == ButtonKind::Link  ? "accent"
                                                        : "text";
        button->setIcon(icon(iconName, token));
        button->setIconSize({metrics().iconButton, metrics().iconButton});
    }
    return button;
}

QToolButton* makeToolButton(const QString& iconName, const QString& name, QWidget* parent) {
    auto* button = new QToolButton(parent);
    button->setIcon(icon(iconName, "muted"));
    button->setIconSize({metrics().iconTool, metrics().iconTool});
    button->setToolTip(name);
    button->setAccessibleName(name);
    button->setFocusPolicy(Qt::StrongFocus);
    return button;
}

} // namespace causeway::ui
