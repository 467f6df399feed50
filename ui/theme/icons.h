// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QIcon>
#include <QPixmap>
#include <QString>

class QPainter;

namespace causeway::ui {

/// The bytes of resources/icons/<name>.svg with its two words, currentColor and @paper, replaced. paper is
/// the ground that the severity shapes stand on. Throws Error(Internal) for a name that does not exist.
QByteArray iconSvg(const QString& name, const QColor& colour, const QColor& paper);

/// One colour, rendered at size x ratio device pixels; kept by name, colours, size and ratio.
QPixmap iconPixmap(const QString& name, const QColor& colour, int size, double ratio,
                   const QColor& paper = {});

/// Drawn as vectors, for print and for painters that scale.
void paintIcon(QPainter& painter, const QRectF& place, const QString& name, const QColor& colour,
               const QColor& paper = {});

/// An icon that takes its colour from the theme that is on when it is painted, so that it follows a switch.
/// token: a name of tokens.json; disabled buttons take `disabled`, checked ones `accentText`.
QIcon icon(const QString& name, const char* token = "text");

} // namespace causeway::ui
