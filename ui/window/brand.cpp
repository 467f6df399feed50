// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/brand.h"

#include "ui/theme/icons.h"
#include "ui/theme/theme_manager.h"

#include <QPainter>

namespace causeway::ui {
namespace {
constexpr int kMark = 22;
constexpr int kHeight = 48;
} // namespace

Brand::Brand(QWidget* parent) : QWidget(parent) {
    setFixedHeight(kHeight);
    setAccessibleName("Causeway");
}

void Brand::setNarrow(bool narrow) {
    narrow_ = narrow;
    update();
}

void Brand::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const double x = narrow_ ? (width() - kMark) / 2.0 : 16;
    paintIcon(painter, QRectF(x, (kHeight - kMark) / 2.0, kMark, kMark), "mark", theme().accent);
    if (narrow_)
        return;
    painter.setFont(textFont(TextRole::Object));
    painter.setPen(theme().text);
    painter.drawText(QRectF(x + kMark + 8, 0, width(), kHeight), Qt::AlignVCenter, "Causeway");
}

} // namespace causeway::ui
