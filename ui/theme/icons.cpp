// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/icons.h"

#include "core/base/resources.h"
#include "ui/theme/theme_manager.h"

#include <QIconEngine>
#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>

namespace causeway::ui {
namespace {

class ThemedIconEngine : public QIconEngine {
public:
    ThemedIconEngine(QString name, std::string token) : name_(std::move(name)), token_(std::move(token)) {}

    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State state) override {
        const int side = std::min(rect.width(), rect.height());
        const double ratio = painter->device() ? painter->device()->devicePixelRatioF() : 1;
        const QRect square(rect.x() + (rect.width() - side) / 2, rect.y() + (rect.height() - side) / 2, side,
                           side);
        painter->drawPixmap(square, iconPixmap(name_, colour(mode, state), side, ratio, theme().surface));
    }
    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override {
        return scaledPixmap(size, mode, state, 1);
    }
    /// size is in device pixels here, as QIcon asks for it.
    QPixmap scaledPixmap(const QSize& size, QIcon::Mode mode, QIcon::State state, qreal) override {
        return iconPixmap(name_, colour(mode, state), std::min(size.width(), size.height()), 1,
                          theme().surface);
    }
    QIconEngine* clone() const override { return new ThemedIconEngine(name_, token_); }

private:
    QColor colour(QIcon::Mode mode, QIcon::State state) const {
        if (mode == QIcon::Disabled)
            return theme().disabled;
        if (state == QIcon::On)
            return theme().accentText;
        return theme().colour(token_);
    }

    QString name_;
    std::string token_;
};

} // namespace

QByteArray iconSvg(const QString& name, const QColor& colour, const QColor& paper) {
    QByteArray svg = QByteArray::fromStdString(resourceBytes("icons/" + name.toStdString() + ".svg"));
    svg.replace("currentColor", colour.name().toLatin1());
    svg.replace("@paper", (paper.isValid() ? paper : theme().surface).name().toLatin1());
    return svg;
}

QPixmap iconPixmap(const QString& name, const QColor& colour, int size, double ratio, const QColor& paper) {
    const QColor ground = paper.isValid() ? paper : theme().surface;
    const QString key =
        QString("causeway/%1/%2/%3/%4/%5").arg(name, colour.name(), ground.name()).arg(size).arg(ratio);
    QPixmap pixmap;
    if (QPixmapCache::find(key, &pixmap))
        return pixmap;
    const int pixels = std::max(1, qRound(size * ratio));
    pixmap = QPixmap(pixels, pixels);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    QSvgRenderer(iconSvg(name, colour, ground)).render(&painter, QRectF(0, 0, pixels, pixels));
    painter.end();
    pixmap.setDevicePixelRatio(ratio);
    QPixmapCache::insert(key, pixmap);
    return pixmap;
}

void paintIcon(QPainter& painter, const QRectF& place, const QString& name, const QColor& colour,
               const QColor& paper) {
    QSvgRenderer(iconSvg(name, colour, paper)).render(&painter, place);
}

QIcon icon(const QString& name, const char* token) {
    return QIcon(new ThemedIconEngine(name, token));
}

} // namespace causeway::ui
