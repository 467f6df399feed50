// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractButton>

#include <array>

namespace causeway::ui {

/// The share of one kind of object that converts by itself, with its three verdicts as a bar and in words;
/// a filter by that kind.
class KindTile : public QAbstractButton {
    Q_OBJECT
public:
    /// counts: automatic, assisted, manual.
    KindTile(const QString& title, std::array<int, 3> counts, QWidget* parent = nullptr);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString words() const;
    void paintBar(QPainter& painter, const QRectF& place) const;

    QString title_;
    std::array<int, 3> counts_;
};

} // namespace causeway::ui
