// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace causeway::ui {

/// The score as a figure in a ring: the one round chart of the product.
class ScoreRing : public QWidget {
    Q_OBJECT
public:
    explicit ScoreRing(QWidget* parent = nullptr);
    void setScore(int score); ///< 0..100

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    int score_ = 0;
};

} // namespace causeway::ui
